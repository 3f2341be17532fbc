package render

import (
	"html"
	"html/template"
	"strconv"
	"strings"

	"tradeoff/generator/compare"
	"tradeoff/generator/site"
	"tradeoff/generator/takeaway"
	"tradeoff/templates"
)

// A page as Markdown, its twin, is made of the same view as the page itself: the views
// are written as simple HTML, where the page's templates would write theirs, and that
// becomes Markdown. So the two cannot drift apart. What only a screen has (navigation,
// the questions of a decision) is left out or becomes a link.

// A plainWriter writes HTML without anything but structure.
type plainWriter struct {
	*page
	strings.Builder
}

func (p *page) plainWriter() *plainWriter { return &plainWriter{page: p} }

func escaped(text string) string { return html.EscapeString(text) }

// element writes an element with HTML in it, unless that is empty.
func (w *plainWriter) element(name string, content template.HTML) {
	if content != "" {
		w.WriteString("<" + name + ">" + string(content) + "</" + name + ">\n")
	}
}

// words writes an element with words of the interface or of the data.
func (w *plainWriter) words(name, text string) { w.element(name, template.HTML(escaped(text))) }

func (w *plainWriter) say(key string, pairs ...any) string {
	return w.page.words.Text(key, pairs...)
}

func anchor(address, text string) template.HTML {
	return template.HTML(`<a href="` + escaped(address) + `">` + escaped(text) + `</a>`)
}

// optionAnchor is a link to an option, without what is added for those who hear a page.
func optionAnchor(address string, name template.HTML) template.HTML {
	seen, _, _ := strings.Cut(string(name), "<span")
	return template.HTML(`<a href="` + escaped(address) + `">` + seen + `</a>`)
}

// list writes entries as a list.
func (w *plainWriter) list(entries ...template.HTML) {
	if len(entries) == 0 {
		return
	}
	w.WriteString("<ul>")
	for _, entry := range entries {
		w.element("li", entry)
	}
	w.WriteString("</ul>\n")
}

// markdown makes the text of what was written.
func (w *plainWriter) markdown() string { return w.book.FromHTML(w.String(), w.grids...) }

// plainView writes what a template would make of a view. A view that is not known
// here belongs to a screen.
func (p *page) plainView(view any) template.HTML {
	w := p.plainWriter()
	switch v := view.(type) {
	case *templates.Cell:
		return v.Text + w.marks(v.Marks)
	case *templates.Cards:
		w.title(v.Title)
		w.WriteString(string(v.Intro))
		w.sections(v.Cards)
	case *templates.FAQ:
		w.title(v.Title)
		w.WriteString(string(v.Intro))
		w.sections(v.Questions)
	case *templates.Tabs:
		w.label(v.Title)
		w.WriteString(string(v.Intro))
		for _, tab := range v.Tabs {
			w.label(tab.Label)
			w.WriteString(string(tab.Body))
		}
	case *templates.Checklist:
		w.checklist(v)
	case *templates.Box:
		w.box(v)
	case *templates.ProsCons:
		w.title(v.Title)
		for _, o := range v.Options {
			w.element("h3", optionAnchor(o.Address, o.Name))
			w.points(o.Pros, o.Cons)
		}
	case *templates.UsedBy:
		w.title(v.Title)
		for _, o := range v.Options {
			w.element("h3", optionAnchor(o.Address, o.Name))
			w.users(o.Users)
		}
	case *templates.Related:
		w.words("h2", w.say("related.title"))
		w.cards(v.Cards)
	case templates.DecisionLink:
		w.element("p", anchor(v.Address, v.Category+": "+w.say("takeaway.decide")))
	}
	return template.HTML(w.String())
}

// title writes the title of a component as far as it begins something.
func (w *plainWriter) title(t templates.Title) {
	switch {
	case t.Section:
		w.words("h2", t.Text)
	case t.Part:
		w.words("h3", t.Text)
	case !t.Hidden:
		w.label(t.Text)
	}
}

// label writes a title that is no heading.
func (w *plainWriter) label(text string) {
	if text != "" {
		w.element("p", template.HTML("<strong>"+escaped(text)+"</strong>"))
	}
}

func (w *plainWriter) sections(sections []templates.Section) {
	for _, s := range sections {
		w.element("h3", s.Heading)
		w.WriteString(string(s.Body))
	}
}

func (w *plainWriter) checklist(v *templates.Checklist) {
	w.label(v.Title)
	w.WriteString(string(v.Intro) + "<ol>")
	for _, entry := range v.Entries {
		w.element("li", `<input type="checkbox"> `+entry.Body)
	}
	w.WriteString("</ol>\n")
}

func (w *plainWriter) box(v *templates.Box) {
	label := template.HTML(escaped(v.Label))
	if v.Title != "" {
		label += ": " + v.Title
	}
	w.element("blockquote", "<p><strong>"+label+"</strong></p>"+v.Body)
}

