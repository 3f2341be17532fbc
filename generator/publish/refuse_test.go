package publish

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tradeoff/generator/diag"
)

func TestRefuse(t *testing.T) {
	root := t.TempDir()
	put(t, root, "site/data/site.yaml", "")
	put(t, root, "site/guides/a.md", "")
	put(t, root, "site/file", "")
	put(t, root, "elsewhere/guides/a.md", "")
	put(t, root, "linked/data/site.yaml", "")
	for link, to := range map[string]string{
		"linked/guides":   "../elsewhere/guides",
		"to-site":         "site",
		"to-data":         "site/data",
		"site/public-out": "../out",
		"nowhere":         "not/there",
	} {
		if err := os.Symlink(filepath.FromSlash(to), filepath.Join(root, link)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(root, "out"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ out, site, message string }{
		{"site/public", "site", ""},
		{"site/public/deep/er", "site", ""},
		{"site/database", "site", ""},
		{"out", "site", ""},
		{"not/there/yet", "site", ""},
		{"site/public-out", "site", ""},
		{"site/public/data", "site", ""},
		{"site", "site", "own folder"},
		{".", "site", "own folder"},
		{"/", "site", "own folder"},
		{"site/public/..", "site", "own folder"},
		{"to-site", "site", "own folder"},
		{"site", "to-site", "own folder"},
		{"site/data", "site", "in the folder data"},
		{"site/data/out", "site", "in the folder data"},
		{"site/guides/deep/out", "site", "in the folder guides"},
		{"to-data/out", "site", "in the folder data"},
		{"site/data/out", "to-site", "in the folder data"},
		{"site/templates", "site", "in the folder templates"},
		{"site/templates/out", "site", "in the folder templates"},
		{"site/Templates/out", "site", "in the folder templates"},
		{"elsewhere", "linked", "holds the folder guides"},
		{"elsewhere/guides/out", "linked", "in the folder guides"},
		{"linked/guides/out", "linked", "in the folder guides"},
		{"elsewhere/out", "linked", ""},
		{"site/file", "site", "is a file"},
		{"site/file/out", "site", "cannot be found"},
		{"nowhere", "site", "leads nowhere"},
		{"site/.git", "site", "lies in .git"},
		{"site/.git/hooks/out", "site", "lies in .git"},
		{".HG/out", "site", "lies in .hg"},
		{"site/.github-pages", "site", ""},
		{"site/x.git/out", "site", ""},
	} {
		out := c.out
		if !filepath.IsAbs(out) {
			out = root + "/" + out
		}
		err := Refuse(out, filepath.Join(root, c.site))
		switch problems := problemsIn(err); {
		case c.message == "" && err != nil:
			t.Errorf("%s for %s: %v", c.out, c.site, err)
		case c.message != "" && (len(problems) != 1 || problems[0].Code != diag.OutputUnsafe || problems[0].Hint == "" ||
			!strings.Contains(problems[0].Message, c.message)):
			t.Errorf("%s for %s: %v, want %q", c.out, c.site, err, c.message)
		}
	}
}

// Where the system does not tell upper from lower case, neither does Refuse.
func TestRefuseAsksTheSystemAboutCase(t *testing.T) {
	root := t.TempDir()
	put(t, root, "data/site.yaml", "")
	_, err := os.Stat(filepath.Join(root, "DATA"))
	insensitive := err == nil
	if refused := Refuse(filepath.Join(root, "DATA", "out"), root) != nil; refused != insensitive {
		t.Errorf("DATA/out is refused: %v, the system takes it for data/out: %v", refused, insensitive)
	}
}

func TestBeginIntoAFile(t *testing.T) {
	root := t.TempDir()
	put(t, root, "file", "mine")
	for _, out := range []string{"file", "file/out"} {
		_, err := Begin(filepath.Join(root, out))
		if problems := problemsIn(err); len(problems) != 1 || problems[0].Code != diag.OutputFailed {
			t.Errorf("%s: %v", out, err)
		}
	}
	equalTrees(t, "untouched", tree(t, root), map[string]string{"file": "mine"})
}

func pathsOf(files []*ours) (paths []string) {
	for _, o := range files {
		paths = append(paths, o.path)
	}
	return paths
}

func FuzzRecord(f *testing.F) {
	f.Add([]byte(`{"version": 1, "files": {"a": "0"}, "pending": {"b": "1"}, "folders": ["c"]}`))
	f.Add([]byte(`{"version": 1, "files": {"../a": "0"}}`))
	f.Add([]byte(`{"version": 2, "files": {"a": "0"}, "pending": {"b": "1"}, "folders": ["c"]}`))
	f.Add([]byte(`{"version": 1, "folders": [".tradeoff.json"]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := parseRecord(text)
		if err != nil {
			return
		}
		for _, path := range append(pathsOf(r.files), r.folders...) {
			if err := checkPath(path); err != nil {
				t.Error(err)
			}
		}
		written := (&recordWriter{}).all(linesOf(r.files), nobody, r.folders)
		if again, err := parseRecord(written); err != nil || len(again.files) != len(r.files) {
			t.Errorf("%s: %v", written, err)
		}
	})
}
