package render

import (
	"cmp"
	"html/template"
	"net/url"
	"slices"
	"strings"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

func (p *page) home() *templates.HomePage {
	config := p.site.Config
	view := &templates.HomePage{
		Frame:    p.frame("home", config.Title.Value, config.Tagline),
		Articles: p.cards(p.articles),
		Guides:   len(p.site.Guides),
	}
	for _, c := range p.site.Categories {
		summary := templates.CategorySummary{
			ID: "category-" + c.ID, Title: c.Title, Address: p.link(c.Address()), Summary: p.text(c.Summary), Guides: p.cards(c.Guides)}
		for _, o := range c.Options {
			summary.Options = append(summary.Options, p.optionLink(o))
			view.Options++
			for _, f := range o.Facts {
				if f.State == source.Known {
					view.Facts++
					if len(f.Sources) > 0 {
						view.Sourced++
					}
				}
			}
		}
		if link, ok := p.decisionLink(c); ok && link.Effort.Most > 0 {
			summary.Decide = &link
		}
		view.Categories = append(view.Categories, summary)
	}
	view.Lately = p.lately()
	p.tellHome(&view.Frame)
	return view
}

// missing is shown at any address, so its own links begin where the site does.
func (p *page) missing(policy string) *templates.MissingPage {
	if u, err := url.Parse(p.site.Config.URL); err == nil && p.site.Config.URL != "" {
		p.base = u.EscapedPath()
	}
	view := &templates.MissingPage{
		Frame:   p.frame("missing", p.words.Text("missing.title"), p.words.Text("missing.description")),
		Base:    p.base,
		Style:   p.missingStyle(),
		Code:    templates.InlineScript(string(p.shared[templates.Script])),
		Picture: p.inlined(p.icon()),
	}
	view.Canonical, view.Feeds, view.Footer = "", nil, nil
	for i, logo := range p.set.Looks().Logos {
		view.Logos[i].Address = p.inlined(logo.File)
	}
	view.Policy = policy
	view.Guides = p.cards(p.articles)
	return view
}

// wordsPerMinute is how fast adults read English non-fiction silently: 238 on
// average (Brysbaert 2019, "How many words do we read per minute?").
const wordsPerMinute = 238

func (p *page) guide(g *site.Guide) *templates.GuidePage {
	p.ofGuide = g
	p.content, p.failed = g.Content()
	view := &templates.GuidePage{
		Frame:     p.guideFrame(g),
		Published: p.day(g.Published),
		Updated:   p.day(g.Updated),
		Minutes:   max(1, (g.Words+wordsPerMinute/2)/wordsPerMinute),
		Rule:      p.text(g.Rule),
		Options:   p.optionLinks(g.Options),
		Tags:      p.tagLinks(g.Tagged),
	}
	for _, a := range g.By {
		view.Authors = append(view.Authors, templates.Person{Name: a.Name, Address: p.link(a.Address), URL: a.URL, Bio: p.text(a.Bio)})
	}
	p.take(g.Anchors()...)
	if p.board = guideBoard(g); p.board != nil {
		p.weighID = p.id(weighAnchor)
	}
	view.Body = p.guideBody(g)
	p.addTableFiles(&view.Frame)
	if p.decides {
		p.addDecisionFiles(&view.Frame)
	}
	if p.board != nil {
		view.Weighing = p.weighView(p.board, p.weighID)
	}
	p.addWeighFiles(&view.Frame)
	if !places(g, "related") {
		view.Related = p.related(g)
	}
	view.Neighbours = p.guideNeighbours(g)
	view.EditURL = p.edit(g.File)
	view.Sources, view.SourceCount = p.sourceList(), p.sources.count
	view.Contents = p.contents(g, string(view.Body))
	if view.Weighing != nil {
		view.Contents = append(view.Contents, templates.ContentsEntry{Label: p.words.Text("weigh.title"), ID: view.Weighing.ID})
	}
	if view.Related != nil {
		view.Contents = append(view.Contents, templates.ContentsEntry{Label: p.words.Text("related.title"), ID: view.Related.ID})
	}
	if view.Neighbours != nil {
		view.Contents = append(view.Contents, templates.ContentsEntry{Label: view.Neighbours.Title, ID: view.Neighbours.ID})
	}
	if len(view.Sources) > 0 {
		view.Contents = append(view.Contents, templates.ContentsEntry{Label: p.words.Text("source.title"), ID: "sources"})
	}
	p.tellGuide(&view.Frame, g)
	return view
}

// guideFrame is what stands around a guide.
func (p *page) guideFrame(g *site.Guide) templates.Frame {
	var trail []templates.NavLink
	if len(g.Categories) > 0 {
		trail = append(trail, p.categoryLink(g.Categories[0]))
	}
	f := p.frame("guide", g.Title, g.Description, trail...)
	f.Feeds = p.feeds(g.Categories...)
	return f
}

// places tells whether a guide has a directive of a name.
func places(g *site.Guide, name string) bool {
	for _, d := range g.Directives {
		if d.Name == name {
			return true
		}
	}
	return false
}

// related gives the guides to read next, or nil where there is none.
func (p *page) related(g *site.Guide) *templates.Related {
	view := &templates.Related{ID: "related"}
	for _, c := range p.links.Of(g) {
		view.Cards = append(view.Cards, p.card(c.Guide, p.reason(c.Why)))
	}
	if len(view.Cards) == 0 {
		return nil
	}
	return view
}

// contents are a guide's sections and what is below them, and the components that
// are sections of their own, in the order in which they stand in its text. What
// became cards and questions is not among them.
func (p *page) contents(g *site.Guide, body string) []templates.ContentsEntry {
	entries := headings(g)
	place := placesOf(slices.Concat(entries, p.components), body)
	for _, e := range p.components {
		if place[e.ID] >= 0 { // a site's own template may give it no id
			entries = append(entries, e)
		}
	}
	slices.SortStableFunc(entries, func(a, b templates.ContentsEntry) int { return cmp.Compare(place[a.ID], place[b.ID]) })
	return entries
}

// placesOf gives where the elements of entries begin in a page, or -1, by their ids. The
// page is read once: with the tables in it, it is long.
func placesOf(entries []templates.ContentsEntry, body string) map[string]int {
	const attribute = ` id=`
	at := make(map[string]int, len(entries)) // by the ids as they are written
	for _, e := range entries {
		at[template.HTMLEscapeString(e.ID)] = -1
	}
	for from := 0; ; {
		length := strings.IndexByte(body[from:], '=') // there are fewer of them than of spaces
		if length < 0 {
			break
		}
		from += length + 1
		before, opened := strings.CutSuffix(body[:from], attribute)
		if !opened || from == len(body) || body[from] != '"' {
			continue
		}
		from++
		id, _, closed := strings.Cut(body[from:], `"`)
		if known, wanted := at[id]; wanted && closed && known < 0 {
			at[id] = len(before)
		}
	}
	place := make(map[string]int, len(entries))
	for _, e := range entries {
		place[e.ID] = at[template.HTMLEscapeString(e.ID)]
	}
	return place
}

// headings are a guide's sections, with what is below them.
func headings(g *site.Guide) []templates.ContentsEntry {
	var entries []templates.ContentsEntry
	for h := range g.Headings.All() {
		switch {
		case h.Container != "" || strings.TrimSpace(h.Plain) == "":
		case h.Level == 2:
			entries = append(entries, templates.ContentsEntry{Label: h.Plain, ID: h.ID})
		case h.Level == 3 && len(entries) > 0:
			last := &entries[len(entries)-1]
			last.Nested = append(last.Nested, templates.ContentsEntry{Label: h.Plain, ID: h.ID})
		}
	}
	return entries
}

func (p *page) redirect(r site.Redirect) *templates.RedirectPage {
	if r.Pair.A != nil {
		r.Title = p.pairTitle(r.Pair)
	}
	return &templates.RedirectPage{
		Lang: p.site.Config.Language, Dir: p.words.Direction(), Title: r.Title, Address: p.link(r.To), Canonical: p.canonical(r.To),
		StyleSheet: p.link(p.assets[templates.StyleSheet]), Icon: p.link(p.assets[p.icon()]), Policy: templates.Policy(nil, nil)}
}
