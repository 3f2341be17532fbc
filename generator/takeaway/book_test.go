package takeaway

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"tradeoff/generator/compare"
	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// texts are what fields and strings have to be quoted for.
var texts = []string{"", "a", "a b", " a", "a,b", `"`, `a"b`, "a\nb", "\r\nx", "=1", "-2", "\\.", "\u2028<&>", "é", "\x00", "\x7f", "\xff", "\t", "\u00a0x", "＝x"}

// randomTable makes a table of a few options and attributes out of such texts. The same
// seed makes the same.
func randomTable(seed uint64) compare.Table {
	next := func(n int) int {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int(seed >> 33 % uint64(n))
	}
	text := func() string { return texts[next(len(texts))] }
	category := &source.Category{ID: "c" + text()}
	for i := range 1 + next(6) {
		a := &source.Attribute{ID: fmt.Sprint("a", i), Label: text(), Better: source.Better(next(3)), Max: big.NewRat(5, 1), Unit: text(),
			Type: []source.Type{source.TextType, source.NumberType, source.SupportType, source.ChoiceType, source.RatingType, source.DateType}[next(6)]}
		category.Attributes = append(category.Attributes, a)
		if i == 0 || next(3) == 0 {
			category.Groups = append(category.Groups, &source.Group{Label: text()})
		}
		group := category.Groups[len(category.Groups)-1]
		group.Attributes = append(group.Attributes, a)
	}
	c := &site.Category{Category: category}
	for i := range 1 + next(4) {
		o := &source.Option{ID: fmt.Sprint("o", i), Name: text()}
		for _, a := range category.Attributes {
			f := &source.Fact{Attribute: a, State: source.State(next(3)), Note: markup.Text{Plain: text()}, Since: text()}
			if next(4) == 0 {
				continue
			}
			if next(2) == 0 {
				f.Sources, f.Checked = []string{"https://x.org/" + text(), text()}, source.Date{Year: 2020, Month: 1 + next(12)}
			}
			if f.State == source.Known {
				f.Value = randomValue(a.Type, text, next)
			}
			o.Facts = append(o.Facts, f)
		}
		c.Options = append(c.Options, &site.Option{Category: c, Option: o})
	}
	return compare.Options(c.Options)
}

func randomValue(kind source.Type, text func() string, next func(int) int) source.Value {
	switch kind {
	case source.NumberType, source.RatingType:
		n := next(6)
		return source.Number{Text: []string{"%d", "%d.50", "+%d", "0%d", "1e%d", "-%d"}[next(6)][:0] + fmt.Sprint(n), Rat: big.NewRat(int64(n), 1)}
	case source.SupportType:
		return source.Support(next(3))
	case source.ChoiceType:
		return source.Words{text(), text()}
	case source.DateType:
		return source.Date{Year: 2000 + next(3), Month: next(13)}
	}
	return source.Prose{Text: markup.Text{Plain: text()}}
}

// TestBook: tables that are put together of what is kept are those that are written from
// nothing, the second time too.
func TestBook(t *testing.T) {
	words := Words{Group: "Group", Attribute: "=Attribute", Unit: "Unit,", Note: "note", Source: "source", Checked: "checked", Since: "since",
		Yes: "Yes", Partial: "Partly", No: "-No", Unknown: "?", NotApplicable: "n/a", Rating: func(most string) string { return "of " + most }}
	for seed := range uint64(3000) {
		book, table := NewBook("en", words), randomTable(seed)
		place := Place{Caption: texts[seed%uint64(len(texts))], Page: "p", Address: func(o *site.Option) string { return o.ID + ".html?a&b" }}
		for range 2 {
			if got, want := string(book.CSV(nil, table)), string(plainCSV(table, words)); got != want {
				t.Fatalf("seed %d: got\n%q\nwant\n%q", seed, got, want)
			}
			if got, want := string(book.JSON(nil, table, place)), string(plainJSON(table, "en", place)); got != want {
				t.Fatalf("seed %d: got\n%s\nwant\n%s", seed, got, want)
			}
		}
	}
}

// benchTable is one of the tables that are large enough to be measured.
func benchTable() compare.Table {
	table := randomTable(0)
	for seed := uint64(1); table.Rows < 6 || len(table.Options) < 3; seed++ {
		table = randomTable(seed)
	}
	return table
}

// BenchmarkFromHTML makes Markdown of a text as guides have it: without a tree, with one,
// and by the rules of HTML.
func BenchmarkFromHTML(b *testing.B) {
	text := strings.Repeat(strings.Join(directTexts, ""), 10)
	book := NewBook("en", Words{})
	b.Run("direct", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			book.AppendHTML(nil, []string{text}, nil)
		}
	})
	b.Run("tree", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			book.AppendHTML(nil, []string{"<section>" + text + "<dl></dl></section>"}, nil)
		}
	})
	b.Run("any", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			book.AppendHTML(nil, []string{text + "<!-- -->"}, nil)
		}
	})
}

func BenchmarkCSV(b *testing.B) {
	book, table := NewBook("en", Words{Rating: func(most string) string { return most }}), benchTable()
	b.ReportAllocs()
	for b.Loop() {
		book.CSV(nil, table)
	}
}

func BenchmarkJSON(b *testing.B) {
	book, table := NewBook("en", Words{Rating: func(most string) string { return most }}), benchTable()
	place := Place{Address: func(o *site.Option) string { return o.ID }}
	b.ReportAllocs()
	for b.Loop() {
		book.JSON(nil, table, place)
	}
}
