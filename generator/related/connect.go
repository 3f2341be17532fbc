package related

import (
	"cmp"
	"slices"
)

// mostAdded is how many links a guide lends to the connection of the site, unless
// there is no other way.
const mostAdded = 2

// connect adds links until every guide can be reached from every other. Guides
// that reach each other are a component. One that no other leads to is given a
// link from the guide outside that is most like one of its own; one that leads to
// no other gets a link to it. Each round joins components or leaves fewer that
// lack such a link, so that it ends.
func (x *index) connect(lists []list) {
	near := x.shelf()
	for {
		of, components := x.components(lists)
		if components < 2 {
			return
		}
		members := make([][]int, components)
		entered, left := make([]bool, components), make([]bool, components)
		for g := range lists {
			members[of[g]] = append(members[of[g]], g)
			for _, other := range lists[g].shown {
				if of[g] != of[other] {
					left[of[g]], entered[of[other]] = true, true
				}
			}
		}
		for c, own := range members {
			if !entered[c] {
				inside, outside := x.bridge(lists, near, of, own, func(_, outside int) bool { return lists[outside].added < mostAdded })
				lists[outside].add(inside)
				entered[c], left[of[outside]] = true, true
			}
			if !left[c] {
				inside, outside := x.bridge(lists, near, of, own, func(inside, _ int) bool { return lists[inside].added < mostAdded })
				lists[inside].add(outside)
				left[c], entered[of[outside]] = true, true
			}
		}
	}
}

// add appends a guide that connects, unless the list has it.
func (l *list) add(other int) {
	if !slices.Contains(l.shown, other) {
		l.shown = append(l.shown, other)
		l.added++
	}
}

// bridge finds the two guides, one of a component and one outside, that are most
// alike among those that may be linked; where none was ranked, the two that stand
// next to each other on the shelf. Where none may be linked, any are.
func (x *index) bridge(lists []list, near shelf, of []int, own []int, may func(inside, outside int) bool) (inside, outside int) {
	best := candidate{guide: -1, likeness: -1}
	for _, g := range own {
		for _, c := range lists[g].ranked {
			if of[c.guide] != of[g] && may(g, c.guide) && c.likeness > best.likeness {
				inside, best = g, c
			}
		}
	}
	if best.guide >= 0 {
		return inside, best.guide
	}
	for _, strict := range []bool{true, false} {
		for _, g := range own {
			if other := near.next(g, func(other int) bool { return of[other] != of[g] && (!strict || may(g, other)) }); other >= 0 {
				return g, other
			}
		}
	}
	panic("related: a component has no outside, and is not the only one")
}

// A shelf is an order in which guides on neighbouring subjects stand side by side.
type shelf struct {
	order []int // guides
	place []int // of each guide
}

// shelf orders guides by their first category, articles last, then by title.
func (x *index) shelf() shelf {
	s := shelf{order: make([]int, len(x.guides)), place: make([]int, len(x.guides))}
	for g := range s.order {
		s.order[g] = g
	}
	subject := func(g int) string {
		if c := x.guides[g].Categories; len(c) > 0 {
			return c[0].ID
		}
		return "~" // after every id
	}
	slices.SortFunc(s.order, func(a, b int) int {
		return cmp.Or(cmp.Compare(subject(a), subject(b)), cmp.Compare(x.byTitle[a], x.byTitle[b]))
	})
	for i, g := range s.order {
		s.place[g] = i
	}
	return s
}

// next gives the nearest guide on the shelf that fits, or -1.
func (s shelf) next(g int, fits func(int) bool) int {
	at := s.place[g]
	for distance := 1; distance < len(s.order); distance++ {
		for _, i := range []int{at - distance, at + distance} {
			if i >= 0 && i < len(s.order) && fits(s.order[i]) {
				return s.order[i]
			}
		}
	}
	return -1
}

// components gives, for each guide, the number of its component, and how many
// there are (Tarjan 1972, "Depth-First Search and Linear Graph Algorithms").
func (x *index) components(lists []list) (of []int, count int) {
	t := tarjan{lists: lists, of: make([]int, len(lists)), index: make([]int, len(lists)), low: make([]int, len(lists))}
	for g := range lists {
		if t.index[g] == 0 {
			t.visit(g)
		}
	}
	for g := range t.of {
		t.of[g]--
	}
	return t.of, t.count
}

type tarjan struct {
	lists []list
	of    []int // component of each guide, from 1; 0 while it is open
	index []int // when each was visited, from 1; 0 where it was not
	low   []int // the earliest that each leads back to
	open  []int
	time  int
	count int
}

func (t *tarjan) visit(g int) {
	t.time++
	t.index[g], t.low[g] = t.time, t.time
	t.open = append(t.open, g)
	for _, other := range t.lists[g].shown {
		switch {
		case t.index[other] == 0:
			t.visit(other)
			t.low[g] = min(t.low[g], t.low[other])
		case t.of[other] == 0:
			t.low[g] = min(t.low[g], t.index[other])
		}
	}
	if t.low[g] < t.index[g] {
		return
	}
	t.count++
	for {
		last := t.open[len(t.open)-1]
		t.open = t.open[:len(t.open)-1]
		t.of[last] = t.count
		if last == g {
			return
		}
	}
}
