package related

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

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
	if mentions(to, from) {
		if x.isHub(to) {
			return "The whole picture"
		}
		return "Mentions this comparison"
	}
	return x.subject(g, other)
}

// mentions tells whether an article's text links to a guide.
func mentions(article, g *site.Guide) bool {
	return len(article.Options) == 0 && slices.Contains(linked(article), g.ID)
}

// isHub tells whether an article's text links to guides of at least three
// decisions.
func (x *index) isHub(article *site.Guide) bool {
	seen := map[*site.Category]bool{}
	for _, id := range linked(article) {
		if g, ok := slices.BinarySearchFunc(x.guides, id, func(g *site.Guide, id string) int { return strings.Compare(g.ID, id) }); ok {
			for _, c := range x.guides[g].Categories {
				seen[c] = true
			}
		}
	}
	return len(seen) >= 3
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
			if slices.Contains(c.Beside, n) {
				return n
			}
		}
	}
	return nil
}

// mostNamed is how many tags, attributes or words a reason names.
const mostNamed = 2

// sharedTags gives tags of both, as their pages call them.
func sharedTags(a, b *site.Guide) []string {
	var names []string
	for _, tag := range a.Tagged {
		if len(names) < mostNamed && slices.Contains(b.Tagged, tag) {
			names = append(names, tag.Name)
		}
	}
	return names
}

// sharedAttributes gives the labels of attributes that both discuss, as the first
// guide's categories call them, those that tell most first.
func (x *index) sharedAttributes(g, other int) []string {
	var labels []string
	for _, f := range x.telltale(g, other, byAttribute) {
		for _, c := range x.guides[g].Categories {
			if a := c.Attribute(x.features[f].name); a != nil && len(labels) < mostNamed {
				labels = append(labels, a.Label)
				break
			}
		}
	}
	return labels
}

// sharedWords gives words that both use, as the site's guides write them most
// often, those that tell most first. A word is worth naming if it stands in a title
// or a heading of one of the two and in no more than a third of the site's guides.
// Of a language whose empty words are not known none is, and no part of a word
// that was cut by letters.
func (x *index) sharedWords(g, other int) []string {
	if x.tongue.stop == nil {
		return nil
	}
	named := map[string]bool{}
	for _, guide := range []*site.Guide{x.guides[g], x.guides[other]} {
		name := func(form string) {
			if term, says := x.tongue.term(form); says {
				named[term] = true
			}
		}
		forms(guide.Title, name)
		for _, h := range guide.Headings {
			forms(h.Plain, name)
		}
	}
	var words []string
	for _, f := range x.telltale(g, other, byWord) {
		r, _ := utf8.DecodeRuneInString(x.forms[f])
		if named[x.features[f].name] && int(x.spread[f])*3 <= len(x.guides) && !isIdeograph(r) && len(words) < mostNamed {
			words = append(words, x.forms[f])
		}
	}
	return words
}

// telltale gives the features of a kind that two guides share, those that tell
// most first, at most mostTelling.
func (x *index) telltale(g, other int, k kind) []int32 {
	var best []weighedFeature
	x.shared(g, other, func(feature int32, product int) {
		if x.features[feature].kind == k {
			best = keep(best, weighedFeature{feature, int32(product)}, mostTelling, func(a, b weighedFeature) int {
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

// mostTelling is among how many features a reason looks for words.
const mostTelling = 8

// enumerate writes names as a sentence does: "A", "A and B", "A, B and C"; of more
// than four, the first three and how many more.
func enumerate(names []string) string {
	if len(names) > 4 {
		names = append(slices.Clone(names[:3]), strconv.Itoa(len(names)-3)+" more")
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
