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
type limits struct {
	cells  int // of a table
	work   int // effects applied to options while looking for the tree
	states int // remembered
	nodes  int // of a tree, to be published
}

// standard lets eight questions of four answers for ten options, whose facts have
// nothing in common, be solved exactly with room to spare: they take about 9
// million moves and 900,000 states. Far more nodes make a page that nobody loads.
var standard = limits{cells: tableAtMost, work: 60_000_000, states: 1_000_000, nodes: 50_000}

const maxQuestions = 64 // that can matter: states keep them in one word

func (n *Questionnaire) grow(ctx context.Context, l limits) (*Tree, error) {
	m := newModel(n)
	if len(m.questions) > maxQuestions {
		return n.unplanned(m), nil
	}
	authored, inOrder := (&grower{model: m, questionnaire: n, limits: l, choose: firstOpen}).tree(Authored)
	t, ok := authored, inOrder
	states := 0
	if !n.Authored {
		method, choose, seen := m.plan(ctx, l)
		t, ok = (&grower{model: m, questionnaire: n, limits: l, choose: choose}).tree(method)
		states = seen
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case !ok:
		return n.unplanned(m), nil
	}
	t.Cost.States = states
	if inOrder {
		t.Cost.Authored = authored.Cost.Expected
	}
	t.Cost.LeastPossible, _ = t.Cost.Expected.Float64()
	if t.Method != Optimal {
		t.Cost.LeastPossible = max(t.Cost.EntropyBound, m.horizon(l))
	}
	return t, nil
}

// plan finds out what to ask: from a table where it is small enough, else by a
// search, else by looking ahead. It says how many states it looked at.
func (m *model) plan(ctx context.Context, l limits) (method Method, choose func(*position) int, states int) {
	if m.size > 0 && m.size <= l.cells {
		if t, err := newTable(ctx, m); err == nil {
			return Optimal, t.choose, m.size
		}
	}
	s := newSearch(ctx, m, l)
	if start := m.start(); s.solve(&start) {
		return Optimal, s.choose, len(s.costs)
	}
	return Greedy, newLookAhead(ctx, m, l).choose, len(s.costs)
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
	limits        limits
	choose        func(*position) int // index of an open question

	nodes  []*Node
	states map[string]*Node // by canonical form
	shapes map[string]*Node // by what stands in the node: states that differ may have one future
}

// tree grows a tree; ok is false where it would have too many nodes.
func (g *grower) tree(method Method) (t *Tree, ok bool) {
	g.nodes, g.states, g.shapes = nil, map[string]*Node{}, map[string]*Node{}
	root := g.node(&position{state: g.start()})
	if root == nil {
		return nil, false
	}
	t = &Tree{Questionnaire: g.questionnaire, Root: root, Nodes: g.nodes, Method: method}
	t.number()
	t.Cost = Cost{Questions: len(g.questionnaire.Questions), Matter: len(g.questions), Expected: root.Expected, Most: root.Most}
	t.Cost.Entropy, t.Cost.EntropyBound = t.entropy(g.model)
	return t, true
}

// node gives the node of a state, or nil where there are too many.
func (g *grower) node(s *position) *Node {
	key := string(s.appendKey(nil))
	if n, ok := g.states[key]; ok {
		return n
	}
	if len(g.states) >= g.limits.nodes {
		return nil
	}
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
		g.after(&after.state, &s.state, index, v)
		next := g.node(&after)
		if next == nil {
			return nil
		}
		for _, a := range v.answers {
			n.Next[a] = next
		}
		n.Most = max(n.Most, next.Most+1)
		n.Expected.Add(n.Expected, new(big.Rat).Mul(v.exact, next.Expected))
		n.Possible = append(n.Possible, next.Possible...)
	}
	if !slices.ContainsFunc(n.Next, func(next *Node) bool { return next != n.Next[0] }) {
		return n.Next[0] // it moves scores, but never so far that what follows would differ
	}
	slices.Sort(n.Possible)
	n.Possible = slices.Compact(n.Possible)
	return n
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
