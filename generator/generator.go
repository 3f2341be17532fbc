// Package generator builds a site: guides and data in, a folder of pages out.
//
// [Build] is the whole pipeline, and it is the only one. Each stage is a package
// that takes the value of the one before and gives a new one:
//
//	load      the site's folder        → source.Tree   what the files declare
//	resolve   source.Tree              → site.Site     every name has become a thing
//	compare   options                  → tables        data, not HTML
//	related   site.Site                → what to read next after each guide
//	decision  questions and facts      → trees, data too
//	render    site.Site and templates  → files
//	publish   files                    → the output folder, all or nothing
//
// Imports point one way: the command → generator → stages → site → source →
// markup → diag. Stages do not import each other, but for three that are built
// on others: load calls the parsers of packages dataset and guide, those read
// YAML with strictyaml and Markdown with markdown, and render asks compare,
// likeness, related, search and weigh for what it draws.
//
// [Load] goes as far as the resolved site, and [Check] does all but publish, and
// proves the decisions; [Bundle] makes a file of single pages. All are parts of the
// same code.
//
// Diagnostics accumulate at the side. With an error among them nothing is
// published, and the last good site stays as it was.
package generator

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"tradeoff/generator/dataset"
	"tradeoff/generator/decision"
	"tradeoff/generator/diag"
	"tradeoff/generator/load"
	"tradeoff/generator/publish"
	"tradeoff/generator/related"
	"tradeoff/generator/render"
	"tradeoff/generator/resolve"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// Options of a build.
type Options struct {
	Site     string // the site's folder
	Out      string // the output folder
	URL      string // where the site will be, instead of what data/site.yaml says; may be empty
	Drafts   bool   // build drafts too
	NoMinify bool
	Zip      bool // pack the site into one file too, for readers without a network
	// Cache remembers between processes, in the site's folder (package cache). The result
	// is the same.
	Cache bool
	// Today is the day from which [Check] counts how old a fact's check is; the zero
	// time stands for now. Nothing that is published depends on it.
	Today time.Time
	// First gives the addresses of pages that are rendered before all others, because
	// somebody looks at them. It is asked once in a build and may be nil.
	First func() []string
	// Early is called with each of these that is rendered anew, before anything is
	// published. If the build then fails, what it gave is not part of the site. It may
	// be nil, and is never called twice at once.
	Early func(address string, content []byte)
	// Progress is called as files are rendered, never twice at once. It may be nil.
	Progress func(done, total int)
}

// A Report says what a build found and did.
type Report struct {
	// Diagnostics are sorted by place and have excerpts. Their files are named
	// from the site's folder; those in the output folder (the codes output-unsafe,
	// output-foreign and output-failed) by Options.Out and the path within it.
	Diagnostics []diag.Diagnostic
	Pages       int        // pages of the site; redirects not among them
	Facts       int        // known facts
	Sourced     int        // known facts with a source
	Parsed      int        // files that were parsed anew
	Rendered    int        // files that were rendered anew
	Written     int        // files that are new or changed
	Unchanged   int        // files that already were as they should be
	Removed     int        // files of an earlier build that are no longer part of the site
	Locked      bool       // another build is writing into the output folder: this one has to come again
	Archive     string     // path of the packed site in the output folder; empty where there is none
	ArchiveSize int64      // of it, in bytes
	Changed     []string   // addresses of the files that were written or removed, sorted; nil where nothing was published
	Prefix      string     // the path of the site's address, as Prefix gives it; empty where the site has faults
	Decisions   []Decision // that the site offers: those of categories, then those of guides
}

// HasErrors tells whether the site has faults, so that nothing was published.
func (r Report) HasErrors() bool {
	for _, d := range r.Diagnostics {
		if d.Severity == diag.Error {
			return true
		}
	}
	return false
}

// Build is [Builder.Build] of a builder that builds once.
func Build(ctx context.Context, opts Options) (Report, error) {
	b := NewBuilder(opts)
	b.memory.once = true
	defer b.Close()
	if report, ok := b.unchanged(); ok {
		return report, nil
	}
	return b.Build(ctx, nil)
}

