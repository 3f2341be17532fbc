package publish

import (
	"encoding/hex"
	"encoding/json"
	"path/filepath"
	"strings"
	"unsafe"

	"github.com/cespare/xxhash/v2"

	"tradeoff/generator/cache"
	"tradeoff/generator/seen"
	"tradeoff/generator/wire"
)

// FolderKind is the kind of the entries of this package: by the absolute path of an
// output folder, what a [Folder] remembers of it.
const FolderKind cache.Kind = 'p'

// KeepIn makes the folder recall what transactions of another process left, as far as a
// cache has it. The cache may be nil.
func (f *Folder) KeepIn(c *cache.Cache) { f.cache = c }

// Keep puts what is remembered into the cache, where it is not yet: of each file what the
// record does not say, in the order of the record. That is some ten bytes for each file, so
// it is not done for each transaction of a process that goes on.
func (f *Folder) Keep() {
	absolute, err := filepath.Abs(f.out)
	if f.cache == nil || f.left == nil || f.put || err != nil {
		return
	}
	f.put = true
	var w wire.Writer
	w.Strings(f.left.folders)
	w.Uint(uint64(len(f.left.files)))
	var last seen.File
	var until int64
	for i, o := range f.left.files {
		o.number = i
		w.Fixed(o.recipe)
		w.Bool(o.sure)
		o.seen.WriteAfter(&w, last)
		w.Uint(uint64(o.until ^ until)) // mostly the same
		last, until = o.seen, o.until
	}
	w.Uint(uint64(len(f.left.groups)))
	for key, g := range f.left.groups {
		w.Fixed(key)
		w.Uint(uint64(len(g.files)))
		for _, o := range g.files {
			w.Uint(uint64(o.number))
		}
	}
	if bulk, ok := f.cache.PutBulk(w.Text()); ok { // entries are read by each process that has a use for one
		var of wire.Writer
		of.Fixed(f.text)
		f.cache.Put(FolderKind, absolute, of.Text(), bulk)
	}
}

// recollect takes what another process remembered of the folder, in which a record with
// this text lies.
func (f *Folder) recollect(text []byte) {
	absolute, err := filepath.Abs(f.out)
	if err != nil {
		return
	}
	value, bulk, ok := f.cache.Get(FolderKind, absolute)
	of := wire.Read(value)
	sum := of.Fixed()
	if !ok || !of.Done() || sum != xxhash.Sum64(text) {
		return
	}
	kept, err := f.cache.ReadBulk(bulk)
	if err != nil {
		return
	}
	r := wire.Read(kept)
	left := &record{folders: r.Strings(), clean: true}
	files, ok := scanRecord(unsafe.String(unsafe.SliceData(text), len(text))) // which nobody changes
	if !ok || r.Uint() != uint64(len(files)) {
		return
	}
	left.files = make([]*ours, len(files))
	var last seen.File
	var until int64
	for i := range files {
		o := &files[i]
		o.recipe, o.sure, o.seen = r.Fixed(), r.Bool(), seen.ReadAfter(r, last)
		o.until = until ^ int64(r.Uint())
		left.files[i], last, until = o, o.seen, o.until
	}
	left.groups = readGroups(r, left.files)
	if !r.Done() {
		return
	}
	f.left, f.text, f.put = left, sum, true
}

// readGroups reads the groups of some files.
func readGroups(r *wire.Reader, files []*ours) groups {
	n := r.Uint()
	if n > uint64(len(files)) {
		r.Fail()
		return nil
	}
	all := make(groups, n)
	for range n {
		key := r.Fixed()
		length := r.Uint()
		if length > uint64(len(files)) {
			r.Fail()
			return nil
		}
		g := &group{files: make([]*ours, length)}
		for i := range g.files {
			at := r.Uint()
			if at >= uint64(len(files)) {
				r.Fail()
				return nil
			}
			g.files[i] = files[at]
		}
		all[key] = g
	}
	return all
}

// scanRecord reads the files of a record that a [recordWriter] wrote and that has none
// that are pending. It takes a tenth of what parseRecord takes, and understands nothing
// else; ok is false for that.
func scanRecord(text string) (files []ours, ok bool) {
	rest, ok := strings.CutPrefix(text, recordHead+"{")
	if !ok {
		return nil, false
	}
	if strings.HasPrefix(rest, "},\n  \"folders\": [") {
		return nil, true
	}
	files = make([]ours, 0, len(text)/60)
	for {
		if rest, ok = strings.CutPrefix(rest, "\n    "); !ok {
			return nil, false
		}
		path, sum, length := scanLine(rest)
		if length == 0 {
			return nil, false
		}
		from := len(text) - len(rest)
		files = append(files, ours{path: path, sum: sum, line: span{from, from + length}})
		rest = rest[length:]
		if strings.HasPrefix(rest, "\n  },\n  \"folders\": [") {
			return files, true
		}
		if rest, ok = strings.CutPrefix(rest, ","); !ok {
			return nil, false
		}
	}
}

// scanLine reads the path and the sum with which a text begins; the length is 0 where it
// does not.
func scanLine(text string) (path string, sum digest, length int) {
	if !strings.HasPrefix(text, `"`) {
		return "", sum, 0
	}
	end := 1
	for end < len(text) && text[end] != '"' {
		if text[end] == '\\' {
			end++
		}
		end++
	}
	const between = `": "`
	length = end + len(between) + 2*len(sum) + len(`"`)
	if length > len(text) || text[end:end+len(between)] != between || text[length-1] != '"' {
		return "", sum, 0
	}
	path = text[1:end]
	if strings.Contains(path, `\`) && json.Unmarshal([]byte(text[:end+1]), &path) != nil {
		return "", sum, 0
	}
	if _, err := hex.Decode(sum[:], []byte(text[end+len(between):length-1])); err != nil {
		return "", sum, 0
	}
	return path, sum, length
}
