package generator_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tradeoff/generator"
)

// A pairsSite writes a site with one category of many options, all known to
// differ, that asks eight questions, and pages for its pairs.
type pairsSite struct{ options, attributes int }

// write writes the site into a folder.
func (s pairsSite) write(tb testing.TB, folder string) {
	tb.Helper()
	random := rand.New(rand.NewPCG(uint64(s.options), uint64(s.attributes)))
	write := func(name, text string) {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			tb.Fatal(err)
		}
	}
	write("data/site.yaml", "title: Many pairs\nurl: https://example.org/\nrepository: https://example.org/repository\npairs: yes\n")
	write("data/c/category.yaml", s.category())
	write("guides/first.md", "---\ntitle: The first two\ndescription: Both in one guide.\ncompare: [option-0, option-1]\n---\n\nText.\n")
	for i := range s.options {
		write(fmt.Sprintf("data/c/option-%d.yaml", i), s.option(i, random))
	}
}

// kinds of attributes, in turn.
var kinds = []string{"support", "level, levels: [none, some, all]", "rating", "number, unit: ms, better: lower", "choice, choices: [one, two, three, four]", "date, better: later", "text", "list"}

func (s pairsSite) category() string {
	var b strings.Builder
	b.WriteString("title: Options\nsingular: option\nsummary: What there is.\nattributes:\n")
	for i := range s.attributes {
		fmt.Fprintf(&b, "  - {id: a%d, label: Attribute %d, type: %s, help: What the attribute %d is about.}\n", i, i, kinds[i%len(kinds)], i)
	}
	b.WriteString("questions:\n")
	for q := range 8 {
		fmt.Fprintf(&b, "  - id: q%d\n    ask: How much does the number %d matter to you?\n    help: Why it is asked.\n    weight: %d\n    answers:\n", q, q, 1+q%3)
		fmt.Fprintf(&b, "      - {id: much, label: Much, prefer: {a%d: yes}}\n", 8*(q%(s.attributes/8)))
		fmt.Fprintf(&b, "      - {id: fast, label: Fast, prefer: {a%d: lower}}\n", 3+8*(q%(s.attributes/8)))
		fmt.Fprintf(&b, "      - {id: some, label: Some, prefer: {a%d: \">= some\"}}\n", 1+8*(q%(s.attributes/8)))
		b.WriteString("      - {id: no, label: Not at all}\n")
	}
	return b.String()
}

func (s pairsSite) option(i int, random *rand.Rand) string {
	var b strings.Builder
	fmt.Fprintf(&b, "name: Option %d\nsummary: The option number %d.\nwebsite: https://example.org/%d/\nfacts:\n", i, i, i)
	for a := range s.attributes {
		value := []string{
			[]string{"no", "partial", "yes"}[random.IntN(3)], []string{"none", "some", "all"}[random.IntN(3)],
			fmt.Sprint(1 + random.IntN(5)), fmt.Sprint(1 + random.IntN(1000)), []string{"one", "two", "three", "four"}[random.IntN(4)],
			fmt.Sprintf("%d-%02d", 2000+random.IntN(26), 1+random.IntN(12)), fmt.Sprintf("a text of some words and %d", random.IntN(100)),
			fmt.Sprintf("[w%d, w%d]", random.IntN(5), 5+random.IntN(5)),
		}[a%len(kinds)]
		fmt.Fprintf(&b, "  a%d: {value: %s, note: A note on the fact %d., source: https://example.org/%d/%d, checked: 2026-11-01}\n", a, value, a, i, a/5)
	}
	fmt.Fprintf(&b, "pros: [It has a good side, It has another]\ncons: [It has a bad side]\nused_by: [{name: Somebody %d, for: something}]\n", i)
	return b.String()
}

// watchHeap calls stop to learn the largest heap in use since, in bytes. Rests of
// what is used no more are in it, so it is an upper bound.
func watchHeap() (stop func() uint64) {
	var most atomic.Uint64
	done := make(chan struct{})
	go func() {
		for {
			var stats runtime.MemStats
			runtime.ReadMemStats(&stats)
			most.Store(max(most.Load(), stats.HeapAlloc))
			select {
			case <-done:
				return
			case <-time.After(100 * time.Millisecond):
			}
		}
	}()
	return func() uint64 {
		close(done)
		return most.Load()
	}
}

// BenchmarkPairs builds sites with many pairs, into memory where the system has a
// disk there: 100 options make 4,950 pages, 500 make 124,750 and need some 9 GB.
// The larger one runs where PAIRS is set in the environment.
func BenchmarkPairs(b *testing.B) {
	sizes := []int{25, 100}
	if os.Getenv("PAIRS") != "" {
		sizes = []int{500}
	}
	for _, options := range sizes {
		b.Run(fmt.Sprint(options), func(b *testing.B) {
			folder, err := os.MkdirTemp("/dev/shm", "pairs")
			if err != nil {
				folder = b.TempDir()
			}
			defer os.RemoveAll(folder)
			pairsSite{options, 40}.write(b, filepath.Join(folder, "site"))
			for b.Loop() {
				stop := watchHeap()
				report, err := generator.Build(context.Background(), generator.Options{Site: filepath.Join(folder, "site"), Out: filepath.Join(folder, "public")})
				if err != nil || report.HasErrors() {
					b.Fatal(err, report.Diagnostics[:min(1, len(report.Diagnostics))])
				}
				b.ReportMetric(float64(report.Pages), "pages")
				b.ReportMetric(float64(stop())/1e6, "heap-MB")
			}
		})
	}
}
