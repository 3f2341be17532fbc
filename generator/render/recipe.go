package render

import (
	"maps"
	"math"
	"slices"
	"strings"

	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A file's recipe tells what it is made of: two files with the same recipe have the
// same content, if the same build of the tool makes them. It is worked out from the site before anything is
// rendered, so that a file that was made by the same recipe before need not be made
// again.
//
// What a page shows of a thing is a print of it, and a recipe is the print of all
// that the page may show. A recipe may tell pages apart that are the same (an option
// whose file has another comment); it must never take two for the same that are not.
// So whatever a page comes to show must be in its recipe: whoever adds to a page adds
// here. What holds it is a test that edits sites at random and compares what is built
// with the last build in mind with what is built from nothing.
//
// Prints are 64 bits (XXH64), the same in each process and on each machine, since what was
// rendered is remembered between builds (package cache). Two different recipes for one
// address meet in one of 2^64 changes.

// prints are those that many recipes need.
type prints struct {
	frame      uint64            // what stands around the content of every page
	stacks     uint64            // where several decisions are made in one run
	templates  map[string]uint64 // of each template of a page, with all that it may execute
	cards      map[*site.Guide]uint64
	categories map[*site.Category]*categoryPrints
	options    map[*site.Option]*optionPrints
	dirty      map[*site.Option]bool // options that have another print than the last time
	files      uint64                // where the site's files are published
	found      uint64                // what guides can be found by
	guides     []uint64              // the recipes of the guides' pages, in the order of Site.Guides
}

// categoryPrints are of what pages show of a category.
type categoryPrints struct {
	own      uint64 // its file
	options  uint64 // with all of its options
	standing uint64 // with what their pages show of each other
	counts   uint64 // with what is counted of their facts
	guides   uint64 // the cards of its guides
	decision uint64 // with what is said of its decision elsewhere
	beside   uint64 // what is said of the categories beside it
	weighs   bool   // readers can weigh its options
	picture  string // that its pairs show; empty where they have their own
}

// optionPrints are of what pages show of an option.
type optionPrints struct {
	own    uint64 // its file and its category's
	guides uint64 // the guides that compare it, with what else they compare
}

// A standing is the part of an option's print that pages show which are not about it. Most
// edits of an option change none of it.
type standing struct {
	beside uint64 // what the pages of its category's other options show of it
	counts uint64 // what is counted of its facts
}

// addPrints takes the prints. The renderer is otherwise complete.
func (m *Memory) addPrints(r *renderer) {
	p := &prints{templates: m.templates, categories: map[*site.Category]*categoryPrints{}, options: map[*site.Option]*optionPrints{}}
	r.prints = p
	p.cards, p.dirty = m.known.card, map[*site.Option]bool{}
	files := newPrint("files")
	for _, f := range r.site.Files {
		files.text(f.Address, r.assets[f.Source])
	}
	p.files = files.end()
	before := m.known.options
	m.known.options = make(map[*site.Option]knownOption, len(before))
	for _, c := range r.site.Categories {
		p.categories[c] = &categoryPrints{own: r.categoryPrint(c), guides: m.known.guidesOf(c), decision: r.decisionPrint(c)}
		options := newPrint("options").number(p.categories[c].own)
		standing, counts := newPrint("standing").number(p.categories[c].own), newPrint("counts").number(p.categories[c].own)
		for _, o := range c.Options {
			k := before[o]
			k.source, k.category, k.files = o.Option, p.categories[c].own, p.files
			if k != before[o] {
				k.own, k.standing = r.optionPrint(o, p.categories[c].own), r.standing(o)
				p.dirty[o] = true
			}
			m.known.options[o] = k
			p.options[o] = &optionPrints{own: k.own, guides: m.known.guidesAbout(o)}
			options.number(k.own)
			standing.number(k.standing.beside)
			counts.number(k.standing.counts)
		}
		p.categories[c].options, p.categories[c].standing, p.categories[c].counts = options.end(), standing.end(), counts.end()
		if r.site.Config.Pairs && !pairsShown(c) {
			p.categories[c].picture = r.categoryPicture(c).Address()
		}
	}
	for _, c := range r.site.Categories {
		p.categories[c].beside = r.besidePrint(c)
	}
	m.known.weighs(r, m.Cache)
	p.frame, p.stacks = r.framePrint(), r.stacksPrint()
	p.guides, p.found = m.known.recipes(r), m.known.found()
}

// templatePrints takes the prints of the templates of pages. A page may execute any
// template that is not another page's own, and that if its name stands in one of
// these. A file that defines parts may be a part of all.
func (r *renderer) templatePrints() map[string]uint64 {
	texts := r.set.Texts()
	names := slices.Sorted(maps.Keys(texts))
	prints, own, leads := map[string]uint64{}, map[string]bool{}, map[string][]string{}
	for _, name := range pageTemplates {
		own[name] = !strings.Contains(texts[name], "define") && !strings.Contains(texts[name], "block")
	}
	for _, name := range names {
		prints[name] = newPrint("template").text(name, texts[name]).end()
		for _, page := range pageTemplates {
			if own[page] && strings.Contains(texts[name], page) {
				leads[name] = append(leads[name], page)
			}
		}
	}
	of := map[string]uint64{}
	for _, root := range pageTemplates {
		used := map[string]bool{root: true}
		for _, name := range names {
			if !own[name] {
				used[name] = true
			}
		}
		for todo := slices.Sorted(maps.Keys(used)); len(todo) > 0; todo = todo[1:] {
			for _, page := range leads[todo[0]] {
				if !used[page] {
					used[page] = true
					todo = append(todo, page)
				}
			}
		}
		p := newPrint(root)
		for _, name := range names {
			if used[name] {
				p.number(prints[name])
			}
		}
		of[root] = p.end()
	}
	return of
}

// pageTemplates are those that make whole pages.
var pageTemplates = []string{
	"home.html", "404.html", "category.html", "decide.html", "option.html", "pair.html", "guide.html",
	"new.html", "tags.html", "tag.html", "authors.html", "author.html", "redirect.html", "search.html",
}

func (r *renderer) framePrint() uint64 {
	config, l := r.site.Config, &r.site.Listing
	p := newPrint("frame").sum(r.words.Sum()).text(config.Title.Value, config.Tagline, config.URL, config.Language, config.Repository, l.TagsAddress(), l.AuthorsAddress())
	p.yes(r.packed).yes(config.Pairs).yes(r.minify.m != nil).yes(len(l.Newest) > 0)
	for _, name := range slices.Sorted(maps.Keys(r.set.Assets())) {
		p.text(r.assets[name])
	}
	for _, c := range r.site.Categories {
		p.text(c.ID, c.Title).yes(len(c.Newest) > 0)
	}
	r.addThemePrint(p)
	return p.end()
}

func (r *renderer) stacksPrint() uint64 {
	p := newPrint("stacks")
	for _, s := range r.around.stacks {
		p.text(s.guide.ID, s.guide.Title, s.fragment)
		for _, c := range s.categories {
			p.text(c.ID, c.Title)
		}
	}
	return p.end()
}

func (r *renderer) categoryPrint(c *site.Category) uint64 {
	p := newPrint("category").text(c.ID).sum(c.Sum)
	r.addTexts(p, c.Summary)
	for _, a := range c.Attributes {
		r.addTexts(p, a.Help)
	}
	for _, q := range c.Questions {
		r.addTexts(p, q.Help)
	}
	return p.end()
}

// decisionPrint is of what is said of a category's decision elsewhere.
func (r *renderer) decisionPrint(c *site.Category) uint64 {
	p := newPrint("decision").text(c.ID, c.Title, c.Singular).number(uint64(len(c.Options)))
	if t := r.tree(c, c.Options); t != nil {
		cost := t.Cost
		p.number(uint64(cost.Questions), uint64(cost.Matter), uint64(cost.Most), uint64(t.Method)).text(cost.Expected.RatString()).
			number(math.Float64bits(cost.LeastPossible))
	}
	return p.end()
}

// besidePrint is of what is said of the categories beside one: with their guides,
// among which is the one to begin with.
func (r *renderer) besidePrint(c *site.Category) uint64 {
	p := newPrint("beside")
	for _, n := range c.Beside {
		p.text(n.ID).number(r.prints.categories[n].decision)
		for _, g := range n.Guides[:min(len(n.Guides), mostConsidered)] {
			p.text(g.ID, g.Title).number(uint64(len(g.Categories)))
		}
	}
	return p.end()
}

func (r *renderer) optionPrint(o *site.Option, category uint64) uint64 {
	p := newPrint("option").number(category).text(o.ID, o.DistinctName()).sum(o.Sum)
	r.addTexts(p, o.Summary)
	r.addTexts(p, o.Pros...)
	r.addTexts(p, o.Cons...)
	for _, f := range o.Facts {
		r.addTexts(p, f.Note)
		if prose, ok := f.Value.(source.Prose); ok {
			r.addTexts(p, prose.Text)
		}
	}
	return p.end()
}

// standing takes the prints of what is shown of an option where others are shown: its
// summary, its facts as far as they can be measured (package likeness, package weigh), and
// how many there are.
func (r *renderer) standing(o *site.Option) standing {
	beside := newPrint("beside").text(o.ID, o.DistinctName()).inline(o.Summary)
	r.addTexts(beside, o.Summary)
	counts := newPrint("counts").text(o.ID, o.DistinctName())
	for _, f := range o.Facts {
		if isMeasured(f.Attribute.Type) {
			beside.text(f.Attribute.ID).number(uint64(f.State)).value(f.Value)
		}
		if f.State == source.Known {
			counts.yes(len(f.Sources) > 0).date(f.Checked)
		}
	}
	return standing{beside.end(), counts.end()}
}

// isMeasured tells whether an option's fact of a type says anything of another option.
func isMeasured(t source.Type) bool { return t != source.TextType && t != source.LinkType }

// addTexts adds where the links of inline Markdown lead. Its words are in the print
// of the file in which it stands.
func (r *renderer) addTexts(p *print, texts ...markup.Text) {
	for _, t := range texts {
		for i := range t.Links {
			r.addTarget(p, r.site.Texts.Target(&t.Links[i]))
		}
	}
}

func (r *renderer) addTarget(p *print, t site.Target) {
	p.text(t.Address, t.Fragment, r.assets[t.Address])
}

// datedCard is the print of a guide's card with its day.
func (r *renderer) datedCard(g *site.Guide) uint64 {
	return newPrint("dated").number(r.prints.cards[g]).date(g.Published).date(g.Updated).end()
}

// recipe begins the recipe of a page. Where nobody took a print of its template
// (pageTemplates lacks it), the page has none, and is rendered by every build.
func (r *renderer) recipe(template string) *print {
	of, known := r.prints.templates[template]
	p := newPrint("page").number(of, r.prints.frame)
	p.none = !known
	return p
}

// guideRecipe is that of a guide's page.
func (r *renderer) guideRecipe(g *site.Guide) uint64 {
	p := r.recipe("guide.html").text(g.ID).sum(g.Sum).yes(r.site.Config.RawHTML)
	r.addHoles(p, &g.Holes)
	for _, o := range g.Options {
		p.number(r.prints.options[o].own)
	}
	for _, c := range g.Categories {
		of := r.prints.categories[c]
		p.number(of.own, of.decision, of.beside).yes(of.weighs)
		if len(c.Beside) > 0 {
			p.number(r.prints.stacks)
		}
	}
	for _, a := range g.By {
		r.addAuthor(p, a)
	}
	for _, t := range g.Tagged {
		p.text(t.Name, t.Address)
	}
	for _, c := range r.links.Of(g) {
		p.number(r.prints.cards[c.Guide], uint64(c.Why.Kind)).text(c.Why.Names()...)
	}
	return p.end()
}

// aroundPrint is of all that guides show and that is neither theirs, nor an option's,
// nor a related guide's: as long as it is the same, so are the recipes of guides for
// which the rest is.
func (r *renderer) aroundPrint() uint64 {
	p := r.recipe("guide.html").number(r.prints.stacks).yes(r.site.Config.RawHTML)
	for _, c := range r.site.Categories {
		of := r.prints.categories[c]
		p.number(of.own, of.decision, of.beside).yes(of.weighs)
	}
	for _, a := range r.site.Listing.Authors {
		r.addAuthor(p, a)
	}
	return p.number(r.prints.files).end()
}

// addHoles adds what a guide's text is filled with.
func (r *renderer) addHoles(p *print, h *site.Holes) {
	for _, t := range h.Links {
		r.addTarget(p, t)
	}
	for _, i := range h.Images {
		p.text(r.assets[i.Source]).number(uint64(i.Width), uint64(i.Height))
	}
	for _, f := range h.Facts {
		p.number(r.prints.options[f.Option].own).text(f.Attribute.ID)
	}
	for _, d := range h.Directives {
		p.text(d.Name)
		for _, o := range d.Options {
			p.number(r.prints.options[o].own).yes(r.prints.categories[o.Category].weighs)
		}
		for _, c := range d.Categories { // decide shows facts, and leads to guides
			p.number(r.prints.categories[c].options, r.prints.categories[c].guides)
			for _, o := range c.Options {
				p.number(r.prints.options[o].guides)
			}
		}
	}
}

func (r *renderer) addAuthor(p *print, a *site.Author) {
	p.text(a.ID, a.Name, a.Address, a.URL, a.Bio.Plain).sum(r.site.Config.Sum)
	r.addTexts(p, a.Bio)
}

func (r *renderer) optionRecipe(o *site.Option) uint64 {
	c, own := r.prints.categories[o.Category], r.prints.options[o]
	return r.recipe("option.html").text(o.ID).number(own.own, own.guides, c.standing, c.decision).end()
}

// takenOptionRecipe is that of what can be taken away from an option's page: it says
// nothing of the other options.
func (r *renderer) takenOptionRecipe(o *site.Option) uint64 {
	own := r.prints.options[o]
	return r.recipe("option.html").text("taken", o.ID).number(own.own, own.guides).end()
}

func (r *renderer) categoryRecipe(c *site.Category) uint64 {
	of := r.prints.categories[c]
	p := r.recipe("category.html").number(of.options, of.guides, of.decision, of.beside, r.prints.stacks)
	for _, n := range c.Beside {
		p.number(r.prints.categories[n].own) // it shows their summaries
	}
	return p.end()
}

func (r *renderer) decideRecipe(c *site.Category) uint64 {
	of := r.prints.categories[c]
	p := r.recipe("decide.html").number(of.options, of.beside)
	for _, o := range c.Options {
		p.number(r.prints.options[o].guides)
	}
	return p.end()
}

func (r *renderer) treeRecipe(c *site.Category) uint64 {
	return newPrint("tree").sum(r.words.Sum()).number(r.prints.categories[c].options).end()
}

func (r *renderer) pairRecipe(pair site.Pair) uint64 {
	a, b, c := r.prints.options[pair.A], r.prints.options[pair.B], r.prints.categories[pair.A.Category]
	return r.recipe("pair.html").number(a.own, b.own, a.guides, b.guides, c.own, c.decision).text(c.picture).end()
}

func (r *renderer) homeRecipe() uint64 {
	p := r.recipe("home.html").number(uint64(len(r.site.Guides)))
	for _, c := range r.site.Categories {
		of := r.prints.categories[c]
		p.number(of.counts, of.guides, of.decision)
	}
	r.addCards(p, r.articles)
	r.addDated(p, r.site.Listing.Newest, mostLately)
	return p.end()
}

func (r *renderer) missingRecipe() uint64 {
	p := r.recipe("404.html")
	r.addCards(p, r.articles)
	return p.end()
}

func (r *renderer) addCards(p *print, guides []*site.Guide) {
	for _, g := range guides {
		p.number(r.prints.cards[g])
	}
}

func (r *renderer) addDated(p *print, guides []*site.Guide, most int) {
	p.number(uint64(len(guides)))
	for _, g := range guides[:min(len(guides), most)] {
		p.number(r.datedCard(g))
	}
}

func (r *renderer) newRecipe() uint64 {
	p := r.recipe("new.html").number(uint64(len(r.site.Guides)))
	r.addDated(p, r.site.Listing.Newest, mostNew)
	for _, c := range r.site.Categories { // when their facts were checked
		p.number(r.prints.categories[c].counts)
	}
	return p.end()
}

func (r *renderer) tagsRecipe() uint64 {
	p := r.recipe("tags.html")
	tagged := 0
	for _, g := range r.site.Guides {
		if len(g.Tagged) > 0 {
			tagged++
		}
	}
	p.number(uint64(tagged))
	for _, t := range r.site.Listing.Tags {
		p.text(t.Name, t.Address).number(uint64(len(t.Guides)), uint64(t.Initial))
	}
	return p.end()
}

func (r *renderer) tagRecipe(t *site.Tag) uint64 {
	p := r.recipe("tag.html").text(t.Name, t.Address)
	r.addCards(p, t.Guides)
	p.number(uint64(len(t.Guides)))
	for _, b := range t.Beside {
		p.text(b.Tag.Name, b.Tag.Address).number(uint64(b.Guides))
	}
	return p.end()
}

func (r *renderer) authorsRecipe() uint64 {
	p := r.recipe("authors.html")
	for _, a := range r.site.Listing.Authors {
		r.addAuthor(p, a)
		p.number(uint64(len(a.Guides)))
	}
	return p.end()
}

func (r *renderer) authorRecipe(a *site.Author) uint64 {
	p := r.recipe("author.html")
	r.addAuthor(p, a)
	r.addDated(p, a.Guides, len(a.Guides))
	return p.end()
}

func (r *renderer) redirectRecipe(to site.Redirect) uint64 {
	return r.recipe("redirect.html").text(to.Address, to.To, to.Title).end()
}

// feedRecipe is that of a feed: its guides, who wrote them and their tags.
func (r *renderer) feedRecipe(address, about, title, subtitle string, newest []*site.Guide) uint64 {
	p := newPrint("feed").number(r.prints.frame).text(address, about, title, subtitle)
	r.addDated(p, newest, mostEntries)
	for _, g := range newest[:min(len(newest), mostEntries)] {
		for _, a := range g.By {
			r.addAuthor(p, a)
		}
		for _, t := range g.Tagged {
			p.text(t.Name)
		}
		p.number(uint64(len(g.Tagged)))
	}
	return p.end()
}

// copyRecipe is that of a file whose content its sum tells.
func copyRecipe(sum source.Sum) uint64 { return newPrint("file").sum(sum).end() }

// assetRecipe is that of a file whose address tells its content.
func assetRecipe(address string) uint64 { return newPrint("asset").text(address).end() }
