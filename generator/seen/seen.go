// Package seen tells whether a file is as it was without reading it, by what the system
// says of it.
package seen

import (
	"io/fs"
	"time"

	"tradeoff/generator/wire"
)

// A File is what the system says of a file. A file of which it says the same twice is
// taken to be the same file with the same content, as far as [File.Tells] holds. Where
// the system has no inodes, size, time and mode must do.
type File struct {
	size, time    int64 // bytes, and nanoseconds since 1970
	changed       int64 // of [Closely]: when anything about the file changed last, likewise
	device, inode uint64
	mode          fs.FileMode
}

// Of gives what is said of a file. It stays the same when the file gets another name.
func Of(info fs.FileInfo) File {
	f := File{size: info.Size(), time: info.ModTime().UnixNano(), mode: info.Mode()}
	f.device, f.inode, _ = numbers(info)
	return f
}

// Closely gives more: where the system keeps when anything about a file changed, which
// nobody can set, a change that keeps the length and sets the time back is noticed too.
func Closely(info fs.FileInfo) File {
	f := Of(info)
	_, _, f.changed = numbers(info)
	return f
}

// Changed gives when anything about a file changed last, its name or its time among it, in
// nanoseconds since 1970: nobody can set that. It is 0 where the system does not keep it.
func Changed(info fs.FileInfo) int64 {
	_, _, changed := numbers(info)
	return changed
}

// Size is the file's, in bytes.
func (f File) Size() int64 { return f.size }

// Mode is the file's, as package os has it.
func (f File) Mode() fs.FileMode { return f.mode }

// Tells tells whether every change of the content after a moment shows in the
// file's time. A clock of files ticks: what is written twice within a tick has one
// time. Systems tick every 1 to 16 ms, FAT every 2 s, and some in whole seconds,
// which is seen by the times that they give.
func (f File) Tells(since time.Time) bool { return f.TellsFrom(since, f.changed) }

// TellsFrom is Tells for a file about which something changed at a time (see [Changed]).
func (f File) TellsFrom(since time.Time, changed int64) bool {
	tick := 50 * time.Millisecond
	if f.time%int64(time.Second) == 0 {
		tick = 3 * time.Second
	}
	return since.UnixNano()-max(f.time, changed) > int64(tick)
}

// Write writes it for a later process.
func (f File) Write(w *wire.Writer) {
	for _, n := range []uint64{uint64(f.size), uint64(f.time), uint64(f.changed), f.device, f.inode, uint64(f.mode)} {
		w.Fixed(n)
	}
}

// WriteAfter writes it shorter, by what tells it from the file before it in a list: most
// have the same mode, and lie near each other on the same disk.
func (f File) WriteAfter(w *wire.Writer, before File) {
	for _, n := range [...]int64{f.size, f.time - before.time, int64(f.inode - before.inode)} {
		w.Uint(uint64(n<<1) ^ uint64(n>>63)) // small, though it may be negative
	}
	rest := f.rest() != before.rest()
	w.Bool(rest)
	if rest {
		w.Fixed(uint64(f.changed))
		w.Fixed(f.device)
		w.Uint(uint64(f.mode))
	}
}

// ReadAfter reads what WriteAfter wrote.
func ReadAfter(r *wire.Reader, before File) File {
	f := before
	signed := func() int64 { n := r.Uint(); return int64(n>>1) ^ -int64(n&1) }
	f.size = signed()
	f.time += signed()
	f.inode += uint64(signed())
	if r.Bool() {
		f.changed, f.device, f.mode = int64(r.Fixed()), r.Fixed(), fs.FileMode(r.Uint())
	}
	return f
}

// rest is what files that lie next to each other have in common.
func (f File) rest() File { return File{changed: f.changed, device: f.device, mode: f.mode} }

// Read reads what Write wrote.
func Read(r *wire.Reader) File {
	return File{
		size: int64(r.Fixed()), time: int64(r.Fixed()), changed: int64(r.Fixed()),
		device: r.Fixed(), inode: r.Fixed(), mode: fs.FileMode(r.Fixed()),
	}
}
