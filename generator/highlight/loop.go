package highlight

import (
	"math"

	"github.com/dlclark/regexp2/v2/syntax"
)

// limits gives how often a loop goes round, at least and at most.
func limits(n *syntax.RegexNode) (least, most int) {
	if n.N == math.MaxInt32 {
		return n.M, math.MaxInt
	}
	return n.M, n.N
}

// firstOfRun is what may stand before a loop of characters.
func firstOfRun(class *class, least int, next part) first {
	if least > 0 {
		return firstOf(class)
	}
	return firstOf(class).or(next.first)
}

// run compiles a loop of characters that gives none back.
func (c *compiler) run(n *syntax.RegexNode, next part) part {
	class, run := classOf(n), next.run
	least, most := limits(n)
	return part{func(m *matcher, at int) bool {
		count := 0
		for ; count < most; count++ {
			w := class.width(m.text, at)
			if w == 0 {
				break
			}
			at += w
		}
		return count >= least && run(m, at)
	}, firstOfRun(class, least, next)}
}

// greedyRun compiles a loop of characters that takes as many as it can.
func (c *compiler) greedyRun(n *syntax.RegexNode, next part) part {
	class := classOf(n)
	least, most := limits(n)
	return part{func(m *matcher, at int) bool {
		count, low := 0, at
		for ; count < most; count++ {
			w := class.width(m.text, at)
			if w == 0 {
				break
			}
			at += w
			if count < least {
				low = at
			}
		}
		for count >= least && m.may() {
			if next.first.holds(m.text, at) && next.run(m, at) {
				return true
			}
			if at == low {
				break
			}
			at -= before(m.text, at)
		}
		return false
	}, firstOfRun(class, least, next)}
}

// lazyRun compiles a loop of characters that takes as few as it can.
func (c *compiler) lazyRun(n *syntax.RegexNode, next part) part {
	class := classOf(n)
	least, most := limits(n)
	return part{func(m *matcher, at int) bool {
		for count := 0; m.may(); count++ {
			if count >= least && next.first.holds(m.text, at) && next.run(m, at) {
				return true
			}
			w := class.width(m.text, at)
			if w == 0 || count == most {
				break
			}
			at += w
		}
		return false
	}, firstOfRun(class, least, next)}
}

// A round is where a loop is: how many times it went round, and where the last
// time began.
type round struct{ count, from int }

// loop compiles a loop of anything else. A round that took nothing is the last.
func (c *compiler) loop(n *syntax.RegexNode, next part) part {
	slot, lazy := c.loops, n.T == syntax.NtLazyloop
	c.loops++
	least, most := limits(n)
	var body part
	another := func(m *matcher, at int, was round) bool {
		m.rounds[slot] = round{was.count + 1, at}
		m.depth++
		if body.run(m, at) {
			return true
		}
		m.depth--
		m.rounds[slot] = was
		return false
	}
	again := func(m *matcher, at int) bool {
		was := m.rounds[slot]
		if !m.may() || !m.shallow() {
			return false
		}
		if was.count < least {
			return another(m, at, was)
		}
		more := was.count < most && at != was.from
		if lazy {
			return next.run(m, at) || more && another(m, at, was)
		}
		return more && another(m, at, was) || next.run(m, at)
	}
	body = c.node(n.Children[0], part{again, anything()})
	f := body.first
	if least == 0 {
		f = f.or(next.first)
	}
	return part{func(m *matcher, at int) bool {
		was := m.rounds[slot]
		m.rounds[slot] = round{0, -1}
		if again(m, at) {
			return true
		}
		m.rounds[slot] = was
		return false
	}, f}
}
