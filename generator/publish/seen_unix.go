//go:build unix

package publish

import (
	"io/fs"
	"syscall"
)

// inode gives the numbers by which the system knows a file.
func inode(info fs.FileInfo) (device, number uint64) {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(stat.Dev), uint64(stat.Ino)
	}
	return 0, 0
}
