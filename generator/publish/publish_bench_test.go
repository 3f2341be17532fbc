package publish

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"testing"
)

// BenchmarkPublish is the first build of a site of 1,000 files into a folder that is not
// there yet. The folder is where TMPDIR says.
func BenchmarkPublish(b *testing.B) {
	const files = 1000
	content := bytes.Repeat([]byte("a page "), 3000)
	var paths []string
	for n := range files {
		paths = append(paths, fmt.Sprintf("category-%d/%d-a-guide-to-something.html", n%10, n))
	}
	parent, turn := b.TempDir(), 0
	b.SetBytes(int64(files * len(content)))
	b.ReportAllocs()
	for b.Loop() {
		turn++
		tx, err := Begin(filepath.Join(parent, fmt.Sprint(turn)))
		if err != nil {
			b.Fatal(err)
		}
		for _, path := range paths {
			if err := tx.Write(path, 1, content); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := tx.Commit(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
