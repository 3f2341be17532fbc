package render

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"tradeoff/generator/compare"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/generator/takeaway"
	"tradeoff/templates"
)

// A site has many tables and few facts: a thousand guides show eight thousand facts in
// a hundred thousand cells, three times each, for the page, its twin and the table's
// own file. So what a cell shows of its fact is made once in a build, when a page is
// the first to show it, and a table is put together of that.

// A shelf keeps what pages show of facts and attributes. It belongs to one build and is
// safe for concurrent use. It grows with the site's data and not with its pages.
type shelf struct {
	facts      compare.Kept[shownFact] // without links within the site
	placed     sync.Map                // placedFact: *shownFact, for the others
	attributes map[*source.Attribute]*shownAttribute
	origins    sync.Map // sourceKey: *origin
	shapes     tableShapes
	silent     func() *shownFact
	ids        []string // of sources, by their number
	marks      []string // what leads to them in a table, by their number
	star       string   // what follows the best value of a row
	writes     bool     // the rows of tables are written by rowsHTML
}

// keptMarks is for how many sources of a page the ids and marks are kept.
const keptMarks = 256

func newShelf(r *renderer) *shelf {
	s := &shelf{writes: r.set.IsMadeOfBuiltIn("compare-table.html", "cell-class", "value", "marks"), attributes: map[*source.Attribute]*shownAttribute{}}
	for _, c := range r.site.Categories {
		for _, a := range c.Attributes {
			s.attributes[a] = r.makeShownAttribute(a)
		}
	}
	s.silent = sync.OnceValue(func() *shownFact { return (&page{renderer: r}).makeShown(site.Fact{Fact: &source.Fact{}}) })
	for number := range keptMarks {
		s.ids = append(s.ids, sourceID(number))
		s.marks = append(s.marks, markHTML(number))
	}
	star := ` <span class="star">` + iconHTML("best") + `<span class="hidden">` + string(r.words.HTML("table.best")) + `</span></span>`
	var ok bool
	if s.star, ok = r.minify.within("<td>x", star, "</td>"); !ok {
		s.writes = false
	}
	return s
}

// sourceID gives the id of a source's element.
func (s *shelf) sourceID(number int) string {
	if number < len(s.ids) {
		return s.ids[number]
	}
	return sourceID(number)
}

// A shownFact is what pages show of a fact. It is not changed but for what is made of it
// on demand.
type shownFact struct {
	cell     templates.Cell // without what its row and its page add: Best, the row's Bar, Marks
	inTable  template.HTML  // the cell's text in a table
	origins  []*origin      // its sources, each once
	day      templates.Day  // when it was checked
	told     string         // what the list of sources says of one that has no other fact
	toldText string         // the same as Markdown, with the day
	html     func() *cellHTML
	markdown [2]atomic.Pointer[cellMarkdown] // the second one where the cell is the best of its row
}

// A shownAttribute is what pages show of an attribute that does not depend on them.
type shownAttribute struct {
	row      string // the id of its first row
	label    string // HTML, minified where pages are
	markdown string // the label
	odd      bool   // its row is left to the template, see cellHTML
}

// An origin is an address from which facts come, as it was on a day.
type origin struct {
	sourceKey
	short, host string
	day         templates.Day
}

// A placedFact is a fact as pages of one folder show it: where it has links to other
// pages, these are relative.
type placedFact struct {
	fact         *source.Fact
	folder       string
	plain, taken bool
}

// shown gives what the page shows of a fact of a table, given by its column.
func (p *page) shown(columns *compare.Columns[shownFact], column int, f site.Fact) *shownFact {
	place := columns.Place(column, f)
	if place == nil {
		if f.IsSilent() {
			return p.shelf.silent()
		}
		return p.makeShown(f)
	}
	if kept := place.Load(); kept != nil {
		return kept
	}
	targets := p.factTargets(f.Fact)
	if targets != nil {
		return p.shownHere(f, targets)
	}
	place.CompareAndSwap(nil, p.makeShown(f))
	return place.Load()
}

