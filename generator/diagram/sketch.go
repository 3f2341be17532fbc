package diagram

import (
	"cmp"
	"math"
	"slices"

	"tradeoff/generator/decision"
	"tradeoff/generator/words"
)

// What is drawn of a tree that is not drawn whole.
const (
	mostRows  = 32  // ends and stubs: two screens or three
	mostSteps = 3   // questions from left to right, which is what a wide window holds; more where they need few rows
	mostWays  = 100 // from the first question, which is drawn with all of them
)

// A drawing chooses what is drawn of a tree, and the words for it.
type drawing struct {
	tree    *decision.Tree
	say     *words.Words
	chances map[*decision.Question][]float64 // of the answers
	least   []int                            // by node: questions on the shortest path from there
}

func newDrawing(t *decision.Tree, say *words.Words) *drawing {
	d := &drawing{tree: t, say: say, chances: map[*decision.Question][]float64{}, least: leastQuestions(t)}
	for _, q := range t.Questions {
		for _, a := range q.Answers {
			p, _ := a.Likelihood.Float64()
			d.chances[q] = append(d.chances[q], p)
		}
	}
	return d
}

// A sketch is a node as it is drawn, with what is drawn below it.
type sketch struct {
	node   *decision.Node
	from   way     // that leads here; none for the root
	other  bool    // by any answer that no other way from there names
	chance float64 // that a reader comes here
	below  []*sketch
}

// expand draws the ways on from a node. Where one of them stands for most of the
// answers, it comes last, as "any other".
func (d *drawing) expand(s *sketch) {
	below := map[*decision.Node]*sketch{}
	for _, w := range ways(s.node) {
		below[w.next] = &sketch{node: w.next, from: w}
		s.below = append(s.below, below[w.next])
	}
	for i, next := range s.node.Next {
		below[next].chance += float64(s.chance * d.chances[s.node.Question][i])
	}
	most := 0
	for i, b := range s.below {
		if len(b.from.answers) > len(s.below[most].from.answers) {
			most = i
		}
	}
	if w := s.below[most]; len(w.from.answers) >= manyAnswers && !w.from.every {
		w.other = true
		s.below = append(slices.Delete(s.below, most, most+1), w)
	}
}

// manyAnswers is how many answers of a way are too many to name beside a line.
const manyAnswers = 4

// grow draws from the root, level by level, and tells whether that is all. Of a
// level that does not fit as a whole, the likeliest nodes are drawn further.
func (d *drawing) grow(root *sketch) (whole bool) {
	all := paths(d.tree) <= mostRows
	d.expand(root)
	rows := len(root.below)
	level := open(root.below)
	for step := 1; len(level) > 0 && (all || step < mostSteps || rows <= mostRows/2); step++ {
		var deeper []*sketch
		full := false
		for _, next := range level {
			if more := len(ways(next.node)) - 1; all || rows+more <= mostRows {
				d.expand(next)
				rows += more
				deeper = append(deeper, next.below...)
			} else {
				full = true
			}
		}
		if full {
			return false
		}
		level = open(deeper)
	}
	return len(level) == 0
}

// open gives those that ask something, the likeliest first; alike, from top to
// bottom.
func open(level []*sketch) []*sketch {
	asking := slices.DeleteFunc(slices.Clone(level), func(s *sketch) bool { return s.node.Decided() })
	slices.SortStableFunc(asking, func(a, b *sketch) int { return cmp.Compare(coarse(b.chance), coarse(a.chance)) })
	return asking
}

// coarse makes chances that are alike the same, in whatever order they were
// added up.
func coarse(chance float64) float64 { return math.Round(chance * 1e9) }

// paths counts the ways from the root to the ends, up to a little more than are
// drawn.
func paths(t *decision.Tree) int {
	count := make([]int, len(t.Nodes))
	for _, n := range slices.Backward(t.Nodes) {
		if n.Decided() {
			count[n.Index] = 1
		}
		for _, w := range ways(n) {
			count[n.Index] = min(count[n.Index]+count[w.next.Index], mostRows+1)
		}
	}
	return count[0]
}

// writing is what stands in a box: all that there is to say, and, where that would
// be too much, what stands there instead.
type writing struct {
	kind        Kind
	short, full string
}

// manyNames is how many options a stub names before it counts the others.
const manyNames = 3

// words gives what stands in the box of a node.
func (d *drawing) words(s *sketch) writing {
	switch {
	case s.node.Decided():
		text := recommendation(d.say, d.tree, s.node)
		return writing{End, text, text}
	case s.below != nil:
		return writing{Question, s.node.Question.Ask, s.node.Question.Ask}
	}
	low, most := d.least[s.node.Index], s.node.Most
	rest := func(options []string) string {
		if low < most {
			return d.say.Text("tree.rest_of", "least", low, "count", most, "options", either(d.say, options))
		}
		return d.say.Text("tree.rest", "count", most, "options", either(d.say, options))
	}
	options := names(d.tree, d.likeliest(s.node))
	w := writing{Rest, rest(options), rest(options)}
	if len(options) > manyNames {
		w.short = rest(append(slices.Clone(options[:manyNames-1]), d.say.Text("tree.others", "count", len(options)-manyNames+1)))
	}
	return w
}

// label gives what stands beside the line that leads to the node.
func (d *drawing) label(s *sketch) writing {
	w := writing{short: s.from.label(d.say), full: s.from.label(d.say)}
	if s.other {
		w.short = d.say.Text("tree.any_other")
	}
	return w
}

// leastQuestions gives, by node, the questions on the shortest path from there.
func leastQuestions(t *decision.Tree) []int {
	least := make([]int, len(t.Nodes))
	for _, n := range slices.Backward(t.Nodes) {
		for i, next := range n.Next {
			if i == 0 || least[next.Index]+1 < least[n.Index] {
				least[n.Index] = least[next.Index] + 1
			}
		}
	}
	return least
}

// likeliest orders what can be recommended from a node, the likeliest first. Those
// that tie share the chance.
func (d *drawing) likeliest(from *decision.Node) []int {
	nodes := d.tree.Nodes[from.Index:] // each stands before those that it leads to
	reached := make([]float64, len(nodes))
	reached[0] = 1
	chance := make([]float64, len(d.tree.Options))
	for i, n := range nodes {
		if reached[i] == 0 {
			continue
		}
		for j, next := range n.Next {
			reached[next.Index-from.Index] += float64(reached[i] * d.chances[n.Question][j])
		}
		for _, o := range n.Recommended {
			chance[o] += reached[i] / float64(len(n.Recommended))
		}
	}
	options := slices.Clone(from.Possible)
	slices.SortStableFunc(options, func(a, b int) int { return cmp.Compare(coarse(chance[b]), coarse(chance[a])) })
	return options
}
