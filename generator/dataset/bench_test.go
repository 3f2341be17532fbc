package dataset_test

import (
	"os"
	"testing"

	"tradeoff/generator/dataset"
)

// BenchmarkOption is what an option of this repository costs.
func BenchmarkOption(b *testing.B) {
	text, err := os.ReadFile("../../data/backend/category.yaml")
	if err != nil {
		b.Fatal(err)
	}
	category, _ := dataset.Category("backend", "data/backend/category.yaml", text)
	if text, err = os.ReadFile("../../data/backend/nodejs.yaml"); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		dataset.Option(category, "nodejs", "data/backend/nodejs.yaml", text)
	}
}
