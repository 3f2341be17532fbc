package templates

import "html/template"

// A TagsPage is the index of all tags.
type TagsPage struct {
	Frame
	Tags   int
	Guides int // that have a tag
	Groups []TagGroup
}

// A TagGroup holds the tags of an index that begin alike.
type TagGroup struct {
	Label string // "A", "0–9", "Other"; empty where the index is short and has one group
	ID    string // of its heading
	Tags  []TagLink
}

// A TagLink leads to the page of a tag.
type TagLink struct {
	Name    string
	Address string
	Guides  int // that have it; beside another tag: that have both
}

// A TagPage lists the guides that have a tag.
type TagPage struct {
	Frame
	Name   string
	List   GuideList
	Beside []TagLink // tags that guides often have together with it
}

// A GuideList lists guides. It is executed as the part "guide-list".
type GuideList struct {
	Guides  []DatedCard
	Compact bool // too many to describe each: titles alone
}

// A DatedCard leads to a guide, and says when it appeared or changed.
type DatedCard struct {
	Card
	Word string // "New", "Published" or "Updated"; empty where the day is not told
	Day  Day
}

// An AuthorsPage is the index of all authors.
type AuthorsPage struct {
	Frame
	Authors []AuthorSummary
}

// An AuthorSummary is an author in a list.
type AuthorSummary struct {
	Name    string
	Address string
	Guides  int
	Bio     template.HTML // may be empty
}

// An AuthorPage says who somebody is, and lists what they wrote.
type AuthorPage struct {
	Frame
	Bio     template.HTML // may be empty
	Website NavLink       // their own, labelled by its address in short; zero where unknown
	List    GuideList
}

// A NewPage says what is new, and which facts were checked last.
type NewPage struct {
	Frame
	Months  []Month
	Listed  int          // guides on the page
	Earlier int          // guides that are older than these
	Undated int          // guides that do not say when they appeared
	Checked []CheckedDay // the latest days on which facts were checked, the latest first
}

// A Month of guides.
type Month struct {
	Label  string // "November 2026"
	ID     string // of its heading
	Guides []DatedCard
}

// A CheckedDay says how many facts were checked last on a day.
type CheckedDay struct {
	Day        Day
	Facts      int
	Categories []CheckedCategory
}

// A CheckedCategory says how many of these facts are about a category's options.
type CheckedCategory struct {
	NavLink
	Facts int
}

// Lately is what is new, in short.
type Lately struct {
	List GuideList
	All  NavLink // to the page that says more
}
