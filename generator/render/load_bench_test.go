package render

import (
	"testing"

	"tradeoff/generator/source"
	"tradeoff/templates"
)

// BenchmarkLoad is what each build begins with: the templates, as they are and squeezed.
func BenchmarkLoad(b *testing.B) {
	for name, on := range map[string]bool{"readable": false, "lean": true} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, diags := templates.LoadLean(nil, nil, source.Theme{}, Squeeze(on)); diags.HasErrors() {
					b.Fatal(diags)
				}
			}
		})
	}
}
