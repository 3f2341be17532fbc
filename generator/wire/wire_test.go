package wire

import (
	"math"
	"reflect"
	"testing"
)

func TestReadsWhatWasWritten(t *testing.T) {
	var w Writer
	for _, n := range []int{0, -1, 1, 300, math.MaxInt, math.MinInt} {
		w.Int(n)
	}
	w.Uint(math.MaxUint64)
	w.Fixed(math.MaxUint64 - 1)
	w.Bool(true)
	w.Bool(false)
	w.String("", "ä")
	w.Strings(nil)
	w.Strings([]string{})
	w.Strings([]string{"a", ""})
	text := string(w.Text())
	r := Read(text)
	for _, n := range []int{0, -1, 1, 300, math.MaxInt, math.MinInt} {
		if got := r.Int(); got != n {
			t.Errorf("%d, want %d", got, n)
		}
	}
	got := []any{r.Uint(), r.Fixed(), r.Bool(), r.Bool(), r.String(), r.String(), r.Strings(), r.Strings(), r.Strings()}
	want := []any{uint64(math.MaxUint64), uint64(math.MaxUint64 - 1), true, false, "", "ä", []string(nil), []string{}, []string{"a", ""}}
	if !reflect.DeepEqual(got, want) || !r.Done() {
		t.Errorf("%#v\n%#v", got, want)
	}
}

// FuzzRead reads what nobody wrote: it must not panic, and not take memory for what
// cannot be there.
func FuzzRead(f *testing.F) {
	f.Add("")
	f.Add("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")
	f.Add("\x05\x00\x00\x00\x00\x01a")
	f.Fuzz(func(t *testing.T, text string) {
		r := Read(text)
		if list := r.Strings(); len(list) > len(text) {
			t.Fatal(len(list))
		}
		_, _, _, _ = r.Uint(), r.Fixed(), r.Bool(), r.String()
		if r.Done() && len(text) < 11 {
			t.Fatalf("%q is too short", text)
		}
	})
}
