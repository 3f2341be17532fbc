package resolve

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/diag"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// TestGuidesAreApart: where guides are said to be apart from other claims, and from each
// other, what is wrong with all claims is what is wrong with the others.
func TestGuidesAreApart(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		words := []string{"a", "b", "A", "a.comparison", "a.html", "comparison", "a-vs-b", "ä", "a\u0308"}
		var parts []string
		for range 1 + random.IntN(2) {
			parts = append(parts, words[random.IntN(len(words))])
		}
		return strings.Join(parts, "/")
	}
	apart, together := 0, 0
	for round := range 3000 {
		config := &source.Config{Pairs: random.IntN(2) == 0, Language: "en"}
		tree := &source.Tree{Config: config}
		r := newResolver(tree, Options{})
		c := &site.Category{Category: &source.Category{ID: []string{"guides", "c", "d"}[random.IntN(3)], Attributes: []*source.Attribute{{ID: "x"}}}}
		r.site.Categories, r.categories = []*site.Category{c}, map[string]*site.Category{c.ID: c}
		for _, id := range []string{"a", "b"} {
			c.Options = append(c.Options, &site.Option{Option: &source.Option{ID: id, Name: id}, Category: c})
		}
		ids := []string{"a", "b", "a/b", "c", "A", "a.comparison", "a.html/b", "ä", "a\u0308", strings.Repeat("x", 230), "a-vs-b", "guides/a"}
		for range random.IntN(4) {
			id := ids[random.IntN(4)]
			if random.IntN(3) == 0 {
				id = ids[random.IntN(len(ids))]
			}
			g := &source.Guide{ID: id, File: fmt.Sprintf("guides/%s.md %d", id, len(r.site.Guides))}
			r.site.Guides = append(r.site.Guides, &site.Guide{Guide: g, Options: c.Options[:1+random.IntN(2)]})
		}
		for n := range random.IntN(3) {
			address := []string{"", "guides/", "guides/", "Guides/"}[random.IntN(4)] + word() + []string{"", ".html", ".md", ".comparison.csv", ".comparison-2.json", ".svg"}[random.IntN(6)]
			if random.IntN(8) == 0 {
				address = []string{"guides", "Guides", "guides/a", "guides/a.b"}[random.IntN(4)]
			}
			r.site.Files = append(r.site.Files, site.File{Address: address, Source: fmt.Sprint("file ", n)})
		}
		wrong := func(guides []*site.Guide) string {
			r.diags = diag.List{}
			claims := r.claims(guides, nil)
			r.checkClaims(claims)
			r.checkPairs(claims)
			return fmt.Sprint(r.diags.Sorted())
		}
		if !r.areGuidesApart(r.claims(nil, nil)) {
			together++
			continue
		}
		apart++
		if got, want := wrong(nil), wrong(r.site.Guides); got != want {
			ids := slices.Collect(func(yield func(string) bool) {
				for _, g := range r.site.Guides {
					yield(g.ID)
				}
			})
			t.Fatalf("round %d, guides %q, files %v: got\n%s\nwant\n%s", round, ids, r.site.Files, got, want)
		}
	}
	if apart < 500 || together < 500 {
		t.Errorf("%d apart, %d not: the test does not test what it should", apart, together)
	}
}
