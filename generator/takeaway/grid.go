package takeaway

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A Grid writes a table as GitHub Flavored Markdown has it, cell by cell, of which the
// first row is the header. A cell is Markdown of one line, as [CellFromHTML] gives it.
type Grid struct {
	out     strings.Builder
	columns int
	at      int // how many cells of a row are written
	aligns  []string

	delimited bool // the line below the header is written
}

// NewGrid begins a table of so many columns, which takes about so many bytes. aligns say
// how they are aligned: "left", "right", "center" or ""; there may be fewer.
func NewGrid(columns, size int, aligns ...string) *Grid {
	g := &Grid{columns: columns, aligns: aligns}
	g.out.Grow(size)
	return g
}

// NewRows is NewGrid for rows that follow others: none of them is a header.
func NewRows(columns, size int) *Grid {
	g := NewGrid(columns, size)
	g.delimited = true
	return g
}

// Cell writes the next cell.
func (g *Grid) Cell(text string) {
	g.begin()
	if text != "" {
		g.out.WriteString(text)
		g.out.WriteByte(' ')
	}
	g.End()
}

// Begin begins the next cell with a text that [Grid.Mark] and [Grid.End] follow.
func (g *Grid) Begin(text string) {
	g.begin()
	g.out.WriteString(text)
}

// Mark adds the number of a source to a cell.
func (g *Grid) Mark(number int) {
	g.out.WriteByte('[')
	g.out.WriteString(strconv.Itoa(number))
	g.out.WriteString("] ")
}

// End ends a cell; that of the last column ends its row.
func (g *Grid) End() {
	g.out.WriteByte('|')
	if g.at++; g.at == g.columns {
		g.out.WriteByte('\n')
		g.at = 0
		g.delimit()
	}
}

// Group writes a row that has nothing but a label of those that follow, in bold.
func (g *Grid) Group(label string) {
	if g.columns > 1 {
		label = emphasized(label)
	}
	g.Cell(label)
	g.endRow()
}

func (g *Grid) begin() {
	if g.at == 0 {
		g.out.WriteByte('|')
	}
	g.out.WriteByte(' ')
}

// endRow fills what is left of a row.
func (g *Grid) endRow() {
	for g.at > 0 {
		g.Cell("")
	}
}

// delimit writes the line below the header.
func (g *Grid) delimit() {
	if g.columns == 0 || g.delimited {
		return
	}
	g.delimited = true
	g.out.WriteByte('|')
	for i := range g.columns {
		align := ""
		if i < len(g.aligns) {
			align = g.aligns[i]
		}
		switch align {
		case "left":
			g.out.WriteString(" :-- |")
		case "right":
			g.out.WriteString(" --: |")
		case "center":
			g.out.WriteString(" :-: |")
		default:
			g.out.WriteString(" --- |")
		}
	}
	g.out.WriteByte('\n')
}

// Markdown gives the table, without a line break at the end.
func (g *Grid) Markdown() string { return strings.TrimSuffix(g.out.String(), "\n") }

// table writes a table of the text.
func (c *converter) table(n *html.Node) []string {
	var blocks []string
	var all [][]string
	var aligns []string
	for d := range n.Descendants() {
		switch d.DataAtom {
		case atom.Caption:
			blocks = append(blocks, one(emphasized(c.line(d)))...)
		case atom.Tr:
			var row []string
			for cell := range d.ChildNodes() {
				if cell.DataAtom == atom.Th || cell.DataAtom == atom.Td {
					row = append(row, c.line(cell))
					if len(all) == 0 {
						aligns = append(aligns, alignOf(cell.Attr))
					}
				}
			}
			all = append(all, row)
		}
	}
	if len(all) == 0 || len(all[0]) == 0 {
		return blocks
	}
	g := NewGrid(len(all[0]), 0, aligns...)
	for _, row := range all {
		for _, cell := range row[:min(len(row), len(all[0]))] {
			g.Cell(cell)
		}
		if len(row) == 0 {
			g.Cell("")
		}
		g.endRow()
	}
	return append(blocks, g.Markdown())
}

// alignOf says how a column is aligned, given the attributes of its head.
func alignOf(of []html.Attribute) string {
	if align := valueOf(of, "align"); align != "" {
		return align
	}
	switch valueOf(of, "class") {
	case "align-left":
		return "left"
	case "align-right":
		return "right"
	case "align-center":
		return "center"
	}
	return ""
}
