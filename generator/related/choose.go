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
func (x *index) choose(g int, ranked []candidate) list {
	l := list{ranked: ranked}
	for _, p := range x.guides[g].Pinned {
		l.shown = append(l.shown, x.place[p])
	}
	given := map[string]int{} // how often each reason was given, by its key
	var rest []int
	for _, c := range ranked {
		if len(l.shown) >= Most {
			return l
		}
		keys := x.keys(g, c.guide)
		if slices.ContainsFunc(keys, func(key string) bool { return given[key] == mostAlike }) {
			rest = append(rest, c.guide)
			continue
		}
		for _, key := range keys {
			given[key]++
		}
		l.shown = append(l.shown, c.guide)
	}
	l.shown = append(l.shown, rest[:min(len(rest), max(0, Most-len(l.shown)))]...)
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
		return []string{c.ID}
	}
	if n := x.neighbour(from, to); n != nil {
		return []string{n.ID}
	}
	for _, k := range []kind{byTag, byAttribute, byWord} {
		if names := x.sharedNames(g, other, k); len(names) > 0 {
			return names[:1]
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
