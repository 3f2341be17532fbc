// Package weigh adds up what options are worth to a reader who says how much each
// group of attributes counts. It is the reader's arithmetic and nobody's verdict,
// so its rules are few, and a page can say them in a few sentences:
//
//   - A fact has a place between the worst (0) and the best (1). What is declared
//     with its ends has them: no, partial and yes are 0, ½ and 1; levels stand at
//     equal distances; a rating lies between 1 and its maximum. A rating is not
//     stretched to the range of what was given: where all have 4 or 5 of 5, the
//     whole weight would hang on the smallest step there is. A number or a date
//     declares no ends, so it lies between the least and the most of the known
//     facts of these options, and is rounded to one part in [Parts].
//   - An attribute takes part if one end of it is the better one, its `weight` is
//     not 0, and the known facts of these options do not all say the same. Two
//     dates of which one is a part of the other, 2015 and 26 February 2015, may
//     be the same.
//   - An option's score in a group is the mean of the places of its known facts
//     there, by the attributes' weights. Unknown and "not applicable" are left
//     out; they are never a zero. Where that leaves less than half of the group's
//     weight, the option has no score there: a mean of the rest would be of
//     something else.
//   - An option's total is the mean of its scores by the weights of the groups, 0 to
//     [MostWeight]. All count alike to begin with ([Normal]). They could count by
//     the sum of their attributes' weights; but a group of nine rows is not thrice
//     as important as one of three, it was looked at more closely, and readers would
//     have to be told of numbers that they cannot see.
//   - An option whose scores stand for less than half of what the reader gave is not
//     ranked. It is named all the same.
//   - Options of the same total share a place, and the next has the place behind
//     all of them. Totals are compared exactly.
//
// A group is offered if an attribute of it takes part and two options have a score
// in it. An attribute that stands alone is a group of its own; where that would make
// more than [MostGroups], those of a run are one group together.
//
// Raising the weight of a group never lets an option be overtaken by one that is not
// better in it, if both have a score in every group that counts: their totals are
// means by the same weights, and both move towards their score in the group. Where
// one lacks a score that does not hold; tests have an example.
//
// It is pure: the same facts and weights give the same ranking.
package weigh

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"

	"tradeoff/generator/latin"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// The weights of a group, whole numbers from 0, which is not at all.
const (
	MostWeight = 4
	Normal     = 2 // of each group, until the reader says something else
)

// MostGroups is how many groups are offered before attributes that stand alone are
// put together.
const MostGroups = 16

// A Board is options of one category with their scores. It does not change.
type Board struct {
	Options []*site.Option
	Groups  []*Group
	Scale   *big.Int // what stands for 1 in Group.Parts: makes all scores integers
}

// A Group of attributes that is weighed as one.
type Group struct {
	ID         string // unique in the board: the label in Latin letters, or the id of an attribute alone
	Label      string // empty where attributes that stand alone were put together
	Attributes []*source.Attribute
	Known      []int      // by option: of how many attributes the fact is known
	Scores     []*big.Rat // by option, 0 to 1; nil where it has none
	Parts      []*big.Int // the same, times Board.Scale
}

// A Missing fact is one that is not known of an option or does not apply to it, of
// an attribute that takes part.
type Missing struct {
	Option    int // in Board.Options
	Attribute *source.Attribute
	State     source.State // Unknown or NotApplicable
}

// New makes the board of options of one category. Only the attributes that shown
// allows take part; nil allows all.
func New(options []*site.Option, shown func(*source.Attribute) bool) *Board {
	b := &Board{Options: options, Scale: big.NewInt(1)}
	if len(options) == 0 {
		return b
	}
	b.addGroups(shown, true)
	if len(b.Groups) > MostGroups {
		b.Groups = nil
		b.addGroups(shown, false)
	}
	b.name()
	b.addParts()
	return b
}

