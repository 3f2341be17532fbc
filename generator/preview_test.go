package generator_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator"
)

// shownSite has a page of each kind that has a picture.
var shownSite = folder{
	"data/site.yaml":       "title: Small\nurl: https://example.org/\npairs: yes\n",
	"data/c/category.yaml": "title: Many\nattributes: [{id: a, type: support}]\n",
	"data/c/one.yaml":      "name: One\nfacts: {a: yes}\n",
	"data/c/two.yaml":      "name: Two\nfacts: {a: no}\n",
	"guides/a.md":          "---\ntitle: A\ndescription: D.\ncompare: [one, two]\nrule: Take One.\n---\n",
	"guides/b.md":          "---\ntitle: B\ndescription: E.\n---\nText.\n",
}

// picturesIn gives the pictures in an output folder, with their times.
func picturesIn(t *testing.T, out string) map[string]string {
	t.Helper()
	found := map[string]string{}
	names, err := filepath.Glob(filepath.Join(out, "assets", "preview", "*.png"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		found[filepath.Base(name)] = fmt.Sprint(info.ModTime().UnixNano(), info.Size())
	}
	return found
}

// TestPicturesAreDrawnOnce: what any build has drawn is not drawn again, neither by the
// same builder nor by another process, as long as it is there as it was.
func TestPicturesAreDrawnOnce(t *testing.T) {
	r := newRebuild(t, shownSite)
	out := filepath.Join(r.site, "public")
	first := picturesIn(t, out)
	if len(first) != 6 { // home, category, two options, two guides
		t.Fatalf("there are %d pictures", len(first))
	}
	whole := buildOnce(t, r.site)
	if got := picturesIn(t, out); !maps.Equal(got, first) {
		t.Error("pictures were written again")
	}
	if err := os.RemoveAll(filepath.Join(out, "assets", "preview")); err != nil {
		t.Fatal(err)
	}
	if drawn := buildOnce(t, r.site).Rendered - whole.Rendered; drawn != 6 {
		t.Errorf("%d pictures were drawn anew, of 6", drawn)
	}
	if report := r.build(nil); report.Rendered > 6 { // whose times it does not know
		t.Errorf("%d files were rendered", report.Rendered)
	}
	second := picturesIn(t, out)
	if report := r.save("guides/a.md", strings.Replace(shownSite["guides/a.md"], "Take One", "Take Two", 1)); report.HasErrors() {
		t.Fatal(report.Diagnostics)
	}
	third := picturesIn(t, out)
	for _, name := range slices.Sorted(maps.Keys(third)) {
		if was, known := second[name]; known && was != third[name] {
			t.Errorf("%s was written again", name)
		}
		delete(second, name)
	}
	if len(second) != 1 || len(third) != 6 {
		t.Errorf("%d pictures went, and %d are there", len(second), len(third))
	}
}

// buildOnce builds as a process of its own does, that remembers nothing.
func buildOnce(t *testing.T, site string) generator.Report {
	t.Helper()
	_, report := buildSite(t, site, generator.Options{Out: filepath.Join(site, "public")})
	return report
}

// TestMeddledPicture: a picture that somebody changed is in the way, as any file is.
func TestMeddledPicture(t *testing.T) {
	r := newRebuild(t, shownSite)
	out := filepath.Join(r.site, "public")
	names := slices.Sorted(maps.Keys(picturesIn(t, out)))
	name := filepath.Join(out, "assets", "preview", names[0])
	if err := os.WriteFile(name, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	again := &rebuild{t: t, site: r.site, builder: generator.NewBuilder(generator.Options{Site: r.site, Out: out})}
	if report := again.build(nil); !report.HasErrors() {
		t.Error("somebody else's file was overwritten")
	}
	if text, _ := os.ReadFile(name); string(text) != "mine" {
		t.Errorf("it says %q", text)
	}
}
