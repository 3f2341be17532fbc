package takeaway

import (
	"encoding/json"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tradeoff/generator/compare"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// format names the shape of the JSON, with its version.
const format = "tradeoff-table/1"

type jsonOption struct {
	ID       string `json:"id"`
	Category string `json:"category"`
	Name     string `json:"name"`
	Page     string `json:"page"`
}

// A jsonAttribute is what is told of an attribute: its name, the group in which a table
// has it, its scale, and then what differs from table to table.
type jsonAttribute struct {
	jsonName
	jsonScale
}

type jsonName struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

type jsonScale struct {
	Type   source.Type `json:"type"`
	Better string      `json:"better,omitempty"`
	Unit   string      `json:"unit,omitempty"`
	Max    json.Number `json:"max,omitempty"`
	Levels []string    `json:"levels,omitempty"`
}

// A jsonFact is what is told of a fact: its value, whether it is the best of its row, and
// what belongs to it.
type jsonFact struct {
	jsonValue
	jsonAbout
}

type jsonValue struct {
	State string `json:"state"`
	Value any    `json:"value"`
}

type jsonAbout struct {
	Note    string   `json:"note,omitempty"`
	Sources []string `json:"sources,omitempty"`
	Checked string   `json:"checked,omitempty"`
	Since   string   `json:"since,omitempty"`
}

// JSON appends a table for programs: one object, with one option and one attribute a
// line:
//
//	format      "tradeoff-table/1"
//	caption     what the table compares
//	page        the address of the page that it is on: absolute where the site knows
//	            its own, else relative to the file
//	language    of all texts, BCP 47
//	options     the columns, in order: id, category, name, and the address of its page
//	attributes  the rows, in order: id, label, group, if any; type; better ("more" or
//	            "less") where one end of its order is; unit of numbers, max of ratings,
//	            levels (worst first); differs: whether the options do; and facts, one
//	            for each option in the order of options
//
// A fact has its state ("known", "unknown", "not applicable"); its value, which is
// null unless it is known: "yes", "partial" or "no"; the name of a level; a number; a
// list of words for choices and lists; a date as ISO 8601, to the day, the month or the
// year; else a text; best: true where it is the best of
// its row; and note, sources, checked and since, if any.
func (b *Book) JSON(out []byte, t compare.Table, place Place) []byte {
	entries := b.entries(t)
	w := &jsonWriter{Book: b, out: slices.Grow(out, sizeOf(entries)+256*t.Rows+512)}
	w.add("{\n")
	for _, field := range [][2]string{{"format", format}, {"caption", place.Caption}, {"page", place.Page}, {"language", b.language}} {
		w.add(`"`, field[0], `": `, encodedText(field[1]), ",\n")
	}
	w.add(`"options": [`)
	for i, o := range t.Options {
		w.next(i)
		w.add(encoded(jsonOption{ID: o.ID, Category: o.Category.ID, Name: o.DistinctName(), Page: place.Address(o)}))
	}
	w.add("\n],\n", `"attributes": [`)
	at := 0
	rows(t, func(group string, row compare.Row) {
		w.next(at)
		w.row(group, row, entries[at:at+len(row.Cells)])
		at += len(row.Cells)
	})
	w.add("\n]\n}\n")
	return w.out
}

func sizeOf(entries []*entry) int {
	size := 0
	for _, e := range entries {
		size += len(e.json[0]) + len(e.json[1]) + len(`,"best":true`) + 1
	}
	return size
}

// A jsonWriter writes one option and one attribute a line.
type jsonWriter struct {
	*Book
	out []byte
}

func (w *jsonWriter) add(parts ...string) {
	for _, part := range parts {
		w.out = append(w.out, part...)
	}
}

// next begins the line of what is at a place of a list.
func (w *jsonWriter) next(at int) {
	if at > 0 {
		w.add(",")
	}
	w.add("\n")
}

// row writes an attribute with its facts.
func (w *jsonWriter) row(group string, row compare.Row, entries []*entry) {
	h := w.heading(row.Attribute)
	w.add(h.json[0])
	if group != "" {
		w.add(`,"group":`, encodedText(group))
	}
	w.add(h.json[1], `,"differs":`, strconv.FormatBool(row.Differs), `,"facts":[`)
	for i, e := range entries {
		if i > 0 {
			w.add(",")
		}
		w.add(e.json[0])
		if row.Cells[i].Best {
			w.add(`,"best":true`)
		}
		w.add(e.json[1])
	}
	w.add("]}")
}

// encodedText is encoded for a text, of which most are written as they are.
func encodedText(text string) string {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' {
			return encoded(text)
		}
	}
	return `"` + text + `"`
}

func attributeOf(a *source.Attribute) jsonAttribute {
	view := jsonAttribute{jsonName{ID: a.ID, Label: a.Label}, jsonScale{Type: a.Type, Unit: a.Unit, Levels: a.Levels}}
	if a.Type.Ordered() {
		view.Better = [...]string{"", "more", "less"}[a.Better]
	}
	if a.Type == source.RatingType && a.Max != nil {
		view.Max = json.Number(decimal(a.Max))
	}
	return view
}

func factOf(fact site.Fact) jsonFact {
	f := jsonFact{jsonAbout: jsonAbout{Note: plain(fact.Note), Sources: fact.Sources, Checked: fact.Checked.String(), Since: fact.Since}}
	f.State = [...]string{source.Unknown: "unknown", source.NotApplicable: "not applicable", source.Known: "known"}[fact.State]
	if fact.State != source.Known {
		return f
	}
	switch v := fact.Value.(type) {
	case source.Number:
		f.Value = number(v)
	case source.Words:
		f.Value = []string(v)
	default:
		f.Value = v.String()
	}
	return f
}

// number gives a number as JSON has it: as it was written, where that is one, or
// else the same number written out.
func number(n source.Number) json.Number {
	if json.Valid([]byte(n.Text)) {
		return json.Number(n.Text)
	}
	return json.Number(decimal(n.Rat))
}

// mostDecimals is how many a number that was written otherwise keeps.
const mostDecimals = 20

// decimal writes a number out.
func decimal(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	digits, exact := r.FloatPrec()
	if !exact {
		digits = mostDecimals
	}
	return strings.TrimSuffix(strings.TrimRight(r.FloatString(digits), "0"), ".")
}
