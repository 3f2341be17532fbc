package diagram

import (
	"tradeoff/generator/decision"
	"tradeoff/generator/words"
)

// A Picture is a tree, laid out. All numbers are pixels from the upper left
// corner.
type Picture struct {
	Width, Height int
	Boxes         []Box // each before those that it leads to; the first is the root
	Edges         []Edge
	Lines         []Line // that connect the boxes; they pass by the labels
	Whole         bool   // nothing is left out
}

// A Box holds the words of one node.
type Box struct {
	Kind          Kind
	X, Y          int // upper left corner
	Width, Height int
	Text          Text
	Node          *decision.Node
}

// A Kind of box.
type Kind uint8

const (
	Question Kind = iota // asks
	End                  // recommends
	Rest                 // stands for a question and all that follows
)

// An Edge leads from a box to another, by their indices. Its label stands between
// them.
type Edge struct {
	From, To int
	Label    Text
}

// A Line is horizontal or vertical, from left to right or downwards.
type Line struct{ X1, Y1, X2, Y2 int }

// Draw lays out the picture of a tree, in a site's words. It is nil where a picture would say
// nothing: no answer changes what is recommended, or the tree is a mere list.
func Draw(t *decision.Tree, say *words.Words) *Picture {
	if t.Root.Decided() || t.Method == decision.Unplanned || len(ways(t.Root)) > mostWays {
		return nil
	}
	d := newDrawing(t, say)
	root := &sketch{node: t.Root, chance: 1}
	whole := d.grow(root)
	return layOut(d, root, whole)
}
