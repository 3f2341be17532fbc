package generator_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/tools/txtar"
)

// A folder is what a folder on the disk holds: content by path. A symbolic link
// is what it leads to, after linkMark.
type folder map[string]string

const linkMark = "\x00link to "

// readFolder reads a folder but for what is left out. A folder that is not there is
// empty.
func readFolder(root string, leave func(name string) bool) folder {
	all := folder{}
	_ = filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		name, _ := filepath.Rel(root, file)
		name = filepath.ToSlash(name)
		switch {
		case leave != nil && leave(name):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.Type()&fs.ModeSymlink != 0:
			to, _ := os.Readlink(file)
			all[name] = linkMark + to
		case !entry.IsDir():
			content, _ := os.ReadFile(file)
			all[name] = string(content)
		}
		return nil
	})
	return all
}

// names gives the paths in the folder, sorted, that have one of the endings.
func (f folder) names(endings ...string) []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(f)) {
		if slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(name, e) }) {
			all = append(all, name)
		}
	}
	return all
}

// below gives the paths in the folder at and below one, sorted.
func (f folder) below(at string) []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(f)) {
		if name == at || strings.HasPrefix(name, at+"/") {
			all = append(all, name)
		}
	}
	return all
}

// links gives the paths of symbolic links that lead to a path, maybe over others.
func (f folder) links(to string) []string {
	var all []string
	for name, text := range f {
		at := name
		for range 5 {
			target, is := strings.CutPrefix(text, linkMark)
			if !is {
				break
			}
			at = path.Join(path.Dir(at), target)
			if at == to || strings.HasPrefix(at, to+"/") {
				all = append(all, name)
				break
			}
			text = f[at]
		}
	}
	slices.Sort(all)
	return all
}

// toward gives the edits that make this folder the other one.
func (f folder) toward(other folder) []change {
	var edits []change
	for _, name := range slices.Sorted(maps.Keys(f)) {
		if _, ok := other[name]; !ok {
			edits = append(edits, change{do: "remove", path: name})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(other)) {
		if own, ok := f[name]; !ok || own != other[name] {
			edits = append(edits, put(name, other[name]))
		}
	}
	return edits
}

// put is the edit that makes a path what a folder says of it.
func put(name, text string) change {
	if to, is := strings.CutPrefix(text, linkMark); is {
		return change{do: "link", path: name, text: to}
	}
	return change{do: "save", path: name, text: text}
}

// The deeds are "write" in place, "save" by renaming, "remove", "rename" to text, "link" to
// text, "folder", and "touch"; "quiet" writes in place and "quiet replace" by renaming, and
// either keeps the file's time; "older" puts a file there that is an hour older.

// A change is one thing that somebody does to a file of the site, or of the output
// folder.
type change struct {
	do     string // one of the deeds below
	path   string
	text   string
	theirs bool // in the output folder
}

// apply does the edit below root. What cannot be done is left: it may be that an
// edit on which it builds was taken out of the steps.
func (e change) apply(root string) {
	if e.path == "" { // there was nothing of the kind to edit
		return
	}
	file := filepath.Join(root, filepath.FromSlash(e.path))
	_ = os.MkdirAll(filepath.Dir(file), 0o755)
	switch e.do {
	case "write":
		_ = os.WriteFile(file, []byte(e.text), 0o644)
	case "save":
		if info, err := os.Lstat(file); err == nil && info.IsDir() {
			_ = os.RemoveAll(file)
		}
		saved := filepath.Join(filepath.Dir(file), ".saved~")
		if os.WriteFile(saved, []byte(e.text), 0o644) == nil && os.Rename(saved, file) != nil {
			_ = os.Remove(saved)
		}
	case "remove":
		_ = os.RemoveAll(file)
	case "rename":
		to := filepath.Join(root, filepath.FromSlash(e.text))
		_ = os.MkdirAll(filepath.Dir(to), 0o755)
		_ = os.Rename(file, to)
	case "link":
		_ = os.RemoveAll(file)
		_ = os.Symlink(filepath.FromSlash(e.text), file)
	case "folder":
		_ = os.MkdirAll(file, 0o755)
	case "touch":
		now := time.Now()
		_ = os.Chtimes(file, now, now)
	case "quiet", "quiet replace", "older":
		info, err := os.Lstat(file)
		if err != nil || !info.Mode().IsRegular() {
			return
		}
		at := info.ModTime()
		if e.do == "older" {
			at = at.Add(-time.Hour)
		}
		if e.do == "quiet" {
			_ = os.WriteFile(file, []byte(e.text), 0o644)
		} else {
			put(e.path, e.text).apply(root)
		}
		_ = os.Chtimes(file, at, at)
	}
}

// take does the edit to what is known of a site.
func (f folder) take(e change) {
	switch e.do {
	case "write", "save", "quiet", "quiet replace", "older":
		f[e.path] = e.text
	case "link":
		f[e.path] = linkMark + e.text
	case "remove":
		for _, name := range f.below(e.path) {
			delete(f, name)
		}
	case "rename":
		for _, name := range f.below(e.path) {
			f[e.text+strings.TrimPrefix(name, e.path)] = f[name]
			delete(f, name)
		}
	}
}

// changes gives the names that a watcher gives after an edit of the site before.
func (e change) changes(before folder) []string {
	if e.theirs {
		return nil
	}
	after := maps.Clone(before)
	after.take(e)
	ends := []string{e.path}
	if e.do == "rename" {
		ends = append(ends, e.text)
	}
	var names []string
	for _, end := range ends {
		for at := path.Dir(end); at != "." && len(before.below(at)) == 0; at = path.Dir(at) {
			names = append(names, at)
		}
		names = append(append(append(names, end), before.below(end)...), after.below(end)...)
		names = append(append(names, before.links(end)...), after.links(end)...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// show tells what the edit does, and of a text the place where it first differs
// from what the file was when everything began.
func (e change) show(begin folder) string {
	where := ""
	if e.theirs {
		where = " (in the output folder)"
	}
	switch {
	case e.do == "remove" || e.do == "touch" || e.do == "folder":
		return e.do + " " + e.path + where
	case e.do == "rename" || e.do == "link":
		return e.do + " " + e.path + " to " + e.text + where
	}
	old, known := begin[e.path]
	if !known || e.theirs {
		return fmt.Sprintf("%s %s%s, new: %.300q", e.do, e.path, where, e.text)
	}
	return fmt.Sprintf("%s %s: %s", e.do, e.path, firstDifference(old, e.text))
}

// firstDifference shows where two texts part.
func firstDifference(a, b string) string {
	if a == b {
		return "the same"
	}
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	from := max(0, at-60)
	return fmt.Sprintf("from byte %d of %d and %d:\n\t\t- %.240q\n\t\t+ %.240q", at, len(a), len(b), a[from:], b[from:])
}

// baseline is the site that steps begin with.
var baseline = sync.OnceValue(func() folder {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "incremental.txtar"))
	if err != nil {
		panic(err)
	}
	site := folder{"guides/data/rows.png": picture(4, 3)}
	for _, f := range archive.Files {
		site[f.Name] = string(f.Data)
	}
	return site
})

// picture draws a picture of a size.
func picture(width, height int) string {
	p := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.White})
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		panic(err)
	}
	return b.String()
}
