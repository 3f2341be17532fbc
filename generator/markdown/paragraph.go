package markdown

import "github.com/yuin/goldmark/ast"

func renderParagraph(b *builder, n *ast.Paragraph, entering bool) ast.WalkStatus {
	picture := figure(n)
	switch {
	case picture != nil && entering:
		b.figure(picture)
		return ast.WalkSkipChildren
	case picture != nil || b.vanishes(n):
	case entering:
		b.write("<p>")
	default:
		b.write("</p>\n")
	}
	return ast.WalkContinue
}
