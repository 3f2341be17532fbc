package load_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"tradeoff/generator/cache"
	"tradeoff/generator/diag"
	"tradeoff/generator/load"
	"tradeoff/generator/source"
)

// A disk is a folder that keeps count of what is asked of it, and can refuse to
// be read.
type disk struct {
	fs.FS
	mutex   sync.Mutex
	refused map[string]bool
	read    []string // files, in no order
	listed  int      // folders
	onRead  func()   // called before each file is read
}

// onDisk makes a folder of files and opens it.
func onDisk(t testing.TB, files map[string]string) (*disk, string) {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		if err := put(filepath.Join(folder, name), text); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return &disk{FS: root.FS(), refused: map[string]bool{}, onRead: func() {}}, folder
}

func put(file, text string) error {
	return errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644))
}

func (d *disk) ReadFile(name string) ([]byte, error) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.onRead()
	d.read = append(d.read, name)
	if d.refused[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return fs.ReadFile(d.FS, name)
}

func (d *disk) ReadDir(name string) ([]fs.DirEntry, error) {
	d.listed++
	if d.refused[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return fs.ReadDir(d.FS, name)
}

func (d *disk) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(d.FS, name) }
func (d *disk) ReadLink(name string) (string, error)   { return fs.ReadLink(d.FS, name) }
func (d *disk) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(d.FS, name)
	if err == nil && d.refused[name] {
		info = forbidden{info}
	}
	return info, err
}
func (d *disk) Open(name string) (fs.File, error) { return d.FS.Open(name) }
func (d *disk) forget()                           { d.read, d.listed = nil, 0 }
func (d *disk) counts() (files []string, folders int) {
	return slices.Sorted(slices.Values(d.read)), d.listed
}

// A forbidden file is one that may not be read, which its mode says.
type forbidden struct{ fs.FileInfo }

func (f forbidden) Mode() fs.FileMode { return f.FileInfo.Mode() &^ 0o777 }

// A watched is a site that is read again and again, and compared with a clean
// reading each time.
type watched struct {
	fsys   fs.FS
	memory load.Memory
	tree   *source.Tree // the last one
	clean  *source.Tree // what the last one was equal to

	kept          string // where a cache is; empty where none is tried
	parsed, files int    // with the cache, in all
}

// again reads the site with the memory, and gives what is wrong with the result.
func (w *watched) again(changed []string) error {
	tree, diags, err := w.memory.Site(context.Background(), w.fsys, changed)
	if err != nil {
		return err
	}
	clean, cleanDiags, err := load.Site(context.Background(), w.fsys)
	if err != nil {
		return err
	}
	if !reflect.DeepEqual(tree, clean) {
		return fmt.Errorf("the tree is not that of a clean run: got\n%s\n%+v\nwant\n%s\n%+v", names(tree), tree, names(clean), clean)
	}
	if got, want := diags.Sorted(), cleanDiags.Sorted(); !slices.Equal(got, want) || diags.Len() != cleanDiags.Len() {
		return fmt.Errorf("the diagnostics are not those of a clean run: got\n%s\nwant\n%s", report(diags), report(cleanDiags))
	}
	if w.tree != nil {
		if !reflect.DeepEqual(w.tree, w.clean) {
			return errors.New("the tree that was given before has changed")
		}
		if err := sameValues(w.tree, tree); err != nil {
			return err
		}
	}
	w.tree, w.clean = tree, clean
	return w.anotherProcess(clean, cleanDiags)
}

// anotherProcess reads the site with nothing but the cache, as the next process would, and
// gives what is wrong with the result.
func (w *watched) anotherProcess(clean *source.Tree, cleanDiags diag.List) error {
	if w.kept == "" {
		return nil
	}
	c, err := cache.Open(w.kept, "test")
	if err != nil || c == nil {
		return fmt.Errorf("no cache: %w", err)
	}
	defer c.Close()
	m := load.Memory{Cache: c}
	tree, diags, err := m.Site(context.Background(), w.fsys, nil)
	if err != nil {
		return err
	}
	w.parsed += m.Parsed
	w.files += len(tree.Guides) + len(tree.Options) + len(tree.Files)
	for _, g := range tree.Guides {
		if g.Kept == nil {
			continue
		}
		content, err := g.Content()
		if err != nil {
			return err
		}
		g.Body, g.Text, g.Kept = content.Body, content.Text, nil
	}
	if !reflect.DeepEqual(tree, clean) {
		return fmt.Errorf("with a cache the tree is not that of a clean run: got\n%s\n%+v\nwant\n%s\n%+v", names(tree), tree, names(clean), clean)
	}
	if got, want := diags.Sorted(), cleanDiags.Sorted(); !slices.Equal(got, want) {
		return fmt.Errorf("with a cache the diagnostics are not those of a clean run: got\n%s\nwant\n%s", report(diags), report(cleanDiags))
	}
	c.Forget(load.GuideKind, load.OptionKind, load.FileKind)
	return c.Flush()
}

