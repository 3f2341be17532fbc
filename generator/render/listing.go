package render

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"unicode"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// How much the pages that list guides hold.
const (
	// mostLately is how many guides the home page has as the newest.
	mostLately = 5
	// mostNew is how many guides the page of what is new has. Whoever wants older ones
	// looks for something, and finds it by decision or tag.
	mostNew = 100
	// mostChecked is how many days it has on which facts were checked.
	mostChecked = 5
	// mostDescribedGuides is how many guides a list describes. A longer one has titles
	// alone, and all of them: it is the only way from a tag to its guides, and 5,000
	// titles take less to load than one large picture.
	mostDescribedGuides = 60
	// mostUngrouped is how many tags an index shows without initials.
	mostUngrouped = 60
)

// ofListing gives the pages that list guides across decisions.
func (r *renderer) ofListing() iter.Seq[file] {
	return func(yield func(file) bool) {
		l := &r.site.Listing
		if len(l.Newest) > 0 && !yield(r.page(site.NewAddress, "new.html", func() uint64 { return r.newRecipe() }, func(p *page) any { return p.whatIsNew() })) {
			return
		}
		if a := l.TagsAddress(); a != "" && !yield(r.page(a, "tags.html", func() uint64 { return r.tagsRecipe() }, func(p *page) any { return p.tags() })) {
			return
		}
		for _, t := range l.Tags {
			kind := r.page
			if len(t.Guides) == 1 { // it says nothing that its guide does not
				kind = r.hiddenPage
			}
			if !yield(kind(t.Address, "tag.html", func() uint64 { return r.tagRecipe(t) }, func(p *page) any { return p.tag(t) })) {
				return
			}
		}
		if a := l.AuthorsAddress(); a != "" && !yield(r.page(a, "authors.html", func() uint64 { return r.authorsRecipe() }, func(p *page) any { return p.authors() })) {
			return
		}
		for _, a := range l.Authors {
			if !yield(r.page(a.Address, "author.html", func() uint64 { return r.authorRecipe(a) }, func(p *page) any { return p.author(a) })) {
				return
			}
		}
	}
}

// listings lead to the pages that list guides, as far as the site has them.
func (p *page) listings() []templates.NavLink {
	l := &p.site.Listing
	var links []templates.NavLink
	add := func(label, address string) {
		if address != "" {
			links = append(links, templates.NavLink{Label: label, Address: p.link(address), Current: p.address == address})
		}
	}
	if len(l.Newest) > 0 {
		add(p.words.Text("new.title"), site.NewAddress)
	}
	add(p.words.Text("tag.title"), l.TagsAddress())
	add(p.words.Text("author.title"), l.AuthorsAddress())
	return links
}

// up leads to the index that a page belongs to; there is none where the address is
// empty.
func (p *page) up(label, address string) []templates.NavLink {
	if address == "" {
		return nil
	}
	return []templates.NavLink{{Label: label, Address: p.link(address)}}
}

func (p *page) tags() *templates.TagsPage {
	l := &p.site.Listing
	view := &templates.TagsPage{
		Frame: p.frame("tags", p.words.Text("tag.title"), p.words.Text("tag.description", "tags", p.words.Join("all", someTags(l.Tags)))),
		Tags:  len(l.Tags),
	}
	for _, g := range p.site.Guides {
		if len(g.Tagged) > 0 {
			view.Guides++
		}
	}
	initial := rune(-1)
	for _, t := range l.Tags {
		if n := len(view.Groups); n == 0 || t.Initial != initial && len(l.Tags) > mostUngrouped {
			group := templates.TagGroup{}
			if len(l.Tags) > mostUngrouped {
				group.Label, group.ID = p.initialLabel(t.Initial)
			}
			view.Groups = append(view.Groups, group)
			initial = t.Initial
		}
		last := &view.Groups[len(view.Groups)-1]
		last.Tags = append(last.Tags, p.tagLink(t, len(t.Guides)))
	}
	return view
}

// initialLabel is the heading of the tags with an initial, and its id.
func (p *page) initialLabel(initial rune) (label, id string) {
	switch initial {
	case 0:
		return p.words.Text("tag.rest"), "other"
	case '0':
		return p.words.Text("tag.digits"), "digits"
	}
	return string(unicode.ToUpper(initial)), "letter-" + string(initial)
}

// mostNamed is how many tags or titles the description of a page names.
const mostNamed = 5

// someTags names the tags that most guides have.
func someTags(tags []*site.Tag) []string {
	tags = slices.Clone(tags)
	slices.SortStableFunc(tags, func(a, b *site.Tag) int { return cmp.Compare(len(b.Guides), len(a.Guides)) })
	var names []string
	for _, t := range tags[:min(len(tags), mostNamed)] {
		names = append(names, t.Name)
	}
	return names
}

func (p *page) tagLink(t *site.Tag, guides int) templates.TagLink {
	return templates.TagLink{Name: t.Name, Address: p.link(t.Address), Guides: guides}
}

// tagLinks lead to the pages of a guide's tags.
func (p *page) tagLinks(tags []*site.Tag) []templates.NavLink {
	links := make([]templates.NavLink, len(tags))
	for i, t := range tags {
		links[i] = templates.NavLink{Label: t.Name, Address: p.link(t.Address)}
	}
	return links
}

