package watch_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tradeoff/generator/watch"
)

// TestFolders does to folders what can be done. After each step a file in them is
// written, which is told only if the folder is watched by its present name.
func TestFolders(t *testing.T) {
	outside := t.TempDir()
	for _, test := range []struct {
		name string
		act  func(s *site)
		want []string // what is named at least: how much more depends on when it is looked at
		then string   // is written afterwards
	}{
		{"new, with files", func(s *site) { s.write("new/deep/a.md", "x"); s.write("new/b.md", "x") }, []string{"new/b.md", "new/deep/a.md"}, "new/deep/a.md"},
		{"renamed", func(s *site) { s.rename("old", "new") }, []string{"new/a.md", "new/sub/b.md", "old/a.md", "old/sub/b.md"}, "new/sub/b.md"},
		{"renamed and back", func(s *site) { s.rename("old", "new"); s.rename("new", "old") }, []string{"old/a.md", "old/sub/b.md"}, "old/sub/b.md"},
		{"renamed and another in its place", func(s *site) { s.rename("old", "new"); s.write("old/sub/c.md", "x") },
			[]string{"new/a.md", "new/sub/b.md", "old/a.md", "old/sub/b.md", "old/sub/c.md"}, "old/sub/c.md"},
		{"moved below another", func(s *site) { s.write("other/x.md", "x"); s.rename("old", "other/old") },
			[]string{"old/a.md", "old/sub/b.md", "other/old/a.md", "other/old/sub/b.md", "other/x.md"}, "other/old/sub/b.md"},
		{"removed", func(s *site) { s.remove("old") }, []string{"old/a.md", "old/sub/b.md"}, "a.md"},
		{"removed and made again", func(s *site) { s.remove("old"); s.write("old/sub/b.md", "x") }, []string{"old/a.md", "old/sub/b.md"}, "old/sub/b.md"},
		{"removed and made again as a file", func(s *site) { s.remove("old"); s.write("old", "x") }, []string{"old", "old/a.md", "old/sub/b.md"}, "old"},
		{"moved in", func(s *site) {
			from := filepath.Join(outside, "in")
			s.must(os.MkdirAll(filepath.Join(from, "sub"), 0o777))
			s.must(os.WriteFile(filepath.Join(from, "sub", "a.md"), nil, 0o666))
			s.must(os.Rename(from, s.full("in")))
		}, []string{"in/sub/a.md"}, "in/sub/a.md"},
		{"moved out", func(s *site) { s.must(os.Rename(s.full("old"), filepath.Join(outside, "out"))) }, []string{"old/a.md", "old/sub/b.md"}, "a.md"},
		{"deep", func(s *site) { s.write(strings.Repeat("d/", 100)+"a.md", "x") }, []string{strings.Repeat("d/", 100) + "a.md"}, strings.Repeat("d/", 100) + "a.md"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := watching(t, watch.Options{}, "a.md", "old/a.md", "old/sub/b.md")
			test.act(s)
			s.covered(test.want...)
			s.write(test.then, "later")
			s.named(test.then)
		})
	}
}

// TestMovedOutIsNotWatched: what happens in a folder that has left is nobody's business.
func TestMovedOutIsNotWatched(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "out")
	s := watching(t, watch.Options{}, "a.md", "old/sub/b.md")
	s.must(os.Rename(s.full("old"), outside))
	s.named("old/sub/b.md")
	s.must(os.WriteFile(filepath.Join(outside, "sub", "b.md"), []byte("x"), 0o666))
	s.write("a.md", "x")
	s.one("a.md")
}

// TestMovedWhileLookedFor: fsnotify knows a folder by the first name it had. One
// that is found by its new name before the event that it was moved is read must
// not be told by the old name.
func TestMovedWhileLookedFor(t *testing.T) {
	held, release := make(chan struct{}), make(chan struct{})
	skip := func(rel string, _ bool) bool {
		if rel == "hold" {
			held <- struct{}{}
			<-release
		}
		return false
	}
	s := watching(t, watch.Options{Skip: skip}, "old/sub/a.md")
	s.must(os.Mkdir(s.full("hold"), 0o777)) // one event
	<-held
	s.must(os.Mkdir(s.full("new"), 0o777))
	s.rename("old", "new/old")
	close(release)
	go func() {
		for range held {
		}
	}()
	if reason := s.all(); !strings.Contains(reason, "were moved") {
		t.Error(reason)
	}
	s.write("new/old/sub/a.md", "later")
	s.one("new/old/sub/a.md")
}

// TestTrash moves folders out of sight and removes them there, which makes
// fsnotify report a watch that the system has dropped already.
func TestTrash(t *testing.T) {
	outside := t.TempDir()
	s := watching(t, watch.Options{Quiet: time.Millisecond, Lull: 2 * time.Millisecond, Bound: 5 * time.Millisecond}, "a.md")
	for i := range 300 {
		trash := filepath.Join(outside, strconv.Itoa(i))
		s.write("old/sub/a.md", "x")
		for !slices.Contains(s.next().Paths, "old/sub/a.md") {
		}
		s.must(os.Rename(s.full("old"), trash))
		s.must(os.RemoveAll(trash))
		for change := s.next(); !slices.Contains(change.Paths, "old/sub/a.md"); change = s.next() {
			if change.All {
				t.Fatal(change.Reason)
			}
		}
	}
}

