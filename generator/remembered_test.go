package generator_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tradeoff/generator"
	"tradeoff/generator/cache"
)

// kept gives how many bytes the cache of a site has.
func kept(t *testing.T, site string) int {
	t.Helper()
	total := 0
	for _, text := range readFolder(filepath.Join(site, cache.Folder), nil) {
		total += len(text)
	}
	return total
}

// remember builds a site with a cache.
func remember(t *testing.T, site, out string) generator.Report {
	t.Helper()
	report, err := generator.Build(context.Background(), generator.Options{Site: site, Out: out, Cache: true})
	if err != nil || report.HasErrors() {
		t.Fatal(err, report.Diagnostics)
	}
	return report
}

// What a watch keeps does not grow with each save by what it keeps of the whole site.
func TestWatchKeepsLittle(t *testing.T) {
	files := baseline()
	site := layOut(t, files)
	out := filepath.Join(site, "public")
	b := generator.NewBuilder(generator.Options{Site: site, Out: out, Cache: true})
	sizes := []int{}
	for i := range 6 {
		change{do: "save", path: "guides/three.md", text: files["guides/three.md"] + fmt.Sprintf("\nText %d.\n", i)}.apply(site)
		report, err := b.Build(context.Background(), nil)
		if err != nil || report.HasErrors() || report.Written == 0 {
			t.Fatal(err, report)
		}
		sizes = append(sizes, kept(t, site))
	}
	b.Close()
	if grown := sizes[5] - sizes[1]; grown > 4*4*len(files["guides/three.md"]) {
		t.Errorf("four saves of one guide with %d bytes: %v bytes are kept", len(files["guides/three.md"]), sizes)
	}
	report := remember(t, site, out)
	if report.Written > 0 || report.Rendered > 1 {
		t.Errorf("what the watch left is not remembered: %+v", report)
	}
}

// What is torn is met once: the build after it remembers again.
func TestTornIsMetOnce(t *testing.T) {
	site := layOut(t, baseline())
	remember(t, site, filepath.Join(site, "public"))
	bulks, err := filepath.Glob(filepath.Join(site, cache.Folder, "bulk-*"))
	if err != nil || len(bulks) != 1 {
		t.Fatal(bulks, err)
	}
	text, err := os.ReadFile(bulks[0])
	if err != nil {
		t.Fatal(err)
	}
	for i := range text {
		text[i]++
	}
	if err := os.WriteFile(bulks[0], text, 0o644); err != nil {
		t.Fatal(err)
	}
	all := remember(t, site, filepath.Join(t.TempDir(), "torn")).Parsed // which needs the contents
	if again := remember(t, site, filepath.Join(t.TempDir(), "again")).Parsed; again != all {
		t.Errorf("%d files were parsed where the cache was torn, and %d where it was cleared", all, again)
	}
	if few := remember(t, site, filepath.Join(t.TempDir(), "few")).Parsed; few >= all/2 {
		t.Errorf("%d files were parsed where the cache was torn, and %d in the second build after it", all, few)
	}
}

// Output folders that are no longer there leave nothing in the cache.
func TestGoneOutputIsForgotten(t *testing.T) {
	site, base := layOut(t, baseline()), t.TempDir()
	tally := func() (n int) {
		c, err := cache.Open(site, mustTool(t))
		if err != nil || c == nil {
			t.Fatal(c, err)
		}
		defer c.Close()
		for i := range 5 {
			for _, kind := range []cache.Kind{'p', 'b'} {
				if _, _, ok := c.Get(kind, filepath.Join(base, fmt.Sprint(i))); ok {
					n++
				}
			}
		}
		return n
	}
	time.Sleep(60 * time.Millisecond) // as long as a file's time takes to tell
	for i := range 5 {
		out := filepath.Join(base, fmt.Sprint(i))
		remember(t, site, out)
		if i < 4 {
			if err := os.RemoveAll(out); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n := tally(); n != 2 {
		t.Errorf("%d entries are about output folders, of which one is there", n)
	}
}

func mustTool(t *testing.T) string {
	t.Helper()
	tool, err := cache.Tool()
	if err != nil {
		t.Fatal(err)
	}
	return tool
}
