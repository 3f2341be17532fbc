package watch

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A link is what is remembered of a symbolic link.
type link struct {
	// way is everything that decides what the link leads to: each path that is
	// passed, up to the file at its end, whether it exists or not. Relative to the
	// watched folder, slash-separated.
	way []string
	// far says that part of the way is not watched, so that what is at its end has
	// to be looked at regularly.
	far bool
	end fs.FileInfo // what is at its end; nil where nothing is, or where it is not far
}

// maxLinks is how many links in a row are followed, as many as Linux follows
// (path_resolution(7)).
const maxLinks = 40

// follow finds the way of a link.
func (n *notifier) follow(rel string) *link {
	l := &link{}
	at, rest := "", strings.Split(rel, "/")
	for links := 0; len(rest) > 0; rest = rest[1:] {
		if rest[0] == "." || rest[0] == "" {
			continue
		}
		next := filepath.ToSlash(filepath.Join(at, rest[0]))
		if next == ".." || strings.HasPrefix(next, "../") || filepath.IsAbs(next) {
			l.far = true
			break
		}
		if next != "." {
			l.way = append(l.way, next)
			l.far = l.far || n.skip(next, false) || n.skip(next, true)
		}
		target, err := os.Readlink(n.full(next))
		if err != nil { // no link, or nothing: then the way on is where it would be
			at = next
			continue
		}
		if links++; links > maxLinks {
			break
		}
		if filepath.IsAbs(target) {
			at, target = "", n.inside(target)
		}
		rest = append([]string{""}, append(strings.Split(filepath.ToSlash(target), "/"), rest[1:]...)...)
	}
	if l.far {
		l.end, _ = os.Stat(n.full(rel))
	}
	return l
}

// inside gives an absolute target as one from the watched folder.
func (n *notifier) inside(target string) string {
	rel, err := filepath.Rel(n.root, target)
	if err != nil {
		return ".."
	}
	return rel
}

// name names a file, and the links that lead to it.
func (n *notifier) name(rel string, was, is bool, into *batch) {
	into.add(rel, was, is)
	for name, l := range n.links {
		if name != rel && slices.Contains(l.way, rel) {
			n.links[name] = n.follow(name)
			into.add(name, true, true)
		}
	}
}

// look names the links whose end is not watched and has changed.
func (n *notifier) look(into *batch) error {
	for name, l := range n.links {
		if !l.far {
			continue
		}
		now := n.follow(name)
		if !sameEnd(l.end, now.end) {
			n.links[name] = now
			into.add(name, true, true)
		}
	}
	return nil
}

func sameEnd(a, b fs.FileInfo) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return a.IsDir() && b.IsDir() || same(a, b)
}
