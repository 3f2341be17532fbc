package publish

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// Where the system can look and move in one step, and where it cannot, a file is placed
// where nothing is, and never over what somebody put there in the meantime.
func TestHands(t *testing.T) {
	for name, slow := range map[string]bool{"in one step": false, "in two": true} {
		t.Run(name, func(t *testing.T) {
			out := t.TempDir()
			root, err := os.OpenRoot(out)
			if err != nil {
				t.Fatal(err)
			}
			defer root.Close()
			put(t, out, "a/theirs", "x")
			put(t, out, "a/b/x", "x")
			h := hands{disk: &disk{root: root}, slow: slow}
			defer h.close()
			for _, test := range []struct {
				path string
				want error
			}{
				{"top", nil}, {"a/1", nil}, {"a/theirs", fs.ErrExist}, {"a/2", nil}, {"a/b/1", nil}, {"a/b", fs.ErrExist}, {"a/3", nil}, {"top", fs.ErrExist},
				{"nowhere/1", fs.ErrNotExist},
			} {
				put(t, out, stagingName+"/1", test.path)
				err := h.place(stagingName+"/1", test.path)
				if !errors.Is(err, test.want) {
					t.Errorf("%s: %v, want %v", test.path, err, test.want)
				}
			}
			got := tree(t, out)
			for path, want := range map[string]string{"top": "top", "a/1": "a/1", "a/theirs": "x", "a/2": "a/2", "a/b/1": "a/b/1", "a/3": "a/3", "a/b/x": "x"} {
				if got[path] != want {
					t.Errorf("%s is %q, want %q", path, got[path], want)
				}
			}
		})
	}
}

// What somebody puts in the way of a file after it was written fails the commit, which
// takes back what it did so far.
func TestInTheWayAtLast(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	mustBuild(t, out, site{"b/old": "1"})
	tx, err := Begin(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := writeAll(tx, site{"a": "1", "b/new": "1", "b/old": "1"}); err != nil {
		t.Fatal(err)
	}
	put(t, out, "b/new", "theirs")
	var problem *Problem
	if _, err := tx.Commit(context.Background()); !errors.As(err, &problem) {
		t.Errorf("the commit gives %v", err)
	}
	equalTrees(t, "after the commit", published(t, out), map[string]string{"b": "/", "b/old": "1", "b/new": "theirs"})
}
