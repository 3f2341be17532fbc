package load

import (
	"io/fs"
	"path"
	"path/filepath"
	"strings"
)

// isHidden tells whether a name is that of a file which listings leave out.
func isHidden(name string) bool { return strings.HasPrefix(name, ".") }

// isLink tells whether a path ends in a symbolic link.
func isLink(fsys fs.FS, file string) bool {
	info, err := fs.Lstat(fsys, file)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// leadsToFile tells whether a symbolic link ends at a regular file inside the
// site. Links that lead out of it cannot be followed by fsys at all.
func leadsToFile(fsys fs.FS, file string) bool {
	info, err := fs.Stat(fsys, file)
	return err == nil && info.Mode().IsRegular()
}

// maxLinks is how many links in a row are followed, as many as Linux follows
// (path_resolution(7)).
const maxLinks = 40

// leadsThrough follows a symbolic link and gives the first hidden file or folder
// on its way. What is hidden is not for readers, by whatever name: a link to
// .env must not publish it.
func leadsThrough(fsys fs.FS, file string) (hidden string, found bool) {
	at, rest := ".", strings.Split(file, "/")
	for links := 0; len(rest) > 0; {
		name, next := rest[0], path.Join(at, rest[0])
		rest = rest[1:]
		switch {
		case name != "." && name != ".." && isHidden(name):
			return next, true
		case name == "." || name == ".." || !isLink(fsys, next):
			at = next
			continue
		}
		to, err := fs.ReadLink(fsys, next)
		if links++; err != nil || links > maxLinks {
			return next, true // what cannot be followed is not read
		}
		rest = append(strings.Split(filepath.ToSlash(to), "/"), rest...)
	}
	return "", false
}