// TestLinks: a link is named with what it leads to, through links and folders.
func TestLinks(t *testing.T) {
	outside := t.TempDir()
	s := &site{t: t, root: t.TempDir()}
	s.write("real/a.md", "x")
	s.write("real/b.md", "x")
	s.write(".secret/c.md", "x")
	s.must(os.WriteFile(filepath.Join(outside, "d.md"), []byte("x"), 0o666))
	s.link("real/a.md", "one.md")
	s.link("./one.md", "two.md")
	s.link("real", "folder")
	s.link(filepath.Join(s.root, "folder", "b.md"), "three.md")
	s.link(".secret/c.md", "secret.md")
	s.link(filepath.Join(outside, "d.md"), "out.md")
	s.link("loop.md", "loop.md")
	s.start(watch.Options{})

	s.write("real/a.md", "y")
	s.one("one.md", "real/a.md", "two.md")
	s.write("real/b.md", "y")
	s.one("real/b.md", "three.md")
	s.write(".secret/c.md", "yy")
	s.one("secret.md")
	s.must(os.WriteFile(filepath.Join(outside, "d.md"), []byte("yy"), 0o666))
	s.one("out.md")

	// A link is replaced, as ln -sfn does it, and so is a folder on the way.
	s.link("real/b.md", "one.new")
	s.rename("one.new", "one.md")
	s.one("one.md", "one.new", "two.md")
	s.write("real/b.md", "z")
	s.one("one.md", "real/b.md", "three.md", "two.md")
	s.write("other/b.md", "x")
	s.named("other/b.md")
	s.remove("folder")
	s.link("other", "folder")
	s.named("folder", "three.md")
	s.write("other/b.md", "y")
	s.one("other/b.md", "three.md")
	s.remove("other")
	s.named("other/b.md", "three.md")
	s.write("other/b.md", "y")
	s.named("other/b.md", "three.md")
}

// TestRootIsLink: the watched folder may be given by a link, and a change of the
// link is a change of the folder.
func TestRootIsLink(t *testing.T) {
	s := &site{t: t, root: t.TempDir()}
	s.write("one/a.md", "x")
	s.write("two/a.md", "x")
	s.link("one", "current")
	real := s.root
	s.root = s.full("current")
	s.start(watch.Options{Root: s.root})
	s.write("a.md", "y")
	s.one("a.md")

	s.must(os.Symlink("two", filepath.Join(real, "next")))
	s.must(os.Rename(filepath.Join(real, "next"), s.root))
	if reason := s.all(); !strings.Contains(reason, "another folder") {
		t.Error(reason)
	}
	s.write("a.md", "y")
	s.one("a.md")
}

// TestRootGoes: the watched folder is removed, renamed, and comes back.
func TestRootGoes(t *testing.T) {
	for name, poll := range map[string]time.Duration{"told": 0, "poll": 20 * time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			s := watching(t, watch.Options{Root: filepath.Join(t.TempDir(), "site"), Poll: poll}, "a.md")
			away := s.root + "-away"
			for _, gone := range []func() error{
				func() error { return os.Rename(s.root, away) },
				func() error { return os.RemoveAll(s.root) },
			} {
				s.must(gone())
				if reason := s.all(); !strings.Contains(reason, "is gone") {
					t.Error(reason)
				}
				s.write("sub/a.md", "x")
				if reason := s.all(); !strings.Contains(reason, "is back") {
					t.Error(reason)
				}
				s.write("sub/a.md", "later")
				for !slices.Contains(s.next().Paths, "sub/a.md") {
				}
			}
		})
	}
}

// TestStart: a folder that cannot be watched is an error at once.
func TestStart(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, root := range []string{file, file + "-nowhere"} {
		for _, poll := range []time.Duration{0, time.Second} {
			if _, err := watch.Start(t.Context(), watch.Options{Root: root, Poll: poll}); err == nil {
				t.Errorf("%s can be watched", filepath.Base(root))
			}
		}
	}
}

// TestRelease: once the channel is closed, nothing is held any more, whatever the
// watcher was doing.
func TestRelease(t *testing.T) {
	s := watching(t, watch.Options{}, "a/b/c.md", "d.md")
	s.write("d.md", "x")
	s.one("d.md")
	goroutines, descriptors := runtime.NumGoroutine(), openFiles(t)
	for i := range 50 {
		ctx, cancel := context.WithCancel(t.Context())
		var poll time.Duration
		if i%2 == 1 {
			poll = time.Millisecond
		}
		w, err := watch.Start(ctx, watch.Options{Root: s.root, Poll: poll})
		if err != nil {
			t.Fatal(err)
		}
		s.write("a/b/c.md", "later")
		if i%3 == 0 {
			<-w.Changes()
		}
		cancel()
		for range w.Changes() {
		}
		if now := openFiles(t); now != descriptors {
			t.Fatalf("%d descriptors, want %d", now, descriptors)
		}
	}
	for deadline := time.Now().Add(patience); runtime.NumGoroutine() > goroutines; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines, want %d", runtime.NumGoroutine(), goroutines)
		}
	}
}

// openFiles counts the descriptors of this process, where the system tells.
func openFiles(t *testing.T) int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(entries)
}
