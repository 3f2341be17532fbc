package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"tradeoff/generator/markup"
)

// renderTaskCheckBox writes a box that shows and cannot be changed, named by the
// text that follows it.
func renderTaskCheckBox(b *builder, n *east.TaskCheckBox, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	b.write(`<input type="checkbox" disabled`)
	if n.IsChecked {
		b.write(" checked")
	}
	b.write(` aria-label="`)
	name := b.plain(n.Parent())
	if name == "" {
		b.hole(markup.Said{Key: "text.task"})
	}
	b.escape(name)
	b.write(`"> `)
	return ast.WalkContinue
}

// taskBox gives the box that a list item begins with, or nil.
func taskBox(item ast.Node) ast.Node {
	if first := item.FirstChild(); first != nil && first.FirstChild() != nil && first.FirstChild().Kind() == east.KindTaskCheckBox {
		return first.FirstChild()
	}
	return nil
}

func renderListItem(b *builder, n *ast.ListItem, entering bool) ast.WalkStatus {
	switch {
	case !entering:
		b.write("</li>\n")
	case taskBox(n) != nil:
		b.write(`<li class="task">`)
	default:
		b.write("<li>")
	}
	if first := n.FirstChild(); entering && first != nil && first.Kind() != ast.KindTextBlock {
		b.write("\n")
	}
	return ast.WalkContinue
}
