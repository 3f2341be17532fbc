package takeaway

import (
	"bytes"
	"encoding/json"
	"math/big"
	"strings"

	"tradeoff/generator/compare"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// format names the shape of the JSON, with its version.
const format = "tradeoff-table/1"

type jsonTable struct {
	Format     string          `json:"format"`
	Caption    string          `json:"caption"`
	Page       string          `json:"page"`
	Language   string          `json:"language"`
	Options    []jsonOption    `json:"options"`
	Attributes []jsonAttribute `json:"attributes"`
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
	Help    string      `json:"help,omitempty"`
	Type    source.Type `json:"type"`
	Better  string      `json:"better,omitempty"`
	Unit    string      `json:"unit,omitempty"`
	Max     json.Number `json:"max,omitempty"`
	Levels  []string    `json:"levels,omitempty"`
	Choices []string    `json:"choices,omitempty"`
	Differs bool        `json:"differs"`
	Facts   []jsonFact  `json:"facts"`
}

type jsonFact struct {
	State   string   `json:"state"`
	Value   any      `json:"value"`
	Text    string   `json:"text"`
	Best    bool     `json:"best,omitempty"`
	Note    string   `json:"note,omitempty"`
	Sources []string `json:"sources,omitempty"`
	Checked string   `json:"checked,omitempty"`
	Since   string   `json:"since,omitempty"`
}

// JSON writes a table for programs: one object, indented, with
//
//	format      "tradeoff-table/1"
//	caption     what the table compares
//	page        the address of the page that it is on: absolute where the site knows
//	            its own, else relative to the file
//	language    of all texts, BCP 47
//	options     the columns, in order: id, category, name, and the address of its page
//	attributes  the rows, in order: id, label, group and help, if any; type; better
//	            ("more" or "less") where one end of its order is; unit of numbers, max
//	            of ratings, levels (worst first), choices; differs: whether the options
//	            do; and facts, one for each option in the order of options
//
// A fact has its state ("known", "unknown", "not applicable"); its value, which is
// null unless it is known: "yes", "partial" or "no"; the name of a level; a number; a
// list of words for choices and lists; a date as ISO 8601, to the day, the month or the
// year; else a text; the text that the page shows; best: true where it is the best of
// its row; and note, sources, checked and since, if any.
func JSON(t compare.Table, style Style) []byte {
	table := jsonTable{Format: format, Caption: style.Caption, Page: style.Page, Language: style.Language,
		Options: []jsonOption{}, Attributes: []jsonAttribute{}}
	for _, o := range t.Options {
		table.Options = append(table.Options, jsonOption{ID: o.ID, Category: o.Category.ID, Name: o.DistinctName(), Page: style.Address(o)})
	}
	rows(t, func(group string, row compare.Row) {
		table.Attributes = append(table.Attributes, style.attribute(group, row))
	})
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	// Strings, numbers that were read as such, and lists of them are always written.
	_ = e.Encode(table)
	return b.Bytes()
}

func (s *Style) attribute(group string, row compare.Row) jsonAttribute {
	a := row.Attribute
	view := jsonAttribute{ID: a.ID, Label: a.Label, Group: group, Help: plain(a.Help), Type: a.Type, Unit: a.Unit,
		Levels: a.Levels, Choices: a.Choices, Differs: row.Differs}
	if a.Type.Ordered() {
		view.Better = [...]string{"", "more", "less"}[a.Better]
	}
	if a.Type == source.RatingType && a.Max != nil {
		view.Max = json.Number(decimal(a.Max))
	}
	for _, c := range row.Cells {
		view.Facts = append(view.Facts, s.fact(c))
	}
	return view
}

func (s *Style) fact(c compare.Cell) jsonFact {
	f := jsonFact{Text: s.text(c.Fact), Best: c.Best, Note: plain(c.Note), Sources: c.Sources, Checked: c.Checked.String(), Since: c.Since}
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

// text gives a fact as pages show it, without markup.
func (s *Style) text(f site.Fact) string {
	switch v := f.Value.(type) {
	case source.Number, source.Date:
		if f.State == source.Known {
			return s.Value(f)
		}
	case source.Support:
		if f.State == source.Known {
			return s.Words.support(v)
		}
	}
	text, _ := s.Words.cell(f)
	return text
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
