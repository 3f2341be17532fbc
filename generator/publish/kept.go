package publish

import (
	"path/filepath"

	"github.com/cespare/xxhash/v2"

	"tradeoff/generator/cache"
	"tradeoff/generator/seen"
	"tradeoff/generator/wire"
)

// FolderKind is the kind of the entries of this package: by the absolute path of an
// output folder, what a [Folder] remembers of it.
const FolderKind cache.Kind = 'p'

// KeepIn makes the folder remember in a cache, too, what its transactions leave, and
// recall what those of another process left. The cache may be nil.
func (f *Folder) KeepIn(c *cache.Cache) { f.cache = c }

// keep writes what is remembered into the cache.
func (f *Folder) keep() {
	absolute, err := filepath.Abs(f.out)
	if f.cache == nil || f.left == nil || err != nil {
		return
	}
	var w wire.Writer
	w.Fixed(f.text)
	w.Strings(f.left.folders)
	wire.List(&w, f.left.files, func(o *ours) {
		w.String(o.path)
		w.Bytes(o.sum[:])
		w.Fixed(o.recipe)
		o.seen.Write(&w)
		w.Bool(o.sure)
	})
	f.cache.Put(FolderKind, absolute, w.Text(), cache.Bulk{})
}

// recollect takes what another process remembered of the folder, in which a record with
// this text lies.
func (f *Folder) recollect(text []byte) {
	absolute, err := filepath.Abs(f.out)
	if err != nil {
		return
	}
	value, _, ok := f.cache.Get(FolderKind, absolute)
	if !ok {
		return
	}
	r := wire.Read(value)
	sum := r.Fixed()
	if sum != xxhash.Sum64(text) {
		return
	}
	left := &record{folders: r.Strings(), clean: true}
	all := wire.ReadList(r, func() (o ours) {
		o.path = r.String()
		copy(o.sum[:], r.Bytes(len(o.sum)))
		o.recipe, o.seen, o.sure = r.Fixed(), seen.Read(r), r.Bool()
		return o
	})
	if !r.Done() {
		return
	}
	left.files, left.at = make([]*ours, len(all)), make(map[string]*ours, len(all))
	for i := range all {
		left.files[i], left.at[all[i].path] = &all[i], &all[i]
	}
	f.left, f.text = left, sum
}
