package watch_test

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tradeoff/generator/watch"
)

// patience is how long a test waits for what must happen.
const patience = 30 * time.Second

// marker is a file that a test writes to know that all before it has been told.
const marker = "zz-marker"

// A site is a watched folder.
type site struct {
	t       *testing.T
	root    string
	changes <-chan watch.Change
}

// hidden leaves out what a site does: hidden files and the output folder.
func hidden(rel string, dir bool) bool {
	return strings.HasPrefix(path.Base(rel), ".") || rel == "public" && dir
}

// watching starts to watch a new folder with some files. Quiet is long, so that a
// test on a busy computer still sees one change where there is one.
func watching(t *testing.T, opts watch.Options, files ...string) *site {
	t.Helper()
	if opts.Root == "" {
		opts.Root = t.TempDir()
	}
	s := &site{t: t, root: opts.Root}
	for _, file := range files {
		s.write(file, "before")
	}
	return s.start(opts)
}

func (s *site) start(opts watch.Options) *site {
	s.t.Helper()
	opts.Root = s.root
	if opts.Skip == nil {
		opts.Skip = hidden
	}
	if opts.Quiet == 0 {
		opts.Quiet, opts.Lull, opts.Bound = 150*time.Millisecond, 200*time.Millisecond, patience
	}
	w, err := watch.Start(s.t.Context(), opts)
	if err != nil {
		s.t.Fatal(err)
	}
	s.changes = w.Changes()
	return s
}

func (s *site) full(rel string) string { return filepath.Join(s.root, filepath.FromSlash(rel)) }

func (s *site) write(rel, text string) {
	s.t.Helper()
	s.must(os.MkdirAll(filepath.Dir(s.full(rel)), 0o777))
	s.must(os.WriteFile(s.full(rel), []byte(text), 0o666))
}

func (s *site) rename(from, to string) {
	s.t.Helper()
	s.must(os.Rename(s.full(from), s.full(to)))
}

func (s *site) remove(rel string) {
	s.t.Helper()
	s.must(os.RemoveAll(s.full(rel)))
}

func (s *site) link(target, rel string) {
	s.t.Helper()
	if err := os.Symlink(target, s.full(rel)); err != nil {
		s.t.Skip("no symbolic links here:", err)
	}
}

func (s *site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// next waits for a change.
func (s *site) next() watch.Change {
	s.t.Helper()
	select {
	case change, ok := <-s.changes:
		if !ok {
			s.t.Fatal("the channel is closed")
		}
		return change
	case <-time.After(patience):
		s.t.Fatal("no change came")
	}
	panic("not reached")
}

// told gives the changes since the last time: all that come before the one that
// names the marker, which is written once there was one.
func (s *site) told() []watch.Change {
	s.t.Helper()
	changes := []watch.Change{s.next()}
	s.write(marker, time.Now().String())
	for {
		change := s.next()
		if change.All || slices.Contains(change.Paths, marker) {
			change.Paths = slices.DeleteFunc(change.Paths, func(p string) bool { return p == marker })
			if change.All || len(change.Paths) > 0 {
				changes = append(changes, change)
			}
			return changes
		}
		changes = append(changes, change)
	}
}

// one wants a single change that names just these files.
func (s *site) one(want ...string) {
	s.t.Helper()
	changes := s.told()
	if len(changes) != 1 || changes[0].All || !slices.Equal(changes[0].Paths, want) {
		s.t.Errorf("got %v, want one change that names %q", changes, want)
	}
}

// named wants changes that name these files, and no others. Folders may be named
// too; what has no ending is one in these tests, if it is not wanted.
func (s *site) named(want ...string) {
	s.t.Helper()
	var got []string
	for _, change := range s.told() {
		if change.All {
			s.t.Errorf("all are to be looked at: %s", change.Reason)
		}
		got = append(got, change.Paths...)
	}
	slices.Sort(got)
	got = slices.DeleteFunc(slices.Compact(got), func(p string) bool { return (p == "." || path.Ext(p) == "") && !slices.Contains(want, p) })
	if !slices.Equal(got, want) {
		s.t.Errorf("got %q, want %q", got, want)
	}
}

// covered wants changes that name these files at least. Where folders move, they
// may say All.
func (s *site) covered(want ...string) {
	s.t.Helper()
	var got []string
	for _, change := range s.told() {
		if change.All && strings.Contains(change.Reason, "were moved") {
			return
		}
		got = append(got, change.Paths...)
	}
	for _, path := range want {
		if !slices.Contains(got, path) {
			s.t.Errorf("got %q, which lacks %q", got, path)
		}
	}
}

// all waits for a change that says All, and gives its reason.
func (s *site) all() string {
	s.t.Helper()
	for {
		if change := s.next(); change.All {
			return change.Reason
		}
	}
}
