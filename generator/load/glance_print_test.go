package load

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tradeoff/generator/seen"
)

// A deed is what somebody does to a site in a folder.
type deed func(dir string) error

func writing(name, text string) deed {
	return func(dir string) error {
		name := filepath.Join(dir, name)
		return errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644))
	}
}

func renaming(from, to string) deed {
	return func(dir string) error { return os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)) }
}

func removing(name string) deed {
	return func(dir string) error { return os.RemoveAll(filepath.Join(dir, name)) }
}

func linking(name, to string) deed {
	return func(dir string) error { return os.Symlink(to, filepath.Join(dir, name)) }
}

// secretly writes a text of the same length and sets the time back, where that can be noticed.
func secretly(name, text string) deed {
	return func(dir string) error {
		name := filepath.Join(dir, name)
		info, err := os.Stat(name)
		if err != nil || seen.Changed(info) == 0 {
			return errors.ErrUnsupported
		}
		return errors.Join(os.WriteFile(name, []byte(text), 0o644), os.Chtimes(name, info.ModTime(), info.ModTime()))
	}
}

func both(a, b deed) deed {
	return func(dir string) error { return errors.Join(a(dir), b(dir)) }
}

func idle(string) error { return nil }

// The print of a glance is another one as soon as anything is that a build reads: names,
// folders, links, and what the system says of files.
func TestGlancePrint(t *testing.T) {
	cases := map[string]struct {
		first, then deed
		same, sure  bool
	}{
		"nothing":                        {idle, idle, true, true},
		"a hidden file":                  {idle, writing("guides/.hidden", "x"), true, true},
		"a file beside":                  {idle, writing("other/a.md", "x"), true, true},
		"a new file":                     {idle, writing("guides/new.md", "x"), false, true},
		"a file goes":                    {idle, removing("guides/a.md"), false, true},
		"a file is another":              {idle, writing("guides/a.md", "longer"), false, true},
		"a file of data":                 {idle, writing("data/c/one.yaml", "longer"), false, true},
		"a template":                     {idle, writing("templates/box.html", "longer"), false, true},
		"a file is another in secret":    {idle, secretly("guides/a.md", "b"), false, true},
		"a file has another name":        {idle, renaming("guides/a.md", "guides/c.md"), false, true},
		"a folder has another name":      {idle, renaming("guides/in", "guides/on"), false, true},
		"a folder is in another":         {writing("guides/to/b.md", "b"), renaming("guides/in", "guides/to/in"), false, true},
		"a new folder":                   {idle, writing("guides/new/.hidden", ""), false, true},
		"a file goes into a folder":      {writing("guides/zz/.hidden", ""), renaming("guides/zy.md", "guides/zz/zy.md"), false, true},
		"no templates":                   {idle, removing("templates"), false, true},
		"templates are empty":            {removing("templates"), writing("templates/.hidden", ""), false, true},
		"guides become templates":        {removing("templates"), renaming("guides", "templates"), false, true},
		"templates are a file":           {removing("templates"), writing("templates", "x"), false, true},
		"templates are a link":           {renaming("templates", "other"), linking("templates", "other"), false, false},
		"a link":                         {idle, linking("guides/link.md", "a.md"), false, false},
		"a link leads elsewhere":         {linking("guides/link.md", "a.md"), both(removing("guides/link.md"), linking("guides/link.md", "b.md")), false, false},
		"what a link leads to (nothing)": {linking("guides/link.md", "../other.md"), writing("other.md", "x"), true, false},
		"a file may be executed":         {idle, func(dir string) error { return os.Chmod(filepath.Join(dir, "guides/a.md"), 0o755) }, false, true},
	}
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, dir := cases[name], t.TempDir()
			for _, file := range []string{"data/site.yaml", "data/c/one.yaml", "guides/a.md", "guides/b.md", "guides/in/a.md", "guides/zy.md", "templates/box.html"} {
				if err := writing(file, "a")(dir); err != nil {
					t.Fatal(err)
				}
			}
			if err := c.first(dir); err != nil {
				t.Skip(err)
			}
			before := glanceAt(t, dir)
			if err := c.then(dir); err != nil {
				t.Skip(err)
			}
			time.Sleep(60 * time.Millisecond) // as long as a file's time takes to tell
			after := glanceAt(t, dir)
			if (after.Print == before.Print) != c.same || after.Sure != c.sure {
				t.Errorf("the print is the same: %t, it is sure: %t", after.Print == before.Print, after.Sure)
			}
		})
	}
}

func glanceAt(t *testing.T, dir string) *Glance {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	glance, err := Look(root)
	if err != nil {
		t.Fatal(err)
	}
	return glance
}
