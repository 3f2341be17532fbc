package watch_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tradeoff/generator/watch"
)

// large makes 10,000 files in 200 folders, and gives some of them.
func large(b *testing.B) (root string, files []string) {
	root = b.TempDir()
	for folder := range 200 {
		at := filepath.Join(root, fmt.Sprint("folder", folder))
		os.Mkdir(at, 0o777)
		for file := range 50 {
			if err := os.WriteFile(filepath.Join(at, fmt.Sprint(file, ".md")), []byte("text"), 0o666); err != nil {
				b.Fatal(err)
			}
		}
		files = append(files, filepath.Join(at, "0.md"))
	}
	return root, files
}

// BenchmarkStart is the time until 10,000 files are watched, and the descriptors
// that are open then.
func BenchmarkStart(b *testing.B) {
	root, _ := large(b)
	for name, poll := range map[string]time.Duration{"told": 0, "poll": time.Hour} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			before, _ := os.ReadDir("/proc/self/fd")
			var during []os.DirEntry
			for b.Loop() {
				ctx, cancel := context.WithCancel(b.Context())
				w, err := watch.Start(ctx, watch.Options{Root: root, Poll: poll})
				if err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				during, _ = os.ReadDir("/proc/self/fd")
				cancel()
				for range w.Changes() {
				}
				b.StartTimer()
			}
			b.ReportMetric(float64(len(during)-len(before)), "descriptors")
		})
	}
}

// BenchmarkSave is the time from the close of a file, or the rename of one into
// its place, to its change: the median, and what one in a
// hundred exceeds.
func BenchmarkSave(b *testing.B) {
	root, files := large(b)
	w, err := watch.Start(b.Context(), watch.Options{Root: root})
	if err != nil {
		b.Fatal(err)
	}
	for name, save := range map[string]func(file string) error{
		"write": func(file string) error { return os.WriteFile(file, []byte("later"), 0o666) },
		"rename": func(file string) error {
			return errors.Join(os.WriteFile(file+".tmp", []byte("later"), 0o666), os.Rename(file+".tmp", file))
		},
	} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				if err := save(files[i%len(files)]); err != nil {
					b.Fatal(err)
				}
				start := time.Now()
				<-w.Changes()
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
}

// BenchmarkSwitch is a switch of branches with 400 files in 20 folders: how many
// changes it leads to, and how long after its end the last comes.
func BenchmarkSwitch(b *testing.B) {
	root, _ := large(b)
	w, err := watch.Start(b.Context(), watch.Options{Root: root})
	if err != nil {
		b.Fatal(err)
	}
	changes := 0
	for b.Loop() {
		for folder := range 20 {
			for file := range 20 {
				name := filepath.Join(root, fmt.Sprint("folder", folder), fmt.Sprint(file, ".md"))
				if err := errors.Join(os.Remove(name), os.WriteFile(name, []byte("later"), 0o666)); err != nil {
					b.Fatal(err)
				}
			}
		}
		for last := false; !last; changes++ {
			last = slices.Contains((<-w.Changes()).Paths, "folder19/19.md")
		}
	}
	b.ReportMetric(float64(changes)/float64(b.N), "changes/op")
}
