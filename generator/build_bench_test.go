package generator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tradeoff/generator"
	"tradeoff/generator/corpus"
)

// BenchmarkBuild measures what the command does: a build from nothing, one in which
// nothing has changed, and ones after one file was saved, each with what the one before
// left on disk alone. The metrics are files for each build.
//
//	go test ./generator -run xxx -bench 'Build$' -count 6 | benchstat -
func BenchmarkBuild(b *testing.B) {
	for _, guides := range []int{100, 1000} {
		texts := corpus.Of(guides).Files()
		const guide, option = "guides/g00042.md", "data/c0/o01.yaml"
		site, out := layOut(b, texts), filepath.Join(b.TempDir(), "out")
		build := func() generator.Report {
			report, err := generator.Build(b.Context(), generator.Options{Site: site, Out: out, Cache: true})
			if err != nil || report.HasErrors() {
				b.Fatal(err, report.Diagnostics)
			}
			return report
		}
		save := func(name, text string) {
			if err := os.WriteFile(filepath.Join(site, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
				b.Fatal(err)
			}
		}
		number := 0
		for _, edit := range []struct {
			name string
			make func()
		}{
			{"nothing yet", func() {
				for _, folder := range []string{out, filepath.Join(site, ".tradeoff")} {
					if err := os.RemoveAll(folder); err != nil {
						b.Fatal(err)
					}
				}
			}},
			{"nothing new", func() {}},
			{"text", func() { save(guide, fmt.Sprintf("%s\nText %d.\n", texts[guide], number)) }},
			{"fact", func() { save(option, strings.Replace(texts[option], "a0: ", fmt.Sprintf("a0: 1%d", number), 1)) }},
		} {
			b.Run(fmt.Sprintf("guides=%d/%s", guides, edit.name), func(b *testing.B) {
				b.ReportAllocs()
				parsed, written := 0, 0
				for b.Loop() {
					b.StopTimer()
					number++
					edit.make()
					b.StartTimer()
					report := build()
					parsed += report.Parsed
					written += report.Written
				}
				b.ReportMetric(float64(parsed)/float64(b.N), "parsed/op")
				b.ReportMetric(float64(written)/float64(b.N), "written/op")
			})
		}
	}
}
