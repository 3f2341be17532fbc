package templates

import (
	"encoding/json"
	"html/template"
)

// A Frame is what every page has around its content.
type Frame struct {
	Lang        string // BCP 47
	Dir         string // "ltr" or "rtl": how the language is written
	Title       string // of the page; the home page's is the site's
	Description string // one sentence, plain
	SiteTitle   string
	Tagline     string
	Root        string // relative prefix to the site's root: "", "../", "../../"
	Home        string // relative address of the home page
	Download    string // relative address of the page about the whole site as one file; empty where there is none
	Twin        string // relative address of this page as Markdown; empty where there is none
	Canonical   string // absolute address of this page; empty where the site has no url
	Kind        string // "home", "guide", "category", "option", "pair", "decide", "new", "tags", "tag", "authors", "author", "search", "missing": a class for styling
	StyleSheet  string // relative addresses of the shared files
	Script      string
	Icon        string
	// DecisionStyle and DecisionScript are the files of a page that has a decision;
	// empty on all others.
	DecisionStyle, DecisionScript string
	TreeStyle                     string // the file of a page that has the picture of a decision; empty on all others
	// TableStyle and TableScript are the files of a page that has a comparison table;
	// empty on all others.
	TableStyle, TableScript string
	// ColumnsStyle and ColumnsScript are the files of a page that has a comparison table
	// of more than three options; empty on all others.
	ColumnsStyle, ColumnsScript string

	Nav         []NavLink   // the categories
	Breadcrumbs []NavLink   // from the home page to this one's parent
	NoIndex     bool        // search engines are asked to pass the page over
	Listings    []NavLink   // what leads to guides across decisions: what is new, tags, authors
	Feeds       []NavLink   // the feeds that tell what is new here; none where the site has no url
	Search      SearchFiles // the page that searches, and what it loads
	EditURL     string      // where this page's source can be edited; empty where unknown

	// WeighStyle is the file of a page that shows scores, and WeighScript of one on which
	// readers weigh options; empty on all others.
	WeighStyle, WeighScript string

	Policy     string          // the Content-Security-Policy
	Preview    *Preview        // what other sites show with a link to the page; nil where nobody should link to it
	LinkedData json.RawMessage // what search engines are told of the page, as JSON-LD; empty where that is nothing

	IconType string          // what kind of picture the icon is: "image/svg+xml"
	OwnStyle string          // relative address of the style sheet that the theme names; empty where it names none
	Logos    []Logo          // what stands at the top instead of the icon and the title; none where the site has no logo
	Header   []NavLink       // the links at the top: those of the theme's navigation, or the categories if there are not too many
	More     []NavLink       // those of them that are neither categories nor listings, for the end of the page: at the top a phone has no room
	Footer   []template.HTML // what the theme says at the end of each page, a paragraph each
}

// A Logo is a picture that stands for the site's title.
type Logo struct {
	Address       template.URL
	Scheme        string // "light" or "dark", where each has its own; else empty
	Width, Height int
}

// A NavLink leads to a page of the site.
type NavLink struct {
	Label    string
	Address  string // relative
	Current  bool   // this page, or a page below it
	External bool   // it leads to another site
}

// A HomePage says what can be decided here.
type HomePage struct {
	Frame
	Articles   []Card // guides that compare nothing: introductions and hubs
	Categories []CategorySummary
	Guides     int
	Options    int
	Facts      int // known ones
	Sourced    int // of these, with a source
	Lately     *Lately
}

// A CategorySummary is a category as the home page shows it.
type CategorySummary struct {
	ID      string // unique in the page: "category-backend"
	Title   string
	Address string
	Summary template.HTML
	Options []OptionLink
	Guides  []Card
	Decide  *DecisionLink // nil where it has no decision, or one that asks nothing
}

// A Card leads to a guide.
type Card struct {
	Category    string // the title of what it decides; "Guide" for an article
	Title       string
	Description string
	Reason      string // why it is shown here; may be empty
	Address     string
}

