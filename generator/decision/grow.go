package decision

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"slices"
)

// limits bound the work on one questionnaire. They count what is looked at, not
// seconds, so that every machine gives the same tree.
//
// Work is counted in effects applied to an option, pairs of options compared, and
// gains added up, once for each word of a number: with many options the pairs are
// nearly all of it. Each stage has the whole of it, the bound on trees a tenth.
type limits struct {
	cells  int // of a table
	work   int
	states int // remembered by a search
	keys   int // bytes that say which states are remembered
	nodes  int // of a tree, to be published
}

// standard lets eight questions of four answers for ten options, whose facts have
// nothing in common, be solved exactly even without a table: a search does about
// 270 million work, and remembers up to 900,000 states. Far more nodes make a page
// that nobody loads.
var standard = limits{cells: tableAtMost, work: 300_000_000, states: 1_000_000, keys: 128 << 20, nodes: 50_000}

func (n *Questionnaire) grow(ctx context.Context, l limits) (*Tree, error) {
	m := newModel(n)
	if m.tooLarge() {
		return n.unplanned(m), nil
	}
	t := newGrower(ctx, n, m, l, firstOpen).tree(Authored)
	var authored *big.Rat
	if t != nil {
		authored = t.Cost.Expected
	}
	states := 0
	if !n.Authored {
		method, choose, seen, err := m.plan(ctx, l)
		if err != nil {
			return nil, err
		}
		t, states = newGrower(ctx, n, m, l, choose).tree(method), seen
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if t == nil {
		return n.unplanned(m), nil
	}
	t.Cost.States, t.Cost.Authored = states, authored
	t.Cost.LeastPossible, _ = t.Cost.Expected.Float64()
	if t.Method != Optimal {
		t.Cost.LeastPossible = max(t.Cost.EntropyBound, m.horizon(ctx, l))
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return t, nil
}

// plan finds out what to ask: from a table where it is small enough, and adding up
// the complete sets for all options is not too much work, else by a search, else by
// looking ahead. It says how many states it looked at. The error is that of ctx.
func (m *model) plan(ctx context.Context, l limits) (method Method, choose func(*position) int, states int, err error) {
	if m.size > 0 && m.size <= l.cells && m.sets*len(m.options)*m.words <= l.work {
		t, err := newTable(ctx, m)
		if err != nil {
			return 0, nil, 0, err
		}
		return Optimal, t.choose, m.size, nil
	}
	s := newSearch(ctx, m, l)
	if start := m.start(); s.solve(&start) {
		return Optimal, s.choose, len(s.costs), nil
	}
	return Greedy, newLookAhead(ctx, m, l).choose, len(s.costs), ctx.Err()
}

// unplanned gives a tree that asks everything.
func (n *Questionnaire) unplanned(m *model) *Tree {
	t := &Tree{Questionnaire: n, Method: Unplanned}
	end := &Node{Scored: true, Expected: new(big.Rat)}
	end.Possible = append(end.Possible, m.options...)
	nodes := []*Node{end}
	for _, q := range slices.Backward(m.questions) {
		below := nodes[len(nodes)-1]
		node := &Node{Question: n.Questions[q.of], Possible: end.Possible, Most: below.Most + 1, Expected: big.NewRat(int64(below.Most+1), 1)}
		for range node.Question.Answers {
			node.Next = append(node.Next, below)
		}
		nodes = append(nodes, node)
	}
	slices.Reverse(nodes)
	t.Root, t.Nodes = nodes[0], nodes
	t.number()
	t.Cost = Cost{Questions: len(n.Questions), Matter: len(m.questions), Expected: t.Root.Expected, Most: t.Root.Most, LeastPossible: 0}
	return t
}

// A grower makes a tree of a model by a rule that says what to ask in a state.
type grower struct {
	*model
	questionnaire *Questionnaire
	ctx           context.Context
	limits        limits
	choose        func(*position) int // index of an open question

	nodes    []*Node
	states   map[string]*Node // by canonical form
	shapes   map[string]*Node // by what stands in the node: states that differ may have one future
	possible []bool           // scratch, by option of the questionnaire
	work     int
	keys     int // bytes in states
}

func newGrower(ctx context.Context, n *Questionnaire, m *model, l limits, choose func(*position) int) *grower {
	return &grower{
		model: m, questionnaire: n, ctx: ctx, limits: l, choose: choose,
		states: map[string]*Node{}, shapes: map[string]*Node{}, possible: make([]bool, len(n.Options)),
	}
}

// tree grows a tree; it is nil where there would be too many nodes or too much
// work, and where the context ended.
func (g *grower) tree(method Method) *Tree {
	root := g.node(&position{state: g.start()})
	if root == nil {
		return nil
	}
	t := &Tree{Questionnaire: g.questionnaire, Root: root, Nodes: g.nodes, Method: method}
	t.number()
	t.Cost = Cost{Questions: len(g.questionnaire.Questions), Matter: len(g.questions), Expected: root.Expected, Most: root.Most}
	t.Cost.Entropy, t.Cost.EntropyBound = t.entropy(g.model)
	return t
}

// node gives the node of a state, or nil where the tree ends, see tree.
func (g *grower) node(s *position) *Node {
	key := string(s.appendKey(nil))
	if n, ok := g.states[key]; ok {
		return n
	}
	if len(g.states) >= g.limits.nodes || g.work > g.limits.work || g.keys > g.limits.keys || g.ctx.Err() != nil {
		return nil
	}
	g.keys += len(key)
	g.states[key] = nil // counts; a state is never its own future
	n := g.end(s)
	if s.open != 0 {
		if n = g.ask(s); n == nil {
			return nil
		}
	}
	n = g.shared(n)
	g.states[key] = n
	return n
}

// end is the node of a decided state: those that can win are those that do.
func (g *grower) end(s *position) *Node {
	n := &Node{Expected: new(big.Rat)}
	for _, o := range s.who {
		n.Recommended = append(n.Recommended, g.options[o])
	}
	n.Possible = n.Recommended
	return n
}

// ask is the node of a state that is not decided.
func (g *grower) ask(s *position) *Node {
	index := g.choose(s)
	q := &g.questions[index]
	question := g.questionnaire.Questions[q.of]
	n := &Node{Question: question, Next: make([]*Node, len(question.Answers)), Expected: big.NewRat(1, 1)}
	for i := range q.moves {
		v := &q.moves[i]
		after := position{g.newState(), s.index + (i+1)*q.stride}
		g.work += g.after(&after.state, &s.state, index, v)
		next := g.node(&after)
		if next == nil {
			return nil
		}
		for _, a := range v.answers {
			n.Next[a] = next
		}
		n.Most = max(n.Most, next.Most+1)
		n.Expected.Add(n.Expected, new(big.Rat).Mul(v.exact, next.Expected))
	}
	if !slices.ContainsFunc(n.Next, func(next *Node) bool { return next != n.Next[0] }) {
		return n.Next[0] // it moves scores, but never so far that what follows would differ
	}
	n.Possible = g.reached(n.Next)
	return n
}

// reached gives the options that some of the nodes can recommend, in order.
func (g *grower) reached(nodes []*Node) []int {
	count := 0
	for _, n := range nodes {
		for _, o := range n.Possible {
			if !g.possible[o] {
				g.possible[o] = true
				count++
			}
		}
	}
	all := make([]int, 0, count)
	for o, possible := range g.possible {
		if possible {
			all = append(all, o)
		}
	}
	clear(g.possible)
	return all
}

// shared gives the node that was made before for the same question with the same
// ways on.
func (g *grower) shared(n *Node) *Node {
	shape := names(n.Recommended)
	if n.Question != nil {
		shape = n.Question.ID
		for _, next := range n.Next {
			shape += fmt.Sprintf(" %p", next)
		}
	}
	if known, ok := g.shapes[shape]; ok {
		return known
	}
	g.shapes[shape] = n
	g.nodes = append(g.nodes, n)
	return n
}

// number orders the nodes, so that each stands before those that it leads to and
// what the first answers lead to comes first, and gives each its index.
func (t *Tree) number() {
	seen := map[*Node]bool{}
	t.Nodes = t.Nodes[:0:0]
	var visit func(*Node)
	visit = func(n *Node) {
		if seen[n] {
			return
		}
		seen[n] = true
		for _, next := range slices.Backward(n.Next) {
			visit(next)
		}
		t.Nodes = append(t.Nodes, n)
	}
	visit(t.Root)
	slices.Reverse(t.Nodes)
	for i, n := range t.Nodes {
		n.Index = i
	}
}

// entropy gives how much is not known of the recommendation before the first
// answer, in bits, and how many questions it takes at least to learn it.
func (t *Tree) entropy(m *model) (unknown, questions float64) {
	chance := make([]float64, len(t.Nodes))
	chance[0] = 1
	for _, n := range t.Nodes {
		for i, next := range n.Next {
			p, _ := n.Question.Answers[i].Likelihood.Float64()
			chance[next.Index] += float64(chance[n.Index] * p)
		}
	}
	for _, n := range t.Nodes {
		if n.Decided() {
			unknown += information(chance[n.Index])
		}
	}
	most := 0.0
	for _, q := range m.questions {
		sum := 0.0
		for _, v := range q.moves {
			sum += information(v.chance)
		}
		most = max(most, sum)
	}
	if most == 0 {
		return unknown, 0
	}
	return unknown, unknown / most
}

// information is what an outcome of a chance adds to the entropy, in bits.
func information(chance float64) float64 {
	if chance <= 0 {
		return 0
	}
	return -chance * math.Log2(chance)
}
