package cli

import (
	"fmt"
	"slices"

	"tradeoff/generator/decision"
)

// An ahead is what a tree still asks once some answers are given, in whatever
// order: the tree without the questions that are answered, and without those
// whose answer no longer makes a difference.
type ahead struct {
	question *decision.Question // to ask next; nil where no answer changes what is recommended
	most     int                // questions that there may be
	id       int
	next     []*ahead // by answer
}

// lookAhead finds what is ahead, as a decision diagram is restricted (Bryant
// 1986): from its ends up, each node by what its answers lead to, and one node
// for all that lead to the same.
func lookAhead(t *decision.Tree, given decision.Answers) *ahead {
	reduced, known := make([]*ahead, len(t.Nodes)), map[string]*ahead{}
	for _, n := range slices.Backward(t.Nodes) { // a node stands before those it leads to
		if n.Question != nil && n.Question.Answer(given[n.Question.ID]) != nil {
			i := slices.IndexFunc(n.Question.Answers, func(a *decision.Answer) bool { return a.ID == given[n.Question.ID] })
			reduced[n.Index] = reduced[n.Next[i].Index]
			continue
		}
		reduced[n.Index] = shared(known, newAhead(n, reduced), t.Method)
	}
	return reduced[0]
}

func newAhead(n *decision.Node, reduced []*ahead) *ahead {
	a := &ahead{question: n.Question}
	for _, next := range n.Next {
		a.next = append(a.next, reduced[next.Index])
		a.most = max(a.most, 1+reduced[next.Index].most)
	}
	if n.Question == nil {
		a.id = -1 - n.Index // ends differ in what they recommend
	}
	return a
}

// shared gives the node that is like another, if there was one. A list of
// questions that nobody looked through leads to one end, and all of it is asked.
func shared(known map[string]*ahead, a *ahead, method decision.Method) *ahead {
	if a.question == nil {
		return a
	}
	if method != decision.Unplanned && !slices.ContainsFunc(a.next, func(next *ahead) bool { return next != a.next[0] }) {
		return a.next[0]
	}
	shape := a.question.ID
	for _, next := range a.next {
		shape += fmt.Sprintf(" %d", next.id)
	}
	if same := known[shape]; same != nil {
		return same
	}
	a.id = 1 + len(known)
	known[shape] = a
	return a
}
