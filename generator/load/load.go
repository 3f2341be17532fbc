// Package load reads a site's folder and parses every file in it.
//
// It takes a file system rooted at the site (os.Root keeps it inside) and gives
// a [source.Tree]: what all files declare, in an order that does not depend on
// the file system's or on which file was parsed first. Files are parsed on all
// cores; each file's diagnostics are its own until they are put together.
//
// What is read, and nothing else:
//
//	data/site.yaml                  the site
//	data/<category>/category.yaml   a category
//	data/<category>/<option>.yaml   an option, typed by its category's attributes
//	guides/**/<guide>.md            a guide
//	guides/**/<file>                a picture or another file that guides may use
//
// Templates are read by package templates. Hidden files and README.md are passed
// over without a word. A file that ends in .yml is an error, because it looks
// right and would be ignored; whatever else is not known is a warning. Symbolic
// links are followed to files inside the site that are not hidden, and nowhere
// else: a site must mean the same on another machine, and a link must not publish
// what its writer keeps to himself. Such a link is the file that it leads to, by
// the link's own name.
//
// What is there and is not read is kept in the tree ([source.Unread]), so that a
// guide that names it is not reported too.
//
// A [Memory] makes the next reading a short one. It remembers which files there
// are and what each of them said, and is told what may have changed: of that it
// asks the disk, and of nothing else. A file that is still one is read again
// alone. Anything else that came, went or became another kind of thing makes it
// walk through data/ or guides/ again, because what one file means can depend on
// what lies beside it. Contents are compared by their sums and never by their times.
package load

import (
	"context"
	"io/fs"
	"slices"

	"tradeoff/generator/cache"
	"tradeoff/generator/dataset"
	"tradeoff/generator/diag"
	"tradeoff/generator/guide"
	"tradeoff/generator/source"
)

// ConfigFile is the file that makes a folder a site.
const ConfigFile = "data/site.yaml"

const categoryFile = "category.yaml"

// Site is [Memory.Site] of an empty memory.
func Site(ctx context.Context, fsys fs.FS) (*source.Tree, diag.List, error) {
	var m Memory
	return m.Site(ctx, fsys, nil)
}

// A Memory remembers which files a site has and what they said. The zero value
// remembers nothing. It holds no more than the site does: what is gone is forgotten.
//
// What it remembers is good
//
//   - of which files there are: until one that came, went or became another kind
//     of thing is named;
//   - of a file that could be read: until it is named and has another content;
//   - of an option, besides: as long as its category is the same value;
//   - of a guide, besides: as long as [source.Config].RawHTML is the same.
//
// A file or a folder that could not be read is tried again by every run.
//
// With a cache, what a file of which nothing is remembered said to another process is as
// good as what it said to this one, and is taken without reading the file where the
// system says of it what it said then (package seen).
type Memory struct {
	// Cache keeps what guides, options and other files say for the next process; it may
	// be nil. It is set before the first run.
	Cache *cache.Cache
	// Glance is what the system said of the files before the next run, which then need not
	// ask; that run takes it. It may be nil.
	Glance *Glance
	// Parsed is how many files the last run of Site parsed, files beside the guides
	// among them.
	Parsed int
	// Before gives, by id, the guides as the cache has them, as far as they say something
	// else now. It is made by the first run.
	Before map[string]*source.Guide

	data   *dataFiles  // nil until they were looked for
	guides *guideFiles // likewise
}

