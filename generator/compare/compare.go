// Package compare puts options beside one another: options × attributes gives a
// [Table], as data. How a table looks is for rendering to say.
//
// The rules, so that a table can be trusted:
//
//   - Unknown is never the same as unknown. A row in which something is not known
//     differs, because nobody can say that it does not.
//   - Not applicable is the same as not applicable, and differs from all else.
//   - A differing note, or a differing "since", is a difference: two options that
//     both say "partial" may mean opposite things.
//   - A value is marked as the best of its row only where its attribute has a
//     better end, the values have one scale, at least two are known, and at least
//     one is worse. Equally good values are all marked. Unknown and not
//     applicable take no part; they are never the worse value.
//   - Options of several categories are compared on the attributes whose ids all
//     of their categories have, in the order of the first option's category.
//
// It is pure: the same facts give the same table.
package compare

import (
	"slices"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A Table compares options.
type Table struct {
	Options   []*site.Option // columns, in the order asked for
	Groups    []Group
	Rows      int // of all groups
	Differing int // of these, how many differ
}

// A Group of rows.
type Group struct {
	Label string // may be empty
	Rows  []Row
}

// A Row is one attribute.
type Row struct {
	Attribute *source.Attribute // the first option's
	Cells     []Cell            // one for each option, in column order
	Differs   bool
}

// A Cell is one option's fact for its row.
type Cell struct {
	site.Fact
	Best bool
}

// Options compares options on everything they share.
func Options(options []*site.Option) Table {
	return New(site.Directive{Options: options})
}

// New makes the table that a compare directive asks for. With Only, the rows are
// in its order and in one group without a label; else they are grouped as the
// first option's category groups them.
func New(d site.Directive) Table {
	t := Table{Options: d.Options}
	if len(d.Options) == 0 {
		return t
	}
	shared := slices.DeleteFunc(site.SharedAttributes(d.Options), func(a *source.Attribute) bool { return !d.Shows(a) })
	if d.Only != nil {
		slices.SortStableFunc(shared, func(a, b *source.Attribute) int {
			return slices.Index(d.Only, a.ID) - slices.Index(d.Only, b.ID)
		})
		t.add("", shared)
		return t
	}
	for _, group := range d.Options[0].Category.Groups {
		t.add(group.Label, slices.DeleteFunc(slices.Clone(group.Attributes), func(a *source.Attribute) bool {
			return !slices.Contains(shared, a)
		}))
	}
	return t
}

// add appends a group of rows, unless it is empty.
func (t *Table) add(label string, attributes []*source.Attribute) {
	if len(attributes) == 0 {
		return
	}
	group := Group{Label: label}
	for _, a := range attributes {
		row := newRow(a, t.Options)
		group.Rows = append(group.Rows, row)
		t.Rows++
		if row.Differs {
			t.Differing++
		}
	}
	t.Groups = append(t.Groups, group)
}

func newRow(a *source.Attribute, options []*site.Option) Row {
	row := Row{Attribute: a, Cells: make([]Cell, len(options))}
	for i, o := range options {
		own := a
		if o.Category != options[0].Category {
			own = o.Category.Attribute(a.ID)
		}
		row.Cells[i] = Cell{Fact: o.Fact(own)}
	}
	for _, c := range row.Cells[1:] {
		row.Differs = row.Differs || !same(row.Cells[0], c)
	}
	markBest(row)
	return row
}

// same tells whether two cells say the same. It is not reflexive for unknown.
func same(a, b Cell) bool {
	if a.State != b.State || a.State == source.Unknown || a.Note.Plain != b.Note.Plain || a.Since != b.Since {
		return false
	}
	return a.State == source.NotApplicable || a.Value.Equal(b.Value)
}

// markBest marks the best known values of a row that has an order.
func markBest(row Row) {
	if row.Attribute.Better == source.NeitherBetter || !row.Attribute.Type.Ordered() {
		return
	}
	var best source.OrderedValue
	worse := false
	for _, c := range row.Cells {
		if c.State != source.Known {
			continue
		}
		if !c.Attribute.SameScale(row.Attribute) {
			return
		}
		value := c.Value.(source.OrderedValue)
		if best == nil {
			best = value
			continue
		}
		order := compareBetter(row.Attribute.Better, value, best)
		worse = worse || order != 0
		if order > 0 {
			best = value
		}
	}
	if !worse {
		return
	}
	for i, c := range row.Cells {
		row.Cells[i].Best = c.State == source.Known && compareBetter(row.Attribute.Better, c.Value.(source.OrderedValue), best) == 0
	}
}

// compareBetter is positive where a is better than b.
func compareBetter(better source.Better, a, b source.OrderedValue) int {
	if better == source.LessBetter {
		a, b = b, a
	}
	return a.Compare(b)
}
