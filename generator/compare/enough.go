package compare

import (
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// What a pair's page must tell at least, so that search engines are asked to read
// it. See [SaysEnough].
const (
	LeastTold      = 5
	LeastDiffering = 2
)

// A Tally counts what the facts of a pair tell.
type Tally struct {
	Attributes int // that the category has
	Told       int // known of both; what applies to neither does not count
	Differing  int // of these, how many have a value for both, and not the same
	Open       int // not known of one or of both
}

// A Lack is why the facts of a pair do not make a page that is worth finding.
type Lack uint8

// The lacks, in the order in which they are looked for.
const (
	LacksNothing     Lack = iota
	LacksFacts            // fewer than LeastTold are known of both, and others are unknown
	LacksAttributes       // fewer are there at all, and all of them are known
	LacksHalf             // less than half of what the category compares is known of both
	LacksDifferences      // fewer than LeastDiffering of those known differ
)

// Lack gives the first reason that holds.
func (t Tally) Lack() Lack {
	switch {
	case t.Told < LeastTold && t.Open > 0:
		return LacksFacts
	case t.Told < LeastTold:
		return LacksAttributes
	case 2*t.Told < t.Attributes:
		return LacksHalf
	case t.Differing < LeastDiffering:
		return LacksDifferences
	}
	return LacksNothing
}

// SaysEnough tells whether the facts of a pair make a page that is worth finding.
// Three things must hold:
//
//   - At least five facts are known of both. Fewer are read in the time that a
//     click takes, and stand on the pages of the two options already.
//   - They are at least half of what the category compares. Below that most rows of
//     the table would say "unknown", and the differences that it shows would depend
//     on who has been looked into and not on what they are like.
//   - At least two of them have a value for both options, and not the same. Where
//     fewer do, the page would be the same as that of the pair beside it, but for
//     the names.
//
// That an attribute does not apply to one of the two is known, but it is no value:
// an option to which nothing applies is not worth a page. That it applies to neither
// says nothing of them and does not count at all. Notes, versions and links do not
// count as a difference here: they nearly always are one.
func SaysEnough(p site.Pair) bool { return Count(p).Lack() == LacksNothing }

// Count counts what a pair's facts tell. It is asked for each pair of a site, so it
// reads the two options' facts once and side by side.
func Count(p site.Pair) Tally {
	attributes := p.A.Category.Attributes
	tally, first, second := Tally{Attributes: len(attributes)}, p.A.Facts, p.B.Facts
	for _, attribute := range attributes {
		var a, b *source.Fact
		a, first = next(attribute, first)
		b, second = next(attribute, second)
		switch {
		case a == nil || b == nil || a.State == source.Unknown || b.State == source.Unknown:
			tally.Open++
		case a.State == source.NotApplicable && b.State == source.NotApplicable:
		default:
			tally.Told++
			if a.State == b.State && attribute.Type != source.LinkType && !a.Value.Equal(b.Value) {
				tally.Differing++
			}
		}
	}
	return tally
}

// next takes the fact of an attribute from the front of an option's facts, which
// are in the order of the category's attributes; nil where it has none.
func next(a *source.Attribute, facts []*source.Fact) (*source.Fact, []*source.Fact) {
	if len(facts) > 0 && facts[0].Attribute.ID == a.ID {
		return facts[0], facts[1:]
	}
	return nil, facts
}
