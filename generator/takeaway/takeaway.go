// Package takeaway writes what readers take away from a site: tables for a
// spreadsheet, for a program and for a text of their own, and whole pages as
// Markdown.
//
// In come a [compare.Table] or finished HTML; out comes text. The package decides
// about form alone, and knows no page, no address and no word of the site's
// language: those come with a [Book] and a [Place].
//
// # CSV
//
// [Book.CSV] is for spreadsheets: one header row, then one row for each attribute (RFC
// 4180). The columns are the group, the attribute, its unit, and one for each
// option with nothing in it but the value, so that it can be sorted and counted:
// numbers without unit and grouping, dates as ISO 8601. To the right of all values
// stand, for each option that has any, its notes, its sources, the days on which
// they were checked, and the versions that brought them. Groups, units and these
// have no column where no row has one.
//
// It begins with a byte order mark: Excel takes a file without one for the
// encoding of the machine and spoils every letter beyond ASCII. Programs that do
// not expect one read the JSON.
//
// A cell that a spreadsheet would take for a formula is text behind an apostrophe
// (OWASP, "CSV Injection"); numbers are left as they are, negative ones too.
//
// # JSON
//
// [Book.JSON] is for programs. Its shape is documented for writers (`tradeoff help
// publishing`) and stable: what is added later comes as further keys, and what
// changes its meaning changes "format".
//
// # Markdown
//
// [Grid.Markdown] writes a table as GitHub Flavored Markdown has them, and
// [FromHTML] makes Markdown of the HTML that the site's own parser and templates
// make: CommonMark, with the tables, task lists, strikethrough and footnotes of
// GFM, which every tool reads. The conversion is our own because it must not lose
// anything: the libraries that were looked at (html-to-markdown 2.5) drop task
// lists, footnotes and tables whose cells have more than words, and run emphasis
// together. Terms of a definition list, which GFM lacks, become a list. Whatever
// text comes in, it is the same text once the Markdown is read again, but for
// white space.
package takeaway

import (
	"tradeoff/generator/compare"
	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A Place says what a table needs from the page that it is taken from.
type Place struct {
	Caption string                    // what the table compares
	Page    string                    // address of the page that it is on
	Address func(*site.Option) string // of an option's page
}

// Words are those of the header row, and those for what is not a value, in the
// site's language.
type Words struct {
	Group, Attribute, Unit       string
	Note, Source, Checked, Since string
	Yes, Partial, No             string
	Unknown, NotApplicable       string
	Rating                       func(most string) string // the unit of a rating: "of 5"
}

// support gives the word for a support value.
func (w *Words) support(s source.Support) string {
	return [...]string{w.No, w.Partial, w.Yes}[s]
}

// cell gives a fact as one cell of a spreadsheet has it, and whether that is a number.
func (w *Words) cell(f site.Fact) (text string, number bool) {
	switch f.State {
	case source.Unknown:
		return w.Unknown, false
	case source.NotApplicable:
		return w.NotApplicable, false
	}
	switch v := f.Value.(type) {
	case source.Support:
		return w.support(v), false
	case source.Number:
		return v.Text, true
	}
	return f.Value.String(), false
}

// unit gives what an attribute's numbers count.
func (w *Words) unit(a *source.Attribute) string {
	if a.Type == source.RatingType && a.Max != nil {
		return w.Rating(decimal(a.Max))
	}
	return a.Unit
}

// rows calls do with each row of a table.
func rows(t compare.Table, do func(group string, row compare.Row)) {
	for _, g := range t.Groups {
		for _, row := range g.Rows {
			do(g.Label, row)
		}
	}
}

// plain gives the words of inline Markdown.
func plain(t markup.Text) string { return t.Plain }
