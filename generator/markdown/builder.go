package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
)

// A builder makes a body out of a syntax tree. It is the writer that goldmark's
// renderer writes to: what is written becomes HTML, and a node's renderer that
// needs a hole cuts there ([builder.hole]). Renderers find the builder behind
// their writer, so that they need no state of their own.
type builder struct {
	file     string
	source   []byte
	opts     Options
	at       func(offset int) diag.Position
	diags    *diag.List
	renderer renderer.Renderer
	doc      markup.Document
	anchors  *anchors
	headings []outlined // in order
	// nextHeading is the place of the heading that is probably asked for next.
	nextHeading int

	inline   bool          // one line of a note: no pictures, facts or anchors
	body     markup.Body   // what is finished of the body being built
	text     []byte        // HTML since the last part of body
	outer    []markup.Body // bodies that wait for the one being built
	linkEnds []markup.Part // how to close the links that are open
	tables   int           // how many there were
	// expected counts closing fences that will come although no container is
	// open, because their opening was written with too few colons.
	expected int
	unclosed []*containerNode // those of known names, in the order of their ends
	tooDeep  bool             // it has been reported that containers nest too deep
	scratch  *scratch         // nil in a line of a note
	prose    bool             // whether proseParser may read
	clean    bool             // the source has no forbidden characters, nor references that could give some
}

// Write and the methods down to Flush implement util.BufWriter, through which the
// library's own renderers write. Nothing here can fail.
func (b *builder) Write(p []byte) (int, error) {
	b.text = append(b.text, p...)
	return len(p), nil
}

// WriteByte implements util.BufWriter.
func (b *builder) WriteByte(c byte) error {
	b.text = append(b.text, c)
	return nil
}

// WriteRune implements util.BufWriter.
func (b *builder) WriteRune(r rune) (int, error) {
	before := len(b.text)
	b.text = utf8.AppendRune(b.text, r)
	return len(b.text) - before, nil
}

// WriteString implements util.BufWriter.
func (b *builder) WriteString(s string) (int, error) {
	b.text = append(b.text, s...)
	return len(s), nil
}

// Available implements util.BufWriter: there is no buffer that could fill.
func (b *builder) Available() int { return 0 }

// Buffered implements util.BufWriter: what was written is in the text at once.
func (b *builder) Buffered() int { return 0 }

// Flush implements util.BufWriter; there is nothing to flush.
func (b *builder) Flush() error { return nil }

// write adds HTML that is finished.
func (b *builder) write(html ...string) {
	for _, s := range html {
		b.text = append(b.text, s...)
	}
}

// escape adds text, escaped for content and for quoted attributes.
func (b *builder) escape(text string) {
	b.text = appendEscaped(b.text, text)
}

// appendEscaped adds text to HTML, escaped for content and for quoted attributes.
func appendEscaped[T string | []byte](html []byte, text T) []byte {
	done := 0
	for i := 0; i < len(text); i++ {
		if c := text[i]; c != '"' && c != '&' && c != '<' && c != '>' && c != 0 {
			continue
		}
		html = append(append(html, text[done:i]...), util.EscapeHTMLByte(text[i])...)
		done = i + 1
	}
	return append(html, text[done:]...)
}

// hole adds a part that is not HTML.
func (b *builder) hole(p markup.Part) {
	b.cut()
	b.body = append(b.body, p)
}

// cut ends a part. It gets memory of its own and of its size, since it lives for as
// long as the document, and the buffer is used again.
func (b *builder) cut() {
	if len(b.text) > 0 {
		html := string(b.text)
		if !b.clean {
			html = printable(html)
		}
		b.body = append(b.body, markup.HTML(html))
		b.text = b.text[:0]
	}
}

// nested builds a body of its own with what f writes.
func (b *builder) nested(f func()) markup.Body {
	b.cut()
	b.outer = append(b.outer, b.body)
	b.body = nil
	f()
	b.cut()
	inner, last := b.body, len(b.outer)-1
	b.body, b.outer = b.outer[last], b.outer[:last]
	return inner
}

// render writes a node and what is in it.
func (b *builder) render(n ast.Node) {
	// The renderers of this package and goldmark's return no errors, and the
	// builder's Write methods do not either.
	_ = b.renderer.Render(b, b.source, n)
}

// renderChildren writes what is in a node.
func (b *builder) renderChildren(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b.render(c)
	}
}

// finish gives the body built.
func (b *builder) finish() markup.Body {
	b.cut()
	return b.body
}

// printable replaces characters that HTML forbids, even as references (HTML
// Standard, 13.2.3.5 "Preprocessing the input stream").
func printable(s string) string {
	if indexForbidden(s) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if forbidden(r) {
			return utf8.RuneError
		}
		return r
	}, s)
}

// checkCharacters reports the first character of each line that a page cannot
// have and [printable] replaces. They get into texts unseen, by copying.
func (b *builder) checkCharacters() {
	if indexForbidden(b.source) < 0 {
		b.clean = !bytes.Contains(b.source, []byte("&#"))
		return
	}
	offset := 0
	for line := range bytes.Lines(b.source) {
		if i := indexForbidden(line); i >= 0 {
			r, _ := utf8.DecodeRune(line[i:])
			b.diags.Errorf(b.at(offset+i), diag.InvalidValue, "an invisible control character, U+%04X", r).Hint = "delete it"
		}
		offset += len(line)
	}
}

// indexForbidden gives where the first forbidden character stands, or -1. Most bytes are
// ASCII, and not looked at one by one as characters.
func indexForbidden[T string | []byte](text T) int {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= ' ' && c < 0x7f:
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(string(text[i:min(i+utf8.UTFMax, len(text))]))
			if forbidden(r) {
				return i
			}
			i += size - 1
		case c != '\t' && c != '\n':
			return i
		}
	}
	return -1
}

// forbidden tells whether a character is a control character other than white
// space, or no character at all.
func forbidden(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return false
	case r < ' ' || r >= 0x7f && r <= 0x9f:
		return true
	}
	return r >= 0xfdd0 && r <= 0xfdef || r&0xfffe == 0xfffe
}
