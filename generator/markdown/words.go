package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// words gives a document's words, one line for each block, without blocks of
// code, and how many there are.
func words(source []byte, root ast.Node) (text string, count int) {
	all := make([]byte, 0, len(source))
	for n := range blocksBelow(root) {
		if n.IsRaw() || n.FirstChild() == nil || n.FirstChild().Type() != ast.TypeInline {
			continue
		}
		start := len(all)
		if start > 0 {
			all = append(all, '\n')
		}
		before := len(all)
		all = appendPlain(all, source, n)
		if len(all) == before {
			all = all[:start]
			continue
		}
		count += countWords(all[before:])
	}
	return string(all), count
}

// countWords counts what stands between spaces and has a letter or a digit.
func countWords(line []byte) int {
	count, counted := 0, false
	for i := 0; i < len(line); {
		r, size := rune(line[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(line[i:])
		}
		switch {
		case r == ' ':
			counted = false
		case !counted && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			count, counted = count+1, true
		}
		i += size
	}
	return count
}
