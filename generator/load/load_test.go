package load_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color/palette"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tradeoff/generator/diag"
	"tradeoff/generator/load"
	"tradeoff/generator/source"
)

const (
	config   = "title: Small\n"
	category = "title: Backend\nattributes: [{id: language, type: text}]\n"
	guide    = "---\ntitle: Guide\ndescription: D.\n---\nText.\n"
	drawing  = `<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>`
)

// small is a site without faults.
var small = map[string]string{
	"data/site.yaml":             config,
	"data/backend/category.yaml": category,
	"data/backend/django.yaml":   "name: Django\n",
	"guides/a.md":                guide,
}

// siteWith is the small site with further files; the text "absent" takes one
// away.
func siteWith(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, set := range []map[string]string{small, files} {
		for name, text := range set {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
			if text == "absent" {
				delete(fsys, name)
			}
		}
	}
	return fsys
}

func loaded(t *testing.T, fsys fstest.MapFS) (*source.Tree, string) {
	t.Helper()
	tree, diags, err := load.Site(context.Background(), fsys)
	if err != nil {
		t.Fatal(err)
	}
	return tree, report(diags)
}

func report(diags diag.List) string {
	var b strings.Builder
	for _, d := range diags.Sorted() {
		fmt.Fprintf(&b, "%s: %s: %s [%s] %s\n", d.Position, d.Severity, d.Message, d.Code, d.Hint)
	}
	return b.String()
}

// names lists what a tree has.
func names(tree *source.Tree) string {
	var words []string
	for _, c := range tree.Categories {
		words = append(words, c.ID)
	}
	for _, o := range tree.Options {
		words = append(words, o.CategoryID+"/"+o.ID)
	}
	for _, g := range tree.Guides {
		words = append(words, g.ID)
	}
	for _, f := range tree.Files {
		words = append(words, f.Path)
	}
	return strings.Join(words, " ")
}

func TestOrder(t *testing.T) {
	tree, r := loaded(t, siteWith(map[string]string{
		"data/backend/rails.yaml": "", "data/backend/rails-api.yaml": "", "data/api/category.yaml": category, "data/api/rest.yaml": "", "data/api-2/category.yaml": category,
		"guides/b/a.md": guide, "guides/b-a.md": guide, "guides/b.md": guide, "guides/z.csv": "a", "guides/b/p.svg": drawing,
	}))
	want := "api api-2 backend api/rest backend/django backend/rails backend/rails-api a b b-a b/a guides/b/p.svg guides/z.csv"
	if got := names(tree); got != want || r != "" {
		t.Errorf("got  %s\nwant %s\n%s", got, want, r)
	}
	if f := tree.Files[0]; !f.Picture || f.Width != 30 || f.Height != 20 || tree.Files[1].Picture {
		t.Errorf("%+v", tree.Files)
	}
}

// TestPassedOver: these files are no part of the site, and nothing to mention.
func TestPassedOver(t *testing.T) {
	tree, r := loaded(t, siteWith(map[string]string{
		".git/config": "x", "Makefile": "x", "mkdocs.yml": "x", "templates/x.yml": "x", "public/index.html": "x",
		"README.md": "x", "data/README.md": "x", "data/backend/readme.md": "x", "guides/ReadMe.md": "x",
		"data/.hidden/category.yml": "x", "data/backend/.django.yaml.swp": "x", "guides/.obsidian/Über.md": "x", "guides/.a.yml": "x",
	}))
	if got := names(tree); got != "backend backend/django a" || r != "" {
		t.Errorf("got %s\n%s", got, r)
	}
}

