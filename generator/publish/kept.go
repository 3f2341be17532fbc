package publish

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"math"
	"path/filepath"
	"unsafe"

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
	w.Grow(len(f.left.files)*keptOfFile + len(f.left.groups)*8)
	w.Strings(f.left.folders)
	w.Uint(uint64(len(f.left.files)))
	var last seen.File
	var until int64
	for i, o := range f.left.files {
		o.number = uint32(i)
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

// keptOfFile is how many bytes are kept of most files, at most.
const keptOfFile = 26

// recollect takes what another process remembered of the folder, in which a record with
// this text and this hash lies.
func (f *Folder) recollect(text []byte, is uint64) {
	absolute, err := filepath.Abs(f.out)
	if err != nil {
		return
	}
	value, bulk, ok := f.cache.Get(FolderKind, absolute)
	of := wire.Read(value)
	sum := of.Fixed()
	if !ok || !of.Done() || sum != is {
		return
	}
	kept, err := f.cache.ReadBulk(bulk)
	if err != nil {
		return
	}
	r := wire.Read(kept)
	left := &record{folders: r.Strings(), clean: true}
	count := r.Uint()
	if count > uint64(len(text)) {
		return
	}
	files, ok := scanRecord(text, int(count)) // which nobody changes
	if !ok || count != uint64(len(files)) {
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
// that are pending; there should be so many. It takes a twentieth of what parseRecord takes,
// and understands nothing else; ok is false for that. The paths are cut out of the text,
// which nobody changes.
func scanRecord(text []byte, count int) (files []ours, ok bool) {
	const between, end = "\n    ", "\n  },\n  \"folders\": ["
	rest, ok := bytes.CutPrefix(text, []byte(recordHead+"{"))
	if !ok || len(text) > math.MaxUint32 {
		return nil, false
	}
	if bytes.HasPrefix(rest, []byte("},\n  \"folders\": [")) {
		return nil, true
	}
	files = make([]ours, 0, count)
	for {
		if !bytes.HasPrefix(rest, []byte(between)) {
			return nil, false
		}
		rest = rest[len(between):]
		from := len(text) - len(rest)
		files = append(files, ours{})
		o := &files[len(files)-1]
		length := o.scan(rest)
		if length == 0 {
			return nil, false
		}
		o.line = spanOf(from, from+length)
		if rest = rest[length:]; len(rest) > 0 && rest[0] == ',' {
			rest = rest[1:]
		} else {
			return files, bytes.HasPrefix(rest, []byte(end))
		}
	}
}

// scan reads the path and the sum with which a text begins, and gives how long they are: 0
// where it does not begin so.
func (o *ours) scan(text []byte) (length int) {
	const between = `": "`
	quoted := bytes.IndexByte(text[min(1, len(text)):], '"') // few paths have to escape one
	if quoted < 0 || text[0] != '"' {
		return 0
	}
	end := quoted + 1
	path := text[1:end]
	if bytes.IndexByte(path, '\\') >= 0 {
		if end = escapedEnd(text); json.Unmarshal(text[:min(end+1, len(text))], &o.path) != nil {
			return 0
		}
	} else {
		o.path = unsafe.String(unsafe.SliceData(path), len(path))
	}
	length = end + len(between) + hex.EncodedLen(len(o.sum)) + len(`"`)
	if length > len(text) || string(text[end:end+len(between)]) != between || text[length-1] != '"' {
		return 0
	}
	if _, err := hex.Decode(o.sum[:], text[end+len(between):length-1]); err != nil {
		return 0
	}
	return length
}

// escapedEnd gives where a JSON string ends with which a text begins.
func escapedEnd(text []byte) int {
	end := 1
	for end < len(text) && text[end] != '"' {
		if text[end] == '\\' {
			end++
		}
		end++
	}
	return end
}
