package load_test

import (
	"os"
	"path/filepath"
	"testing"

	"tradeoff/generator/load"
)

// TestGlanced holds a reading that goes by a glance against one that walks.
func TestGlanced(t *testing.T) {
	dir := t.TempDir()
	for name, text := range small {
		write(t, filepath.Join(dir, name), text)
	}
	for _, name := range []string{"guides/README.md", "guides/.hidden.md", "guides/.git/a.md", "guides/Wrong Name.md", "guides/deep/er/b.md", "guides/deep/er/note.txt",
		"data/.x/y.yaml", "data/notes.txt", "data/backend/wrong.yml", "data/orphans/one.yaml", "data/backend/deep/er.yaml", "shared/c.md", "shared/.secret.md"} {
		write(t, filepath.Join(dir, name), small["guides/a.md"])
	}
	for link, to := range map[string]string{"guides/c.md": "../shared/c.md", "guides/secret.md": "../shared/.secret.md", "guides/folder": "../shared", "guides/nowhere.md": "nothing", "data/backend/linked.yaml": "node.yaml"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "guides", "empty.md"), 0o755); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	glance, err := load.Look(root)
	if err != nil {
		t.Fatal(err)
	}
	told := func(m load.Memory) string {
		tree, diags, err := m.Site(t.Context(), root.FS(), nil)
		if err != nil {
			t.Fatal(err)
		}
		return names(tree) + report(diags)
	}
	plain := told(load.Memory{})
	if got := told(load.Memory{Glance: glance}); got != plain {
		t.Errorf("by a glance:\n%s\nby a walk:\n%s", got, plain)
	}
}
