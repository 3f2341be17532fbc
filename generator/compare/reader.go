package compare

import (
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A reader reads the facts of a table, row by row. Tables are made for each guide from
// the same few facts, so it looks for none of them: an option's facts are in the order of
// its category's attributes, and so are most rows, and the fact of a row stands behind
// that of the row before. Where it does not, it is looked for.
type reader struct {
	options []*site.Option
	next    []int  // where in an option's facts that of the next row is likely to be
	cells   []Cell // room for those of all rows
}

func newReader(options []*site.Option, rows int) *reader {
	return &reader{options: options, next: make([]int, len(options)), cells: make([]Cell, 0, rows*len(options))}
}

// row reads the row of an attribute, which is the first option's.
func (r *reader) row(a *source.Attribute) Row {
	from := len(r.cells)
	for i, o := range r.options {
		own := a
		if o.Category != r.options[0].Category {
			own = o.Category.Attribute(a.ID)
		}
		r.cells = append(r.cells, Cell{Fact: r.fact(i, own)})
	}
	row := Row{Attribute: a, Cells: r.cells[from:len(r.cells):len(r.cells)]}
	for _, c := range row.Cells[1:] {
		row.Differs = row.Differs || !same(row.Cells[0], c)
	}
	markBest(row)
	return row
}

// fact is [site.Option.Fact] for an option of the table.
func (r *reader) fact(option int, a *source.Attribute) site.Fact {
	o, next := r.options[option], r.next[option]
	if next < len(o.Facts) && o.Facts[next].Attribute.ID == a.ID {
		r.next[option]++
		return site.Fact{Option: o, Attribute: a, Fact: o.Facts[next]}
	}
	for i, f := range o.Facts {
		if f.Attribute.ID == a.ID {
			r.next[option] = i + 1
			return site.Fact{Option: o, Attribute: a, Fact: f}
		}
	}
	return o.Fact(a)
}
