package publish

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tradeoff/generator/seen"
)

// recordVersion is the version of the record's form. A record of version 1 is
// understood too; see former. One of any other version is as good as unreadable:
// what it would say is not known here.
const recordVersion = 2

// A record is what this tool notes about an output folder: what it wrote into it.
// It is kept there as JSON with sorted keys, one file a line:
//
//	version  recordVersion
//	files    for each file the digest of its content, in hexadecimal
//	pending  the content that files were about to get; it is there only while a
//	         commit runs, or after it was killed
//	folders  those that this tool made, sorted
type record struct {
	files   []*ours // sorted by path; those that are pending alone have no sum
	pending map[string]digest
	folders []string
	former  former // nil where the record has the form of now
	// clean says that a transaction claimed all files together, so that no two are in
	// each other's way. A record that was read may say anything.
	clean  bool
	groups groups // nil where nothing is remembered
}

// find gives the file that the record names by a path, or nil. There are very many: a
// map of them takes longer to make than a search in their order, which few are asked of.
func (r *record) find(path string) *ours {
	i, found := slices.BinarySearchFunc(r.files, path, func(o *ours, path string) int { return strings.Compare(o.path, path) })
	if !found {
		return nil
	}
	return r.files[i]
}

// An ours is a file that a record names. One that was read knows no more of it than
// the path and the sum.
type ours struct {
	path   string
	sum    digest // of its content
	recipe uint64 // that it was made by; 0 where that is not known
	seen   seen.File
	sure   bool // a change of it shows in what is seen
	// until is a moment, by the clock of the file system: what changed about the file before
	// it is known. See knows.
	until  int64
	line   span // where the record that the folder remembers names it; see line
	number int  // among the files of the record, when it was kept last

	turn uint64 // the last transaction of the folder that claimed it
	kept bool   // this one kept it
}

// knows tells whether nothing about a file changed since somebody looked into it, where
// the system says when something about it changed last: not its content either, although
// its time was set back. Where the system does not say it (0), nothing did.
func (o *ours) knows(changed int64) bool { return changed == 0 || changed < o.until }

