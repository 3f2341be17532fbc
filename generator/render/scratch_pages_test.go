package render_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/diag"
	"tradeoff/generator/render"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// TestPagesInAnyOrder holds that no page shows what was left of the one before: pages that
// are made on all cores, and one after the other from the last to the first.
func TestPagesInAnyOrder(t *testing.T) {
	s := ownSite(t)
	set, diags := templates.LoadLean(nil, nil, source.Theme{}, render.Squeeze(true))
	if diags.HasErrors() {
		t.Fatal(report(diags))
	}
	want := s.rendered(t, set, true)
	reader, diags, err := render.NewReader(context.Background(), s.Site,
		render.Options{Templates: set, Trees: s.trees, Links: s.links, Sources: s.sources, Minify: true})
	if err != nil || diags.HasErrors() {
		t.Fatal(err, report(diags))
	}
	for _, address := range slices.Backward(slices.Sorted(maps.Keys(want))) {
		if strings.HasSuffix(address, ".png") || strings.HasPrefix(address, "sitemap") {
			continue
		}
		var faults diag.List
		content, ok, err := reader.File(address, &faults)
		if err != nil || !ok || faults.Len() > 0 {
			t.Fatal(address, ok, err, report(faults))
		}
		if string(content) != want[address] {
			t.Errorf("%s differs: %s", address, firstPart(string(content), want[address]))
		}
	}
}
