package load

import (
	"testing"
	"testing/fstest"
	"time"

	"tradeoff/generator/cache"
)

// A file that is written twice within a tick of the clock of files is not taken for what it
// was the first time: what was read while it was young is compared by its sum.
func TestWrittenTwiceWithinATick(t *testing.T) {
	now := time.Now()
	file := func(text string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(text), ModTime: now, Mode: 0o644}
	}
	guide := func(title string) string { return "---\ntitle: " + title + "\ndescription: D.\n---\n\nText.\n" }
	fsys := fstest.MapFS{"data/site.yaml": file("title: T\n"), "guides/a.md": file(guide("one"))}
	own := t.TempDir()
	for _, title := range []string{"one", "two"} {
		fsys["guides/a.md"] = file(guide(title))
		c, err := cache.Open(own, "tool")
		if err != nil || c == nil {
			t.Fatal(c, err)
		}
		m := Memory{Cache: c}
		tree, _, err := m.Site(t.Context(), fsys, nil)
		if err != nil || len(tree.Guides) != 1 {
			t.Fatal(err, tree.Guides)
		}
		if got := tree.Guides[0].Title; got != title {
			t.Errorf("the guide is %q, and was written as %q", got, title)
		}
		if err := c.Flush(); err != nil {
			t.Fatal(err)
		}
		c.Close()
	}
}
