package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// mostBeside is how many tags that go with it the page of a tag names.
const mostBeside = 12

// mostTogether is how many tags a guide may have to say what goes together: one
// that has everything says nothing, and would take the square of it to count.
const mostTogether = 50

// addListing finds what leads to guides across decisions: tags, authors, dates.
func (r *resolver) addListing() {
	guides, dated := sortedByNewest(r.byTitle)
	r.site.Listing = site.Listing{
		TagFolder:    r.freeFolder("tags"),
		AuthorFolder: r.freeFolder("authors"),
		Newest:       dated,
	}
	for _, g := range dated {
		for _, c := range g.Categories {
			c.Newest = append(c.Newest, g)
		}
	}
	r.addTags()
	r.addAuthors(guides)
}

// freeFolder gives a generated folder its name, which is the usual one unless a
// category has it. Ids of categories have no underscore.
func (r *resolver) freeFolder(usual string) string {
	if r.categories[usual] != nil {
		return usual + "_"
	}
	return usual
}

// addTags finds the tags and their guides, and names the tags' pages.
func (r *resolver) addTags() {
	tags, written := map[string]*site.Tag{}, map[string]*spelled{} // by key, and as they are written
	for _, g := range r.byTitle {
		g.Tagged = sized[*site.Tag](len(g.Tags))
		for _, words := range g.Tags {
			s := written[words]
			if s == nil {
				s = newSpelled(words, tags)
				written[words] = s
			}
			if s.tag == nil {
				continue
			}
			s.times++
			if !slices.Contains(g.Tagged, s.tag) {
				g.Tagged = append(g.Tagged, s.tag)
				s.tag.Guides = append(s.tag.Guides, g)
			}
		}
	}
	spellings := map[*site.Tag]map[string]int{}
	for _, s := range written {
		if s.tag == nil {
			continue
		}
		if spellings[s.tag] == nil {
			spellings[s.tag] = map[string]int{}
		}
		spellings[s.tag][s.words] += s.times
	}
	n := newNamer(r.site.Config.Language)
	names := n.names(slices.Sorted(maps.Keys(tags)))
	order := map[*site.Tag]string{}
	for key, t := range tags {
		t.Name = usual(spellings[t])
		t.Address = r.site.Listing.TagFolder + "/" + names[key] + ".html"
		letters := n.letters(key)
		t.Initial = initial(letters)
		order[t] = cmp.Or(letters, "~") + "\x00" + key // what has no letter comes last
		r.site.Listing.Tags = append(r.site.Listing.Tags, t)
	}
	byName := func(a, b *site.Tag) int { return strings.Compare(order[a], order[b]) }
	slices.SortFunc(r.site.Listing.Tags, byName)
	for _, t := range r.site.Listing.Tags {
		t.Beside = beside(t, byName)
	}
}

// A spelled tag is one as some guides have it: most are spelled in one way.
type spelled struct {
	tag   *site.Tag // nil where it has no words
	words string
	times int
}

// newSpelled finds the tag of a spelling among those that there are, or adds it.
func newSpelled(written string, tags map[string]*site.Tag) *spelled {
	s := &spelled{words: strings.Join(strings.Fields(written), " ")}
	key := foldWords(s.words)
	if key == "" {
		return s
	}
	if tags[key] == nil {
		tags[key] = &site.Tag{}
	}
	s.tag = tags[key]
	return s
}

// usual is the spelling that most guides have; of several, the first by code point.
func usual(spellings map[string]int) string {
	return slices.MinFunc(slices.Collect(maps.Keys(spellings)), func(a, b string) int {
		return cmp.Or(cmp.Compare(spellings[b], spellings[a]), strings.Compare(a, b))
	})
}

// initial is the letter or digit under which an index has a text.
func initial(letters string) rune {
	switch {
	case letters == "":
		return 0
	case letters[0] >= 'a' && letters[0] <= 'z':
		return rune(letters[0])
	case letters[0] >= '0' && letters[0] <= '9':
		return '0'
	}
	return 0
}

// beside gives the tags that guides have most often together with one. Of two that
// are as often beside it, the one that has fewer guides elsewhere says more.
func beside(t *site.Tag, byName func(a, b *site.Tag) int) []site.Beside {
	count := map[*site.Tag]int{}
	for _, g := range t.Guides {
		if len(g.Tagged) > mostTogether {
			continue
		}
		for _, other := range g.Tagged {
			if other != t {
				count[other]++
			}
		}
	}
	found := make([]site.Beside, 0, len(count))
	for other, guides := range count {
		found = append(found, site.Beside{Tag: other, Guides: guides})
	}
	slices.SortFunc(found, func(a, b site.Beside) int {
		return cmp.Or(cmp.Compare(b.Guides, a.Guides), cmp.Compare(len(a.Tag.Guides), len(b.Tag.Guides)), byName(a.Tag, b.Tag))
	})
	return slices.Clip(found[:min(len(found), mostBeside)])
}

// writer gives the author of a built guide, one for each that is declared.
func (r *resolver) writer(declared *source.Author) *site.Author {
	if r.writers[declared] == nil {
		r.writers[declared] = &site.Author{Author: declared}
	}
	return r.writers[declared]
}

// addAuthors finds the authors' guides, and names the authors' pages. It is given
// the built guides in the order of site.ByNewest.
func (r *resolver) addAuthors(guides []*site.Guide) {
	var ids []string
	for _, a := range r.tree.Config.Authors { // all of them: a guide more or less moves no page
		ids = append(ids, a.ID)
	}
	for _, g := range guides {
		for _, a := range g.By {
			a.Guides = append(a.Guides, g)
		}
	}
	names := newNamer(r.site.Config.Language).names(ids)
	for _, a := range r.writers {
		a.Address = r.site.Listing.AuthorFolder + "/" + names[a.ID] + ".html"
		r.site.Listing.Authors = append(r.site.Listing.Authors, a)
	}
	slices.SortFunc(r.site.Listing.Authors, func(a, b *site.Author) int {
		return cmp.Or(strings.Compare(foldWords(a.Name), foldWords(b.Name)), strings.Compare(a.ID, b.ID))
	})
}

// listingClaims gives the claims of the pages and feeds that list guides.
func (r *resolver) listingClaims() []claim {
	var claims []claim
	add := func(address, source string) {
		if address != "" {
			claims = append(claims, claim{address, source, diag.Position{}})
		}
	}
	l := &r.site.Listing
	add(l.TagsAddress(), "the page of all tags")
	for _, t := range l.Tags {
		add(t.Address, "the page of the tag "+strconv.Quote(t.Name))
	}
	add(l.AuthorsAddress(), "the page of all authors")
	for _, a := range l.Authors {
		add(a.Address, "the page of the author "+strconv.Quote(a.ID))
	}
	if len(l.Newest) > 0 {
		add(site.NewAddress, "the page that says what is new")
	}
	for _, c := range r.site.Categories {
		if len(c.Newest) > 0 && r.site.Config.URL != "" {
			add(c.FeedAddress(), "the feed of "+c.File)
		}
	}
	return claims
}
