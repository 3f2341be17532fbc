package watch_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tradeoff/generator/watch"
)

// TestEditors saves as editors do, step by step: each save is one change. What
// they save to first is named too: who looks finds it gone.
func TestEditors(t *testing.T) {
	for _, test := range []struct {
		name string
		save func(s *site)
		want []string
	}{
		{"vim, backup by rename", func(s *site) {
			s.write(".a.md.swp", "swap")
			s.write("4913", "")
			s.remove("4913")
			s.rename("a.md", "a.md~")
			s.write("a.md", "after")
			s.must(os.Chmod(s.full("a.md"), 0o666))
			s.remove("a.md~")
			s.remove(".a.md.swp")
		}, []string{"4913", "a.md", "a.md~"}},
		{"vim, backup by copy", func(s *site) {
			s.write("a.md~", "before")
			s.write("a.md", "after")
			s.must(os.Chmod(s.full("a.md"), 0o666))
			s.remove("a.md~")
		}, []string{"a.md", "a.md~"}},
		{"JetBrains", func(s *site) {
			s.write("a.md___jb_tmp___", "after")
			s.rename("a.md", "a.md___jb_old___")
			s.rename("a.md___jb_tmp___", "a.md")
			s.remove("a.md___jb_old___")
		}, []string{"a.md", "a.md___jb_old___", "a.md___jb_tmp___"}},
		{"VS Code", func(s *site) {
			s.must(os.Truncate(s.full("a.md"), 0))
			s.write("a.md", "after")
		}, []string{"a.md"}},
		{"VS Code, atomic", func(s *site) {
			s.write("a.md.vsctmp", "after")
			s.rename("a.md.vsctmp", "a.md")
		}, []string{"a.md", "a.md.vsctmp"}},
		{"GNOME", func(s *site) {
			s.write(".goutputstream-X1Y2Z3", "after")
			s.rename(".goutputstream-X1Y2Z3", "a.md")
		}, []string{"a.md"}},
		{"Emacs", func(s *site) {
			s.link("ada@example.1234:5678", ".#a.md")
			s.write("#a.md#", "aft")
			s.rename("a.md", "a.md~")
			s.write("a.md", "after")
			s.remove("#a.md#")
			s.remove(".#a.md")
		}, []string{"#a.md#", "a.md", "a.md~"}},
		{"sed -i", func(s *site) {
			s.write("sedXy12Zz", "after")
			s.rename("sedXy12Zz", "a.md")
		}, []string{"a.md", "sedXy12Zz"}},
		{"several writes", func(s *site) {
			file, err := os.Create(s.full("a.md"))
			s.must(err)
			for range 20 {
				file.WriteString("part of a text\n")
			}
			s.must(file.Close())
		}, []string{"a.md"}},
		{"twice at once", func(s *site) {
			s.write("a.md", "after")
			s.write("a.md", "later")
		}, []string{"a.md"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := watching(t, watch.Options{}, "a.md")
			test.save(s)
			s.one(test.want...)
			test.save(s) // the watch is on the folder, so it still stands
			s.one(test.want...)
		})
	}
}

// TestInstalledEditors saves with the editors that are installed.
func TestInstalledEditors(t *testing.T) {
	for name, command := range map[string][]string{
		"vim rename": {"vim", "-u", "NONE", "-i", "NONE", "-N", "-es", "-c", "set writebackup backupcopy=no", "-c", "norm iX", "-c", "wq", "a.md"},
		"vim copy":   {"vim", "-u", "NONE", "-i", "NONE", "-N", "-es", "-c", "set writebackup backupcopy=yes", "-c", "norm iX", "-c", "wq", "a.md"},
		"vim backup": {"vim", "-u", "NONE", "-i", "NONE", "-N", "-es", "-c", "set backup backupcopy=no", "-c", "norm iX", "-c", "wq", "a.md"},
		"emacs":      {"emacs", "-Q", "--batch", "a.md", "--eval", `(progn (setq-local make-backup-files t) (insert "X") (save-buffer) (insert "Y") (basic-save-buffer))`},
		"sed":        {"sed", "-i", "s/before/after/", "a.md"},
	} {
		t.Run(name, func(t *testing.T) {
			program, err := exec.LookPath(command[0])
			if err != nil {
				t.Skip(err)
			}
			t.Parallel()
			s := watching(t, watch.Options{Quiet: 400 * time.Millisecond, Lull: 400 * time.Millisecond, Bound: patience}, "a.md")
			run := exec.Command(program, command[1:]...)
			run.Dir = s.root
			if out, err := run.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			changes := s.told()
			if len(changes) != 1 || changes[0].All || changes[0].Paths[0] != "a.md" {
				t.Errorf("got %v, want one change that names a.md", changes)
			}
		})
	}
}

