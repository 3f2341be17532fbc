package publish

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

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
// the path and the sum. There are very many: what it has is as short as it can be.
type ours struct {
	path   string
	sum    digest // of its content
	recipe uint64 // that it was made by; 0 where that is not known
	seen   seen.File
	// until is a moment, by the clock of the file system: what changed about the file before
	// it is known. See knows.
	until  int64
	line   span   // where the record that the folder remembers names it; see line
	number uint32 // among the files of the record, when it was kept last

	turn uint32 // the last transaction of the folder that claimed it
	kept bool   // this one kept it
	sure bool   // a change of it shows in what is seen
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

// A span is a part of a text. The zero value is none, which stands for all that is beyond
// the first 4 GB.
type span struct{ from, to uint32 }

func (s span) length() int { return int(s.to - s.from) }

// spanOf gives a part of a text.
func spanOf(from, to int) span {
	if to > math.MaxUint32 {
		return span{}
	}
	return span{uint32(from), uint32(to)}
}

// A recordWriter writes a record: byte for byte what encoding/json makes of it with an
// indent of two spaces. It is written twice in each commit, and reflection over a map
// of all files takes longer than everything else that there is to do when one of 10,000
// changed. What the last record says of files is copied from it: of those that follow
// each other in both, in one piece. The text, 8 MB of a large site, is in no memory.
type recordWriter struct {
	last  []byte // the text that lines have been in
	spans []span // of the files in the text that was written, in their order

	to     io.Writer
	failed error
	length int    // of what was written
	text   []byte // that follows
	copied span   // of the last text, which follows that
}

// write writes a record, and gives the first error of the writer.
func (w *recordWriter) write(to io.Writer, files, pending iter.Seq[line], folders []string) error {
	*w = recordWriter{last: w.last, spans: w.spans[:0], to: to, text: w.text[:0]}
	w.say(recordHead)
	if w.lines("{", files) {
		w.say("\n  }")
	} else {
		w.say("{}")
	}
	spans := w.spans
	if w.lines(",\n  \"pending\": {", pending) {
		w.say("\n  }")
	}
	w.spans = spans
	w.say(",\n  \"folders\": [")
	for i, folder := range folders {
		if i > 0 {
			w.say(",")
		}
		w.say("\n    ")
		w.text = appendQuoted(w.text, folder)
	}
	if len(folders) > 0 {
		w.say("\n  ")
	}
	w.say("]\n}\n")
	w.flush()
	return w.failed
}

// recordHead is how every record begins.
var recordHead = fmt.Sprintf("{\n  \"version\": %d,\n  \"files\": ", recordVersion)

// betweenLines is what stands between two lines.
const betweenLines = ",\n    "

// lines writes sums by paths behind what opens them, if there are any, and tells so.
func (w *recordWriter) lines(open string, lines iter.Seq[line]) (some bool) {
	between := open + "\n    "
	for l := range lines {
		from := 0
		if some && l.was.to > 0 && w.copied.to > 0 && l.was.from == w.copied.to+uint32(len(betweenLines)) {
			w.copied.to = l.was.to
			from = w.at() - l.was.length()
		} else {
			w.say(between)
			from = w.at()
			w.line(l)
		}
		w.spans = append(w.spans, spanOf(from, w.at()))
		some, between = true, betweenLines
	}
	return some
}

// line writes what is said of a file.
func (w *recordWriter) line(l line) {
	if l.was.to > 0 {
		w.copied = l.was // say has written what was to be copied before
		return
	}
	w.text = appendQuoted(w.text, l.path)
	w.text = append(w.text, `: "`...)
	w.text = hex.AppendEncode(w.text, l.sum[:])
	w.text = append(w.text, '"')
}

// at is how long all is that there is so far.
func (w *recordWriter) at() int { return w.length + len(w.text) + w.copied.length() }

// say writes texts.
func (w *recordWriter) say(texts ...string) {
	if w.copied.to > 0 || len(w.text) > 1<<15 {
		w.flush()
	}
	for _, text := range texts {
		w.text = append(w.text, text...)
	}
}

// flush hands on what there is so far.
func (w *recordWriter) flush() {
	for _, part := range [...][]byte{w.text, w.last[w.copied.from:w.copied.to]} {
		if w.length += len(part); w.failed == nil && len(part) > 0 {
			_, w.failed = w.to.Write(part)
		}
	}
	w.text, w.copied = w.text[:0], span{}
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
	t.recorded = true
	text := t.folder.read
	if t.folder.read = nil; text != nil && t.stillSays(text) {
		t.oldText, t.old, t.recordSum = text, t.folder.left, t.folder.text
		return nil
	}
	text, err := t.disk.root.ReadFile(recordName)
	if err != nil {
		return t.refused(recordName, err)
	}
	t.oldText, t.recordSum = text, xxhash.Sum64(text)
	if t.old = t.folder.recordOf(text, t.recordSum); t.old == nil {
		t.old, t.lost = parseRecord(text)
		return t.translate(t.old)
	}
	return nil
}

// stillSays tells whether the record has a text that it had when it was seen before.
func (t *Transaction) stillSays(text []byte) bool {
	if info, err := t.disk.root.Lstat(recordName); err == nil && seen.Closely(info) == t.folder.readOf {
		return true
	}
	return t.disk.says(recordName, text)
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
