package load_test

import (
	"context"
	"strings"
	"testing"

	"tradeoff/generator/load"
)

// TestTooLarge: a text that is too long to be one is not read, says so, and is read
// as soon as it is shorter. Pictures may have any size.
func TestTooLarge(t *testing.T) {
	const most = 8 << 20
	long := guide + strings.Repeat("x", most-len(guide))
	for name, file := range map[string]string{"guide": "guides/long.md", "option": "data/backend/long.yaml"} {
		t.Run(name, func(t *testing.T) {
			var memory load.Memory
			fsys := siteWith(map[string]string{file: long + "x"})
			_, diags, _ := memory.Site(context.Background(), fsys, nil)
			want := file + ": error: the file has 8 MB, and is not read: a text has at most 8 MB [unreadable-file] is it what its name says? else split it\n"
			if got := report(diags); got != want {
				t.Errorf("got %q\nwant %q", got, want)
			}
			fsys[file].Data = []byte(small["guides/a.md"])
			if file != "guides/long.md" {
				fsys[file].Data = []byte("name: Short\n")
			}
			tree, diags, _ := memory.Site(context.Background(), fsys, []string{file})
			if diags.HasErrors() || !strings.Contains(names(tree), "long") {
				t.Errorf("once it is shorter: %s%s", names(tree), report(diags))
			}
		})
	}
	fsys := siteWith(map[string]string{"guides/long.md": long, "guides/large.svg": drawing + strings.Repeat(" ", most)})
	if tree, got := loaded(t, fsys); got != "" || !strings.Contains(names(tree), "long guides/large.svg") {
		t.Errorf("as long as texts may be: %s%s", names(tree), got)
	}
}
