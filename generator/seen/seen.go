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

// Size is the file's, in bytes.
func (f File) Size() int64 { return f.size }

// Tells tells whether every change of the content after a moment shows in the
// file's time. A clock of files ticks: what is written twice within a tick has one
// time. Systems tick every 1 to 16 ms, FAT every 2 s, and some in whole seconds,
// which is seen by the times that they give.
func (f File) Tells(since time.Time) bool {
	tick := 50 * time.Millisecond
	if f.time%int64(time.Second) == 0 {
		tick = 3 * time.Second
	}
	return since.UnixNano()-max(f.time, f.changed) > int64(tick)
}

// Write writes it for a later process.
func (f File) Write(w *wire.Writer) {
	for _, n := range []uint64{uint64(f.size), uint64(f.time), uint64(f.changed), f.device, f.inode, uint64(f.mode)} {
		w.Fixed(n)
	}
}

// Read reads what Write wrote.
func Read(r *wire.Reader) File {
	return File{
		size: int64(r.Fixed()), time: int64(r.Fixed()), changed: int64(r.Fixed()),
		device: r.Fixed(), inode: r.Fixed(), mode: fs.FileMode(r.Fixed()),
	}
}
