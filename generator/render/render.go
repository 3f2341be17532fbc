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
	"html/template"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"sync"

	"tradeoff/generator/decision"
	"tradeoff/generator/diag"
	"tradeoff/generator/likeness"
	"tradeoff/generator/preview"
	"tradeoff/generator/related"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/generator/takeaway"
	"tradeoff/generator/weigh"
	"tradeoff/generator/words"
	"tradeoff/templates"
)

// Options of a run.
type Options struct {
	Templates *templates.Set
	Trees     *decision.Trees
	Links     *related.Links
	Sources   fs.FS // the site's folder, from which pictures are copied
	Minify    bool
	// Archive packs the site; nil where nobody asks for that.
	Archive Archive
	// First are the addresses of pages that are rendered before all others.
	First []string
	// Early is called with those that are rendered, after the style sheets, scripts and
	// pictures that are. It is never called twice at once, and may be nil.
	Early func(address string, content []byte)
	// AfterFirst is called once these are rendered. It may be nil.
	AfterFirst func()
	// Progress is called now and then, never twice at once, with how many files are
	// done. It may be nil.
	Progress func(done, total int)
}

// A file to render. What render gives is of no use where it reports an error.
type file struct {
	address string
	page    bool          // an HTML page that somebody reads, which no redirect is
	hidden  bool          // a page that search engines are asked to pass over, and that no list for them names
	named   bool          // its address tells its content, and that takes long to make
	reused  bool          // what render gives may be given to renderer.printed, once nobody needs it
	recipe  func() uint64 // equal ones make equal files
	changed source.Date   // when a guide appeared or changed; may be zero
	render  func(*diag.List) ([]byte, error)
	picture func() *preview.Picture // what other sites show with a link to the page; nil where that is nothing
}

// A renderer holds what all pages share. It is not changed after it was made.
type renderer struct {
	site     *site.Site
	set      *templates.Set
	trees    *decision.Trees
	links    *related.Links
	minify   minifier
	words    *words.Words
	format   format
	shelf    *shelf            // what pages show of facts
	book     *takeaway.Book    // writes tables for spreadsheets and programs
	assets   map[string]string // address of a shared file or picture, by its name or source
	shared   map[string][]byte // content of the shared files, by name
	shares   []file            // the shared files and pictures
	articles []*site.Guide     // guides that compare nothing
	around   surroundings
	prints   *prints
	sprite   knownSprite
	packed   bool // the whole site is to be downloaded as one file, too
	spaces   map[*site.Category]func() *likeness.Space
	boards   map[*site.Category]func() *weigh.Board
	pictures map[string]knownPicture // of pages, by address; for one goroutine
	painter  *preview.Painter
	// scratches and printed are for those that make pages, see scratch and file.reused.
	scratches sync.Pool // of *scratch
	printed   sync.Pool // of *[]byte
}

// fixed gives what every site has.
func (r *renderer) fixed() iter.Seq[file] {
	return slices.Values([]file{
		r.page(site.HomeAddress, "home.html", func() uint64 { return r.homeRecipe() }, func(p *page) any { return p.home() }).with(r.homePicture),
		r.page(site.SearchAddress, "search.html", func() uint64 { return r.searchRecipe() }, func(p *page) any { return p.search() }),
		r.searchIndex(),
		r.missingPage(),
		r.robots(),
		{address: site.LLMsAddress, recipe: r.llmsRecipe, render: func(*diag.List) ([]byte, error) { return r.llms(), nil }},
		{address: ".nojekyll", recipe: newPrint("empty").end, render: func(*diag.List) ([]byte, error) { return []byte{}, nil }},
	})
}

func (r *renderer) ofCategories() iter.Seq[sheaf] {
	return func(yield func(sheaf) bool) {
		for _, c := range r.site.Categories {
			recipe := r.categoryRecipe(c)
			whole := r.page(c.Address(), "category.html", func() uint64 { return recipe }, func(p *page) any { return p.category(c) }).with(func() *preview.Picture { return r.categoryPicture(c) })
			list := []sheaf{together(recipe, whole, func() []file { return r.takenFromCategory(c, recipe) })}
			if t := r.tree(c, c.Options); t != nil {
				list = append(list, alone(r.page(c.DecideAddress(), "decide.html", func() uint64 { return r.decideRecipe(c) }, func(p *page) any { return p.decidePage(c, t) }).with(func() *preview.Picture { return r.decidePicture(c) })))
				for _, f := range r.treeFiles(c, t) {
					list = append(list, alone(f))
				}
			}
			for _, o := range c.Options {
				recipe := r.optionRecipe(o)
				whole := r.page(o.Address(), "option.html", func() uint64 { return recipe }, func(p *page) any { return p.option(o) }).with(func() *preview.Picture { return r.optionPicture(o) })
				list = append(list, together(recipe, whole, func() []file { return r.takenFromOption(o) }))
			}
			for _, s := range list {
				if !yield(s) {
					return
				}
			}
		}
	}
}

