package load

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tradeoff/generator/cache"
	"tradeoff/generator/seen"
	"tradeoff/generator/wire"
)

// of makes a site of texts, of which the system says that they are old.
func of(texts map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range texts {
		fsys[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644, ModTime: time.Unix(1_000_000_000, 0)}
	}
	return fsys
}

// said is what a process reads, with all contents, and how many files it parsed.
func said(t *testing.T, fsys fs.FS, m *Memory) (all string, parsed int) {
	t.Helper()
	tree, diags, err := m.Site(t.Context(), fsys, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range tree.Guides {
		content, err := g.Content()
		if err != nil {
			t.Fatal(err)
		}
		all += fmt.Sprintf("%s %q\n", g.ID, content.Text)
		for _, part := range content.Body {
			all += fmt.Sprintf("\t%#v\n", part)
		}
	}
	for _, o := range tree.Options {
		for _, f := range o.Facts {
			all += fmt.Sprintf("%s.%s %d %#v\n", o.ID, f.Attribute.Label, f.State, f.Value)
		}
	}
	return all + fmt.Sprintf("%+v", diags.Sorted()), m.Parsed
}

// inCache gives a memory with a cache, until its process ends.
func inCache(t *testing.T, own string) (m *Memory, end func()) {
	t.Helper()
	c, err := cache.Open(own, "tool")
	if err != nil || c == nil {
		t.Fatal(c, err)
	}
	return &Memory{Cache: c}, func() {
		t.Helper()
		if err := c.Flush(); err != nil {
			t.Fatal(err)
		}
		c.Close()
	}
}

// What a file says may depend on another one. Where that changes, and the system says the
// same of the file itself, the next process does not take it for what it said.
func TestKeptDependsOnOthers(t *testing.T) {
	site := map[string]string{
		"data/site.yaml":       "title: T\nraw_html: true\n",
		"data/c/category.yaml": "title: C\nattributes:\n  - {id: a, label: A, type: level, levels: [low, high]}\n  - {id: b, label: B, type: text}\n",
		"data/c/one.yaml":      "name: One\nfacts: {a: high, b: low}\n",
		"guides/a.md":          "---\ntitle: A\ndescription: D.\n---\n\nText <b>raw</b>.\n\n<div>\nraw\n</div>\n",
	}
	for name, c := range map[string]struct {
		file, text string
		parsed     int // beside that file, which is never kept or is another
	}{
		"nothing":              {"data/site.yaml", site["data/site.yaml"], 0},
		"a title":              {"data/site.yaml", "title: U\nraw_html: true\n", 0},
		"raw HTML":             {"data/site.yaml", "title: T\nraw_html: false\n", 1},
		"levels change places": {"data/c/category.yaml", "title: C\nattributes:\n  - {id: a, label: A, type: level, levels: [high, low]}\n  - {id: b, label: B, type: text}\n", 2},
		"attributes do":        {"data/c/category.yaml", "title: C\nattributes:\n  - {id: b, label: B, type: text}\n  - {id: a, label: A, type: level, levels: [low, high]}\n", 2},
		"names do":             {"data/c/category.yaml", "title: C\nattributes:\n  - {id: b, label: A, type: level, levels: [low, high]}\n  - {id: a, label: B, type: text}\n", 2},
		"another type":         {"data/c/category.yaml", "title: C\nattributes:\n  - {id: a, label: A, type: text}\n  - {id: b, label: B, type: text}\n", 2},
	} {
		t.Run(name, func(t *testing.T) {
			own := t.TempDir()
			m, end := inCache(t, own)
			if _, parsed := said(t, of(site), m); parsed != len(site) {
				t.Errorf("%d files were parsed first", parsed)
			}
			end()
			next := maps.Clone(site)
			next[c.file] = c.text
			fsys := of(next)
			fsys[c.file].ModTime = time.Unix(1_000_000_001, 0)
			want, _ := said(t, fsys, &Memory{})
			for _, parsed := range []int{1 + c.parsed, -1} { // the one that finds the change, and the one after it
				m, end = inCache(t, own)
				got, n := said(t, fsys, m)
				end()
				if got != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
				if parsed >= 0 && n != parsed {
					t.Errorf("%d files were parsed, want %d", n, parsed)
				}
			}
		})
	}
}

// Of a file that was seen too soon after it was written nothing is kept that the system says
// of it, whether it was asked for each file or looked at all of them before.
func TestKeptOfYoungFiles(t *testing.T) {
	for _, young := range []bool{false, true} {
		for _, glances := range []bool{false, true} {
			dir, own := t.TempDir(), t.TempDir()
			at := time.Now().Add(-time.Hour)
			if young {
				at = time.Now().Add(time.Hour) // whatever time it is when it is looked at
			}
			for name, text := range map[string]string{"data/site.yaml": "title: T\n", "guides/a.md": "---\ntitle: A\ndescription: D.\n---\n\nText.\n", "guides/b.txt": "b"} {
				name = filepath.Join(dir, name)
				if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
				if err := os.Chtimes(name, at, at); err != nil {
					t.Fatal(err)
				}
			}
			time.Sleep(60 * time.Millisecond)
			root, err := os.OpenRoot(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer root.Close()
			m, end := inCache(t, own)
			if glances {
				if m.Glance, err = Look(root); err != nil || m.Glance.Sure == young {
					t.Error("the glance is sure, or is not", err)
				}
			}
			said(t, root.FS(), m)
			end()
			m, end = inCache(t, own)
			for _, of := range []struct {
				kind cache.Kind
				file string
			}{{GuideKind, "guides/a.md"}, {FileKind, "guides/b.txt"}} {
				value, _, ok := m.Cache.Get(of.kind, of.file)
				if is := seen.Read(wire.Read(value)); !ok || (is == seen.File{}) != young {
					t.Errorf("young %t, by a glance %t: of %s is kept %t %+v", young, glances, of.file, ok, is)
				}
			}
			end()
		}
	}
}

// A file that is reached by a link is the one that the link leads to, of which a glance
// says nothing.
func TestKeptThroughALink(t *testing.T) {
	dir, own := t.TempDir(), t.TempDir()
	guide := func(title string) deed {
		return writing("shared/a.md", "---\ntitle: "+title+"\ndescription: D.\n---\n\n"+title+".\n")
	}
	if err := both(writing("data/site.yaml", "title: T\n"), both(writing("guides/b.txt", "b"), linking("guides/a.md", "../shared/a.md")))(dir); err != nil {
		t.Skip(err)
	}
	for _, title := range []string{"One", "One", "Two", "Two"} {
		if err := guide(title)(dir); err != nil {
			t.Fatal(err)
		}
		time.Sleep(60 * time.Millisecond) // as long as a file's time takes to tell
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		m, end := inCache(t, own)
		m.Glance = glanceAt(t, dir)
		if got, _ := said(t, root.FS(), m); !strings.Contains(got, title) {
			t.Errorf("the guide says %s, and not %s", got, title)
		}
		end()
		root.Close()
	}
}

// A lost file is in its folder, and nothing can be had of it.
type lost struct {
	fstest.MapFS
	file string
}

func (l lost) Open(name string) (fs.File, error) {
	if name == l.file {
		return nil, fs.ErrPermission
	}
	return l.MapFS.Open(name)
}

func (l lost) Stat(name string) (fs.FileInfo, error) {
	if name == l.file {
		return nil, fs.ErrPermission
	}
	return l.MapFS.Stat(name)
}

func (l lost) ReadFile(name string) ([]byte, error) {
	if name == l.file {
		return nil, fs.ErrPermission
	}
	return l.MapFS.ReadFile(name)
}

// What nobody knows of two files is not the same: a file of which the system said too
// little to keep is not the one of which it says nothing.
func TestKeptOfALostFile(t *testing.T) {
	own, fsys := t.TempDir(), of(map[string]string{"data/site.yaml": "title: T\n", "guides/a.md": "---\ntitle: A\ndescription: D.\n---\n\nText.\n"})
	fsys["guides/a.md"].ModTime = time.Now().Add(time.Hour)
	m, end := inCache(t, own)
	said(t, fsys, m)
	end()
	want, _ := said(t, lost{fsys, "guides/a.md"}, &Memory{})
	m, end = inCache(t, own)
	defer end()
	if got, _ := said(t, lost{fsys, "guides/a.md"}, m); got != want || !strings.Contains(want, "cannot be read") {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
