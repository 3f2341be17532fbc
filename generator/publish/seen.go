package publish

import (
	"io/fs"
	"time"
)

// A seen is what the system says of a file without reading it. A file of which it
// says the same twice is taken to be the same file with the same content, as far as
// [seen.tells] holds. Where the system has no inodes, size, time and mode must do.
type seen struct {
	size, time    int64 // bytes, and nanoseconds since 1970
	device, inode uint64
	mode          fs.FileMode
}

func see(info fs.FileInfo) seen {
	s := seen{size: info.Size(), time: info.ModTime().UnixNano(), mode: info.Mode()}
	s.device, s.inode = inode(info)
	return s
}

// tells tells whether every change of the content after a moment shows in the
// file's time. A clock of files ticks: what is written twice within a tick has one
// time. Systems tick every 1 to 16 ms, FAT every 2 s, and some in whole seconds,
// which is seen by the times that they give.
func (s seen) tells(since time.Time) bool {
	tick := 50 * time.Millisecond
	if s.time%int64(time.Second) == 0 {
		tick = 3 * time.Second
	}
	return since.UnixNano()-s.time > int64(tick)
}
