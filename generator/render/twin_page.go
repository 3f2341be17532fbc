package render

import (
	"html/template"
	"strings"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// What the twins of guides, categories and options say, and in which order.

// head begins a page.
func (w *plainWriter) head(title string, page string) {
	w.words("h1", title)
	w.element("p", template.HTML(w.pageLine(w.lasting(w.address, page))))
}

// guideText is a guide as Markdown.
func (p *page) guideText(g *site.Guide) []byte {
	p.ofGuide = g
	p.content, p.failed = g.Content()
	p.take(g.Anchors()...)
	w := p.plainWriter()
	w.head(g.Title, g.Address())
	w.words("p", g.Description)
	if rule := p.text(g.Rule); rule != "" {
		w.element("p", template.HTML("<strong>"+escaped(w.say("guide.rule"))+":</strong> ")+rule)
	}
	var about []string
	if len(g.By) > 0 {
		var names []string
		for _, a := range g.By {
			names = append(names, a.Name)
		}
		about = append(about, w.say("guide.by", "authors", w.page.words.Join("and", names)))
	}
	for _, day := range []struct {
		key string
		source.Date
	}{{"guide.published", g.Published}, {"guide.updated", g.Updated}} {
		if text := p.day(day.Date).Text; text != "" {
			about = append(about, w.say(day.key, "day", text))
		}
	}
	w.words("p", strings.Join(about, " · "))
	body := p.guideBody(g)
	var related template.HTML
	if !places(g, "related") {
		if view := p.related(g); view != nil {
			related = p.plainView(view)
		}
	}
	return w.whole(w.sourcesHeading(), string(body), string(related))
}

// categoryText is a category's page as Markdown, with a table of all.
func (p *page) categoryText(c *site.Category, all site.Directive) []byte {
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
	if p.made.table(all).Rows > 0 {
		w.table(all, p.categoryCaption(c), false)
	}
	return w.whole(w.sourcesHeading())
}

// optionText is an option's page as Markdown, with a table of all.
func (p *page) optionText(o *site.Option, all site.Directive) []byte {
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
	if p.made.table(all).Rows > 0 {
		w.table(all, p.optionCaption(o), false)
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
