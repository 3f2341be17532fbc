package cli

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"tradeoff/generator"
)

// A round is what changed since the last build that ended. The zero value is that
// nothing did.
type round struct {
	paths  []string // from the site's folder, with slashes
	all    bool     // anything may have changed
	reason string   // why; may be empty
	since  time.Time
}

func (r round) empty() bool { return r.since.IsZero() }

// add adds what changed later.
func (r *round) add(later round) {
	if r.empty() {
		*r = later
		r.paths = slices.Clone(later.paths)
		return
	}
	for _, p := range later.paths {
		if !slices.Contains(r.paths, p) {
			r.paths = append(r.paths, p)
		}
	}
	r.all = r.all || later.all
	if later.reason != "" && !strings.Contains(r.reason, later.reason) {
		r.reason = strings.TrimPrefix(r.reason+"; "+later.reason, "; ")
	}
}

// names gives what to tell a builder.
func (r round) names() []string {
	if r.all {
		return nil
	}
	return append([]string{}, r.paths...) // never nil, which would be everything
}

// ofSite gives those names that can be of the site: what lies elsewhere in its
// folder, such as somebody's log, is no reason to build.
func ofSite(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		first, _, _ := strings.Cut(name, "/")
		return !slices.Contains([]string{".", "data", "guides", "templates"}, first)
	})
}

// written tells whether a file changed that writers write, and not only one that
// lies beside, such as a log.
func (r round) written() bool {
	return r.all || slices.ContainsFunc(r.paths, func(p string) bool {
		return strings.HasPrefix(p, "templates") || slices.Contains([]string{".md", ".yaml", ".yml", ""}, path.Ext(p))
	})
}

const (
	// told is how many names a line has.
	told = 3
	// sifted is up to how many names it is worth finding out which of them to tell.
	sifted = 50
)

// text says what changed, for the terminal.
func (r round) text(site string) string {
	if r.all {
		if r.reason != "" {
			return "everything (" + r.reason + ")"
		}
		return "everything"
	}
	names := r.paths
	if len(names) <= sifted {
		names = slices.DeleteFunc(slices.Clone(names), func(p string) bool { return r.minor(site, p) })
	}
	if len(names) == 0 {
		names = r.paths
	}
	switch n := len(names) - told; {
	case len(names) == 0:
		return "nothing"
	case n > 0:
		return strings.Join(names[:told], ", ") + fmt.Sprintf(" and %d more", n)
	}
	return strings.Join(names, ", ")
}

// fileEnding is that of files which writers name themselves, and not programs.
var fileEnding = regexp.MustCompile(`^\.[a-z0-9]{1,8}$`)

// minor tells whether a name says nothing to a writer: that of a folder whose files
// are named too, or of a file that an editor makes while it saves.
func (r round) minor(site, p string) bool {
	if p == "." || slices.ContainsFunc(r.paths, func(other string) bool { return strings.HasPrefix(other, p+"/") }) {
		return len(r.paths) > 1
	}
	if strings.HasSuffix(p, "~") {
		return true
	}
	_, err := os.Lstat(filepath.Join(site, filepath.FromSlash(p)))
	return err != nil && !fileEnding.MatchString(path.Ext(p))
}

// follow gives the page of what was saved, if pages are to follow it and it is one
// page. Once the site is built it must be there, which that of a draft is not.
func (w *session) follow(r round, built bool) string {
	if !w.request.follow || r.all || len(r.paths) > sifted {
		return ""
	}
	page := ""
	for _, p := range r.paths {
		address, is := generator.AddressOf(p)
		if !is || address == page || !exists(w.request.build.Site, p) {
			continue
		}
		if built && !exists(w.request.build.Out, address) {
			continue
		}
		if page != "" {
			return ""
		}
		page = address
	}
	return page
}

func exists(folder, file string) bool {
	info, err := os.Stat(filepath.Join(folder, filepath.FromSlash(file)))
	return err == nil && info.Mode().IsRegular()
}

// unwatched tells what to leave out of watching: what is hidden, as it is for a
// build, and the output folder, by its own name and by the one that it leads to.
func unwatched(site, out string) func(path string, dir bool) bool {
	outputs := []string{within(absolute(site), absolute(out)), within(real(site), real(out))}
	return func(p string, _ bool) bool {
		return strings.Contains("/"+p, "/.") || slices.ContainsFunc(outputs, func(o string) bool {
			return o != "" && (p == o || strings.HasPrefix(p, o+"/"))
		})
	}
}

// within gives the path of a file from a folder, with slashes; "" where it is not
// below.
func within(folder, file string) string {
	rel, err := filepath.Rel(folder, file)
	if err != nil || rel == "." || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}

func absolute(p string) string {
	if a, err := filepath.Abs(p); err == nil {
		return a
	}
	return p
}

// real gives a path without links, as far as it is there.
func real(p string) string {
	p = absolute(p)
	if r, err := filepath.EvalSymlinks(p); err == nil || p == filepath.Dir(p) {
		return r
	}
	return filepath.Join(real(filepath.Dir(p)), filepath.Base(p))
}
