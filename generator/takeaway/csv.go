package takeaway

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tradeoff/generator/compare"
)

// byteOrderMark tells a spreadsheet that a text is UTF-8.
const byteOrderMark = "\ufeff"

// CSV appends a table for spreadsheets.
func (b *Book) CSV(out []byte, t compare.Table) []byte {
	s := sheet{Book: b, table: t, entries: b.entries(t), out: out}
	s.look()
	s.begin(byteOrderMark)
	s.head()
	at := 0
	rows(t, func(label string, row compare.Row) {
		s.row(label, row, s.entries[at:at+len(row.Cells)])
		at += len(row.Cells)
	})
	return s.out
}

// A sheet is a table of columns, of which some are left out because they are empty.
type sheet struct {
	*Book
	table   compare.Table
	entries []*entry  // of all cells, row by row
	groups  bool      // there is a column of groups
	units   bool      // and one of units
	about   [4][]bool // for the notes, sources, days and versions of each option, whether there is a column
	out     []byte
	fields  int // of the record that is written, so far
}

// look finds the columns that have something in them.
func (s *sheet) look() {
	for kind := range s.about {
		s.about[kind] = make([]bool, len(s.table.Options))
	}
	size, at := len(byteOrderMark)+256*len(s.table.Options), 0
	rows(s.table, func(label string, row compare.Row) {
		h := s.heading(row.Attribute)
		s.groups, s.units = s.groups || safe(label) != "", s.units || h.csv[1] != ""
		size += len(label) + len(h.csv[0]) + len(h.csv[1]) + len("''") + 5
		for i := range row.Cells {
			e := s.entries[at]
			for kind := range s.about {
				s.about[kind][i] = s.about[kind][i] || e.csv[1+kind] != ""
				size += len(e.csv[1+kind]) + 1
			}
			size += len(e.csv[0]) + 1
			at++
		}
	})
	s.out = slices.Grow(s.out, size)
}

// begin writes what begins the file.
func (s *sheet) begin(text string) { s.out = append(s.out, text...) }

// add writes a field, which is quoted where it has to be.
func (s *sheet) add(field string) {
	if s.fields > 0 {
		s.out = append(s.out, ',')
	}
	s.out = append(s.out, field...)
	s.fields++
}

// end ends a record.
func (s *sheet) end() {
	s.out = append(s.out, "\r\n"...)
	s.fields = 0
}

// head writes the header row.
func (s *sheet) head() {
	w := &s.words
	if s.groups {
		s.add(field(safe(w.Group)))
	}
	s.add(field(safe(w.Attribute)))
	if s.units {
		s.add(field(safe(w.Unit)))
	}
	for _, o := range s.table.Options {
		s.add(field(safe(o.DistinctName())))
	}
	for i, o := range s.table.Options {
		for kind, word := range [...]string{w.Note, w.Source, w.Checked, w.Since} {
			if s.about[kind][i] {
				s.add(field(safe(o.DistinctName() + ": " + word)))
			}
		}
	}
	s.end()
}

// row writes a row.
func (s *sheet) row(label string, row compare.Row, entries []*entry) {
	h := s.heading(row.Attribute)
	if s.groups {
		s.add(field(safe(label)))
	}
	s.add(h.csv[0])
	if s.units {
		s.add(h.csv[1])
	}
	for _, e := range entries {
		s.add(e.csv[0])
	}
	for i, e := range entries {
		for kind := range s.about {
			if s.about[kind][i] {
				s.add(e.csv[1+kind])
			}
		}
	}
	s.end()
}

// field writes a field of a record as encoding/csv does, with "\r\n" at the end of
// lines.
func field(text string) string {
	if !needsQuotes(text) {
		return text
	}
	if strings.ContainsAny(text, "\r\n") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r", ""), "\n", "\r\n")
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

func needsQuotes(text string) bool {
	if text == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text)
	return text == `\.` || strings.ContainsAny(text, ",\"\r\n") || unicode.IsSpace(first)
}

// formulas are what a spreadsheet takes for the begin of a formula, the wide forms
// of East Asian text too, and what it skips before one (OWASP, "CSV Injection").
const formulas = "=+-@\t\r\n＝＋－＠"

// safe makes a text one that no spreadsheet computes. It is one line.
func safe(text string) string {
	if strings.ContainsAny(text, "\r\n") {
		text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\r' || r == '\n' }), " ")
	}
	if first := strings.TrimLeft(text, " \u00a0\ufeff"); first != "" && strings.ContainsRune(formulas, firstRune(first)) {
		return "'" + text
	}
	return text
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}
