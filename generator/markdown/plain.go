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
func isEscaped(text []byte) bool { return bytes.ContainsAny(text, "\\&\x00") }

// unescaped is what goldmark makes of the text, read as HTML.
func unescaped(text []byte) string {
	var s strings.Builder
	w := bufio.NewWriter(&s)
	ghtml.DefaultWriter.Write(w, text)
	_ = w.Flush()
	return html.UnescapeString(s.String())
}

// plain gives the words of an inline node or of a block of inline nodes, on one
// line. Code in the line counts as words; footnote marks and facts do not.
func plain(source []byte, n ast.Node) string {
	var space [256]byte
	return string(appendPlain(space[:0], source, n))
}

// appendPlain adds what plain gives to a text.
func appendPlain(text, source []byte, n ast.Node) []byte {
	start := len(text)
	text = appendWords(text, source, n)
	if indexForbidden(text[start:]) >= 0 {
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
	length, between := 0, false
	for i := 0; i < len(text); {
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
