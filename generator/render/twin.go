package render

import (
	"html"
	"html/template"
	"slices"
	"strconv"
	"strings"

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

// plainView writes what a template would make of a view. A view that is not known
// here belongs to a screen.
func (p *page) plainView(view any) template.HTML {
	w := p.plainWriter()
	switch v := view.(type) {
	case *templates.Cell:
		return v.Text + w.sourceMarks(v.Marks)
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

// sourceMarks lead to sources. A mark in brackets is a link, once the sources are defined
// at the end of the text.
func (w *plainWriter) sourceMarks(marks []templates.Mark) template.HTML {
	var html template.HTML
	for _, m := range marks {
		html += template.HTML(" <" + takeaway.Mark + ">" + strconv.Itoa(m.Number) + "</" + takeaway.Mark + ">")
	}
	return html
}

// table writes a table. It is Markdown from the start: in the HTML stands an element
// that becomes it. The caption of a table with a single group may say which it is.
func (w *plainWriter) table(d site.Directive, caption string, named bool) {
	t := w.made.kept(d)
	w.label(caption)
	corner := "table.compared_on"
	if len(t.Options) == 1 {
		corner = "table.attribute"
	}
	head := takeaway.NewGrid(1+len(t.Options), 0)
	head.Cell(takeaway.CellFromHTML(escaped(w.say(corner))))
	for _, o := range t.Options {
		head.Cell(takeaway.CellFromHTML(string(optionAnchor(w.link(o.Address()), optionName(o)))))
	}
	rows := w.rowsOf(t, named)
	w.element(takeaway.Verbatim, template.HTML(strconv.Itoa(len(w.grids))))
	w.grids = append(w.grids, head.Markdown()+"\n"+rows.text)
	if rows.best {
		w.words("p", w.say("takeaway.best"))
	}
}

// cell writes a fact with all that belongs to it: what is the same wherever it is shown,
// and its marks.
func (w *plainWriter) cell(grid *takeaway.Grid, fact *shownFact, best bool, marks []templates.Mark) {
	kept := &fact.markdown[0]
	if best {
		kept = &fact.markdown[1]
	}
	text := kept.Load()
	if text == nil {
		text = w.cellMarkdown(fact, best)
		kept.Store(text)
	}
	if len(marks) == 0 {
		grid.Cell(text.alone)
		return
	}
	if !text.marked {
		grid.Cell(takeaway.CellFromHTML(w.cellHTML(fact, best) + string(w.sourceMarks(marks))))
		return
	}
	grid.Begin(text.beforeMarks)
	for _, m := range marks {
		grid.Mark(m.Number)
	}
	grid.End()
}

// cellHTML writes a fact without its marks.
func (w *plainWriter) cellHTML(fact *shownFact, best bool) string {
	text := string(fact.inTable)
	if best {
		text = "<strong>" + text + "</strong>"
	}
	if since := fact.cell.Since; since != "" {
		text += " " + escaped(w.say("fact.since", "version", since))
	}
	if note := fact.cell.Note; note != "" {
		text += " (" + string(note) + ")"
	}
	return text
}

// A cellMarkdown is a cell in a table of Markdown.
type cellMarkdown struct {
	alone       string // without marks
	beforeMarks string // what stands before the first mark
	marked      bool   // marks can be added to that
}

func (w *plainWriter) cellMarkdown(fact *shownFact, best bool) *cellMarkdown {
	html := w.cellHTML(fact, best)
	made := &cellMarkdown{alone: takeaway.CellFromHTML(html)}
	made.beforeMarks, made.marked = strings.CutSuffix(takeaway.CellFromHTML(html+string(w.sourceMarks([]templates.Mark{{Number: 1}}))), "[1]")
	return made
}

// addSources lists the sources as the page does, and defines them for the marks.
func (w *plainWriter) addSources(out []byte, title string) []byte {
	out = add(out, title, "\n\n")
	if w.sources.kept != nil {
		return append(out, w.sources.kept.listed...)
	}
	return w.listSources(out)
}

// listSources is addSources without a title.
func (w *plainWriter) listSources(out []byte) []byte {
	for i := range w.sources.list {
		s := &w.sources.list[i]
		about := s.fact.shown.toldText
		if len(s.more) > 0 {
			about = takeaway.Text(w.checked(w.factsOf(s), s.origin))
		}
		out = strconv.AppendInt(out, int64(s.number), 10)
		out = add(out, ". <", s.address, "> ", about, "\n")
	}
	out = append(out, '\n')
	for i := range w.sources.list {
		s := &w.sources.list[i]
		out = strconv.AppendInt(append(out, '['), int64(s.number), 10)
		out = add(out, "]: <", s.address, ">\n")
	}
	return out
}

func add(out []byte, parts ...string) []byte {
	for _, part := range parts {
		out = append(out, part...)
	}
	return out
}

// whole is what was written and what follows it, with the sources at the end.
func (w *plainWriter) whole(title string, following ...string) []byte {
	texts := append([]string{w.String()}, following...)
	size := 64 + len(title) + sourceSize*len(w.sources.list)
	if w.sources.kept != nil {
		size += len(w.sources.kept.listed)
	}
	for _, text := range slices.Concat(texts, w.grids) {
		size += len(text)
	}
	out := w.book.AppendHTML(w.sheet(size), texts, w.grids)
	if w.sources.any() {
		out = w.addSources(append(out, '\n'), title)
	}
	return out
}

// sourceSize is how many bytes a source takes, mostly.
const sourceSize = 240

func (w *plainWriter) sourcesHeading() string { return "## " + takeaway.Text(w.say("source.title")) }

// tableText is a table of a page as a file of its own.
func (p *page) tableText(d site.Directive, caption, of string) []byte {
	w := p.plainWriter()
	w.table(d, caption, false)
	w.element("p", template.HTML(w.pageLine(of)))
	return w.whole(takeaway.Text(w.say("source.title") + ":"))
}

// pageLine says where the page is of which something was taken.
func (w *plainWriter) pageLine(address string) string {
	return string(w.page.words.HTML("takeaway.page", "address", anchor(address, address)))
}
