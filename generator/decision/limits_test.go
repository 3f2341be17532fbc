package decision

import (
	"context"
	"math/rand/v2"
	"testing"
)

// TestWorkCountsPairs: with many options nearly all of the work is to compare each
// with each other, and the limits see it.
func TestWorkCountsPairs(t *testing.T) {
	m := newModel(scattered(rand.New(rand.NewPCG(1, 4)), size{60, 4, 3}, 10))
	start, after := m.start(), m.newState()
	m.leads(start.open &^ 1) // are made once, and are other work
	for i := range m.questions[0].moves {
		v := &m.questions[0].moves[i]
		work := m.after(&after, &start, 0, v)
		if pairs := len(after.who) * len(after.who); work < pairs || pairs < 500 {
			t.Errorf("move %d: %d pairs of options that remain are %d work", i, pairs, work)
		}
		if allocated := testing.AllocsPerRun(10, func() { m.after(&after, &start, 0, v) }); allocated > 0 {
			t.Errorf("move %d: a state takes %v pieces of memory each time", i, allocated)
		}
	}
}

// TestLimitsHold: no stage does more work, or remembers more, than it may, but for
// its last step.
func TestLimitsHold(t *testing.T) {
	n := scattered(rand.New(rand.NewPCG(1, 7)), size{80, 8, 3}, 10)
	m := newModel(n)
	k := len(m.options)
	step := len(m.questions) * (len(m.questions) + 1) * k * k * len(m.questions[0].moves) // all that one node can ask for
	l := limits{work: 3 * step, states: standard.states, keys: standard.keys, nodes: ages}
	s, start := newSearch(context.Background(), m, l), m.start()
	if s.solve(&start) || s.work <= l.work || s.work > l.work+step {
		t.Errorf("a search does %d work of %d", s.work, l.work)
	}
	generous := l
	l.work = step / 8
	ahead := newLookAhead(context.Background(), m, l)
	newGrower(context.Background(), n, m, generous, ahead.choose).tree(Greedy)
	if ahead.work <= l.work || ahead.work > l.work+step || ahead.exact.work > l.work+step {
		t.Errorf("looking ahead does %d and %d work of %d", ahead.work, ahead.exact.work, l.work)
	}
	g := newGrower(context.Background(), n, m, l, firstOpen)
	if g.tree(Authored) != nil || g.work <= l.work || g.work > l.work+step {
		t.Errorf("growing does %d work of %d", g.work, l.work)
	}
	l = limits{work: standard.work, states: standard.states, keys: 1 << 12, nodes: ages}
	s = newSearch(context.Background(), m, l)
	if s.solve(&start) || s.keys > l.keys+16*k {
		t.Errorf("a search remembers %d bytes of %d", s.keys, l.keys)
	}
	g = newGrower(context.Background(), n, m, l, firstOpen)
	if g.tree(Authored) != nil || g.keys > l.keys+16*k {
		t.Errorf("growing remembers %d bytes of %d", g.keys, l.keys)
	}
}

// TestTableBounded: a table is only filled where adding up its complete sets is
// within the limits.
func TestTableBounded(t *testing.T) {
	m := newModel(scattered(rand.New(rand.NewPCG(1, 8)), size{12, 5, 3}, 1))
	l := standard
	for _, test := range []struct {
		work  int
		table bool
	}{{m.sets * 12, true}, {m.sets*12 - 1, false}} {
		l.work = test.work
		if _, _, states, err := m.plan(context.Background(), l); err != nil || (states == m.size) != test.table {
			t.Errorf("with %d work for %d sets of 12 options: %d of %d states, %v", l.work, m.sets, states, m.size, err)
		}
	}
}

// TestTooLarge: what each pair of options can do to each other would not fit.
func TestTooLarge(t *testing.T) {
	n := scattered(rand.New(rand.NewPCG(1, 9)), size{1500, 8, 1}, 10)
	if m := newModel(n); !m.tooLarge() || m.gains != nil || m.outlives != nil {
		t.Fatalf("there are %d words for pairs", len(m.gains))
	}
	tree, err := n.Grow(context.Background())
	if err != nil || tree.Method != Unplanned || len(tree.Nodes) != 9 {
		t.Errorf("it gives a tree of %d nodes, %v", len(tree.Nodes), err)
	}
}