// Site reads the site in fsys. Faults in the files are diagnostics, with their
// excerpts; the error is that of ctx alone. The tree is never nil: with errors in
// the list it lacks what could not be understood.
//
// changed names the files and folders, from the site's root, that may differ from
// the last run; nil stands for all. A folder stands for all below it, and a name
// that the file system may take for another by its letters' case or form stands
// for that one too. What was parsed from an unchanged file is the same value
// (pointer) as in the last tree, and no tree is changed once it was given.
//
// What a run was told is remembered even where ctx ended it, so that the next one
// goes on from there.
func (m *Memory) Site(ctx context.Context, fsys fs.FS, changed []string) (*source.Tree, diag.List, error) {
	m.Parsed = 0
	m.look(fsys, changed)
	standIn := &source.Config{Language: "en", File: ConfigFile, Incomplete: true, Theme: source.Theme{Incomplete: true}}
	r := &run{ctx: ctx, fsys: fsys, memory: m, tree: &source.Tree{Config: standIn}}
	r.diags.Append(m.data.said)
	r.diags.Append(m.guides.said)
	r.unread = slices.Concat(m.data.unread, m.guides.unread)
	err := ctx.Err()
	for _, part := range []func() error{r.config, r.categories, r.options, r.guides, r.others} {
		if err == nil {
			err = part()
		}
	}
	m.Glance = nil
	r.tree.Unread = r.unread
	return r.tree, r.diags, err
}

// look brings up to date which files there are, and which of them to read.
func (m *Memory) look(fsys fs.FS, changed []string) {
	if m.Glance != nil {
		fsys = glanced{fsys, m.Glance}
	}
	if m.data == nil || m.data.mustLookAgain(fsys, changed) {
		m.data = lookAtData(fsys, m.data)
	}
	if m.guides == nil || m.guides.mustLookAgain(fsys, changed) {
		m.guides = lookAtGuides(fsys, m.guides)
	}
}

// A run is one reading of the site.
type run struct {
	ctx    context.Context
	fsys   fs.FS
	memory *Memory
	tree   *source.Tree
	diags  diag.List
	unreads
}

// config reads data/site.yaml. Without it, the stand-in lets the rest be checked.
func (r *run) config() error {
	config := r.memory.data.config
	if config == nil {
		if !r.meant(ConfigFile) {
			r.diags.Errorf(diag.Position{File: ConfigFile}, diag.MissingFile,
				"there is no %s, which says what the site is called", ConfigFile).
				Hint = "make the file with one line: title: My comparisons"
		}
		return nil
	}
	err := refresh(r, []*parse[source.Config, alone]{config}, manner[source.Config, alone]{parse: func(p *parse[source.Config, alone], text []byte) (*source.Config, diag.List) {
		c, diags := dataset.Config(p.file, text)
		c.Sum = p.sum
		return c, diags
	}})
	if config.value != nil {
		r.tree.Config = config.value
	}
	return err
}

// categories parses the categories.
func (r *run) categories() error {
	folders := r.memory.data.folders
	categories := make([]*parse[source.Category, alone], len(folders))
	for i, f := range folders {
		categories[i] = f.category
	}
	err := refresh(r, categories, categoryManner)
	for _, c := range categories {
		if c.value != nil {
			r.tree.Categories = append(r.tree.Categories, c.value)
		}
	}
	return err
}

// options parses the options of the categories that could be read.
func (r *run) options() error {
	var options []*parse[source.Option, *source.Category]
	for _, f := range r.memory.data.folders {
		if f.category.value == nil { // its options cannot be understood without it
			r.leaveFolder(f.path())
			continue
		}
		for _, o := range f.options {
			o.parseWith(f.category.value)
			options = append(options, o)
		}
	}
	err := refresh(r, options, optionManner)
	r.tree.Options = valuesOf(r, options)
	return err
}

// guides parses the guides.
func (r *run) guides() error {
	guides := r.memory.guides.guides
	opts := guide.Options{RawHTML: r.tree.Config.RawHTML}
	for _, g := range guides {
		g.parseWith(opts)
	}
	before := &earlier{guides: map[string]*source.Guide{}}
	err := refresh(r, guides, guideManner(r.memory.Cache, before))
	if r.memory.Before == nil {
		r.memory.Before = before.guides
	}
	r.tree.Guides = valuesOf(r, guides)
	return err
}

// others measures the pictures beside the guides.
func (r *run) others() error {
	others := r.memory.guides.others
	err := refresh(r, others, fileManner)
	for _, f := range valuesOf(r, others) {
		r.tree.Files = append(r.tree.Files, *f)
	}
	return err
}
