package render

import (
	"slices"

	"tradeoff/generator/compare"
	"tradeoff/generator/diag"
	"tradeoff/generator/site"
	"tradeoff/generator/takeaway"
	"tradeoff/generator/words"
	"tradeoff/templates"
)

// Files that readers take away show what their page shows and nothing else, so they
// have its recipe, or one of a part of what is in it.

func (r *renderer) takenFromCategory(c *site.Category, recipe uint64) []file {
	all := site.Directive{Name: "compare", Options: c.Options}
	return r.takenFrom(c.Address(), recipe, &comparisons{}, func(p *page) []byte { return p.categoryText(c, all) },
		taken(all, func() string { return r.categoryCaption(c) }))
}

func (r *renderer) takenFromOption(o *site.Option) []file {
	all := site.Directive{Name: "compare", Options: []*site.Option{o}}
	return r.takenFrom(o.Address(), r.takenOptionRecipe(o), &comparisons{}, func(p *page) []byte { return p.optionText(o, all) },
		taken(all, func() string { return r.optionCaption(o) }))
}

func (r *renderer) takenFromGuide(g *site.Guide, recipe uint64, made *comparisons) []file {
	var tables []takenTable
	for _, t := range g.TakenTables() {
		tables = append(tables, takenTable{t, func(made compare.Table) string { return (&page{renderer: r}).caption(t.Directive, made) }})
	}
	return r.takenFrom(g.Address(), recipe, made, func(p *page) []byte { return p.guideText(g) }, tables)
}

// A takenTable is published as files.
type takenTable struct {
	site.TakenTable
	caption func(compare.Table) string
}

// taken is the only table of a page: all facts of some options.
func taken(all site.Directive, caption func() string) []takenTable {
	if !site.AnyShown(all) {
		return nil
	}
	return []takenTable{{site.TakenTable{Directive: all, Number: 1}, func(compare.Table) string { return caption() }}}
}

// takenFrom gives what can be taken away from a page, whose tables are in made already, or
// will be.
func (r *renderer) takenFrom(address string, recipe uint64, made *comparisons, text func(*page) []byte, tables []takenTable) []file {
	same := func() uint64 { return recipe }
	files := []file{{address: site.TwinAddress(address), recipe: same, reused: true, render: func(diags *diag.List) ([]byte, error) {
		p := r.plainPage(site.TwinAddress(address), made, diags)
		defer p.done()
		content := text(p)
		return content, p.failed
	}}}
	for _, t := range tables {
		for i, own := range site.TableAddresses(address, t.Number) {
			files = append(files, file{address: own, recipe: same, reused: true, render: func(diags *diag.List) ([]byte, error) {
				table := made.table(t.Directive)
				switch site.TableFormats[i] {
				case "csv":
					return r.book.CSV(r.sheet(0), table), nil
				case "json":
					return r.book.JSON(r.sheet(0), table, r.place(address, own, t.caption(table))), nil
				}
				p := r.plainPage(own, made, diags)
				defer p.done()
				p.taken = true
				return p.tableText(t.Directive, t.caption(table), r.lasting(own, address)), nil
			}})
		}
	}
	return files
}

// plainPage is a page that is written as Markdown.
func (r *renderer) plainPage(address string, made *comparisons, diags *diag.List) *page {
	return &page{renderer: r, made: made, address: address, diags: diags, plain: true}
}

// place says from where a table is taken that a file has.
func (r *renderer) place(page, file, caption string) takeaway.Place {
	return takeaway.Place{Caption: caption, Page: r.lasting(file, page),
		Address: func(o *site.Option) string { return r.lasting(file, o.Address()) }}
}

func newBook(w *words.Words, language string) *takeaway.Book {
	return takeaway.NewBook(language, takeaway.Words{
		Group: w.Text("takeaway.group"), Attribute: w.Text("table.attribute"), Unit: w.Text("takeaway.unit"),
		Note: w.Text("takeaway.note"), Source: w.Text("takeaway.source"), Checked: w.Text("takeaway.checked"), Since: w.Text("takeaway.since"),
		Yes: w.Text("state.yes"), Partial: w.Text("state.partial"), No: w.Text("state.no"),
		Unknown: w.Text("state.unknown"), NotApplicable: w.Text("state.na"),
		Rating: func(most string) string { return w.Text("takeaway.of_most", "most", most) },
	})
}

// lasting is the address of a page for a file that is taken away: absolute where the
// site knows its own, else relative to where the file is.
func (r *renderer) lasting(file, page string) string {
	if address := r.canonical(page); address != "" {
		return address
	}
	return escapePath(relative(file, page))
}

// downloads lead from a table of a page to its files, if it has any. The page's
// tables are counted from 1.
func (p *page) downloads(number int) []templates.NavLink {
	var links []templates.NavLink
	for i, address := range site.TableAddresses(p.address, number) {
		links = append(links, templates.NavLink{Label: [...]string{"CSV", "JSON", "Markdown"}[i], Address: p.link(address)})
	}
	return links
}

// guideDownloads is downloads for the next table of a guide.
func (p *page) guideDownloads(g *site.Guide) []templates.NavLink {
	p.tables++
	if !slices.ContainsFunc(g.TakenTables(), func(t site.TakenTable) bool { return t.Number == p.tables }) {
		return nil
	}
	return p.downloads(p.tables)
}

// twin leads to the page as Markdown, if there is one.
func (p *page) twin() string {
	if p.plain || !p.site.HasTwin(p.address) {
		return ""
	}
	return p.link(site.TwinAddress(p.address))
}

func (r *renderer) categoryCaption(c *site.Category) string {
	return r.words.Text("table.caption.all", "what", c.Title)
}

func (r *renderer) optionCaption(o *site.Option) string {
	return r.words.Text("table.caption.all", "what", o.DistinctName())
}
