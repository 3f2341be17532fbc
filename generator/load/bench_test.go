package load_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"tradeoff/generator/load"
)

// BenchmarkOneGuide changes one guide's text among 10,000.
func BenchmarkOneGuide(b *testing.B) {
	files := map[string]string{}
	for i := range 10_000 {
		files[fmt.Sprintf("guides/guide-number-%d-of-many.md", i)] = guide
	}
	for name, text := range small {
		files[name] = text
	}
	fsys, folder := onDisk(b, files)
	texts := [][]byte{[]byte(guide + "One."), bytes.Repeat([]byte("Two."), 2)}
	for name, changed := range map[string][]string{"nothing": {}, "told": {"guides/a.md"}, "vim": {"guides/4913", "guides/a.md", "guides/a.md~"}, "new": {"guides/a.md", "guides/a/a.md"}, "all": nil} {
		b.Run(name, func(b *testing.B) {
			var m load.Memory
			m.Site(b.Context(), fsys.FS, nil)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				b.StopTimer()
				os.WriteFile(filepath.Join(folder, "guides/a.md"), texts[i%2], 0o644)
				if name == "new" {
					file := filepath.Join(folder, "guides/a/a.md")
					os.RemoveAll(file)
					if i%2 == 0 {
						put(file, guide)
					}
				}
				b.StartTimer()
				m.Site(b.Context(), fsys.FS, changed)
			}
		})
	}
}
