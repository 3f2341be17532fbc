package related

import (
	"context"
	"slices"

	"tradeoff/generator/site"
)

// A choice is what was chosen for one guide, and what from.
type choice struct {
	pools  []pool      // the guides that seemed most alike, then others, for as long as the list was too short
	ranked []candidate // the most alike of the first pool
	shown  []int32     // what it pins, then what was chosen
}

// A pool holds guides from which some were chosen.
type pool struct {
	limit int     // how many it may hold: those that seem most alike
	after int     // how many were shown already when it was looked for
	found []int32 // in the order of better, as they seemed
	likes []likes // of each of them
}

// A likes says how alike a guide seemed when it was seen, and how alike it is.
type likes struct{ seen, whole int32 }

// isWide tells whether others were looked for.
func (c *choice) isWide() bool { return len(c.pools) > 1 }

// choose makes the choice for each guide that is due.
func (x *index) choose(ctx context.Context) error {
	x.chosen.Store(0)
	return x.each(ctx, of(x.due), func(w *worker, g int32) {
		w.rank(g)
		w.pick(g)
		x.due[g] = false
		x.chosen.Add(1)
	})
}

// pick chooses what is shown after g: what it pins, then the most alike, diverse.
func (w *worker) pick(g int32) {
	c := &w.index.choices[g]
	o := w.index.offer(g, nil)
	c.pools = c.pools[:1]
	for ranked := c.ranked; len(ranked) > 0; {
		o.take(ranked)
		if len(o.shown) >= Most {
			break
		}
		others := w.others(g, o)
		c.pools = append(c.pools, others)
		ranked = w.index.best(g, &others)
	}
	w.index.show(g, o)
}

// show ends a list. Where it is not as it was, the lists must be connected again.
func (x *index) show(g int32, o *offer) {
	c := &x.choices[g]
	for _, other := range c.ranked { // nothing else is there
		if len(o.shown) < Most && !slices.Contains(o.shown, other.guide) {
			o.shown = append(o.shown, other.guide)
		}
	}
	if !slices.Equal(o.shown, c.shown) {
		c.shown = slices.Clip(o.shown)
		x.loose.Store(true)
	}
}

// An offer is a list that grows.
type offer struct {
	index *index
	guide int32
	shown []int32
	given map[key]int // how often each reason was given
	room  [8]key
}

// mostAlike is how many of a list's guides may share one option, or be there for
// the same reason, as long as there is something else.
const mostAlike = 2

// offer starts a list with what a guide pins, or with what it shows already.
func (x *index) offer(g int32, shown []int32) *offer {
	o := &offer{index: x, guide: g, given: map[key]int{}, shown: make([]int32, 0, Most)}
	for _, p := range x.guides[g].Pinned {
		o.shown = append(o.shown, x.place[p])
	}
	for _, other := range shown[min(len(shown), len(o.shown)):] {
		o.add(other)
	}
	return o
}

func (o *offer) add(other int32) {
	o.shown = append(o.shown, other)
	for _, k := range o.index.keys(o.room[:0], o.guide, other) {
		o.given[k]++
	}
}

// isNew tells whether the list lacks a guide, and has not enough for the same
// reason.
func (o *offer) isNew(other int32) bool {
	return !slices.Contains(o.shown, other) &&
		!slices.ContainsFunc(o.index.keys(o.room[:0], o.guide, other), func(k key) bool { return o.given[k] == mostAlike })
}

// take adds those of a ranking that are new, as long as there is room.
func (o *offer) take(ranked []candidate) {
	for _, c := range ranked {
		if len(o.shown) < Most && o.isNew(c.guide) {
			o.add(c.guide)
		}
	}
}

// A key is what a guide may be offered for: one of these.
type key struct {
	option  *site.Option   // both compare it
	same    *site.Category // both decide it
	beside  *site.Category // the other decides it, and it goes with one of the guide's
	mention bool           // the other is an article that links here
	feature number         // both have it; from 1, so that 0 is none
}

// keys say what a guide would be offered for, so that it is not all the same:
// each option that the two share, or else what comes first in the reason. They are
// appended to found.
func (x *index) keys(found []key, g, other int32) []key {
	from, to := x.guides[g], x.guides[other]
	for _, o := range from.Options {
		if slices.Contains(to.Options, o) {
			found = append(found, key{option: o})
		}
	}
	if len(found) > 0 {
		return found
	}
	if c := sharedCategory(from, to); c != nil {
		return append(found, key{same: c})
	}
	if n := x.neighbour(from, to); n != nil {
		return append(found, key{beside: n})
	}
	if mentions(to, from) {
		return append(found, key{mention: true})
	}
	if f := x.foremost(x.vectors[g], x.vectors[other]); f >= 0 {
		return append(found, key{feature: f + 1})
	}
	return found
}

// isDeclared tells whether what g would offer another for follows from what is
// declared alone.
func (x *index) isDeclared(g, other int32) bool {
	from, to := x.guides[g], x.guides[other]
	return slices.ContainsFunc(from.Options, func(o *site.Option) bool { return slices.Contains(to.Options, o) }) ||
		sharedCategory(from, to) != nil || x.neighbour(from, to) != nil
}

func sharedOptions(a, b *site.Guide) []*site.Option {
	var shared []*site.Option
	for _, o := range a.Options {
		if slices.Contains(b.Options, o) {
			shared = append(shared, o)
		}
	}
	return shared
}
