package seen

import (
	"io/fs"
	"testing"
	"time"

	"tradeoff/generator/wire"
)

// A file that was changed just now does not tell, although its time was set back.
func TestTimesSetBackTellNothing(t *testing.T) {
	now := time.Unix(1_000_000_000, 500)
	old := now.Add(-time.Hour).UnixNano()
	for _, c := range []struct {
		ago  time.Duration
		want bool
	}{{0, false}, {20 * time.Millisecond, false}, {time.Second, true}, {-time.Hour, false}} {
		changed := now.Add(-c.ago).UnixNano()
		if got := (File{time: old, changed: changed}).Tells(now); got != c.want {
			t.Errorf("changed %v ago: %t", c.ago, got)
		}
		if got := (File{time: old}).TellsFrom(now, changed); got != c.want {
			t.Errorf("changed %v ago, as is said beside it: %t", c.ago, got)
		}
	}
}

// A file that differs from the one before it in one thing alone is read as it was written.
func TestWrittenAfterOneLikeIt(t *testing.T) {
	before := File{size: 3, time: 5, changed: 7, device: 11, inode: 13, mode: 0o644}
	for _, change := range []func(f *File){
		func(*File) {}, func(f *File) { f.size++ }, func(f *File) { f.time-- }, func(f *File) { f.changed++ },
		func(f *File) { f.device++ }, func(f *File) { f.inode-- }, func(f *File) { f.mode |= fs.ModeSymlink },
	} {
		want := before
		change(&want)
		var w wire.Writer
		want.WriteAfter(&w, before)
		r := wire.Read(string(w.Text()))
		if got := ReadAfter(r, before); got != want || !r.Done() {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}
