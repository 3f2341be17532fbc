package publish

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// A folder is untouched where a transaction that remembers nothing would find nothing to
// do, whatever happened to it since another process left it.
func TestUntouchedIsTrue(t *testing.T) {
	steps := 50
	if testing.Short() {
		steps = 20
	}
	untouched, touched := 0, 0
	for seed := range uint64(2) {
		r := &rehearsal{random: rand.New(rand.NewPCG(seed, 3)), folder: NewFolder(filepath.Join(t.TempDir(), "public")), files: site{}, remembers: t.TempDir()}
		r.open(t)
		for step := range steps {
			for range r.random.IntN(3) {
				r.edit()
			}
			_, _, _, err := again(t.Context(), r.folder, r.files)
			for _, p := range problemsIn(err) { // or every transaction would fail before long
				_ = os.RemoveAll(p.Path)
			}
			left := r.folder.Left()
			r.end(t)
			if r.random.IntN(2) == 0 {
				time.Sleep(55 * time.Millisecond)
			}
			r.comes(t)
			r.open(t)
			if err == nil && r.folder.IsUntouched(left) {
				untouched++
				r.hasNothingToDo(t)
			} else {
				touched++
			}
			if t.Failed() {
				t.Fatalf("seed %d, step %d", seed, step)
			}
		}
	}
	t.Logf("untouched %d times, touched %d times", untouched, touched)
	if untouched < 3 || touched < 3 {
		t.Error("the test does not test what it should")
	}
}

// comes is what happens to a folder between two processes: mostly nothing.
func (r *rehearsal) comes(t *testing.T) {
	switch r.random.IntN(8) {
	case 0, 1:
		r.meddle(t)
	case 2:
		_, _ = build(r.folder.out, r.files, nil)
	case 3: // another process leaves a folder in which somebody has put something
		more := maps.Clone(r.files)
		more["zz/y"] = "1"
		_, _ = build(r.folder.out, more, nil)
		put(t, r.folder.out, "zz/theirs", "x")
		_, _ = build(r.folder.out, r.files, nil)
		if r.random.IntN(2) == 0 {
			remove("zz/theirs")(t, r.folder.out)
		}
	case 4:
		for _, path := range slices.Sorted(maps.Keys(r.files)) {
			path = filepath.Join(r.folder.out, path)
			if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() && r.random.IntN(3) == 0 {
				secretly(t, path, "3")
			}
		}
	}
}

// hasNothingToDo publishes into a copy of the folder, with an empty memory.
func (r *rehearsal) hasNothingToDo(t *testing.T) {
	t.Helper()
	copied := filepath.Join(t.TempDir(), "public")
	copyTree(t, r.folder.out, copied)
	did, err := build(copied, r.files, nil)
	if err != nil || did.Written+did.Removed+len(did.Changed)+len(did.Kept) > 0 || did.Lost {
		t.Errorf("the folder is untouched, but a transaction did %+v, %v", did, err)
	}
	equalTrees(t, "untouched", tree(t, copied), tree(t, r.folder.out))
}

// A record that names the same files and another folder is not the one that was left.
func TestUntouchedIsOfTheRecord(t *testing.T) {
	own, out, files := t.TempDir(), t.TempDir(), site{"a/b": "1", "c": "1"}
	f, end := inProcess(t, own, out)
	mustAgain(t, f, files)
	left := f.Left()
	end()
	mustBuild(t, out, site{"a/b": "1", "c": "1", "d/e": "1"})
	put(t, out, "d/theirs", "x")
	mustBuild(t, out, files)
	remove("d/theirs")(t, out)
	for _, ready := range []bool{false, true} {
		f, end = inProcess(t, own, out)
		if ready {
			f.Ready()
		}
		if f.IsUntouched(left) {
			t.Errorf("ready %t: there is a folder more to remove", ready)
		}
		end()
	}
}