func TestFaults(t *testing.T) {
	const idRule = "becomes an address: only lower-case letters a to z, digits and hyphens are allowed [invalid-id]"
	for name, test := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"no site.yaml": {map[string]string{"data/site.yaml": "absent"},
			[]string{"data/site.yaml: error: there is no data/site.yaml, which says what the site is called [missing-file] make the file with one line: title: My comparisons"}},
		"empty site.yaml": {map[string]string{"data/site.yaml": ""}, []string{"data/site.yaml: error: "}},
		".yml": {map[string]string{"data/backend/rails.yml": "", "data/x/category.YML": "", "guides/x.yml": ""},
			[]string{"data/backend/rails.yml: error: the file ends in .yml and would not be read [wrong-ending] rename it to rails.yaml",
				"data/x/category.YML: error: the file ends in .YML and would not be read [wrong-ending] rename it to category.yaml",
				"guides/x.yml: error: the file ends in .yml and would not be read [wrong-ending] rename it to x.yaml"}},
		"unknown files": {map[string]string{"data/backend/notes.txt": "", "data/stray.yaml": "", "data/backend/deep/x.yaml": "", "data/backend/rails.yaml~": "", "data/backend/X.YAML": ""},
			[]string{"data/backend/X.YAML: error: the file ends in .YAML and would not be read [wrong-ending] rename it to x.yaml",
				"data/backend/deep/x.yaml: warning: the file is passed over: nothing here is called that [unknown-file] a category's options lie directly in its folder: data/<category>/<option>.yaml",
				"data/backend/notes.txt: warning: the file is passed over: nothing here is called that [unknown-file] data/ holds .yaml files",
				"data/backend/rails.yaml~: warning: the file is passed over: nothing here is called that [unknown-file] data/ holds .yaml files",
				"data/stray.yaml: warning: the file is passed over: nothing here is called that [unknown-file] the only file directly in data/ is site.yaml; a category is a folder with a category.yaml"}},
		"a folder of options alone": {map[string]string{"data/api/rest.yaml": "", "data/api/soap.yaml": ""},
			[]string{"data/api: error: the folder has options but no category.yaml, which says what they are compared on [missing-file] make data/api/category.yaml with a title and attributes"}},
		"names that are no ids": {map[string]string{"data/backend/Node.js  20.yaml": "", "data/Back End/category.yaml": category, "data/Back End/x.yaml": "",
			"guides/Über uns.md": guide, "guides/Old Ones/a.md": guide, "guides/Old Ones/Bad.md": guide, "guides/π.md": guide, "guides/a.b.md": guide},
			[]string{"data/Back End: error: the folder's name \"Back End\" " + idRule + " rename it to back-end",
				"data/backend/Node.js  20.yaml: error: the file's name \"Node.js  20\" " + idRule + " rename it to node-js-20",
				"guides/Old Ones: error: the folder's name \"Old Ones\" " + idRule + " rename it to old-ones",
				"guides/a.b.md: error: the file's name \"a.b\" " + idRule + " rename it to a-b",
				"guides/Über uns.md: error: the file's name \"Über uns\" " + idRule + " rename it to uber-uns",
				"guides/π.md: error: the file's name \"π\" " + idRule}},
		"pictures": {map[string]string{"guides/a.png": "", "guides/b.PNG": "no picture", "guides/c.svg": "<html/>", "guides/d.svg": "text", "guides/e.avif": "whatever", "guides/f.svg": ""},
			[]string{"guides/a.png: error: the picture is empty [empty-file] save the picture again, or remove the file",
				"guides/b.PNG: error: the picture cannot be read as png [unreadable-file] check that the file's ending says what it is, and that it is whole",
				"guides/c.svg: error: the picture cannot be read as svg [unreadable-file] check that the file's ending says what it is, and that it is whole",
				"guides/d.svg: error: the picture cannot be read as svg [unreadable-file] check that the file's ending says what it is, and that it is whole",
				"guides/f.svg: error: the picture is empty [empty-file] save the picture again, or remove the file"}},
		"a file where a folder is meant": {map[string]string{"guides/a.md": "absent", "guides": "text"},
			[]string{"guides: error: expected a folder called \"guides\", found a file [unreadable-file] rename the file, or remove it"}},
	} {
		tree, r := loaded(t, siteWith(test.files))
		got := strings.Split(strings.TrimSuffix(r, "\n"), "\n")
		if !slices.EqualFunc(got, test.want, func(g, w string) bool { return strings.HasPrefix(g, w) }) {
			t.Errorf("%s: got\n%swant\n%s", name, r, strings.Join(test.want, "\n"))
		}
		if tree.Config == nil {
			t.Errorf("%s: there is no configuration at all", name)
		}
	}
}

// TestDataIsAFile: nothing below it can be read, and nothing panics.
func TestDataIsAFile(t *testing.T) {
	_, r := loaded(t, fstest.MapFS{"data": {Data: []byte("x")}})
	if !strings.Contains(r, `data: error: expected a folder called "data", found a file`) {
		t.Error(r)
	}
}