// A GuidePage is a guide, top to bottom.
type GuidePage struct {
	Frame
	Authors     []Person
	Published   Day
	Updated     Day
	Minutes     int           // how long it takes to read, at least 1
	Rule        template.HTML // the decision in a sentence; empty where there is none
	Options     []OptionLink  // what is compared, in column order; none for an article
	Body        template.HTML // the guide's text with its components in place
	Contents    []ContentsEntry
	Weighing    *Weighing   // nil where there is nothing to weigh
	Related     *Related    // at the end; nil where the body has it
	Neighbours  *Neighbours // the decisions that go with those of the guide; nil where there are none
	Sources     []Source
	SourceCount SourceCount
	Tags        []NavLink // to the pages of its tags
}

// A Person who wrote.
type Person struct {
	Name    string
	Address string        // of the author's page here
	URL     string        // of a page elsewhere; may be empty
	Bio     template.HTML // may be empty
}

// A Day for people and for machines. The zero value is no day.
type Day struct {
	Text    string // "21 November 2026"
	Machine string // "2026-11-21"
}

// An OptionLink leads to an option's page.
type OptionLink struct {
	Name    template.HTML
	Address string
}

// A ContentsEntry is a heading of the page, with those below it.
type ContentsEntry struct {
	Label  string
	ID     string
	Nested []ContentsEntry
}

// A MissingPage is 404.html. It may be served for any address, however deep, so
// it carries its style in itself.
type MissingPage struct {
	Frame
	Style template.CSS // the whole style sheet
	// Base is the path at which the site is published, "/repo/", with which all
	// addresses of this page begin; empty where the site has no url. They are
	// relative then, and a script guesses where the site begins.
	Base    string
	Code    template.JS  // the whole script
	Picture template.URL // the icon, as a data: address
	Guides  []Card
}

// A RedirectPage leads from an old address to a page.
type RedirectPage struct {
	Lang      string
	Dir       string // "ltr" or "rtl"
	Title     string // of the page it leads to
	Address   string // relative
	Canonical string // absolute; empty where the site has no url
	// StyleSheet and Icon are relative addresses of the shared files.
	StyleSheet, Icon string
	Policy           string // the Content-Security-Policy
}

// A Table compares options. It is executed as "compare-table.html".
type Table struct {
	ID        string // unique in the page: "comparison", "comparison-2"
	Caption   string
	Options   []OptionLink // columns
	Groups    []TableGroup
	Rows      int  // of all groups
	Differing int  // of these, how many differ; 0 where there is one option
	Profile   bool // one option's facts: no differences, no best
	Sorted    bool // the page has put rows that differ apart from the others: no switch for them
	Legend    Legend
	Download  []NavLink
	// Data is what the script reads where readers choose columns: ids, which cells say the
	// same, the order of each row, its values to filter by. Nothing where all columns fit.
	Data json.RawMessage
	// Written are the rows, written already: what the built-in template would make of
	// Groups. It is empty where the site replaces that template or a part of it.
	Written template.HTML
}

// A Legend says what in a table needs to be explained, and no table above it on
// the page has explained.
type Legend struct {
	Unknown   bool // a fact is unknown
	Sourced   bool // a fact has marks
	Unsourced bool // a known fact has none
	Rated     bool // a row has a best value
	Scaled    bool // a row's numbers are drawn as bars
	Help      bool // a row has help; a switch shows that of all tables
}

// A TableGroup is a run of rows under a label.
type TableGroup struct {
	Label string // may be empty
	Rows  []TableRow
}

// A TableRow is one attribute.
type TableRow struct {
	ID      string // id of the row's element in the page
	Label   string
	Help    template.HTML // empty where there is none, and where a table above has it
	Differs bool
	Ordered bool // one end of its order is the better one
	Cells   []Cell
}

