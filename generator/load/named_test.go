package load_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// caseless is a file system that tells names apart neither by the case of their
// letters nor by their Unicode form. It lists them as they are spelled.
type caseless struct{ fs.FS }

// spelled gives the name by which the file system has a file.
func (c caseless) spelled(name string) string {
	at := "."
	for _, part := range strings.Split(name, "/") {
		entries, _ := fs.ReadDir(c.FS, at)
		for _, e := range entries {
			if strings.EqualFold(norm.NFC.String(e.Name()), norm.NFC.String(part)) {
				part = e.Name()
			}
		}
		at = filepath.ToSlash(filepath.Join(at, part))
	}
	return at
}

func (c caseless) Open(name string) (fs.File, error)    { return c.FS.Open(c.spelled(name)) }
func (c caseless) ReadFile(name string) ([]byte, error) { return fs.ReadFile(c.FS, c.spelled(name)) }
func (c caseless) ReadDir(name string) ([]fs.DirEntry, error) {
	return fs.ReadDir(c.FS, c.spelled(name))
}
func (c caseless) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(c.FS, c.spelled(name)) }
func (c caseless) ReadLink(name string) (string, error)   { return fs.ReadLink(c.FS, c.spelled(name)) }
func (c caseless) Stat(name string) (fs.FileInfo, error)  { return fs.Stat(c.FS, c.spelled(name)) }

// TestNamedOtherwise: a file may be named with other letters than the disk has,
// where that does not tell them apart.
func TestNamedOtherwise(t *testing.T) {
	remove := func(file string) error { return os.RemoveAll(file) }
	write := func(file string) error { return put(file, "other") }
	capitals := func(file string) error {
		return os.Rename(file, filepath.Join(filepath.Dir(file), strings.ToUpper(filepath.Base(file))))
	}
	for _, test := range []struct {
		file  string
		do    func(file string) error
		named []string
	}{
		{"guides/a.md", write, []string{"guides/A.md"}},
		{"guides/a.md", remove, []string{"Guides/a.MD"}},
		{"guides/a.md", capitals, []string{"guides/a.md", "guides/A.MD"}},
		{"guides/new.md", write, []string{"guides/New.md"}},
		{"guides/Bad.md", remove, []string{"guides/bad.md"}},
		{"guides/b", remove, []string{"guides/B"}},
		{"guides/b/c.md", write, []string{"guides/B"}},
		{"guides/b/c.md", write, []string{"GUIDES"}},
		{"guides/b", capitals, []string{"guides/B"}},
		{"guides/é.txt", write, []string{"guides/e\u0301.txt"}},
		{"guides/é.txt", remove, []string{"guides/E\u0301.txt"}},
		{"data/api/rest.yaml", write, []string{"DATA/API/REST.YAML"}},
		{"data/site.yaml", write, []string{"data/Site.yaml"}},
	} {
		fsys, folder := onDisk(t, larger())
		w := &watched{fsys: caseless{fsys.FS}}
		if err := w.again(nil); err != nil {
			t.Fatal(err)
		}
		if err := test.do(filepath.Join(folder, test.file)); err != nil {
			t.Fatal(err)
		}
		if err := w.again(test.named); err != nil {
			t.Errorf("%s, named %q: %v", test.file, test.named, err)
		}
	}
}