// end gives the report of a run that ended with an error, or well.
func (b *build) end(err error) (Report, error) {
	b.report.Locked = errors.Is(err, publish.ErrLocked)
	if publish.Report(&b.diags, err) {
		err = nil
	}
	b.diags.Excerpt(func(file string) ([]byte, error) {
		return os.ReadFile(filepath.Join(b.opts.Site, filepath.FromSlash(file)))
	})
	b.report.Diagnostics = b.diags.Sorted()
	return b.report, err
}

// A build is the state of one run of the pipeline.
type build struct {
	opts    Options
	memory  *memory
	changed []string // as in Builder.Build
	loaded  bool     // all that may have changed was read
	diags   diag.List
	report  Report
}

func (b *build) run(ctx context.Context) error {
	if err := publish.Refuse(b.opts.Out, b.opts.Site); err != nil {
		return err
	}
	return b.read(ctx, func(sources fs.FS, built *site.Site, set *templates.Set) error {
		plan, err := b.plan(ctx, built)
		if err != nil {
			return err
		}
		return b.publish(ctx, sources, built, plan, set)
	})
}

// read loads and resolves the site, and hands it on if it has no errors.
func (b *build) read(ctx context.Context, then func(sources fs.FS, built *site.Site, set *templates.Set) error) error {
	root, err := os.OpenRoot(b.opts.Site)
	if err != nil {
		var pathError *fs.PathError
		if errors.As(err, &pathError) {
			err = pathError.Err
		}
		b.diags.Errorf(diag.Position{File: "."}, diag.Unreadable, "the site's folder cannot be opened: %v", err).
			Hint = "say where the site is with --site"
		return nil
	}
	defer root.Close()

	b.memory.openCache(b.opts)
	tree, diags, err := b.memory.load.Site(ctx, root.FS(), b.changed)
	b.diags.Append(diags)
	b.report.Parsed = b.memory.load.Parsed
	if err != nil {
		return err
	}
	tree.Config = b.config(tree.Config)
	var set *templates.Set
	var loading sync.WaitGroup
	loading.Go(func() { set = b.templates(root, tree.Config) }) // which has nothing to do with the rest
	built, diags := b.memory.resolve.Site(tree, resolve.Options{Drafts: b.opts.Drafts, Zip: b.opts.Zip})
	loading.Wait()
	b.diags.Append(diags)
	b.diags.Append(b.memory.said)
	b.loaded = true
	if b.diags.HasErrors() {
		return ctx.Err()
	}
	b.report.Prefix = prefixOf(built.Config.URL)
	b.sayNoAddress(built.Config)
	b.count(built)
	return then(root.FS(), built, set)
}

// A plan is what is worked out for the whole site before a page is rendered.
type plan struct {
	trees *decision.Trees
	links *related.Links
}

// plan grows the site's trees and links its guides.
func (b *build) plan(ctx context.Context, s *site.Site) (p plan, err error) {
	if p.trees, err = b.memory.decision.Plan(ctx, s); err != nil {
		return p, err
	}
	b.report.Decisions = decisions(s, p.trees)
	b.memory.related.Before = b.memory.load.Before
	p.links, err = b.memory.related.Plan(ctx, s)
	b.memory.planned = b.memory.planned || err == nil
	if b.memory.once && err == nil {
		b.memory.related.Keep()
		b.memory.related.Drop()
	}
	return p, err
}

// render renders every file and counts the pages.
func (b *build) render(ctx context.Context, sources fs.FS, built *site.Site, p plan, set *templates.Set, out render.Output, afterFirst func()) error {
	opts := render.Options{
		Templates: set, Trees: p.trees, Links: p.links, Sources: sources, Minify: !b.opts.NoMinify,
		Early: b.opts.Early, AfterFirst: afterFirst, Progress: b.opts.Progress,
	}
	if transaction, ok := out.(*publish.Transaction); ok && b.opts.Zip {
		opts.Archive = b.archive(ctx, transaction)
	}
	if b.opts.First != nil {
		opts.First = b.opts.First()
	}
	result, diags, err := b.memory.render.Site(ctx, built, opts, out)
	b.diags.Append(diags)
	b.report.Pages, b.report.Rendered = result.Pages, result.Rendered
	return err
}

