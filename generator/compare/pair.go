package compare

import (
	"slices"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A Pairing is a comparison of two options of one category, sorted by what it
// tells a reader who has to take one of the two.
//
// A row tells something where neither fact is unknown; what is not known of one or
// of both is kept apart, since nobody can say whether it differs. Of the rows that
// differ by the rules of a [Table], those that differ in what they come to stand
// first: another value, or two that are partial in different ways. Notes differ
// between nearly any two options, and so do links; that is a difference of another
// kind, and a count of it says little.
//
// A row whose attribute has the weight 0 is in the tables and speaks for nobody:
// the writer says that it does not count.
type Pairing struct {
	Options           [2]*site.Option
	Differing         Table // what is known of both, with "not applicable" as an answer too
	Nearly            Table // what differs by a note, a version or a link only
	Alike             Table // what does not differ
	Open              Table // what is not known of one or of both
	First, Second     []Row // differing rows on which this one is better; the weightiest first
	WithoutABetterEnd []Row // differing rows in which both have a value, and neither is better or nobody can tell
}

// Pair compares two options of one category.
func Pair(p site.Pair) Pairing {
	all := Options([]*site.Option{p.A, p.B})
	pairing := Pairing{Options: [2]*site.Option{p.A, p.B}}
	pairing.Differing = all.only(func(r Row) bool { return r.isTold() && r.isApart() })
	pairing.Nearly = all.only(func(r Row) bool { return r.isTold() && r.Differs && !r.isApart() })
	pairing.Alike = all.only(func(r Row) bool { return r.isTold() && !r.Differs })
	pairing.Open = all.only(func(r Row) bool { return !r.isTold() })
	for _, group := range pairing.Differing.Groups {
		for _, row := range group.Rows {
			a, b := row.Cells[0], row.Cells[1]
			switch {
			case row.Attribute.Weight.Sign() == 0:
			case a.Best:
				pairing.First = append(pairing.First, row)
			case b.Best:
				pairing.Second = append(pairing.Second, row)
			case a.State == source.Known && b.State == source.Known && !a.Value.Equal(b.Value):
				pairing.WithoutABetterEnd = append(pairing.WithoutABetterEnd, row)
			}
		}
	}
	weightiestFirst(pairing.First)
	weightiestFirst(pairing.Second)
	weightiestFirst(pairing.WithoutABetterEnd)
	return pairing
}

// Told is how many facts are known of both.
func (p Pairing) Told() int { return p.Differing.Rows + p.Nearly.Rows + p.Alike.Rows }

// Missing gives the attributes that are not known of an option, the first or the
// second.
func (p Pairing) Missing(option int) []*source.Attribute {
	var missing []*source.Attribute
	for _, group := range p.Open.Groups {
		for _, row := range group.Rows {
			if row.Cells[option].State == source.Unknown {
				missing = append(missing, row.Attribute)
			}
		}
	}
	return missing
}

func weightiestFirst(rows []Row) {
	slices.SortStableFunc(rows, func(a, b Row) int { return b.Attribute.Weight.Cmp(a.Attribute.Weight) })
}

// isTold tells whether a row has no unknown fact.
func (r Row) isTold() bool {
	return !slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.State == source.Unknown })
}

// isApart tells whether two facts, both known, differ in what they come to.
func (r Row) isApart() bool {
	a, b := r.Cells[0], r.Cells[1]
	switch {
	case a.State != b.State:
		return true
	case a.State != source.Known || r.Attribute.Type == source.LinkType:
		return false
	case a.Value == source.Partial && b.Value == source.Partial:
		return a.Note.Plain != b.Note.Plain
	}
	return !a.Value.Equal(b.Value)
}

// only gives a table of some of the rows, in their groups.
func (t Table) only(wanted func(Row) bool) Table {
	part := Table{Options: t.Options}
	for _, group := range t.Groups {
		kept := Group{Label: group.Label}
		for _, row := range group.Rows {
			if !wanted(row) {
				continue
			}
			kept.Rows = append(kept.Rows, row)
			part.Rows++
			if row.Differs {
				part.Differing++
			}
		}
		if len(kept.Rows) > 0 {
			part.Groups = append(part.Groups, kept)
		}
	}
	return part
}
