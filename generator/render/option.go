package render

import (
	"slices"

	"tradeoff/generator/compare"
	"tradeoff/generator/likeness"
	"tradeoff/generator/site"
	"tradeoff/templates"
)

// option is the profile of an option: what it is, its facts, and how it stands
// beside its competitors.
func (p *page) option(o *site.Option) *templates.OptionPage {
	view := &templates.OptionPage{
		Frame:      p.frame("option", o.DistinctName(), o.Summary.Plain, p.categoryLink(o.Category)),
		Category:   p.categoryLink(o.Category),
		Singular:   o.Category.Singular,
		Summary:    p.text(o.Summary),
		Website:    elsewhere(o.Website),
		Repository: elsewhere(o.Repository),
		License:    o.License,
		Pros:       p.texts(o.Pros),
		Cons:       p.texts(o.Cons),
		UsedBy:     users(o.UsedBy),
		Guides:     p.cards(o.Guides),
	}
	if table := compare.Options([]*site.Option{o}); table.Rows > 0 {
		view.Table = p.tableView(table, p.optionCaption(o))
		view.Table.Download = p.downloads(1)
	}
	p.addTableFiles(&view.Frame)
	view.Profile = p.profile(o)
	p.addWeighFiles(&view.Frame)
	view.Apart = p.apart(o)
	p.addCompetitors(view, o)
	if link, ok := p.decisionLink(o.Category); ok {
		view.Decide = &link
	}
	view.EditURL = p.edit(o.File)
	view.Sources, view.SourceCount = p.sourceList(), p.sources.count
	p.tellOption(&view.Frame, o)
	return view
}

// elsewhere leads to another site, or nowhere where there is no address.
func elsewhere(address string) templates.NavLink {
	if address == "" {
		return templates.NavLink{}
	}
	return templates.NavLink{Label: short(address), Address: address}
}

// mostApart is how many facts of a kind are told that set an option apart.
const mostApart = 3

// apart tells what sets an option apart; nil where nothing does.
func (p *page) apart(o *site.Option) *templates.Apart {
	view := &templates.Apart{Options: len(o.Category.Options)}
	for _, t := range p.spaces[o.Category]().Traits(o) {
		fact := p.told(t.Attribute, o)
		if t.Words != nil {
			fact = p.toldAs(t.Attribute, p.listed(t.Words))
		}
		if fact.Value == "" {
			continue
		}
		if t.Known < view.Options {
			fact.Known = t.Known
		}
		switch {
		case len(t.Sharing) == 0 && len(view.Alone) < mostApart:
			view.Alone = append(view.Alone, fact)
		case len(t.Sharing) == 1 && len(view.Shared) < mostApart:
			view.Shared = append(view.Shared, templates.SharedFact{ToldFact: fact, With: p.optionLink(t.Sharing[0])})
		}
	}
	if len(view.Alone)+len(view.Shared) == 0 {
		return nil
	}
	return view
}

const (
	// mostDescribedOptions is how many options a list describes each; of more it gives
	// names and numbers.
	mostDescribedOptions = 24
	// mostCompetitors is how many others an option's page lists: with each page
	// naming all, the pages of a category would grow with the square of its options.
	mostCompetitors = 500
)

// addCompetitors adds the other options of the category: which it is most and least
// like, and all with the way to where they are compared. A list that describes
// them begins with those it is most like, one of names is in the order of names.
func (p *page) addCompetitors(view *templates.OptionPage, o *site.Option) {
	all := p.spaces[o.Category]().Others(o)
	compared := p.site.Comparisons(o)
	view.Likest = p.likest(o, all, compared)
	view.Even = len(all) > 1 && len(view.Likest) == 1
	list := listing(o, all)
	view.Compact = len(list) > mostDescribedOptions
	if len(list) > mostCompetitors {
		view.More = len(list) - mostCompetitors
		list = list[:mostCompetitors]
	}
	if view.Compact {
		list = byName(list, o.Category)
	}
	for _, l := range list {
		c := templates.Competitor{Alike: l.Alike, Compared: l.Compared, Compare: p.comparison(o, l.Option, compared)}
		c.Name, c.Address = optionName(l.Option), p.link(l.Option.Address())
		if !view.Compact {
			c.Summary = p.text(l.Option.Summary)
		}
		view.Others = append(view.Others, c)
	}
}

// listing gives all other options of the category, with those that it can be
// compared with first, the most alike before the others.
func listing(o *site.Option, all []likeness.Likeness) []likeness.Likeness {
	list := slices.Clone(all)
	known := map[*site.Option]bool{o: true}
	for _, l := range all {
		known[l.Option] = true
	}
	for _, other := range o.Category.Options {
		if !known[other] {
			list = append(list, likeness.Likeness{Option: other})
		}
	}
	return list
}

// byName puts likenesses in the order of the category's options, which is by name.
func byName(list []likeness.Likeness, c *site.Category) []likeness.Likeness {
	of := make(map[*site.Option]likeness.Likeness, len(list))
	for _, l := range list {
		of[l.Option] = l
	}
	sorted := list[:0]
	for _, o := range c.Options {
		if l, ok := of[o]; ok {
			sorted = append(sorted, l)
		}
	}
	return sorted
}

// comparison leads to where an option is compared with another, or nowhere.
func (p *page) comparison(o, other *site.Option, compared func(*site.Option) (address, title string, ok bool)) templates.NavLink {
	address, title, ok := compared(other)
	if !ok {
		return templates.NavLink{}
	}
	return templates.NavLink{Label: p.comparisonTitle(o, other, address, title), Address: p.link(address)}
}

// likest tells what an option is most like and what it is least like. Where all
// are about as alike, or there is one, it says how alike the first is.
func (p *page) likest(o *site.Option, all []likeness.Likeness, compared func(*site.Option) (address, title string, ok bool)) []templates.Likeness {
	var views []templates.Likeness
	add := func(word string, l likeness.Likeness) {
		view := p.likeness(word, o, l, mostTold)
		view.Compare = p.comparison(o, l.Option, compared)
		views = append(views, view)
	}
	switch n := len(all); {
	case n == 0:
	case tells(all):
		add(p.words.Text("likeness.most"), all[0])
		add(p.words.Text("likeness.least"), all[n-1])
	default:
		add(p.words.Text("likeness.with"), all[0])
	}
	return views
}
