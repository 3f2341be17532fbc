package related

import (
	"slices"
	"strconv"

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
	given := map[string]int{} // how often each reason was given, by its key
	isNew := func(other int) bool {
		return !slices.Contains(l.shown, other) &&
			!slices.ContainsFunc(x.keys(g, other), func(key string) bool { return given[key] == mostAlike })
	}
	l.ranked = w.rank(g)
	for pool := l.ranked; len(pool) > 0 && len(l.shown) < Most; {
		for _, c := range pool {
			if len(l.shown) < Most && isNew(c.guide) {
				l.shown = append(l.shown, c.guide)
				for _, key := range x.keys(g, c.guide) {
					given[key]++
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

// keys say what a guide would be offered for, so that it is not all the same:
// each option that the two share, or else what comes first in the reason.
func (x *index) keys(g, other int) []string {
	from, to := x.guides[g], x.guides[other]
	var keys []string
	for _, o := range sharedOptions(from, to) {
		keys = append(keys, o.Address())
	}
	if keys != nil {
		return keys
	}
	if c := sharedCategory(from, to); c != nil {
		return []string{"same " + c.ID}
	}
	if n := x.neighbour(from, to); n != nil {
		return []string{"beside " + n.ID}
	}
	if mentions(to, from) {
		return []string{"mentions"}
	}
	for _, k := range []kind{byTag, byAttribute, byWord} {
		if shared := x.telltale(g, other, k); len(shared) > 0 {
			return []string{"feature " + strconv.Itoa(int(shared[0]))}
		}
	}
	return nil
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
