package publish

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"reflect"
	"testing"

	"tradeoff/generator/seen"
	"tradeoff/generator/wire"
)

// TestKept keeps a folder with something in every field of every file: the next process
// begins with the same.
func TestKept(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	for _, n := range []int{0, 10, 11, 25, 40} { // groups of few files name the first one twice
		own, out, files := t.TempDir(), t.TempDir(), site{}
		for i := range n {
			files[fmt.Sprintf("%c/%c%d %s", 'a'+i/9, 'a'+i%7, i, []string{"", `"`, "ü", "&"}[i%4])] = fmt.Sprint(i)
		}
		f, end := inProcess(t, own, out)
		mustAgain(t, f, files)
		want := f.left
		for _, o := range want.files {
			o.recipe, o.seen, o.sure, o.until = random.Uint64(), anyFile(random), random.IntN(2) == 0, int64(random.Uint64())
		}
		end()
		f, end = inProcess(t, own, out)
		tx, err := f.Begin()
		if err != nil || f.left == nil {
			t.Fatalf("%d files: nothing is recalled, %v", n, err)
		}
		tx.Abort()
		end()
		of := map[*ours]*ours{}
		for i, o := range want.files {
			o.number, o.turn, o.kept = 0, 0, false // which are of one process
			of[o] = f.left.files[i]
		}
		if !reflect.DeepEqual(f.left.files, want.files) || !reflect.DeepEqual(f.left.folders, want.folders) || !f.left.clean {
			t.Fatalf("%d files: got\n%+v\nwant\n%+v", n, f.left, want)
		}
		sameGroups(t, f.left.groups, want.groups, of)
	}
}

// sameGroups compares groups of files with those that were kept; of gives the files as
// they were recalled.
func sameGroups(t *testing.T, got, want groups, of map[*ours]*ours) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d groups, want %d", len(got), len(want))
	}
	for key, g := range want {
		if got[key] == nil || len(got[key].files) != len(g.files) {
			t.Fatalf("group %x is %v, want %v", key, got[key], g)
		}
		for i, o := range g.files {
			if got[key].files[i] != of[o] {
				t.Errorf("file %d of group %x is %s, want %s", i, key, got[key].files[i].path, o.path)
			}
		}
	}
}

// anyFile is what the system may say of a file.
func anyFile(random *rand.Rand) seen.File {
	var w wire.Writer
	for range 5 {
		w.Fixed(random.Uint64() >> random.IntN(64))
	}
	w.Fixed(uint64(fs.FileMode(random.Uint32() >> random.IntN(32))))
	return seen.Read(wire.Read(string(w.Text())))
}
