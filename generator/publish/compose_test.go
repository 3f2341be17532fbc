package publish

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// list writes the paths and contents of parts.
func list(w io.Writer, parts []Part) error {
	for _, p := range parts {
		r, err := p.Open()
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, p.Path+": ")
		if err == nil {
			_, err = io.Copy(w, r)
		}
		if err = errors.Join(err, r.Close()); err != nil {
			return err
		}
		_, _ = io.WriteString(w, "\n")
	}
	return nil
}

func TestCompose(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	folder := NewFolder(out)
	run := func(contents map[string]string, kept ...string) Summary {
		t.Helper()
		tx, err := folder.Begin()
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Abort()
		tx.Look()
		for _, path := range kept {
			if !tx.Keep(path, 7) {
				t.Fatalf("%s is not kept", path)
			}
		}
		for path, content := range contents {
			if err := tx.Write(path, 7, []byte(content)); err != nil {
				t.Fatal(err)
			}
		}
		size, err := tx.Compose("all.txt", list)
		if err != nil {
			t.Fatal(err)
		}
		summary, err := tx.Commit(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(filepath.Join(out, "all.txt")); err != nil || info.Size() != size {
			t.Errorf("%d bytes are said: %v", size, err)
		}
		return summary
	}
	is := func(want string) {
		t.Helper()
		if got, err := os.ReadFile(filepath.Join(out, "all.txt")); err != nil || string(got) != want {
			t.Errorf("got %q, want %q, %v", got, want, err)
		}
	}
	run(map[string]string{"b/x": "1", "a": "2"})
	is("a: 2\nb/x: 1\n")
	if s := run(map[string]string{"c": "3"}, "a", "b/x"); s.Written != 2 {
		t.Errorf("%d files were written", s.Written)
	}
	is("a: 2\nb/x: 1\nc: 3\n")
	if s := run(nil, "a", "b/x", "c"); s.Written != 0 || s.Unchanged != 4 {
		t.Errorf("nothing changed: %+v", s)
	}
	mustBuild(t, out, site{"a": "2"})
	if _, err := os.Stat(filepath.Join(out, "all.txt")); !errors.Is(err, os.ErrNotExist) {
		t.Error("what is no longer made is still there")
	}
}

func TestComposeFails(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	mustBuild(t, out, site{"a": "1"})
	tx, err := NewFolder(out).Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Abort()
	if err := tx.Write("a", 0, []byte("2")); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	if _, err := tx.Compose("all.txt", func(io.Writer, []Part) error { return broken }); !errors.Is(err, broken) {
		t.Error(err)
	}
	if _, err := tx.Commit(context.Background()); !errors.Is(err, broken) {
		t.Error(err)
	}
	if got, _ := os.ReadFile(filepath.Join(out, "a")); string(got) != "1" {
		t.Errorf("the last site is %q now", got)
	}
}
