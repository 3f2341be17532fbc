package diagram_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tradeoff/generator/decision"
	"tradeoff/generator/diagram"
	"tradeoff/generator/golden"
	"tradeoff/generator/load"
	"tradeoff/generator/resolve"
	"tradeoff/generator/words"
)

// TestViews holds files and pictures of small sites against what is written down.
func TestViews(t *testing.T) {
	golden.Run(t, func(t *testing.T, a golden.Archive) []golden.View {
		tree := treeOf(t, a)
		views := []golden.View{
			{Name: "json", Text: string(diagram.JSON(tree))},
			{Name: "dot", Text: string(diagram.DOT(tree, words.English()))},
			{Name: "mermaid", Text: string(diagram.Mermaid(tree, words.English()))},
			{Name: "picture", Text: pictureText(diagram.Draw(tree, words.English()))},
		}
		if strings.HasPrefix(a.Comment, "views: picture\n") {
			return views[3:]
		}
		return views
	})
}

// treeOf grows the tree of the one category of an archive's site.
func treeOf(t *testing.T, a golden.Archive) *decision.Tree {
	t.Helper()
	files := fstest.MapFS{}
	for _, f := range a.Inputs {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	loaded, diags, err := load.Site(context.Background(), files)
	if err != nil || diags.HasErrors() {
		t.Fatal(err, diags)
	}
	site, diags := resolve.Site(loaded, resolve.Options{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	c := site.Categories[0]
	tree, err := decision.New(c, c.Options).Grow(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// pictureText writes a picture for people: what is drawn, and where.
func pictureText(p *diagram.Picture) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d × %d, whole: %t\n", p.Width, p.Height, p.Whole)
	kinds := [...]string{"question", "end", "rest"}
	for i, box := range p.Boxes {
		fmt.Fprintf(&b, "%d %s node %d at %d,%d size %d,%d: %s\n", i, kinds[box.Kind], box.Node.Index, box.X, box.Y, box.Width, box.Height, textOf(box.Text))
	}
	for _, e := range p.Edges {
		fmt.Fprintf(&b, "%d → %d: %s\n", e.From, e.To, textOf(e.Label))
	}
	for _, l := range p.Lines {
		fmt.Fprintf(&b, "line %d,%d to %d,%d\n", l.X1, l.Y1, l.X2, l.Y2)
	}
	return b.String()
}

func textOf(t diagram.Text) string {
	text := strings.Join(t.Lines, " | ")
	if t.Full != "" {
		text += " (in full: " + t.Full + ")"
	}
	return text
}
