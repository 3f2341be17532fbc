package generator_test

import (
	"archive/zip"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator"
)

// TestArchive packs this repository's site, or in a hurry a small one: every file of it is
// in the archive, but for the archive itself, and every link in there leads to what is there.
func TestArchive(t *testing.T) {
	site := ownSite
	if !thorough {
		site = unpacked(t, "browser")
	}
	out, report := buildSite(t, site, generator.Options{Zip: true, NoMinify: true})
	published := files(t, out)
	archive, err := zip.OpenReader(filepath.Join(out, report.Archive))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	packed := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		name, ok := strings.CutPrefix(f.Name, strings.TrimSuffix(report.Archive, ".zip")+"/")
		if !ok {
			t.Fatalf("%s is not in the folder", f.Name)
		}
		packed[name] = string(content)
	}
	maps.DeleteFunc(published, func(name, _ string) bool { return name == report.Archive || strings.HasPrefix(name, ".tradeoff") })
	if got, want := slices.Sorted(maps.Keys(packed)), slices.Sorted(maps.Keys(published)); !slices.Equal(got, want) {
		t.Errorf("got %d files, want %d", len(got), len(want))
	}
	for name, content := range published {
		if packed[name] != content && name != "download.html" {
			t.Errorf("%s is another one", name)
		}
	}
	if strings.Contains(packed["download.html"], ".zip") {
		t.Error("the copy leads to the archive")
	}
	checkLinks(t, packed)
}
