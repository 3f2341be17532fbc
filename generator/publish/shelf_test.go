package publish

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// suspend begins to publish a site, some of it as it will be and some otherwise, and
// gives up for a newer transaction. It tells how many files it has written.
func suspend(t *testing.T, f *Folder, files site, random *rand.Rand) (written int) {
	t.Helper()
	tx, err := f.Begin()
	if err != nil {
		return 0 // something is in the way
	}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		content := files[path]
		switch random.IntN(4) {
		case 0:
			continue
		case 1:
			content += "of another build"
		}
		if !tx.Keep(path, recipeOf(content)) && tx.Write(path, recipeOf(content), []byte(content)) == nil {
			written++
		}
	}
	tx.Suspend()
	tx.Abort() // does nothing any more
	return written
}

// What a suspended transaction wrote is there for the next one, and only as it was.
func TestSuspend(t *testing.T) {
	publishTwo := func(f *Folder, meanwhile func()) (kept []string) {
		tx, err := f.Begin()
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{"a", "b/c"} {
			if err := tx.Write(path, recipeOf(path), []byte(path)); err != nil {
				t.Fatal(err)
			}
		}
		tx.Suspend()
		meanwhile()
		if tx, err = f.Begin(); err != nil {
			t.Fatal(err)
		}
		for path, recipe := range map[string]uint64{"a": recipeOf("a"), "b/c": recipeOf("b/c"), "d": recipeOf("d")} {
			if tx.Keep(path, recipe) {
				kept = append(kept, path)
			} else if err := tx.Write(path, recipe, []byte(path)); err != nil {
				t.Fatal(err)
			}
		}
		if s, err := tx.Commit(t.Context()); err != nil || s.Written != 3 {
			t.Fatal(s, err)
		}
		equalTrees(t, "published", published(t, f.out), site{"a": "a", "b/c": "b/c", "d": "d"}.withFolders(nil))
		slices.Sort(kept)
		return kept
	}
	out := func() *Folder { return NewFolder(filepath.Join(t.TempDir(), "made", "public")) }
	f := out()
	if kept := publishTwo(f, func() {}); !slices.Equal(kept, []string{"a", "b/c"}) {
		t.Errorf("kept %q", kept)
	}
	f = out()
	if kept := publishTwo(f, func() {
		if err := os.WriteFile(filepath.Join(f.out, stagingName, "1"), []byte("otherwise"), 0o644); err != nil {
			t.Fatal(err)
		}
	}); len(kept) != 1 {
		t.Errorf("kept %q, of which one was changed", kept)
	}
	f = out()
	if kept := publishTwo(f, func() {
		other, err := Begin(f.out) // nobody is locked out
		if err != nil {
			t.Fatal(err)
		}
		other.Abort()
	}); len(kept) != 0 {
		t.Errorf("kept %q, which somebody cleared", kept)
	}
}

// TestSuspendedAgain: what was written anew takes the place of what was there.
func TestSuspendedAgain(t *testing.T) {
	f := NewFolder(t.TempDir())
	for turn := range 5 {
		tx, err := f.Begin()
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{"a", "b"} {
			if err := tx.Write(path, uint64(turn+1), fmt.Append(nil, turn)); err != nil {
				t.Fatal(err)
			}
		}
		tx.Suspend()
	}
	if staged, err := os.ReadDir(filepath.Join(f.out, stagingName)); err != nil || len(staged) != 2 {
		t.Errorf("%d files are staged for two pages, %v", len(staged), err)
	}
}

// TestClose: nothing is left of a transaction that no other follows, not even the
// folders that it made.
func TestClose(t *testing.T) {
	above := t.TempDir()
	f := NewFolder(filepath.Join(above, "made", "public"))
	for range 2 {
		suspend(t, f, site{"a": "1", "b": "2", "c": "3", "d": "4"}, rand.New(rand.NewPCG(1, 1)))
	}
	if _, err := os.Stat(filepath.Join(f.out, stagingName)); err != nil {
		t.Fatal("nothing was suspended:", err)
	}
	f.Close()
	f.Close()
	if left, err := os.ReadDir(above); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}
