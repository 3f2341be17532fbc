package markdown_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/diag"
	"tradeoff/generator/golden"
	"tradeoff/generator/markdown"
)

// TestDocument reads testdata/*.txtar: one input.md and the views of what comes
// out, without those that have no text. The comment of a file may have the line
// "options: rawhtml".
func TestDocument(t *testing.T) {
	golden.Run(t, func(t *testing.T, a golden.Archive) []golden.View {
		var diags diag.List
		options := markdown.Options{Line: 1, Title: "The title"}
		options.RawHTML = strings.Contains(a.Comment, "options: rawhtml")
		d := markdown.Document("guides/a/b.md", a.Inputs[0].Data, options, &diags)
		views := []golden.View{
			{Name: "html", Text: view(d.Body)},
			{Name: "holes", Text: holes(d)},
			{Name: "headings", Text: headings(d)},
			{Name: "text", Text: fmt.Sprintf("%s\n(%d words, anchors: %s)\n", d.Text, d.Words, strings.Join(d.Anchors(), " "))},
			{Name: "diagnostics", Text: golden.Diagnostics(diags)},
		}
		return slices.DeleteFunc(views, func(v golden.View) bool { return v.Text == "" })
	})
}
