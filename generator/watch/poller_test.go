package watch_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tradeoff/generator/watch"
)

// TestSameTime: what is written within one tick of the file system's clock is seen
// by its content, behind a link too.
func TestSameTime(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "a.md")
	s := &site{t: t, root: t.TempDir()}
	s.must(os.WriteFile(outside, []byte("before"), 0o666))
	s.link(outside, "link.md")
	s.write("a.md", "before")
	s.start(watch.Options{Poll: 10 * time.Millisecond})
	for _, test := range [][2]string{{"a.md", s.full("a.md")}, {"link.md", outside}} {
		info, err := os.Stat(test[1])
		s.must(err)
		s.must(os.WriteFile(test[1], []byte("afters"), 0o666))
		s.must(os.Chtimes(test[1], time.Time{}, info.ModTime()))
		for !slices.Contains(s.next().Paths, test[0]) {
		}
	}
}

// TestOldFiles: files that were not written lately are told by their times.
func TestOldFiles(t *testing.T) {
	s := &site{t: t, root: t.TempDir()}
	then := time.Now().Add(-time.Hour)
	for _, file := range []string{"a.md", "b/b.md", "c.md"} {
		s.write(file, "before")
		s.must(os.Chtimes(s.full(file), time.Time{}, then))
	}
	s.start(watch.Options{Poll: 10 * time.Millisecond})
	s.write("b/b.md", "afters")
	s.named("b/b.md")
	s.rename("c.md", "a.md") // of the same time and size
	s.named("a.md", "c.md")
}

// TestUnseen: a file that came and went between two looks may have been seen by
// others, so its folder is named.
func TestUnseen(t *testing.T) {
	s := watching(t, watch.Options{Poll: 10 * time.Millisecond}, "a/a.md")
	s.write("a/b.md", "x")
	s.remove("a/b.md")
	for !slices.Contains(s.next().Paths, "a") {
	}
}
