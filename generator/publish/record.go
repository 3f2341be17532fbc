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

// recordVersion is the version of the record's form. A record of another
// version is as good as unreadable: what it would say is not known here.
const recordVersion = 1

// A record is what this tool notes about an output folder: what it wrote into it.
// It is kept there as JSON with sorted keys, one file a line:
//
//	version  recordVersion
//	files    for each file the SHA-256 of its content, in hexadecimal
//	pending  the content that files were about to get; it is there only while a
//	         commit runs, or after it was killed
//	folders  those that this tool made, sorted
type record struct {
	files   []*ours          // sorted by path; those that are pending alone have no sum
	at      map[string]*ours // by path
	pending map[string]digest
	folders []string
	// clean says that a transaction claimed all files together, so that no two are in
	// each other's way. A record that was read may say anything.
	clean bool
}

// An ours is a file that a record names. One that was read knows no more of it than
// the path and the sum.
type ours struct {
	path   string
	sum    digest // of its content
	recipe uint64 // that it was made by; 0 where that is not known
	seen   seen.File
	sure   bool // a change of it shows in what is seen

	turn uint64 // the last transaction of the folder that claimed it
	kept bool   // this one kept it
}

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
	if read.Version != recordVersion {
		return &record{}, fmt.Errorf("the record has version %d, not %d", read.Version, recordVersion)
	}
	r := &record{at: map[string]*ours{}, pending: map[string]digest{}, folders: read.Folders}
	for path, sum := range read.Files {
		r.at[path] = &ours{path: path, sum: parseSum(sum)}
	}
	for path, sum := range read.Pending {
		r.pending[path] = parseSum(sum)
		if r.at[path] == nil {
			r.at[path] = &ours{path: path}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(r.at)) {
		if err := checkPath(path); err != nil {
			return &record{}, err
		}
		r.files = append(r.files, r.at[path])
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

// recordText is a record as it is written: byte for byte what encoding/json makes
// of it with an indent of two spaces. It is written twice in each commit, and
// reflection over a map of all files takes longer than everything else that there
// is to do when one of 10,000 changed.
//
// room is how many bytes it may have.
func recordText(room int, files, pending iter.Seq2[string, digest], folders []string) []byte {
	text := fmt.Appendf(make([]byte, 0, room), "{\n  \"version\": %d,\n  \"files\": ", recordVersion)
	text, _ = appendSums(text, files)
	if with, some := appendSums(append(text, ",\n  \"pending\": "...), pending); some {
		text = with
	}
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

// appendSums appends an object of sums by paths, and tells whether any are in it.
func appendSums(text []byte, sums iter.Seq2[string, digest]) (longer []byte, some bool) {
	text = append(text, '{')
	for path, sum := range sums {
		if some {
			text = append(text, ',')
		}
		text = append(text, "\n    "...)
		text = appendQuoted(text, path)
		text = append(text, `: "`...)
		text = hex.AppendEncode(text, sum[:])
		text = append(text, '"')
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

// sums gives the sums of files by their paths.
func sums(files []*ours) iter.Seq2[string, digest] {
	return func(yield func(string, digest) bool) {
		for _, o := range files {
			if !yield(o.path, o.sum) {
				return
			}
		}
	}
}

// owns tells whether a file with this content at this path is ours.
func (r *record) owns(path string, sum digest) bool {
	o := r.at[path]
	return o != nil && sum != nothingThere && (o.sum == sum || r.pending[path] == sum)
}

// names tells whether the record names a file, whatever its content.
func (r *record) names(path string) bool { return r.at[path] != nil }

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
	text, err := t.disk.root.ReadFile(recordName)
	if err != nil {
		return t.refused(recordName, err)
	}
	t.oldText = text
	if t.old = t.folder.recordOf(text); t.old == nil {
		t.old, t.lost = parseRecord(text)
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
	return err == nil && slices.ContainsFunc(r.files, func(o *ours) bool { return o.sum != nothingThere })
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