// sameValues tells where two trees have different values for the same text.
func sameValues(before, after *source.Tree) error {
	if before.Config.Sum == after.Config.Sum && before.Config.Sum != (source.Sum{}) && before.Config != after.Config {
		return errors.New("another value for the same site.yaml")
	}
	categories := map[string]*source.Category{}
	for _, c := range before.Categories {
		categories[c.ID] = c
	}
	for _, c := range after.Categories {
		if was := categories[c.ID]; was != nil && was.Sum == c.Sum && was != c {
			return fmt.Errorf("another value for the same %s", c.File)
		}
	}
	options := map[string]*source.Option{}
	for _, o := range before.Options {
		options[o.File] = o
	}
	sameCategory := func(id string) bool {
		return slices.ContainsFunc(after.Categories, func(c *source.Category) bool { return c.ID == id && c == categories[id] })
	}
	for _, o := range after.Options {
		if was := options[o.File]; was != nil && was.Sum == o.Sum && (was == o) != sameCategory(o.CategoryID) {
			return fmt.Errorf("the same value: %t, the same category: %t, for %s", was == o, !(was == o), o.File)
		}
	}
	guides := map[string]*source.Guide{}
	for _, g := range before.Guides {
		guides[g.ID] = g
	}
	for _, g := range after.Guides {
		if was := guides[g.ID]; was != nil && was.Sum == g.Sum && before.Config.RawHTML == after.Config.RawHTML && was != g {
			return fmt.Errorf("another value for the same %s", g.File)
		}
	}
	return nil
}

// larger is a site with one of each kind of file, and faults.
func larger() map[string]string {
	files := map[string]string{
		"data/api/category.yaml": category, "data/api/rest.yaml": "nmae: REST\n", "data/api/old.yml": "x", "data/notes.txt": "x", "data/alone/x.yaml": "",
		"guides/b/c.md": guide + "\n<b>raw</b>\n", "guides/b/p.svg": drawing, "guides/b/d.md": "no front matter", "guides/README.md": "x", "guides/.hidden.md": "x",
		"guides/table.csv": "a,b\n", "guides/Bad.md": guide, "guides/é.txt": "x", "templates/page.html": "x",
	}
	for name, text := range small {
		files[name] = text
	}
	return files
}

