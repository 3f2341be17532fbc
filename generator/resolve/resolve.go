// Package resolve turns what a site's files declare into one [site.Site], in
// which every name has become the thing it names.
//
// In comes a [source.Tree]; out comes a site that nobody else changes, and
// diagnostics for every name that leads nowhere, leads to two things, or claims
// an address that is taken. With errors among them the site is incomplete (a
// guide lacks the option that is not known) but never inconsistent: whatever is
// in it can be followed.
//
// Rules that hold everywhere:
//   - An option is named by its id, or by category/id. A bare id is looked for
//     among the guide's own options first, then in the whole site, where it must
//     be unique.
//   - A guide is named by its path below guides/, or by its last part where that
//     is unique.
//   - What is there and could not be understood has been reported by whoever read
//     it; a name that leads there is not reported too.
//   - Every published file has one address. Two sources for one address are an
//     error that names both; addresses are compared without case, because the
//     site must also work on disks that do not tell A from a.
//
// It is pure: the same tree gives the same site. A [Memory] brings the last site up
// to date where a tree differs from the last one only by what no other file reads.
package resolve

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// Options of a run.
type Options struct {
	Drafts bool // drafts are guides like any other
	Zip    bool // the site is packed into one file too, which has a page about it
}

// Site is [Memory.Site] of an empty memory.
func Site(tree *source.Tree, opts Options) (*site.Site, diag.List) {
	var m Memory
	return m.Site(tree, opts)
}

// A resolver is the state of one run, and of those that bring its site up to date.
type resolver struct {
	opts       Options
	tree       *source.Tree
	site       *site.Site
	diags      diag.List
	categories map[string]*site.Category
	options    map[string][]*site.Option  // by id: several where categories share it
	guides     map[string]*site.Guide     // by id: those that are built
	byTitle    []*site.Guide              // those that are built, in the order of site.ByTitle
	declared   map[string]*source.Guide   // by id: drafts too
	namesakes  func() map[string][]string // ids of guides, drafts too, by their last part
	files      map[string]source.File     // by path, composed (see locate)
	used       map[string]bool            // paths of files that something shows or links to
	kept       map[string]bool            // paths of files that only drafts do
	targets    map[*markup.Link]site.Target
	writers    map[*source.Author]*site.Author // of guides that are built
	remembered
}

func newResolver(tree *source.Tree, opts Options) *resolver {
	r := &resolver{
		opts:       opts,
		tree:       tree,
		site:       &site.Site{Shape: new(site.Shape), Config: tree.Config},
		categories: map[string]*site.Category{},
		options:    map[string][]*site.Option{},
		guides:     make(map[string]*site.Guide, len(tree.Guides)),
		declared:   make(map[string]*source.Guide, len(tree.Guides)),
		files:      map[string]source.File{},
		used:       map[string]bool{},
		kept:       map[string]bool{},
		targets:    map[*markup.Link]site.Target{},
		writers:    map[*source.Author]*site.Author{},
		remembered: newRemembered(),
	}
	r.namesakes = sync.OnceValue(func() map[string][]string { return namesakes(tree.Guides) })
	for _, f := range tree.Files {
		r.files[norm.NFC.String(f.Path)] = f
	}
	return r
}

// resolve makes the site.
func (r *resolver) resolve() {
	r.addCategories()
	r.addOptions()
	r.addGuides()
	r.connect()
	for _, g := range r.site.Guides {
		r.apart(g.File, func() { r.fillDirectives(g) })
	}
	for _, g := range r.site.Guides { // links may lead to any guide's tables
		r.apart(g.File, func() { r.fill(g) })
	}
	r.resolveTexts()
	r.keepFilesOfDrafts()
	r.addFiles()
	r.addListing()
	r.addNavigation()
	r.claimAddresses()
	r.site.Texts = site.NewTexts(r.targets)
	r.keepRest()
}

func (r *resolver) addCategories() {
	for _, declared := range r.tree.Categories {
		c := &site.Category{Category: declared}
		r.categories[c.ID] = c
		r.site.Categories = append(r.site.Categories, c)
	}
	for _, c := range r.site.Categories {
		for _, name := range c.Category.Neighbours {
			if neighbour := r.category(name); neighbour != nil {
				c.Neighbours = append(c.Neighbours, neighbour)
			}
		}
	}
	site.Connect(r.site.Categories)
}

