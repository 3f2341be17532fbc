package highlight

import (
	"strings"

	"github.com/dlclark/regexp2/v2/syntax"
)

// A backStep gives where what it looks for begins, if it ends at a place; else it is
// negative.
type backStep func(text string, at int) int

// lookBehind compiles (?<=a) and (?<!a), where a is some characters in a row or one of
// several such rows.
func (c *compiler) lookBehind(n *syntax.RegexNode, next part) part {
	body := c.behind(n.Children[0])
	wanted := n.T == syntax.NtPosLook
	return part{func(m *matcher, at int) bool {
		return body(m.text, at) >= 0 == wanted && next.run(m, at)
	}, next.first}
}

// behind compiles a node that is read from right to left.
func (c *compiler) behind(n *syntax.RegexNode) backStep {
	switch n.T {
	case syntax.NtAlternate:
		var any []backStep
		for _, child := range n.Children {
			any = append(any, c.behind(child))
		}
		return func(text string, at int) int {
			for _, step := range any {
				if start := step(text, at); start >= 0 {
					return start
				}
			}
			return -1
		}
	case syntax.NtConcatenate: // its last word comes first
		var all []backStep
		for _, child := range n.Children {
			all = append(all, c.behindOne(child))
		}
		return func(text string, at int) int {
			for i := 0; i < len(all) && at >= 0; i++ {
				at = all[i](text, at)
			}
			return at
		}
	case syntax.NtGroup:
		return c.behind(n.Children[0])
	}
	return c.behindOne(n)
}

// behindOne compiles what can match in one way only, so that nothing in a row needs to
// be tried again.
func (c *compiler) behindOne(n *syntax.RegexNode) backStep {
	switch n.T {
	case syntax.NtOne, syntax.NtNotone, syntax.NtSet:
		class := classOf(n)
		return func(text string, at int) int {
			if w := class.widthBefore(text, at); w > 0 {
				return at - w
			}
			return -1
		}
	case syntax.NtMulti:
		if n.Options&syntax.IgnoreCase == 0 {
			word := string(n.Str)
			return func(text string, at int) int {
				if strings.HasSuffix(text[:at], word) {
					return at - len(word)
				}
				return -1
			}
		}
	case syntax.NtBol:
		return func(text string, at int) int {
			if at == 0 || text[at-1] == '\n' {
				return at
			}
			return -1
		}
	}
	c.foreign = true
	return nil
}
