package guide_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"tradeoff/generator/diag"
	"tradeoff/generator/guide"
	"tradeoff/generator/source"
)

var update = flag.Bool("update", false, "write what the package gives into testdata")

// TestParse reads testdata/*.txtar: one guide.md and the views of what comes
// out. The comment of a file may say "bom" or "crlf" to change its bytes.
func TestParse(t *testing.T) {
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
	src := archive.Files[0].Data
	if strings.Contains(string(archive.Comment), "crlf") {
		src = bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n"))
	}
	if strings.Contains(string(archive.Comment), "bom") {
		src = append([]byte("\ufeff"), src...)
	}
	g, diags := guide.Parse("a/b", "guides/a/b.md", src, guide.Options{})
	got := []txtar.File{{Name: "guide", Data: view(g)}, {Name: "diagnostics", Data: diagnostics(diags)}}
	if *update {
		archive.Files = append(archive.Files[:1:1], got...)
		if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
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

func view(g *source.Guide) []byte {
	var s bytes.Buffer
	fmt.Fprintf(&s, "id: %s\ntitle: %q\ndescription: %q\n", g.ID, g.Title, g.Description)
	names(&s, "compare", g.Compare)
	fmt.Fprintf(&s, "rule: %q\n", g.Rule.Plain)
	fmt.Fprintf(&s, "tags: %q\n", g.Tags)
	names(&s, "related", g.Related)
	names(&s, "authors", g.Authors)
	fmt.Fprintf(&s, "published: %s, updated: %s, draft: %t\n", g.Published, g.Updated, g.Draft)
	names(&s, "aliases", g.Aliases)
	fmt.Fprintf(&s, "body: line %d, %q\n", g.BodyLine, g.Text)
	for _, l := range append(g.Rule.Links, g.Links...) {
		fmt.Fprintf(&s, "link: %q at %s\n", l.Dest, l.Pos)
	}
	return s.Bytes()
}

func names(s *bytes.Buffer, key string, names []source.Name) {
	fmt.Fprintf(s, "%s:", key)
	for _, n := range names {
		fmt.Fprintf(s, " %q at %d:%d", n.Value, n.Pos.Line, n.Pos.Column)
	}
	s.WriteString("\n")
}

func diagnostics(list diag.List) []byte {
	var s bytes.Buffer
	for _, d := range list.Sorted() {
		hint, _, _ := strings.Cut(d.Hint, "\n")
		fmt.Fprintf(&s, "%s: %s: %s [%s] %s\n", d.Position, d.Severity, d.Message, d.Code, hint)
	}
	return s.Bytes()
}