// TestCheckBounded: how much is compared depends on the number of options too.
func TestCheckBounded(t *testing.T) {
	for _, test := range []struct {
		size
		exhaustive bool
		samples    int
	}{
		{size{10, 8, 4}, true, 1_000_000},
		{size{500, 8, 4}, true, 50_000}, // 390,625 sets
		{size{600, 8, 4}, false, 41_666},
		{size{9, 24, 1}, true, 925_925}, // 16,777,216 sets
		{size{13, 24, 1}, false, 641_025},
		{size{2, 25, 1}, false, 1_000_000},
	} {
		n := scattered(rand.New(rand.NewPCG(1, 1)), test.size, 1)
		c := newChecker(n.unplanned(newModel(n)))
		if c.total > 0 != test.exhaustive || c.samples != test.samples {
			t.Errorf("of %v: %d sets are compared, or else %d", test.size, c.total, c.samples)
		}
		if effects := c.total * test.options; effects > effectsAtMost {
			t.Errorf("of %v: %d effects", test.size, effects)
		}
		if effects := c.samples * test.options * test.questions; effects > effectsAtMost {
			t.Errorf("of %v: %d effects in a sample", test.size, effects)
		}
	}
}

// A countdown is a context that ends when it was asked a number of times. It counts
// how often it is asked after that.
type countdown struct {
	context.Context
	left, late int
}

func (c *countdown) Err() error {
	if c.left > 0 {
		c.left--
		return nil
	}
	c.late++
	return context.Canceled
}

const ages = 1 << 40

// TestCancelledAnywhere ends the context at every point at which it is asked for:
// the tree is given up, and nothing more is begun.
func TestCancelledAnywhere(t *testing.T) {
	few := standard
	few.cells = 0
	greedy := few
	greedy.states = 50
	n := scattered(rand.New(rand.NewPCG(1, 10)), size{4, 4, 3}, 2)
	authored := *n
	authored.Authored = true
	for name, test := range map[string]struct {
		*Questionnaire
		limits
		method Method
	}{
		"table": {n, standard, Optimal}, "search": {n, few, Optimal}, "greedy": {n, greedy, Greedy}, "authored": {&authored, standard, Authored},
	} {
		ctx := &countdown{Context: context.Background(), left: ages}
		tree, err := test.grow(ctx, test.limits)
		if err != nil || tree.Method != test.method {
			t.Fatalf("%s: got a tree that is %s, %v", name, tree.Method, err)
		}
		asked := ages - ctx.left
		if asked < len(tree.Nodes) {
			t.Errorf("%s: %d nodes, and the context is asked %d times", name, len(tree.Nodes), asked)
		}
		for left := range asked {
			ctx := &countdown{Context: context.Background(), left: left}
			if tree, err := test.grow(ctx, test.limits); tree != nil || err != context.Canceled || ctx.late > 3 {
				t.Fatalf("%s: ended after %d of %d times, the tree is %v, the error %v, and it is asked %d times more", name, left, asked, tree != nil, err, ctx.late)
			}
		}
	}
}

// TestStopsAtOnce: each stage stops within a million steps or so of the end of the
// context, and a grower at its next node.
func TestStopsAtOnce(t *testing.T) {
	n := scattered(rand.New(rand.NewPCG(1, 11)), size{20, 16, 4}, 10)
	m := newModel(n)
	start := m.start()
	const soon = 2 << 20
	ended := func(left int) *countdown { return &countdown{Context: context.Background(), left: left} }

	s := newSearch(ended(0), m, standard)
	if s.solve(&start) || s.work > 0 {
		t.Errorf("a search does %d work after the end", s.work)
	}
	s = newSearch(ended(1), m, standard)
	if s.solve(&start) || s.work > soon {
		t.Errorf("a search does %d work after the end", s.work)
	}
	h := &horizon{model: m, ctx: ended(0), limit: ages, known: map[string]float64{}}
	if h.least(&start, len(m.questions)); !h.over || h.work > soon {
		t.Errorf("a horizon does %d work after the end", h.work)
	}
	little := limits{work: 1000, states: 1000, keys: 1000}
	for name, choose := range map[string]func(*position) int{"authored": firstOpen, "greedy": newLookAhead(context.Background(), m, little).choose} {
		for _, left := range []int{0, 1, 17, 300} {
			g := newGrower(ended(left), n, m, standard, choose)
			if g.tree(Greedy) != nil || len(g.states) != left {
				t.Errorf("%s: the context ends at node %d, growing at node %d", name, left, len(g.states))
			}
		}
	}
	if _, err := newTable(ended(0), newModel(scattered(rand.New(rand.NewPCG(1, 12)), size{3, 8, 4}, 1))); err != context.Canceled {
		t.Errorf("a table is filled after the end: %v", err)
	}
}
