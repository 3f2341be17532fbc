package render

import (
	"bytes"
	"encoding/xml"
	"iter"
	"time"

	"golang.org/x/tools/blog/atom"

	"tradeoff/generator/diag"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// A feed (Atom, RFC 4287) tells a feed reader what is new: one for the site, one
// for each category that has a guide with a date. It needs absolute addresses, so
// a site that does not know its own has none.
//
// An entry is known by its page's address, which is also the page's canonical one:
// it stays the same as long as the page stays where it is. A day is its midnight
// in UTC.

// mostEntries is how many entries a feed has.
const mostEntries = 50

// An atomFeed is what the library's lacks: a language and a subtitle.
type atomFeed struct {
	atom.Feed
	Lang     string      `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	Subtitle string      `xml:"subtitle,omitempty"`
	Entry    []atomEntry `xml:"entry"`
}

// An atomEntry is what the library's lacks: several authors, or none, tags, and a
// day of publication that may be absent.
type atomEntry struct {
	atom.Entry
	Published atom.TimeStr  `xml:"published,omitempty"`
	Author    []atom.Person `xml:"author"`
	Category  []atomTag     `xml:"category"`
}

// An atomTag is a category in Atom's words.
type atomTag struct {
	Term string `xml:"term,attr"`
}

// hasFeed tells whether guides, the newest first, make a feed.
func (r *renderer) hasFeed(newest []*site.Guide) bool {
	return len(newest) > 0 && r.site.Config.URL != ""
}

// ofFeeds gives the feeds.
func (r *renderer) ofFeeds() iter.Seq[file] {
	config := r.site.Config
	return func(yield func(file) bool) {
		if newest := r.site.Listing.Newest; r.hasFeed(newest) &&
			!yield(r.feed(site.FeedName, site.HomeAddress, config.Title.Value, config.Tagline, newest)) {
			return
		}
		for _, c := range r.site.Categories {
			if r.hasFeed(c.Newest) && !yield(r.feed(c.FeedAddress(), c.Address(), r.feedTitle(c), c.Summary.Plain, c.Newest)) {
				return
			}
		}
	}
}

func (r *renderer) feedTitle(c *site.Category) string {
	return r.site.Config.Title.Value + ": " + c.Title
}

// feed makes the file of a feed about a page.
func (r *renderer) feed(address, about, title, subtitle string, newest []*site.Guide) file {
	return file{address: address, recipe: func() uint64 { return r.feedRecipe(address, about, title, subtitle, newest) }, render: func(*diag.List) ([]byte, error) {
		feed := atomFeed{Lang: r.site.Config.Language, Subtitle: subtitle}
		feed.Title, feed.ID, feed.Updated = title, r.canonical(about), latestTime(newest[0])
		feed.Author = &atom.Person{Name: r.site.Config.Title.Value, URI: r.site.Config.URL}
		feed.Link = []atom.Link{
			{Rel: "self", Type: "application/atom+xml", Href: r.canonical(address)},
			{Rel: "alternate", Type: "text/html", Href: r.canonical(about)},
		}
		for _, g := range newest[:min(len(newest), mostEntries)] {
			feed.Entry = append(feed.Entry, r.feedEntry(g))
		}
		var b bytes.Buffer
		b.WriteString(xml.Header)
		err := xml.NewEncoder(&b).Encode(feed)
		return append(b.Bytes(), '\n'), err
	}}
}

func (r *renderer) feedEntry(g *site.Guide) atomEntry {
	address := r.canonical(g.Address())
	e := atomEntry{Published: feedTime(g.Published)}
	e.Title, e.ID, e.Updated = g.Title, address, latestTime(g)
	e.Link = []atom.Link{{Rel: "alternate", Type: "text/html", Href: address}}
	e.Summary = &atom.Text{Type: "text", Body: g.Description}
	for _, a := range g.By {
		uri := a.URL
		if uri == "" {
			uri = r.canonical(a.Address)
		}
		e.Author = append(e.Author, atom.Person{Name: a.Name, URI: uri})
	}
	for _, t := range g.Tagged {
		e.Category = append(e.Category, atomTag{t.Name})
	}
	return e
}

func latestTime(g *site.Guide) atom.TimeStr {
	day, _ := g.Latest()
	return feedTime(day)
}

// feedTime is the midnight with which a day begins in UTC; of a month or a year,
// the first one.
func feedTime(d source.Date) atom.TimeStr {
	if d.IsZero() {
		return ""
	}
	return atom.Time(time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC))
}

// feeds lead from a page to the feed of the site and those of categories.
func (p *page) feeds(categories ...*site.Category) []templates.NavLink {
	if !p.hasFeed(p.site.Listing.Newest) {
		return nil
	}
	links := []templates.NavLink{{Label: p.site.Config.Title.Value, Address: p.link(site.FeedName)}}
	for _, c := range categories {
		if p.hasFeed(c.Newest) {
			links = append(links, templates.NavLink{Label: p.feedTitle(c), Address: p.link(c.FeedAddress())})
		}
	}
	return links
}
