package resolve

import (
	"slices"

	"tradeoff/generator/markup"
	"tradeoff/generator/source"
)

// A guide's or an option's face is what of it can be seen from elsewhere in the
// site: whatever any other file's resolving reads of it. As long as that is the same,
// the rest of the site is. Where something is missing here, a build with memory
// differs from one without.
//
// Positions are not part of it, since only what is wrong has one. But where
// something is wrong with what a file says to others, it is told again where it
// stands now.

// sameGuide tells whether a guide has the face that it had.
func (r *resolver) sameGuide(was, is *source.Guide) bool {
	exactly := r.faulty[was.File]
	wasLinked, wasShown := r.filesOf(was)
	linked, shown := r.filesOf(is)
	return was.ID == is.ID && was.File == is.File &&
		was.Title == is.Title && was.Draft == is.Draft && was.Incomplete == is.Incomplete &&
		was.Published == is.Published && was.Updated == is.Updated &&
		slices.Equal(was.Tags, is.Tags) &&
		sameNames(was.Compare, is.Compare, exactly) && sameNames(was.Related, is.Related, exactly) &&
		sameNames(was.Authors, is.Authors, exactly) && sameNames(was.Aliases, is.Aliases, exactly) &&
		(was.Pos == is.Pos || !exactly) &&
		slices.EqualFunc(was.Directives, is.Directives, sameDirective) &&
		(!r.sought[is.ID] || slices.Equal(was.Anchors(), is.Anchors()) && slices.Equal(was.Moved, is.Moved)) &&
		slices.Equal(wasLinked, linked) && slices.Equal(wasShown, shown)
}

// sameOption tells whether an option has the face that it had.
func (r *resolver) sameOption(was, is *source.Option) bool {
	return was.ID == is.ID && was.CategoryID == is.CategoryID && was.File == is.File && was.Name == is.Name &&
		(was.Pos == is.Pos || !r.faulty[was.File]) &&
		slices.Equal(r.filesOfOption(was), r.filesOfOption(is))
}

// sameNames tells whether two lists name the same, in the same order; exactly: at
// the same places.
func sameNames(was, is []source.Name, exactly bool) bool {
	return slices.EqualFunc(was, is, func(a, b source.Name) bool {
		return a.Value == b.Value && (a.Pos == b.Pos || !exactly)
	})
}

func sameDirective(was, is markup.DirectiveRef) bool {
	return was.Name == is.Name && slices.EqualFunc(was.Attributes, is.Attributes, func(a, b markup.Attribute) bool {
		return a.Key == b.Key && a.Value == b.Value
	})
}

// filesOf gives the paths of the files beside guides that a guide links to, and of
// those that it shows, sorted and each once.
func (r *resolver) filesOf(g *source.Guide) (linked, shown []string) {
	for _, image := range g.Images {
		shown = append(shown, image.Dest)
	}
	links := slices.Concat(g.Links, g.Rule.Links)
	return r.filesAt(g.File, destinations(links)), r.filesAt(g.File, shown)
}

func (r *resolver) filesOfOption(o *source.Option) []string {
	var links []markup.Link
	for t := range textsOf(o) {
		links = append(links, t.Links...)
	}
	return r.filesAt(o.File, destinations(links))
}

func destinations(links []markup.Link) []string {
	list := make([]string, len(links))
	for i, l := range links {
		list[i] = l.Dest
	}
	return list
}

// filesAt gives the paths of the files that destinations in a file lead to.
func (r *resolver) filesAt(from string, destinations []string) []string {
	var paths []string
	for _, dest := range destinations {
		file, _, ok := locate(dest, from)
		if f, known := r.files[file]; ok && known {
			paths = append(paths, f.Path)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}
