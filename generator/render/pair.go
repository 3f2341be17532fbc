package render

import (
	"iter"
	"strings"

	"tradeoff/generator/compare"
	"tradeoff/generator/preview"
	"tradeoff/generator/site"
	"tradeoff/templates"
)

// ofPairs gives the pages of pairs that no guide compares, and the redirects to
// them and to the guides of the others. They are told one by one: a page is made
// when its turn comes, its tree too, and forgotten when it is written.
func (r *renderer) ofPairs() iter.Seq[file] {
	return func(yield func(file) bool) {
		for _, c := range r.site.Categories {
			picture := func(pair site.Pair) func() *preview.Picture {
				return func() *preview.Picture { return r.pairPicture(pair) }
			}
			if !pairsShown(c) { // the category's page has it
				picture = func(site.Pair) func() *preview.Picture { return nil }
			}
			for pair := range r.site.Pairs(c) {
				if !yield(r.makePage(pair.Address(), "pair.html", func() uint64 { return r.pairRecipe(pair) }, !compare.SaysEnough(pair), func(p *page) any { return p.pair(pair) }).with(picture(pair))) {
					return
				}
			}
			for redirect := range r.site.PairRedirects(c) {
				if !yield(r.redirects(redirect)) {
					return
				}
			}
		}
	}
}

// pair shows two options that no guide compares.
func (p *page) pair(pair site.Pair) *templates.PairPage {
	c, options := pair.A.Category, []*site.Option{pair.A, pair.B}
	facts := compare.Pair(pair)
	view := &templates.PairPage{
		Lead: p.pairLead(pair, facts), Options: p.optionLinks(options), Category: p.categoryLink(c),
		Little: p.littleKnown(pair, facts), Guides: p.guidesAbout(pair), Profiles: p.optionSummaries(options, nil),
	}
	p.pairTables(view, pair, facts)
	view.Speaks = p.pairSpeaks(pair, facts)
	if len(pair.A.Pros)+len(pair.A.Cons)+len(pair.B.Pros)+len(pair.B.Cons) > 0 {
		view.ProsCons = p.proscons(options, templates.Title{Text: p.words.Text("pros.title"), ID: "for-and-against", Section: true})
	}
	if len(pair.A.UsedBy)+len(pair.B.UsedBy) > 0 {
		view.UsedBy = p.usedBy(options, templates.Title{Text: p.words.Text("used_by.title"), ID: "used-by", Section: true})
	}
	view.Decides = p.pairDecides(pair)
	if p.site.Config.Repository != "" {
		for _, o := range options {
			view.Edit = append(view.Edit, templates.NavLink{Label: o.DistinctName(), Address: p.edit(o.File)})
		}
	}
	view.Frame = p.frame("pair", p.pairTitle(pair), view.Lead, p.categoryLink(c))
	p.tellPair(&view.Frame, pair)
	p.addTableFiles(&view.Frame)
	view.Sources, view.SourceCount = p.sourceList(), p.sources.count
	return view
}

// pairTables shows all rows: those that differ first, the others folded away.
func (p *page) pairTables(view *templates.PairPage, pair site.Pair, facts compare.Pairing) {
	if facts.Differing.Rows > 0 {
		view.Table = p.pairTable(facts.Differing, p.words.Text("pair.differ", "pair", p.pairTitle(pair)))
	}
	title := p.pairTitle(pair)
	for _, more := range []struct {
		rows           compare.Table
		label, caption string
	}{
		{facts.Nearly, p.words.Text("pair.nearly", "count", facts.Nearly.Rows), p.words.Text("pair.nearly_caption", "pair", title)},
		{facts.Alike, p.words.Text("pair.alike", "count", facts.Alike.Rows), p.words.Text("pair.alike_caption", "pair", title)},
		{facts.Open, p.words.Text("pair.unknown", "count", facts.Open.Rows), p.words.Text("pair.unknown_caption", "pair", title)},
	} {
		if more.rows.Rows > 0 {
			view.More = append(view.More, templates.MoreRows{
				Label: more.label, Open: view.Table == nil && len(view.More) == 0,
				Table: p.pairTable(more.rows, more.caption),
			})
		}
	}
}

func (p *page) pairTable(t compare.Table, caption string) *templates.Table {
	view := p.tableView(t, caption)
	view.Sorted = true
	return view
}

// mostGuides is how many guides a pair's page offers.
const mostGuides = 4

// guidesAbout gives guides about one of the two options, in turn, so that neither
// has all the places: of each those that compare the fewest first.
func (p *page) guidesAbout(pair site.Pair) []templates.Card {
	var cards []templates.Card
	var about [2][]*site.Guide
	for i, o := range []*site.Option{pair.A, pair.B} {
		about[i] = closest(o.Guides)
	}
	first, second := pair.Names()
	for turn := range mostGuides {
		for i, name := range []string{first, second} {
			if turn < len(about[i]) && len(cards) < mostGuides {
				cards = append(cards, p.card(about[i][turn], p.words.Text("pair.about", "option", name)))
			}
		}
	}
	return cards
}

