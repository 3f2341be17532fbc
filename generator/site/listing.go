package site

import (
	"cmp"

	"tradeoff/generator/source"
)

// A Listing holds what leads to guides across all decisions: their tags, who wrote
// them, and when. Where a category has the folder's name, the folder has another,
// which no category can have.
type Listing struct {
	Tags         []*Tag    // by name, as an index has them
	TagFolder    string    // "tags"
	Authors      []*Author // who wrote a guide that is built, by name without case, then id
	AuthorFolder string    // "authors"
	Newest       []*Guide  // that have a date, in the order of ByNewest
}

// NewAddress is where the page that says what is new is published, for a site with
// a guide that has a date.
const NewAddress = "new.html"

// FeedName is the name of a feed's file: of the site's at its root, of a category's
// in its folder.
const FeedName = "feed.xml"

// TagsAddress is where the index of tags is published, if there are any; empty
// elsewhere.
func (l *Listing) TagsAddress() string {
	if len(l.Tags) == 0 {
		return ""
	}
	return l.TagFolder + "/index.html"
}

// AuthorsAddress is where the index of authors is published, if there are two or
// more; empty elsewhere.
func (l *Listing) AuthorsAddress() string {
	if len(l.Authors) < 2 {
		return ""
	}
	return l.AuthorFolder + "/index.html"
}

// A Tag is what guides are also about, in words that writers choose freely. Words
// that differ only by case, or by white space, are one tag.
type Tag struct {
	Name    string   // in the spelling that most guides have
	Address string   // where its page is published
	Initial rune     // under which an index has it: 'a' to 'z', '0' for a digit, 0 for anything else
	Guides  []*Guide // that have it, in the order of ByTitle
	Beside  []Beside // the tags that most guides have together with it, those first that most have
}

// A Beside is a tag that guides have together with another.
type Beside struct {
	Tag    *Tag
	Guides int // that have both
}

// An Author of guides that are built.
type Author struct {
	*source.Author
	Address string   // where the author's page is published
	Guides  []*Guide // in the order of ByNewest
}

// Latest gives the later of the days on which a guide appeared and was changed,
// and tells whether that was a change. The day is zero for a guide without dates.
func (g *Guide) Latest() (day source.Date, changed bool) {
	if !g.Updated.IsZero() && CompareDates(g.Updated, g.Published) > 0 {
		return g.Updated, true
	}
	return g.Published, false
}

// ByNewest orders guides by the day that Latest gives, the latest first, then by
// title. A date that names only its month, or only its year, comes after those
// that say more, so that months stay together; a guide without one comes last.
func ByNewest(a, b *Guide) int {
	dayA, _ := a.Latest()
	dayB, _ := b.Latest()
	return cmp.Or(CompareDates(dayB, dayA), ByTitle(a, b))
}

// CompareDates orders dates. One that names only its month, or only its year, comes
// before those that say more.
func CompareDates(a, b source.Date) int {
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day))
}

// FeedAddress is where the category's feed is published, if there is one.
func (c *Category) FeedAddress() string { return c.ID + "/" + FeedName }
