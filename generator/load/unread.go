package load

import (
	"slices"
	"strings"

	"tradeoff/generator/source"
)

// unreads collects what is there and is not read.
type unreads struct{ unread []source.Unread }

// leave remembers a file that is not read, by the path that it should have had.
func (u *unreads) leave(file, named string) {
	u.unread = append(u.unread, source.Unread{Path: file, Named: named})
}

// leaveFolder remembers a folder that is not read.
func (u *unreads) leaveFolder(folder string) {
	u.unread = append(u.unread, source.Unread{Path: folder, Named: folder, Folder: true})
}

// meant tells whether a file that was not read should have been this one.
func (u *unreads) meant(file string) bool {
	return slices.ContainsFunc(u.unread, func(one source.Unread) bool {
		return one.Named == file || one.Folder && strings.HasPrefix(file, one.Path+"/")
	})
}
