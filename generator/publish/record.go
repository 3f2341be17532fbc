package publish

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// recordVersion is the version of the record's form. A record of another
// version is as good as unreadable: what it would say is not known here.
const recordVersion = 1

// A record names what this tool wrote into an output folder. It is kept there
// as JSON with sorted keys, one file a line.
type record struct {
	Version int `json:"version"`
	// Files gives for each file the SHA-256 of its content, in hexadecimal.
	Files map[string]string `json:"files"`
	// Pending is there only while a commit runs, or after it was killed: the
	// content that files were about to get.
	Pending map[string]string `json:"pending,omitempty"`
	// Folders are those that this tool made, sorted.
	Folders []string `json:"folders"`
}

// parseRecord reads a record. Every path in it leads into the output folder.
func parseRecord(text []byte) (record, error) {
	var r record
	if err := json.Unmarshal(text, &r); err != nil {
		return record{}, err
	}
	if r.Version != recordVersion {
		return record{}, fmt.Errorf("the record has version %d, not %d", r.Version, recordVersion)
	}
	for _, path := range append(r.paths(), r.Folders...) {
		if err := checkPath(path); err != nil {
			return record{}, err
		}
	}
	return r, nil
}

// text is the record as it is written.
func (r record) text() ([]byte, error) {
	text, err := json.MarshalIndent(r, "", "  ")
	return append(text, '\n'), err
}

// owns tells whether a file with this content at this path is ours.
func (r record) owns(path, sum string) bool {
	return sum != "" && (r.Files[path] == sum || r.Pending[path] == sum)
}

// names tells whether the record names a file, whatever its content.
func (r record) names(path string) bool {
	_, is := r.Files[path]
	_, will := r.Pending[path]
	return is || will
}

// paths gives the files that the record names, sorted.
func (r record) paths() []string {
	all := maps.Clone(r.Files)
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, r.Pending)
	return slices.Sorted(maps.Keys(all))
}

// spellings gives the recorded paths by their [fold]ed form.
func (r record) spellings() map[string][]string {
	all := map[string][]string{}
	for _, path := range r.paths() {
		all[fold(path)] = append(all[fold(path)], path)
	}
	return all
}

// recall reads the record of the earlier build. One that is missing is empty;
// one that cannot be read is empty too, and t.lost says why.
func (t *Transaction) recall() error {
	switch what, err := t.disk.look(recordName); {
	case err != nil:
		return t.refused(recordName, err)
	case what == nothing:
		return nil
	case what != regular:
		return t.foreign(recordName, false)
	}
	text, err := t.disk.root.ReadFile(recordName)
	if err != nil {
		return t.refused(recordName, err)
	}
	t.oldText = text
	t.old, t.lost = parseRecord(text)
	t.oldNames = t.old.spellings()
	return nil
}

// Stands tells whether the folder out holds a site that this tool published.
func Stands(out string) bool {
	text, err := os.ReadFile(filepath.Join(out, recordName))
	if err != nil {
		return false
	}
	r, err := parseRecord(text)
	return err == nil && len(r.Files) > 0
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
