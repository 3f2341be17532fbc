package render

import (
	"iter"
	"strconv"
	"strings"

	"tradeoff/generator/compare"
	"tradeoff/generator/site"
	"tradeoff/templates"
)

// ofPairs gives the pages of pairs that no guide compares, and the redirects to
// them and to the guides of the others. They are told one by one: a page is made
// when its turn comes, its tree too, and forgotten when it is written.
func (r *renderer) ofPairs() iter.Seq[file] {
	return func(yield func(file) bool) {
		for _, c := range r.site.Categories {
			for pair := range r.site.Pairs(c) {
				if !yield(r.makePage(pair.Address(), "pair.html", func() uint64 { return r.pairRecipe(pair) }, !compare.SaysEnough(pair), func(p *page) any { return p.pair(pair) })) {
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
		view.ProsCons = p.proscons(options, templates.Title{Text: "For and against", ID: "for-and-against", Section: true})
	}
	if len(pair.A.UsedBy)+len(pair.B.UsedBy) > 0 {
		view.UsedBy = p.usedBy(options, templates.Title{Text: "Who uses them", ID: "used-by", Section: true})
	}
	view.Decides = p.pairDecides(pair)
	if p.site.Config.Repository != "" {
		for i, o := range options {
			view.Edit = append(view.Edit, templates.NavLink{Label: view.Options[i].Name, Address: p.edit(o.File)})
		}
	}
	view.Frame = p.frame("pair", pair.Title(), view.Lead, p.categoryLink(c))
	view.Sources, view.SourceCount = p.sourceList(), p.sources.count
	return view
}

// pairTables shows all rows: those that differ first, the others folded away.
func (p *page) pairTables(view *templates.PairPage, pair site.Pair, facts compare.Pairing) {
	if facts.Differing.Rows > 0 {
		view.Table = p.pairTable(facts.Differing, pair.Title()+": where they differ")
	}
	for _, more := range []struct {
		rows           compare.Table
		label, caption string
	}{
		{facts.Nearly, "Different only in notes or links: " + count(facts.Nearly.Rows, "fact"), "where they differ in notes or links"},
		{facts.Alike, "Alike in " + count(facts.Alike.Rows, "fact"), "where they are alike"},
		{facts.Open, "Unknown for one or both: " + count(facts.Open.Rows, "fact"), "what is unknown for one or both"},
	} {
		if more.rows.Rows > 0 {
			view.More = append(view.More, templates.MoreRows{
				Label: more.label, Open: view.Table == nil && len(view.More) == 0,
				Table: p.pairTable(more.rows, pair.Title()+": "+more.caption),
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
				cards = append(cards, p.card(about[i][turn], "About "+name))
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
	view := &templates.LittleKnown{Why: littleWhy(compare.Count(pair))}
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

// littleWhy says in a sentence why a pair's page says little.
func littleWhy(tally compare.Tally) string {
	known := strconv.Itoa(tally.Told) + isKnown(tally.Told) + "of both"
	switch tally.Lack() {
	case compare.LacksFacts:
		if tally.Told == 0 {
			known = "none is known of both"
		}
		return "Little is known yet: of " + count(tally.Attributes, "fact") + ", " + known + "."
	case compare.LacksAttributes:
		return "There is little to compare: this site has no more than " + count(tally.Told, "fact") + " that could tell the two apart."
	case compare.LacksHalf:
		return "Little is known yet: of " + count(tally.Attributes, "fact") + ", " + known + ", which is less than half."
	}
	if tally.Differing == 0 {
		return "Little tells the two apart: of the " + count(tally.Told, "fact") + " known of both, none has a value for each that differs."
	}
	return "Little tells the two apart: of the " + count(tally.Told, "fact") + " known of both, only " + strconv.Itoa(tally.Differing) + " has a value for each that differs."
}

func isKnown(n int) string {
	if n == 1 {
		return " is known "
	}
	return " are known "
}

// count writes a number of things.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return strconv.Itoa(n) + " " + thing + "s"
}

// pairLead says in a sentence what the facts come to.
func (p *page) pairLead(pair site.Pair, facts compare.Pairing) string {
	first, second := pair.Names()
	lead := first + " or " + second + asYour(pair.A.Category)
	told, differing, nearly := facts.Told(), facts.Differing.Rows, facts.Nearly.Rows
	if told == 0 {
		return lead + ": there is no fact yet that is known of both."
	}
	lead += ": compared on " + count(told, "fact")
	switch {
	case differing == told && told == 1:
		return lead + ", in which they differ."
	case differing == told:
		return lead + ", they differ in all of them."
	case differing > 0 && nearly > 0:
		return lead + ", they differ in " + strconv.Itoa(differing) + ", and in " + strconv.Itoa(nearly) + " more only by notes or links."
	case differing > 0:
		return lead + ", they differ in " + strconv.Itoa(differing) + "."
	case nearly > 0:
		return lead + ", they differ only by notes or links, in " + strconv.Itoa(nearly) + "."
	}
	return lead + ", they do not differ."
}

// asYour says what one of a category's options would be to a reader; nothing where
// no word for one was given, and the title may be in the plural.
func asYour(c *site.Category) string {
	if c.Singular == strings.ToLower(c.Title) {
		return ""
	}
	return " as your " + c.Singular
}
