package generator_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"tradeoff/generator"
)

func TestAddressOf(t *testing.T) {
	for file, want := range map[string]string{
		"guides/a.md": "guides/a.html", "guides/web/a-vs-b.md": "guides/web/a-vs-b.html", "guides/a.b.md": "guides/a.b.html",
		"data/backend/category.yaml": "backend/index.html", "data/backend/django.yaml": "backend/django.html",
		"data/site.yaml": "", "data/backend/django.yml": "", "data/a/b/c.yaml": "", "guides/a.png": "", "guides": "", "a.md": "",
		"templates/page.html": "", ".": "", "": "", "guides/.md": "guides/.html",
	} {
		if got, is := generator.AddressOf(file); got != want || is != (want != "") {
			t.Errorf("%q: got %q, %v, want %q", file, got, is, want)
		}
	}
}

// What AddressOf says is where a build puts the pages.
func TestAddressOfBuiltPages(t *testing.T) {
	files := map[string]string{
		"data/site.yaml":             "title: Choices\n",
		"data/backend/category.yaml": "title: Backend\nattributes: [{id: orm, type: support}]\n",
		"data/backend/django.yaml":   "facts: {orm: yes}\n",
		"data/backend/nodejs.yaml":   "facts: {orm: no}\n",
		"guides/web/a.md":            "---\ntitle: A\ndescription: B.\ncompare: [django, nodejs]\n---\nWords.\n",
	}
	folder := layOut(t, files)
	out := filepath.Join(folder, "public")
	report, err := generator.Build(context.Background(), generator.Options{Site: folder, Out: out, URL: "https://a.example/repo"})
	if err != nil || report.HasErrors() {
		t.Fatal(report.Diagnostics, err)
	}
	if report.Prefix != "/repo/" {
		t.Errorf("the report has the prefix %q", report.Prefix)
	}
	pages := 0
	for file := range files {
		if address, is := generator.AddressOf(file); is {
			pages++
			if _, err := os.Stat(filepath.Join(out, filepath.FromSlash(address))); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
	if pages != 4 {
		t.Errorf("%d pages, want 4", pages)
	}
}

func TestPrefix(t *testing.T) {
	for text, want := range map[string]string{
		"title: A\n":                                         "/",
		"title: A\nurl: https://a.example\n":                 "/",
		"title: A\nurl: https://a.example/repo\n":            "/repo/",
		"title: A\nurl: https://a.example/repo/more/\n":      "/repo/more/",
		"title: A\nurl: https://a.example/b%C3%BCcher%20x\n": "/bücher x/",
		"title: A\nurl: nowhere\n":                           "",
		"title: [\n":                                         "",
	} {
		folder := layOut(t, map[string]string{"data/site.yaml": text})
		if got, known := generator.Prefix(folder); got != want || known != (want != "") {
			t.Errorf("%q: got %q, %v, want %q", text, got, known, want)
		}
	}
	if _, known := generator.Prefix(t.TempDir()); known {
		t.Error("without a site there is a prefix")
	}
}
