package highlight

import (
	"strings"
	"unicode/utf8"

	"github.com/dlclark/regexp2/v2/syntax"
)

// A step tells whether what is left of a pattern, from one of its nodes on, matches
// at a place. It calls the step after it, so that coming back without success is
// what backtracking is.
type step func(m *matcher, at int) bool

// A part is a step and what may stand where it succeeds.
type part struct {
	run   step
	first first
}

// A pattern is a regular expression that was understood.
type pattern struct {
	part
	groups int // how many, the whole among them
	loops  int
}

// A compiler makes steps of a pattern's syntax tree, the last node first.
type compiler struct {
	loops   int
	foreign bool // there is something in the pattern that this package does not know
}

// compile makes a pattern of an expression. It is nil where there is something in it
// that this package leaves to the library.
func compile(expression string) (*pattern, error) {
	tree, err := syntax.Parse(expression, syntax.ParseOptions{})
	if err != nil {
		return nil, err
	}
	if tree.Capnumlist != nil && tree.Captop != len(tree.Capnumlist) { // the groups' numbers have gaps
		return nil, nil
	}
	var c compiler
	p := &pattern{groups: tree.Captop}
	root := tree.Root.Children[0]
	if root.T == syntax.NtConcatenate && root.Children[0].T == syntax.NtStart { // it is where matches begin
		root.Children = root.Children[1:]
	}
	p.part = c.node(root, part{finish, anything()})
	p.loops = c.loops
	if c.foreign {
		return nil, nil
	}
	return p, nil
}

// finish is the step after the last.
func finish(m *matcher, at int) bool {
	m.end = at
	return true
}

// fail is the step that never succeeds.
func fail(*matcher, int) bool { return false }

// node compiles a node and what comes after it.
func (c *compiler) node(n *syntax.RegexNode, next part) part {
	if n.Options&syntax.RightToLeft != 0 && n.T != syntax.NtPosLook && n.T != syntax.NtNegLook {
		return c.unknown()
	}
	switch n.T {
	case syntax.NtEmpty, syntax.NtUpdateBumpalong: // the latter only matters to searches
		return next
	case syntax.NtNothing:
		return part{fail, first{}}
	case syntax.NtGroup:
		return c.node(n.Children[0], next)
	case syntax.NtConcatenate:
		for i := len(n.Children) - 1; i >= 0; i-- {
			next = c.node(n.Children[i], next)
		}
		return next
	case syntax.NtAlternate:
		return c.alternate(n, next)
	case syntax.NtLoop, syntax.NtLazyloop:
		return c.loop(n, next)
	case syntax.NtCapture:
		return c.capture(n, next)
	case syntax.NtPosLook, syntax.NtNegLook:
		return c.look(n, next)
	case syntax.NtAtomic:
		return c.atomic(n, next)
	case syntax.NtRef:
		return c.reference(n, next)
	case syntax.NtOne, syntax.NtNotone, syntax.NtSet, syntax.NtMulti:
		return c.characters(n, next)
	case syntax.NtOneloopatomic, syntax.NtNotoneloopatomic, syntax.NtSetloopatomic:
		return c.run(n, next)
	case syntax.NtOneloop, syntax.NtNotoneloop, syntax.NtSetloop:
		return c.greedyRun(n, next)
	case syntax.NtOnelazy, syntax.NtNotonelazy, syntax.NtSetlazy:
		return c.lazyRun(n, next)
	}
	return c.assertion(n, next)
}

func (c *compiler) unknown() part {
	c.foreign = true
	return part{fail, first{}}
}

// characters compiles a character, or several in a row.
func (c *compiler) characters(n *syntax.RegexNode, next part) part {
	run := next.run
	switch {
	case n.T == syntax.NtMulti:
		if n.Options&syntax.IgnoreCase != 0 && strings.ToLower(string(n.Str)) != strings.ToUpper(string(n.Str)) {
			return c.unknown()
		}
		return literal(string(n.Str), run)
	case n.T == syntax.NtOne && n.Ch >= utf8.RuneSelf:
		return literal(string(n.Ch), run)
	case n.T == syntax.NtOne:
		only, f := byte(n.Ch), first{}
		f.add(only)
		return part{func(m *matcher, at int) bool {
			return at < len(m.text) && m.text[at] == only && run(m, at+1)
		}, f}
	}
	class := classOf(n)
	return part{func(m *matcher, at int) bool {
		w := class.width(m.text, at)
		return w > 0 && run(m, at+w)
	}, firstOf(class)}
}

func literal(word string, run step) part {
	f := first{}
	f.add(word[0])
	return part{func(m *matcher, at int) bool {
		return strings.HasPrefix(m.text[at:], word) && run(m, at+len(word))
	}, f}
}

