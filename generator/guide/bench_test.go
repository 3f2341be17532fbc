package guide_test

import (
	"os"
	"testing"

	"tradeoff/generator/guide"
)

// BenchmarkParse is what this repository's longest guides cost, with their code.
func BenchmarkParse(b *testing.B) {
	for _, id := range []string{"nodejs-vs-django", "react-vs-angular"} {
		src, err := os.ReadFile("../../guides/" + id + ".md")
		if err != nil {
			b.Fatal(err)
		}
		b.Run(id, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				guide.Parse(id, "guides/"+id+".md", src, guide.Options{})
			}
		})
	}
}
