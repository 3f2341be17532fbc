package render

import (
	"tradeoff/generator/diag"
	"tradeoff/generator/search"
	"tradeoff/generator/site"
	"tradeoff/templates"
)

// searchFiles lead to what searching needs. The index is named without a mark of its
// content: see package search.
func (p *page) searchFiles() templates.SearchFiles {
	return templates.SearchFiles{
		Page:    p.link(site.SearchAddress),
		Style:   p.link(p.assets[templates.SearchStyle]),
		Script:  p.link(p.assets[templates.SearchScript]),
		Library: p.link(p.assets[templates.SearchLibrary]),
		Index:   p.link(site.SearchIndexAddress),
	}
}

// search lists everything by category, titles alone: of a site with 10,000 guides too.
func (p *page) search() *templates.SearchPage {
	view := &templates.SearchPage{
		Frame:    p.frame("search", p.words.Text("search.title"), p.words.Text("search.description")),
		Guides:   len(p.site.Guides),
		Articles: p.titles(p.articles),
	}
	for _, c := range p.site.Categories {
		of := templates.SearchCategory{NavLink: p.categoryLink(c), ID: "category-" + c.ID, Guides: p.titles(c.Guides)}
		if p.tree(c, c.Options) != nil {
			of.Decide = templates.NavLink{Label: p.words.Text("search.decide", "what", c.Singular), Address: p.link(c.DecideAddress())}
		}
		for _, o := range c.Options {
			of.Options = append(of.Options, p.optionLink(o))
		}
		view.Options += len(c.Options)
		view.Categories = append(view.Categories, of)
	}
	return view
}

// titles lead to guides.
func (p *page) titles(guides []*site.Guide) []templates.NavLink {
	links := make([]templates.NavLink, len(guides))
	for i, g := range guides {
		links[i] = templates.NavLink{Label: g.Title, Address: p.link(g.Address())}
	}
	return links
}

func (r *renderer) searchRecipe() uint64 {
	p := r.recipe("search.html")
	for _, c := range r.site.Categories {
		p.text(c.ID, c.Title, c.Singular).yes(r.tree(c, c.Options) != nil).number(r.prints.categories[c].guides, uint64(len(c.Options)))
		for _, o := range c.Options {
			p.text(o.ID, o.DistinctName())
		}
	}
	r.addCards(p, r.articles)
	return p.number(uint64(len(r.site.Guides))).end()
}

// searchIndex is the file of the index.
func (r *renderer) searchIndex() file {
	return file{address: site.SearchIndexAddress, recipe: func() uint64 { return r.indexRecipe() },
		render: func(*diag.List) ([]byte, error) { return search.Index(r.site), nil }}
}

func (r *renderer) indexRecipe() uint64 {
	p := newPrint("index").yes(r.site.Config.Pairs).number(r.prints.found)
	for _, c := range r.site.Categories {
		p.text(c.ID, c.Title, c.Summary.Plain).number(uint64(len(c.Options)), uint64(len(c.Attributes)))
		for _, o := range c.Options {
			p.text(o.ID, o.DistinctName(), o.Summary.Plain).number(uint64(len(o.Synonyms))).text(o.Synonyms...)
		}
		for _, a := range c.Attributes {
			p.text(a.ID, a.Label, a.Help.Plain).number(uint64(len(a.Synonyms))).text(a.Synonyms...)
		}
	}
	for _, t := range r.site.Listing.Tags {
		p.text(t.Name, t.Address)
	}
	for _, a := range r.site.Listing.Authors {
		p.text(a.Name, a.Address)
	}
	return p.end()
}

// findable is the print of what a guide can be found by.
func findable(g *site.Guide) uint64 {
	p := newPrint("found").text(g.ID, g.Title, g.Description).number(uint64(len(g.Options)), uint64(len(g.Tagged)))
	for _, o := range g.Options {
		p.text(o.Category.ID, o.ID)
	}
	for _, t := range g.Tagged {
		p.text(t.Address)
	}
	return p.text(string(g.Headings)).end()
}

// found is the print of what all guides can be found by.
func (k *known) found() uint64 {
	p := newPrint("found")
	for i := range k.guides {
		p.number(k.guides[i].found)
	}
	return p.end()
}

// withLicence puts the terms on which a script may be passed on before it. A script that
// is not ours is published as its authors made it, or nobody could tell what it is.
func withLicence(licence, script string) []byte {
	return []byte("/*!\n" + licence + "*/\n" + script + "\n")
}
