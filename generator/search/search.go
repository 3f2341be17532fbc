// Package search makes the index that a reader's browser searches: what there is to
// find on a site, and by which words. It is pure; package render publishes it.
//
// What can be found, and where it leads:
//
//   - a category, by its title: its page
//   - an option, by its name, its synonyms, and less by its summary: its page
//   - an attribute, by its label, its synonyms, and less by its help: its row in the
//     category's table
//   - a guide, by its title, its tags, its headings, what the options that it compares
//     are found by, and less by its description: the guide, and the headings in it
//   - a tag and an author, by their name: their page
//
// The text of guides is not searched. What somebody looks for there has a heading, and
// the text of 10,000 guides would be more than anybody waits for.
//
// # The index
//
// An index is a script, because a page that was opened from disk can load nothing else
// (no fetch, no module). It calls one function with one value:
//
//	tradeoffIndex({"pairs":…,"categories":[…],"tags":[…],"authors":[…],"guides":[…]})
//
// Every list in it is a row whose places have meanings, given with [Index]; empty places
// at a row's end are left out. Addresses that follow from ids are not written, and an
// option's or a tag's words are written once: guides name them by their numbers.
//
// It has the same bytes for the same site. It does not have a mark of its content in its
// name, unlike other shared files: every page would have to be made again whenever a
// heading changes, only to name it.
//
// For 10,000 guides with 155,000 headings it has 6.2 MB, 550 KB of them compressed. From
// disk, the first results of such a site come half a second after the key that opens the
// search, and those of each further letter in 30 to 200 ms.
//
// # The library
//
// What the browser searches with is uFuzzy 1.0.19 (MIT, templates/ufuzzy.js). Compared
// were, in Chromium 156 on two shared cores, with 10,000 guides of 20 headings each, or
// 210,000 texts:
//
//	                  bytes, gzip   start-up    a query      a slip of the pen
//	uFuzzy 1.0.19           4,013      11 ms    7–18 ms      one in each word, exchanged letters too
//	MiniSearch 7.2.0        5,903     960 ms    1–12 ms      by distance; exchanged letters count as two
//	  one text each                 1,240 ms    1–83 ms
//	Fuse.js 7.5.0           9,123     110 ms  160–1,330 ms   by distance, anywhere in a text: much that is noise
//	FlexSearch 0.8.212     10,721   1,450 ms    0–1 ms       none, but by what words sound like
//
// A reader presses one key and types at once, so what counts is the time to the first
// result: an inverted index costs a second there (several on a phone), which a scan never
// catches up on. That djnago means Django is one slip for uFuzzy, and two for a distance
// of insertions and deletions, where two slips of six letters let everything through.
// What it lacks is the rank over several fields, which is search.js's: forty lines, and
// the part that has to know what a site of comparisons is.
package search

import (
	"bytes"
	"encoding/json"
	"strings"

	"tradeoff/generator/site"
)

// Index gives a site's index, a script. Its value has
//
//	pairs       1 where any two options of a category have a page <a>-vs-<b>.html
//	categories  [id, title, summary, options, attributes]
//	            an option is [id, name, summary, synonyms],
//	            an attribute [id, label, help, synonyms]; its row is row-<id>
//	tags        [name, address]
//	authors     [name, address]
//	guides      [id, title, description, options, tags, headings]
//	            options are numbers: their places in all categories' lists one after the
//	            other; so are tags. A heading is its words, if its id is [Slug] of them,
//	            or else [words, id]
func Index(s *site.Site) []byte {
	n := numbers{options: map[*site.Option]int{}, tags: map[*site.Tag]int{}}
	index := struct {
		Pairs      int   `json:"pairs,omitempty"`
		Categories []row `json:"categories,omitempty"`
		Tags       []row `json:"tags,omitempty"`
		Authors    []row `json:"authors,omitempty"`
		Guides     []row `json:"guides,omitempty"`
	}{}
	if s.Config.Pairs {
		index.Pairs = 1
	}
	for _, c := range s.Categories {
		index.Categories = append(index.Categories, n.category(c))
	}
	for i, t := range s.Listing.Tags {
		n.tags[t] = i
		index.Tags = append(index.Tags, row{t.Name, t.Address})
	}
	for _, a := range s.Listing.Authors {
		index.Authors = append(index.Authors, row{a.Name, a.Address})
	}
	for _, g := range s.Guides {
		index.Guides = append(index.Guides, n.guide(g))
	}
	return script(index)
}

// script writes the call. The encoder writes U+2028 and U+2029, which ended a line in
// scripts before 2019, as escapes.
func script(index any) []byte {
	var b bytes.Buffer
	b.WriteString("tradeoffIndex(")
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // it stands in a file of its own
	if err := e.Encode(index); err != nil {
		panic(err) // texts, numbers and lists of them can be encoded
	}
	b.Truncate(b.Len() - 1) // a line's end
	b.WriteString(");\n")
	return b.Bytes()
}

// A row is a list whose places have meanings.
type row []any

// short leaves out empty places at the end.
func (r row) short() row {
	for len(r) > 1 && isEmpty(r[len(r)-1]) {
		r = r[:len(r)-1]
	}
	return r
}

func isEmpty(place any) bool {
	switch p := place.(type) {
	case string:
		return p == ""
	case []string:
		return len(p) == 0
	case []int:
		return len(p) == 0
	case []row:
		return len(p) == 0
	case []any:
		return len(p) == 0
	}
	return false
}

// numbers are the places of things that guides name.
type numbers struct {
	options map[*site.Option]int
	tags    map[*site.Tag]int
}

func (n *numbers) category(c *site.Category) row {
	options, attributes := []row{}, []row{}
	for _, o := range c.Options {
		n.options[o] = len(n.options)
		options = append(options, row{o.ID, o.DistinctName(), o.Summary.Plain, list(o.Synonyms)}.short())
	}
	if len(options) > 0 { // or else there is no table
		for _, a := range c.Attributes {
			attributes = append(attributes, row{a.ID, a.Label, a.Help.Plain, list(a.Synonyms)}.short())
		}
	}
	return row{c.ID, c.Title, c.Summary.Plain, options, attributes}.short()
}

func (n *numbers) guide(g *site.Guide) row {
	options, tags, headings := []int{}, []int{}, []any{}
	for _, o := range g.Options {
		options = append(options, n.options[o])
	}
	for _, t := range g.Tagged {
		tags = append(tags, n.tags[t])
	}
	for h := range Headings(g.Guide) {
		if h.ID == Slug(h.Plain) {
			headings = append(headings, h.Plain)
		} else {
			headings = append(headings, row{h.Plain, h.ID})
		}
	}
	return row{g.ID, g.Title, g.Description, options, tags, headings}.short()
}

// list gives a list that is never nil, which JSON would call null.
func list(texts []string) []string { return append([]string{}, texts...) }

// Slug gives the id that most headings have whose letters are ASCII: in lower case, with
// hyphens for spaces, without punctuation. It is empty for other words. search.js has the
// same rule.
func Slug(words string) string {
	var b strings.Builder
	for _, r := range words {
		switch {
		case r >= 'A' && r <= 'Z':
			b.WriteRune(r - 'A' + 'a')
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-', r == '_':
			b.WriteRune(r)
		case r == ' ':
			b.WriteByte('-')
		case r > '~' && (r < '\u2000' || r > '\u206f'): // general punctuation: quotation marks, the ellipsis
			return ""
		}
	}
	return b.String()
}
