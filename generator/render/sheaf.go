package render

import (
	"iter"
	"slices"

	"tradeoff/generator/preview"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// Of each guide there are seven files, and in most builds as good as all files of all
// guides are kept. So a page goes through a build together with all that is made of it,
// and what its files are is found out only where they are not kept together.

// A sheaf is a page with what can be taken away from it, or a file that stands for
// itself.
type sheaf struct {
	// key is the recipe of its page, which tells those of its other files; 0 where there is
	// but one. It tells the sheaf from all others, and which files are in it.
	key     uint64
	name    string // the address of its first file; empty where that is the page of a guide
	guide   *site.Guide
	page    bool // as those of its first file
	hidden  bool
	changed source.Date
	files   func() []file // the page first
}

// isListed is isListed of its page.
func (s sheaf) isListed() bool { return s.page && !s.hidden }

// address is that of its first file.
func (s sheaf) address() string {
	if s.guide != nil {
		return s.guide.Address()
	}
	return s.name
}

// addPrint adds what tells its page from others.
func (s sheaf) addPrint(p *print) {
	if s.guide != nil {
		p.yes(true).text(s.guide.ID)
	} else {
		p.yes(false).text(s.name)
	}
	p.date(s.changed)
}

// alone is the sheaf of one file.
func alone(f file) sheaf {
	return sheaf{name: f.address, page: f.page, hidden: f.hidden, changed: f.changed, files: func() []file { return []file{f} }}
}

// together is the sheaf of a page and what is made of it, of nothing that is not in the
// page's recipe.
func together(recipe uint64, page file, beside func() []file) sheaf {
	s := alone(page)
	s.key, s.files = recipe, func() []file { return append([]file{page}, beside()...) }
	return s
}

// sheaves gives all of the site, one after the other: with pages for pairs of options
// there may be too many to hold together. It gives the same ones, in the same order, each
// time.
func (r *renderer) sheaves() iter.Seq[sheaf] {
	return chained([]iter.Seq[sheaf]{singly(slices.Values(r.shares)), singly(r.fixed()), r.ofCategories(), singly(r.ofPairs()),
		r.ofGuides(r.site.Guides), singly(r.ofListing()), singly(r.ofFeeds()), singly(r.ofRedirects())})
}

// chained gives the sheaves of several parts.
func chained(parts []iter.Seq[sheaf]) iter.Seq[sheaf] {
	return func(yield func(sheaf) bool) {
		for _, part := range parts {
			for s := range part {
				if !yield(s) {
					return
				}
			}
		}
	}
}

// singly gives files that stand for themselves.
func singly(files iter.Seq[file]) iter.Seq[sheaf] {
	return func(yield func(sheaf) bool) {
		for f := range files {
			if !yield(alone(f)) {
				return
			}
		}
	}
}

// files gives every file of the site, in the order of the sheaves.
func (r *renderer) files() iter.Seq[file] {
	return func(yield func(file) bool) {
		shown := map[string]bool{}
		for s := range r.sheaves() {
			for _, f := range r.with(s.files(), shown) {
				if !yield(f) {
					return
				}
			}
		}
	}
}

// with gives files, with the picture of the first one behind it, unless a page before it
// has shown the same.
func (r *renderer) with(files []file, shown map[string]bool) []file {
	address, picture := r.pictureOf(files)
	if picture == nil || shown[address] {
		return files
	}
	shown[address] = true
	return append([]file{files[0], r.pictureFile(address, picture)}, files[1:]...)
}

// pictureOf gives the picture that other sites show with a link to the page of a sheaf;
// nil where there is none. A site that does not know its address has none: links to
// pictures are absolute.
func (r *renderer) pictureOf(files []file) (address string, picture func() *preview.Picture) {
	if f := files[0]; r.site.Config.URL != "" && f.picture != nil && !f.hidden {
		return r.pictureAddress(f), f.picture
	}
	return "", nil
}
