package publish

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
	"time"
)

// BenchmarkPublishAgain is a build of a large site in which three files changed,
// with the median of how long each part of it takes. Seven files each belong together.
// The folder is where TMPDIR says.
func BenchmarkPublishAgain(b *testing.B) {
	for _, files := range []int{1_000, 10_700, 73_000} {
		b.Run(fmt.Sprint(files), func(b *testing.B) {
			var paths []string
			for n := range files {
				folder := "guides"
				if n%15 == 0 {
					folder = fmt.Sprintf("category-%d", n%25)
				}
				paths = append(paths, fmt.Sprintf("%s/%d-a-guide-to-something.html", folder, n))
			}
			f := NewFolder(b.TempDir())
			publishAgain(b, f, paths, 0, map[string][]time.Duration{})
			time.Sleep(100 * time.Millisecond)
			publishAgain(b, f, paths, 1, map[string][]time.Duration{})
			spent := map[string][]time.Duration{}
			turn := 1
			b.ReportAllocs()
			for b.Loop() {
				turn++
				publishAgain(b, f, paths, turn, spent)
			}
			for part, took := range spent {
				b.ReportMetric(float64(slices.Sorted(slices.Values(took))[len(took)/2].Microseconds()), "µs-"+part)
			}
		})
	}
}

// publishAgain hands paths over, of which three have another content each turn.
func publishAgain(b *testing.B, f *Folder, paths []string, turn int, spent map[string][]time.Duration) {
	content := bytes.Repeat([]byte("a page "), 1000)
	start := time.Now()
	part := func(name string) {
		spent[name] = append(spent[name], time.Since(start))
		start = time.Now()
	}
	tx, err := f.Begin()
	if err != nil {
		b.Fatal(err)
	}
	part("begin")
	recipeAt := func(n int) uint64 {
		if n%(len(paths)/3) == 1 {
			return uint64(turn) + 1
		}
		return 1
	}
	for from := 0; from < len(paths); from += 7 {
		key, group := uint64(from)+1, paths[from:min(len(paths), from+7)]
		for n := range group {
			key = key*1_000_003 + recipeAt(from+n)
		}
		if tx.KeepAll(key) {
			continue
		}
		tx.Together(key, group)
		for n, path := range group {
			recipe := recipeAt(from + n)
			if tx.Keep(path, recipe) {
				continue
			}
			if err := tx.Write(path, recipe, fmt.Appendf(content, "%d", recipe)); err != nil {
				b.Fatal(err)
			}
		}
	}
	part("keep")
	if tx.look != nil {
		_, _ = tx.look.finish()
	}
	part("look")
	if _, err := tx.Commit(b.Context()); err != nil {
		b.Fatal(err)
	}
	part("commit")
}
