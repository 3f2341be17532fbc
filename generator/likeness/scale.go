package likeness

import (
	"fmt"
	"math/big"
	"slices"
	"sort"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// unplaced is the place of a fact that is not known or does not apply.
const unplaced = -1

// A scale is an attribute with each option's place on it: from 0 to Whole, or for
// words the number of their set.
type scale struct {
	attribute *source.Attribute
	weight    int64
	places    []int32          // by option
	sorted    []int32          // the known places, in order
	sets      [][]int32        // of words, by number; nil for an ordered type
	numbers   map[string]int32 // of words
	slack     int32            // how far apart two places may be that count as alike
}

// newScale places the options on an attribute; it is nil for one that takes no
// part.
func newScale(a *source.Attribute, options []*site.Option) *scale {
	if a.Weight.Sign() == 0 {
		return nil
	}
	values := make([]source.Value, len(options))
	for i, o := range options {
		if f := o.Option.Fact(a.ID); f != nil && f.State == source.Known {
			values[i] = f.Value
		}
	}
	s := &scale{attribute: a, places: make([]int32, len(options))}
	switch a.Type {
	case source.SupportType, source.LevelType:
		s.placeInOrder(values)
	case source.RatingType, source.NumberType, source.DateType:
		s.slack = Whole / 10
		s.placeInRange(values)
	case source.ChoiceType, source.ListType:
		s.placeWords(values)
	default:
		return nil
	}
	for _, p := range s.places {
		if p != unplaced {
			s.sorted = append(s.sorted, p)
		}
	}
	slices.Sort(s.sorted)
	return s
}

// placeInOrder places values by their place among all that there could be.
func (s *scale) placeInOrder(values []source.Value) {
	last := big.NewRat(int64(source.Yes), 1)
	if s.attribute.Type == source.LevelType {
		last = big.NewRat(int64(max(1, len(s.attribute.Levels)-1)), 1)
	}
	for i, v := range values {
		s.places[i] = unplaced
		if v, ok := v.(source.OrderedValue); ok {
			s.places[i] = parts(v.Measure(), last)
		}
	}
}

// placeInRange places values between the least and the most of them.
func (s *scale) placeInRange(values []source.Value) {
	var least, most *big.Rat
	measures := make([]*big.Rat, len(values))
	for i, v := range values {
		v, ok := v.(source.OrderedValue)
		if !ok {
			continue
		}
		m := v.Measure()
		measures[i] = m
		if least == nil || m.Cmp(least) < 0 {
			least = m
		}
		if most == nil || m.Cmp(most) > 0 {
			most = m
		}
	}
	for i, m := range measures {
		switch {
		case m == nil:
			s.places[i] = unplaced
		case least.Cmp(most) == 0:
			s.places[i] = 0
		default:
			s.places[i] = parts(new(big.Rat).Sub(m, least), new(big.Rat).Sub(most, least))
		}
	}
}

// parts gives a share of a whole in parts of Whole, rounded down.
func parts(share, whole *big.Rat) int32 {
	r := new(big.Rat).Quo(share, whole)
	n := new(big.Int).Mul(r.Num(), big.NewInt(Whole))
	return int32(n.Quo(n, r.Denom()).Int64())
}

// placeWords numbers the sets of words. One set is one place, in whatever order
// its words were written.
func (s *scale) placeWords(values []source.Value) {
	words, sets := map[string]int32{}, map[string]int32{}
	s.numbers = words
	for i, v := range values {
		s.places[i] = unplaced
		list, ok := v.(source.Words)
		if !ok {
			continue
		}
		var set []int32
		for _, word := range list {
			if _, known := words[word]; !known {
				words[word] = int32(len(words))
			}
			set = append(set, words[word])
		}
		slices.Sort(set)
		set = slices.Compact(set)
		key := fmt.Sprint(set)
		if _, known := sets[key]; !known {
			sets[key] = int32(len(sets))
			s.sets = append(s.sets, set)
		}
		s.places[i] = sets[key]
	}
}

// similarity of two places, from 0 to Whole.
func (s *scale) similarity(p, q int32) int32 {
	switch {
	case p == q:
		return Whole
	case s.sets != nil:
		return jaccard(s.sets[p], s.sets[q])
	case p < q:
		return Whole - (q - p)
	}
	return Whole - (p - q)
}

// jaccard gives the share of two sets' words that both have.
func jaccard(a, b []int32) int32 {
	both, all := 0, len(a)+len(b)
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			both, i, j = both+1, i+1, j+1
		}
	}
	return int32(int64(Whole) * int64(both) / int64(all-both))
}

// near tells whether two places count as alike.
func (s *scale) near(p, q int32) bool { return p-q <= s.slack && q-p <= s.slack }

// measured tells whether the places are those of numbers or days, which may be near
// without being the same.
func (s *scale) measured() bool { return s.slack > 0 }

// sharing counts the options whose place is near two, which are near each other:
// those at the places among them.
func (s *scale) sharing(low, high int32) int {
	from := sort.Search(len(s.sorted), func(i int) bool { return s.sorted[i] >= high-s.slack })
	to := sort.Search(len(s.sorted), func(i int) bool { return s.sorted[i] > low+s.slack })
	return to - from
}

// rarity is the share of the options with a known fact that are not near two places.
func (s *scale) rarity(low, high int32) int32 { return s.without(s.sharing(low, high)) }

// without is the share of the options with a known fact that some of them leave.
func (s *scale) without(some int) int32 {
	known := len(s.sorted)
	return int32(int64(Whole) * int64(known-some) / int64(known))
}

// having gives the options but one that have a word.
func (s *scale) having(word string, but int) (options []int) {
	for i, p := range s.places {
		if _, has := slices.BinarySearch(s.sets[max(p, 0)], s.numbers[word]); has && p != unplaced && i != but {
			options = append(options, i)
		}
	}
	return options
}
