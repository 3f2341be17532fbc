package publish

import (
	"io/fs"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/cespare/xxhash/v2"

	"tradeoff/generator/seen"
	"tradeoff/generator/wire"
)

// TestKept keeps a folder with something in every field of every file, and recollects it.
func TestKept(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	for n := range 40 {
		r := &record{clean: true, files: []*ours{}, folders: []string{"a", "a/b"}[:n%3], groups: groups{}}
		for i := range n {
			o := &ours{path: string([]rune{'a' + rune(i/26), '/', 'a' + rune(i%26)}), recipe: random.Uint64(), seen: anyFile(random), sure: random.IntN(2) == 0, until: int64(random.Uint64())}
			for at := range o.sum {
				o.sum[at] = byte(random.Uint32())
			}
			r.files = append(r.files, o)
			if i%5 == 4 {
				r.groups[random.Uint64()] = &group{files: slices.Clone(r.files[i-random.IntN(4) : i+1])}
			}
		}
		w := recordWriter{}
		text := w.text(linesOf(r.files), nobody, r.folders)
		for i, o := range r.files {
			o.line = w.spans[i]
		}
		own, out := t.TempDir(), t.TempDir()
		f, end := inProcess(t, own, out)
		f.left, f.text = r, xxhash.Sum64(text)
		end()
		f, end = inProcess(t, own, out)
		if f.recollect(text); f.left == nil || f.Left() != xxhash.Sum64(text) {
			t.Fatalf("%d files: nothing is recollected", n)
		}
		end()
		for _, o := range r.files {
			o.number = 0 // of no use but for keeping
		}
		if !reflect.DeepEqual(f.left, r) {
			t.Fatalf("%d files: got\n%+v\nwant\n%+v", n, f.left, r)
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
