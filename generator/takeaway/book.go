package takeaway

import (
	"bytes"
	"encoding/json"
	"strings"
	"sync"

	"tradeoff/generator/compare"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A Book writes what is taken away from one site. A site has many tables and few facts, so it
// keeps what it has written of a fact: a table is put together of that. It is safe for
// concurrent use.
type Book struct {
	words      Words
	language   string // of all texts, BCP 47
	facts      compare.Kept[entry]
	attributes sync.Map // *source.Attribute: *heading
	silent     func() *entry
	rooms      sync.Pool // of *room
}

// NewBook makes a book in a language, with the words of that language.
func NewBook(language string, w Words) *Book {
	b := &Book{words: w, language: language}
	b.rooms.New = func() any { return &room{} }
	b.silent = sync.OnceValue(func() *entry { return b.makeEntry(site.Fact{Fact: &source.Fact{}}) })
	return b
}

// An entry is what is written of a fact.
type entry struct {
	csv  [5]string // as a record has them: the value, note, sources, day and version
	json [2]string // an object but for what follows the value: whether it is the best of its row
}

// A heading is what is written of an attribute.
type heading struct {
	csv  [2]string // its label and unit, as a record has them
	json [2]string // its fields before and behind the group
}

func (b *Book) makeEntry(f site.Fact) *entry {
	e := &entry{}
	text, number := b.words.cell(f)
	if !number {
		text = safe(text)
	}
	e.csv[0] = field(text)
	for i, text := range []string{plain(f.Note), strings.Join(f.Sources, " "), f.Checked.String(), f.Since} {
		e.csv[1+i] = field(safe(text))
	}
	told := factOf(f)
	e.json[0] = strings.TrimSuffix(encoded(told.jsonValue), "}")
	e.json[1] = "}"
	if about := encoded(told.jsonAbout); about != "{}" {
		e.json[1] = "," + about[1:]
	}
	return e
}

// heading gives what is written of an attribute.
func (b *Book) heading(a *source.Attribute) *heading {
	if kept, ok := b.attributes.Load(a); ok {
		return kept.(*heading)
	}
	told := attributeOf(a)
	made := &heading{csv: [2]string{field(safe(a.Label)), field(safe(b.words.unit(a)))}}
	made.json[0] = strings.TrimSuffix(encoded(told.jsonName), "}")
	made.json[1] = "," + strings.TrimSuffix(encoded(told.jsonScale), "}")[1:]
	kept, _ := b.attributes.LoadOrStore(a, made)
	return kept.(*heading)
}

// entries gives those of a table, row by row.
func (b *Book) entries(t compare.Table) []*entry {
	entries, columns := make([]*entry, 0, t.Rows*len(t.Options)), b.facts.Columns(t.Options...)
	rows(t, func(_ string, row compare.Row) {
		for i := range row.Cells {
			entries = append(entries, b.entry(&columns, i, row.Cells[i].Fact))
		}
	})
	return entries
}

// entry gives what is written of a fact of a table, given by its column.
func (b *Book) entry(columns *compare.Columns[entry], column int, f site.Fact) *entry {
	place := columns.Place(column, f)
	if place == nil {
		if f.IsSilent() {
			return b.silent()
		}
		return b.makeEntry(f)
	}
	if kept := place.Load(); kept != nil {
		return kept
	}
	place.CompareAndSwap(nil, b.makeEntry(f))
	return place.Load()
}

// encoded writes a value as JSON. Strings, numbers that were read as such, and lists of
// them are always written.
func encoded(value any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(value)
	return strings.TrimSuffix(b.String(), "\n")
}