func (w *plainWriter) points(pros, cons []template.HTML) {
	if len(pros)+len(cons) == 0 {
		w.words("p", w.say("pros.none"))
	}
	if len(pros) > 0 {
		w.label(w.say("pros.for"))
		w.list(pros...)
	}
	if len(cons) > 0 {
		w.label(w.say("pros.against"))
		w.list(cons...)
	}
}

func (w *plainWriter) users(users []templates.User) {
	if len(users) == 0 {
		w.words("p", w.say("used_by.none"))
	}
	var entries []template.HTML
	for _, u := range users {
		entry := template.HTML(escaped(u.Name))
		if u.Source != "" {
			entry = anchor(u.Source, u.Name)
		}
		if u.For != "" {
			entry += template.HTML(": " + escaped(u.For))
		}
		entries = append(entries, entry)
	}
	w.list(entries...)
}

// cards lists guides.
func (w *plainWriter) cards(cards []templates.Card) {
	var entries []template.HTML
	for _, c := range cards {
		entries = append(entries, anchor(c.Address, c.Title)+template.HTML(": "+escaped(c.Description)))
	}
	w.list(entries...)
}

// marks lead to sources. A mark in brackets is a link, once the sources are defined
// at the end of the text.
func (w *plainWriter) marks(marks []templates.Mark) template.HTML {
	var html template.HTML
	for _, m := range marks {
		html += template.HTML(" <" + takeaway.Mark + ">" + strconv.Itoa(m.Number) + "</" + takeaway.Mark + ">")
	}
	return html
}

// table writes a table. It is Markdown from the start: in the HTML stands an element
// that becomes it.
func (w *plainWriter) table(t madeTable) {
	w.label(t.Caption)
	corner := "table.compared_on"
	if t.Profile {
		corner = "table.attribute"
	}
	grid := takeaway.NewGrid(1+len(t.Options), 64*(len(t.facts)+len(t.rows)))
	grid.Cell(takeaway.CellFromHTML(escaped(w.say(corner))))
	for _, o := range t.Options {
		grid.Cell(takeaway.CellFromHTML(string(optionAnchor(o.Address, o.Name))))
	}
	best, rows, facts := false, t.rows, t.facts
	for _, g := range t.Groups {
		if g.Label != "" {
			grid.Group(takeaway.CellFromHTML(escaped(g.Label)))
		}
		for i := range g.Rows {
			grid.Cell(rows[i].markdown)
			for j := range g.Rows[i].Cells {
				cell := &g.Rows[i].Cells[j]
				w.cell(grid, cell, facts[j])
				best = best || cell.Best
			}
			facts = facts[len(g.Rows[i].Cells):]
		}
		rows = rows[len(g.Rows):]
	}
	w.element(takeaway.Verbatim, template.HTML(strconv.Itoa(len(w.grids))))
	w.grids = append(w.grids, grid.Markdown())
	if best {
		w.words("p", w.say("takeaway.best"))
	}
}

// cell writes a fact with all that belongs to it: what is the same wherever it is shown,
// and its marks.
func (w *plainWriter) cell(grid *takeaway.Grid, c *templates.Cell, fact *shownFact) {
	kept := &fact.markdown[0]
	if c.Best {
		kept = &fact.markdown[1]
	}
	text := kept.Load()
	if text == nil {
		text = w.cellMarkdown(c)
		kept.Store(text)
	}
	if len(c.Marks) == 0 {
		grid.Cell(text.alone)
		return
	}
	if !text.marked {
		grid.Cell(takeaway.CellFromHTML(w.cellHTML(c) + string(w.marks(c.Marks))))
		return
	}
	grid.Begin(text.beforeMarks)
	for _, m := range c.Marks {
		grid.Mark(m.Number)
	}
	grid.End()
}

// cellHTML writes a fact without its marks.
func (w *plainWriter) cellHTML(c *templates.Cell) string {
	text := string(c.Text)
	if c.Best {
		text = "<strong>" + text + "</strong>"
	}
	if c.Since != "" {
		text += " " + escaped(w.say("fact.since", "version", c.Since))
	}
	if c.Note != "" {
		text += " (" + string(c.Note) + ")"
	}
	return text
}

// A cellMarkdown is a cell in a table of Markdown.
type cellMarkdown struct {
	alone       string // without marks
	beforeMarks string // what stands before the first mark
	marked      bool   // marks can be added to that
}

func (w *plainWriter) cellMarkdown(c *templates.Cell) *cellMarkdown {
	html := w.cellHTML(c)
	made := &cellMarkdown{alone: takeaway.CellFromHTML(html)}
	made.beforeMarks, made.marked = strings.CutSuffix(takeaway.CellFromHTML(html+string(w.marks([]templates.Mark{{Number: 1}}))), "[1]")
	return made
}

// sourceText lists the sources as the page does, and defines them for the marks.
func (w *plainWriter) sourceText(title string) string {
	if len(w.sources.list) == 0 {
		return ""
	}
	var b strings.Builder
	b.Grow(len(title) + 240*len(w.sources.list))
	b.WriteString(title + "\n\n")
	for i := range w.sources.list {
		s := &w.sources.list[i]
		about := s.fact.shown.toldText
		if len(s.more) > 0 {
			about = takeaway.Text(w.checked(w.factsOf(s), s.origin))
		}
		write(&b, strconv.Itoa(s.number), ". <", s.address, "> ", about, "\n")
	}
	b.WriteByte('\n')
	for i := range w.sources.list {
		s := &w.sources.list[i]
		write(&b, "[", strconv.Itoa(s.number), "]: <", s.address, ">\n")
	}
	return b.String()
}

