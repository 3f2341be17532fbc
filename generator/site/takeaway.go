package site

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"tradeoff/generator/source"
)

// What can be taken away from a page lies beside it, under the page's name with
// another ending: the page itself as Markdown, and its tables as CSV, JSON and
// Markdown.
//
// A table that is a part of another one of its page has no files: whoever wants some
// of the rows takes them from there. On most pages it is one table that has. The pages
// of pairs, which grow with the square of the options, have none at all: their
// category's table has every fact that they show.

// LLMsAddress is where the site's list for language models is (llmstxt.org).
const LLMsAddress = "llms.txt"

// DownloadAddress is where the page about the whole site as one file is, in a build
// that makes one.
const DownloadAddress = "download.html"

// TwinAddress is where a page is published as Markdown.
func TwinAddress(page string) string { return strings.TrimSuffix(page, ".html") + ".md" }

// HasTwin tells whether a page of the site is published as Markdown, too: guides,
// categories and options are.
func (s *Site) HasTwin(page string) bool {
	folder, name, _ := strings.Cut(page, "/")
	stem, ok := strings.CutSuffix(name, ".html")
	if !ok {
		return false
	}
	for _, c := range s.Categories {
		if c.ID == folder {
			return page == c.Address() || c.option(stem) != nil
		}
	}
	return folder == "guides"
}

// TableFormats are the endings of the files that a table is published as.
var TableFormats = []string{"csv", "json", "md"}

// TableAddresses gives where a page's table is published, in the order of
// [TableFormats]. They are counted from 1. A page with a name so long that a disk
// would not take these has none.
func TableAddresses(page string, number int) []string {
	name := TableAnchor
	if number > 1 {
		name += "-" + strconv.Itoa(number)
	}
	stem := strings.TrimSuffix(page, ".html") + "." + name + "."
	if len(path.Base(stem))+len("json") > 255 {
		return nil
	}
	addresses := make([]string, len(TableFormats))
	for i, ending := range TableFormats {
		addresses[i] = stem + ending
	}
	return addresses
}

// A TakenTable is one of a page's tables that is published as files.
type TakenTable struct {
	Directive Directive
	Number    int // among all tables of the page, from 1
}

// TakenTables gives the tables of a guide that are published as files.
func (g *Guide) TakenTables() []TakenTable {
	tables := g.Tables()
	if len(tables) == 1 { // as in most guides
		return []TakenTable{{tables[0], 1}}
	}
	var taken []TakenTable
	for i, t := range tables {
		if !slices.ContainsFunc(tables, func(u Directive) bool { return t.partOf(u) && !u.partOf(t) }) &&
			!slices.ContainsFunc(tables[:i], func(u Directive) bool { return t.partOf(u) }) {
			taken = append(taken, TakenTable{t, i + 1})
		}
	}
	return taken
}

// partOf tells whether another table shows all that this one does.
func (d Directive) partOf(other Directive) bool {
	if slices.ContainsFunc(d.Options, func(o *Option) bool { return !slices.Contains(other.Options, o) }) {
		return false
	}
	shown := func(d Directive) []*source.Attribute {
		return slices.DeleteFunc(SharedAttributes(d.Options), func(a *source.Attribute) bool { return !d.Shows(a) })
	}
	theirs := map[string]bool{}
	for _, a := range shown(other) {
		theirs[a.ID] = true
	}
	return !slices.ContainsFunc(shown(d), func(a *source.Attribute) bool { return !theirs[a.ID] })
}
