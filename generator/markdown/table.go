package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"tradeoff/generator/markup"
)

// renderTable wraps a table into a region that scrolls sideways and that a
// keyboard can reach. Two regions of a page should not have the same name, so
// tables are numbered.
func renderTable(b *builder, n *east.Table, entering bool) ast.WalkStatus {
	if !entering {
		b.write("</table>\n</section>\n")
		return ast.WalkContinue
	}
	b.tables++
	b.write(`<section class="scroll" aria-label="`)
	if label := b.columns(n); label != "" {
		b.hole(markup.Said{Key: "text.table_of", Number: b.tables, Text: label})
	} else {
		b.hole(markup.Said{Key: "text.table", Number: b.tables})
	}
	b.write("\" tabindex=\"0\">\n<table>\n")
	return ast.WalkContinue
}

// columns gives the words of a table's header.
func (b *builder) columns(table *east.Table) string {
	words := []string{}
	if header := table.FirstChild(); header != nil {
		for cell := range children(header) {
			if w := b.plain(cell); w != "" {
				words = append(words, w)
			}
		}
	}
	return strings.Join(words, ", ")
}

func renderTableHeader(b *builder, n *east.TableHeader, entering bool) ast.WalkStatus {
	if entering {
		b.write("<thead>\n<tr>\n")
		return ast.WalkContinue
	}
	b.write("</tr>\n</thead>\n")
	if n.NextSibling() != nil {
		b.write("<tbody>\n")
	}
	return ast.WalkContinue
}

func renderTableRow(b *builder, n *east.TableRow, entering bool) ast.WalkStatus {
	if entering {
		b.write("<tr>\n")
		return ast.WalkContinue
	}
	b.write("</tr>\n")
	if n.NextSibling() == nil {
		b.write("</tbody>\n")
	}
	return ast.WalkContinue
}

// renderTableCell aligns by class, because style attributes would need an
// exception from the page's Content-Security-Policy. A header cell without words
// heads nothing.
func renderTableCell(b *builder, n *east.TableCell, entering bool) ast.WalkStatus {
	tag, scope := "td", ""
	if n.Parent().Kind() == east.KindTableHeader && n.HasChildren() {
		tag, scope = "th", ` scope="col"`
	}
	if !entering {
		b.write("</", tag, ">\n")
		return ast.WalkContinue
	}
	b.write("<", tag, scope)
	if n.Alignment != east.AlignNone {
		b.write(` class="align-`, n.Alignment.String(), `"`)
	}
	b.write(">")
	return ast.WalkContinue
}