func (p *page) tag(t *site.Tag) *templates.TagPage {
	view := &templates.TagPage{
		Frame: p.frame("tag", p.words.Text("tag.page", "tag", t.Name),
			p.words.Text("tag.guides", "count", len(t.Guides), "tag", t.Name, "titles", p.someTitles(t.Guides)), p.up(p.words.Text("tag.title"), p.site.Listing.TagsAddress())...),
		Name: t.Name,
		List: p.guideList(t.Guides, false),
	}
	for _, b := range t.Beside {
		view.Beside = append(view.Beside, p.tagLink(b.Tag, b.Guides))
	}
	return view
}

// someTitles names the first of some guides, and counts the others.
func (p *page) someTitles(guides []*site.Guide) string {
	var titles []string
	for _, g := range guides[:min(len(guides), mostNamed)] {
		titles = append(titles, g.Title)
	}
	if more := len(guides) - len(titles); more > 0 {
		titles = append(titles, p.words.Text("tag.more_titles", "count", more))
	}
	return p.words.Join("apart", titles)
}

// guideList lists guides, if asked to with their days.
func (p *page) guideList(guides []*site.Guide, dated bool) templates.GuideList {
	list := templates.GuideList{Compact: len(guides) > mostDescribedGuides, Guides: make([]templates.DatedCard, len(guides))}
	for i, g := range guides {
		if dated {
			list.Guides[i] = p.datedCard(g, p.words.Text("new.published"))
		} else {
			list.Guides[i] = templates.DatedCard{Card: p.card(g, "")}
		}
	}
	return list
}

// datedCard leads to a guide and says when it was updated, or with a word, when it
// appeared.
func (p *page) datedCard(g *site.Guide, appeared string) templates.DatedCard {
	c := templates.DatedCard{Card: p.card(g, "")}
	if day, changed := g.Latest(); !day.IsZero() {
		c.Word, c.Day = appeared, p.day(day)
		if changed {
			c.Word = p.words.Text("new.updated")
		}
	}
	return c
}

func (p *page) authors() *templates.AuthorsPage {
	view := &templates.AuthorsPage{Frame: p.frame("authors", p.words.Text("author.title"), p.words.Text("author.description"))}
	for _, a := range p.site.Listing.Authors {
		view.Authors = append(view.Authors, templates.AuthorSummary{
			Name: a.Name, Address: p.link(a.Address), Guides: len(a.Guides), Bio: p.text(a.Bio)})
	}
	return view
}

func (p *page) author(a *site.Author) *templates.AuthorPage {
	view := &templates.AuthorPage{
		Frame: p.frame("author", a.Name,
			p.words.Text("author.guides", "count", len(a.Guides), "author", a.Name, "titles", p.someTitles(a.Guides)), p.up(p.words.Text("author.title"), p.site.Listing.AuthorsAddress())...),
		Bio:     p.text(a.Bio),
		Website: elsewhere(a.URL),
		List:    p.guideList(a.Guides, true),
	}
	p.tellAuthor(&view.Frame, a)
	return view
}

func (p *page) whatIsNew() *templates.NewPage {
	newest := p.site.Listing.Newest
	view := &templates.NewPage{
		Frame:   p.frame("new", p.words.Text("new.title"), p.words.Text("new.description")),
		Undated: len(p.site.Guides) - len(newest),
		Earlier: max(0, len(newest)-mostNew),
		Checked: p.lastChecked(),
	}
	newest = newest[:min(len(newest), mostNew)]
	view.Listed = len(newest)
	var month source.Date
	for _, g := range newest {
		day, _ := g.Latest()
		if own := (source.Date{Year: day.Year, Month: day.Month}); own != month {
			month = own
			view.Months = append(view.Months, templates.Month{Label: p.format.date(month), ID: "in-" + month.String()})
		}
		last := &view.Months[len(view.Months)-1]
		last.Guides = append(last.Guides, p.datedCard(g, p.words.Text("new.appeared")))
	}
	return view
}

// lately is what the home page says is new; nil where no guide has a date.
func (p *page) lately() *templates.Lately {
	newest := p.site.Listing.Newest
	if len(newest) == 0 {
		return nil
	}
	view := &templates.Lately{All: templates.NavLink{Label: p.words.Text("new.title"), Address: p.link(site.NewAddress)}}
	view.List.Compact = true // the home page describes them elsewhere
	for _, g := range newest[:min(len(newest), mostLately)] {
		view.List.Guides = append(view.List.Guides, p.datedCard(g, p.words.Text("new.appeared")))
	}
	return view
}

// lastChecked gives the latest days on which known facts were checked, each fact
// by its last check: it tells what the data says, and nothing of what nobody has
// looked at since.
func (p *page) lastChecked() []templates.CheckedDay {
	facts := map[source.Date]map[*site.Category]int{}
	for _, c := range p.site.Categories {
		for _, o := range c.Options {
			for _, f := range o.Facts {
				if f.State != source.Known || f.Checked.Day == 0 { // a month is no day
					continue
				}
				if facts[f.Checked] == nil {
					facts[f.Checked] = map[*site.Category]int{}
				}
				facts[f.Checked][c]++
			}
		}
	}
	days := slices.SortedFunc(maps.Keys(facts), func(a, b source.Date) int { return b.Compare(a) })
	var views []templates.CheckedDay
	for _, day := range days[:min(len(days), mostChecked)] {
		view := templates.CheckedDay{Day: p.day(day)}
		for _, c := range p.site.Categories {
			if n := facts[day][c]; n > 0 {
				view.Facts += n
				view.Categories = append(view.Categories, templates.CheckedCategory{NavLink: p.categoryLink(c), Facts: n})
			}
		}
		views = append(views, view)
	}
	return views
}
