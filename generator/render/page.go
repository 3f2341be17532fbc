package render

import (
	"html/template"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/generator/weigh"
	"tradeoff/templates"
)

// A page is the state of rendering one page: where it stands and what has been
// numbered on it so far.
type page struct {
	*renderer
	own       *scratch     // see scratch
	made      *comparisons // of its guide; nil for other pages
	address   string
	base      string // where the site begins, for a page that is shown at any address; else empty
	diags     *diag.List
	hidden    bool // search engines are asked to pass it over
	sources   sources
	ids       map[string]bool            // of elements, so far
	explained map[*source.Attribute]bool // attributes whose help the page has shown
	rows      map[string]string          // id of the first row on the page that shows an attribute
	// components are those that a guide's contents name beside its headings.
	components []templates.ContentsEntry
	legend     templates.Legend // what the tables so far have explained
	steps      int              // how many steps of a decision it holds at most; 0 for as many as any page
	ofGuide    *site.Guide      // that it shows; nil for other pages
	content    markup.Content   // of that guide
	failed     error            // why that could not be read
	plain      bool             // it is written as Markdown
	taken      bool             // it is read away from the site
	grids      []string         // its tables as Markdown, if it is plain
	tables     int              // how many of a guide's tables it has so far
	tabled     bool             // it has a comparison table, which needs a style and a script of its own
	columned   bool             // it has one of many options, which needs more of both
	decides    bool             // it has a decision, which needs a style and a script of its own
	board      *weigh.Board     // what readers of a guide can weigh; nil where there is nothing
	weighID    string           // of the place where they do
	weighing   bool             // they can, which needs a style and a script of its own
	scored     bool             // it shows an option's scores, which need the style
}

// link gives the address of another page, relative to this one unless that is
// shown anywhere.
func (p *page) link(address string) string {
	if p.base != "" {
		return p.base + address
	}
	if p.taken {
		return p.lasting(p.address, address)
	}
	if p.plain && p.site.HasTwin(address) {
		address = site.TwinAddress(address)
	}
	return relative(p.address, address)
}

// file gives the address of a file whose name may be anything, escaped.
func (p *page) file(address string) string {
	if p.base != "" {
		return p.base + escapePath(address)
	}
	return escapePath(p.link(address))
}

// relative gives the link that leads from one address to another.
func relative(from, to string) string {
	for {
		folder, rest, ok := strings.Cut(from, "/")
		if !ok || !strings.HasPrefix(to, folder+"/") {
			break
		}
		from, to = rest, to[len(folder)+1:]
	}
	return strings.Repeat("../", strings.Count(from, "/")) + to
}

// id gives an id that the page does not have yet: "tabs", then "tabs-2".
func (p *page) id(kind string) string {
	id := kind
	for n := 2; p.ids[id]; n++ {
		id = kind + "-" + strconv.Itoa(n)
	}
	p.take(id)
	return id
}

// take remembers ids that the page has.
func (p *page) take(ids ...string) {
	if p.ids == nil {
		p.ids = p.scratch().ids
	}
	for _, id := range ids {
		p.ids[id] = true
	}
}

// frame fills what every page has around its content. trail are the pages above
// this one, from below the home page downwards.
func (p *page) frame(kind, title, description string, trail ...templates.NavLink) templates.Frame {
	config := p.site.Config
	f := templates.Frame{
		Lang:        config.Language,
		Dir:         p.words.Direction(),
		Title:       title,
		Description: description,
		SiteTitle:   config.Title.Value,
		Tagline:     config.Tagline,
		Root:        strings.Repeat("../", strings.Count(p.address, "/")),
		Home:        p.link("index.html"),
		Kind:        kind,
		StyleSheet:  p.link(p.assets[templates.StyleSheet]),
		Script:      p.link(p.assets[templates.Script]),
		Canonical:   p.canonical(p.address),
		Twin:        p.twin(),
		Download:    p.downloadLink(),
		NoIndex:     p.hidden,
		Listings:    p.listings(),
		Search:      p.searchFiles(),
		Feeds:       p.feeds(),
		Policy:      templates.Policy(nil, nil),
	}
	if p.decides {
		p.addDecisionFiles(&f)
	}
	for _, c := range p.site.Categories {
		f.Nav = append(f.Nav, templates.NavLink{
			Label:   c.Title,
			Address: p.link(c.Address()),
			Current: strings.HasPrefix(p.address, c.ID+"/"),
		})
		if strings.HasPrefix(p.address, c.ID+"/") {
			f.Feeds = p.feeds(c)
		}
	}
	p.addTheme(&f)
	if p.address != "index.html" {
		f.Breadcrumbs = append([]templates.NavLink{{Label: config.Title.Value, Address: p.link("index.html")}}, trail...)
	}
	switch kind {
	case "new", "search", "tags", "tag", "authors":
		p.tellListing(&f)
	}
	return f
}

