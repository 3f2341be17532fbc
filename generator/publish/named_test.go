package publish

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// named hands over one file that is known by its name, and tells whether it was kept.
func named(t *testing.T, f *Folder, path, content string) (kept bool, err error) {
	t.Helper()
	tx, err := f.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Abort()
	if kept = tx.Keep(path, 7) || tx.KeepNamed(path, 7); !kept {
		if err := tx.Write(path, 7, []byte(content)); err != nil {
			return false, err
		}
	}
	_, err = tx.Commit(context.Background())
	return kept, err
}

func TestKeepNamed(t *testing.T) {
	const path = "assets/preview/1234.png"
	for name, test := range map[string]struct {
		meanwhile func(t *testing.T, file string)
		kept      bool
		fails     bool
	}{
		"as it was": {func(*testing.T, string) {}, true, false},
		"touched": {func(t *testing.T, file string) {
			text, _ := os.ReadFile(file)
			_ = os.Remove(file)
			_ = os.WriteFile(file, text, 0o600)
		}, true, false},
		"removed": {func(t *testing.T, file string) { _ = os.Remove(file) }, false, false},
		"edited":  {func(t *testing.T, file string) { _ = os.WriteFile(file, []byte("other"), 0o644) }, false, true},
		"a link": {func(t *testing.T, file string) {
			_ = os.Rename(file, file+".real")
			_ = os.Symlink(file+".real", file)
		}, false, true},
		"no record": {func(t *testing.T, file string) {
			_ = os.Remove(filepath.Join(filepath.Dir(file), "../..", recordName))
		}, false, false}, // it is adopted
	} {
		t.Run(name, func(t *testing.T) {
			out := t.TempDir()
			if kept, err := named(t, NewFolder(out), path, "drawn"); kept || err != nil {
				t.Fatal(kept, err)
			}
			test.meanwhile(t, filepath.Join(out, filepath.FromSlash(path)))
			kept, err := named(t, NewFolder(out), path, "drawn")
			if kept != test.kept || (err != nil) != test.fails {
				t.Fatalf("kept %v, %v", kept, err)
			}
			if err != nil {
				return
			}
			text, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(path)))
			if err != nil || string(text) != "drawn" {
				t.Errorf("%q, %v", text, err)
			}
			if names := recorded(t, out); names[path] == "" {
				t.Errorf("the record does not name it: %v", names)
			}
		})
	}
}

// TestKeepNamedOfAnotherProcess: what is kept by its name is remembered for the next
// transaction as any other file is, and goes once it is no part of the site.
func TestKeepNamedOfAnotherProcess(t *testing.T) {
	const path = "assets/preview/1234.png"
	out := t.TempDir()
	if _, err := named(t, NewFolder(out), path, "drawn"); err != nil {
		t.Fatal(err)
	}
	f := NewFolder(out)
	for range 3 {
		if kept, err := named(t, f, path, "drawn"); !kept || err != nil {
			t.Fatal(kept, err)
		}
	}
	s, err := publishSite(f, site{"index.html": "home"})
	if err != nil || s.Removed != 1 {
		t.Errorf("%+v, %v", s, err)
	}
	if _, err := os.Stat(filepath.Join(out, "assets")); !os.IsNotExist(err) {
		t.Error("the folder is still there")
	}
}

// publishSite publishes a site of written files.
func publishSite(f *Folder, files site) (Summary, error) {
	tx, err := f.Begin()
	if err != nil {
		return Summary{}, err
	}
	defer tx.Abort()
	for path, content := range files {
		if err := tx.Write(path, 0, []byte(content)); err != nil {
			return Summary{}, err
		}
	}
	return tx.Commit(context.Background())
}

// recorded gives the sums in a folder's record.
func recorded(t *testing.T, out string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(out, recordName))
	if err != nil {
		t.Fatal(err)
	}
	r, err := parseRecord(text)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, o := range r.files {
		names[o.path] = string(o.sum[:])
	}
	return names
}
