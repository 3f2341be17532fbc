package diagram

import (
	"bytes"
	"fmt"
	"strings"

	"tradeoff/generator/decision"
	"tradeoff/generator/words"
)

// DOT writes a tree in the language of Graphviz, each node once: questions are
// boxes, ends are rounded. `dot -Tsvg decide.dot` draws it; a tree of hundreds of
// nodes makes a poster.
func DOT(t *decision.Tree, say *words.Words) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "digraph decision {\n  graph [label=%s, labelloc=t, rankdir=LR, ranksep=1];\n", dotText(category(t).Title))
	b.WriteString("  node [shape=box];\n")
	for _, n := range t.Nodes {
		if n.Decided() {
			fmt.Fprintf(&b, "  n%d [label=%s, style=rounded];\n", n.Index, dotText(recommendation(say, t, n)))
			continue
		}
		fmt.Fprintf(&b, "  n%d [label=%s];\n", n.Index, dotText(n.Question.Ask))
		for _, w := range ways(n) {
			fmt.Fprintf(&b, "  n%d -> n%d [label=%s];\n", n.Index, w.next.Index, dotText(w.label(say)))
		}
	}
	b.WriteString("}\n")
	return b.Bytes()
}

// dotLine is how many characters a line of a label has, about, before it breaks.
const dotLine = 32

// dotText writes a label. In it, Graphviz reads backslashes as escapes ("\N" is
// the name of the node) and "&" as the beginning of an HTML entity, even though
// the label is no HTML.
//
// See https://graphviz.org/doc/info/attrs.html#k:escString and
// https://graphviz.org/doc/info/lang.html.
func dotText(s string) string {
	lines := breakLines(plain(s), dotLine)
	escape := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;")
	for i := range lines {
		lines[i] = escape.Replace(lines[i])
	}
	return `"` + strings.Join(lines, `\n`) + `"`
}

// breakLines breaks a text at spaces into lines of about a length.
func breakLines(s string, length int) []string {
	var lines []string
	line, size := "", 0
	for word := range strings.SplitSeq(s, " ") {
		n := len([]rune(word))
		if line != "" && size+1+n > length {
			lines, line, size = append(lines, line), "", 0
		}
		if line != "" {
			line, size = line+" ", size+1
		}
		line, size = line+word, size+n
	}
	return append(lines, line)
}

// plain makes a text one line of UTF-8 without control characters, which no
// label can hold.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\uFFFD"), func(r rune) bool {
		return r < 0x20 || r >= 0x7f && r < 0xa0 || r == ' ' || r == '\u2028' || r == '\u2029'
	}), " ")
}
