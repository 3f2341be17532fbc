package markdown

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
)

// A group is a node that begins an item, and the nodes that follow it.
type group struct {
	head ast.Node
	body []ast.Node
}

// divide cuts the content of a container before each node that starts an item.
func divide(content []ast.Node, starts func(ast.Node) bool) (intro []ast.Node, groups []group) {
	for _, n := range content {
		switch last := len(groups) - 1; {
		case starts(n):
			groups = append(groups, group{head: n})
		case last >= 0:
			groups[last].body = append(groups[last].body, n)
		default:
			intro = append(intro, n)
		}
	}
	return intro, groups
}

func renderContainer(b *builder, n *containerNode, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	content := slices.Collect(children(n))
	if !n.known { // reported; what is in it is read nevertheless
		for _, child := range content {
			b.render(child)
		}
		return ast.WalkSkipChildren
	}
	c := &markup.Container{Name: n.name, Pos: b.at(n.nameStart)}
	if len(content) > 0 && content[0].Kind() == kindTitle {
		c.Title = b.nested(func() { b.renderChildren(content[0]) })
		c.Plain = b.plain(content[0])
		content = content[1:]
	}
	switch n.division() {
	case markup.ByHeading:
		b.divideByHeading(c, n, content)
	case markup.ByCode:
		b.divideByCode(c, content)
	case markup.ByListItem:
		b.divideByListItem(c, content)
	default:
		c.Intro = b.renderAll(content)
		if len(content) == 0 && n.closed {
			b.diags.Errorf(c.Pos, diag.DirectiveContent, ":::%s is empty", n.name).
				Hint = "write its text between the opening line and the closing fence"
		}
	}
	b.hole(c)
	return ast.WalkSkipChildren
}

func (b *builder) renderAll(all []ast.Node) markup.Body {
	return b.nested(func() {
		for _, n := range all {
			b.render(n)
		}
	})
}

func (b *builder) divideByHeading(c *markup.Container, n *containerNode, content []ast.Node) {
	intro, groups := divide(content, func(child ast.Node) bool {
		h, ok := child.(*ast.Heading)
		return ok && n.startsItem(h)
	})
	c.Intro = b.renderAll(intro)
	for _, g := range groups {
		is := b.headingOf(g.head.(*ast.Heading))
		item := markup.Item{ID: is.ID, Plain: is.Plain}
		item.Heading = b.nested(func() { b.renderChildren(g.head) })
		item.Body = b.renderAll(g.body)
		if len(g.body) == 0 {
			b.diags.Warnf(b.at(headingStart(g.head.(*ast.Heading))), diag.DirectiveContent, "nothing follows the heading %q", item.Plain).
				Hint = "write its text below the heading, or remove the heading"
		}
		c.Items = append(c.Items, item)
	}
	if len(groups) == 0 && !n.misheaded {
		d := b.diags.Errorf(c.Pos, diag.DirectiveContent, ":::%s has no heading of level 3", c.Name)
		d.Hint = map[string]string{
			"verdict": "begin each card with ### and whom it is for",
			"faq":     "begin each question with ###",
			"columns": "begin each column with ### and its heading",
		}[c.Name]
		if n.deeper > 0 {
			d.Hint = "write ### where it has " + strings.Repeat("#", n.deeper)
		}
	}
}

func (b *builder) divideByCode(c *markup.Container, content []ast.Node) {
	intro, groups := divide(content, func(child ast.Node) bool { return child.Kind() == ast.KindFencedCodeBlock })
	c.Intro = b.renderAll(intro)
	for _, g := range groups {
		code := b.readCode(g.head.(*ast.FencedCodeBlock))
		item := markup.Item{Plain: code.label(), Language: code.language}
		code.title = "" // it is the tab's label
		item.Body = b.nested(func() {
			b.writeCode(code)
			for _, n := range g.body {
				b.render(n)
			}
		})
		c.Items = append(c.Items, item)
	}
	if len(groups) == 0 {
		b.diags.Errorf(c.Pos, diag.DirectiveContent, ":::%s has no fenced code block", c.Name).
			Hint = "each tab is a block of code between ``` and ```"
	}
}

func (b *builder) divideByListItem(c *markup.Container, content []ast.Node) {
	intro, groups := divide(content, func(child ast.Node) bool { return child.Kind() == ast.KindList })
	c.Intro = b.renderAll(intro)
	for _, g := range groups {
		for entry := range children(g.head) {
			b.entry(c, entry)
		}
		if len(g.body) == 0 || len(c.Items) == 0 {
			continue
		}
		b.diags.Warnf(b.at(g.body[0].Pos()), diag.DirectiveContent, "what stands after a list becomes part of its last entry").
			Hint = "put it before the list, or indent it to say that it belongs to the entry"
		last := &c.Items[len(c.Items)-1]
		last.Body = append(last.Body, b.renderAll(g.body)...)
	}
	if len(groups) == 0 {
		b.diags.Errorf(c.Pos, diag.DirectiveContent, ":::%s has no list", c.Name).
			Hint = "write each question as an item of a list: - Is it ...?"
	}
}

// entry adds an item of a list to a checklist, without its own box.
func (b *builder) entry(c *markup.Container, n ast.Node) {
	if box := taskBox(n); box != nil {
		box.Parent().RemoveChild(box.Parent(), box)
	}
	item := markup.Item{Body: b.nested(func() { b.renderChildren(n) })}
	if first := n.FirstChild(); first != nil {
		item.Plain = b.plain(first)
	}
	if len(item.Body) > 0 {
		c.Items = append(c.Items, item)
	}
}
