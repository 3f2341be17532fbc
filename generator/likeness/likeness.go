// Package likeness says how alike the options of a category are, in facts: in how
// many attributes two of them are alike, in which, and in which they differ.
//
// The measure is Gower's ("A General Coefficient of Similarity and Some of Its
// Properties", Biometrics 27, 1971, 857–871). For each attribute two options have
// a similarity from 0 to 1, and theirs is the mean of these, weighted by the
// attributes' weights, over the attributes that are known for both:
//
//   - support and level: how near their places in the order are;
//   - number, rating and date: how near they are, as a share of the range that
//     the known facts of the category's options have; 1 where all are the same;
//   - choice and list: how many of all their words both have (Jaccard);
//   - text and link say nothing that could be measured, and take no part; nor does
//     an attribute of weight 0.
//
// A fact that is unknown or does not apply takes no part, so it makes no two
// options less alike, or more. But who has few facts is easily like anybody: two
// options are compared only if at least [Least] attributes are known for both,
// and a third of those that any two options can be compared on.
//
// A mean convinces nobody, so what a page says are counts and facts. Two options
// are alike in an attribute if they say the same; in numbers, ratings and dates,
// if they are at most a tenth of the range apart. What an option is most like and
// least like goes by these counts, which a reader can check: by the share of the
// attributes in which they are alike, and only where that is the same by the mean.
// The mean, which sees that "partial" is nearer to "yes" than "no" is, makes the
// families. The two need not agree, so that no page may say one and show the other.
//
// Of the attributes in which two options are alike, those tell most whose value few
// other options have (numbers, ratings and dates after all others), and of those in
// which they differ, the ones that are furthest apart; both times the weight. A
// range that only two options span says nothing of how far apart they are: what is
// measured by it comes last.
//
// A date that names no day counts as the first day of its period, as it does in
// package source: a place on a scale is one place.
//
// # Arithmetic
//
// A place, a similarity and a weight are whole numbers of parts of [Whole], and
// nothing here is a floating-point number: a compiler may compute a*b+c with one
// rounding or with two, depending on the machine, and pages would differ.
//
// # The order of a category's options
//
// Two ways were compared: average-linkage clustering, its leaves turned so that
// like ends meet (Gruvaeus and Wainer, "Two Additions to Hierarchical Cluster
// Analysis", 1972), and a greedy chain, which goes from each option to the one
// most like it that is left. On average, options that stand side by side are as
// alike in one as in the other (the figures are in TestOrders), but the chain
// leaps at its end between those that it has left over, tears more families
// apart, and cannot say where one begins. Clustering keeps together what belongs
// together, and the families come with it. It needs memory for each pair of
// options, so that beyond [MostOrdered] options there is no such order;
// likenesses are computed when they are asked for, whatever the number.
//
// It is pure, and safe for concurrent use.
package likeness

