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
//   - A date may name a month or a year only. Where one of two dates is a part of
//     the other, 2015 and 26 February 2015, nobody knows which comes first: they
//     differ, and neither is better. A date is marked only where it is certain that
//     none is better.
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
	facts := newReader(d.Options, len(shared))
	if d.Only != nil {
		slices.SortStableFunc(shared, func(a, b *source.Attribute) int {
			return slices.Index(d.Only, a.ID) - slices.Index(d.Only, b.ID)
		})
		t.add(facts, "", shared)
		return t
	}
	for _, group := range d.Options[0].Category.Groups {
		t.add(facts, group.Label, slices.DeleteFunc(slices.Clone(group.Attributes), func(a *source.Attribute) bool {
			return !slices.Contains(shared, a)
		}))
	}
	return t
}

// add appends a group of rows, unless it is empty.
func (t *Table) add(facts *reader, label string, attributes []*source.Attribute) {
	if len(attributes) == 0 {
		return
	}
	group := Group{Label: label, Rows: make([]Row, 0, len(attributes))}
	for _, a := range attributes {
		row := facts.row(a)
		group.Rows = append(group.Rows, row)
		t.Rows++
		if row.Differs {
			t.Differing++
		}
	}
	t.Groups = append(t.Groups, group)
}

// same tells whether two cells say the same. It is not reflexive for unknown.
func same(a, b Cell) bool {
	if a.State != b.State || a.State == source.Unknown || a.Note.Plain != b.Note.Plain || a.Since != b.Since {
		return false
	}
	return a.State == source.NotApplicable || a.Value.Equal(b.Value)
}

// markBest marks the best known values of a row that has an order: those that are
// better than each other value or the same.
func markBest(row Row) {
	if row.Attribute.Better == source.NeitherBetter || !row.Attribute.Type.Ordered() {
		return
	}
	best := -1
	for i := range row.Cells {
		c := &row.Cells[i]
		if c.State != source.Known {
			continue
		}
		if !c.Attribute.SameScale(row.Attribute) {
			return
		}
		if best < 0 || row.isBetter(i, best) {
			best = i
		}
	}
	worse := false
	for i := range row.Cells {
		if row.Cells[i].State != source.Known || i == best {
			continue
		}
		better := row.isBetter(best, i)
		if !better && !row.Cells[i].Value.Equal(row.Cells[best].Value) {
			return // it cannot be told
		}
		worse = worse || better
	}
	if !worse {
		return
	}
	for i := range row.Cells {
		row.Cells[i].Best = row.Cells[i].State == source.Known && row.Cells[i].Value.Equal(row.Cells[best].Value)
	}
}

// isBetter tells whether a known value of an ordered row is certainly better than
// another.
func (r Row) isBetter(cell, other int) bool {
	a, b := r.Cells[cell].Value.(source.OrderedValue), r.Cells[other].Value.(source.OrderedValue)
	if r.Attribute.Better == source.LessBetter {
		a, b = b, a
	}
	return a.Compare(b) > 0 && !Overlap(a, b)
}

// Overlap tells whether two values are dates of which one is a part of the other: a
// day of a month, a month of a year. Which of the two comes first is not known.
func Overlap(a, b source.Value) bool {
	d, ok := a.(source.Date)
	e, also := b.(source.Date)
	if !ok || !also || d == e || d.Year != e.Year {
		return false
	}
	return d.Month == 0 || e.Month == 0 || d.Month == e.Month && (d.Day == 0 || e.Day == 0)
}
