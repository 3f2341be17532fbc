package decision

import (
	"context"
	"math"
	"math/bits"
)

// A lookAhead chooses questions where there are too many states to look at all:
// exactly where few questions are left, and above that by what each question is
// expected to leave undecided. Where even that is too much work, it goes on in the
// author's order.
type lookAhead struct {
	*model
	exact  *search
	limits limits
	work   int
}

// exactBelow is with how many open questions a state is solved exactly.
const exactBelow = 5

func newLookAhead(ctx context.Context, m *model, l limits) *lookAhead {
	return &lookAhead{model: m, exact: newSearch(ctx, m, l), limits: l}
}

// choose gives the question after which the least is left to expect, the author's
// first where several are alike.
func (l *lookAhead) choose(at *position) int {
	if bits.OnesCount64(at.open) <= exactBelow && l.exact.solve(&at.state) {
		return l.exact.choose(at)
	}
	if l.work > l.limits.work {
		return firstOpen(at)
	}
	least, best := math.Inf(1), -1
	after := l.newState()
	for open := at.open; open != 0; open &= open - 1 {
		q := bits.TrailingZeros64(open)
		left := 0.0
		for i := range l.questions[q].moves {
			v := &l.questions[q].moves[i]
			l.work += l.after(&after, &at.state, q, v)
			left += float64(v.chance * l.undecided(&after))
		}
		if left < least-tie {
			least, best = left, q
		}
	}
	return best
}

// undecided estimates what is left of a state: nothing where it is decided, else
// a question, more for every option that can still win, and a little for every
// question that can still matter.
func (l *lookAhead) undecided(s *state) float64 {
	if s.open == 0 {
		return 0
	}
	return 1 + math.Log2(float64(len(s.who))) + float64(bits.OnesCount64(s.open))/4
}

// horizon gives a number of questions that no tree can do without: the least of
// any tree, if one question more settled whatever is open beyond a certain depth.
// It looks as deep as a fraction of the limits allows, and ends early with ctx.
func (m *model) horizon(ctx context.Context, l limits) float64 {
	h := &horizon{model: m, ctx: ctx, limit: l.work / 10}
	bound := 0.0
	start := m.start()
	for depth := 1; depth <= len(m.questions); depth++ {
		h.known = map[string]float64{}
		least := h.least(&start, depth)
		if h.over {
			break
		}
		bound = least
	}
	return bound
}

type horizon struct {
	*model
	ctx         context.Context
	known       map[string]float64
	work, limit int
	over        bool // the limit was reached or the context ended
}

func (h *horizon) least(at *state, depth int) float64 {
	if at.open == 0 {
		return 0
	}
	if depth == 0 || h.over {
		return 1
	}
	key := string(append(at.appendKey(nil), byte(depth)))
	if c, ok := h.known[key]; ok {
		return c
	}
	least := math.Inf(1)
	after := h.newState()
	for open := at.open; open != 0; open &= open - 1 {
		q := bits.TrailingZeros64(open)
		expected := 1.0
		for i := range h.questions[q].moves {
			v := &h.questions[q].moves[i]
			work := h.after(&after, at, q, v)
			h.work += work
			h.over = h.over || h.work > h.limit || passes(h.work, work) && h.ctx.Err() != nil
			expected += float64(v.chance * h.least(&after, depth-1))
		}
		least = min(least, expected)
	}
	h.known[key] = least
	return least
}
