package generator_test

import (
	"os"
	"testing"

	"tradeoff/generator/compare"
	"tradeoff/generator/corpus"
	"tradeoff/generator/load"
	"tradeoff/generator/resolve"
	"tradeoff/generator/site"
)

// BenchmarkStages measures those that have no benchmark in a package of their own, each
// for all of a site with a thousand guides.
//
//	go test ./generator -run xxx -bench Stages
func BenchmarkStages(b *testing.B) {
	fsys := os.DirFS(layOut(b, corpus.Of(1000).Files()))
	tree, _, err := load.Site(b.Context(), fsys)
	if err != nil {
		b.Fatal(err)
	}
	built, diags := resolve.Site(tree, resolve.Options{})
	if diags.Len() > 0 {
		b.Fatal(diags.Sorted())
	}
	for _, stage := range []struct {
		name string
		do   func() error
	}{
		{"load", func() error { _, _, err := load.Site(b.Context(), fsys); return err }},
		{"resolve", func() error { resolve.Site(tree, resolve.Options{}); return nil }},
		{"compare", func() error {
			for _, g := range built.Guides {
				if compare.New(site.Directive{Options: g.Options}).Rows == 0 {
					b.Fatal("nothing is compared in ", g.ID)
				}
			}
			return nil
		}},
	} {
		b.Run(stage.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := stage.do(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
