package render

import (
	"html/template"
	"math/big"
	"slices"

	"tradeoff/generator/decision"
	"tradeoff/generator/diag"
	"tradeoff/generator/diagram"
	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/words"
	"tradeoff/templates"
)

// tree gives the tree of a category for options of it, or nil where the site has
// none: the category asks no questions or has no options.
func (r *renderer) tree(c *site.Category, options []*site.Option) *decision.Tree {
	if r.trees == nil {
		return nil
	}
	return r.trees.Of(c, options)
}

// treeFormats are the files that a category's tree can be taken away as.
var treeFormats = []struct {
	name  string
	write func(*decision.Tree, *words.Words) []byte
}{{"JSON", func(t *decision.Tree, _ *words.Words) []byte { return diagram.JSON(t) }}, {"Mermaid", diagram.Mermaid}, {"DOT", diagram.DOT}}

// treeFiles are a category's tree as files.
func (r *renderer) treeFiles(c *site.Category, t *decision.Tree) []file {
	var files []file
	recipe := func() uint64 { return r.treeRecipe(c) }
	for i, address := range c.TreeAddresses() {
		files = append(files, file{address: address, recipe: recipe, render: func(*diag.List) ([]byte, error) { return treeFormats[i].write(t, r.words), nil }})
	}
	return files
}

// decidePage shows the decision among all options of a category.
func (p *page) decidePage(c *site.Category, t *decision.Tree) *templates.DecidePage {
	view := &templates.DecidePage{
		Category: p.categoryLink(c), Singular: c.Singular, Method: t.Method.String(),
		Decision: p.decision(c, t, templates.Title{Text: p.words.Text("decision.questions"), Section: true, Hidden: true}),
	}
	if len(t.Options) == 1 {
		view.Only = p.optionLink(t.Options[0])
	}
	p.take("tree", "method", "neighbours")
	if view.Picture = p.treePicture(t); view.Picture != nil && view.Decision.Walk != nil {
		view.Picture.Outline = view.Decision.Walk.ID
	}
	for _, n := range p.beside(c) {
		if p.tree(n, n.Options) != nil {
			view.Neighbours = append(view.Neighbours, templates.NavLink{Label: n.Title, Address: p.link(n.DecideAddress())})
		}
	}
	for i, address := range c.TreeAddresses() {
		view.Downloads = append(view.Downloads, templates.NavLink{Label: treeFormats[i].name, Address: p.link(address)})
	}
	view.Frame = p.frame("decide", p.decideTitle(c), p.effortSentence(c, t), p.categoryLink(c))
	if view.Picture != nil {
		view.TreeStyle = p.link(p.assets[templates.TreeStyle])
	}
	p.tellDecide(&view.Frame, c)
	view.EditURL = p.edit(c.File)
	return view
}

// decideTitle is the question that a category's decision answers.
func (r *renderer) decideTitle(c *site.Category) string {
	return r.words.Text("decision.title", "kind", c.Singular)
}

// decision is a tree to walk, with and without a script.
func (p *page) decision(c *site.Category, t *decision.Tree, title templates.Title) *templates.Decision {
	p.decides = true
	view := &templates.Decision{
		ID: p.id("decide"), Category: c.ID, Name: c.Title, Title: title,
		Effort: p.effort(t), Options: p.optionLinks(t.Options),
	}
	if p.address != c.DecideAddress() {
		view.Page = templates.NavLink{Label: c.Title, Address: p.link(c.DecideAddress())}
	}
	view.Data = p.decisionJSON(p.decisionData(c, t, withReasons))
	if view.Walk = p.walk(c, t); view.Walk == nil {
		view.Questions = p.questions(t)
		view.Tree = p.link(c.TreeAddresses()[0])
	}
	return view
}

// effort says how much a tree asks.
func (p *page) effort(t *decision.Tree) templates.Effort {
	cost := t.Cost
	about, _ := new(big.Float).SetRat(cost.Expected).Float64()
	effort := templates.Effort{
		Questions: cost.Questions, Matter: cost.Matter, Average: p.format.average(cost.Expected),
		About: max(int(about+0.5), min(1, cost.Most)), Most: cost.Most,
		Always: cost.Expected.Cmp(big.NewRat(int64(cost.Most), 1)) == 0,
	}
	if least := new(big.Rat).SetFloat64(cost.LeastPossible); t.Method == decision.Greedy && least != nil && least.Sign() > 0 {
		effort.Least = p.format.average(least)
	}
	return effort
}

