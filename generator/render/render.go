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
	"runtime"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"tradeoff/generator/decision"
	"tradeoff/generator/diag"
	"tradeoff/generator/site"
	"tradeoff/templates"
)

// Options of a run.
type Options struct {
	Templates *templates.Set
	Trees     *decision.Trees
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
	files := append(shared, r.files()...)
	progress := counter{total: len(files), report: opts.Progress}
	lists := make([]diag.List, len(files))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range files {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			content, err := f.render(&lists[i])
			if err != nil || lists[i].HasErrors() {
				return err
			}
			progress.add()
			return emit(f.address, content)
		})
	}
	err = group.Wait()
	result := Result{}
	for i, f := range files {
		diags.Append(lists[i])
		if f.page {
			result.Pages++
		}
	}
	return result, diags, err
}

// A file to render. What render gives is of no use where it reports an error.
type file struct {
	address string
	page    bool
	render  func(*diag.List) ([]byte, error)
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
	minify   minifier
	format   format
	assets   map[string]string // address of a shared file or picture, by its name or source
	shared   map[string][]byte // content of the shared files, by name
	articles []*site.Guide     // guides that compare nothing
}

// files lists every page and redirect.
func (r *renderer) files() []file {
	files := []file{
		r.page("index.html", "home.html", func(p *page) any { return p.home() }),
		r.page("404.html", "404.html", func(p *page) any { return p.missing() }),
		{address: ".nojekyll", render: func(*diag.List) ([]byte, error) { return []byte{}, nil }},
	}
	for _, c := range r.site.Categories {
		files = append(files, r.page(c.Address(), "category.html", func(p *page) any { return p.category(c) }))
		if t := r.tree(c, c.Options); t != nil {
			files = append(files, r.page(c.DecideAddress(), "decide.html", func(p *page) any { return p.decidePage(c, t) }))
			files = append(files, treeFiles(c, t)...)
		}
		for _, o := range c.Options {
			files = append(files, r.page(o.Address(), "option.html", func(p *page) any { return p.option(o) }))
		}
	}
	for _, g := range r.site.Guides {
		files = append(files, r.page(g.Address(), "guide.html", func(p *page) any { return p.guide(g) }))
	}
	for _, redirect := range r.site.Redirects {
		f := r.page(redirect.Address, "redirect.html", func(p *page) any { return p.redirect(redirect) })
		f.page = false
		files = append(files, f)
	}
	return files
}

// page makes a file of a template and the view that fills it.
func (r *renderer) page(address, name string, view func(*page) any) file {
	return file{address: address, page: true, render: func(diags *diag.List) ([]byte, error) {
		p := &page{renderer: r, address: address, diags: diags}
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
