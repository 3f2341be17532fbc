package markdown

import (
	"bufio"
	"bytes"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	ghtml "github.com/yuin/goldmark/renderer/html"
)

// unescape resolves backslashes and character references, as Markdown reads
// text, addresses and titles.
func unescape(text []byte) string {
	if !isEscaped(text) {
		return string(text)
	}
	return unescaped(text)
}

// isEscaped tells whether there may be something to resolve. In nearly all text there
// is not.
func isEscaped(text []byte) bool {
	return bytes.IndexByte(text, '\\') >= 0 || bytes.IndexByte(text, '&') >= 0 || bytes.IndexByte(text, 0) >= 0
}

// unescaped is what goldmark makes of the text, read as HTML.
func unescaped(text []byte) string {
	var s strings.Builder
	w := bufio.NewWriter(&s)
	ghtml.DefaultWriter.Write(w, text)
	_ = w.Flush()
	return html.UnescapeString(s.String())
}

// renderText writes what goldmark's renderer does; of nearly all text that is the text.
func renderText(b *builder, n *ast.Text, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	switch value := n.Segment.Value(b.source); {
	case n.IsRaw() || !isEscaped(value):
		b.text = appendEscaped(b.text, value)
	default:
		ghtml.DefaultWriter.Write(b, value)
	}
	switch {
	case n.IsRaw():
	case n.HardLineBreak():
		b.write("<br>\n")
	case n.SoftLineBreak():
		b.write("\n")
	}
	return ast.WalkContinue
}

// plain gives the words of an inline node or of a block of inline nodes, on one
// line. Code in the line counts as words; footnote marks and facts do not.
func (b *builder) plain(n ast.Node) string {
	var space [256]byte
	return string(b.appendPlain(space[:0], n))
}

// appendPlain adds what plain gives to a text.
func (b *builder) appendPlain(text []byte, n ast.Node) []byte {
	start := len(text)
	text = appendWords(text, b.source, n)
	if !b.clean && indexForbidden(text[start:]) >= 0 {
		text = append(text[:start], printable(string(text[start:]))...)
	}
	return text[:start+oneLine(text[start:])]
}

func appendWords(text, source []byte, n ast.Node) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			switch value := c.Value(source); {
			case c.IsRaw() || n.Kind() == ast.KindCodeSpan || !isEscaped(value):
				text = append(text, value...)
			default:
				text = append(text, unescaped(value)...)
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				text = append(text, ' ')
			}
		case *ast.String:
			text = append(text, c.Value...)
		case *ast.AutoLink:
			text = append(text, c.Label(source)...)
		default:
			text = appendWords(text, source, c)
		}
	}
	return text
}

// oneLine makes white space one space, and none at the ends, as strings.Fields
// divides words, in a text without control characters. It does so in place, and gives
// the new length.
func oneLine(text []byte) int {
	length, between := stays(text), false
	for i := length; i < len(text); {
		if c := text[i]; c > ' ' && c < utf8.RuneSelf && !between {
			text[length] = c
			length, i = length+1, i+1
			continue
		}
		size, space := 1, text[i] <= ' '
		if text[i] >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRune(text[i:])
			space = unicode.IsSpace(r)
		}
		switch {
		case space:
			between = length > 0
		case between:
			text[length] = ' '
			length, between = length+1, false
			fallthrough
		default:
			length += copy(text[length:], text[i:i+size])
		}
		i += size
	}
	return length
}

// stays gives how much at the beginning of a text is one line already: nearly always all.
func stays(text []byte) int {
	space := true
	for i, c := range text {
		switch {
		case c > ' ' && c < utf8.RuneSelf:
			space = false
		case c == ' ' && !space && i+1 < len(text):
			space = true
		case space && i > 0:
			return i - 1
		default:
			return i
		}
	}
	return len(text)
}