// alternate compiles a|b. Where there are many, such as a language's keywords, only
// those are tried that can begin with the next byte.
func (c *compiler) alternate(n *syntax.RegexNode, next part) part {
	var all first
	branches, firsts := make([]step, len(n.Children)), make([]first, len(n.Children))
	for i, child := range n.Children {
		branch := c.node(child, next)
		branches[i], firsts[i] = branch.run, branch.first
		all = all.or(branch.first)
	}
	choice := choose(branches, firsts)
	return part{func(m *matcher, at int) bool {
		if !m.may() {
			return false
		}
		for _, branch := range choice.at(m.text, at) {
			if branch(m, at) {
				return true
			}
		}
		return false
	}, all}
}

// capture compiles a group. Where it began stands in matcher.opened until it ends.
func (c *compiler) capture(n *syntax.RegexNode, next part) part {
	if n.N != -1 { // it takes another group's place
		return c.unknown()
	}
	k := n.M
	body := c.node(n.Children[0], part{func(m *matcher, at int) bool {
		was := m.groups[k]
		m.groups[k] = span{m.opened[k], at}
		if next.run(m, at) {
			return true
		}
		m.groups[k] = was
		return false
	}, next.first})
	return part{func(m *matcher, at int) bool {
		was := m.opened[k]
		m.opened[k] = at
		if body.run(m, at) {
			return true
		}
		m.opened[k] = was
		return false
	}, body.first}
}

// reference compiles \1: what a group matched, once more.
func (c *compiler) reference(n *syntax.RegexNode, next part) part {
	if n.Options&syntax.IgnoreCase != 0 {
		return c.unknown()
	}
	k, run := n.M, next.run
	return part{func(m *matcher, at int) bool {
		g := m.groups[k]
		if g.from < 0 {
			return false
		}
		word := m.text[g.from:g.to]
		return strings.HasPrefix(m.text[at:], word) && run(m, at+len(word))
	}, anything()}
}

// atomic compiles (?>a): once it matched, no other way of matching is tried. What
// its groups matched is forgotten again where what follows does not match.
func (c *compiler) atomic(n *syntax.RegexNode, next part) part {
	body := c.node(n.Children[0], part{finish, anything()})
	return part{func(m *matcher, at int) bool {
		saved := m.save()
		if m.alone(body.run, at) && next.run(m, m.end) {
			return true
		}
		m.restore(saved)
		return false
	}, body.first}
}

// look compiles (?=a), (?!a), (?<=a) and (?<!a). The groups of the first stay matched.
func (c *compiler) look(n *syntax.RegexNode, next part) part {
	if n.Options&syntax.RightToLeft != 0 {
		return c.lookBehind(n, next)
	}
	body := c.node(n.Children[0], part{finish, anything()})
	if n.T == syntax.NtPosLook {
		return part{func(m *matcher, at int) bool {
			saved := m.save()
			if m.alone(body.run, at) && next.run(m, at) {
				return true
			}
			m.restore(saved)
			return false
		}, body.first.and(next.first)}
	}
	return part{func(m *matcher, at int) bool {
		if body.first.holds(m.text, at) {
			saved := m.save()
			found := m.alone(body.run, at)
			m.restore(saved)
			if found {
				return false
			}
		}
		return next.run(m, at)
	}, next.first}
}

// assertion compiles what looks at a place and takes nothing.
func (c *compiler) assertion(n *syntax.RegexNode, next part) part {
	run, f := next.run, next.first
	line := first{end: true}
	switch n.T {
	case syntax.NtStart:
		return part{func(m *matcher, at int) bool { return at == m.from && run(m, at) }, f}
	case syntax.NtBeginning:
		return part{func(m *matcher, at int) bool { return at == 0 && run(m, at) }, f}
	case syntax.NtBol:
		return part{func(m *matcher, at int) bool { return (at == 0 || m.text[at-1] == '\n') && run(m, at) }, f}
	case syntax.NtEol:
		line.add('\n')
		return part{func(m *matcher, at int) bool {
			return (at == len(m.text) || m.text[at] == '\n') && run(m, at)
		}, f.and(line)}
	case syntax.NtEndZ:
		line.add('\n')
		return part{func(m *matcher, at int) bool {
			return (at == len(m.text) || at == len(m.text)-1 && m.text[at] == '\n') && run(m, at)
		}, f.and(line)}
	case syntax.NtEnd:
		return part{func(m *matcher, at int) bool { return at == len(m.text) && run(m, at) }, f.and(line)}
	case syntax.NtBoundary:
		return part{func(m *matcher, at int) bool { return isBoundary(m.text, at) && run(m, at) }, f}
	case syntax.NtNonboundary:
		return part{func(m *matcher, at int) bool { return !isBoundary(m.text, at) && run(m, at) }, f}
	}
	return c.unknown()
}

func isBoundary(text string, at int) bool {
	was, is := false, false
	if at > 0 {
		r := rune(text[at-1])
		if r >= utf8.RuneSelf {
			r, _ = utf8.DecodeLastRuneInString(text[:at])
		}
		was = isWord(r)
	}
	if at < len(text) {
		r := rune(text[at])
		if r >= utf8.RuneSelf {
			r, _ = utf8.DecodeRuneInString(text[at:])
		}
		is = isWord(r)
	}
	return was != is
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
	}
	return syntax.IsWordChar(r)
}