// addGroups adds the groups that are offered. Alone says whether an attribute that
// stands alone is one.
func (b *Board) addGroups(shown func(*source.Attribute) bool, alone bool) {
	for _, group := range b.Options[0].Category.Groups {
		var scales []*scale
		for _, a := range group.Attributes {
			if shown == nil || shown(a) {
				if s := newScale(a, b.Options); s != nil {
					scales = append(scales, s)
				}
			}
		}
		if group.Label != "" || !alone {
			b.add(latin.Spelled(group.Label, "en"), group.Label, scales)
			continue
		}
		for _, s := range scales {
			b.add(s.attribute.ID, s.attribute.Label, []*scale{s})
		}
	}
}

// add adds a group, if it has something to offer.
func (b *Board) add(id, label string, scales []*scale) {
	g := &Group{ID: cmp.Or(id, "others"), Label: label, Known: make([]int, len(b.Options)), Scores: make([]*big.Rat, len(b.Options))}
	scored := 0
	for i := range b.Options {
		if g.Known[i], g.Scores[i] = mean(scales, i); g.Scores[i] != nil {
			scored++
		}
	}
	if scored < 2 {
		return
	}
	for _, s := range scales {
		g.Attributes = append(g.Attributes, s.attribute)
	}
	b.Groups = append(b.Groups, g)
}

// half is what must be known at least.
var half = big.NewRat(1, 2)

// mean gives of how many scales an option's place is known, and the mean of these
// places by weight; nil where they are less than half of the weight.
func mean(scales []*scale, option int) (known int, score *big.Rat) {
	sum, have, all := new(big.Rat), new(big.Rat), new(big.Rat)
	for _, s := range scales {
		weight := s.attribute.Weight
		all.Add(all, weight)
		if p := s.places[option]; p != nil {
			known++
			have.Add(have, weight)
			sum.Add(sum, new(big.Rat).Mul(weight, p))
		}
	}
	if known == 0 || have.Cmp(all.Mul(all, half)) < 0 {
		return known, nil
	}
	return known, sum.Quo(sum, have)
}

// name makes the ids of the groups unique.
func (b *Board) name() {
	taken := map[string]bool{}
	for _, g := range b.Groups {
		id := g.ID
		for n := 2; taken[g.ID]; n++ {
			g.ID = id + "-" + strconv.Itoa(n)
		}
		taken[g.ID] = true
	}
}

// addParts makes the scores integers.
func (b *Board) addParts() {
	for _, g := range b.Groups {
		for _, s := range g.Scores {
			if s != nil {
				b.Scale = common(b.Scale, s.Denom())
			}
		}
	}
	scale := new(big.Rat).SetInt(b.Scale)
	for _, g := range b.Groups {
		g.Parts = make([]*big.Int, len(g.Scores))
		for i, s := range g.Scores {
			if s != nil {
				g.Parts[i] = new(big.Int).Set(new(big.Rat).Mul(s, scale).Num())
			}
		}
	}
}

// common gives the least number that both of two numbers divide.
func common(a, b *big.Int) *big.Int {
	divisor := new(big.Int).GCD(nil, nil, a, b)
	return divisor.Mul(a, divisor.Quo(b, divisor))
}

// Median gives the middle of the scores that options have in the group, or the mean
// of the two in the middle.
func (g *Group) Median() *big.Rat {
	scores := slices.DeleteFunc(slices.Clone(g.Scores), func(s *big.Rat) bool { return s == nil })
	slices.SortFunc(scores, source.Order)
	middle := new(big.Rat).Add(scores[(len(scores)-1)/2], scores[len(scores)/2])
	return middle.Mul(middle, half)
}

// Missing gives what is left out of the scores, option by option.
func (b *Board) Missing() []Missing {
	var missing []Missing
	for i, o := range b.Options {
		for _, g := range b.Groups {
			for _, a := range g.Attributes {
				if f := o.Fact(a); f.State != source.Known {
					missing = append(missing, Missing{i, a, f.State})
				}
			}
		}
	}
	return missing
}

// Percent gives a score in whole hundredths, rounded to the nearest.
func Percent(score *big.Rat) int {
	hundred := new(big.Rat).Mul(score, big.NewRat(200, 1))
	hundred.Add(hundred, big.NewRat(1, 1))
	twice := new(big.Int).Lsh(hundred.Denom(), 1)
	return int(twice.Quo(hundred.Num(), twice).Int64())
}
