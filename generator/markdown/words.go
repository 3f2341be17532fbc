package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// words gives a document's words, one line for each block, without blocks of
// code, and how many there are.
func (b *builder) words(root ast.Node) (text string, count int) {
	all := b.text[:0] // which is not needed any more
	for n := range blocksBelow(root) {
		if n.IsRaw() || n.FirstChild() == nil || n.FirstChild().Type() != ast.TypeInline {
			continue
		}
		start := len(all)
		if start > 0 {
			all = append(all, '\n')
		}
		before := len(all)
		all = b.appendPlain(all, n)
		if len(all) == before {
			all = all[:start]
			continue
		}
		count += countWords(all[before:])
	}
	b.text = all
	return string(all), count
}

// countWords counts what stands between spaces and has a letter or a digit.
func countWords(line []byte) int {
	count := 0
	for i := 0; i < len(line); {
		c, size := line[i], 1
		is := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
		if c >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRune(line[i:])
			is = unicode.IsLetter(r) || unicode.IsDigit(r)
		}
		if i += size; !is {
			continue
		}
		count++
		for i < len(line) && line[i] != ' ' { // the rest of the word
			i++
		}
	}
	return count
}