func write(b *strings.Builder, parts ...string) {
	for _, part := range parts {
		b.WriteString(part)
	}
}

// whole is what was written, with the sources at the end.
func (w *plainWriter) whole(title string) string {
	text := w.markdown()
	if sources := w.sourceText(title); sources != "" {
		return text + "\n" + sources
	}
	return text
}

func (w *plainWriter) sourcesHeading() string { return "## " + takeaway.Text(w.say("source.title")) }

// tableText is a table of a page as a file of its own.
func (p *page) tableText(t compare.Table, caption, of string) string {
	w := p.plainWriter()
	w.table(p.makeTable(t, caption))
	w.element("p", template.HTML(w.pageLine(of)))
	return w.whole(takeaway.Text(w.say("source.title") + ":"))
}

// pageLine says where the page is of which something was taken.
func (w *plainWriter) pageLine(address string) string {
	return string(w.page.words.HTML("takeaway.page", "address", anchor(address, address)))
}

// head begins a page.
func (w *plainWriter) head(title string, page string) {
	w.words("h1", title)
	w.element("p", template.HTML(w.pageLine(w.lasting(w.address, page))))
}

// guideText is a guide as Markdown.
func (p *page) guideText(g *site.Guide) string {
	view := p.guide(g)
	w := p.plainWriter()
	w.head(view.Title, g.Address())
	w.words("p", view.Description)
	if view.Rule != "" {
		w.element("p", template.HTML("<strong>"+escaped(w.say("guide.rule"))+":</strong> ")+view.Rule)
	}
	var about []string
	if len(view.Authors) > 0 {
		var names []string
		for _, a := range view.Authors {
			names = append(names, a.Name)
		}
		about = append(about, w.say("guide.by", "authors", w.page.words.Join("and", names)))
	}
	if view.Published.Text != "" {
		about = append(about, w.say("guide.published", "day", view.Published.Text))
	}
	if view.Updated.Text != "" {
		about = append(about, w.say("guide.updated", "day", view.Updated.Text))
	}
	w.words("p", strings.Join(about, " · "))
	w.WriteString(string(view.Body))
	if view.Related != nil {
		w.WriteString(string(p.plainView(view.Related)))
	}
	return w.whole(w.sourcesHeading())
}

// categoryText is a category's page as Markdown.
func (p *page) categoryText(c *site.Category) string {
	w := p.plainWriter()
	w.head(c.Title, c.Address())
	w.element("p", p.text(c.Summary))
	if link, ok := p.decisionLink(c); ok {
		w.WriteString(string(p.plainView(link)))
	}
	if len(c.Guides) > 0 {
		w.words("h2", w.say("category.guides"))
		w.cards(p.cards(c.Guides))
	}
	if len(c.Options) > 0 {
		w.words("h2", w.say("category.options"))
		var entries []template.HTML
		for _, o := range p.optionSummaries(c.Options, nil) {
			entry := optionAnchor(o.Address, o.Name)
			if o.Summary != "" {
				entry += ": " + o.Summary
			}
			entries = append(entries, entry)
		}
		w.list(entries...)
	}
	if table := compare.Options(c.Options); table.Rows > 0 {
		w.table(p.makeTable(table, p.categoryCaption(c)))
	}
	return w.whole(w.sourcesHeading())
}

// optionText is an option's page as Markdown.
func (p *page) optionText(o *site.Option) string {
	w := p.plainWriter()
	w.head(o.DistinctName(), o.Address())
	w.element("p", p.text(o.Summary))
	var about []template.HTML
	for _, link := range []struct{ label, address string }{{"option.website", o.Website}, {"option.repository", o.Repository}} {
		if link.address != "" {
			about = append(about, template.HTML(escaped(w.say(link.label))+": ")+anchor(link.address, link.address))
		}
	}
	if o.License != "" {
		about = append(about, template.HTML(escaped(w.say("option.licence")+": "+o.License)))
	}
	category := p.categoryLink(o.Category)
	w.list(append(about, anchor(category.Address, category.Label))...)
	if len(o.Pros)+len(o.Cons) > 0 {
		w.words("h2", w.say("pros.title"))
		w.points(p.texts(o.Pros), p.texts(o.Cons))
	}
	if table := compare.Options([]*site.Option{o}); table.Rows > 0 {
		w.table(p.makeTable(table, p.optionCaption(o)))
	}
	if len(o.UsedBy) > 0 {
		w.words("h2", w.say("option.used_by"))
		w.users(users(o.UsedBy))
	}
	if len(o.Guides) > 0 {
		w.words("h2", w.say("category.guides"))
		w.cards(p.cards(o.Guides))
	}
	return w.whole(w.sourcesHeading())
}
