package render

import (
	"fmt"
	"strings"

	"tradeoff/generator/decision"
	"tradeoff/generator/diagram"
	"tradeoff/templates"
)

// treePicture draws a tree. It is nil where a picture would say nothing. The
// caller says where the outline is.
func (p *page) treePicture(t *decision.Tree) *templates.TreePicture {
	picture := diagram.Draw(t, p.words)
	if picture == nil {
		return nil
	}
	view := &templates.TreePicture{
		ID: p.id("picture"), Title: p.words.Text("tree.heading", "category", t.Options[0].Category.Title),
		Whole: picture.Whole, Width: picture.Width, Height: picture.Height, Lines: linePath(picture.Lines),
	}
	p.take(view.ID+"-title", view.ID+"-about")
	for _, e := range picture.Edges {
		view.Labels = append(view.Labels, treeText(e.Label))
	}
	for _, b := range picture.Boxes {
		box := templates.TreeBox{X: b.X, Y: b.Y, Width: b.Width, Height: b.Height, Text: treeText(b.Text)}
		switch b.Kind {
		case diagram.Question:
			view.Questions = append(view.Questions, box)
		case diagram.End:
			view.Ends = append(view.Ends, box)
		case diagram.Rest:
			box.Shape = pointed(b)
			view.Stubs = append(view.Stubs, box)
		}
	}
	return view
}

func treeText(t diagram.Text) templates.TreeText {
	return templates.TreeText{X: t.X, Y: t.Y, First: t.Lines[0], More: t.Lines[1:], Full: t.Full}
}

// linePath writes lines as the data of a path (SVG 2, section 9.3).
func linePath(lines []diagram.Line) string {
	var b strings.Builder
	for _, l := range lines {
		if l.Y1 == l.Y2 {
			fmt.Fprintf(&b, "M%d %dh%d", l.X1, l.Y1, l.X2-l.X1)
		} else {
			fmt.Fprintf(&b, "M%d %dv%d", l.X1, l.Y1, l.Y2-l.Y1)
		}
	}
	return b.String()
}

// pointed is the outline of a box whose right side points on.
func pointed(b diagram.Box) string {
	half := b.Height / 2
	return fmt.Sprintf("M%d %dh%dl%d %d %d %dh%dz", b.X, b.Y, b.Width-diagram.Point, diagram.Point, half, -diagram.Point, b.Height-half, diagram.Point-b.Width)
}
