// Package related says which guides a reader of one guide wants next, and why.
//
// Guides that the writer pinned come first, in the writer's order. Then guides
// that compare one of the same options, those that share more of them first;
// then guides of the same decisions; then guides of the decisions that are made
// together with this one; then articles. Among equals the title decides, without
// case, so the result never depends on the order of files.
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
// compare nothing, which the caller collects once, by title.
func To(g *site.Guide, articles []*site.Guide) []Comparison {
	r := ranking{guide: g, seen: map[*site.Guide]bool{g: true}}
	for _, pinned := range g.Pinned {
		r.add(pinned, reason(g, pinned))
	}
	for _, other := range r.sharing() {
		r.take("Also about "+list(sharedOptions(g, other)), other)
	}
	var same, next []*site.Guide
	reasons := map[*site.Guide]string{}
	collect := func(into *[]*site.Guide, c *site.Category, reason string) {
		for _, other := range r.first(c.Guides) {
			if reasons[other] == "" {
				reasons[other] = reason
				*into = append(*into, other)
			}
		}
	}
	for _, c := range g.Categories {
		collect(&same, c, "The same decision: "+c.Title)
	}
	for _, c := range g.Categories {
		for _, neighbour := range c.Neighbours {
			collect(&next, neighbour, "A decision that goes with it: "+neighbour.Title)
		}
	}
	for _, tier := range [][]*site.Guide{same, next} {
		slices.SortFunc(tier, site.ByTitle)
		for _, other := range tier {
			r.take(reasons[other], other)
		}
	}
	for _, other := range slices.SortedFunc(slices.Values(articles), site.ByTitle) {
		r.take("The whole picture", other)
	}
	return r.found
}

type ranking struct {
	guide *site.Guide
	seen  map[*site.Guide]bool
	found []Comparison
}

// add offers a guide that is not offered yet.
func (r *ranking) add(g *site.Guide, reason string) {
	if !r.seen[g] {
		r.seen[g] = true
		r.found = append(r.found, Comparison{g, reason})
	}
}

// take is add, as long as there is room.
func (r *ranking) take(reason string, g *site.Guide) {
	if len(r.found) < Most {
		r.add(g, reason)
	}
}

// first gives those of the guides, which are sorted by title, that could still be
// offered: never more than there is room for.
func (r *ranking) first(guides []*site.Guide) []*site.Guide {
	var found []*site.Guide
	for _, g := range guides {
		if len(found) == Most {
			break
		}
		if !r.seen[g] {
			found = append(found, g)
		}
	}
	return found
}

// sharing gives the guides that share most options with the one that is read, by
// how many they share, then by title. An option may be in thousands of guides, all
// sorted by title already: of each, only the first few that share as many options
// are looked at further.
func (r *ranking) sharing() []*site.Guide {
	count := map[*site.Guide]int{}
	for _, o := range r.guide.Options {
		for _, other := range o.Guides {
			if !r.seen[other] {
				count[other]++
			}
		}
	}
	var best []*site.Guide
	for _, o := range r.guide.Options {
		taken := make([]int, len(r.guide.Options)+1)
		for _, other := range o.Guides {
			if n := count[other]; n > 0 && taken[n] < Most {
				taken[n]++
				best = append(best, other)
			}
		}
	}
	slices.SortFunc(best, func(a, b *site.Guide) int { return cmp.Or(cmp.Compare(count[b], count[a]), site.ByTitle(a, b)) })
	return slices.Compact(best)
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
