package related

import (
	"slices"

	"tradeoff/generator/site"
)

// A list is what is shown after one guide.
type list struct {
	shown  []int       // guides, in order
	ranked []candidate // from which it was chosen
	added  int         // how many of shown connect
}

// mostAlike is how many of a list's guides may share one option, or be there for
// the same reason, as long as there is something else.
const mostAlike = 2

// choose gives what is shown after g: what it pins, then the most alike, diverse.
func (w *worker) choose(g int) list {
	x := w.index
	l := list{}
	for _, p := range x.guides[g].Pinned {
		l.shown = append(l.shown, x.place[p])
	}
	given := map[key]int{} // how often each reason was given
	var room [8]key
	isNew := func(other int) bool {
		return !slices.Contains(l.shown, other) &&
			!slices.ContainsFunc(x.keys(room[:0], g, other), func(k key) bool { return given[k] == mostAlike })
	}
	l.ranked = w.rank(g)
	for pool := l.ranked; len(pool) > 0 && len(l.shown) < Most; {
		for _, c := range pool {
			if len(l.shown) < Most && isNew(c.guide) {
				l.shown = append(l.shown, c.guide)
				for _, k := range x.keys(room[:0], g, c.guide) {
					given[k]++
				}
			}
		}
		pool = nil
		if len(l.shown) < Most {
			pool = w.rankOthers(g, isNew)
		}
	}
	for _, c := range l.ranked { // nothing else is there
		if len(l.shown) < Most && !slices.Contains(l.shown, c.guide) {
			l.shown = append(l.shown, c.guide)
		}
	}
	return l
}

// A key is what a guide may be offered for: one of these.
type key struct {
	option  *site.Option   // both compare it
	same    *site.Category // both decide it
	beside  *site.Category // the other decides it, and it goes with one of the guide's
	mention bool           // the other is an article that links here
	feature int32          // both have it; from 1, so that 0 is none
}

// keys say what a guide would be offered for, so that it is not all the same:
// each option that the two share, or else what comes first in the reason. They are
// appended to found.
func (x *index) keys(found []key, g, other int) []key {
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
	for _, k := range []kind{byTag, byAttribute, byWord} {
		if shared := x.telltale(g, other, k); len(shared) > 0 {
			return append(found, key{feature: shared[0] + 1})
		}
	}
	return found
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
