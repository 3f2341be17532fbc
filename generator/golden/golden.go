// Package golden holds what a stage gives against what is written down. It is
// for tests, and nothing else imports it.
//
// An archive is a txtar file in a package's testdata: a comment, inputs, and
// the views that are expected of them. Its names tell which is which. An input
// has an extension, as files of a site have: input.md, data/site.yaml. A view
// has none (html, diagnostics), or is what comes of one input and is called
// after it: x.want is the view of x.yaml (see [Of]), and stands directly behind
// it. Other views stand at the end, so that an archive reads downwards, from
// what goes in to what comes out.
//
// [Run] gives every archive to the test and compares the views that it makes.
// Both sides must have the same ones: a view that nobody wrote down is a fault,
// and so is one that the test does not make, an archive that expects nothing,
// and a folder without archives. A view of no text is still a view, since a
// forgotten expectation would otherwise look like an expectation of nothing.
//
// With the flag -update, Run writes the views that the test makes into the
// archives: read the difference afterwards. It writes none that it would read
// back differently, such as a view with a line that looks like a file's name in
// an archive. The flag is registered here and belongs to the test binary of
// every package that imports this one, which registers no -update of its own.
package golden

import (
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the views that the tests make into the archives in testdata; read the difference afterwards")

// Updating tells whether the flag -update is given, for tests that write other files than
// archives.
func Updating() bool { return *update }

// An Archive is one file of testdata.
type Archive struct {
	Name    string // of the file, without its folder and ending
	Comment string // what stands above the first file; may switch options on
	Inputs  []txtar.File
	Views   []View // what is expected, in the file's order
}

// A View is one text that comes out, for people to read.
type View struct {
	Name string // as the package comment has it
	Text string // ends with a line break, which is added where it is missing
}

// Of makes the view of one input.
func Of(input txtar.File, text string) View { return View{Name: wanted(input.Name), Text: text} }

func wanted(input string) string { return strings.TrimSuffix(input, path.Ext(input)) + ".want" }

// Run runs a subtest for each archive in testdata, with the views that the
// function views makes of it. They must not depend on the expected ones.
func Run(t *testing.T, views func(t *testing.T, a Archive) []View) {
	t.Helper()
	for _, a := range Archives(t) {
		t.Run(a.Name, func(t *testing.T) {
			got := views(t, a)
			text := a.with(got)
			if *update {
				var err error
				if a, err = parse(a.Name, text); err != nil {
					t.Fatal(err)
				}
			}
			for _, fault := range a.faults(got) {
				t.Error(fault)
			}
			if *update && !t.Failed() {
				if err := os.WriteFile(a.file(), text, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// Archives gives the archives in testdata, by their names. A folder without one
// and an archive that cannot be read end the test.
func Archives(tb testing.TB) []Archive {
	tb.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		tb.Fatal("there are no archives in testdata")
	}
	var archives []Archive
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		a, err := parse(strings.TrimSuffix(filepath.Base(file), ".txtar"), text)
		if err != nil {
			tb.Fatalf("%s: %v", file, err)
		}
		archives = append(archives, a)
	}
	return archives
}

// Inputs gives the inputs of all archives, such as a fuzz target begins with.
func Inputs(tb testing.TB) []txtar.File {
	tb.Helper()
	var inputs []txtar.File
	for _, a := range Archives(tb) {
		inputs = append(inputs, a.Inputs...)
	}
	return inputs
}

// parse parts the inputs of an archive from its views.
func parse(name string, text []byte) (Archive, error) {
	files := txtar.Parse(text)
	a := Archive{Name: name, Comment: string(files.Comment)}
	seen := map[string]bool{}
	for _, f := range files.Files {
		if seen[f.Name] {
			return a, fmt.Errorf("%q stands twice in the archive", f.Name)
		}
		seen[f.Name] = true
		if isView(f.Name) {
			a.Views = append(a.Views, View{Name: f.Name, Text: string(f.Data)})
		} else {
			a.Inputs = append(a.Inputs, f)
		}
	}
	if len(a.Inputs) == 0 {
		return a, fmt.Errorf("the archive has no input")
	}
	return a, nil
}

func isView(name string) bool {
	ext := path.Ext(name)
	return ext == "" || ext == ".want"
}

func (a Archive) file() string { return filepath.Join("testdata", a.Name+".txtar") }

// View gives the text that is expected of a view; there may be no such view.
func (a Archive) View(name string) (text string, ok bool) { return find(a.Views, name) }

func find(views []View, name string) (string, bool) {
	i := slices.IndexFunc(views, func(v View) bool { return v.Name == name })
	if i < 0 {
		return "", false
	}
	return views[i].Text, true
}

// faults says where the views that were made are not the expected ones.
func (a Archive) faults(got []View) []string {
	var faults []string
	if len(a.Views) == 0 {
		faults = append(faults, "the archive expects nothing; write its views with -update, and read them")
	}
	for _, v := range got {
		text := ended(v.Text)
		switch want, ok := a.View(v.Name); {
		case !isView(v.Name):
			faults = append(faults, fmt.Sprintf("%q is the name of an input, not of a view", v.Name))
		case !ok:
			faults = append(faults, fmt.Sprintf("%s is not expected\n--- got\n%s", v.Name, text))
		case text != want:
			faults = append(faults, fmt.Sprintf("%s is not as expected\n--- got\n%s--- want\n%s", v.Name, text, want))
		}
	}
	for _, v := range a.Views {
		if _, ok := find(got, v.Name); !ok {
			faults = append(faults, fmt.Sprintf("%s is expected, and the test makes no such view", v.Name))
		}
	}
	return faults
}

// with writes the archive with other views: those of one input behind it, the
// rest at the end.
func (a Archive) with(views []View) []byte {
	archive := txtar.Archive{Comment: []byte(a.Comment)}
	add := func(v View) {
		archive.Files = append(archive.Files, txtar.File{Name: v.Name, Data: []byte(v.Text)})
	}
	rest := slices.Clone(views)
	for _, input := range a.Inputs {
		archive.Files = append(archive.Files, input)
		own := func(v View) bool { return v.Name == wanted(input.Name) }
		if i := slices.IndexFunc(rest, own); i >= 0 {
			add(rest[i])
			rest = slices.Delete(rest, i, i+1)
		}
	}
	for _, v := range rest {
		add(v)
	}
	return txtar.Format(&archive)
}

// ended gives a text as a txtar file keeps it, with a line break at its end.
func ended(text string) string {
	if text == "" || strings.HasSuffix(text, "\n") {
		return text
	}
	return text + "\n"
}