// publish renders into a transaction and commits it where everything went well. Where
// somebody meddled with a page that was to be kept, it is rendered too, and published
// again; the folder sees to it that this ends.
func (b *build) publish(ctx context.Context, sources fs.FS, built *site.Site, p plan, set *templates.Set) error {
	for {
		report := b.report
		own := *b
		own.diags = diag.List{}
		err := own.tryToPublish(ctx, sources, built, p, set)
		if !errors.Is(err, publish.ErrStale) {
			b.report = own.report
			b.diags.Append(own.diags)
			return err
		}
		b.report = report
	}
}

func (b *build) tryToPublish(ctx context.Context, sources fs.FS, built *site.Site, p plan, set *templates.Set) error {
	transaction, err := b.memory.folder.Begin()
	if err != nil {
		return err
	}
	defer func() {
		if isSuperseded(ctx) {
			transaction.Suspend()
		} else {
			transaction.Abort()
		}
	}()
	if err := b.render(ctx, sources, built, p, set, transaction, transaction.Look); err != nil || b.diags.HasErrors() {
		return err
	}
	committing, done := unlessSuperseded(ctx)
	defer done()
	summary, err := transaction.Commit(committing)
	if err != nil {
		return err
	}
	b.memory.sure = b.memory.sure && len(summary.Kept) == 0 && !summary.Lost // which is said once
	summary.Report(&b.diags)
	b.report.Written, b.report.Unchanged, b.report.Removed = summary.Written, summary.Unchanged, summary.Removed
	b.report.Changed = summary.Changed
	return nil
}

// CheckURL tells why a text cannot be Options.URL; nil where it can.
func CheckURL(text string) *diag.Diagnostic {
	var diags diag.List
	dataset.SiteURL(text, diag.Position{}, &diags)
	if faults := diags.Sorted(); len(faults) > 0 {
		return &faults[0]
	}
	return nil
}

// config applies what the command line says instead of data/site.yaml.
func (b *build) config(config *source.Config) *source.Config {
	if b.opts.URL != "" {
		own := *config
		own.URL = dataset.SiteURL(b.opts.URL, diag.Position{File: "--url"}, &b.diags)
		config = &own
	}
	return config
}

// sayNoAddress says once what the site lacks where it does not know its address.
func (b *build) sayNoAddress(config *source.Config) {
	if config.URL == "" {
		b.diags.Notef(diag.Position{File: load.ConfigFile}, diag.NoAddress,
			"the site does not know its address: canonical links, feeds and the sitemap are left out").
			Hint = "add url: https://... to data/site.yaml, or build with --url"
	}
}

func (b *build) count(s *site.Site) {
	for _, c := range s.Categories {
		for _, o := range c.Options {
			for _, f := range o.Facts {
				if f.State != source.Known {
					continue
				}
				b.report.Facts++
				if len(f.Sources) > 0 {
					b.report.Sourced++
				}
			}
		}
	}
}

// overrides is the site's own templates/ folder, or nil where it has none.
func overrides(root *os.Root, diags *diag.List) fs.FS {
	switch info, err := root.Lstat("templates"); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil && info.Mode()&fs.ModeSymlink != 0:
		diags.Errorf(diag.Position{File: "templates"}, diag.Unreadable, "expected a folder called %q, found a link", "templates").
			Hint = "put the folder itself here"
		return nil
	}
	sub, err := fs.Sub(root.FS(), "templates")
	if err == nil {
		_, err = fs.ReadDir(sub, ".")
	}
	if err != nil {
		diags.Errorf(diag.Position{File: "templates"}, diag.Unreadable, "the folder cannot be read").
			Hint = "templates/ must be a folder inside the site"
		return nil
	}
	return sub
}
