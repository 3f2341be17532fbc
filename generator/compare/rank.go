package compare

import (
	"slices"

	"tradeoff/generator/source"
)

// Alike numbers the cells of a row so that those with the same number say the same:
// the number is the index of the first of them. A cell that is unknown has -1, since
// it says the same as no other, another unknown one included.
func (r Row) Alike() []int {
	numbers := make([]int, len(r.Cells))
	for i, c := range r.Cells {
		numbers[i] = i
		if c.State == source.Unknown {
			numbers[i] = -1
			continue
		}
		if j := slices.IndexFunc(r.Cells[:i], func(other Cell) bool { return same(other, c) }); j >= 0 {
			numbers[i] = j
		}
	}
	return numbers
}

// Ranks gives each cell's place in the order of its row, from 0 for the best; equal
// values share one. Where neither end is the better one, the order is from most to
// least. What is unknown or does not apply has -1. It is nil for a row without an
// order, or whose values have no scale in common.
func (r Row) Ranks() []int {
	values, ok := r.ordered()
	if !ok {
		return nil
	}
	distinct := slices.DeleteFunc(slices.Clone(values), func(v source.OrderedValue) bool { return v == nil })
	slices.SortFunc(distinct, func(a, b source.OrderedValue) int {
		if r.Attribute.Better == source.LessBetter {
			return a.Compare(b)
		}
		return b.Compare(a)
	})
	distinct = slices.CompactFunc(distinct, func(a, b source.OrderedValue) bool { return a.Compare(b) == 0 })
	ranks := make([]int, len(values))
	for i, v := range values {
		ranks[i] = slices.IndexFunc(distinct, func(w source.OrderedValue) bool { return v != nil && w.Compare(v) == 0 })
	}
	return ranks
}

// ordered gives the known values of a row that has an order, nil for all others.
func (r Row) ordered() ([]source.OrderedValue, bool) {
	if !r.Attribute.Type.Ordered() {
		return nil, false
	}
	values := make([]source.OrderedValue, len(r.Cells))
	for i, c := range r.Cells {
		if c.State != source.Known {
			continue
		}
		if !c.Attribute.SameScale(r.Attribute) {
			return nil, false
		}
		values[i] = c.Value.(source.OrderedValue)
	}
	return values, true
}

// Shares gives, for numbers of which one end is the better one, how large each is
// beside the largest of the row, in per cent: a length that can be drawn. It is nil
// where there is nothing to see or it would mislead: fewer than two numbers are
// known, one is below zero, or none is above. What is not known has 0, as zero has.
func (r Row) Shares() []int {
	if r.Attribute.Type != source.NumberType || r.Attribute.Better == source.NeitherBetter {
		return nil
	}
	values, ok := r.ordered()
	if !ok {
		return nil
	}
	most, known := 0.0, 0
	for _, v := range values {
		if v == nil {
			continue
		}
		size := source.Float(v.Measure())
		if size < 0 {
			return nil
		}
		most, known = max(most, size), known+1
	}
	if known < 2 || most == 0 {
		return nil
	}
	shares := make([]int, len(values))
	for i, v := range values {
		if v == nil || v.Measure().Sign() == 0 {
			continue
		}
		shares[i] = max(1, int(100*(source.Float(v.Measure())/most)+0.5))
	}
	return shares
}
