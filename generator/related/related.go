// Package related says which guides a reader of one guide wants next, and why.
//
// Guides that the writer pinned come first, in the writer's order. Then guides
// that compare one of the same options, those that share more of them first;
// then guides of the same decisions; then guides of the decisions that are made
// together with this one; then articles that are pinned to nothing. Among equals
// the title decides, so the result never depends on the order of files.
//
// It is pure. Guides are found through their options and categories, never by
// comparing every guide with every other.
package related

import (
	"cmp"
	"slices"
	"strings"

	"tradeoff/generator/site"
)

// Most is how many guides a page offers at most, unless more are pinned.
const Most = 4

// A Comparison is a guide to read next.
type Comparison struct {
	Guide  *site.Guide
	Reason string // in words, such as "Also about Django"
}

// To gives the guides to read after g. Articles are the site's guides that
// compare nothing, which the caller collects once.
func To(g *site.Guide, articles []*site.Guide) []Comparison {
	r := ranking{guide: g, seen: map[*site.Guide]bool{g: true}}
	for _, pinned := range g.Pinned {
		r.add(pinned, 0, reason(g, pinned))
	}
	pinned := len(r.found)
	for _, o := range g.Options {
		for _, other := range o.Guides {
			shared := sharedOptions(g, other)
			r.add(other, 100-len(shared), "Also about "+list(shared))
		}
	}
	for _, c := range g.Categories {
		for _, other := range c.Guides {
			r.add(other, 200, "The same decision: "+c.Title)
		}
	}
	for _, c := range g.Categories {
		for _, next := range c.Neighbours {
			for _, other := range next.Guides {
				r.add(other, 300, "A decision that goes with it: "+next.Title)
			}
		}
	}
	for _, a := range articles {
		r.add(a, 400, "The whole picture")
	}
	rest := r.found[pinned:]
	slices.SortFunc(rest, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(a.Guide.Title, b.Guide.Title), strings.Compare(a.Guide.ID, b.Guide.ID))
	})
	found := r.found[:min(len(r.found), max(Most, pinned))]
	comparisons := make([]Comparison, len(found))
	for i, f := range found {
		comparisons[i] = f.Comparison
	}
	return comparisons
}

type ranked struct {
	Comparison
	rank int
}

type ranking struct {
	guide *site.Guide
	seen  map[*site.Guide]bool
	found []ranked
}

func (r *ranking) add(g *site.Guide, rank int, reason string) {
	if !r.seen[g] {
		r.seen[g] = true
		r.found = append(r.found, ranked{Comparison{g, reason}, rank})
	}
}

// reason says why a pinned guide is worth reading, from what the two share.
func reason(g, other *site.Guide) string {
	if shared := sharedOptions(g, other); len(shared) > 0 {
		return "Also about " + list(shared)
	}
	for _, c := range g.Categories {
		if slices.Contains(other.Categories, c) {
			return "The same decision: " + c.Title
		}
		for _, next := range c.Neighbours {
			if slices.Contains(other.Categories, next) {
				return "A decision that goes with it: " + next.Title
			}
		}
	}
	if len(other.Options) == 0 {
		return "The whole picture"
	}
	return "Chosen by the author"
}

func sharedOptions(a, b *site.Guide) []string {
	var names []string
	for _, o := range a.Options {
		if slices.Contains(b.Options, o) {
			names = append(names, o.Name)
		}
	}
	return names
}

// list writes names as a sentence does: "A", "A and B", "A, B and C".
func list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