// mostDescribed is how many options the description of a page names.
const mostDescribed = 8

// effortSentence describes a decision's page in a sentence.
func (p *page) effortSentence(c *site.Category, t *decision.Tree) string {
	e := p.effort(t)
	if len(t.Options) == 1 {
		return p.words.Text("decision.only", "option", t.Options[0].Name, "kind", c.Singular)
	}
	names := make([]string, len(t.Options))
	for i, o := range t.Options {
		names[i] = o.DistinctName()
	}
	among := p.words.Join("all", names)
	if len(names) > mostDescribed {
		among = p.words.Text("count.options", "count", len(names))
	}
	if e.Most == 0 {
		return p.words.Text("decision.no_change", "kind", c.Singular, "options", among)
	}
	return p.words.Text("decision.lead", "count", e.Most, "kind", c.Singular, "options", among)
}

// decisionLink leads to a category's decision; ok is false where it has none.
func (p *page) decisionLink(c *site.Category) (link templates.DecisionLink, ok bool) {
	t := p.tree(c, c.Options)
	if t == nil {
		return link, false
	}
	return templates.DecisionLink{
		Category: c.Title, Singular: c.Singular, Options: len(c.Options), Effort: p.effort(t), Address: p.link(c.DecideAddress()),
	}, true
}

// decide writes what `::decide` stands for: the decision among a guide's options,
// the way to that of a whole category, or those of several categories in one run.
func (w *writer) decide(ref markup.DirectiveRef, d site.Directive) {
	_, named := ref.Get("category")
	if _, chosen := ref.Get("options"); chosen {
		named = false
	}
	if named && len(d.Categories) > 1 && !w.plain {
		w.stack(d.Categories)
		return
	}
	for _, c := range d.Categories {
		if named || w.plain {
			if link, ok := w.decisionLink(c); ok {
				w.write("decision-link.html", link)
			}
			continue
		}
		if t := w.tree(c, decision.Among(c, d.Options)); t != nil {
			w.embedded(c, t)
		}
	}
}

// embedded writes a decision into a guide.
func (w *writer) embedded(c *site.Category, t *decision.Tree) {
	view := w.page.decision(c, t, w.sectionTitle(w.decisionTitle(t)))
	w.names(w.words.Text("decision.questions_that_decide"), view.ID)
	w.write("decision.html", view)
}

// decisionTitle invites to a decision in a guide.
func (p *page) decisionTitle(t *decision.Tree) string {
	switch e := p.effort(t); {
	case e.Most == 0:
		return p.words.Text("decision.not_sure")
	case e.Most == 1:
		return p.words.Text("decision.not_sure_one")
	case e.Always:
		return p.words.Text("decision.not_sure_some", "count", e.Most)
	default:
		return p.words.Text("decision.not_sure_up_to", "count", e.Most)
	}
}

// stack writes several decisions in one run.
func (w *writer) stack(categories []*site.Category) {
	view := &templates.DecisionStack{Title: w.sectionTitle(w.words.Text("decision.stack_title"))}
	var data []decisionData
	for _, c := range categories {
		if link, ok := w.decisionLink(c); ok {
			view.Decisions = append(view.Decisions, link)
			data = append(data, w.decisionData(c, w.tree(c, c.Options), withoutReasons))
		}
	}
	if len(data) == 0 {
		return
	}
	w.decides = true
	view.ID, view.Data = w.id("decide"), w.decisionJSON(data)
	w.names(w.words.Text("decision.stack"), view.ID)
	w.write("decision-stack.html", view)
}

// invitation leads from a guide that compares options and has no decision in it to
// those of its categories, where they can help.
func (p *page) invitation(g *site.Guide) template.HTML {
	var html template.HTML
	if places(g, "decide") {
		return html
	}
	for _, c := range g.Categories {
		if link, ok := p.decisionLink(c); ok && link.Effort.Most > 0 {
			html += p.execute("decision-link.html", link)
		}
	}
	return html
}

// hasVerdict tells whether a guide has a verdict that stands by itself.
func hasVerdict(body markup.Body) bool {
	return slices.ContainsFunc(body, func(part markup.Part) bool {
		c, ok := part.(*markup.Container)
		return ok && c.Name == "verdict"
	})
}

func (w *writer) write(name string, view any) { w.out.WriteString(string(w.execute(name, view))) }
