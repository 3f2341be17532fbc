package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
)

func renderImage(b *builder, n *ast.Image, entering bool) ast.WalkStatus {
	if entering {
		b.image(n, unescape(n.Title))
	}
	return ast.WalkSkipChildren
}

func (b *builder) image(n *ast.Image, title string) {
	alt := b.plain(n)
	if b.inline {
		b.diags.Warnf(b.at(n.Pos()), diag.InvalidValue, "a picture cannot stand in this text; its description is shown instead").
			Hint = "put the picture into a guide"
		b.escape(alt)
		return
	}
	dest, pos := strings.TrimSpace(unescape(n.Destination)), b.at(b.offset(n.Destination, n))
	if b.mayShow(dest, pos) {
		b.doc.Images = append(b.doc.Images, markup.ImageRef{Dest: dest, Alt: alt, Title: title, Pos: pos})
		b.hole(markup.Image(len(b.doc.Images) - 1))
	}
}

// mayShow tells whether a picture is a file of the site, and reports one that is
// not. A page asks no other host for anything, so that a reader needs no
// network and leaves no trace there.
func (b *builder) mayShow(dest string, pos diag.Position) bool {
	const hint = "put the picture beside the guide, and write its path: ![description](picture.png)"
	switch {
	case dest == "":
		b.diags.Errorf(pos, diag.BrokenLink, "a picture without an address").Hint = hint
	case strings.IndexFunc(dest, forbiddenInAddress) >= 0:
		b.diags.Errorf(pos, diag.UnsafeAddress, "the address %q has control characters", dest)
	case schemeOf(dest) != "", strings.HasPrefix(dest, "//"):
		b.diags.Errorf(pos, diag.UnsafeAddress, "%q is not a file of the site; a page loads nothing from elsewhere", dest).Hint = hint
	case strings.HasPrefix(dest, "/"), strings.HasPrefix(dest, `\`):
		b.diags.Errorf(pos, diag.AbsoluteLink, "%q begins at the root of a host, which the site does not know", dest).
			Hint = b.relativeHint(dest)
	case strings.HasPrefix(dest, "#"):
		b.diags.Errorf(pos, diag.BrokenLink, "%q is not a file", dest).Hint = hint
	default:
		return true
	}
	return false
}

// figure gives the picture of a paragraph that holds nothing else, if it has a
// title, which becomes its caption.
func figure(paragraph ast.Node) *ast.Image {
	if n, ok := paragraph.FirstChild().(*ast.Image); ok && n.NextSibling() == nil && len(n.Title) > 0 {
		return n
	}
	return nil
}

func (b *builder) figure(n *ast.Image) {
	b.write("<figure>\n")
	b.image(n, "")
	b.write("\n<figcaption>")
	b.escape(unescape(n.Title))
	b.write("</figcaption>\n</figure>\n")
}
