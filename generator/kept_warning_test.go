package generator_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"tradeoff/generator"
)

// What is wrong with a page that is published all the same is said by each build, be it
// one that has something else to do, one that has nothing to do, or one that watches.
func TestWarningsAreSaidAgain(t *testing.T) {
	const other = "guides/other.md"
	guide := func(text string) string { return "---\ntitle: A guide\ndescription: D.\n---\n\n" + text + "\n" }
	site := layOut(t, folder{"data/site.yaml": "title: T\nurl: https://example.org/\nraw_html: true\n",
		"guides/raw.md": guide("<script>let a = {;</script>"), other: guide("Text.")})
	opts := generator.Options{Site: site, Out: filepath.Join(site, "public"), Cache: true}
	plain := opts
	plain.Cache, plain.Out = false, filepath.Join(t.TempDir(), "plain")
	watching := plain
	watching.Out = filepath.Join(t.TempDir(), "watched")
	watch := generator.NewBuilder(watching)
	defer watch.Close()
	for i, text := range []string{"Text.", "Text.", "Another.", "Another.", "A third."} {
		change{do: "save", path: other, text: guide(text)}.apply(site)
		time.Sleep(60 * time.Millisecond) // as long as a file's time takes to tell
		want, err := generator.Build(context.Background(), plain)
		if err != nil || want.HasErrors() || len(want.Diagnostics) != 1 {
			t.Fatal(err, want.Diagnostics)
		}
		for range 2 {
			for name, build := range map[string]func() (generator.Report, error){
				"with a cache": func() (generator.Report, error) { return generator.Build(context.Background(), opts) },
				"watching":     func() (generator.Report, error) { return watch.Build(context.Background(), nil) },
			} {
				got, err := build()
				if err != nil || len(got.Diagnostics) != 1 || got.Diagnostics[0] != want.Diagnostics[0] {
					t.Errorf("build %d, %s: %v, want %v; %v", i, name, got.Diagnostics, want.Diagnostics, err)
				}
			}
		}
	}
}