// closest gives the first guides of an option that a page offers, those that
// compare the fewest options first. It reads them once: there may be thousands.
func closest(guides []*site.Guide) []*site.Guide {
	var best []*site.Guide
	for _, g := range guides {
		at := len(best)
		for at > 0 && len(g.Options) < len(best[at-1].Options) {
			at--
		}
		if at == mostGuides {
			continue
		}
		if len(best) < mostGuides {
			best = append(best, nil)
		}
		copy(best[at+1:], best[at:])
		best[at] = g
	}
	return best
}

// mostMissing is how many attributes a page names that are not known of an option.
const mostMissing = 8

// littleKnown says why a pair's page says little; nil where it says enough.
func (p *page) littleKnown(pair site.Pair, facts compare.Pairing) *templates.LittleKnown {
	if !p.hidden {
		return nil
	}
	view := &templates.LittleKnown{Why: p.littleWhy(compare.Count(pair))}
	first, second := pair.Names()
	for i, o := range facts.Options {
		missing := facts.Missing(i)
		if len(missing) == 0 {
			continue
		}
		entry := templates.MissingFacts{Name: [...]string{first, second}[i], More: max(0, len(missing)-mostMissing)}
		for _, a := range missing[:len(missing)-entry.More] {
			entry.Labels = append(entry.Labels, a.Label)
		}
		view.Missing = append(view.Missing, entry)
		if address := p.edit(o.File); address != "" {
			view.Add = append(view.Add, templates.NavLink{Label: entry.Name, Address: address})
		}
	}
	return view
}

// pairTitle names the two: "Django vs Express".
func (r *renderer) pairTitle(pair site.Pair) string {
	first, second := pair.Names()
	return r.words.Join("vs", []string{first, second})
}

// comparisonTitle is the title of the page that compares two options: a guide's own,
// and that of a generated one in the site's words.
func (r *renderer) comparisonTitle(a, b *site.Option, address, title string) string {
	if pair := site.NewPair(a, b); pair.Address() == address {
		return r.pairTitle(pair)
	}
	return title
}

// littleWhy says in a sentence why a pair's page says little.
func (p *page) littleWhy(tally compare.Tally) string {
	lacks := tally.Lack()
	switch {
	case lacks == compare.LacksAttributes:
		return p.words.Text("pair.little.attributes", "count", tally.Told)
	case lacks == compare.LacksFacts && tally.Told == 0:
		return p.words.Text("pair.little.facts_none", "count", tally.Attributes)
	case lacks == compare.LacksFacts && tally.Told == 1:
		return p.words.Text("pair.little.facts_one", "count", tally.Attributes, "known", tally.Told)
	case lacks == compare.LacksFacts:
		return p.words.Text("pair.little.facts_some", "count", tally.Attributes, "known", tally.Told)
	case lacks == compare.LacksHalf && tally.Told == 1:
		return p.words.Text("pair.little.half_one", "count", tally.Attributes, "known", tally.Told)
	case lacks == compare.LacksHalf:
		return p.words.Text("pair.little.half_some", "count", tally.Attributes, "known", tally.Told)
	case tally.Differing == 0:
		return p.words.Text("pair.little.differing_none", "count", tally.Told)
	}
	return p.words.Text("pair.little.differing", "count", tally.Told, "differing", tally.Differing)
}

// pairLead says in a sentence what the facts come to.
func (p *page) pairLead(pair site.Pair, facts compare.Pairing) string {
	names := p.pairNames(pair)
	told, differing, nearly := facts.Told(), facts.Differing.Rows, facts.Nearly.Rows
	switch {
	case told == 0:
		return p.words.Text("pair.lead.nothing", "names", names)
	case differing == told && told == 1:
		return p.words.Text("pair.lead.one_differs", "names", names, "count", told)
	case differing == told:
		return p.words.Text("pair.lead.all_differ", "names", names, "count", told)
	case differing > 0 && nearly > 0:
		return p.words.Text("pair.lead.differ_and_nearly", "names", names, "count", told, "differing", differing, "nearly", nearly)
	case differing > 0:
		return p.words.Text("pair.lead.differ", "names", names, "count", told, "differing", differing)
	case nearly > 0:
		return p.words.Text("pair.lead.nearly", "names", names, "count", told, "nearly", nearly)
	}
	return p.words.Text("pair.lead.alike", "names", names, "count", told)
}

// pairNames asks which of the two, and says what one of the category's options would
// be to a reader, unless no word for one was given, and the title may be in the plural.
func (p *page) pairNames(pair site.Pair) string {
	first, second := pair.Names()
	c := pair.A.Category
	if c.Singular == strings.ToLower(c.Title) {
		return p.words.Text("pair.names", "first", first, "second", second)
	}
	return p.words.Text("pair.names_as", "first", first, "second", second, "kind", c.Singular)
}
