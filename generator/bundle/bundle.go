// Package bundle puts a page of the site, and all that it needs, into one HTML file:
// to be sent, kept, and opened from wherever it lies.
//
// In comes the page as it is published, and a way to the site's other files; out
// comes the same page, with
//
//   - style sheets and scripts in it, where their elements stood;
//   - pictures and the icon as data: addresses;
//   - files of the site that it offers, such as a table as CSV, as data: addresses too,
//     up to [MostAttached] bytes each;
//   - links to other pages made absolute, where the site knows its own address; else
//     they lose their address and say in their title that they are not part of the
//     file. That holds for the addresses in the data of a decision, too;
//   - nothing that would ask for another file. What is left over of that kind (a frame
//     that a guide has as raw HTML) loses its address.
//
// A Content-Security-Policy at the top of the file forbids every request and every
// script that is not in it, by their hashes: whoever is sent the file can see that it
// stays to itself, and a browser sees to it.
//
// The page is changed token by token, and what is not named above stays as it is, byte
// for byte.
package bundle

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
)

// MostAttached is how many bytes a file has at most that a page offers and that goes
// into the bundle with it.
const MostAttached = 1 << 20

// mark is what every bundle begins with.
const mark = "<!DOCTYPE html>\n<!-- A page in one file, by tradeoff bundle. -->\n"

// IsBundle tells whether a file is one that [Page] made.
func IsBundle(content []byte) bool { return bytes.HasPrefix(content, []byte(mark)) }

// A Site is where a page comes from.
type Site struct {
	URL string // absolute, with a slash at the end; empty where unknown
	// File gives a file of the site by its address; ok is false where there is none.
	File      func(address string) (content []byte, ok bool, err error)
	IsPage    func(address string) bool
	Elsewhere string // said of a link that leads to what is not in the file
}

// Page makes a bundle of a page. An error is one of Site.File.
func Page(page []byte, address string, site Site) ([]byte, error) {
	b := &bundler{site: site, address: address}
	if err := b.run(html.NewTokenizer(bytes.NewReader(page))); err != nil {
		return nil, err
	}
	var whole bytes.Buffer
	whole.WriteString(mark)
	before, after, _ := bytes.Cut(b.out.Bytes(), []byte(policyPlace))
	whole.Write(before)
	whole.WriteString(`<meta http-equiv="Content-Security-Policy" content="` + b.policy() + `">`)
	whole.Write(after)
	return whole.Bytes(), nil
}

// policyPlace is where the policy goes: it has to stand before all that it is about,
// and can be written only once that is known.
const policyPlace = "<!--tradeoff policy-->"

// A bundler goes through a page.
type bundler struct {
	site    Site
	address string
	out     bytes.Buffer
	styles  []string // hashes
	scripts []string
}

func (b *bundler) run(tokens *html.Tokenizer) error {
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			if err := tokens.Err(); !errors.Is(err, io.EOF) {
				return err
			}
			return nil
		}
		raw := append([]byte(nil), tokens.Raw()...)
		switch kind {
		case html.DoctypeToken:
			continue
		case html.StartTagToken, html.SelfClosingTagToken:
			if err := b.start(tokens, tokens.Token(), raw); err != nil {
				return err
			}
		default:
			b.out.Write(raw)
		}
	}
}

// start writes a start tag, and what becomes of its element.
func (b *bundler) start(tokens *html.Tokenizer, t html.Token, raw []byte) error {
	switch t.Data {
	case "head":
		b.out.Write(raw)
		b.out.WriteString(`<meta charset="utf-8">` + policyPlace) // which browsers look for in the first 1,024 bytes
		return nil
	case "meta":
		if value(t, "charset") != "" || strings.EqualFold(value(t, "http-equiv"), "Content-Security-Policy") {
			return nil
		}
	case "base":
		return nil
	case "link":
		return b.link(t, raw)
	case "style":
		b.out.Write(raw)
		b.inline(&b.styles, rest(tokens, "style"))
		return nil
	case "script":
		return b.script(tokens, t, raw)
	}
	return b.element(t, raw)
}

