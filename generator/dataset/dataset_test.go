package dataset_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"tradeoff/generator/dataset"
	"tradeoff/generator/diag"
	"tradeoff/generator/source"
)

var update = flag.Bool("update", false, "write what the parsers say into the files of testdata; read them afterwards")

// TestFiles reads the data files of every archive in testdata: site.yaml,
// category.yaml and options, which are of the category before them. For each
// x.yaml, x.want holds the values and the diagnostics.
func TestFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { checkArchive(t, file) })
	}
}

func checkArchive(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	var category *source.Category
	var updated []txtar.File
	for _, f := range archive.Files {
		id, isInput := strings.CutSuffix(f.Name, ".yaml")
		if !isInput {
			continue
		}
		var view string
		var diags diag.List
		switch {
		case strings.HasPrefix(id, "site"):
			var c *source.Config
			c, diags = dataset.Config(f.Name, f.Data)
			view = showConfig(c)
		case strings.HasPrefix(id, "category"):
			category, diags = dataset.Category("backend", f.Name, f.Data)
			view = showCategory(category)
		default:
			var o *source.Option
			o, diags = dataset.Option(category, id, f.Name, f.Data)
			view = showOption(o)
		}
		got := view + report(diags)
		if got != want[id+".want"] {
			t.Errorf("%s:\n%s--- got\n%s--- want\n%s", f.Name, f.Data, got, want[id+".want"])
		}
		updated = append(updated, f, txtar.File{Name: id + ".want", Data: []byte(got)})
	}
	if *update {
		archive.Files = updated
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// report shows diagnostics, each with its hint below.
func report(list diag.List) string {
	var b strings.Builder
	for _, d := range list.Sorted() {
		fmt.Fprintf(&b, "%d:%d: %s %s: %s\n", d.Position.Line, d.Position.Column, d.Severity, d.Code, d.Message)
		if d.Hint != "" {
			fmt.Fprintf(&b, "\t%s\n", d.Hint)
		}
	}
	return b.String()
}

// A category or an option is there whatever its file says.
func TestNothing(t *testing.T) {
	for _, in := range []string{"", "# nothing\n", "---\n", "just words", "- a\n", "{", "\xff", "a: b: c"} {
		config, diags := dataset.Config("data/site.yaml", []byte(in))
		if config == nil || config.Language != "en" || !diags.HasErrors() {
			t.Errorf("site %q: %v %s", in, config, report(diags))
		}
		category, diags := dataset.Category("backend", "f", []byte(in))
		if category == nil || category.ID != "backend" || category.Title != "backend" || !diags.HasErrors() {
			t.Errorf("category %q: %v %s", in, category, report(diags))
		}
		option, _ := dataset.Option(category, "django", "f", []byte(in))
		if option == nil || option.Name != "django" || option.CategoryID != "backend" {
			t.Errorf("option %q: %v", in, option)
		}
	}
	option, diags := dataset.Option(nil, "django", "f", []byte("facts: {orm: yes}"))
	if len(option.Facts) != 0 || diags.HasErrors() {
		t.Errorf("without a category: %v %s", option, report(diags))
	}
}

// An empty option file is an option; the other two files need a title.
func TestEmpty(t *testing.T) {
	if _, diags := dataset.Option(&source.Category{ID: "c"}, "o", "f", nil); diags.HasErrors() {
		t.Error(report(diags))
	}
	_, diags := dataset.Category("c", "f", nil)
	if got := report(diags); !strings.HasPrefix(got, "0:0: error empty-file:") {
		t.Errorf("category: %s", got)
	}
	_, diags = dataset.Config("f", []byte("# a comment\n"))
	if got := report(diags); !strings.HasPrefix(got, "0:0: error empty-file:") {
		t.Errorf("site: %s", got)
	}
}
