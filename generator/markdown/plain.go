package markdown

import (
	"bufio"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	ghtml "github.com/yuin/goldmark/renderer/html"
)

// unescape resolves backslashes and character references, as Markdown reads
// text, addresses and titles.
func unescape(text []byte) string {
	var s strings.Builder
	w := bufio.NewWriter(&s)
	ghtml.DefaultWriter.Write(w, text)
	_ = w.Flush()
	return html.UnescapeString(s.String())
}

// plain gives the words of an inline node or of a block of inline nodes, on one
// line. Code in the line counts as words; footnote marks and facts do not.
func plain(source []byte, n ast.Node) string {
	var s strings.Builder
	writePlain(&s, source, n)
	return strings.Join(strings.Fields(printable(s.String())), " ")
}

func writePlain(s *strings.Builder, source []byte, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if c.IsRaw() || n.Kind() == ast.KindCodeSpan {
				s.Write(c.Value(source))
			} else {
				s.WriteString(unescape(c.Value(source)))
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				s.WriteByte(' ')
			}
		case *ast.String:
			s.Write(c.Value)
		case *ast.AutoLink:
			s.Write(c.Label(source))
		default:
			writePlain(s, source, c)
		}
	}
}
