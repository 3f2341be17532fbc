package related

import (
	"cmp"
	"slices"
)

// mostAdded is how many links a guide lends to the connection of the site by what
// it is like; one more may close the ring.
const mostAdded = 2

// passes is how often what is alike is looked for. In each, components join, or
// fewer are left that lack a link; what is then still apart has little in common
// with the rest.
const passes = 4

// connect adds links until every guide can be reached from every other. Guides
// that reach each other are a component. One that no other leads to is given a
// link from the guide outside that is most like one of its own; one that leads to
// no other gets a link to it. Those that nothing is like stand in a ring, each
// beside what is nearest in subject.
func (x *index) connect(lists []list) {
	for range passes {
		of, count := x.components(lists)
		if count < 2 || !bridge(lists, of, count) {
			break
		}
	}
	if of, count := x.components(lists); count > 1 {
		x.ring(lists, of, count)
	}
}

// add appends a guide that connects, unless the list has it.
func (l *list) add(other int) {
	if !slices.Contains(l.shown, other) {
		l.shown = append(l.shown, other)
		l.added++
	}
}

// bridge links components by what is most alike, and tells whether it could.
func bridge(lists []list, of []int, count int) bool {
	members := make([][]int, count)
	entered, left := make([]bool, count), make([]bool, count)
	for g := range lists {
		members[of[g]] = append(members[of[g]], g)
		for _, other := range lists[g].shown {
			if of[g] != of[other] {
				left[of[g]], entered[of[other]] = true, true
			}
		}
	}
	linked := false
	link := func(from, to int) {
		lists[from].add(to)
		left[of[from]], entered[of[to]] = true, true
		linked = true
	}
	for c, own := range members {
		if !entered[c] {
			if inside, outside, ok := closest(lists, of, own, func(_, outside int) bool { return lists[outside].added < mostAdded }); ok {
				link(outside, inside)
			}
		}
		if !left[c] {
			if inside, outside, ok := closest(lists, of, own, func(inside, _ int) bool { return lists[inside].added < mostAdded }); ok {
				link(inside, outside)
			}
		}
	}
	return linked
}

// closest finds the two guides, one of a component and one outside, that are most
// alike among those that may be linked.
func closest(lists []list, of []int, own []int, may func(inside, outside int) bool) (inside, outside int, ok bool) {
	likeness := 0
	for _, g := range own {
		for _, c := range lists[g].ranked {
			if of[c.guide] != of[g] && may(g, c.guide) && (!ok || c.likeness > likeness) {
				inside, outside, likeness, ok = g, c.guide, c.likeness, true
			}
		}
	}
	return inside, outside, ok
}

// ring links each component to the next one on the shelf, and the last to the
// first, from the member that lends least so far.
func (x *index) ring(lists []list, of []int, count int) {
	first, lender := make([]int, 0, count), make([]int, count)
	for c := range lender {
		lender[c] = -1
	}
	for _, g := range x.shelf() {
		switch {
		case lender[of[g]] < 0:
			lender[of[g]] = g
			first = append(first, g)
		case lists[g].added < lists[lender[of[g]]].added:
			lender[of[g]] = g
		}
	}
	for i, g := range first {
		lists[lender[of[g]]].add(first[(i+1)%len(first)])
	}
}

// shelf orders guides so that those on neighbouring subjects stand side by side:
// by their first category, articles last, then by title.
func (x *index) shelf() []int {
	order := make([]int, len(x.guides))
	for g := range order {
		order[g] = g
	}
	subject := func(g int) string {
		if c := x.guides[g].Categories; len(c) > 0 {
			return c[0].ID
		}
		return "~" // after every id
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(subject(a), subject(b)), cmp.Compare(x.byTitle[a], x.byTitle[b]))
	})
	return order
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
