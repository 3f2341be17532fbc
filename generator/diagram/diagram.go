// Package diagram shows a decision tree: as a picture, and as texts that other
// programs read.
//
// What comes in is a [decision.Tree]; what goes out is data. [Draw] lays out a
// [Picture], boxes and lines with coordinates, which a template turns into SVG.
// [JSON], [DOT] and [Mermaid] write files. Nothing here knows HTML, and the same
// tree gives the same bytes on every machine.
//
// # What all of them have in common
//
// A question's answers that lead to the same node share one edge, labelled "PHP,
// Java or Kotlin": an edge for each would say the same thing several times. The
// answer that a reader gives who does not know is "not sure". An end names the
// option that it recommends, the options that tie, or says that nothing fits.
//
// # The files
//
// They hold the whole tree, each node once, as it is computed: a directed acyclic
// graph. The format of JSON is described at [JSON]. DOT is for Graphviz, Mermaid
// is for the many places that draw it; both have limits of size, see there.
//
// # The picture
//
// A picture of hundreds of nodes cannot be read. So one is drawn from the root,
// level by level, the likeliest ways on first, up to a number of rows that fits a
// few screens; what is left of a subtree is a stub that says how much remains and
// between what. A tree of a few dozen paths is drawn whole. Paths that meet again
// are drawn apart, since lines that cross are harder to follow than a box that
// stands twice. See layout.go for where things are put.
package diagram

import (
	"strings"

	"tradeoff/generator/decision"
	"tradeoff/generator/site"
	"tradeoff/generator/words"
)

// A way is what leads from one node to another: all answers that do.
type way struct {
	answers []*decision.Answer
	next    *decision.Node
	every   bool // no answer leads elsewhere
}

// ways gives the ways on from a node, in the order of their first answers.
func ways(n *decision.Node) []way {
	var all []way
	index := map[*decision.Node]int{}
	for i, next := range n.Next {
		at, ok := index[next]
		if !ok {
			at = len(all)
			index[next] = at
			all = append(all, way{next: next})
		}
		all[at].answers = append(all[at].answers, n.Question.Answers[i])
	}
	if len(all) == 1 {
		all[0].every = true
	}
	return all
}

// label joins the answers of a way.
func (w way) label(say *words.Words) string {
	if w.every {
		return say.Text("tree.any_answer")
	}
	labels := make([]string, len(w.answers))
	for i, a := range w.answers {
		labels[i] = a.Label
		if a.NotSure() {
			labels[i] = say.Text("tree.not_sure_within")
			if i == 0 {
				labels[i] = say.Text("tree.not_sure")
			}
		}
	}
	return either(say, labels)
}

// either joins words as alternatives: "PHP, Java or Kotlin". Words that have such
// signs themselves are kept apart by strokes.
func either(say *words.Words, list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	or := say.Join("or", []string{"", ""})
	for _, w := range list {
		if strings.Contains(w, ",") || strings.Contains(w, or) {
			return say.Join("strokes", list)
		}
	}
	return say.Join("or", list)
}

// recommendation says what an end recommends.
func recommendation(say *words.Words, t *decision.Tree, n *decision.Node) string {
	switch {
	case n.Scored:
		return say.Text("tree.scored")
	case len(n.Recommended) == 0:
		return say.Text("tree.nothing")
	case len(n.Recommended) == 1:
		return t.Options[n.Recommended[0]].Name
	}
	return say.Text("tree.tie", "options", say.Join("all", names(t, n.Recommended)))
}

func names(t *decision.Tree, options []int) []string {
	all := make([]string, len(options))
	for i, o := range options {
		all[i] = t.Options[o].Name
	}
	return all
}

// category gives what the tree decides. A tree has at least one option.
func category(t *decision.Tree) *site.Category { return t.Options[0].Category }
