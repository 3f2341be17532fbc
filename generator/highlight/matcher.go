package highlight

import (
	"slices"
	"sync"
)

// A span is a part of a text; from is negative where a group did not match.
type span struct{ from, to int }

// A matcher tries patterns at places of a text.
type matcher struct {
	text   string
	from   int // where the pattern was begun
	end    int // where the last step that succeeded ended
	groups []span
	opened []int
	rounds []round
	saved  []span // groups as they were, for each atomic part that is tried
	left   int    // how many choices may still be made
	depth  int    // rounds of loops within each other
	deep   bool   // there were too many of them
}

// Limits of one match: how many choices are made, and how deep the calls of loops go.
// Code as people write it takes some dozens of either. What takes more choices does
// not match: the library has a limit of time there, by which it takes about as many,
// and which makes what it gives depend on how busy the machine is. What goes deeper is
// left to the library, which has its stack elsewhere.
const (
	mostChoices = 10_000_000
	mostRounds  = 5_000
)

var matchers = sync.Pool{New: func() any { return &matcher{} }}

// match tries a pattern at a place. Where it went too deep, it does not know.
func (m *matcher) match(p *pattern, at int) (matched, deep bool) {
	m.from, m.left, m.depth, m.deep = at, mostChoices, 0, false
	m.saved = m.saved[:0]
	m.groups = slices.Grow(m.groups[:0], p.groups)[:p.groups]
	for i := range m.groups {
		m.groups[i] = span{-1, -1}
	}
	m.opened = slices.Grow(m.opened[:0], p.groups)[:p.groups]
	m.rounds = slices.Grow(m.rounds[:0], p.loops)[:p.loops]
	matched = p.run(m, at) && m.left >= 0
	m.groups[0] = span{at, m.end}
	return matched, m.deep
}

// may counts a choice, and tells whether it may be made.
func (m *matcher) may() bool {
	m.left--
	return m.left >= 0
}

// shallow tells whether a loop may go round once more.
func (m *matcher) shallow() bool {
	if m.depth < mostRounds {
		return true
	}
	m.left, m.deep = -1, true
	return false
}

// alone takes the steps of a part that nothing goes back into. Its calls of loops
// are over when it returns.
func (m *matcher) alone(body step, at int) bool {
	depth := m.depth
	matched := body(m, at)
	m.depth = depth
	return matched
}

// save keeps what the groups matched, until it is restored.
func (m *matcher) save() int {
	m.saved = append(m.saved, m.groups...)
	return len(m.saved) - len(m.groups)
}

func (m *matcher) restore(saved int) {
	copy(m.groups, m.saved[saved:])
	m.saved = m.saved[:saved]
}

// group gives what a group matched; nothing where it did not.
func (m *matcher) group(k int) string {
	if g := m.groups[k]; g.from >= 0 {
		return m.text[g.from:g.to]
	}
	return ""
}