// A Cell is one fact in a table, or in prose as "fact.html".
type Cell struct {
	State string // "yes", "partial", "no", "unknown", "na" or "value"
	// Text is what the fact says: the word for the states above ("Yes",
	// "Not applicable"), or the value as HTML.
	Text template.HTML
	// Bar is a length from 1 to 100, or 0 for none: of a rating its share of the maximum,
	// of a number in a table its share of the row's largest.
	Bar   int
	Note  template.HTML // may be empty
	Since string        // version that brought it; may be empty
	Best  bool          // the best of its row, where there is an order and a difference
	Marks []Mark        // its sources
	// Unsourced says that the value is known and nobody has given a source.
	Unsourced bool
}

// A Mark leads to a numbered source below.
type Mark struct {
	Number int
	ID     string // of the source's element: "source-3"
}

// A Source is an address that facts of the page come from.
type Source struct {
	Number  int
	ID      string
	Address string
	Label   string // the address without its scheme, shortened in the middle
	Host    string
	Checked Day    // when somebody last verified it; may be zero
	Facts   string // what it is the source of: "Django: ORM, Migrations"
	Row     string // id of the first row that it founds; empty where no table of the page shows it
}

// SourceCount says how well a page's facts are founded.
type SourceCount struct {
	Facts   int // known facts shown
	Sourced int // of these, with a source
	Unknown int // facts that are not known
	Oldest  Day // the earliest day of a check; zero where none was checked
}

// A Title stands above a component whose parts have headings of level 3. What it
// has to be depends on what stands before it, so that no level is skipped.
type Title struct {
	Text    string // empty where a heading of the guide stands directly above
	ID      string // may be empty
	Section bool   // it begins a section and is a heading of level 2; else it is a label
	Part    bool   // it is a heading of level 3
	Hidden  bool   // only for those who hear the page: the writer gave no words
}

// Cards are columns with a heading each: a verdict or plain columns. Executed
// as "verdict.html" and "columns.html".
type Cards struct {
	Title Title
	Intro template.HTML
	Cards []Section
}

// A Section has a heading with an id of its own.
type Section struct {
	ID      string
	Heading template.HTML
	Plain   string // the heading's words
	Body    template.HTML
}

// A FAQ is executed as "faq.html".
type FAQ struct {
	Title     Title
	Intro     template.HTML
	Questions []Section
	// LinkedData is the questions and answers once more, for search engines, as JSON-LD.
	LinkedData json.RawMessage
}

// Tabs are code blocks of which one is shown. Executed as "tabs.html".
type Tabs struct {
	ID    string // unique in the page
	Title string
	Intro template.HTML
	Tabs  []Tab
}

// A Tab of code.
type Tab struct {
	ID    string
	Label string
	Body  template.HTML
}

// A Checklist is executed as "checklist.html".
type Checklist struct {
	ID      string // unique in the page
	Title   string
	Intro   template.HTML
	Entries []ChecklistEntry
}

// A ChecklistEntry can be ticked.
type ChecklistEntry struct {
	ID   string // of its checkbox
	Body template.HTML
}

// A Box is labelled text. Executed as "box.html".
type Box struct {
	Kind  string        // "takeaways", "note", "tip", "warning" or "gotcha"
	Label string        // the kind's word: "Key takeaways", "Note"
	Title template.HTML // may be empty
	Body  template.HTML
}

// ProsCons is executed as "proscons.html".
type ProsCons struct {
	Title   Title
	Options []OptionProsCons
}

// OptionProsCons is what speaks for and against an option.
type OptionProsCons struct {
	Name       template.HTML
	Address    string
	Pros, Cons []template.HTML
}

// UsedBy is executed as "used-by.html".
type UsedBy struct {
	Title   Title
	Options []OptionUsers
}

// OptionUsers says who uses an option.
type OptionUsers struct {
	Name    template.HTML
	Address string
	Users   []User
}

// A User of an option.
type User struct {
	Name   string
	For    string // may be empty
	Source string // address; may be empty
	Host   string // of the source
}

// Related leads to further guides. Executed as "related.html".
type Related struct {
	ID    string // unique in the page: "related"
	Cards []Card
}
