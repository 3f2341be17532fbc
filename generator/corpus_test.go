package generator_test

import (
	"path/filepath"
	"testing"

	"tradeoff/generator"
	"tradeoff/generator/corpus"
)

// The sites that benchmarks measure have nothing to complain about, also where there are
// more guides than pairs of options, and as many pages as is said.
func TestCorpus(t *testing.T) {
	size := corpus.Size{Guides: 60, Categories: 3, Options: 5, Pairs: true}
	report, err := generator.Build(t.Context(), generator.Options{Site: layOut(t, size.Files()), Out: filepath.Join(t.TempDir(), "out")})
	if err != nil || len(report.Diagnostics) > 0 {
		t.Fatal(err, report.Diagnostics)
	}
	if covered := 3 * 5; report.Pages < size.Pages()-covered {
		t.Errorf("%d pages, and not %d", report.Pages, size.Pages()-covered)
	}
}
