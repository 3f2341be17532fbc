package takeaway

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"

	"tradeoff/generator/compare"
)

// byteOrderMark tells a spreadsheet that a text is UTF-8.
const byteOrderMark = "\ufeff"

// CSV writes a table for spreadsheets.
func CSV(t compare.Table, style Style) []byte {
	table := newSheet(t, style)
	var b bytes.Buffer
	b.WriteString(byteOrderMark)
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	// Writing to memory does not fail, and the separator is a legal one.
	_ = w.WriteAll(table.shown())
	return b.Bytes()
}

// A sheet is a table as columns, some of which may turn out to be empty.
type sheet struct {
	columns []*column
}

// A column has one cell for each row.
type column struct {
	head  string
	cells []string
	keep  bool // even if no cell has anything in it
}

func newSheet(t compare.Table, style Style) *sheet {
	w := &style.Words
	s := &sheet{}
	group, attribute, unit := s.column(w.Group, false), s.column(w.Attribute, true), s.column(w.Unit, false)
	values, about := make([]*column, len(t.Options)), make([][4]*column, len(t.Options))
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
func (s *sheet) column(head string, keep bool) *column {
	c := &column{head: safe(head), keep: keep}
	s.columns = append(s.columns, c)
	return c
}

func (c *column) add(cell string) { c.cells = append(c.cells, cell) }

// shown gives the records of the columns that have something in them, the header
// first.
func (s *sheet) shown() [][]string {
	columns := slices.DeleteFunc(s.columns, func(c *column) bool {
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

// formulas are what a spreadsheet takes for the begin of a formula, the wide forms
// of East Asian text too, and what it skips before one (OWASP, "CSV Injection").
const formulas = "=+-@\t\r\n＝＋－＠"

// safe makes a text one that no spreadsheet computes. It is one line.
func safe(text string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\r' || r == '\n' }), " ")
	if first := strings.TrimLeft(text, " \u00a0\ufeff"); first != "" && strings.ContainsRune(formulas, []rune(first)[0]) {
		return "'" + text
	}
	return text
}
