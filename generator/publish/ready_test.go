package publish

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"tradeoff/generator/cache"
)

// A record that another process wrote after this one had read it is not taken for the one
// that was read.
func TestReadyIsOutdated(t *testing.T) {
	for name, theirs := range map[string]map[string]string{
		"another content": {"a": "2", "b": "1"},
		"one more":        {"a": "1", "b": "1", "c": "1"},
		"one less":        {"a": "1"},
		"none":            {},
	} {
		t.Run(name, func(t *testing.T) {
			base := t.TempDir()
			out := filepath.Join(base, "public")
			folder := readied(t, base)
			publishAll(t, NewFolder(out), theirs)
			tx, err := folder.Begin()
			if err != nil {
				t.Fatal(err)
			}
			defer tx.Abort()
			if tx.Keep("a", 7) {
				t.Error("what another process published is kept by what was there before")
			}
			tx.Abort()
			publishAll(t, folder, map[string]string{"a": "3"})
			if got := published(t, out); !maps.Equal(got, map[string]string{"a": "3"}) {
				t.Error(got)
			}
		})
	}
}

// A record that goes away and comes back, as when somebody moves the folder, is read again.
func TestReadyComesBack(t *testing.T) {
	base := t.TempDir()
	out, aside := filepath.Join(base, "public"), filepath.Join(base, "aside")
	folder := readied(t, base)
	if err := os.Rename(out, aside); err != nil {
		t.Fatal(err)
	}
	tx, err := folder.Begin()
	if err != nil {
		t.Fatal(err)
	}
	tx.Abort()
	if err := os.RemoveAll(out); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(aside, out); err != nil {
		t.Fatal(err)
	}
	publishAll(t, folder, map[string]string{"a": "3"})
	if got := published(t, out); !maps.Equal(got, map[string]string{"a": "3"}) {
		t.Error(got)
	}
}

// readied publishes two files, and gives what another process remembers of that and has read.
func readied(t *testing.T, base string) *Folder {
	t.Helper()
	opened := func() *cache.Cache {
		kept, err := cache.Open(base, "a tool")
		if err != nil || kept == nil {
			t.Fatal(kept, err)
		}
		t.Cleanup(func() { kept.Close() })
		return kept
	}
	kept := opened()
	first := NewFolder(filepath.Join(base, "public"))
	first.KeepIn(kept)
	publishAll(t, first, map[string]string{"a": "1", "b": "1"})
	first.Keep()
	if err := kept.Flush(); err != nil {
		t.Fatal(err)
	}
	kept.Close()
	folder := NewFolder(filepath.Join(base, "public"))
	folder.KeepIn(opened())
	folder.Ready()
	folder.ready.running.Wait()
	return folder
}

// publishAll publishes files by one recipe.
func publishAll(t *testing.T, folder *Folder, files map[string]string) {
	t.Helper()
	tx, err := folder.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Abort()
	for path, content := range files {
		if err := tx.Write(path, 7, []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tx.Commit(context.Background()); err != nil {
		t.Fatal(err)
	}
}
