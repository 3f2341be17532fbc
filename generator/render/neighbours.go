package render

import (
	"slices"

	"tradeoff/generator/site"
	"tradeoff/templates"
)

// surroundings are where several decisions are made in one run.
type surroundings struct {
	stacks []stack
}

// A stack is a guide that asks the questions of several decisions in one run.
type stack struct {
	guide      *site.Guide
	categories []*site.Category // at least two that ask questions
	fragment   string           // its id, where that is known before the guide is rendered
}

// surroundingsOf looks around once, for all pages, in the guides that may have stacks.
func (r *renderer) surroundingsOf(guides []*site.Guide) surroundings {
	around := surroundings{}
	for _, g := range guides {
		around.stacks = append(around.stacks, r.stacksOf(g)...)
	}
	return around
}

// mayStack tells whether a guide decides anything in its text.
func mayStack(g *site.Guide) bool {
	return slices.ContainsFunc(g.Holes.Directives, func(d site.Directive) bool { return d.Name == "decide" })
}

// stacksOf gives the stacks of a guide. A stack of which a single category asks
// questions is none, but it takes the id that the first decision of a guide has.
func (r *renderer) stacksOf(g *site.Guide) (stacks []stack) {
	first := !g.HasAnchor(stackID)
	for i, d := range g.Holes.Directives {
		if d.Name != "decide" {
			continue
		}
		_, named := g.Directives[i].Get("category")
		_, chosen := g.Directives[i].Get("options")
		if !named || chosen { // it is embedded, and has the id
			first = false
			continue
		}
		asking := slices.DeleteFunc(slices.Clone(d.Categories), func(c *site.Category) bool { return r.tree(c, c.Options) == nil })
		if len(d.Categories) < 2 || len(asking) == 0 { // a link, or nothing
			continue
		}
		found := stack{guide: g, categories: asking}
		if first {
			found.fragment = stackID
		}
		first = false
		if len(asking) > 1 {
			stacks = append(stacks, found)
		}
	}
	return stacks
}

// stackID is the id of the first decision in a guide, unless a heading has it.
const stackID = "decide"

// beside gives the decisions that go with some, in the order of these.
func (r *renderer) beside(own ...*site.Category) []*site.Category {
	var list []*site.Category
	for _, c := range own {
		for _, n := range c.Beside {
			if !slices.Contains(own, n) && !slices.Contains(list, n) {
				list = append(list, n)
			}
		}
	}
	return list
}

// stackFor gives the stack that makes most of the decisions together, at least one
// of own and one beside them: among equals the one that makes the fewest others,
// then the first. It is never one of the page's own.
func (p *page) stackFor(own, beside []*site.Category) *stack {
	var best *stack
	most, others := 0, 0
	for i, s := range p.around.stacks {
		mine, near := common(s.categories, own), common(s.categories, beside)
		rest := len(s.categories) - mine - near
		if s.guide.Address() == p.address || mine == 0 || near == 0 || mine+near < most || mine+near == most && best != nil && rest >= others {
			continue
		}
		best, most, others = &p.around.stacks[i], mine+near, rest
	}
	return best
}

// common counts the categories that are in both lists.
func common(a, b []*site.Category) (n int) {
	for _, c := range a {
		if slices.Contains(b, c) {
			n++
		}
	}
	return n
}

// neighboursInGuides is how many neighbours the end of a guide shows at most.
const neighboursInGuides = 6

// guideNeighbours are the decisions that go with those that a guide helps to make;
// nil where there are none. An article has none: it makes no decision of its own.
func (p *page) guideNeighbours(g *site.Guide) *templates.Neighbours {
	beside := p.renderer.beside(g.Categories...)
	if len(beside) == 0 {
		return nil
	}
	view := &templates.Neighbours{ID: p.id("neighbours"), Title: p.words.Text("neighbours.of_guide")}
	p.addStack(view, g.Categories, beside)
	if len(beside) > neighboursInGuides {
		view.More = templates.NavLink{Label: p.words.Text("neighbours.all", "category", g.Categories[0].Title), Address: p.link(g.Categories[0].Address()) + "#neighbours"}
		beside = beside[:neighboursInGuides]
	}
	shown := []*site.Guide{g}
	for _, r := range p.links.Of(g) {
		shown = append(shown, r.Guide)
	}
	for _, c := range beside {
		view.List = append(view.List, p.neighbour(c, shown...))
	}
	return view
}

// categoryNeighbours are the decisions that go with a category, described.
func (p *page) categoryNeighbours(c *site.Category) *templates.Neighbours {
	beside := p.renderer.beside(c)
	if len(beside) == 0 {
		return nil
	}
	view := &templates.Neighbours{ID: p.id("neighbours"), Title: p.words.Text("neighbours.of_category")}
	p.addStack(view, []*site.Category{c}, beside)
	for _, n := range beside {
		neighbour := p.neighbour(n)
		neighbour.Summary = p.text(n.Summary)
		view.List = append(view.List, neighbour)
	}
	return view
}

func (p *page) addStack(view *templates.Neighbours, own, beside []*site.Category) {
	if s := p.stackFor(own, beside); s != nil {
		view.Stack = &templates.StackLink{Title: s.guide.Title, Address: p.link(s.guide.Address())}
		if s.fragment != "" {
			view.Stack.Address += "#" + s.fragment
		}
		for _, c := range s.categories {
			view.Stack.Decisions = append(view.Stack.Decisions, c.Title)
		}
	}
}

// neighbour leads to a category, its decision, and the guide to begin with, if that
// is none of those that the page shows anyway.
func (p *page) neighbour(c *site.Category, shown ...*site.Guide) templates.Neighbour {
	n := templates.Neighbour{Title: c.Title, Address: p.link(c.Address()), Options: len(c.Options)}
	if link, ok := p.decisionLink(c); ok {
		n.Decide = &link
	}
	if g := firstGuide(c, shown); g != nil {
		n.Guide = templates.NavLink{Label: g.Title, Address: p.link(g.Address())}
	}
	return n
}

// mostConsidered is how many of a category's guides firstGuide looks at.
const mostConsidered = 32

// firstGuide gives the guide to begin with in a category: one that is about it
// alone goes before those that compare with options of others. It is none of those
// that are shown.
func firstGuide(c *site.Category, shown []*site.Guide) *site.Guide {
	var first *site.Guide
	for _, g := range c.Guides[:min(len(c.Guides), mostConsidered)] {
		switch {
		case slices.Contains(shown, g):
		case len(g.Categories) == 1:
			return g
		case first == nil:
			first = g
		}
	}
	return first
}
