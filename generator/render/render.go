// Package render turns a resolved site into files: pages, the style sheet, the
// script, pictures.
//
// It fills the typed view models of package templates and executes the
// templates; it decides nothing about the content, which is settled before, and
// nothing about looks, which is the templates'. Every page is a function of the
// site and the templates alone, so pages are rendered on all cores in any order
// and the bytes are the same. Pages are handed on one by one as they are done
// and never held together.
//
// Every link is relative to the page it stands on. The same folder then works at
// the root of a domain, under a prefix and from a disk.
package render

import (
	"bytes"
	"context"
	"html/template"
	"io/fs"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"tradeoff/generator/decision"
	"tradeoff/generator/diag"
	"tradeoff/generator/likeness"
	"tradeoff/generator/related"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// Options of a run.
type Options struct {
	Templates *templates.Set
	Trees     *decision.Trees
	Links     *related.Links
	Sources   fs.FS // the site's folder, from which pictures are copied
	Minify    bool
	// Progress is called now and then, never twice at once, with how many files are
	// done. It may be nil.
	Progress func(done, total int)
}

// A Result counts what was rendered.
type Result struct {
	Pages int // HTML pages; redirects not among them
}

// Site renders all files and hands each to emit, which must be safe for
// concurrent use. A fault in a template is a diagnostic; the error is that of
// ctx or of emit.
func Site(ctx context.Context, s *site.Site, opts Options, emit func(address string, content []byte) error) (Result, diag.List, error) {
	r, shared, diags, err := newRenderer(s, opts)
	if err != nil || diags.HasErrors() {
		return Result{}, diags, err
	}
	r.shares = shared
	if ctx.Err() != nil {
		return Result{}, diags, ctx.Err()
	}
	result, progress, sitemap := Result{}, counter{report: opts.Progress}, r.sitemap(emit)
	for f := range r.files() {
		progress.total++
		if f.page {
			result.Pages++
		}
		if err := sitemap.add(f); err != nil {
			return Result{}, diags, err
		}
	}
	if err := sitemap.close(); err != nil {
		return Result{}, diags, err
	}
	progress.total += sitemap.files
	for range sitemap.files {
		progress.add()
	}
	var faults faults
	group, running := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for f := range r.files() {
		if running.Err() != nil {
			break
		}
		group.Go(func() error {
			if err := running.Err(); err != nil {
				return err
			}
			var own diag.List
			content, err := f.render(&own)
			faults.add(own)
			if err != nil || own.HasErrors() {
				return err
			}
			progress.add()
			return emit(f.address, content)
		})
	}
	err = group.Wait()
	if err == nil {
		err = ctx.Err()
	}
	diags.Append(faults.diags)
	return result, diags, err
}

// A file to render. What render gives is of no use where it reports an error.
type file struct {
	address string
	page    bool        // an HTML page that somebody reads, which no redirect is
	hidden  bool        // a page that search engines are asked to pass over, and that no list for them names
	changed source.Date // when a guide appeared or changed; may be zero
	render  func(*diag.List) ([]byte, error)
}

// faults collects what is wrong with the files, from all goroutines. A fault of a
// template is in every page that it makes, and is kept once: a site may have more
// pages than memory has room for the same words.
type faults struct {
	mutex sync.Mutex
	diags diag.List
}

func (f *faults) add(own diag.List) {
	if own.Len() == 0 {
		return
	}
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.diags.AppendNew(own)
}

// counter tells how far a run is.
type counter struct {
	mutex  sync.Mutex
	done   int
	total  int
	report func(done, total int)
}

func (c *counter) add() {
	if c.report == nil {
		return
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.done++
	c.report(c.done, c.total)
}

// A renderer holds what all pages share. It is not changed after it was made.
type renderer struct {
	site     *site.Site
	set      *templates.Set
	trees    *decision.Trees
	links    *related.Links
	minify   minifier
	format   format
	assets   map[string]string // address of a shared file or picture, by its name or source
	shared   map[string][]byte // content of the shared files, by name
	shares   []file            // the shared files and pictures
	articles []*site.Guide     // guides that compare nothing
	around   surroundings
	spaces   map[*site.Category]func() *likeness.Space
}

// files gives every file of the site, one after the other: with pages for pairs
// of options there may be too many to hold together. It gives the same ones, in
// the same order, each time.
func (r *renderer) files() iter.Seq[file] {
	return func(yield func(file) bool) {
		for _, part := range []iter.Seq[file]{slices.Values(r.shares), r.fixed(), r.ofCategories(), r.ofPairs(), r.ofGuides(), r.ofListing(), r.ofFeeds(), r.ofRedirects()} {
			for f := range part {
				if !yield(f) {
					return
				}
			}
		}
	}
}

// fixed gives what every site has.
func (r *renderer) fixed() iter.Seq[file] {
	return slices.Values([]file{
		r.page(site.HomeAddress, "home.html", func(p *page) any { return p.home() }),
		r.hiddenPage("404.html", "404.html", func(p *page) any { return p.missing() }),
		{address: ".nojekyll", render: func(*diag.List) ([]byte, error) { return []byte{}, nil }},
	})
}

func (r *renderer) ofCategories() iter.Seq[file] {
	return func(yield func(file) bool) {
		for _, c := range r.site.Categories {
			files := []file{r.page(c.Address(), "category.html", func(p *page) any { return p.category(c) })}
			if t := r.tree(c, c.Options); t != nil {
				files = append(files, r.page(c.DecideAddress(), "decide.html", func(p *page) any { return p.decidePage(c, t) }))
				files = append(files, treeFiles(c, t)...)
			}
			for _, o := range c.Options {
				files = append(files, r.page(o.Address(), "option.html", func(p *page) any { return p.option(o) }))
			}
			for _, f := range files {
				if !yield(f) {
					return
				}
			}
		}
	}
}

func (r *renderer) ofGuides() iter.Seq[file] {
	return func(yield func(file) bool) {
		for _, g := range r.site.Guides {
			f := r.page(g.Address(), "guide.html", func(p *page) any { return p.guide(g) })
			f.changed, _ = g.Latest()
			if !yield(f) {
				return
			}
		}
	}
}

func (r *renderer) ofRedirects() iter.Seq[file] {
	return func(yield func(file) bool) {
		for _, redirect := range r.site.Redirects {
			if !yield(r.redirects(redirect)) {
				return
			}
		}
	}
}

// redirects makes the file of a redirect.
func (r *renderer) redirects(to site.Redirect) file {
	f := r.page(to.Address, "redirect.html", func(p *page) any { return p.redirect(to) })
	f.page = false
	return f
}

// page makes a file of a template and the view that fills it.
func (r *renderer) page(address, name string, view func(*page) any) file {
	return r.makePage(address, name, false, view)
}

// hiddenPage is page for one that search engines are asked to pass over.
func (r *renderer) hiddenPage(address, name string, view func(*page) any) file {
	return r.makePage(address, name, true, view)
}

func (r *renderer) makePage(address, name string, hidden bool, view func(*page) any) file {
	return file{address: address, page: true, hidden: hidden, render: func(diags *diag.List) ([]byte, error) {
		p := &page{renderer: r, address: address, diags: diags, hidden: hidden}
		html := []byte(p.execute(name, view(p)))
		content, err := r.minify.html(html)
		if err != nil && !diags.HasErrors() {
			reason, _, _ := strings.Cut(err.Error(), " on line ") // the line is one of the page
			diags.Warnf(diag.Position{File: "templates/" + name}, diag.Template,
				"what it makes cannot be minified and is published as it is: %s", reason).
				Hint = "look at the scripts and styles in it, and in raw HTML of guides"
			return html, nil
		}
		return content, nil
	}}
}

// execute executes a template; what goes wrong is a diagnostic.
func (p *page) execute(name string, view any) template.HTML {
	var b bytes.Buffer
	if err := p.set.Execute(&b, name, view); err != nil {
		p.diags.Append(p.set.Diagnose(err))
		return ""
	}
	return template.HTML(b.String()) // the output of html/template is escaped
}
