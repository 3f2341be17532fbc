package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
)

// dropTitle removes a first heading that only repeats the guide's title.
func (b *builder) dropTitle(root ast.Node) {
	h, ok := root.FirstChild().(*ast.Heading)
	if ok && h.Level == 1 && b.opts.Title != "" && slug(b.plain(h)) == slug(b.opts.Title) {
		root.RemoveChild(root, h)
	}
}

// outline gives every heading its level and its id, and collects both. Ids that
// are written go first, wherever they stand, so that none is taken by a heading
// that could have another.
func (b *builder) outline(root ast.Node) {
	below := blocksBelow
	if b.opts.RawHTML {
		below = nodesBelow
	}
	for n := range below(root) {
		switch n := n.(type) {
		case *ast.Heading:
			b.explicitID(n)
		case *ast.HTMLBlock, *ast.RawHTML:
			if b.opts.RawHTML {
				b.anchors.addHTML(rawText(b.source, n))
			}
		}
	}
	levels := levels{}
	b.outlineBelow(root, nil, &levels)
}

func (b *builder) outlineBelow(n ast.Node, in *containerNode, levels *levels) {
	for c := range children(n) {
		switch c := c.(type) {
		case *ast.Heading:
			b.outlineHeading(c, in, levels)
		case *containerNode:
			b.outlineBelow(c, c, levels)
		default:
			if c.Type() == ast.TypeBlock {
				b.outlineBelow(c, in, levels)
			}
		}
	}
}

func (b *builder) outlineHeading(h *ast.Heading, in *containerNode, levels *levels) {
	words := b.plain(h)
	pos := func() diag.Position { return b.at(headingStart(h)) } // of few it is asked
	if words == "" && !holdsFact(h) {
		b.diags.Warnf(pos(), diag.Heading, "a heading without words is left out").
			Hint = "write its words behind the #, or remove the line"
		if id, ok := h.AttributeString("id"); ok {
			delete(b.anchors.ids, string(id.([]byte)))
		}
		h.Parent().RemoveChild(h.Parent(), h)
		return
	}
	heading := markup.Heading{Plain: words}
	divides := in != nil && in.division() == markup.ByHeading && h.Parent() == ast.Node(in)
	if divides && h.Level < 3 {
		b.diags.Errorf(pos(), diag.DirectiveContent, "a heading of level %d cannot stand in :::%s, which is cut at headings of level 3", h.Level, in.name).
			Hint = "write ###, or close :::" + in.name + " before this heading"
		in.misheaded = true
	}
	if in != nil {
		heading.Container = in.name
	}
	switch {
	case in != nil && in.startsItem(h):
		heading.Level = levels.item()
		in.items++
	case divides && h.Level > 3 && in.items == 0:
		heading.Level, _ = levels.add(h.Level)
		in.deeper = max(in.deeper, h.Level)
	default:
		heading.Level = b.level(h, pos, levels)
	}
	if id, ok := h.AttributeString("id"); ok {
		heading.ID = string(id.([]byte))
	} else {
		heading.ID = b.anchors.generate(b.slugOf(h, words))
	}
	h.Level = heading.Level
	b.headings = append(b.headings, outlined{h, heading})
}

// An outlined is a heading of the tree and what became of it.
type outlined struct {
	node *ast.Heading
	is   markup.Heading
}

// headingOf gives what became of a heading. They are asked for in nearly the order of
// the outline: footnotes stand at the end.
func (b *builder) headingOf(h *ast.Heading) markup.Heading {
	for range b.headings {
		next := b.headings[b.nextHeading%len(b.headings)]
		b.nextHeading++
		if next.node == h {
			return next.is
		}
	}
	return markup.Heading{}
}

// listHeadings puts the headings into the document, with the ids of what is none.
func (b *builder) listHeadings() {
	list := make([]markup.Heading, len(b.headings))
	for i, h := range b.headings {
		list[i] = h.is
	}
	b.doc.Headings = markup.NewHeadings(list...)
	b.doc.Marks = b.anchors.besides(list)
	b.doc.Moved = b.anchors.renamed()
}

// level gives the level at which a heading is shown.
func (b *builder) level(h *ast.Heading, pos func() diag.Position, levels *levels) int {
	shown, parent := levels.add(h.Level)
	switch {
	case h.Level == 1:
		b.diags.Warnf(pos(), diag.Heading, "the guide's title is its heading of level 1; this one is shown as a section").
			Hint = "write ## for a section"
	case parent != 0 && h.Level > parent+1:
		b.diags.Warnf(pos(), diag.Heading, "a heading of level %d follows one of level %d; it is shown at level %d", h.Level, parent, shown).
			Hint = "write " + strings.Repeat("#", shown)
	case parent == 0 && h.Level > 2:
		b.diags.Warnf(pos(), diag.Heading, "a heading of level %d stands in no section; it is shown at level %d", h.Level, shown).
			Hint = "write " + strings.Repeat("#", shown)
	}
	return shown
}

// levels are the headings that a heading stands below.
type levels []struct{ written, shown int }

// add gives the level at which a heading is shown: one below the nearest
// heading before it of a higher level, whose written level is parent (0 where
// there is none).
func (l *levels) add(written int) (shown, parent int) {
	written = max(written, 2)
	for len(*l) > 0 && (*l)[len(*l)-1].written >= written {
		*l = (*l)[:len(*l)-1]
	}
	shown = 2
	if len(*l) > 0 {
		above := (*l)[len(*l)-1]
		shown, parent = above.shown+1, above.written
	}
	*l = append(*l, struct{ written, shown int }{written, shown})
	return shown, parent
}

// item is the level of a heading that begins an item of a container, which is
// the same wherever the container stands.
func (l *levels) item() int {
	for len(*l) > 0 && (*l)[len(*l)-1].written >= 3 {
		*l = (*l)[:len(*l)-1]
	}
	*l = append(*l, struct{ written, shown int }{3, 3})
	return 3
}

func headingStart(h *ast.Heading) int {
	if h.Lines().Len() > 0 {
		return h.Lines().At(0).Start
	}
	return h.Pos()
}

func holdsFact(n ast.Node) bool {
	for c := range nodesBelow(n) {
		if c.Kind() == kindFact {
			return true
		}
	}
	return false
}

func renderHeading(b *builder, h *ast.Heading, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	if h.Level == 2 && h.Parent().Kind() == ast.KindDocument {
		b.hole(markup.Section{})
	}
	is := b.headingOf(h)
	tag := "h" + string('0'+byte(h.Level))
	b.write("<", tag, ` id="`)
	b.escape(is.ID)
	if class, ok := h.AttributeString("class"); ok {
		b.write(`" class="`)
		b.escape(string(class.([]byte)))
	}
	b.write(`">`)
	b.renderChildren(h)
	b.write(` <a class="anchor" href="#`)
	b.escape(hrefEscape(is.ID))
	b.write(`" aria-label="`)
	if is.Plain != "" {
		b.hole(markup.Said{Key: "text.anchor_of", Text: is.Plain})
	} else {
		b.hole(markup.Said{Key: "text.anchor"})
	}
	b.write(`"><span aria-hidden="true">#</span></a></`, tag, ">\n")
	return ast.WalkSkipChildren
}