// shownHere is shown for a fact that has links to other pages.
func (p *page) shownHere(f site.Fact, targets []site.Target) *shownFact {
	// What a link to the page itself looks like depends on the page, and on one that
	// is shown anywhere all links do.
	if p.base != "" || slices.ContainsFunc(targets, func(t site.Target) bool { return t.Address == p.address }) {
		return p.makeShown(f)
	}
	key := placedFact{f.Fact, p.address[:strings.LastIndexByte(p.address, '/')+1], p.plain, p.taken}
	if kept, ok := p.shelf.placed.Load(key); ok {
		return kept.(*shownFact)
	}
	kept, _ := p.shelf.placed.LoadOrStore(key, p.makeShown(f))
	return kept.(*shownFact)
}

// factTargets gives where the links of a fact lead within the site; nil where it has none.
func (p *page) factTargets(f *source.Fact) []site.Target {
	prose, _ := f.Value.(source.Prose)
	if len(f.Note.Links)+len(prose.Text.Links) == 0 {
		return nil
	}
	var targets []site.Target
	for i := range f.Note.Links {
		targets = append(targets, p.site.Texts.Target(&f.Note.Links[i]))
	}
	for i := range prose.Text.Links {
		targets = append(targets, p.site.Texts.Target(&prose.Text.Links[i]))
	}
	return targets
}

// makeShown makes what shown gives.
func (p *page) makeShown(f site.Fact) *shownFact {
	s := &shownFact{cell: templates.Cell{Note: p.text(f.Note), Since: f.Since}}
	s.cell.State, s.cell.Text = p.value(f)
	if f.State == source.Known {
		s.cell.Bar = bar(f)
		s.cell.Unsourced = len(f.Sources) == 0
	}
	s.inTable, s.day = breakable(s.cell.Text), p.day(f.Checked)
	for i, address := range f.Sources {
		if !slices.Contains(f.Sources[:i], address) {
			s.origins = append(s.origins, p.origin(sourceKey{address, f.Checked}))
		}
	}
	if len(s.origins) > 0 {
		s.told = p.words.Text("source.of", "option", f.Option.DistinctName(), "facts", f.Attribute.Label)
		s.toldText = takeaway.Text(p.checked(s.told, s.origins[0]))
	}
	r := p.renderer // and not the page, which would be kept with the fact
	s.html = sync.OnceValue(func() *cellHTML { return r.makeCellHTML(s) })
	return s
}

// checked adds to the facts of a source the day of the source.
func (r *renderer) checked(facts string, o *origin) string {
	if o.day.Text == "" {
		return facts
	}
	return r.words.Text("source.checked", "facts", facts, "day", o.day.Text)
}

func (r *renderer) origin(key sourceKey) *origin {
	if kept, ok := r.shelf.origins.Load(key); ok {
		return kept.(*origin)
	}
	made := &origin{sourceKey: key, short: short(key.address), host: host(key.address), day: r.day(key.checked)}
	kept, _ := r.shelf.origins.LoadOrStore(key, made)
	return kept.(*origin)
}

func (r *renderer) makeShownAttribute(a *source.Attribute) *shownAttribute {
	label, ok := r.minify.within(`<td><a href="#x">`, asTemplate(a.Label), `</a></td>`)
	return &shownAttribute{row: site.RowAnchor(a), markdown: takeaway.CellFromHTML(escaped(a.Label)), label: label, odd: !ok || !plainID(a.ID)}
}

func markHTML(number int) string {
	text := strconv.Itoa(number)
	return `<a class="mark" href="#source-` + text + `" role="doc-noteref">` + text + `</a>`
}

func iconHTML(name string) string {
	return `<svg class="icon" aria-hidden="true"><use href="#icon-` + name + `"/></svg>`
}
