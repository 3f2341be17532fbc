package decision

import (
	"fmt"
	"slices"
)

// An Ahead is what a tree still asks once some answers are given, in whatever
// order: the tree without the questions that are answered, and without those
// whose answer no longer makes a difference.
type Ahead struct {
	// At is where to go on: its question is asked next, or it is an end, and no
	// further answer changes what is recommended.
	At       *Node
	Most     int   // questions that there may be
	Possible []int // the options that can still be recommended, in the questionnaire's order
	next     []*Ahead
}

// Ahead finds what is ahead, as a decision diagram is restricted (Bryant 1986,
// "Graph-based algorithms for Boolean function manipulation"): from its ends up,
// each node by what its answers lead to, and one for all that lead to the same.
// Answers that the questions do not have are passed over.
func (t *Tree) Ahead(given Answers) *Ahead {
	reduced, known := make([]*Ahead, len(t.Nodes)), map[string]*Ahead{}
	for _, n := range slices.Backward(t.Nodes) { // a node stands before those it leads to
		if n.Question != nil {
			if i := slices.IndexFunc(n.Question.Answers, func(a *Answer) bool { return a.ID == given[n.Question.ID] }); i >= 0 {
				reduced[n.Index] = reduced[n.Next[i].Index]
				continue
			}
		}
		reduced[n.Index] = t.restricted(n, reduced, known)
	}
	return reduced[0]
}

// restricted is a node of which no answer is given. A list of questions that
// nobody looked through leads to one end, and all of it is asked.
func (t *Tree) restricted(n *Node, reduced []*Ahead, known map[string]*Ahead) *Ahead {
	a := &Ahead{At: n}
	if n.Decided() {
		a.Possible = n.Possible
		return a
	}
	shape := n.Question.ID
	for _, next := range n.Next {
		next := reduced[next.Index]
		a.next = append(a.next, next)
		a.Most = max(a.Most, 1+next.Most)
		a.Possible = append(a.Possible, next.Possible...)
		shape += fmt.Sprintf(" %d", next.At.Index)
	}
	if t.Method != Unplanned && !slices.ContainsFunc(a.next, func(next *Ahead) bool { return next != a.next[0] }) {
		return a.next[0]
	}
	if same := known[shape]; same != nil {
		return same
	}
	slices.Sort(a.Possible)
	a.Possible = slices.Compact(a.Possible)
	known[shape] = a
	return a
}
