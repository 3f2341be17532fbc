package publish

import (
	"context"
	"maps"
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
			kept, err := cache.Open(base, "a tool")
			if err != nil || kept == nil {
				t.Fatal(kept, err)
			}
			defer kept.Close()
			first := NewFolder(out)
			first.KeepIn(kept)
			publishAll(t, first, map[string]string{"a": "1", "b": "1"})
			first.Keep()
			if err := kept.Flush(); err != nil {
				t.Fatal(err)
			}
			kept.Close()
			if kept, err = cache.Open(base, "a tool"); err != nil || kept == nil {
				t.Fatal(kept, err)
			}
			folder := NewFolder(out)
			folder.KeepIn(kept)
			folder.Ready()
			folder.ready.running.Wait()
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
