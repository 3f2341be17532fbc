package takeaway

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"

	"tradeoff/generator/compare"
	"tradeoff/generator/source"
)

// What a Book puts together of what it keeps, written the plain way: from nothing, by
// the packages for it.

// plainCSV is Book.CSV as encoding/csv writes it.
func plainCSV(t compare.Table, words Words) []byte {
	table := newPlainSheet(t, &words)
	var b bytes.Buffer
	b.WriteString(byteOrderMark)
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	_ = w.WriteAll(table.shown())
	return b.Bytes()
}

// A sheet is a table as columns, some of which may turn out to be empty.
type plainSheet struct {
	columns []*plainColumn
}

// A column has one cell for each row.
type plainColumn struct {
	head  string
	cells []string
	keep  bool // even if no cell has anything in it
}

func newPlainSheet(t compare.Table, w *Words) *plainSheet {
	s := &plainSheet{}
	group, attribute, unit := s.column(w.Group, false), s.column(w.Attribute, true), s.column(w.Unit, false)
	values, about := make([]*plainColumn, len(t.Options)), make([][4]*plainColumn, len(t.Options))
	for i, o := range t.Options {
		values[i] = s.column(o.DistinctName(), true)
	}
	for i, o := range t.Options {
		for j, word := range []string{w.Note, w.Source, w.Checked, w.Since} {
			about[i][j] = s.column(o.DistinctName()+": "+word, false)
		}
	}
	rows(t, func(label string, row compare.Row) {
		group.add(safe(label))
		attribute.add(safe(row.Attribute.Label))
		unit.add(safe(w.unit(row.Attribute)))
		for i, c := range row.Cells {
			text, number := w.cell(c.Fact)
			if !number {
				text = safe(text)
			}
			values[i].add(text)
			for j, text := range []string{plain(c.Note), strings.Join(c.Sources, " "), c.Checked.String(), c.Since} {
				about[i][j].add(safe(text))
			}
		}
	})
	return s
}

// column adds a column.
func (s *plainSheet) column(head string, keep bool) *plainColumn {
	c := &plainColumn{head: safe(head), keep: keep}
	s.columns = append(s.columns, c)
	return c
}

func (c *plainColumn) add(cell string) { c.cells = append(c.cells, cell) }

// shown gives the records of the columns that have something in them, the header
// first.
func (s *plainSheet) shown() [][]string {
	columns := slices.DeleteFunc(s.columns, func(c *plainColumn) bool {
		return !c.keep && !slices.ContainsFunc(c.cells, func(cell string) bool { return cell != "" })
	})
	records := make([][]string, 1+len(columns[0].cells))
	for _, c := range columns {
		records[0] = append(records[0], c.head)
		for i, cell := range c.cells {
			records[i+1] = append(records[i+1], cell)
		}
	}
	return records
}

type plainJsonTable struct {
	Caption, Page, Language string
	Options                 []jsonOption
	Attributes              []plainJsonAttribute
}

type plainJsonAttribute struct {
	ID      string          `json:"id"`
	Label   string          `json:"label"`
	Group   string          `json:"group,omitempty"`
	Type    source.Type     `json:"type"`
	Better  string          `json:"better,omitempty"`
	Unit    string          `json:"unit,omitempty"`
	Max     json.Number     `json:"max,omitempty"`
	Levels  []string        `json:"levels,omitempty"`
	Differs bool            `json:"differs"`
	Facts   []plainJsonFact `json:"facts"`
}

type plainJsonFact struct {
	State   string   `json:"state"`
	Value   any      `json:"value"`
	Best    bool     `json:"best,omitempty"`
	Note    string   `json:"note,omitempty"`
	Sources []string `json:"sources,omitempty"`
	Checked string   `json:"checked,omitempty"`
	Since   string   `json:"since,omitempty"`
}

// plainJSON is Book.JSON as encoding/json writes it.
func plainJSON(t compare.Table, language string, style Place) []byte {
	table := plainJsonTable{Caption: style.Caption, Page: style.Page, Language: language}
	for _, o := range t.Options {
		table.Options = append(table.Options, jsonOption{ID: o.ID, Category: o.Category.ID, Name: o.DistinctName(), Page: style.Address(o)})
	}
	rows(t, func(group string, row compare.Row) {
		table.Attributes = append(table.Attributes, plainAttributeOf(group, row))
	})
	return table.lines()
}

// lines writes one option and one attribute a line.
func (t *plainJsonTable) lines() []byte {
	var b bytes.Buffer
	write := func(value any) {
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		_ = e.Encode(value) // strings, numbers that were read as such, and lists of them are always written
		b.Truncate(b.Len() - len("\n"))
	}
	field := func(key string, value any) {
		b.WriteString(`"` + key + `": `)
		write(value)
		b.WriteString(",\n")
	}
	list := func(key string, n int, entry func(i int) any, end string) {
		b.WriteString(`"` + key + `": [`)
		for i := range n {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteByte('\n')
			write(entry(i))
		}
		b.WriteString("\n]" + end)
	}
	b.WriteString("{\n")
	field("format", format)
	field("caption", t.Caption)
	field("page", t.Page)
	field("language", t.Language)
	list("options", len(t.Options), func(i int) any { return t.Options[i] }, ",\n")
	list("attributes", len(t.Attributes), func(i int) any { return t.Attributes[i] }, "\n}\n")
	return b.Bytes()
}

func plainAttributeOf(group string, row compare.Row) plainJsonAttribute {
	a := row.Attribute
	view := plainJsonAttribute{ID: a.ID, Label: a.Label, Group: group, Type: a.Type, Unit: a.Unit,
		Levels: a.Levels, Differs: row.Differs}
	if a.Type.Ordered() {
		view.Better = [...]string{"", "more", "less"}[a.Better]
	}
	if a.Type == source.RatingType && a.Max != nil {
		view.Max = json.Number(decimal(a.Max))
	}
	for _, c := range row.Cells {
		view.Facts = append(view.Facts, plainFactOf(c))
	}
	return view
}

func plainFactOf(c compare.Cell) plainJsonFact {
	f := plainJsonFact{Best: c.Best, Note: plain(c.Note), Sources: c.Sources, Checked: c.Checked.String(), Since: c.Since}
	f.State = [...]string{source.Unknown: "unknown", source.NotApplicable: "not applicable", source.Known: "known"}[c.State]
	if c.State != source.Known {
		return f
	}
	switch v := c.Value.(type) {
	case source.Number:
		f.Value = number(v)
	case source.Words:
		f.Value = []string(v)
	default:
		f.Value = v.String()
	}
	return f
}