// TestGoesOn: what is wrong with one file keeps no other from being read.
func TestGoesOn(t *testing.T) {
	tree, r := loaded(t, siteWith(map[string]string{
		"data/backend/broken.yaml": "name: [", "data/api/category.yaml": "{", "data/api/rest.yaml": "nmae: REST", "guides/b.md": "no front matter", "guides/c.md": "",
	}))
	for _, part := range []string{"data/backend/broken.yaml:", "data/api/category.yaml:", "data/api/rest.yaml:1:1", "guides/b.md:1:1", "guides/c.md: error: the file is empty"} {
		if !strings.Contains(r, part) {
			t.Errorf("nothing about %s in\n%s", part, r)
		}
	}
	if got, want := names(tree), "api backend api/rest backend/broken backend/django a b c"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestRawHTML(t *testing.T) {
	files := map[string]string{"guides/a.md": guide + "\n<b>raw</b>\n"}
	if _, r := loaded(t, siteWith(files)); !strings.Contains(r, "guides/a.md:7:1: warning") {
		t.Errorf("raw HTML is not mentioned: %s", r)
	}
	files["data/site.yaml"] = config + "raw_html: true\n"
	if _, r := loaded(t, siteWith(files)); r != "" {
		t.Error(r)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	tree, _, err := load.Site(ctx, siteWith(nil))
	if !errors.Is(err, context.Canceled) || tree == nil {
		t.Errorf("%v, %v", tree, err)
	}
}

// TestPictureSizes measures pictures of each kind, whatever the case of their
// endings.
func TestPictureSizes(t *testing.T) {
	pixels := image.NewPaletted(image.Rect(0, 0, 7, 5), palette.Plan9)
	kinds := map[string]func(io.Writer) error{
		"p.PNG":  func(w io.Writer) error { return png.Encode(w, pixels) },
		"p.gif":  func(w io.Writer) error { return gif.Encode(w, pixels, nil) },
		"p.JpEg": func(w io.Writer) error { return jpeg.Encode(w, pixels, nil) },
	}
	for name, encode := range kinds {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			t.Fatal(err)
		}
		tree, r := loaded(t, siteWith(map[string]string{"guides/" + name: b.String()}))
		want := source.File{Sum: source.SumOf(b.Bytes()), Path: "guides/" + name, Picture: true, Width: 7, Height: 5}
		if r != "" || len(tree.Files) != 1 || tree.Files[0] != want {
			t.Errorf("%s: %+v %s", name, tree.Files, r)
		}
	}
}

// TestUnreadable puts folders where files are expected. A folder that is called
// like a file is a folder; what is in it lies too deep.
func TestUnreadable(t *testing.T) {
	site := t.TempDir()
	for name, text := range small {
		write(t, filepath.Join(site, name), text)
	}
	write(t, filepath.Join(site, "data", "backend", "rails.yaml", "x.yaml"), "")
	write(t, filepath.Join(site, "guides", "b.md", "c.md"), guide)
	tree, r := openAndLoad(t, site)
	if got, want := names(tree), "backend backend/django a"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, part := range []string{"data/backend/rails.yaml/x.yaml: warning:", `guides/b.md: error: the folder's name "b.md"`} {
		if !strings.Contains(r, part) {
			t.Errorf("nothing about %s in\n%s", part, r)
		}
	}
}

// vanishing is a file system whose files are listed and cannot be read.
type vanishing struct{ fstest.MapFS }

func (v vanishing) ReadFile(name string) ([]byte, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("Permission denied")}
}

// TestCannotBeRead: a system may refuse any file after it was listed.
func TestCannotBeRead(t *testing.T) {
	tree, diags, err := load.Site(context.Background(), vanishing{siteWith(map[string]string{"guides/p.svg": drawing})})
	if err != nil || names(tree) != "" {
		t.Fatal(names(tree), err)
	}
	want := ""
	for _, file := range []string{"data/backend/category.yaml", "data/site.yaml", "guides/a.md", "guides/p.svg"} {
		want += file + ": error: the file cannot be read: permission denied [unreadable-file] check that it is there and that you may read it\n"
	}
	if got := report(diags); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func openAndLoad(t *testing.T, folder string) (*source.Tree, string) {
	t.Helper()
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	tree, diags, err := load.Site(context.Background(), root.FS())
	if err != nil {
		t.Fatal(err)
	}
	return tree, report(diags)
}