// rest gives the text of an element that holds nothing but text, and passes over its
// end tag.
func rest(tokens *html.Tokenizer, name string) string {
	var text strings.Builder
	for {
		switch kind := tokens.Next(); kind {
		case html.TextToken:
			text.Write(tokens.Raw())
		case html.EndTagToken, html.ErrorToken:
			return text.String()
		}
	}
}

// link writes a link element.
func (b *bundler) link(t html.Token, raw []byte) error {
	target, ok := b.resolve(value(t, "href"))
	switch rel := strings.ToLower(value(t, "rel")); {
	case rel == "canonical":
		b.out.Write(raw)
	case rel == "stylesheet" && ok:
		content, found, err := b.site.File(target.path)
		if err != nil || !found {
			return err
		}
		css, err := b.css(string(content), target.path)
		if err != nil {
			return err
		}
		b.out.WriteString("<style" + attributes(t, "media") + ">")
		b.inline(&b.styles, css)
		b.out.WriteString("</style>")
	case rel == "icon" && ok:
		address, found, err := b.data(target.path)
		if err != nil || !found {
			return err
		}
		b.write(with(t, "href", address))
	case rel == "alternate" && ok && b.site.URL != "":
		b.write(with(t, "href", b.absolute(target)))
	}
	return nil
}

// script writes a script element: one that has data, or code.
func (b *bundler) script(tokens *html.Tokenizer, t html.Token, raw []byte) error {
	text := rest(tokens, "script")
	kind := strings.ToLower(value(t, "type"))
	switch {
	case strings.Contains(kind, "json"):
		b.out.Write(raw)
		if kind == "application/json" {
			text = b.json(text)
		}
		b.out.WriteString(text)
	case value(t, "src") != "":
		target, ok := b.resolve(value(t, "src"))
		if !ok {
			return nil
		}
		content, found, err := b.site.File(target.path)
		if err != nil || !found {
			return err
		}
		b.out.WriteString("<script" + attributes(t, "id", "class") + ">")
		b.inline(&b.scripts, safeScript(string(content)))
	default:
		b.out.Write(raw)
		b.inline(&b.scripts, text)
	}
	b.out.WriteString("</script>")
	return nil
}

// A target is a place in the site.
type target struct{ path, query, fragment string }

// resolve finds where an address in the page leads; ok is false where that is not in
// the site.
func (b *bundler) resolve(address string) (target, bool) { return resolve(b.address, address) }

func resolve(from, address string) (target, bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "" || u.Host != "" || strings.HasPrefix(u.Path, "/") {
		return target{}, false
	}
	t := target{path: from, query: u.RawQuery, fragment: u.EscapedFragment()}
	if u.Path != "" {
		t.path = path.Join(path.Dir(from), u.Path)
		if strings.HasSuffix(u.Path, "/") || t.path == "." {
			t.path = path.Join(t.path, "index.html")
		}
	}
	return t, !strings.HasPrefix(t.path, "../")
}

// absolute is where a place of the site is on the web.
func (b *bundler) absolute(t target) string {
	folder, name := path.Split(t.path)
	if name == "index.html" {
		name = ""
	}
	address := b.site.URL + (&url.URL{Path: folder + name}).EscapedPath()
	if t.query != "" {
		address += "?" + t.query
	}
	if t.fragment != "" {
		address += "#" + t.fragment
	}
	return address
}

// data gives a file of the site as a data: address.
func (b *bundler) data(address string) (string, bool, error) {
	content, found, err := b.site.File(address)
	if err != nil || !found {
		return "", false, err
	}
	return dataAddress(address, content), true, nil
}

func dataAddress(address string, content []byte) string {
	kind := mediaTypes[path.Ext(address)]
	if kind == "" {
		kind = mime.TypeByExtension(path.Ext(address))
	}
	kind, _, _ = strings.Cut(kind, ";")
	if kind == "" {
		kind = "application/octet-stream"
	}
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(content)
}

// mediaTypes are those that do not depend on what a machine knows.
var mediaTypes = map[string]string{
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
	".webp": "image/webp", ".avif": "image/avif", ".csv": "text/csv", ".json": "application/json", ".md": "text/markdown",
	".txt": "text/plain", ".pdf": "application/pdf", ".zip": "application/zip", ".mmd": "text/plain", ".dot": "text/plain",
}
