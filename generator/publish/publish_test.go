package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A site is what a build writes: content by path.
type site map[string]string

// writeAll writes a site into a transaction, in the order of its paths.
func writeAll(t *Transaction, files site) error {
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if err := t.Write(path, 0, []byte(files[path])); err != nil {
			return err
		}
	}
	return nil
}

// build publishes a site with the hook before, as a build would.
func build(out string, files site, before func(op, path string) error) (Summary, error) {
	tx, err := begin(out, before)
	if err != nil {
		return Summary{}, err
	}
	defer tx.Abort()
	if err := writeAll(tx, files); err != nil {
		return Summary{}, err
	}
	return tx.Commit(context.Background())
}

// begin is Begin with a hook that is asked before each step which changes something
// on the disk.
func begin(out string, before func(op, path string) error) (*Transaction, error) {
	f := NewFolder(out)
	f.before = before
	return f.Begin()
}

func mustBuild(t *testing.T, out string, files site) Summary {
	t.Helper()
	s, err := build(out, files, nil)
	if err != nil {
		t.Fatalf("build: %v", err)
	}
	return s
}

// tree shows a folder: content by path, "/" for a folder, "-> x" for a link.
func tree(t *testing.T, root string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || path == root {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		switch {
		case entry.IsDir():
			all[rel] = "/"
		case entry.Type()&fs.ModeSymlink != 0:
			to, _ := os.Readlink(path)
			all[rel] = "-> " + to
		default:
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			all[rel] = string(content)
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return all
}

// published is tree without the record.
func published(t *testing.T, root string) map[string]string {
	all := tree(t, root)
	delete(all, recordName)
	return all
}

// withFolders is the tree that a site is, with extra entries.
func (s site) withFolders(extra map[string]string) map[string]string {
	all := map[string]string{}
	for path, content := range s {
		all[path] = content
		for _, at := range above(path) {
			all[at] = "/"
		}
	}
	maps.Copy(all, extra)
	return all
}

func equalTrees(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\ngot  %q\nwant %q", what, got, want)
	}
}

// put writes a file as somebody else would.
func put(t *testing.T, root, path, content string) {
	t.Helper()
	path = filepath.Join(root, path)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestBuildsFollowEachOther(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site", "public")
	first := site{"index.html": "home", "backend/a.html": "a", "backend/b.html": "b", "css/site.css": "x"}
	s := mustBuild(t, out, first)
	if s.Written != 4 || s.Unchanged != 0 || s.Removed != 0 {
		t.Errorf("first build: %+v", s)
	}
	equalTrees(t, "first build", published(t, out), first.withFolders(nil))

	second := site{"index.html": "home", "backend/a.html": "A!", "guides/g.html": "g"}
	s = mustBuild(t, out, second)
	if s.Written != 2 || s.Unchanged != 1 || s.Removed != 2 {
		t.Errorf("second build: %+v", s)
	}
	equalTrees(t, "second build", published(t, out), second.withFolders(nil))

	record := tree(t, out)[recordName]
	s = mustBuild(t, out, second)
	if s.Written != 0 || s.Unchanged != 3 || s.Removed != 0 {
		t.Errorf("third build: %+v", s)
	}
	if got := tree(t, out)[recordName]; got != record || strings.Contains(got, "pending") {
		t.Errorf("the record changed without need:\n%s\n%s", record, got)
	}
	if !Stands(out) || Stands(t.TempDir()) {
		t.Error("Stands does not tell a published site")
	}
}

func TestUnchangedFilesAreNotTouched(t *testing.T) {
	out := t.TempDir()
	mustBuild(t, out, site{"same.html": "same", "other.html": "1"})
	same, record := filepath.Join(out, "same.html"), filepath.Join(out, recordName)
	long := time.Now().Add(-time.Hour).Truncate(time.Second)
	for _, path := range []string{same, record} {
		if err := os.Chtimes(path, long, long); err != nil {
			t.Fatal(err)
		}
	}
	before, _ := os.Stat(same)
	mustBuild(t, out, site{"same.html": "same", "other.html": "1"})
	if info, _ := os.Stat(record); !info.ModTime().Equal(long) {
		t.Error("the record was rewritten by a build that changed nothing")
	}
	mustBuild(t, out, site{"same.html": "same", "other.html": "2"})
	after, err := os.Stat(same)
	if err != nil || !os.SameFile(before, after) || !after.ModTime().Equal(long) {
		t.Errorf("an unchanged file was touched: %v, %v, %v", before.ModTime(), after, err)
	}
}

func TestAbortLeavesNothing(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "a", "b")
	tx, err := Begin(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := tx.Write("x/y.html", 0, []byte("y")); err != nil {
		t.Fatal(err)
	}
	tx.Abort()
	tx.Abort()
	equalTrees(t, "aborted", tree(t, parent), map[string]string{})
	if err := tx.Write("z", 0, nil); err == nil {
		t.Error("a transaction that has ended takes files")
	}
	if _, err := tx.Commit(context.Background()); err == nil {
		t.Error("a transaction that has ended commits")
	}

	mustBuild(t, out, site{"x/y.html": "old"})
	before := tree(t, parent)
	if tx, err = Begin(out); err != nil {
		t.Fatal(err)
	}
	if err := tx.Write("x/y.html", 0, []byte("new")); err != nil {
		t.Fatal(err)
	}
	tx.Abort()
	equalTrees(t, "aborted over a site", tree(t, parent), before)
}

func TestCancelledCommitChangesNothing(t *testing.T) {
	out := t.TempDir()
	mustBuild(t, out, site{"a": "1", "b": "1", "c": "1"})
	before := tree(t, out)
	ctx, cancel := context.WithCancel(context.Background())
	renames := 0
	tx, err := begin(out, func(op, _ string) error {
		if op == "rename" {
			if renames++; renames == 3 { // the journal, one file, and in the next
				cancel()
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := writeAll(tx, site{"a": "2", "b": "2", "c": "2"}); err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Commit(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("commit: %v", err)
	}
	equalTrees(t, "cancelled", tree(t, out), before)
}

func TestWriteFromManyGoroutines(t *testing.T) {
	out := t.TempDir()
	want := site{}
	for n := range 400 {
		want[fmt.Sprintf("d%d/e%d/%d.html", n%7, n%3, n)] = strings.Repeat("x", n)
	}
	for range 2 { // everything new, everything unchanged
		tx, err := Begin(out)
		if err != nil {
			t.Fatal(err)
		}
		var all sync.WaitGroup
		for path, content := range want {
			all.Go(func() {
				if err := tx.Write(path, 0, []byte(content)); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if _, err := tx.Commit(context.Background()); err != nil {
			t.Fatal(err)
		}
		equalTrees(t, "published", published(t, out), want.withFolders(nil))
	}
}

func TestWriteRefusesPaths(t *testing.T) {
	for name, paths := range map[string][]string{
		"empty":           {""},
		"folder":          {"."},
		"absolute":        {"/etc/x"},
		"upwards":         {"a/../../x"},
		"not clean":       {"a//b"},
		"backslash":       {`a\b`},
		"control":         {"a\nb"},
		"not UTF-8":       {"a\xff"},
		"record":          {".tradeoff.json"},
		"staging, case":   {".Tradeoff-Staging/x"},
		"twice":           {"a.html", "a.html"},
		"twice, case":     {"a/b.html", "A/B.html"},
		"file and folder": {"a", "a/b/c"},
		"folder and file": {"a/b/c", "A/b"},
	} {
		t.Run(name, func(t *testing.T) {
			out := t.TempDir()
			tx, err := Begin(out)
			if err != nil {
				t.Fatal(err)
			}
			defer tx.Abort()
			for i, path := range paths {
				if err = tx.Write(path, 0, []byte("x")); (err != nil) != (i == len(paths)-1) {
					t.Fatalf("Write(%q): %v", path, err)
				}
			}
			if _, commit := tx.Commit(context.Background()); !errors.Is(commit, err) {
				t.Errorf("commit after a refused path: %v", commit)
			}
			equalTrees(t, "refused", tree(t, out), map[string]string{})
		})
	}
}

func FuzzWriteStaysInside(f *testing.F) {
	for _, path := range []string{"a", "../a", "a/../../b", "/a", "link/x", ".tradeoff.lock", "a/b/", "C:x", "\x00"} {
		f.Add(path, "link/y")
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		parent := t.TempDir()
		out := filepath.Join(parent, "out")
		put(t, parent, "elsewhere/keep", "keep")
		put(t, out, "keep", "keep")
		if err := os.Symlink("../elsewhere", filepath.Join(out, "link")); err != nil {
			t.Fatal(err)
		}
		tx, err := Begin(out)
		if err != nil {
			t.Fatal(err)
		}
		_ = tx.Write(first, 0, []byte("new"))
		_ = tx.Write(second, 0, []byte("new"))
		_, _ = tx.Commit(context.Background())
		all := tree(t, parent)
		for path, content := range all {
			if !strings.HasPrefix(path, "out") && !strings.HasPrefix(path, "elsewhere") ||
				path == "elsewhere/keep" && content != "keep" || path == "elsewhere/y" {
				t.Errorf("%q, %q: changed %q", first, second, path)
			}
		}
		if all["out/keep"] != "keep" || all["out/link"] != "-> ../elsewhere" {
			t.Errorf("%q, %q: a foreign file was changed", first, second)
		}
	})
}
