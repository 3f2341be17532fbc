package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/parse/v2"

	"tradeoff/generator/diag"
	"tradeoff/generator/markdown"
	"tradeoff/generator/site"
	"tradeoff/templates"
)

// decides tells whether the site has a decision at all.
func (r *renderer) decides() bool {
	return slices.ContainsFunc(r.site.Categories, func(c *site.Category) bool { return r.tree(c, c.Options) != nil })
}

// stumble says where a minifier could not go on in a file, and why.
func stumble(file string, err error) (diag.Position, string) {
	if e := (*parse.Error)(nil); errors.As(err, &e) {
		return diag.Position{File: file, Line: e.Line, Column: e.Column}, e.Message
	}
	return diag.Position{File: file}, err.Error()
}

// highlighting is the style sheet of code, in both schemes: the dark one by the
// reader's preference, unless the switch says light, and by the switch.
func highlighting() string {
	dark := func(selector string) string { return markdown.HighlightCSS(markdown.DarkStyle, selector) }
	return markdown.HighlightCSS(markdown.LightStyle, "") +
		"@media (prefers-color-scheme: dark) {\n" + dark(`:root:not([data-theme="light"])`) + "}\n" +
		dark(`:root[data-theme="dark"]`)
}

// longestName is how many bytes a file's name has at most on the usual disks.
const longestName = 255

// hashed gives a file's address with a hash of its content in it, so that a browser
// may keep it for ever and never shows an old one. A name that the hash would make too
// long is cut.
func hashed(address string, content []byte) string {
	sum := sha256.Sum256(content)
	folder, base := path.Split(address)
	ending := path.Ext(base)
	hash := "." + hex.EncodeToString(sum[:4]) + ending
	stem := strings.TrimSuffix(base, ending)
	for len(stem)+len(hash) > longestName {
		_, size := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-size]
	}
	return folder + stem + hash
}

// A minifier makes files smaller without changing what they mean. The zero value
// leaves them as they are.
type minifier struct{ m *minify.M }

// mediaTypes of the files that can be minified.
var mediaTypes = map[string]string{".css": "text/css", ".js": "application/javascript", ".svg": "image/svg+xml"}

func newMinifier(on bool) minifier {
	if !on {
		return minifier{}
	}
	m := minify.New()
	m.Add("text/html", pageMinifier())
	m.Add("text/css", &css.Minifier{})
	m.Add("application/javascript", &js.Minifier{})
	m.Add("image/svg+xml", &svg.Minifier{})
	return minifier{m}
}

// pageMinifier minifies pages. Optional tags, quotes and default values are kept: leaving
// them out saves little after compression and fails the stricter HTML checkers.
func pageMinifier() *html.Minifier {
	return &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true}
}

// Squeeze gives what makes templates smaller when they are loaded: nil unless it is on.
// Pages of a set that was loaded so are as they would be, minified, but for a few bytes.
func Squeeze(on bool) templates.Squeeze {
	m := newMinifier(on)
	if !on {
		return nil
	}
	pages := pageMinifier()
	pages.TemplateDelims = html.GoTemplateDelims
	m.m.Add("text/html", pages)
	m.m.AddFunc("image/svg+xml", func(m *minify.M, w io.Writer, r io.Reader, params map[string]string) error {
		drawing, err := io.ReadAll(r)
		if err == nil && !bytes.Contains(drawing, []byte(html.GoTemplateDelims[0])) {
			return (&svg.Minifier{}).Minify(m, w, bytes.NewReader(drawing), params)
		}
		_, err = w.Write(drawing)
		return err
	})
	return func(text []byte) ([]byte, error) {
		text, err := m.bytes("text/html", text)
		return bytes.Replace(text, []byte(lowDoctype), []byte(doctype), 1), err
	}
}

const doctype, lowDoctype = "<!DOCTYPE html>", "<!doctype html>"

// html minifies a page. The minifier writes the document type in lower case,
// which is as good to browsers, but not to every checker's rules of style.
func (m minifier) html(page []byte) ([]byte, error) {
	page, err := m.bytes("text/html", page)
	if rest, ok := bytes.CutPrefix(page, []byte(lowDoctype)); ok {
		page = append([]byte(doctype), rest...)
	}
	return page, err
}

// file minifies by the ending of the file's name.
func (m minifier) file(name string, content []byte) ([]byte, error) {
	return m.bytes(mediaTypes[path.Ext(name)], content)
}

// leaves tells whether a file of a name stays as it is.
func (m minifier) leaves(name string) bool { return m.m == nil || mediaTypes[path.Ext(name)] == "" }

func (m minifier) bytes(mediaType string, content []byte) ([]byte, error) {
	if m.m == nil || mediaType == "" {
		return content, nil
	}
	var out bytes.Buffer
	out.Grow(len(content))
	if err := m.m.Minify(mediaType, &out, bytes.NewReader(content)); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
