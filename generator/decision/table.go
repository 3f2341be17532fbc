package decision

import (
	"context"
	"math/bits"
)

// A table holds the least expected number of questions for every partial set of
// answers, numbered in mixed radix: the digit of a question is 0 where it is open
// and i+1 where its i-th move was made. What a set leads to has a higher number
// than the set, so that one pass from the last to the first fills the table, and
// all it does is to add up entries that lie at fixed distances. Nothing is
// compared with anything else, so that states that are alike are computed over and
// over: that pays as long as the table is small. See BenchmarkGrow and
// BenchmarkSearch for the two on the same questionnaires.
type table struct {
	*model
	cells    []cell
	outcomes map[string]int32
	sums     []state // by question: what it and all later ones add up to, the start behind the last
	summed   int     // from which question on sums are up to date
}

// A cell is a partial set of answers.
type cell struct {
	cost    float64 // expected questions from here
	outcome int32   // what all completions lead to; undecided where they differ
	best    int8    // index of the question to ask
}

const undecided = -1

// newTable fills a table. The error is that of ctx.
func newTable(ctx context.Context, m *model) (*table, error) {
	t := &table{model: m, cells: make([]cell, m.size), outcomes: map[string]int32{}, summed: len(m.questions)}
	digits := make([]int, len(m.questions))
	for i, q := range m.questions {
		digits[i] = len(q.moves)
		t.sums = append(t.sums, m.newState())
	}
	t.sums = append(t.sums, m.start())
	t.sums[t.summed].open = 0
	for i := m.size - 1; i >= 0; i-- {
		if i&(1<<16-1) == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		t.fill(i, digits)
		for q := range digits { // count down
			t.summed = max(t.summed, q+1)
			if digits[q]--; digits[q] >= 0 {
				break
			}
			digits[q] = len(m.questions[q].moves)
		}
	}
	return t, nil
}

// fill computes a cell from those above it.
func (t *table) fill(index int, digits []int) {
	c := &t.cells[index]
	first := -1
	for q, d := range digits {
		if d == 0 {
			first = q
			break
		}
	}
	if first < 0 {
		c.outcome = t.score(digits)
		return
	}
	if c.outcome = t.common(index, first); c.outcome != undecided {
		return
	}
	best := -1
	for q := first; q < len(digits); q++ {
		if digits[q] != 0 {
			continue
		}
		expected := 1.0
		at := index
		for i := range t.questions[q].moves {
			at += t.questions[q].stride
			expected += float64(t.questions[q].moves[i].chance * t.cells[at].cost) // the conversion keeps processors from rounding only once
		}
		if best < 0 || expected < c.cost-tie {
			c.cost, best = expected, q
		}
	}
	c.best = int8(best)
}

// common gives what all answers to an open question lead to, if it is one thing.
func (t *table) common(index, question int) int32 {
	q := &t.questions[question]
	outcome := t.cells[index+q.stride].outcome
	for i := range q.moves {
		if t.cells[index+(i+1)*q.stride].outcome != outcome {
			return undecided
		}
	}
	return outcome
}

// score gives what a complete set of answers leads to. It adds up from the last
// question to the first, so that sets in a row, which differ in the first
// questions, share the rest.
func (t *table) score(digits []int) int32 {
	for t.summed > 0 {
		t.summed--
		after, sums := &t.sums[t.summed+1], &t.sums[t.summed]
		sums.who, sums.scores = append(sums.who[:0], after.who...), append(sums.scores[:0], after.scores...)
		sums.apply(t.model, &t.questions[t.summed].moves[digits[t.summed]-1])
	}
	sums := &t.sums[0] // of which no other set is made
	t.reduce(sums)
	var key [64]byte
	id := sums.appendKey(key[:0])
	outcome, ok := t.outcomes[string(id)]
	if !ok {
		outcome = int32(len(t.outcomes))
		t.outcomes[string(id)] = outcome
	}
	return outcome
}

// choose gives the question to ask.
func (t *table) choose(at *position) int { return int(t.cells[at.index].best) }

// firstOpen keeps the author's order.
func firstOpen(at *position) int { return bits.TrailingZeros64(at.open) }
