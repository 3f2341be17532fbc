package guide_test

import (
	"strings"
	"testing"

	"tradeoff/generator/golden"
	"tradeoff/generator/guide"
)

// FuzzGuide: whatever bytes come in, a guide and diagnostics within the file come
// out.
func FuzzGuide(f *testing.F) {
	for _, input := range golden.Inputs(f) {
		f.Add(input.Data)
	}
	f.Add([]byte("\xff"))
	f.Add([]byte("\r\r00"))
	f.Add([]byte("\ufeff---\r\ntitle: \x00\r\n---"))
	f.Fuzz(func(t *testing.T, src []byte) {
		g, diags := guide.Parse("a", "guides/a.md", src, guide.Options{})
		if g == nil {
			t.Fatal("no guide")
		}
		lines := 1 + strings.Count(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(src)), "\n")
		for _, d := range diags.Sorted() {
			if d.Position.File != "guides/a.md" || d.Position.Line > lines {
				t.Errorf("%s in a file of %d lines: %s", d.Position, lines, d.Message)
			}
		}
	})
}
