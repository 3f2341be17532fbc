//go:build !race

package render_test

import (
	"fmt"
	"strings"
	"testing"

	"tradeoff/generator/render"
	"tradeoff/templates"
)

// The pairs of very many options show the picture of their category, which names other
// options than these. It takes long, and has nothing for the race detector.
func TestRecipesOfManyPairs(t *testing.T) {
	var text strings.Builder
	text.WriteString("-- data/site.yaml --\ntitle: Small\nurl: https://example.org/\npairs: true\n-- data/c/category.yaml --\ntitle: C\nattributes:\n")
	option := func(name string, value int) string { // a pair's page says enough where five facts are known
		text := fmt.Sprintf("name: %s\nfacts:\n", name)
		for i := range 6 {
			text += fmt.Sprintf("  a%d: %d\n", i, value)
		}
		return text
	}
	for i := range 6 {
		fmt.Fprintf(&text, "  - {id: a%d, type: number}\n", i)
	}
	for i := range 46 {
		fmt.Fprintf(&text, "-- data/c/o%d.yaml --\n%s", i, option(fmt.Sprint("Option ", i), i))
	}
	b, memory, sets := buildOf(text.String()), &render.Memory{}, map[string]*templates.Set{}
	b.resolved(t) // it has no errors
	before := b.make(t, memory, sets)
	b.fsys["data/c/o0.yaml"] = file(option("Another", 0))
	changed := 0
	for address, f := range b.make(t, memory, sets) {
		was, known := before[address]
		if known && f.content != was.content {
			changed++
		}
		if known && f.recipe == was.recipe && f.content != was.content {
			t.Fatalf("%s has changed, and its recipe has not", address)
		}
	}
	if changed < 46*45/2 {
		t.Errorf("%d files have changed: the test does not test what it should", changed)
	}
}