func (r *resolver) addOptions() {
	for _, declared := range r.tree.Options {
		c := r.categories[declared.CategoryID]
		o := &site.Option{Option: declared, Category: c}
		c.Options = append(c.Options, o)
		r.options[o.ID] = append(r.options[o.ID], o)
	}
	for _, c := range r.site.Categories {
		slices.SortFunc(c.Options, func(a, b *site.Option) int {
			return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(a.ID, b.ID))
		})
		if len(c.Options) == 0 && !slices.ContainsFunc(r.tree.Unread, func(u source.Unread) bool { return path.Dir(u.Named) == path.Dir(c.File) }) {
			r.diags.Warnf(diag.Position{File: c.File}, diag.NoOptions, "the category %q has no options", c.ID).
				Hint = "add a file for each: data/" + c.ID + "/<option>.yaml"
		}
	}
}

func (r *resolver) addGuides() {
	guides := make([]site.Guide, len(r.tree.Guides)) // in one piece: there are very many
	r.site.Guides = make([]*site.Guide, 0, len(guides))
	for i, declared := range r.tree.Guides {
		r.declared[declared.ID] = declared
		if declared.Draft && !r.opts.Drafts {
			continue
		}
		g := &guides[i]
		g.Guide = declared
		r.guides[g.ID] = g
		r.site.Guides = append(r.site.Guides, g)
	}
	r.byTitle = sortedByTitle(r.site.Guides)
	if len(r.site.Guides) == 0 && !r.areGuidesUnread() {
		r.diags.Warnf(diag.Position{File: "guides"}, diag.NoGuides, "the site has no guides").
			Hint = "add one: guides/<name>.md"
	}
}

// namesakes gives the ids of guides by their last part. Few names are less than an id.
func namesakes(guides []*source.Guide) map[string][]string {
	all := map[string][]string{}
	for _, g := range guides {
		name := path.Base(g.ID)
		all[name] = append(all[name], g.ID)
	}
	return all
}

// connect resolves what front matter names, and tells categories and options
// about their guides.
func (r *resolver) connect() {
	for _, g := range r.site.Guides {
		r.compare(g)
		for _, name := range g.Authors {
			if a := r.author(name); a != nil {
				g.By = append(g.By, r.writer(a))
			}
		}
	}
	for _, g := range r.site.Guides {
		r.pin(g)
	}
	for _, g := range r.byTitle {
		for _, o := range g.Options {
			o.Guides = append(o.Guides, g)
		}
		for _, c := range g.Categories {
			c.Guides = append(c.Guides, g)
		}
	}
}

// compare resolves the options that a guide compares.
func (r *resolver) compare(g *site.Guide) {
	g.Options = r.distinct(g.Compare, nil)
	for _, o := range g.Options {
		if !slices.Contains(g.Categories, o.Category) {
			g.Categories = append(g.Categories, o.Category)
		}
	}
	if !isIncomplete(g) && len(g.Options) > 0 && !site.ShareAttributes(g.Options) {
		r.diags.Warnf(g.Compare[0].Pos, diag.EmptyTable, "the options of this guide have no attribute in common, so it has no table").
			Hint = "options of different categories are compared on attributes with the same id"
	}
}

// distinct resolves a list of options; one that is named twice is reported.
func (r *resolver) distinct(names []source.Name, own []*site.Option) []*site.Option {
	var options []*site.Option
	for _, name := range names {
		o := r.option(name, own)
		if options == nil && o != nil {
			options = make([]*site.Option, 0, len(names))
		}
		switch {
		case o == nil:
		case slices.Contains(options, o):
			r.diags.Errorf(name.Pos, diag.Duplicate, "%q is named twice", name.Value).
				Hint = "it is the option of " + o.File + "; keep one of the two"
		default:
			options = append(options, o)
		}
	}
	return options
}

// pin resolves a guide's `related`. A draft is left out with a warning.
func (r *resolver) pin(g *site.Guide) {
	for _, name := range g.Related {
		declared := r.guide(name)
		switch {
		case declared == nil:
		case declared.ID == g.ID:
			r.diags.Errorf(name.Pos, diag.Cycle, "the guide names itself as related").Hint = "remove it: related lists other guides"
		case r.guides[declared.ID] == nil:
			r.diags.Warnf(name.Pos, diag.DraftLink, "%q is a draft and is left out", name.Value).
				Hint = "it appears here as soon as it says draft: false"
		case slices.Contains(g.Pinned, r.guides[declared.ID]):
			r.diags.Errorf(name.Pos, diag.Duplicate, "%q is named twice", name.Value).
				Hint = "it is the guide " + declared.File + "; keep one of the two"
		default:
			g.Pinned = append(g.Pinned, r.guides[declared.ID])
		}
	}
}
