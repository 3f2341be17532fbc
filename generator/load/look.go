package load

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"tradeoff/generator/diag"
)

// A look is what a walk through a folder found.
type look struct {
	root string           // the folder
	seen map[string]thing // by path: all but what is nothing
	// folded has, of those paths that are not their own folded spelling, that.
	folded map[string]bool
	torn   bool // a folder could not be read
	said   diag.List
	unreads
}

// A thing is something in a folder.
type thing struct {
	kind    kind
	reading *reading // of a file that is read; else nil
}

// A kind is what a path can be.
type kind uint8

const (
	nothing kind = iota // not there, or passed over without a word
	inner               // a folder
	regular             // a file, or a link that is good for one
	refused             // passed over with a warning
)

func newLook(root string) look {
	return look{root: root, seen: map[string]thing{}, folded: map[string]bool{}}
}

// keep gives what was remembered of a file that was found again, or what is to be
// read for the first time.
func keep[T any, K comparable](before map[string]*parse[T, K], l *look, file, id string) *parse[T, K] {
	p := before[file]
	if p == nil {
		p = &parse[T, K]{reading: reading{file: file, id: id}}
	}
	l.seen[file] = thing{regular, &p.reading}
	return p
}

// walk calls take for every regular file below the folder that is not hidden and
// not a README.md. A folder that is missing has no files; one that cannot be
// read is reported, and told.
func (l *look) walk(fsys fs.FS, take func(file string)) {
	fs.WalkDir(fsys, l.root, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case file == l.root && isLink(fsys, file):
			l.noFolder(file, "expected a folder called %q, found a link", file).Hint = "put the folder itself here"
			return fs.SkipAll
		case err != nil && file == l.root && errors.Is(err, fs.ErrNotExist):
		case err != nil:
			l.torn = true
			l.noFolder(file, "the folder cannot be read: %s", reason(err)).Hint = "check that you may read it"
		case file == l.root && !entry.IsDir():
			l.noFolder(file, "expected a folder called %q, found a file", file).Hint = "rename the file, or remove it"
		default:
			return l.visit(fsys, file, entry, take)
		}
		return nil
	})
}

// noFolder reports a folder that is not read.
func (l *look) noFolder(folder, format, what string) *diag.Diagnostic {
	l.see(folder, refused)
	l.leaveFolder(folder)
	return l.said.Errorf(diag.Position{File: folder}, diag.Unreadable, format, what)
}

// visit passes on what is read, and warns of what looks like it and is not.
func (l *look) visit(fsys fs.FS, file string, entry fs.DirEntry, take func(file string)) error {
	is, by := kindOf(fsys, file, entry.Type())
	l.see(file, is)
	switch {
	case is == nothing && entry.IsDir():
		return fs.SkipDir
	case is == regular:
		take(file)
	case is == refused && by != "":
		l.said.Warnf(diag.Position{File: file}, diag.UnknownFile, "passed over: the link leads to %q, which is hidden", by).
			Hint = "put the file itself here, if readers may see it"
	case is == refused:
		l.said.Warnf(diag.Position{File: file}, diag.UnknownFile, "passed over: only regular files inside the site are read").
			Hint = "put the file itself here"
	}
	return nil
}

// see remembers what a path is.
func (l *look) see(file string, is kind) {
	if is == nothing {
		return
	}
	l.seen[file] = thing{kind: is}
	if folded := fold(file); folded != file {
		l.folded[folded] = true
	}
}

// kindOf tells what a path of a given type is, and where that is a link which
// leads through something hidden, through what.
func kindOf(fsys fs.FS, file string, mode fs.FileMode) (is kind, by string) {
	name := path.Base(file)
	switch {
	case isHidden(name):
		return nothing, ""
	case mode.IsDir():
		return inner, ""
	case strings.EqualFold(name, "README.md"):
		return nothing, ""
	case mode.IsRegular():
		return regular, ""
	case isLink(fsys, file) && leadsToFile(fsys, file):
		if by, secret := leadsThrough(fsys, file); secret {
			return refused, by
		}
		return regular, ""
	}
	return refused, ""
}
