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

// A list is what is shown after one guide.
type list struct {
	shown []int32 // guides, in order
	added int     // how many of shown connect
}

// connect makes the lists out of what was chosen, where that is not as it was: it
// adds links until every guide can be reached from every other. Guides
// that reach each other are a component. One that no other leads to is given a
// link from the guide outside that is most like one of its own; one that leads to
// no other gets a link to it. Those that nothing is like stand in a ring, each
// beside what is nearest in subject.
func (x *index) connect() {
	if !x.loose.Load() && x.lists != nil {
		return
	}
	lists := make([]list, len(x.guides))
	for g := range lists {
		lists[g].shown = x.choices[g].shown
	}
	x.component = nil
	outward := x.all()
	for range passes {
		of, count := components(lists)
		if count < 2 {
			break
		}
		if x.component == nil {
			x.component = of // those of later passes are made of these
		}
		outward = x.outward(outward, of)
		if !x.bridge(lists, of, count, outward) {
			break
		}
	}
	if of, count := components(lists); count > 1 {
		x.ring(lists, of, count)
	}
	if x.lists == nil {
		x.lists = make([][]int32, len(x.guides))
	}
	for g, l := range lists {
		if !slices.Equal(x.lists[g], l.shown) {
			x.unsaid[g] = true
		}
		x.lists[g] = l.shown
	}
	x.loose.Store(false)
}

// add appends a guide that connects, unless the list has it.
func (l *list) add(other int32) {
	if !slices.Contains(l.shown, other) {
		l.shown = append(slices.Clip(l.shown), other)
		l.added++
	}
}

// outward gives those of some guides that are like one of another component.
func (x *index) outward(guides, of []int32) []int32 {
	var outward []int32
	for _, g := range guides {
		own := of[g]
		for _, c := range x.choices[g].ranked {
			if of[c.guide] != own {
				outward = append(outward, g)
				break
			}
		}
	}
	return outward
}

// bridge links components by what is most alike, and tells whether it could.
func (x *index) bridge(lists []list, of []int32, count int, outward []int32) bool {
	members := make([][]int32, count)
	for _, g := range outward {
		members[of[g]] = append(members[of[g]], g)
	}
	entered, left := make([]bool, count), make([]bool, count)
	for g := range lists {
		for _, other := range lists[g].shown {
			if of[g] != of[other] {
				left[of[g]], entered[of[other]] = true, true
			}
		}
	}
	linked := false
	link := func(from, to int32) {
		lists[from].add(to)
		left[of[from]], entered[of[to]] = true, true
		linked = true
	}
	for c, own := range members {
		if !entered[c] {
			if inside, outside, ok := x.closest(of, own, func(_, outside int32) bool { return lists[outside].added < mostAdded }); ok {
				link(outside, inside)
			}
		}
		if !left[c] {
			if inside, outside, ok := x.closest(of, own, func(inside, _ int32) bool { return lists[inside].added < mostAdded }); ok {
				link(inside, outside)
			}
		}
	}
	return linked
}

// closest finds the two guides, one of a component and one outside, that are most
// alike among those that may be linked.
func (x *index) closest(of, own []int32, may func(inside, outside int32) bool) (inside, outside int32, ok bool) {
	likeness := int32(0)
	for _, g := range own {
		for _, c := range x.choices[g].ranked {
			if ok && c.likeness <= likeness {
				break // the others are less alike
			}
			if of[c.guide] != of[g] && may(g, c.guide) {
				inside, outside, likeness, ok = g, c.guide, c.likeness, true
			}
		}
	}
	return inside, outside, ok
}

// ring links each component to the next one on the shelf, and the last to the
// first, from the member that lends least so far.
func (x *index) ring(lists []list, of []int32, count int) {
	first, lender := make([]int32, 0, count), make([]int32, count)
	for c := range lender {
		lender[c] = -1
	}
	if x.shelf == nil {
		x.shelf = x.order()
	}
	for _, g := range x.shelf {
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

// order orders guides so that those on neighbouring subjects stand side by side:
// by their first category, articles last, then by title.
func (x *index) order() []int32 {
	order := make([]int32, len(x.guides))
	for g := range order {
		order[g] = int32(g)
	}
	subject := func(g int32) string {
		if c := x.guides[g].Categories; len(c) > 0 {
			return c[0].ID
		}
		return "~" // after every id
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(subject(a), subject(b)), cmp.Compare(x.byTitle[a], x.byTitle[b]))
	})
	return order
}

// components gives, for each guide, the number of its component, and how many
// there are (Tarjan 1972, "Depth-First Search and Linear Graph Algorithms").
func components(lists []list) (of []int32, count int) {
	n := len(lists)
	t := tarjan{lists: lists, of: make([]int32, n), index: make([]int32, n), low: make([]int32, n)}
	for g := range lists {
		if t.index[g] == 0 {
			t.visit(int32(g))
		}
	}
	for g := range t.of {
		t.of[g]--
	}
	return t.of, int(t.count)
}

type tarjan struct {
	lists []list
	of    []int32 // component of each guide, from 1; 0 while it is open
	index []int32 // when each was visited, from 1; 0 where it was not
	low   []int32 // the earliest that each leads back to
	open  []int32
	time  int32
	count int32
}

func (t *tarjan) visit(g int32) {
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