// addDecisionFiles adds what only pages with a decision load.
func (p *page) addDecisionFiles(f *templates.Frame) {
	f.DecisionStyle = p.link(p.assets[templates.DecisionStyle])
	f.DecisionScript = p.link(p.assets[templates.DecisionScript])
}

// canonical is the absolute address of a page, or empty where the site does not
// know its own.
func (r *renderer) canonical(address string) string {
	if r.site.Config.URL == "" {
		return ""
	}
	folder, name := path.Split(address)
	if name == "index.html" { // a server gives it for the folder
		address = folder
	}
	return r.site.Config.URL + escapePath(address)
}

// edit is where a source file can be changed, for a site that names its repository.
func (p *page) edit(file string) string {
	if p.site.Config.Repository == "" {
		return ""
	}
	return p.site.Config.Repository + "/edit/HEAD/" + file
}

// text writes inline Markdown with its links in place.
func (p *page) text(t markup.Text) template.HTML {
	if len(t.Body) == 1 && len(t.Links) == 0 {
		if html, ok := t.Body[0].(markup.HTML); ok {
			return template.HTML(html)
		}
	}
	w := &writer{page: p, out: p.newText(), target: func(i int) (site.Target, string) {
		return p.site.Texts.Target(&t.Links[i]), t.Links[i].Title
	}}
	w.body(t.Body)
	return w.html()
}

func (p *page) texts(list []markup.Text) []template.HTML {
	html := make([]template.HTML, len(list))
	for i, t := range list {
		html[i] = p.text(t)
	}
	return html
}

// tooShort is how many letters do not tell what a link leads to: "Go", "C".
const tooShort = 2

// optionName is an option's name as the words of a link, which have to be understood
// without what stands around them (WCAG 2.2, 2.4.4): to a name of a letter or two, what
// it names is added for those who hear the page.
func optionName(o *site.Option) template.HTML {
	name := o.DistinctName()
	html := template.HTMLEscapeString(name)
	if utf8.RuneCountInString(name) <= tooShort {
		html += `<span class="hidden"> (` + template.HTMLEscapeString(o.Category.Singular) + `)</span>`
	}
	return template.HTML(html)
}

func (p *page) optionLink(o *site.Option) templates.OptionLink {
	return templates.OptionLink{Name: optionName(o), Address: p.link(o.Address())}
}

func (p *page) optionLinks(options []*site.Option) []templates.OptionLink {
	links := make([]templates.OptionLink, len(options))
	for i, o := range options {
		links[i] = p.optionLink(o)
	}
	return links
}

func (p *page) categoryLink(c *site.Category) templates.NavLink {
	return templates.NavLink{Label: c.Title, Address: p.link(c.Address())}
}

// card leads to a guide.
func (p *page) card(g *site.Guide, reason string) templates.Card {
	c := templates.Card{Title: g.Title, Description: g.Description, Reason: reason, Address: p.link(g.Address()), Category: p.words.Text("guide.kicker")}
	if len(g.Categories) > 0 {
		c.Category = g.Categories[0].Title
	}
	return c
}

func (p *page) cards(guides []*site.Guide) []templates.Card {
	cards := make([]templates.Card, len(guides))
	for i, g := range guides {
		cards[i] = p.card(g, "")
	}
	return cards
}

func (r *renderer) day(d source.Date) templates.Day {
	return templates.Day{Text: r.format.date(d), Machine: d.String()}
}
