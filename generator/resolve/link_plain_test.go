package resolve

import (
	"testing"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
	"tradeoff/generator/source"
)

// A link that is resolved plainly leads where it leads otherwise.
func TestPlainLinks(t *testing.T) {
	tree := &source.Tree{Config: &source.Config{File: "data/site.yaml"}}
	for _, id := range []string{"a", "b-2", "x/a", "x/y/c", "x/x/a"} {
		tree.Guides = append(tree.Guides, &source.Guide{ID: id, File: "guides/" + id + ".md", Draft: id == "b-2"})
	}
	r := newResolver(tree, Options{})
	r.addGuides()
	names := []string{"", "a", "b-2", "c", "x", "y", "/", "//", "./", "../", "..", ".", "%61", "?", "#a", "guides/", "data/", ".md"}
	plain := 0
	for _, from := range []string{"guides/a.md", "guides/x/a.md", "guides/x/y/c.md", "data/x/a.yaml", "data/site.yaml"} {
		for _, first := range names {
			for _, second := range names {
				for _, third := range names {
					dest := first + second + third + ".md"
					g := r.plainly(dest, from)
					if g == nil {
						continue
					}
					plain++
					file, fragment, ok := locate(dest, from)
					if !ok || fragment != "" || file != g.File {
						t.Errorf("%q in %s leads to %s, want %s#%s", dest, from, g.File, file, fragment)
					}
					r.diags = diag.List{}
					if got := r.linkToGuide(&markup.Link{Dest: dest}, from, file, fragment); got != r.link(&markup.Link{Dest: dest}, from) || r.diags.Len() > 0 {
						t.Errorf("%q in %s: %v", dest, from, got)
					}
				}
			}
		}
	}
	if plain == 0 {
		t.Error("no link is plain")
	}
}
