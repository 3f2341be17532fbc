package markdown

import (
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
)

// A linkKind says what becomes of a link.
type linkKind uint8

const (
	noLink       linkKind = iota // refused, and reported: the text stays
	externalLink                 // finished: another host
	plainLink                    // finished: an anchor of this document, mail, a telephone number
	sourceLink                   // a hole: another file of the site
)

func renderLink(b *builder, n *ast.Link, entering bool) ast.WalkStatus {
	if entering {
		b.openLink(unescape(n.Destination), unescape(n.Title), b.at(b.offset(n.Destination, n)))
	} else {
		b.closeLink()
	}
	return ast.WalkContinue
}

func renderAutoLink(b *builder, n *ast.AutoLink, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	label := string(n.Label(b.source))
	if len(b.linkEnds) > 0 { // links do not nest
		b.escape(label)
		return ast.WalkContinue
	}
	address := string(n.URL(b.source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(address), "mailto:") {
		address = "mailto:" + address
	}
	b.openLink(address, "", b.at(b.offset(n.Label(b.source), n)))
	b.escape(label)
	b.closeLink()
	return ast.WalkContinue
}

// openLink begins a link, and remembers how it ends.
func (b *builder) openLink(dest, title string, pos diag.Position) {
	kind, address := b.classify(dest, pos)
	end := markup.Part(markup.HTML(""))
	switch kind {
	case externalLink, plainLink:
		b.write(`<a href="`)
		b.escape(address)
		b.write(`"`)
		if title != "" {
			b.write(` title="`)
			b.escape(title)
			b.write(`"`)
		}
		if kind == externalLink {
			b.write(` class="external" rel="external noopener"`)
		}
		b.write(">")
		end = markup.HTML("</a>")
	case sourceLink:
		b.doc.Links = append(b.doc.Links, markup.Link{Dest: address, Title: title, Pos: pos})
		b.hole(markup.LinkStart(len(b.doc.Links) - 1))
		end = markup.LinkEnd{}
	}
	b.linkEnds = append(b.linkEnds, end)
}

func (b *builder) closeLink() {
	last := len(b.linkEnds) - 1
	switch end := b.linkEnds[last].(type) {
	case markup.HTML:
		b.write(string(end))
	default:
		b.hole(end)
	}
	b.linkEnds = b.linkEnds[:last]
}

// schemeOf gives what stands before an address's colon; it is empty where that is no
// scheme (RFC 3986, 3.1).
func schemeOf(address string) string {
	for i := range len(address) {
		switch c := address[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '.' || c == '-'):
		case i > 0 && c == ':':
			return address[:i]
		default:
			return ""
		}
	}
	return ""
}

// classify says what a destination is, reports one that may not be, and gives
// the address to write.
func (b *builder) classify(dest string, pos diag.Position) (linkKind, string) {
	dest = strings.TrimSpace(dest)
	switch name := schemeOf(dest); {
	case dest == "":
		b.diags.Errorf(pos, diag.BrokenLink, "a link without an address").
			Hint = "write the address between the parentheses: [text](other-guide.md)"
	case strings.IndexFunc(dest, forbiddenInAddress) >= 0:
		b.diags.Errorf(pos, diag.UnsafeAddress, "the address %q has control characters", dest)
	case name != "":
		return b.classifyScheme(strings.ToLower(name), dest, pos)
	case strings.HasPrefix(dest, "#"):
		return b.classifyAnchor(dest, pos)
	case strings.HasPrefix(dest, "/"), strings.HasPrefix(dest, `\`):
		b.diags.Errorf(pos, diag.AbsoluteLink, "%q begins at the root of a host, which the site does not know", dest).
			Hint = b.relativeHint(dest)
	default:
		return sourceLink, dest
	}
	return noLink, ""
}

func (b *builder) classifyScheme(name, dest string, pos diag.Position) (linkKind, string) {
	switch name {
	case "http", "https":
		if u, err := url.Parse(dest); err != nil || u.Host == "" {
			b.diags.Errorf(pos, diag.UnsafeAddress, "%q is not a complete web address", dest).
				Hint = "write it as https://example.org/page"
			return noLink, ""
		}
		return externalLink, hrefEscape(dest)
	case "mailto", "tel":
		return plainLink, hrefEscape(dest)
	}
	b.diags.Errorf(pos, diag.UnsafeAddress, "%q begins with %q; a link is a file of the site, or begins with http:, https:, mailto: or tel:", dest, name+":").
		Hint = "link to a page on the web, or to a file by its path relative to this one"
	return noLink, ""
}

// relativeHint proposes how to write an address that begins with a slash.
func (b *builder) relativeHint(dest string) string {
	if strings.HasPrefix(dest, "//") {
		return "write \"https:" + dest + "\" for another host"
	}
	if b.inline || b.file == "" || !strings.HasPrefix(dest, "/") {
		return "link to the source file by its path relative to this file, such as ../guides/sql-vs-mongodb.md"
	}
	if path.Clean(dest) == "/" {
		dest = "/data/site.yaml" // whose page is the home page
	}
	relative, err := filepath.Rel(path.Dir(b.file), path.Clean("."+dest))
	if err != nil {
		return ""
	}
	return "write it relative to this file: \"" + filepath.ToSlash(relative) + "\""
}

// forbiddenInAddress: browsers drop tabs and line breaks within an address,
// which would make "java\tscript:" a scheme again.
func forbiddenInAddress(r rune) bool { return r < ' ' || r == 0x7f }

// hrefEscape makes an address fit for href: what may not stand in one is
// percent-encoded, what is encoded already stays.
func hrefEscape(address string) string {
	if !strings.ContainsFunc(address, mayBeEscaped) {
		return address
	}
	before, fragment, found := strings.Cut(string(util.URLEscape([]byte(address), false)), "#")
	if !found {
		return before
	}
	return before + "#" + strings.ReplaceAll(fragment, "#", "%23")
}

// mayBeEscaped is false for the characters of nearly all addresses, which stay.
func mayBeEscaped(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '-' || r > ':') // - . / 0 to 9 :
}

// offset finds where in the source a word of a node stands. The parser cuts
// words out of the source without copying, so that the distance of the ends of
// the two arrays is the word's place; where that fails it is the node's.
func (b *builder) offset(word []byte, n ast.Node) int {
	at := cap(b.source) - cap(word)
	if len(word) > 0 && at >= 0 && at+len(word) <= len(b.source) && &b.source[at] == &word[0] {
		return at
	}
	return max(n.Pos(), 0)
}
