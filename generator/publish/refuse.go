package publish

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tradeoff/generator/diag"
)

// sources are the folders of a site that writers write, and a build never does.
var sources = [...]string{"data", "guides", "templates"}

// Refuse tells whether a site cannot be built into the folder out without
// endangering what its writers wrote. The output may be neither the site's
// folder nor one that holds it; nor may it be, hold or lie inside one of the
// folders data, guides and templates, whether they are there yet or not; nor
// may it be a file, or the folder of a version control system.
//
// Paths are compared as the system sees them: links are followed, and folders
// are the same if the system says so, also where it does not tell upper from
// lower case. The error is a [Problem]; nil means that the output is safe.
func Refuse(out, site string) error {
	refuse := func(message string) error {
		return &Problem{Path: filepath.ToSlash(filepath.Clean(out)), Code: diag.OutputUnsafe, Message: message,
			Hint: "name a folder for the output alone with --out, such as public"}
	}
	switch info, err := os.Stat(out); {
	case err == nil && !info.IsDir():
		return refuse("is a file, where the output must be a folder")
	case err != nil:
		if _, err := os.Lstat(out); err == nil {
			return refuse("is a link that leads nowhere, where the output must be a folder")
		}
	}
	output, err := locate(out)
	if err != nil {
		return refuse("cannot be found: " + reason(err))
	}
	root, err := locate(site)
	if err != nil {
		return refuse("cannot be compared with the site's folder: " + reason(err))
	}
	if name := output.repository(); name != "" {
		return refuse("lies in " + name + ", where a version control system keeps its own files")
	}
	if root.within(output) {
		return refuse("is the site's own folder, or holds it")
	}
	for _, name := range sources {
		source, err := locate(filepath.Join(site, name))
		switch {
		case err != nil:
			return refuse("cannot be compared with the folder " + name + ": " + reason(err))
		case output.within(source):
			return refuse("lies in the folder " + name + ", which holds what the site is made from")
		case source.within(output):
			return refuse("holds the folder " + name + ", which the site is made from")
		}
	}
	return nil
}

// repositories are the folders in which version control systems keep what they
// remember. A file too many there can cost a project its history.
var repositories = [...]string{".git", ".hg", ".svn", ".bzr", ".jj"}

// repository gives the name of the one that a place is or lies in; empty where it
// does not. Case is passed over, as some disks do.
func (p place) repository() string {
	names := append(strings.Split(filepath.ToSlash(p.real), "/"), p.missing...)
	for _, name := range repositories {
		if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) {
			return name
		}
	}
	return ""
}

// A place is a path as far as it exists, and the rest.
type place struct {
	real    string   // absolute, without links, existing
	missing []string // the names below it that do not exist
}

// locate resolves a path, which need not exist.
func locate(path string) (place, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return place{}, err
	}
	var missing []string
	for {
		real, err := filepath.EvalSymlinks(absolute)
		if err == nil {
			return place{real, missing}, nil
		}
		if !os.IsNotExist(err) || filepath.Dir(absolute) == absolute {
			return place{}, err
		}
		missing = append([]string{filepath.Base(absolute)}, missing...)
		absolute = filepath.Dir(absolute)
	}
}

// within tells whether p is q or lies in it.
func (p place) within(q place) bool {
	holder, err := os.Stat(q.real)
	if err != nil {
		return false
	}
	if len(q.missing) > 0 {
		// What does not exist can only hold what does not exist either. Its case
		// is passed over: no system can be asked what it would do with it.
		here, err := os.Stat(p.real)
		return err == nil && os.SameFile(here, holder) && len(p.missing) >= len(q.missing) &&
			slices.EqualFunc(p.missing[:len(q.missing)], q.missing, strings.EqualFold)
	}
	for at := p.real; ; at = filepath.Dir(at) {
		if here, err := os.Stat(at); err == nil && os.SameFile(here, holder) {
			return true
		}
		if filepath.Dir(at) == at {
			return false
		}
	}
}