import (
	"cmp"
	"slices"
	"strings"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// Whole is what stands for 1 in similarities: divisible by every number up to 16,
// so that the places of as many levels and the shares of as many words are exact.
const Whole = 720720

// Least is how many attributes must be known for both of two options, at least,
// for anything to be said about their likeness.
const Least = 3

// A Space is a category, prepared for measuring. It does not change.
type Space struct {
	options []*site.Option // by id, so that no result depends on another order
	index   map[*site.Option]int
	scales  []*scale
	places  []int32 // of the first option on each scale, then of the second: what is compared lies side by side
	least   int     // attributes that two options need in common
}

// New prepares a category.
func New(c *site.Category) *Space {
	s := &Space{options: slices.Clone(c.Options), index: map[*site.Option]int{}}
	slices.SortFunc(s.options, func(a, b *site.Option) int { return strings.Compare(a.ID, b.ID) })
	for i, o := range s.options {
		s.index[o] = i
	}
	useful := 0
	for _, a := range c.Attributes {
		if scale := newScale(a, s.options); scale != nil {
			s.scales = append(s.scales, scale)
			if len(scale.sorted) >= 2 {
				useful++
			}
		}
	}
	s.weigh()
	s.places = make([]int32, 0, len(s.options)*len(s.scales))
	for i := range s.options {
		for _, scale := range s.scales {
			s.places = append(s.places, scale.places[i])
		}
	}
	s.least = max(Least, (useful+2)/3)
	return s
}

// weigh gives the scales their weights, in parts of the heaviest.
func (s *Space) weigh() {
	if len(s.scales) == 0 {
		return
	}
	most := s.scales[0].attribute.Weight
	for _, scale := range s.scales {
		if scale.attribute.Weight.Cmp(most) > 0 {
			most = scale.attribute.Weight
		}
	}
	for _, scale := range s.scales {
		scale.weight = max(1, int64(parts(scale.attribute.Weight, most)))
	}
}

// A Likeness of an option to another.
type Likeness struct {
	Option   *site.Option // the other
	Share    int          // their similarity, from 0 to Whole
	Compared int          // in how many attributes they could be compared
	Alike    int          // in how many of these they are alike
}

// Between gives how alike b is to a, two options of the category; ok is false
// where too little is known of both to say it.
func (s *Space) Between(a, b *site.Option) (l Likeness, ok bool) {
	return s.between(s.index[a], s.index[b])
}

func (s *Space) between(a, b int) (Likeness, bool) {
	l := Likeness{Option: s.options[b]}
	var sum, weights int64
	ofB := s.row(b)
	for i, p := range s.row(a) {
		q := ofB[i]
		if p == unplaced || q == unplaced {
			continue
		}
		scale := s.scales[i]
		l.Compared++
		if scale.near(p, q) {
			l.Alike++
		}
		sum += scale.weight * int64(scale.similarity(p, q))
		weights += scale.weight
	}
	if weights > 0 {
		l.Share = int(sum / weights)
	}
	return l, l.Compared >= s.least
}

func (s *Space) row(option int) []int32 {
	return s.places[option*len(s.scales) : (option+1)*len(s.scales)]
}

// Others gives the likenesses to an option of all others that it can be compared
// with, the most alike first: alike in the largest share of what is compared.
func (s *Space) Others(o *site.Option) []Likeness {
	own := s.index[o]
	list := make([]Likeness, 0, len(s.options))
	for i := range s.options {
		if l, ok := s.between(own, i); ok && i != own {
			list = append(list, l)
		}
	}
	slices.SortFunc(list, compare)
	return list
}

// compare puts the more alike first: by the share of what is alike, then by the
// mean, then what is known better, then the first by id.
func compare(a, b Likeness) int {
	if order := cmp.Compare(b.Alike*a.Compared, a.Alike*b.Compared); order != 0 {
		return order
	}
	return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(b.Compared, a.Compared), strings.Compare(a.Option.ID, b.Option.ID))
}

// Even tells whether two likenesses say about the same: their shares of what is
// alike are apart by no more than a tenth, and by no more than one attribute. One of
// eighteen makes nobody the most alike, and one of three does.
func Even(a, b Likeness) bool {
	apart := a.Alike*b.Compared - b.Alike*a.Compared // times both numbers
	apart = max(apart, -apart)
	return 10*apart <= a.Compared*b.Compared && apart <= max(a.Compared, b.Compared)
}

// Why gives the attributes in which two options are alike, and those in which
// they differ, the most telling first. Numbers that are close are often so by
// chance: they come after what is the same. Where every option says the same, that
// two do tells nothing, and is left out. What only two options give a number for
// comes last.
func (s *Space) Why(a, b *site.Option) (alike, differ []*source.Attribute) {
	var same, other []telling
	for _, scale := range s.scales {
		p, q := scale.places[s.index[a]], scale.places[s.index[b]]
		switch {
		case p == unplaced || q == unplaced:
		case !scale.near(p, q):
			t := telling{attribute: scale.attribute, value: scale.weight * int64(Whole-scale.similarity(p, q))}
			t.last = scale.measured() && len(scale.sorted) < 3
			other = append(other, t)
		case scale.rarity(p, p) > 0:
			same = append(same, scale.tells(p, p))
		}
	}
	return ranked(same), ranked(other)
}

// telling is an attribute and how much it tells.
type telling struct {
	attribute *source.Attribute
	last      bool // it tells less than all that are not
	value     int64
}

// tells is what it tells that options are alike between two places.
func (s *scale) tells(low, high int32) telling {
	return telling{s.attribute, s.measured(), s.weight * int64(s.rarity(low, high))}
}

// compareTelling puts what tells most first.
func compareTelling(a, b telling) int {
	if a.last != b.last {
		if a.last {
			return 1
		}
		return -1
	}
	return cmp.Compare(b.value, a.value)
}

// ranked gives the attributes that tell most first, in the category's order among
// equals.
func ranked(list []telling) []*source.Attribute {
	slices.SortStableFunc(list, compareTelling)
	attributes := make([]*source.Attribute, len(list))
	for i, t := range list {
		attributes[i] = t.attribute
	}
	return attributes
}
