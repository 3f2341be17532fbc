package render

import (
	"tradeoff/generator/compare"
	"tradeoff/generator/likeness"
	"tradeoff/generator/site"
	"tradeoff/templates"
)

// category shows a whole decision: all of its options, by their facts and by how
// alike they are.
func (p *page) category(c *site.Category) *templates.CategoryPage {
	view := &templates.CategoryPage{
		Frame:    p.frame("category", c.Title, c.Summary.Plain),
		Singular: c.Singular,
		Summary:  p.text(c.Summary),
		Options:  p.optionSummaries(c.Options, nil),
		Compact:  len(c.Options) > mostDescribedOptions,
		Guides:   p.cards(c.Guides),
	}
	if table := compare.Options(c.Options); table.Rows > 0 {
		view.Table = p.tableView(table, p.categoryCaption(c))
		view.Table.Download = p.downloads(1)
	}
	p.addTableFiles(&view.Frame)
	view.Weighing = p.categoryWeighing(c)
	p.addWeighFiles(&view.Frame)
	view.Families = p.families(c, view.Compact)
	if link, ok := p.decisionLink(c); ok {
		view.Decide = &link
	}
	view.Neighbours = p.categoryNeighbours(c)
	view.EditURL = p.edit(c.File)
	view.Sources, view.SourceCount = p.sourceList(), p.sources.count
	p.tellCategory(&view.Frame, c)
	return view
}

// optionSummaries lists options but one.
func (p *page) optionSummaries(options []*site.Option, except *site.Option) []templates.OptionSummary {
	var summaries []templates.OptionSummary
	for _, o := range options {
		if o != except {
			summaries = append(summaries, p.optionSummary(o))
		}
	}
	return summaries
}

func (p *page) optionSummary(o *site.Option) templates.OptionSummary {
	return templates.OptionSummary{Name: optionName(o), Address: p.link(o.Address()), Summary: p.text(o.Summary)}
}

// families puts a category's options in the order of their likeness; nil where that
// cannot be told. Those that are in no family stand together behind the families, and
// last those of which too little is known: that says nothing of what they are like.
func (p *page) families(c *site.Category, compact bool) []templates.Family {
	var families []templates.Family
	alone, unknown := templates.Family{Label: p.words.Text("category.in_no_family")}, templates.Family{Label: p.words.Text("category.too_little_known")}
	for _, f := range p.spaces[c]().Families() {
		if len(f.Options) == 1 {
			relative := p.relative(f.Options[0], compact)
			group := &alone
			if relative.Nearest == nil {
				group = &unknown
			}
			group.Options = append(group.Options, relative)
			continue
		}
		family := templates.Family{Shared: p.toldAll(f)}
		if len(family.Shared) == 0 {
			family.Label = p.words.Text("category.alike_on_the_whole")
		}
		for _, o := range f.Options {
			family.Options = append(family.Options, p.relative(o, compact))
		}
		families = append(families, family)
	}
	for _, group := range []templates.Family{alone, unknown} {
		if len(group.Options) > 0 {
			families = append(families, group)
		}
	}
	if len(families) == 1 {
		families[0].Label = "" // there is nothing to tell it from
	}
	return families
}

// toldAll tells in what the options of a family are alike: with the value, where all
// say the same.
func (p *page) toldAll(f likeness.Family) []templates.ToldFact {
	var facts []templates.ToldFact
	for _, a := range f.Shared[:min(mostTold, len(f.Shared))] {
		fact := p.told(a, f.Options[0])
		for _, o := range f.Options[1:] {
			if !o.Fact(a).Value.Equal(f.Options[0].Fact(a).Value) {
				fact.Value = ""
			}
		}
		facts = append(facts, fact)
	}
	return facts
}

// relative is an option in a family, with the option that it is most like.
func (p *page) relative(o *site.Option, compact bool) templates.Relative {
	view := templates.Relative{OptionSummary: p.optionSummary(o)}
	all := p.spaces[o.Category]().Others(o)
	if len(all) == 0 {
		return view
	}
	word := p.words.Text("likeness.with")
	if tells(all) {
		word = p.words.Text("likeness.most")
	}
	told := p.likeness(word, o, all[0], 2)
	if compact {
		told.Same, told.Differ = nil, nil
	}
	view.Nearest = &told
	return view
}
