package takeaway

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A Grid is a table whose cells are HTML.
type Grid struct {
	Head   []string
	Rows   [][]string // each as long as Head; a row of one cell is a group
	Aligns []string   // of the columns: "left", "right", "center" or ""; may be shorter
}

// Markdown writes a table as GFM does, without a line break at the end.
func (g Grid) Markdown() string {
	var b strings.Builder
	writeRow(&b, convertCells(g.Head), len(g.Head))
	b.WriteByte('|')
	for i := range g.Head {
		align := ""
		if i < len(g.Aligns) {
			align = g.Aligns[i]
		}
		b.WriteString(map[string]string{"left": " :-- |", "right": " --: |", "center": " :-: |"}[align])
		if align == "" {
			b.WriteString(" --- |")
		}
	}
	b.WriteByte('\n')
	for _, row := range g.Rows {
		cells := convertCells(row)
		if len(row) == 1 && len(g.Head) > 1 {
			cells[0] = emphasized(cells[0])
		}
		writeRow(&b, cells, len(g.Head))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func convertCells(cells []string) []string {
	converted := make([]string, len(cells))
	for i, cell := range cells {
		converted[i] = CellFromHTML(cell)
	}
	return converted
}

// writeRow writes a row of so many cells.
func writeRow(b *strings.Builder, cells []string, columns int) {
	b.WriteByte('|')
	for i := range columns {
		b.WriteByte(' ')
		if i < len(cells) && cells[i] != "" {
			b.WriteString(cells[i])
			b.WriteByte(' ')
		}
		b.WriteByte('|')
	}
	b.WriteByte('\n')
}

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
						aligns = append(aligns, alignOf(cell))
					}
				}
			}
			all = append(all, row)
		}
	}
	if len(all) == 0 || len(all[0]) == 0 {
		return blocks
	}
	var b strings.Builder
	b.WriteString(Grid{Head: make([]string, len(all[0])), Aligns: aligns}.Markdown())
	_, delimiters, _ := strings.Cut(b.String(), "\n")
	b.Reset()
	writeRow(&b, all[0], len(all[0]))
	b.WriteString(delimiters + "\n")
	for _, row := range all[1:] {
		writeRow(&b, row, len(all[0]))
	}
	return append(blocks, strings.TrimSuffix(b.String(), "\n"))
}

// alignOf says how a column is aligned.
func alignOf(cell *html.Node) string {
	if align := attribute(cell, "align"); align != "" {
		return align
	}
	for _, align := range []string{"left", "right", "center"} {
		if attribute(cell, "class") == "align-"+align {
			return align
		}
	}
	return ""
}
