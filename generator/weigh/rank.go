package weigh

import (
	"math/big"
	"slices"
)

// A Ranking is the options in the order of their totals.
type Ranking struct {
	Ranked   []Ranked // the best first; those of one place in the order of the board
	Unranked []int    // options of which too little is known for these weights
}

// A Ranked option.
type Ranked struct {
	Option int      // in Board.Options
	Place  int      // from 1; options with the same total share one
	Total  *big.Rat // 0 to 1
}

// First gives the options that share the first place; none where nothing can be
// ranked.
func (r Ranking) First() []int {
	var first []int
	for _, ranked := range r.Ranked {
		if ranked.Place == 1 {
			first = append(first, ranked.Option)
		}
	}
	return first
}

// Even gives the weights that a reader begins with.
func (b *Board) Even() []int { return slices.Repeat([]int{Normal}, len(b.Groups)) }

// A total is the sum of an option's parts by weight, and of the weights that these
// have.
type total struct {
	option int
	sum    *big.Int
	have   *big.Int
}

// compare puts the larger of two means first.
func (t total) compare(u total) int {
	return new(big.Int).Mul(u.sum, t.have).Cmp(new(big.Int).Mul(t.sum, u.have))
}

// Rank ranks the options for the weights of the groups, one for each.
func (b *Board) Rank(weights []int) Ranking {
	totals, unranked := b.totals(weights)
	slices.SortStableFunc(totals, total.compare)
	r := Ranking{Unranked: unranked}
	for i, t := range totals {
		place := i + 1
		if i > 0 && t.compare(totals[i-1]) == 0 {
			place = r.Ranked[i-1].Place
		}
		mean := new(big.Rat).SetFrac(t.sum, new(big.Int).Mul(t.have, b.Scale))
		r.Ranked = append(r.Ranked, Ranked{t.option, place, mean})
	}
	return r
}

// first gives the options that share the first place for some weights.
func (b *Board) first(weights []int) []int {
	totals, _ := b.totals(weights)
	var first []int
	best := total{}
	for _, t := range totals {
		order := -1
		if first != nil {
			order = t.compare(best)
		}
		if order < 0 {
			first, best = nil, t
		}
		if order <= 0 {
			first = append(first, t.option)
		}
	}
	return first
}

// totals adds up the options that can be ranked, in the order of the board.
func (b *Board) totals(weights []int) (totals []total, unranked []int) {
	all := 0
	for _, w := range weights {
		all += w
	}
	for i := range b.Options {
		sum, have := new(big.Int), 0
		for k, g := range b.Groups {
			if g.Parts[i] != nil {
				have += weights[k]
				sum.Add(sum, new(big.Int).Mul(g.Parts[i], big.NewInt(int64(weights[k]))))
			}
		}
		if have == 0 || 2*have < all {
			unranked = append(unranked, i)
			continue
		}
		totals = append(totals, total{i, sum, big.NewInt(int64(have))})
	}
	return totals, unranked
}

// A Flip is a weight of a group at which others come first, while all other groups
// keep theirs.
type Flip struct {
	Weight int
	First  []int // who shares the first place there, in the order of the board
}

// Flips gives the nearest weights of a group at which the first place changes: the
// one below its weight, then the one above; fewer where there is none. Weights are
// few, so each is looked at. One for which nothing can be ranked is passed over.
func (b *Board) Flips(weights []int, group int) []Flip {
	now := b.first(weights)
	var flips []Flip
	for _, step := range []int{-1, 1} {
		for w := weights[group] + step; w >= 0 && w <= MostWeight; w += step {
			other := slices.Clone(weights)
			other[group] = w
			if first := b.first(other); len(first) > 0 && !slices.Equal(first, now) {
				flips = append(flips, Flip{w, first})
				break
			}
		}
	}
	return flips
}

// Long tells whether sums are too large for the numbers of a script, which hold every
// integer up to 2^53 (ECMAScript, Number.MAX_SAFE_INTEGER).
func (b *Board) Long() bool {
	weights := big.NewInt(int64(MostWeight * max(1, len(b.Groups))))
	largest := new(big.Int).Mul(b.Scale, weights)
	largest.Mul(largest, weights.Add(weights, big.NewInt(200))) // totals are compared crosswise, and made hundredths
	return largest.BitLen() > 53
}
