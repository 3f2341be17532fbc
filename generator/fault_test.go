package generator_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tradeoff/generator"
)

// TestFaultWhileRendering breaks a template so that it fails for one guide only,
// when other pages have been rendered already: nothing of them is published.
func TestFaultWhileRendering(t *testing.T) {
	site := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(site, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("data/site.yaml", "title: Small\n")
	for _, id := range []string{"a", "b", "c"} {
		write("guides/"+id+".md", "---\ntitle: Guide "+id+"\ndescription: D.\ntags: ["+id+"]\n---\n\nText.\n")
	}
	build := func(out string) generator.Report {
		t.Helper()
		report, err := generator.Build(context.Background(), generator.Options{Site: site, Out: out})
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	out := filepath.Join(site, "public")
	if report := build(out); report.HasErrors() || report.Written == 0 {
		t.Fatalf("%+v", report)
	}
	before := files(t, out)

	write("templates/guide.html", "<title>New</title>\n<p>{{range .Tags}}{{if eq .Label \"b\"}}{{index . 9}}{{end}}{{end}}</p>\n")
	report := build(out)
	if len(report.Diagnostics) == 0 || !report.HasErrors() || report.Written != 0 || report.Removed != 0 {
		t.Errorf("%+v", report)
	}
	found := false
	for _, d := range report.Diagnostics {
		found = found || d.Position.File == "templates/guide.html" && d.Position.Line == 2 && strings.Contains(d.Excerpt, "index . 9")
	}
	if !found {
		t.Errorf("no diagnostic shows the place: %+v", report.Diagnostics)
	}
	if !maps.Equal(before, files(t, out)) {
		t.Error("the last good site has changed")
	}
	// A folder that is not there yet is not there afterwards either.
	fresh := filepath.Join(site, "fresh")
	build(fresh)
	if _, err := os.Stat(fresh); !os.IsNotExist(err) {
		t.Errorf("something was published: %v", err)
	}
	write("templates/guide.html", "<title>New</title>\n")
	if report := build(out); report.HasErrors() || maps.Equal(before, files(t, out)) {
		t.Errorf("the mended template changes nothing: %+v", report)
	}
}
