package markdown

import (
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// words gives a document's words, one line for each block, without blocks of
// code, and how many there are.
func words(source []byte, root ast.Node) (text string, count int) {
	lines := []string{}
	for n := range nodesBelow(root) {
		if n.Type() != ast.TypeBlock || n.IsRaw() || n.FirstChild() == nil || n.FirstChild().Type() != ast.TypeInline {
			continue
		}
		if line := plain(source, n); line != "" {
			lines = append(lines, line)
		}
	}
	for _, line := range lines {
		for word := range strings.FieldsSeq(line) {
			if strings.IndexFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0 {
				count++
			}
		}
	}
	return strings.Join(lines, "\n"), count
}
