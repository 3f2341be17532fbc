package related

import (
	"cmp"
	"context"
	"slices"
	"unicode/utf8"

	"tradeoff/generator/site"
)

// say says the reasons anew that may be others now, and makes the links.
func (x *index) say(ctx context.Context) error {
	unsaid := of(x.unsaid)
	if len(unsaid) == 0 && x.links != nil {
		return nil
	}
	err := x.each(ctx, unsaid, func(_ *worker, g int32) {
		x.reasons[g], x.byWords[g] = x.comparisons(g)
		x.unsaid[g] = false
	})
	if err == nil {
		// Whoever has the links of before keeps them as they were.
		x.links = &Links{place: x.place, of: slices.Clone(x.reasons)}
	}
	return err
}

// comparisons gives a guide's list with its reasons, and whether one of them was
// looked for among the words.
func (x *index) comparisons(g int32) (comparisons []Comparison, byWords bool) {
	if len(x.lists[g]) == 0 {
		return nil, false
	}
	comparisons = make([]Comparison, len(x.lists[g]))
	for i, other := range x.lists[g] {
		reason, words := x.reason(g, other)
		comparisons[i] = Comparison{x.guides[other], reason}
		byWords = byWords || words
	}
	return comparisons, byWords
}

// reason says why other is worth reading after g: the first of what they
// share, in the order of kinds. It tells whether it was looked for among the words.
func (x *index) reason(g, other int32) (reason Reason, byWords bool) {
	from, to := x.guides[g], x.guides[other]
	if shared := sharedOptions(from, to); len(shared) > 0 {
		names := make([]string, len(shared))
		for i, o := range shared {
			names[i] = o.Name
		}
		return because(AlsoAbout, names...), false
	}
	if c := sharedCategory(from, to); c != nil {
		return because(SameDecision, c.Title), false
	}
	if n := x.neighbour(from, to); n != nil {
		return because(GoesWithIt, n.Title), false
	}
	if mentions(to, from) {
		if x.isHub(to) {
			return because(WholePicture), false
		}
		return because(MentionsThis), false
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
		if g, ok := x.guideOf(id); ok {
			for _, c := range x.guides[g].Categories {
				seen[c] = true
			}
		}
	}
	return len(seen) >= 3
}

// subject is the reason where two guides share nothing that is declared as a
// decision: tags, attributes, words.
func (x *index) subject(g, other int32) (reason Reason, byWords bool) {
	from, to := x.guides[g], x.guides[other]
	if tags := sharedTags(from, to); len(tags) > 0 {
		return because(SameSubject, tags...), false
	}
	if labels := x.sharedAttributes(g, other); len(labels) > 0 {
		return because(AlsoWeighs, labels...), false
	}
	if words := x.sharedWords(g, other); len(words) > 0 {
		return because(AlsoDiscusses, words...), true
	}
	switch {
	case slices.Contains(from.Pinned, to):
		return because(ChosenByAuthor), true
	case slices.Contains(linked(from), to.ID):
		return because(InTheText), true
	case len(to.Categories) > 0:
		return because(AnotherDecision, to.Categories[0].Title), true
	default:
		return because(OnThisSite), true
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
func (x *index) sharedAttributes(g, other int32) []string {
	var labels []string
	for _, f := range x.telltale(g, other, byAttribute) {
		for _, c := range x.guides[g].Categories {
			if a := c.Attribute(x.table.names[f.place()]); a != nil && len(labels) < mostNamed {
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
func (x *index) sharedWords(g, other int32) []string {
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
		for h := range guide.Headings.All() {
			forms(h.Plain, name)
		}
	}
	var words []string
	for _, f := range x.telltale(g, other, byWord) {
		if !named[x.table.names[f.place()]] || x.isCommon(x.table.spread[f.place()]) || len(words) == mostNamed {
			continue
		}
		form := x.table.usual(f)
		if r, _ := utf8.DecodeRuneInString(form); !isIdeograph(r) {
			words = append(words, form)
		}
	}
	return words
}

// telltale gives the features of a kind that two guides share, those that tell
// most first, at most mostTelling.
func (x *index) telltale(g, other int32, k kind) []number {
	var best []weighedFeature
	shared(x.vectors[g], x.vectors[other], func(f number, product int32) {
		if f.kind() == k {
			best = keep(best, weighedFeature{f, product}, mostTelling, func(a, b weighedFeature) int {
				if order := cmp.Compare(b.weight, a.weight); order != 0 {
					return order
				}
				return x.table.compare(a.feature, b.feature)
			})
		}
	})
	features := make([]number, len(best))
	for i, f := range best {
		features[i] = f.feature
	}
	return features
}

// foremost gives the feature that two vectors share which tells most, of the first
// kind of which they share one: tags, attributes, words. It is -1 where there is none.
func (x *index) foremost(a, b []entry) number {
	best, most := number(-1), int32(0)
	for len(a) > 0 && len(b) > 0 {
		f := a[0].feature
		switch {
		case f < b[0].feature:
			a = a[1:]
			continue
		case f > b[0].feature:
			b = b[1:]
			continue
		case best >= 0 && f.kind() != best.kind():
			return best
		}
		product := int32(a[0].weight) * int32(b[0].weight)
		if f.kind() >= byTag && (best < 0 || product > most || product == most && x.table.compare(f, best) < 0) {
			best, most = f, product
		}
		a, b = a[1:], b[1:]
	}
	return best
}

// mostTelling is among how many features a reason looks for words.
const mostTelling = 8
