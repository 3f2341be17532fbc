package takeaway_test

import (
	"encoding/csv"
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"tradeoff/generator/compare"
	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/generator/takeaway"
)

// tableOf is a table of one option with a text and a number.
func tableOf(label, text, note string, number int64) compare.Table {
	prose := &source.Attribute{ID: "text", Label: label, Type: source.TextType}
	count := &source.Attribute{ID: "count", Label: "Count", Type: source.NumberType, Unit: label}
	c := &site.Category{Category: &source.Category{ID: "c", Attributes: []*source.Attribute{prose, count},
		Groups: []*source.Group{{Label: label, Attributes: []*source.Attribute{prose, count}}}}}
	r := big.NewRat(number, 1)
	o := &site.Option{Category: c, Option: &source.Option{ID: "o", Name: label, Facts: []*source.Fact{
		{Attribute: prose, State: source.Known, Value: source.Prose{Text: markup.Text{Plain: text}}, Note: markup.Text{Plain: note}},
		{Attribute: count, State: source.Known, Value: source.Number{Text: r.RatString(), Rat: r}}}}}
	c.Options = []*site.Option{o}
	return compare.Options(c.Options)
}

var book = takeaway.NewBook("en", takeaway.Words{
	Group: "Group", Attribute: "Attribute", Unit: "Unit", Note: "note", Source: "source", Checked: "checked", Since: "since"})

var place = takeaway.Place{Caption: "C", Address: func(*site.Option) string { return "o.html" }}

// FuzzCSV reads back what was written: the same words, numbers as they are, and no cell
// that a spreadsheet would compute.
func FuzzCSV(f *testing.F) {
	for _, seed := range []string{"a", "=1+1", "+x", "-x", "@x", "\tx", " =x", "a,b", `"`, "a\nb", "＝x", "\u00a0-x", "'=x", "é"} {
		f.Add(seed, seed, seed, int64(-5))
	}
	f.Fuzz(func(t *testing.T, label, text, note string, number int64) {
		label, text, note = readable(label), readable(text), readable(note)
		out := book.CSV(nil, tableOf(label, text, note, number))
		records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(out), "\ufeff"))).ReadAll()
		if err != nil || len(records) != 3 {
			t.Fatalf("%d records, %v:\n%s", len(records), err, out)
		}
		for i, record := range records {
			for j, cell := range record {
				isNumber := i == 2 && records[0][j] == "Option" || cell == big.NewInt(number).String()
				if first := strings.TrimSpace(cell); !isNumber && first != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(first)[0]) {
					t.Errorf("the cell %q is a formula", cell)
				}
			}
		}
		has := func(record []string, want string) {
			for _, cell := range record {
				if strings.TrimPrefix(cell, "'") == strings.TrimPrefix(want, "'") {
					return
				}
			}
			t.Errorf("%q lacks %q", record, want)
		}
		has(records[1], text)
		has(records[1], label)
		has(records[1], note)
		has(records[2], big.NewInt(number).String())
	})
}

func FuzzJSON(f *testing.F) {
	f.Add("a\"<", "b\n", "c\u2028", int64(1))
	f.Fuzz(func(t *testing.T, label, text, note string, number int64) {
		out := book.JSON(nil, tableOf(label, text, note, number), place)
		var table struct {
			Attributes []struct{ Facts []struct{ Value any } }
		}
		if err := json.Unmarshal(out, &table); err != nil || len(table.Attributes) != 2 {
			t.Fatalf("%v:\n%s", err, out)
		}
		if got, want := table.Attributes[0].Facts[0].Value, strings.ToValidUTF8(text, "\ufffd"); got != want && len(text) == len(want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}
