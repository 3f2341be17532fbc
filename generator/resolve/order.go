package resolve

import (
	"cmp"
	"slices"
	"strings"

	"tradeoff/generator/site"
)

// Many lists hold guides, and all of them have one of two orders. Guides are put in
// order once, and then into the lists one after the other.

// sortedByTitle gives guides in the order of site.ByTitle, each title folded once.
func sortedByTitle(guides []*site.Guide) []*site.Guide {
	type titled struct {
		title string
		guide *site.Guide
	}
	list := make([]titled, len(guides))
	for i, g := range guides {
		list[i] = titled{strings.ToLower(g.Title), g}
	}
	slices.SortFunc(list, func(a, b titled) int {
		return cmp.Or(strings.Compare(a.title, b.title), strings.Compare(a.guide.ID, b.guide.ID))
	})
	sorted := make([]*site.Guide, len(list))
	for i, t := range list {
		sorted[i] = t.guide
	}
	return sorted
}

// sortedByNewest gives guides in the order of site.ByNewest, and those of them that
// have a date. It is given them in the order of site.ByTitle.
func sortedByNewest(guides []*site.Guide) (all, dated []*site.Guide) {
	type daily struct{ day, at int }
	list, none := make([]daily, len(guides)), 0
	for i, g := range guides {
		day, _ := g.Latest()
		list[i] = daily{day.Year<<9 | day.Month<<5 | day.Day, i} // as site.CompareDates compares
		if day.IsZero() {
			none++
		}
	}
	slices.SortFunc(list, func(a, b daily) int { return cmp.Or(cmp.Compare(b.day, a.day), cmp.Compare(a.at, b.at)) })
	all = make([]*site.Guide, len(list))
	for i, d := range list {
		all[i] = guides[d.at]
	}
	return all, slices.Clip(all[:len(all)-none])
}
