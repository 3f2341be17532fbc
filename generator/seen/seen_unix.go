//go:build unix && !linux

package seen

import (
	"io/fs"
	"syscall"
)

// numbers gives those by which the system knows a file. Each system keeps when anything
// about a file changed under another name: it is left out.
func numbers(info fs.FileInfo) (device, inode uint64, changed int64) {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(stat.Dev), uint64(stat.Ino), 0
	}
	return 0, 0, 0
}
