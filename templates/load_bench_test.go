package templates

import "testing"

// BenchmarkLoad is what each build begins with.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, diags := Load(nil, nil); diags.HasErrors() {
			b.Fatal(diags)
		}
	}
}
