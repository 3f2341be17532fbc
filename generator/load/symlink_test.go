package load_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestRealFiles reads a folder on a disk, through os.Root: symbolic links are
// followed to files inside the site and nowhere else.
func TestRealFiles(t *testing.T) {
	outside, site := t.TempDir(), t.TempDir()
	for name, text := range small {
		write(t, filepath.Join(site, name), text)
	}
	write(t, filepath.Join(outside, "secret.md"), guide)
	write(t, filepath.Join(outside, "folder", "b.md"), guide)
	write(t, filepath.Join(site, "elsewhere", "hidden.md"), guide)
	for name, target := range map[string]string{
		"guides/inside.md":    "../elsewhere/hidden.md",
		"guides/out.md":       filepath.Join(outside, "secret.md"),
		"guides/relative.md":  "../../" + filepath.Base(outside) + "/secret.md",
		"guides/folder":       filepath.Join(outside, "folder"),
		"guides/loop.md":      "loop.md",
		"guides/gone.md":      "nowhere.md",
		"guides/.hidden.md":   "nowhere.md",
		"guides/to-folder":    "../elsewhere",
		"data/backend/x.yaml": filepath.Join(outside, "secret.md"),
	} {
		if err := os.Symlink(target, filepath.Join(site, name)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	tree, r := openAndLoad(t, site)
	if got, want := names(tree), "backend backend/django a inside"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	const passed = ": warning: passed over: only regular files inside the site are read [unknown-file] put the file itself here\n"
	want := ""
	for _, file := range []string{"data/backend/x.yaml", "guides/folder", "guides/gone.md", "guides/loop.md", "guides/out.md", "guides/relative.md", "guides/to-folder"} {
		want += file + passed
	}
	if r != want {
		t.Errorf("got\n%swant\n%s", r, want)
	}
}

// TestHiddenBehindLinks: a link by a visible name does not publish what is hidden,
// wherever on its way that comes. Links to visible files are files.
func TestHiddenBehindLinks(t *testing.T) {
	site := t.TempDir()
	for name, text := range small {
		write(t, filepath.Join(site, name), text)
	}
	write(t, filepath.Join(site, ".env"), "PASSWORD=x")
	write(t, filepath.Join(site, ".git", "config"), "x")
	write(t, filepath.Join(site, "data", ".secret.yaml"), "name: Secret\n")
	for _, link := range [][2]string{
		{"guides/n.txt", "../.env"},
		{"guides/config.txt", "../data/../.git/config"},
		{"data/backend/secret.yaml", "../.secret.yaml"},
		{"drafts", ".git"},
		{"guides/through.txt", "../drafts/config"},
		{"guides/.by.txt", "../data/backend/django.yaml"},
		{"guides/by.txt", ".by.txt"},
		{"guides/again.txt", "./n.txt"},
		{"data/backend/rails.yaml", "django.yaml"},
		{"guides/b.md", "./../guides/a.md"},
		{"guides/d.md", "b.md"},
	} {
		if err := os.Symlink(link[1], filepath.Join(site, filepath.FromSlash(link[0]))); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	tree, r := openAndLoad(t, site)
	if got, want := names(tree), "backend backend/django backend/rails a b d"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	want := ""
	for _, passed := range [][2]string{
		{"data/backend/secret.yaml", "data/.secret.yaml"}, {"guides/again.txt", ".env"}, {"guides/by.txt", "guides/.by.txt"},
		{"guides/config.txt", ".git"}, {"guides/n.txt", ".env"}, {"guides/through.txt", ".git"},
	} {
		want += fmt.Sprintf("%s: warning: passed over: the link leads to %q, which is hidden [unknown-file] put the file itself here, if readers may see it\n", passed[0], passed[1])
	}
	if r != want {
		t.Errorf("got\n%swant\n%s", r, want)
	}
}

// TestFolderOutside: a folder of the site that leads out of it is not read, and
// not passed over without a word either.
func TestFolderOutside(t *testing.T) {
	outside, site := t.TempDir(), t.TempDir()
	write(t, filepath.Join(outside, "a.md"), guide)
	write(t, filepath.Join(site, "data", "site.yaml"), config)
	if err := os.Symlink(outside, filepath.Join(site, "guides")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	tree, r := openAndLoad(t, site)
	const want = `guides: error: expected a folder called "guides", found a link [unreadable-file] put the folder itself here` + "\n"
	if len(tree.Guides) > 0 || r != want {
		t.Errorf("%d guides, %s", len(tree.Guides), r)
	}
}
