package resolve

import (
	"path"
	"slices"
	"strings"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// What is there and could not be read or understood has been reported. A name
// that leads there is not a mistake of its own, so the functions here tell where
// to keep silent. With an error in the list nothing is published, so that nobody
// sees what is missing then.

// isUnread tells whether a file is there, by its own name or the one that it
// should have, and was not read.
func (r *resolver) isUnread(file string) bool {
	return slices.ContainsFunc(r.tree.Unread, func(u source.Unread) bool {
		return u.Path == file || u.Named == file || u.Folder && strings.HasPrefix(file, u.Path+"/")
	})
}

// mayBeUnread tells whether some file of a name in a folder, at whatever depth,
// is there and was not read.
func (r *resolver) mayBeUnread(folder, name string) bool {
	return slices.ContainsFunc(r.tree.Unread, func(u source.Unread) bool {
		within := u.Named == folder || strings.HasPrefix(u.Named, folder+"/")
		return within && (u.Folder || path.Base(u.Named) == name || path.Base(u.Path) == name)
	})
}

// areGuidesUnread tells whether there are guides, or may be, that were not read.
func (r *resolver) areGuidesUnread() bool {
	return slices.ContainsFunc(r.tree.Unread, func(u source.Unread) bool {
		return u.Named == "guides" || strings.HasPrefix(u.Named, "guides/") && (u.Folder || strings.HasSuffix(u.Named, ".md"))
	})
}

// isOptionUnread is isUnread for an option, in a category or in any (empty).
func (r *resolver) isOptionUnread(category, id string) bool {
	if category == "" {
		return r.mayBeUnread("data", id+".yaml")
	}
	return r.isUnread(path.Join("data", category, id+".yaml"))
}

// isCategoryUnread is isUnread for a category.
func (r *resolver) isCategoryUnread(id string) bool {
	return r.isUnread(path.Join("data", id, "category.yaml"))
}

// areIncomplete tells whether one of the options is of a category whose
// attributes could not be understood.
func areIncomplete(options []*site.Option) bool {
	return slices.ContainsFunc(options, func(o *site.Option) bool { return o.Category.Incomplete })
}

// isIncomplete tells whether what a guide compares is not known: its front matter
// could not be understood, an option is not there, or has unknown attributes.
func isIncomplete(g *site.Guide) bool {
	return g.Incomplete || len(g.Options) < len(g.Compare) || areIncomplete(g.Options)
}
