package load

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// mustLookAgain takes the names of what may have changed. It tells whether there
// may be other files than the last walk found, or other kinds of things. If not,
// the files that are named are to be read again; if so, whatever could have been
// meant is.
func (l *look) mustLookAgain(fsys fs.FS, changed []string) bool {
	names := l.below(changed)
	if l.torn {
		l.doubt(names)
		return true
	}
	for _, name := range names {
		was := l.seen[name]
		switch is := kindAt(fsys, name); {
		case was.kind == regular && is == regular:
			if was.reading != nil {
				was.reading.doubt = true
			}
		case is == nothing && !l.saw(name):
		default:
			l.doubt(names)
			return true
		}
	}
	return false
}

// below gives those names that are in the look's folder. What stands for
// everything stands for the folder.
func (l *look) below(changed []string) (names []string) {
	if changed == nil {
		return []string{l.root}
	}
	for _, name := range changed {
		name = path.Clean(name)
		first, _, _ := strings.Cut(name, "/")
		switch {
		case name == "." || !fs.ValidPath(name):
			return []string{l.root}
		case fold(first) == l.root:
			names = append(names, name)
		}
	}
	return names
}

// kindAt asks the disk what a path is.
func kindAt(fsys fs.FS, name string) kind {
	if folder := path.Dir(name); folder != "." && kindAt(fsys, folder) != inner {
		return nothing // walks do not come there
	}
	info, err := fs.Lstat(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nothing
	case err != nil:
		return refused
	}
	is, _ := kindOf(fsys, name, info.Mode())
	return is
}

// saw tells whether a name was that of something, at least for some file systems.
func (l *look) saw(name string) bool {
	folded := fold(name)
	return l.seen[folded].kind != nothing || l.folded[folded]
}

// doubt has all files read again that names or folders among names may stand for.
func (l *look) doubt(names []string) {
	meant := make(map[string]bool, len(names))
	for _, name := range names {
		meant[fold(name)] = true
	}
	for file, thing := range l.seen {
		if thing.reading == nil {
			continue
		}
		for at := fold(file); at != "."; at = path.Dir(at) {
			if meant[at] {
				thing.reading.doubt = true
				break
			}
		}
	}
}

// fold gives paths the same spelling that are the same for a file system which
// cares neither for the case of letters nor for their Unicode form.
func fold(name string) string {
	for i := range len(name) {
		if c := name[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			return cases.Fold().String(norm.NFD.String(name))
		}
	}
	return name
}
