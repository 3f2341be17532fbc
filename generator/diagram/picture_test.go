package diagram_test

import (
	"math/rand/v2"
	"testing"

	"tradeoff/generator/decision"
	"tradeoff/generator/diagram"
	"tradeoff/generator/words"
)

// A rectangle from its upper left corner to its lower right one.
type rectangle struct{ x1, y1, x2, y2 int }

func (a rectangle) meets(b rectangle) bool {
	return a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2
}

func boxOf(b diagram.Box) rectangle { return rectangle{b.X, b.Y, b.X + b.Width, b.Y + b.Height} }

// labelOf is the room of a label's letters, in the size of the style sheet.
func labelOf(t diagram.Text) rectangle {
	return rectangle{t.X, t.Y - 9, t.X + t.Width, t.Y + (len(t.Lines)-1)*16 + 3}
}

// TestLayout holds what makes a picture legible, on random trees.
func TestLayout(t *testing.T) {
	drawn, whole := 0, 0
	eachRandom(t, func(t *testing.T, r *rand.Rand, tree *decision.Tree) {
		p := diagram.Draw(tree, words.English())
		if p == nil {
			if !tree.Root.Decided() {
				t.Error("a tree that asks something is not drawn")
			}
			return
		}
		drawn++
		if p.Whole {
			whole++
		}
		checkBoxes(t, p)
		checkEdges(t, p)
		checkLines(t, p)
		checkWhole(t, tree, p)
	})
	if drawn < 50 || whole < 10 || drawn-whole < 10 {
		t.Errorf("%d pictures, %d of them whole: too few to tell anything", drawn, whole)
	}
}

func checkBoxes(t *testing.T, p *diagram.Picture) {
	view := rectangle{0, 0, p.Width, p.Height}
	for i, b := range p.Boxes {
		if a := boxOf(b); a.x1 < view.x1 || a.y1 < view.y1 || a.x2 > view.x2 || a.y2 > view.y2 {
			t.Errorf("box %d is outside", i)
		}
		if b.Text.X < b.X || b.Text.X+b.Text.Width > b.X+b.Width || b.Text.Y < b.Y+10 || b.Text.Y+(len(b.Text.Lines)-1)*17 > b.Y+b.Height-4 {
			t.Errorf("the text of box %d does not fit in: %+v", i, b)
		}
		for j, other := range p.Boxes[:i] {
			if boxOf(b).meets(boxOf(other)) {
				t.Errorf("boxes %d and %d overlap", j, i)
			}
		}
	}
}

func checkEdges(t *testing.T, p *diagram.Picture) {
	into := make([]int, len(p.Boxes))
	for i, e := range p.Edges {
		into[e.To]++
		from, to, label := boxOf(p.Boxes[e.From]), boxOf(p.Boxes[e.To]), labelOf(e.Label)
		if e.From >= e.To || label.x1 <= from.x2 || label.x2 >= to.x1 || label.y1 < to.y1 || label.y2 > p.Height {
			t.Errorf("the label of edge %d does not lie between its boxes", i)
		}
		for j, other := range p.Edges[:i] {
			if label.meets(labelOf(other.Label)) {
				t.Errorf("the labels of edges %d and %d overlap", j, i)
			}
		}
		for j, b := range p.Boxes {
			if label.meets(boxOf(b)) {
				t.Errorf("the label of edge %d overlaps box %d", i, j)
			}
		}
	}
	for i, n := range into {
		if n != min(i, 1) {
			t.Errorf("%d edges lead to box %d", n, i)
		}
	}
}

func checkLines(t *testing.T, p *diagram.Picture) {
	for _, l := range p.Lines {
		if l.X1 != l.X2 && l.Y1 != l.Y2 || l.X2 < l.X1 || l.Y2 < l.Y1 || l.X2 == l.X1 && l.Y2 == l.Y1 {
			t.Errorf("%v is not a line to the right or downwards", l)
		}
		room := rectangle{l.X1, l.Y1, max(l.X2, l.X1+1), max(l.Y2, l.Y1+1)}
		for i, b := range p.Boxes {
			if room.meets(boxOf(b)) {
				t.Errorf("the line %v crosses box %d", l, i)
			}
		}
		for i, e := range p.Edges {
			if room.meets(labelOf(e.Label)) {
				t.Errorf("the line %v crosses the label of edge %d", l, i)
			}
		}
	}
}

// checkWhole holds what is drawn against the tree.
func checkWhole(t *testing.T, tree *decision.Tree, p *diagram.Picture) {
	rows := 0
	leads := map[int]map[*decision.Node]bool{}
	for _, e := range p.Edges {
		if leads[e.From] == nil {
			leads[e.From] = map[*decision.Node]bool{}
		}
		leads[e.From][p.Boxes[e.To].Node] = true
	}
	for i, b := range p.Boxes {
		if b.Kind != diagram.Question {
			rows++
			if (b.Kind == diagram.End) != b.Node.Decided() || len(leads[i]) > 0 {
				t.Errorf("box %d is of the wrong kind", i)
			}
			if b.Kind == diagram.Rest && p.Whole {
				t.Errorf("the picture is not whole: box %d stands for more", i)
			}
			continue
		}
		for _, next := range b.Node.Next {
			if !leads[i][next] {
				t.Errorf("a way on from box %d is missing", i)
			}
		}
	}
	if rows > 32 {
		t.Errorf("%d rows are too many", rows)
	}
	if p.Boxes[0].Node != tree.Root {
		t.Error("the first box is not the root")
	}
}

// TestNotDrawn has trees of which a picture would say nothing.
func TestNotDrawn(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	if p := diagram.Draw(random(t, r, 1, 3, 3), words.English()); p != nil {
		t.Error("a tree that asks nothing is drawn")
	}
	list := random(t, r, 6, 70, 3)
	if list.Method != decision.Unplanned {
		t.Fatal("the tree is planned")
	}
	if p := diagram.Draw(list, words.English()); p != nil {
		t.Error("a list of questions is drawn")
	}
}

// TestManyAnswers draws a question with more answers than a picture has rows.
func TestManyAnswers(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for _, answers := range []int{60, 400} {
		tree := random(t, r, 12, 1, answers)
		p := diagram.Draw(tree, words.English())
		if p == nil {
			continue
		}
		checkBoxes(t, p)
		checkEdges(t, p)
		checkLines(t, p)
	}
}
