package seen

import (
	"io/fs"
	"syscall"
)

// numbers gives those by which the system knows a file, and when anything about it
// changed.
func numbers(info fs.FileInfo) (device, inode uint64, changed int64) {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(stat.Dev), uint64(stat.Ino), stat.Ctim.Nano()
	}
	return 0, 0, 0
}
