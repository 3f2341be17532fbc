package decision

import (
	"context"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// A Tree is the whole decision, computed: which question to ask after which
// answers, and what is recommended in the end. Subtrees that are alike are stored
// once, so that it is a directed acyclic graph. It does not change.
type Tree struct {
	*Questionnaire
	Root   *Node
	Nodes  []*Node // each once, before those it leads to: Nodes[i].Index is i, Nodes[0] is Root
	Method Method
	Cost   Cost
}

// A Node is a question to ask, or, where Question is nil, the end of a path.
type Node struct {
	Index       int
	Question    *Question
	Next        []*Node  // by answer, in the order of Question.Answers
	Recommended []int    // at an end: the best options, in the questionnaire's order; none where all are ruled out
	Possible    []int    // the options that some path from here recommends, in the questionnaire's order
	Most        int      // questions on the longest path from here
	Expected    *big.Rat // questions from here on, on average under the likelihoods
	Scored      bool     // an end that recommends what Judge does, see [Unplanned]
}

// Decided tells whether nothing is asked here any more.
func (n *Node) Decided() bool { return n.Question == nil }

// A Method says how a tree was found.
type Method uint8

const (
	// Optimal trees ask the fewest questions on average, which is proven.
	Optimal Method = iota
	// Authored trees ask in the author's order, and pass over what cannot matter.
	Authored
	// Greedy trees were found by looking a few questions ahead, where there are too
	// many states to look at all.
	Greedy
	// Unplanned trees are a list: every question is asked, in the author's order, and
	// the one end is scored by Judge. It is what remains where even a greedy tree
	// would have too many nodes to publish.
	Unplanned
)

// String gives the word for machines: "optimal", "authored", "greedy" or "unplanned".
func (m Method) String() string { return [...]string{"optimal", "authored", "greedy", "unplanned"}[m] }

// Cost is what a tree asks of a reader, and what others would.
type Cost struct {
	Questions int      // all of the questionnaire
	Matter    int      // those that can change what is recommended
	Expected  *big.Rat // asked on average
	Most      int      // asked at most
	Authored  *big.Rat // asked on average in the author's order, with early stops; nil where unknown
	// LeastPossible is a proven lower bound of Expected: Expected itself where the
	// tree is optimal.
	LeastPossible float64
	// Entropy of the recommendation, in bits, and the bound on the number of questions
	// that follows from it: no question can tell more than the entropy of its own
	// answers (Shannon 1948, section 6).
	Entropy, EntropyBound float64
	States                int // looked at to find the tree
}

// Grow makes the tree for a questionnaire. It looks at a bounded number of states,
// so that it ends on any questionnaire, with the same tree on every machine. The
// error is that of ctx.
func (n *Questionnaire) Grow(ctx context.Context) (*Tree, error) {
	return n.grow(ctx, standard)
}

// Walk follows the tree by the answers given and stops at the first question
// without one, or at an end. Answers that the questions do not have are passed
// over. The path holds what was asked on the way.
func (t *Tree) Walk(given Answers) (at *Node, path []Choice) {
	at = t.Root
	for at.Question != nil {
		i := slices.IndexFunc(at.Question.Answers, func(a *Answer) bool { return a.ID == given[at.Question.ID] })
		if i < 0 {
			break
		}
		path = append(path, Choice{at.Question, at.Question.Answers[i]})
		at = at.Next[i]
	}
	return at, path
}

// Answers are answers by the ids of their questions. What is not there counts as
// "not sure".
type Answers map[string]string

// A Choice is one question with the answer given to it.
type Choice struct {
	Question *Question
	Answer   *Answer
}

// names gives the options of indices, for keys and messages.
func names(options []int) string {
	var b strings.Builder
	for i, o := range options {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strconv.Itoa(o))
	}
	return b.String()
}
