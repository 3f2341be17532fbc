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

// A file that was kept and that somebody removed or changed is not composed of.
func TestComposeOfStaleFiles(t *testing.T) {
	for name, meddle := range map[string]func(file string) error{
		"removed": os.Remove,
		"changed": func(file string) error { return os.WriteFile(file, []byte("theirs"), 0o644) },
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "public")
			folder := NewFolder(out)
			for i := range 2 {
				tx, err := folder.Begin()
				if err != nil {
					t.Fatal(err)
				}
				defer tx.Abort()
				if i == 0 {
					err = tx.Write("a", 7, []byte("1"))
				} else if !tx.Keep("a", 7) {
					t.Fatal("it is not kept")
				}
				_, failed := tx.Compose("all.txt", list)
				if i == 1 {
					if !errors.Is(failed, ErrStale) {
						t.Error(failed)
					}
					return
				}
				if _, gone := tx.Commit(context.Background()); errors.Join(err, failed, gone) != nil {
					t.Fatal(err, failed, gone)
				}
				if err := meddle(filepath.Join(out, "a")); err != nil {
					t.Fatal(err)
				}
			}
		})
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
