package markdown_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"tradeoff/generator/diag"
	"tradeoff/generator/markdown"
)

var update = flag.Bool("update", false, "write what the package gives into testdata")

// TestDocument reads testdata/*.txtar: one input.md and the views of what comes
// out. The comment of a file may have the line "options: rawhtml".
func TestDocument(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no test data", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { testFile(t, file) })
	}
}

func testFile(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var diags diag.List
	options := markdown.Options{Line: 1, Title: "The title", Anchors: []string{"comparison"}}
	options.RawHTML = strings.Contains(string(archive.Comment), "options: rawhtml")
	d := markdown.Document("guides/a/b.md", archive.Files[0].Data, options, &diags)
	got := []txtar.File{
		{Name: "html", Data: []byte(view(d.Body))},
		{Name: "holes", Data: []byte(holes(d))},
		{Name: "headings", Data: []byte(headings(d))},
		{Name: "text", Data: fmt.Appendf(nil, "%s\n(%d words, anchors: %s)\n", d.Text, d.Words, strings.Join(d.Anchors, " "))},
		{Name: "diagnostics", Data: []byte(diagnostics(diags))},
	}
	result := &txtar.Archive{Comment: archive.Comment, Files: archive.Files[:1:1]}
	for _, f := range got {
		if len(f.Data) > 0 {
			result.Files = append(result.Files, f)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(result), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want := map[string]string{}
	for _, f := range archive.Files[1:] {
		want[f.Name] = string(f.Data)
	}
	for _, f := range got {
		if w, g := strings.TrimRight(want[f.Name], "\n"), strings.TrimRight(string(f.Data), "\n"); w != g {
			t.Errorf("%s is not as expected\n--- got\n%s\n--- want\n%s", f.Name, g, w)
		}
	}
}
