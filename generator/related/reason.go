package related

import (
	"cmp"
	"slices"
	"strings"

	"tradeoff/generator/site"
)

// reason says in words why other is worth reading after g: the first of what they
// share, in the order of kinds.
func (x *index) reason(g, other int) string {
	from, to := x.guides[g], x.guides[other]
	if shared := sharedOptions(from, to); len(shared) > 0 {
		names := make([]string, len(shared))
		for i, o := range shared {
			names[i] = o.Name
		}
		return "Also about " + enumerate(names)
	}
	if c := sharedCategory(from, to); c != nil {
		return "The same decision: " + c.Title
	}
	if n := x.neighbour(from, to); n != nil {
		return "A decision that goes with it: " + n.Title
	}
	if len(to.Options) == 0 && slices.Contains(linked(to), from.ID) {
		return "The whole picture"
	}
	return x.subject(g, other)
}

// subject is the reason where two guides share nothing that is declared as a
// decision: tags, attributes, words.
func (x *index) subject(g, other int) string {
	from, to := x.guides[g], x.guides[other]
	if tags := sharedTags(from, to); len(tags) > 0 {
		return "The same subject: " + enumerate(tags)
	}
	if labels := x.sharedAttributes(g, other); len(labels) > 0 {
		return "Also weighs " + enumerate(labels)
	}
	if words := x.sharedWords(g, other); len(words) > 0 {
		return "Also discusses " + enumerate(words)
	}
	switch {
	case slices.Contains(from.Pinned, to):
		return "Chosen by the author"
	case slices.Contains(linked(from), to.ID):
		return "Mentioned in the text"
	case len(to.Categories) > 0:
		return "Another decision: " + to.Categories[0].Title
	default:
		return "Also on this site"
	}
}

func sharedCategory(a, b *site.Guide) *site.Category {
	for _, c := range a.Categories {
		if slices.Contains(b.Categories, c) {
			return c
		}
	}
	return nil
}

// neighbour gives the first category of a guide that is decided together with one
// of another's.
func (x *index) neighbour(from, to *site.Guide) *site.Category {
	for _, c := range from.Categories {
		for _, n := range to.Categories {
			if slices.Contains(x.neighbours[c], n) {
				return n
			}
		}
	}
	return nil
}

// mostNamed is how many tags, attributes or words a reason names.
const mostNamed = 2

// sharedTags gives tags of both, as the first writes them.
func sharedTags(a, b *site.Guide) []string {
	var tags []string
	for _, tag := range a.Tags {
		if len(tags) < mostNamed && slices.ContainsFunc(b.Tags, func(other string) bool { return strings.EqualFold(tag, other) }) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// sharedAttributes gives the labels of attributes that both discuss, as the first
// guide's categories call them, those that tell most first.
func (x *index) sharedAttributes(g, other int) []string {
	var labels []string
	for _, id := range x.sharedNames(g, other, byAttribute) {
		for _, c := range x.guides[g].Categories {
			if a := c.Attribute(id); a != nil {
				labels = append(labels, a.Label)
				break
			}
		}
	}
	return labels
}

// sharedWords gives words that both use, as the site's guides write them most
// often, those that tell most first.
func (x *index) sharedWords(g, other int) []string {
	var words []string
	for _, f := range x.telltale(g, other, byWord) {
		words = append(words, x.forms[f])
	}
	return words
}

// sharedNames gives the names of the features of a kind that two guides share,
// those that tell most first, at most mostNamed.
func (x *index) sharedNames(g, other int, k kind) []string {
	var names []string
	for _, f := range x.telltale(g, other, k) {
		names = append(names, x.features[f].name)
	}
	return names
}

// telltale is sharedNames for the features' numbers.
func (x *index) telltale(g, other int, k kind) []int32 {
	var best []weighedFeature
	x.shared(g, other, func(feature int32, product int) {
		if x.features[feature].kind == k {
			best = keep(best, weighedFeature{feature, int32(product)}, mostNamed, func(a, b weighedFeature) int {
				return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.feature, b.feature))
			})
		}
	})
	features := make([]int32, len(best))
	for i, f := range best {
		features[i] = f.feature
	}
	return features
}

// enumerate writes names as a sentence does: "A", "A and B", "A, B and C".
func enumerate(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