// TestReadsLittle: what is not named is not read, and nothing is walked through
// that does not have to be. The names are those of the files that are read.
func TestReadsLittle(t *testing.T) {
	guides := []string{"guides/a.md", "guides/b/c.md", "guides/b/d.md", "guides/b/p.svg", "guides/table.csv", "guides/é.txt"}
	for name, test := range map[string]struct {
		write   map[string]string // before; "absent" takes away
		changed []string
		read    []string
		parsed  int
		folders int // that are listed
	}{
		"nothing":            {nil, []string{}, nil, 0, 0},
		"a guide":            {map[string]string{"guides/a.md": guide + "More."}, []string{"guides/a.md"}, []string{"guides/a.md"}, 1, 0},
		"the same text":      {map[string]string{"guides/a.md": guide}, []string{"guides/a.md"}, []string{"guides/a.md"}, 0, 0},
		"an option":          {map[string]string{"data/backend/django.yaml": "name: D\n"}, []string{"./data/backend/django.yaml"}, []string{"data/backend/django.yaml"}, 1, 0},
		"a category":         {map[string]string{"data/backend/category.yaml": category + "summary: S\n"}, []string{"data/backend/category.yaml"}, []string{"data/backend/category.yaml", "data/backend/django.yaml"}, 2, 0},
		"the site":           {map[string]string{"data/site.yaml": "title: T\n"}, []string{"data/site.yaml"}, []string{"data/site.yaml"}, 1, 0},
		"raw HTML":           {map[string]string{"data/site.yaml": config + "raw_html: true\n"}, []string{"data/site.yaml"}, []string{"data/site.yaml", "guides/a.md", "guides/b/c.md", "guides/b/d.md"}, 4, 0},
		"a picture":          {map[string]string{"guides/b/p.svg": drawing + " "}, []string{"guides/b/p.svg"}, []string{"guides/b/p.svg"}, 1, 0},
		"what editors leave": {map[string]string{"guides/.a.md.swp": "x"}, []string{"guides/4913", "guides/a.md~", "guides/.a.md.swp", "guides/.git/x"}, nil, 0, 0},
		"passed over":        {map[string]string{"guides/README.md": "y", "data/notes.txt": "y", "data/api/old.yml": "y", "guides/Bad.md": "y", "data/alone/x.yaml": "y"}, []string{"guides/README.md", "data/notes.txt", "data/api/old.yml", "guides/Bad.md", "data/alone/x.yaml"}, nil, 0, 0},
		"elsewhere":          {map[string]string{"templates/page.html": "y"}, []string{"templates/page.html", "public", "guides.bak/a.md", "guide"}, nil, 0, 0},
		"never there":        {nil, []string{"guides/x/y/z.md", "data/x", "guides/a.md/b.md"}, nil, 0, 0},
		"a new guide":        {map[string]string{"guides/b/e.md": guide}, []string{"guides/b/e.md"}, []string{"guides/b/e.md"}, 1, 2},
		"a guide less":       {map[string]string{"guides/b/c.md": "absent"}, []string{"guides/b/c.md"}, nil, 0, 2},
		"a new option":       {map[string]string{"data/api/soap.yaml": ""}, []string{"data/api/soap.yaml"}, []string{"data/api/soap.yaml"}, 1, 4},
		"a folder":           {map[string]string{"guides/b/c.md": guide}, []string{"guides/b"}, []string{"guides/b/c.md", "guides/b/d.md", "guides/b/p.svg"}, 1, 2},
		"all guides":         {nil, []string{"guides/"}, guides, 0, 2},
		"everything":         {nil, []string{"."}, append([]string{"data/api/category.yaml", "data/api/rest.yaml", "data/backend/category.yaml", "data/backend/django.yaml", "data/site.yaml"}, guides...), 0, 6},
	} {
		t.Run(name, func(t *testing.T) {
			fsys, folder := onDisk(t, larger())
			w := &watched{fsys: fsys}
			if err := w.again(nil); err != nil || w.memory.Parsed != 11 {
				t.Fatal(w.memory.Parsed, err)
			}
			for file, text := range test.write {
				file = filepath.Join(folder, filepath.FromSlash(file))
				if err := put(file, text); err != nil {
					t.Fatal(err)
				}
				if text == "absent" {
					os.Remove(file)
				}
			}
			fsys.forget()
			if _, _, err := w.memory.Site(context.Background(), fsys, test.changed); err != nil {
				t.Fatal(err)
			}
			read, listed := fsys.counts()
			if !slices.Equal(read, test.read) || w.memory.Parsed != test.parsed || listed != test.folders {
				t.Errorf("read %q, parsed %d, listed %d folders", read, w.memory.Parsed, listed)
			}
			fsys.forget()
			w.memory.Site(context.Background(), fsys, []string{})
			if read, listed := fsys.counts(); len(read) > 0 || listed > 0 || w.memory.Parsed > 0 {
				t.Errorf("the next run reads %q, parses %d, lists %d folders", read, w.memory.Parsed, listed)
			}
			if err := w.again([]string{}); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestCancelledThenOn: a run that was cancelled at any file leaves a memory that
// the next one can go on from, whether that is told again what changed or not.
func TestCancelledThenOn(t *testing.T) {
	changes := map[string]string{
		"data/site.yaml": config + "raw_html: true\n", "data/backend/category.yaml": "title: B\nattributes: [{id: x, type: text}]\n", "data/backend/new.yaml": "",
		"guides/a.md": "broken", "guides/b/new.md": guide, "guides/b/p.svg": "",
	}
	changed := slices.Collect(func(yield func(string) bool) {
		for name := range changes {
			if !yield(name) {
				return
			}
		}
	})
	for stop := range 12 {
		for _, next := range [][]string{changed, {}, nil} {
			fsys, folder := onDisk(t, larger())
			w := &watched{fsys: fsys}
			if err := w.again(nil); err != nil {
				t.Fatal(err)
			}
			for name, text := range changes {
				if err := put(filepath.Join(folder, name), text); err != nil {
					t.Fatal(err)
				}
			}
			ctx, cancel := context.WithCancel(context.Background())
			count := 0
			fsys.onRead = func() {
				if count++; count > stop {
					cancel()
				}
			}
			_, _, err := w.memory.Site(ctx, fsys, changed)
			if stop < 5 && !errors.Is(err, context.Canceled) {
				t.Errorf("after %d files it was not cancelled: %v", stop, err)
			}
			cancel()
			fsys.onRead = func() {}
			if err := w.again(next); err != nil {
				t.Errorf("cancelled after %d files, then %q: %v", stop, next, err)
			}
		}
	}
}

// TestCancelledWithNothingToDo: the context's error is told all the same.
func TestCancelledWithNothingToDo(t *testing.T) {
	var m load.Memory
	m.Site(context.Background(), siteWith(nil), nil)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if tree, _, err := m.Site(ctx, siteWith(nil), []string{}); !errors.Is(err, context.Canceled) || tree.Config == nil {
		t.Errorf("%+v, %v", tree, err)
	}
}

// TestRootBecomes: data/ and guides/ are no folders at times. It is enough to name
// either them or the files that were or are in them.
func TestRootBecomes(t *testing.T) {
	for _, root := range []string{"data", "guides"} {
		states := map[string]func(at string) error{
			"nothing": func(string) error { return nil },
			"file":    func(at string) error { return put(at, "x") },
			"folder": func(at string) error {
				return errors.Join(put(filepath.Join(at, "a.md"), guide), put(filepath.Join(at, "b", "category.yaml"), category))
			},
			"link to a folder": func(at string) error { return os.Symlink("elsewhere", at) },
			"link to a file":   func(at string) error { return os.Symlink("elsewhere/a.md", at) },
		}
		for from, make := range states {
			for to, makeOther := range states {
				fsys, folder := onDisk(t, map[string]string{"elsewhere/a.md": guide, "elsewhere/b/category.yaml": category})
				w, at := &watched{fsys: fsys}, filepath.Join(folder, root)
				for _, err := range []error{make(at), w.again(nil), os.RemoveAll(at), makeOther(at), w.again([]string{root})} {
					if err != nil {
						t.Errorf("%s, from %s to %s: %v", root, from, to, err)
					}
				}
				for _, err := range []error{os.RemoveAll(at), make(at), w.again([]string{root, root + "/a.md", root + "/b/category.yaml"})} {
					if err != nil {
						t.Errorf("%s, from %s back to %s: %v", root, to, from, err)
					}
				}
			}
		}
	}
}

// TestTriesAgain: what could not be read for a moment is read by the next run,
// though nobody names it.
func TestTriesAgain(t *testing.T) {
	for _, refused := range []string{"data/site.yaml", "data/api/category.yaml", "data/api/rest.yaml", "guides/a.md", "guides/b/p.svg", "data", "guides", "data/api", "guides/b"} {
		fsys, _ := onDisk(t, larger())
		w := &watched{fsys: fsys}
		for _, refuse := range []bool{false, true, true, false} {
			fsys.refused[refused] = refuse
			changed := []string{}
			if refuse {
				changed = []string{refused}
			}
			if err := w.again(changed); err != nil {
				t.Errorf("%s: %v", refused, err)
			}
		}
	}
}

// TestExcerptsAreRemembered: they are those of the text that was parsed, even if
// the file has another by the time somebody asks.
func TestExcerptsAreRemembered(t *testing.T) {
	fsys, folder := onDisk(t, map[string]string{"data/site.yaml": "titel: Small\n"})
	var m load.Memory
	for range 2 {
		_, diags, _ := m.Site(context.Background(), fsys, nil)
		if err := put(filepath.Join(folder, "data/site.yaml"), "title: Other\n"); err != nil {
			t.Fatal(err)
		}
		diags.Excerpt(func(string) ([]byte, error) { return []byte("title: Other\n"), nil })
		if d := diags.Sorted(); len(d) == 0 || d[0].Excerpt != "titel: Small" {
			t.Errorf("%+v", d)
		}
		if err := put(filepath.Join(folder, "data/site.yaml"), "titel: Small\n"); err != nil {
			t.Fatal(err)
		}
	}
}

// TestForgets: a memory does not keep what is gone.
func TestForgets(t *testing.T) {
	fsys, folder := onDisk(t, small)
	var m load.Memory
	for i := range 50 {
		name := fmt.Sprintf("guides/n%d.md", i)
		if err := put(filepath.Join(folder, name), guide); err != nil {
			t.Fatal(err)
		}
		m.Site(context.Background(), fsys, []string{name})
		os.Remove(filepath.Join(folder, name))
		m.Site(context.Background(), fsys, []string{name})
	}
	if held := fmt.Sprintf("%+v", deep(reflect.ValueOf(&m).Elem(), map[uintptr]bool{})); strings.Contains(held, "guides/n") {
		t.Errorf("a guide that is gone is remembered: %s", held)
	}
}

// deep gives all texts that a value holds.
func deep(v reflect.Value, seen map[uintptr]bool) (texts []string) {
	switch v.Kind() {
	case reflect.String:
		return []string{v.String()}
	case reflect.Pointer:
		if v.IsNil() || seen[v.Pointer()] {
			return nil
		}
		seen[v.Pointer()] = true
		return deep(v.Elem(), seen)
	case reflect.Interface:
		return deep(v.Elem(), seen)
	case reflect.Struct:
		for i := range v.NumField() {
			texts = append(texts, deep(v.Field(i), seen)...)
		}
	case reflect.Slice:
		for i := range v.Len() {
			texts = append(texts, deep(v.Index(i), seen)...)
		}
	case reflect.Map:
		for entries := v.MapRange(); entries.Next(); {
			texts = append(append(texts, deep(entries.Key(), seen)...), deep(entries.Value(), seen)...)
		}
	}
	return texts
}