// TestRights: a file whose rights or time were changed is named; one whose rights
// are set to what they were after it was saved is not, since vim does that with
// each, after it has waited for the disk.
func TestRights(t *testing.T) {
	s := watching(t, watch.Options{}, "a.md", "b.md")
	s.must(os.Chmod(s.full("a.md"), 0o600))
	s.one("a.md")
	s.must(os.Chtimes(s.full("b.md"), time.Time{}, time.Now().Add(-time.Hour)))
	s.one("b.md")
	s.write("a.md", "after")
	if change := s.next(); len(change.Paths) != 1 {
		t.Error(change)
	}
	s.must(os.Chmod(s.full("a.md"), 0o600))
	s.write("b.md", "after")
	s.one("b.md")
}

// TestSwitch: a switch of branches is one change, or very few on a busy computer.
func TestSwitch(t *testing.T) {
	var files []string
	for folder := range 20 {
		for file := range 20 {
			files = append(files, filepath.ToSlash(filepath.Join("guides", string(rune('a'+folder)), string(rune('a'+file))+".md")))
		}
	}
	s := watching(t, watch.Options{}, files...)
	for _, file := range files {
		s.remove(file)
		s.write(file, "after")
	}
	s.one(files...)
}

// TestGrowing: what is written after a change was taken leads to one more.
func TestGrowing(t *testing.T) {
	s := watching(t, watch.Options{Quiet: time.Millisecond, Lull: time.Millisecond, Bound: 5 * time.Millisecond})
	file, err := os.Create(s.full("big.png"))
	s.must(err)
	defer file.Close()
	for size := int64(4); size <= 80; size += 4 {
		_, err := file.WriteString("more")
		s.must(err)
		for known := int64(0); known != size; {
			if slices.Contains(s.next().Paths, "big.png") {
				info, err := os.Stat(s.full("big.png"))
				s.must(err)
				known = info.Size()
			}
		}
	}
}

// TestNames: spaces, letters of all alphabets, and the two spellings of é, which
// are told as the disk has them. Hidden files and what else is left out are not.
func TestNames(t *testing.T) {
	s := watching(t, watch.Options{})
	names := []string{"a b.md", "caf\u00e9.md", "cafe\u0301.md", "日本 語.md", `quo"te.md`}
	for _, name := range names {
		s.write(name, "x")
	}
	s.write(".env", "x")
	s.write(".git/index", "x")
	s.write("public/index.html", "x")
	s.named("a b.md", "cafe\u0301.md", "caf\u00e9.md", `quo"te.md`, "日本 語.md")
	s.write(".git/index", "y")
	s.write("public/index.html", "y")
	s.write("a b.md", "y")
	s.one("a b.md")
}

// TestSlowTaker: who takes changes late takes all of them together.
func TestSlowTaker(t *testing.T) {
	fast := watch.Options{Quiet: time.Millisecond, Lull: time.Millisecond, Bound: 2 * time.Millisecond}
	slow := watching(t, fast, "a.md", "b.md", "c.md")
	fast.Root = slow.root
	quick := watching(t, fast)
	for _, file := range []string{"c.md", "a.md", "b.md", "a.md"} {
		slow.write(file, "after")
		for !slices.Contains(quick.next().Paths, file) {
		}
	}
	slow.named("a.md", "b.md", "c.md")
}
