package publish

import (
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tradeoff/generator/diag"
	"tradeoff/generator/seen"
)

// A file that was just written is read, too, where the system does not keep when anything
// about it changed: its time alone would not tell.
func TestYoungIsReadByItsTime(t *testing.T) {
	for _, next := range []bool{false, true} {
		for _, content := range []string{"1", "3"} { // kept, and rendered anew
			own, out := t.TempDir(), t.TempDir()
			f, end := inProcess(t, own, out)
			mustAgain(t, f, site{"a": "1", "b": "1", "c": "1"})
			for _, o := range f.left.files {
				o.until = math.MaxInt64 // nothing is known to have changed
			}
			secretly(t, filepath.Join(out, "a"), "2")
			if next {
				left := f.Left()
				end()
				if f, end = inProcess(t, own, out); f.IsUntouched(left) {
					t.Error("the folder is untouched")
				}
			}
			_, _, _, err := again(t.Context(), f, site{"a": content, "b": "1", "c": "1"})
			if problems := problemsIn(err); len(problems) != 1 || problems[0].Code != diag.OutputForeign {
				t.Errorf("next process %t, %s: a change within the clock's tick: %v", next, content, err)
			}
			end()
		}
	}
}

// What was read within the clock's tick of a change is read again: somebody may write it
// once more within that tick.
func TestYoungStaysInDoubt(t *testing.T) {
	for _, young := range []bool{true, false} {
		f := NewFolder(t.TempDir())
		mustAgain(t, f, site{"adopted": "1", "looked": "1", "named": "1"})
		for _, path := range []string{"adopted", "looked", "named"} {
			at := time.Now().Add(-time.Minute)
			if young {
				at = time.Now().Add(time.Hour) // whatever time it is when it is looked at
			}
			if err := os.Chtimes(filepath.Join(f.out, path), at, at); err != nil {
				t.Fatal(err)
			}
			info, err := os.Lstat(filepath.Join(f.out, path))
			if err != nil {
				t.Fatal(err)
			}
			o := f.left.find(path)
			o.seen, o.sure = seen.Of(info), false
		}
		time.Sleep(60 * time.Millisecond)
		tx, err := f.Begin()
		if err == nil {
			err = tx.Write("adopted", 7, []byte("1"))
		}
		if err != nil || !tx.KeepNamed("named", 7) || !tx.Keep("looked", recipeOf("1")) {
			t.Fatal("nothing is kept", err)
		}
		if _, err := tx.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, o := range f.left.files {
			if o.sure == young {
				t.Errorf("young %t: %s is in doubt: %t", young, o.path, !o.sure)
			}
		}
	}
}

// A change that keeps the length and sets the time back is found, too, of a file that
// waited for the commit until its time could tell.
func TestSecretChangeOfWhatWaited(t *testing.T) {
	info, err := os.Stat(".")
	if err != nil || seen.Changed(info) == 0 {
		t.Skip("the system does not keep when files changed")
	}
	files := site{"a": "1", "b": "1", "c": "1"}
	for _, next := range []bool{false, true} {
		own, out := t.TempDir(), t.TempDir()
		f, end := inProcess(t, own, out)
		tx, err := f.Begin()
		if err == nil {
			_, err = offer(tx, files)
		}
		time.Sleep(60 * time.Millisecond)
		if err == nil {
			_, err = tx.Commit(t.Context())
		}
		if err != nil || !f.left.find("a").sure {
			t.Fatal("what waited is in doubt", err)
		}
		secretly(t, filepath.Join(out, "a"), "2")
		if next {
			left := f.Left()
			end()
			if f, end = inProcess(t, own, out); f.IsUntouched(left) {
				t.Error("the folder is untouched")
			}
		}
		_, _, _, err = again(t.Context(), f, files)
		if problems := problemsIn(err); len(problems) != 1 || problems[0].Code != diag.OutputForeign {
			t.Errorf("next process %t: it was not found: %v", next, err)
		}
		end()
	}
}