// parseRecord reads a record. Every path in it leads into the output folder.
func parseRecord(text []byte) (*record, error) {
	var read struct {
		Version int               `json:"version"`
		Files   map[string]string `json:"files"`
		Pending map[string]string `json:"pending"`
		Folders []string          `json:"folders"`
	}
	if err := json.Unmarshal(text, &read); err != nil {
		return &record{}, err
	}
	if read.Version != recordVersion && read.Version != formerVersion {
		return &record{}, fmt.Errorf("the record has version %d, not %d", read.Version, recordVersion)
	}
	r := &record{pending: map[string]digest{}, folders: read.Folders}
	if read.Version == formerVersion {
		r.former = former{}
		r.former.note(read.Files)
		r.former.note(read.Pending)
	}
	at := map[string]*ours{}
	for path, sum := range read.Files {
		at[path] = &ours{path: path, sum: parseSum(sum)}
	}
	for path, sum := range read.Pending {
		r.pending[path] = parseSum(sum)
		if at[path] == nil {
			at[path] = &ours{path: path}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(at)) {
		if err := checkPath(path); err != nil {
			return &record{}, err
		}
		r.files = append(r.files, at[path])
	}
	for _, path := range r.folders {
		if err := checkPath(path); err != nil {
			return &record{}, err
		}
	}
	return r, nil
}

// parseSum reads a sum; what is none is no file's sum.
func parseSum(text string) (sum digest) {
	if read, err := hex.DecodeString(text); err == nil && len(read) == len(sum) {
		copy(sum[:], read)
	}
	return sum
}

// A line is what a record says of a file.
type line struct {
	path string
	sum  digest
	was  span // where the last record says the same; zero where that is not known
}

// A span is a part of a text.
type span struct{ from, to int }

// A recordWriter writes a record: byte for byte what encoding/json makes of it with an
// indent of two spaces. It is written twice in each commit, and reflection over a map
// of all files takes longer than everything else that there is to do when one of 10,000
// changed. What the last record says of a file is copied from it.
type recordWriter struct {
	room  int    // how many bytes it may have
	count int    // how many files
	last  []byte // the text that lines have been in
	spans []span // of the files in the text that was written, in their order
}

func (w *recordWriter) text(files, pending iter.Seq[line], folders []string) []byte {
	text := append(make([]byte, 0, w.room), recordHead...)
	w.spans = make([]span, 0, w.count)
	text, _ = w.appendLines(text, files)
	spans := w.spans
	if with, some := w.appendLines(append(text, ",\n  \"pending\": "...), pending); some {
		text = with
	}
	w.spans = spans
	text = append(text, ",\n  \"folders\": ["...)
	for i, folder := range folders {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(text, "\n    "...)
		text = appendQuoted(text, folder)
	}
	if len(folders) > 0 {
		text = append(text, "\n  "...)
	}
	return append(text, "]\n}\n"...)
}

// recordHead is how every record begins.
var recordHead = fmt.Sprintf("{\n  \"version\": %d,\n  \"files\": ", recordVersion)

// appendLines appends an object of sums by paths, and tells whether any are in it.
func (w *recordWriter) appendLines(text []byte, lines iter.Seq[line]) (longer []byte, some bool) {
	text = append(text, '{')
	for l := range lines {
		if some {
			text = append(text, ',')
		}
		text = append(text, "\n    "...)
		from := len(text)
		if l.was.to > 0 {
			text = append(text, w.last[l.was.from:l.was.to]...)
		} else {
			text = appendQuoted(text, l.path)
			text = append(text, `: "`...)
			text = hex.AppendEncode(text, l.sum[:])
			text = append(text, '"')
		}
		w.spans = append(w.spans, span{from, len(text)})
		some = true
	}
	if some {
		text = append(text, "\n  "...)
	}
	return append(text, '}'), some
}

// appendQuoted appends a path as a JSON string.
func appendQuoted(text []byte, path string) []byte {
	for i := range len(path) {
		switch c := path[i]; {
		case c < ' ', c > '~', c == '"', c == '\\', c == '<', c == '>', c == '&':
			quoted, _ := json.Marshal(path) // a string is always JSON
			return append(text, quoted...)
		}
	}
	text = append(text, '"')
	text = append(text, path...)
	return append(text, '"')
}

// linesOf gives what a record says of files.
func linesOf(files []*ours) iter.Seq[line] {
	return func(yield func(line) bool) {
		for _, o := range files {
			if !yield(line{o.path, o.sum, o.line}) {
				return
			}
		}
	}
}

// owns tells whether a file with this content at this path is ours.
func (r *record) owns(path string, sum digest) bool {
	o := r.find(path)
	return o != nil && sum != nothingThere && (o.sum == sum || r.pending[path] == sum)
}

// hasSpare tells whether the record has folders that no file needs: they were left
// because of what somebody else had put there, and go with it.
func (r *record) hasSpare() bool {
	needed := map[string]bool{}
	for _, o := range r.files {
		if holder := o.path[:max(0, strings.LastIndexByte(o.path, '/'))]; holder != "" && !needed[holder] {
			for _, at := range above(o.path) {
				needed[at] = true
			}
		}
	}
	return slices.ContainsFunc(r.folders, func(at string) bool { return !needed[at] })
}

// names tells whether the record names a file, whatever its content.
func (r *record) names(path string) bool { return r.find(path) != nil }

// spellings gives the recorded paths by their [fold]ed form.
func (r *record) spellings() map[string][]string {
	all := map[string][]string{}
	for _, o := range r.files {
		all[fold(o.path)] = append(all[fold(o.path)], o.path)
	}
	return all
}

// recall reads the record of the earlier build, or remembers it where it is the one
// that the folder left. One that is missing is empty; one that cannot be read is
// empty too, and t.lost says why.
func (t *Transaction) recall() error {
	switch what, err := t.disk.look(recordName); {
	case err != nil:
		return t.refused(recordName, err)
	case what == nothing:
		t.folder.forget()
		return nil
	case what != regular:
		return t.foreign(recordName, false)
	}
	text := t.folder.read
	if t.folder.read = nil; text != nil && t.disk.says(recordName, text) {
		t.oldText, t.old = text, t.folder.left
		return nil
	}
	text, err := t.disk.root.ReadFile(recordName)
	if err != nil {
		return t.refused(recordName, err)
	}
	t.oldText = text
	if t.old = t.folder.recordOf(text); t.old == nil {
		t.old, t.lost = parseRecord(text)
		return t.translate(t.old)
	}
	return nil
}

// Stands tells whether the folder out holds a site that this tool published.
func Stands(out string) bool {
	text, err := os.ReadFile(filepath.Join(out, recordName))
	if err != nil {
		return false
	}
	r, err := parseRecord(text)
	return err == nil && slices.ContainsFunc(r.files, func(o *ours) bool { return o.sum != nothingThere || len(r.former[o.path]) > 0 })
}

// checkPath tells what is wrong with the path of a file in the output folder.
func checkPath(path string) error {
	switch top, _, _ := strings.Cut(path, "/"); {
	case path == "." || !fs.ValidPath(path) || !filepath.IsLocal(filepath.FromSlash(path)):
		return fmt.Errorf("publish: %q is not a path within the output folder", path)
	case strings.ContainsFunc(path, func(c rune) bool { return c < ' ' || c == '\\' || c == 0x7f }):
		return fmt.Errorf("publish: %q has a character that is not allowed in a path", path)
	case strings.HasPrefix(fold(top), reserved):
		return errors.New("publish: " + reserved + "… is reserved for what this tool notes about the output")
	}
	return nil
}
