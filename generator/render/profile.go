package render

import (
	"slices"

	"tradeoff/generator/site"
	"tradeoff/generator/weigh"
	"tradeoff/templates"
)

// profile tells where an option stands in each group; nil where that cannot be told.
func (p *page) profile(o *site.Option) *templates.Profile {
	b := p.boards[o.Category]()
	view := &templates.Profile{Options: len(b.Options)}
	at, scored := slices.Index(b.Options, o), false
	for _, g := range b.Groups {
		group := templates.ProfileGroup{
			Said: p.score(g.Scores[at]), Label: p.groupLabel(g), Row: p.rows[g.Attributes[0].ID], Known: g.Known[at], Facts: len(g.Attributes), Median: weigh.Percent(g.Median()),
		}
		if s := g.Scores[at]; s != nil {
			group.Scored, group.Score, scored = true, weigh.Percent(s), true
		}
		view.Groups = append(view.Groups, group)
	}
	if !scored {
		return nil
	}
	p.scored = true
	return view
}
