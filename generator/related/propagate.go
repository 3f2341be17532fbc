package related

import (
	"cmp"
	"context"
	"slices"
)

// A difference is a guide whose vector is another one, or whose text.
type difference struct {
	guide int32
	was   []entry // its vector
	text  bool
}

// propagate brings up to date what was chosen from pairs that see each other
// otherwise, and from guides that differ. What cannot be adjusted is due.
func (x *index) propagate(pairs []pair, differences []difference) {
	seeing := make([][]pair, len(differences))
	_ = parallel(context.Background(), len(differences), func(int) func(i int) {
		known := make([]int32, len(x.guides))
		return func(i int) { seeing[i] = x.seeing(differences[i], known, int32(i+1)) }
	}) // it ends: they are few
	pairs = append(pairs, slices.Concat(seeing...)...)
	differs := make([]bool, len(x.guides))
	for _, d := range differences {
		differs[d.guide], x.unsaid[d.guide] = true, true
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.read, b.read), cmp.Compare(a.other, b.other))
	})
	x.adjustAll(slices.Compact(pairs))
	for g, list := range x.lists {
		if slices.ContainsFunc(list, func(other int32) bool { return differs[other] }) {
			x.unsaid[g] = true
		}
	}
}

// seeing gives the pairs in which a guide that differs was found; and those
// in which it may fit now, or no longer, where others were looked for: it would be
// offered for something else, which is not declared. Guides that were asked are
// marked with stamp.
func (x *index) seeing(d difference, known []int32, stamp int32) (pairs []pair) {
	is, mentions := x.vectors[d.guide], d.text && len(x.guides[d.guide].Options) == 0
	if slices.Equal(d.was, is) && !mentions {
		return pairs
	}
	ask := func(g int32) {
		if known[g] == stamp || x.due[g] {
			return
		}
		known[g] = stamp
		c := &x.choices[g]
		if c.holds(d.guide) || c.isWide() && !x.isDeclared(g, d.guide) &&
			(mentions || x.foremost(x.vectors[g], d.was) != x.foremost(x.vectors[g], is)) {
			pairs = append(pairs, pair{g, d.guide})
		}
	}
	for _, e := range is {
		all := x.postings[e.feature.place()]
		at, _ := find(all, d.guide)
		for _, p := range x.seers(all, at) {
			ask(p.guide())
		}
	}
	for _, p := range x.guides[d.guide].Pinned {
		ask(x.place[p])
	}
	for _, c := range x.guides[d.guide].Categories {
		for _, g := range x.beside[c] {
			ask(g)
		}
	}
	return pairs
}

// seers gives those of a feature's guides around which the one at a place is.
func (x *index) seers(all []posting, at int) []posting {
	from, to := at-x.looked/2, at+x.looked/2+1
	if at < x.looked { // the first have the same around them
		from = 0
	}
	if at >= len(all)-x.looked { // and the last
		to = len(all)
	}
	return all[max(0, from):min(to, len(all))]
}

// holds tells whether a guide is in one of the pools.
func (c *choice) holds(other int32) bool {
	return slices.ContainsFunc(c.pools, func(p pool) bool { return slices.Contains(p.found, other) })
}

// adjustAll adjusts choices, by pairs in order. What cannot be adjusted is due.
func (x *index) adjustAll(pairs []pair) {
	var groups [][]pair
	for len(pairs) > 0 {
		g, n := pairs[0].read, 1
		for n < len(pairs) && pairs[n].read == g {
			n++
		}
		if !x.due[g] {
			groups = append(groups, pairs[:n])
		}
		pairs = pairs[n:]
	}
	x.adjusted = len(groups)
	_ = parallel(context.Background(), len(groups), func(int) func(i int) {
		w := &worker{index: x}
		return func(i int) {
			if g := groups[i][0].read; !w.adjust(g, groups[i]) {
				x.due[g] = true
			}
		}
	}) // it ends: nothing is looked at but these pairs
}

// rename makes the reasons due again that may name words whose usual form is
// another one now, or which became too common to be named, or no longer are.
func (x *index) rename(usual map[number]string, spread map[number]int32) {
	if x.vectors == nil {
		return // all are due
	}
	for f, was := range spread {
		if f.kind() == byWord && x.isCommon(was) != x.isCommon(x.table.spread[f.place()]) {
			x.renameIn(f)
		}
	}
	for f, was := range usual {
		if !x.isCommon(x.table.spread[f.place()]) && x.table.usual(f) != was {
			x.renameIn(f)
		}
	}
}

func (x *index) renameIn(word number) {
	for _, p := range x.postings[word.place()] {
		if x.byWords[p.guide()] {
			x.unsaid[p.guide()] = true
		}
	}
}

// isCommon tells whether so many guides have a word that no reason names it: more
// than a third of them.
func (x *index) isCommon(spread int32) bool { return int(spread)*3 > len(x.guides) }
