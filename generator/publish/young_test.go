package publish

import (
	"math"
	"path/filepath"
	"testing"

	"tradeoff/generator/diag"
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
