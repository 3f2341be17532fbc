package render

import (
	"sync"

	"tradeoff/generator/compare"
	"tradeoff/generator/takeaway"
	"tradeoff/templates"
)

// The rows of a table are the same in the twin of a page and in the table's own file, with
// the numbers of their sources, where they are the first that have any. So they are written
// once for both.

// A keptTable is a table, which nobody may change, with its rows as Markdown.
type keptTable struct {
	compare.Table
	once sync.Once
	rows *keptRows
}

// keptRows are rows as they are on any page that has no sources before them.
type keptRows struct {
	plainRows
	of     compare.Table
	listed []byte // their sources, see listSources
}

// plainRows are rows of a table as Markdown.
type plainRows struct {
	text string
	best bool // one of them has a value that is the best
}

// plain gives the rows of the table; nil where they are not the same on each page, because
// they lead to others.
func (t *keptTable) plain(r *renderer) *keptRows {
	t.once.Do(func() {
		p := r.plainPage("", nil, nil)
		defer p.done()
		for c := range cells(t.Table) {
			if p.factTargets(c.Fact.Fact) != nil {
				return
			}
		}
		w := p.plainWriter()
		t.rows = &keptRows{plainRows: w.rows(t.Table, false), of: t.Table}
		t.rows.listed = w.listSources(make([]byte, 0, sourceSize*len(p.sources.list)))
	})
	return t.rows
}

// cells gives the cells of a table, row by row.
func cells(t compare.Table) func(yield func(compare.Cell) bool) {
	return func(yield func(compare.Cell) bool) {
		for _, g := range t.Groups {
			for _, row := range g.Rows {
				for _, c := range row.Cells {
					if !yield(c) {
						return
					}
				}
			}
		}
	}
}

// rows writes the rows of a table; named is whether its caption names its only group.
func (w *plainWriter) rows(t compare.Table, named bool) plainRows {
	grid := takeaway.NewRows(1+len(t.Options), 64*t.Rows*len(t.Options))
	best := false
	var marks []templates.Mark
	columns := w.shelf.facts.Columns(t.Options...)
	for _, g := range t.Groups {
		if g.Label != "" && !named {
			grid.Group(takeaway.CellFromHTML(escaped(g.Label)))
		}
		for _, row := range g.Rows {
			grid.Cell(w.shelf.attributes[row.Attribute].markdown)
			for i, c := range row.Cells {
				fact := w.shown(&columns, i, c.Fact)
				marks = w.marks(marks[:0], c.Fact, fact)
				w.cell(grid, fact, c.Best, marks)
				best = best || c.Best
			}
		}
	}
	return plainRows{grid.Markdown(), best}
}

// rowsOf gives the rows of a table as the page has them next.
func (w *plainWriter) rowsOf(t *keptTable, named bool) plainRows {
	if s := &w.sources; !named && s.shown == nil && s.kept == nil {
		if kept := t.plain(w.renderer); kept != nil {
			s.kept = kept
			return kept.plainRows
		}
	}
	return w.rows(t.Table, named)
}

// any tells whether there is a source.
func (s *sources) any() bool { return len(s.list) > 0 || s.kept != nil && len(s.kept.listed) > 0 }

// count counts the sources of rows that the page shows as others do: there will be more.
func (p *page) count(rows *keptRows) {
	columns := p.shelf.facts.Columns(rows.of.Options...)
	var marks []templates.Mark
	for _, g := range rows.of.Groups {
		for _, row := range g.Rows {
			for i, c := range row.Cells {
				marks = p.marks(marks[:0], c.Fact, p.shown(&columns, i, c.Fact))
			}
		}
	}
}
