package takeaway

import (
	"bytes"
	"encoding/json"
	"math/big"
	"strings"

	"tradeoff/generator/compare"
	"tradeoff/generator/source"
)

// format names the shape of the JSON, with its version.
const format = "tradeoff-table/1"

type jsonTable struct {
	Caption, Page, Language string
	Options                 []jsonOption
	Attributes              []jsonAttribute
}

type jsonOption struct {
	ID       string `json:"id"`
	Category string `json:"category"`
	Name     string `json:"name"`
	Page     string `json:"page"`
}

type jsonAttribute struct {
	ID      string      `json:"id"`
	Label   string      `json:"label"`
	Group   string      `json:"group,omitempty"`
	Type    source.Type `json:"type"`
	Better  string      `json:"better,omitempty"`
	Unit    string      `json:"unit,omitempty"`
	Max     json.Number `json:"max,omitempty"`
	Levels  []string    `json:"levels,omitempty"`
	Differs bool        `json:"differs"`
	Facts   []jsonFact  `json:"facts"`
}

type jsonFact struct {
	State   string   `json:"state"`
	Value   any      `json:"value"`
	Best    bool     `json:"best,omitempty"`
	Note    string   `json:"note,omitempty"`
	Sources []string `json:"sources,omitempty"`
	Checked string   `json:"checked,omitempty"`
	Since   string   `json:"since,omitempty"`
}

// JSON writes a table for programs: one object, with one option and one attribute a
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
func JSON(t compare.Table, style Style) []byte {
	table := jsonTable{Caption: style.Caption, Page: style.Page, Language: style.Language}
	for _, o := range t.Options {
		table.Options = append(table.Options, jsonOption{ID: o.ID, Category: o.Category.ID, Name: o.DistinctName(), Page: style.Address(o)})
	}
	rows(t, func(group string, row compare.Row) {
		table.Attributes = append(table.Attributes, attributeOf(group, row))
	})
	return table.lines()
}

// lines writes one option and one attribute a line.
func (t *jsonTable) lines() []byte {
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

func attributeOf(group string, row compare.Row) jsonAttribute {
	a := row.Attribute
	view := jsonAttribute{ID: a.ID, Label: a.Label, Group: group, Type: a.Type, Unit: a.Unit,
		Levels: a.Levels, Differs: row.Differs}
	if a.Type.Ordered() {
		view.Better = [...]string{"", "more", "less"}[a.Better]
	}
	if a.Type == source.RatingType && a.Max != nil {
		view.Max = json.Number(decimal(a.Max))
	}
	for _, c := range row.Cells {
		view.Facts = append(view.Facts, factOf(c))
	}
	return view
}

func factOf(c compare.Cell) jsonFact {
	f := jsonFact{Best: c.Best, Note: plain(c.Note), Sources: c.Sources, Checked: c.Checked.String(), Since: c.Since}
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
