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
		view.Table = p.tableView(table, c.Title+", fact by fact")
	}
	view.Families = p.families(c, view.Compact)
	if link, ok := p.decisionLink(c); ok {
		view.Decide = &link
	}
	view.Neighbours = p.categoryNeighbours(c)
	view.EditURL = p.edit(c.File)
	view.Sources, view.SourceCount = p.sourceList(), p.sources.count
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
	return templates.OptionSummary{Name: o.Name, Address: p.link(o.Address()), Summary: p.text(o.Summary)}
}

// families puts a category's options in the order of their likeness; nil where that
// cannot be told. Those that are in no family make one, the last.
func (p *page) families(c *site.Category, compact bool) []templates.Family {
	var families []templates.Family
	var others templates.Family
	for _, f := range p.spaces[c]().Families() {
		if len(f.Options) == 1 {
			others.Options = append(others.Options, p.relative(f.Options[0], compact))
			continue
		}
		family := templates.Family{Shared: p.toldAll(f)}
		for _, o := range f.Options {
			family.Options = append(family.Options, p.relative(o, compact))
		}
		families = append(families, family)
	}
	if len(others.Options) > 0 {
		others.Label = "Less like any other"
		families = append(families, others)
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
			if p.told(a, o).Value != fact.Value {
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
	nearest, ok := p.spaces[o.Category]().Nearest(o)
	switch {
	case !ok:
	case compact:
		view.Nearest = &templates.Likeness{
			Word: "Most like", Name: nearest.Option.Name, Address: p.link(nearest.Option.Address()),
			Alike: nearest.Alike, Compared: nearest.Compared, Different: nearest.Compared - nearest.Alike,
		}
	default:
		told := p.likeness("Most like", o, nearest, 2)
		view.Nearest = &told
	}
	return view
}
