package render

import (
	"html/template"
	"net/url"
	"slices"
	"strconv"

	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// A writer writes a body, filling its holes.
type writer struct {
	*page
	out    text
	guide  *site.Guide                                    // nil for inline Markdown
	target func(i int) (target site.Target, title string) // of the body's links
	open   bool                                           // a link is open that has an end tag to come
	within bool                                           // below a heading of level 2, the writer's or a component's
	begun  bool                                           // below the guide's first heading of level 2
	// beforeSections writes what is before the first section, or at the end of a
	// document without any; nil once that is done.
	beforeSections func()
	afterVerdict   template.HTML // is written below the guide's first verdict, once
}

func (w *writer) html() template.HTML { return w.out.take() }

// guideBody writes a guide's text. A guide that compares options and does not say
// where its table belongs gets it before its first section; one that does not
// mention a decision gets the way to it below its verdict, or there too. It is good until
// the page is done.
func (p *page) guideBody(g *site.Guide) template.HTML {
	w := &writer{page: p, out: p.newText(), guide: g, target: func(i int) (site.Target, string) {
		return g.Holes.Links[i], g.Links[i].Title
	}}
	table, hasTable := g.AutomaticTable()
	invitation := w.invitation(g)
	if hasVerdict(p.content.Body) {
		w.afterVerdict, invitation = invitation, ""
	}
	if hasTable || invitation != "" {
		w.beforeSections = func() {
			w.out.WriteString(string(invitation))
			if hasTable {
				w.comparison(table)
			}
		}
	}
	w.body(p.content.Body)
	w.section()
	return w.out.hold()
}

func (w *writer) section() {
	if w.beforeSections != nil {
		w.beforeSections()
		w.beforeSections = nil
	}
}

// part renders a body into a text of its own, for a component to place.
func (w *writer) part(b markup.Body) template.HTML {
	inner := &writer{page: w.page, out: w.newText(), guide: w.guide, target: w.target, within: true, begun: w.begun}
	inner.body(b)
	return inner.html()
}

func (w *writer) body(b markup.Body) {
	for _, part := range b {
		switch part := part.(type) {
		case markup.HTML:
			w.writeLean(string(part))
		case markup.LinkStart:
			w.startLink(int(part))
		case markup.LinkEnd:
			if w.open {
				w.out.WriteString("</a>")
				w.open = false
			}
		case markup.Image:
			w.image(int(part))
		case markup.Fact:
			fact := w.guide.Holes.Facts[part]
			w.out.WriteString(string(w.execute("fact.html", w.fact(fact))))
		case markup.Said:
			w.out.WriteString(string(w.words.HTML(part.Key, "text", part.Text, "number", part.Number, "second", part.Second)))
		case markup.Section:
			w.section()
			w.within, w.begun = true, true
		case markup.Directive:
			w.directive(w.guide.Directives[part], w.guide.Holes.Directives[part])
		case *markup.Container:
			w.container(part)
		}
	}
}

func (w *writer) startLink(i int) {
	target, title := w.target(i)
	if target.Address == "" {
		return
	}
	address := target.Address
	if asset, ok := w.assets[address]; ok {
		address = asset
	}
	href := w.file(address)
	if target.Fragment != "" {
		if address == w.address {
			href = ""
		}
		href += "#" + (&url.URL{Fragment: target.Fragment}).EscapedFragment()
	}
	w.out.WriteString(`<a href="` + template.HTMLEscapeString(href) + `"`)
	if title != "" {
		w.out.WriteString(` title="` + template.HTMLEscapeString(title) + `"`)
	}
	w.out.WriteString(">")
	w.open = true
}

func (w *writer) image(i int) {
	ref, picture := w.guide.Images[i], w.guide.Holes.Images[i]
	address := w.file(w.assets[picture.Source])
	w.out.WriteString(`<img src="` + template.HTMLEscapeString(address) + `" alt="` + template.HTMLEscapeString(ref.Alt) + `"`)
	if ref.Title != "" {
		w.out.WriteString(` title="` + template.HTMLEscapeString(ref.Title) + `"`)
	}
	if picture.Width > 0 && picture.Height > 0 {
		w.out.WriteString(` width="` + strconv.Itoa(picture.Width) + `" height="` + strconv.Itoa(picture.Height) + `"`)
	}
	w.out.WriteString(` loading="lazy" decoding="async">`)
}

// directive writes a component in the place of a leaf directive.
func (w *writer) directive(ref markup.DirectiveRef, d site.Directive) {
	switch d.Name {
	case "compare":
		w.comparison(d)
	case "decide":
		w.decide(ref, d)
	case "proscons":
		w.out.WriteString(string(w.execute("proscons.html", w.proscons(d.Options, w.subtitle("", w.words.Text("pros.title"))))))
	case "used-by":
		w.out.WriteString(string(w.execute("used-by.html", w.usedBy(d.Options, w.subtitle("", w.words.Text("used_by.title"))))))
	case "related":
		if r := w.related(w.guide); r != nil && w.id("related") == "related" { // it has a place once
			w.names(w.words.Text("related.title"), r.ID)
			w.out.WriteString(string(w.execute("related.html", r)))
		}
	}
}

// boxLabel is what stands before the title of a box.
func (p *page) boxLabel(kind string) string {
	switch kind {
	case "takeaways":
		return p.words.Text("guide.boxes.takeaways")
	case "note":
		return p.words.Text("guide.boxes.note")
	case "tip":
		return p.words.Text("guide.boxes.tip")
	case "warning":
		return p.words.Text("guide.boxes.warning")
	case "gotcha":
		return p.words.Text("guide.boxes.gotcha")
	}
	return ""
}

// container writes a directive with content.
func (w *writer) container(c *markup.Container) {
	var view any
	switch c.Name {
	case "verdict":
		view = &templates.Cards{Title: w.verdictTitle(c.Plain), Intro: w.part(c.Intro), Cards: w.sections(c)}
	case "columns":
		title := w.subtitle(c.Plain, w.words.Text("guide.in_short"))
		title.Hidden = c.Plain == ""
		view = &templates.Cards{Title: title, Intro: w.part(c.Intro), Cards: w.sections(c)}
	case "faq":
		faq := &templates.FAQ{Title: w.questionsTitle(c.Plain), Intro: w.part(c.Intro), Questions: w.sections(c)}
		if !w.plain {
			faq.LinkedData = w.questionsData(faq.Questions)
		}
		view = faq
	case "tabs":
		tabs := &templates.Tabs{ID: w.id("tabs"), Title: c.Plain, Intro: w.part(c.Intro)}
		for i, item := range c.Items {
			tabs.Tabs = append(tabs.Tabs, templates.Tab{ID: w.id(tabs.ID + "-panel-" + strconv.Itoa(i+1)), Label: w.tabLabel(item), Body: w.part(item.Body)})
		}
		view = tabs
	case "checklist":
		list := &templates.Checklist{ID: w.id("checklist"), Title: c.Plain, Intro: w.part(c.Intro)}
		for i, item := range c.Items {
			list.Entries = append(list.Entries, templates.ChecklistEntry{ID: w.id(list.ID + "-" + strconv.Itoa(i+1)), Body: w.part(item.Body)})
		}
		view = list
	default:
		w.out.WriteString(string(w.execute("box.html", &templates.Box{
			Kind: c.Name, Label: w.boxLabel(c.Name), Title: w.part(c.Title), Body: w.part(c.Intro)})))
		return
	}
	w.write(c.Name+".html", view)
	if c.Name == "verdict" {
		w.out.WriteString(string(w.afterVerdict))
		w.afterVerdict = ""
	}
}

// tabLabel names a tab, whose code may say neither what it is nor its language.
func (w *writer) tabLabel(item markup.Item) string {
	if item.Plain == "" {
		return w.words.Text("text.code")
	}
	return item.Plain
}

// comparison writes a table in a guide.
func (w *writer) comparison(d site.Directive) {
	first := len(w.rows) == 0
	if !w.table(d) {
		return
	}
	if first {
		w.opens(w.words.Text("guide.comparison"), site.TableAnchor)
	}
	if w.board != nil && !w.weighing && slices.Equal(d.Options, w.board.Options) {
		w.weighing = true
		w.write("weigh-link", templates.NavLink{Label: w.words.Text("weigh.title"), Address: "#" + w.weighID})
	}
	if first && oneCategory(d.Options) && len(d.Options) <= fewWeighed && w.prints.categories[d.Options[0].Category].weighs {
		c := d.Options[0].Category
		w.write("weigh-link", templates.NavLink{
			Label: w.words.Text("weigh.among_all", "category", c.Title), Address: w.link(c.Address()) + "#" + weighAnchor})
	}
}

func (w *writer) sections(c *markup.Container) []templates.Section {
	sections := make([]templates.Section, len(c.Items))
	for i, item := range c.Items {
		sections[i] = templates.Section{ID: item.ID, Heading: w.part(item.Heading), Plain: item.Plain, Body: w.part(item.Body)}
	}
	return sections
}

func (p *page) proscons(options []*site.Option, title templates.Title) *templates.ProsCons {
	view := &templates.ProsCons{Title: title}
	for _, o := range options {
		view.Options = append(view.Options, templates.OptionProsCons{
			Name: optionName(o), Address: p.link(o.Address()), Pros: p.texts(o.Pros), Cons: p.texts(o.Cons)})
	}
	return view
}

func (p *page) usedBy(options []*site.Option, title templates.Title) *templates.UsedBy {
	view := &templates.UsedBy{Title: title}
	for _, o := range options {
		view.Options = append(view.Options, templates.OptionUsers{Name: optionName(o), Address: p.link(o.Address()), Users: users(o.UsedBy)})
	}
	return view
}

func users(list []source.User) []templates.User {
	users := make([]templates.User, len(list))
	for i, u := range list {
		users[i] = templates.User{Name: u.Name, For: u.For, Source: u.Source, Host: host(u.Source)}
	}
	return users
}
