package decision

import (
	"context"
	"math/bits"
)

// tie is how many questions two trees may differ by and still count as alike: far
// more than what adding up floating-point numbers gets wrong, far less than what a
// reader could notice. Of trees that are alike, that is taken which asks first what
// the author wrote first.
const tie = 1e-9

// A search finds the least expected number of questions from a state, and
// remembers it for every state on the way. What it remembers holds as long as
// its model.
type search struct {
	*model
	ctx     context.Context
	limits  limits
	known   map[string]int32 // index into costs and best, by canonical form
	costs   []float64        // expected questions
	best    []int8           // index of the question to ask
	scratch []scratch        // by how many questions have been asked since solve
	work    int
	keys    int  // bytes in known
	over    bool // the limits were reached or the context ended
}

// scratch is what one level of the recursion works in.
type scratch struct {
	after state
	key   []byte
}

func newSearch(ctx context.Context, m *model, l limits) *search {
	s := &search{model: m, ctx: ctx, limits: l, known: map[string]int32{}}
	for range len(m.questions) + 1 {
		s.scratch = append(s.scratch, scratch{after: m.newState()})
	}
	return s
}

// solve tells whether the search could look at all that follows a state.
func (s *search) solve(at *state) bool {
	s.over = s.over || s.ctx.Err() != nil
	if !s.over {
		s.cost(at, 0)
	}
	return !s.over
}

// choose gives the question to ask in a state that was solved.
func (s *search) choose(at *position) int {
	return int(s.best[s.known[string(at.appendKey(nil))]])
}

// cost gives the least expected number of questions from a state. It is of no use
// once the search is over its limits.
func (s *search) cost(at *state, depth int) float64 {
	if at.open == 0 {
		return 0
	}
	f := &s.scratch[depth]
	f.key = at.appendKey(f.key[:0])
	if i, ok := s.known[string(f.key)]; ok {
		return s.costs[i]
	}
	own := string(f.key)
	least, best := 0.0, -1
	for open := at.open; open != 0 && !s.over; open &= open - 1 {
		q := bits.TrailingZeros64(open)
		expected := 1.0
		for i := range s.questions[q].moves {
			v := &s.questions[q].moves[i]
			s.count(s.after(&f.after, at, q, v))
			expected += float64(v.chance * s.cost(&f.after, depth+1)) // the conversion keeps processors from rounding only once
			if best >= 0 && expected >= least-tie {
				break // whatever the other answers lead to
			}
		}
		if best < 0 || expected < least-tie {
			least, best = expected, q
		}
	}
	if s.over {
		return 0
	}
	s.known[own] = int32(len(s.costs))
	s.keys += len(own)
	s.costs = append(s.costs, least)
	s.best = append(s.best, int8(best))
	return least
}

// count adds to the work done, and ends the search where it was enough.
func (s *search) count(work int) {
	s.work += work
	if s.work > s.limits.work || len(s.costs) >= s.limits.states || s.keys > s.limits.keys ||
		passes(s.work, work) && s.ctx.Err() != nil {
		s.over = true
	}
}

// passes tells whether the last step brought the work past a multiple of a million
// or so, which is when to ask whether anybody still waits for it.
func passes(work, last int) bool { return work&(1<<20-1) < last }