// ofGuides gives those of some of the site's guides that follow each other.
func (r *renderer) ofGuides(guides []*site.Guide) iter.Seq[sheaf] {
	return func(yield func(sheaf) bool) {
		if len(guides) == 0 {
			return
		}
		first, _ := slices.BinarySearchFunc(r.site.Guides, guides[0].ID, func(g *site.Guide, id string) int { return strings.Compare(g.ID, id) })
		for i, g := range guides {
			recipe := r.prints.guides[first+i]
			s := sheaf{key: recipe, guide: g, page: true, files: func() []file { return r.guideFiles(g, recipe) }}
			s.changed, _ = g.Latest()
			if !yield(s) {
				return
			}
		}
	}
}

// guideFiles gives the page of a guide, and what can be taken away from it.
func (r *renderer) guideFiles(g *site.Guide, recipe uint64) []file {
	made := &comparisons{}
	page := r.page(g.Address(), "guide.html", func() uint64 { return recipe }, func(p *page) any {
		p.made = made
		return p.guide(g)
	}).with(func() *preview.Picture { return r.guidePicture(g) })
	page.changed, _ = g.Latest()
	return append([]file{page}, r.takenFromGuide(g, recipe, made)...)
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
	f := r.page(to.Address, "redirect.html", func() uint64 { return r.redirectRecipe(to) }, func(p *page) any { return p.redirect(to) })
	f.page = false
	return f
}

// page makes a file of a template and the view that fills it.
func (r *renderer) page(address, name string, recipe func() uint64, view func(*page) any) file {
	return r.makePage(address, name, recipe, false, view)
}

// hiddenPage is page for one that search engines are asked to pass over.
func (r *renderer) hiddenPage(address, name string, recipe func() uint64, view func(*page) any) file {
	return r.makePage(address, name, recipe, true, view)
}

// with gives the file of a page that has a picture.
func (f file) with(picture func() *preview.Picture) file {
	f.picture = picture
	return f
}

// missingPage makes the file of the page for addresses that are not there. It has its
// style and scripts in itself: what they are in the end, minified, is known once it is
// made, and so it is made twice.
func (r *renderer) missingPage() file {
	with := func(policy string) file {
		return r.hiddenPage("404.html", "404.html", func() uint64 { return r.missingRecipe() }, func(p *page) any { return p.missing(policy) })
	}
	f := with("")
	f.render = func(diags *diag.List) ([]byte, error) {
		content, err := with("").render(&diag.List{})
		if err != nil {
			return nil, err
		}
		return with(templates.Policy(templates.Inline(content))).render(diags)
	}
	return f
}

func (r *renderer) makePage(address, name string, recipe func() uint64, hidden bool, view func(*page) any) file {
	return file{address: address, page: true, hidden: hidden, recipe: recipe, reused: true, render: func(diags *diag.List) ([]byte, error) {
		p := &page{renderer: r, address: address, diags: diags, hidden: hidden}
		defer p.done()
		html := p.whole(name, view(p))
		switch {
		case p.failed != nil:
			return nil, p.failed
		case r.minify.m == nil:
			return html, nil
		case !r.minifiesWhole(name):
			return shortened(html), nil
		}
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

// minifiesWhole tells whether the pages of a template have to be minified one by one:
// those of a template that was not minified when it was loaded, and guides with HTML that
// somebody else wrote.
func (r *renderer) minifiesWhole(name string) bool {
	return !r.set.IsLean(name) || name == guidePage && r.site.Config.RawHTML
}

// guidePage is the template of a guide.
const guidePage = "guide.html"

// whole executes the template of the page itself.
func (p *page) whole(name string, view any) (html []byte) {
	if err := p.set.Print(name, view, func(b []byte) { html = p.onlyDrawn(p.sheet(len(b)), b) }); err != nil {
		p.diags.Append(p.set.Diagnose(err))
	}
	return html
}

// execute executes a template; what goes wrong is a diagnostic.
func (p *page) execute(name string, view any) template.HTML {
	if p.plain {
		return p.plainView(view)
	}
	html, err := p.set.HTML(name, view)
	if err != nil {
		p.diags.Append(p.set.Diagnose(err))
	}
	return html
}
