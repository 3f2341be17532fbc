package diagram

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"tradeoff/generator/decision"
	"tradeoff/generator/words"
)

// What Mermaid draws without being told that it may: characters of the text and
// edges, see https://mermaid.js.org/config/schema-docs/config.html (maxTextSize,
// maxEdges). A page that draws it decides; the text itself cannot.
const (
	mermaidText  = 50_000
	mermaidEdges = 500
)

// spare is what else a text needs: its head, and what a page wraps around it.
const spare = 500

// Mermaid writes a tree as a Mermaid flowchart, each node once: questions are
// boxes, ends are rounded. Where Mermaid draws so large a text only after its
// limits are raised, a comment says to what.
func Mermaid(t *decision.Tree, say *words.Words) []byte {
	var b bytes.Buffer
	edges := 0
	for _, n := range t.Nodes {
		if n.Decided() {
			fmt.Fprintf(&b, "  n%d([%s])\n", n.Index, mermaidLabel(recommendation(say, t, n)))
			continue
		}
		fmt.Fprintf(&b, "  n%d[%s]\n", n.Index, mermaidLabel(n.Question.Ask))
		for _, w := range ways(n) {
			edges++
			fmt.Fprintf(&b, "  n%d -->|%s| n%d\n", n.Index, mermaidLabel(w.label(say)), w.next.Index)
		}
	}
	head := "flowchart TD\n"
	if size := utf8.RuneCount(b.Bytes()); size+spare > mermaidText || edges > mermaidEdges {
		head = fmt.Sprintf("%%%% Mermaid draws this with maxTextSize at least %d and maxEdges at least %d.\n", size+spare, edges) + head
	}
	return append([]byte(head), b.Bytes()...)
}

// mermaidLabel writes a label in quotes. Mermaid has no escapes there but
// entities of its own, "#quot;" and "#35;", which it puts into HTML at the end; on
// the way it looks for strings of Markdown, comments ("%%"), formulas ("$$") and
// icons ("fa:fa-car"), and drops the last semicolon of a line that looks like a
// style ("style x:#fff;"). So every sign is an entity that is not known to do no
// harm; one in front of the first letter might begin a list.
//
// See https://mermaid.js.org/syntax/flowchart.html#special-characters-that-break-syntax.
func mermaidLabel(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	text, begun := []rune(plain(s)), false
	for i, r := range text {
		letter := r == ' ' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
		begun = begun || letter && r > '9' || r >= utf8.RuneSelf
		switch {
		case r == '"':
			b.WriteString("#quot;")
		case r == '&':
			b.WriteString("#amp;")
		case r == '<':
			b.WriteString("#lt;")
		case r == '>':
			b.WriteString("#gt;")
		case letter, begun && strings.ContainsRune(",.?!'()/+-", r), r == ':' && i+1 < len(text) && text[i+1] == ' ':
			b.WriteRune(r)
		case r >= utf8.RuneSelf && r != 0xFB02 && r != 0xB6: // "ﬂ°" and "¶ß" stand for "#" and ";" inside Mermaid
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
