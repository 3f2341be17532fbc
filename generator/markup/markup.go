// Package markup holds parsed Markdown: HTML that is finished except for what
// only the whole site knows.
//
// A parser sees one file. It cannot know where another guide will be published,
// what a fact says or which options a table has, so it leaves holes for those:
// a [Body] is a sequence of parts, most of them finished HTML, the others
// numbered holes. What a hole asks for stands in the lists of the [Document],
// with its position. Resolving fills parallel lists with answers and rendering
// writes the parts one after the other. Nothing is parsed twice, no syntax tree
// is kept, and a document stays valid for as long as its file does not change.
//
// The values of this package are not changed once a parser has returned them.
package markup

import "tradeoff/generator/diag"

// A Body is what stands between two tags, part after part.
type Body []Part

// A Part of a body is one of [HTML], [LinkStart], [LinkEnd], [Image], [Fact],
// [Directive], [Section], [Said] and [*Container].
type Part interface{ part() }

// HTML is finished: escaped, balanced with its neighbours, safe to write.
type HTML string

// LinkStart opens the link Document.Links[i]; what is linked follows, up to the
// next LinkEnd. Links do not nest.
type LinkStart int

// LinkEnd closes the link that is open.
type LinkEnd struct{}

// Image stands for Document.Images[i].
type Image int

// Fact stands for Document.Facts[i], in prose.
type Fact int

// Section stands before every level-2 heading at the top level of a document
// (not inside a container), where the text may be cut.
type Section struct{}

// Said stands for words of the interface (package words), in content or in a quoted
// attribute: what they say depends on the site's language, which a text does not know.
type Said struct {
	Key    string
	Text   string // in the hole {text}; plain
	Number int    // in the hole {number}
	Second int    // in the hole {second}
}

// Directive stands for the leaf directive Document.Directives[i], a block.
type Directive int

func (HTML) part()       {}
func (LinkStart) part()  {}
func (LinkEnd) part()    {}
func (Image) part()      {}
func (Fact) part()       {}
func (Directive) part()  {}
func (Section) part()    {}
func (Said) part()       {}
func (*Container) part() {}

// A Document is a parsed guide body. Its Body and its Text are long, and are wanted by
// few: where Kept says where they are, they are not in it. [Document.Content] gives them
// in any case.
type Document struct {
	Body       Body
	Kept       Contents
	Links      []Link
	Images     []ImageRef
	Facts      []FactRef
	Directives []DirectiveRef
	Headings   Headings
	Marks      []string // ids of what is no heading (footnotes, raw HTML), sorted
	// Moved has the headings whose id is another one than GitHub gives them, by that
	// one: links that work there work here.
	Moved []Move
	Text  string // the words alone, without code, for searching and ranking
	Words int    // how many there are
}

// A Content is what is long in a document.
type Content struct {
	Body Body
	Text string // as in Document
}

// Contents give a content that is kept elsewhere. They are safe for concurrent use.
type Contents interface {
	// Content reads it. The error says why it cannot be had any more.
	Content() (Content, error)
}

// Content gives the document's body and text, from where they are kept. The error is
// that of [Contents].
func (d *Document) Content() (Content, error) {
	if d.Kept == nil {
		return Content{d.Body, d.Text}, nil
	}
	return d.Kept.Content()
}

// Text is parsed inline Markdown: a note, a summary. The zero value is empty.
type Text struct {
	Body  Body
	Links []Link
	Plain string // the words alone, one line
	Pos   diag.Position
}

// IsEmpty tells whether there is nothing to show.
func (t Text) IsEmpty() bool { return len(t.Body) == 0 }

// A Link is a link to another source of the site (a guide, a data file, or any
// other file beside a guide). Links to other hosts and to anchors of the same
// document are finished HTML already.
type Link struct {
	Dest  string // as written, unescaped: "../data/backend/django.yaml", "sql-vs-mongodb.md#cost"
	Title string
	Pos   diag.Position
}

// An ImageRef is a picture beside the guide.
type ImageRef struct {
	Dest  string // as written, unescaped
	Alt   string
	Title string
	Pos   diag.Position
}

// A FactRef is `:fact[option.attribute]` or `:fact[category/option.attribute]`.
type FactRef struct {
	Category  string // empty where the guide names none
	Option    string
	Attribute string
	Pos       diag.Position
}

// A DirectiveRef is a leaf directive: `::name{key="value"}`.
type DirectiveRef struct {
	Name       string // one of LeafDirectives
	Attributes []Attribute
	Pos        diag.Position
}

// An Attribute of a directive. Pos is the position of the value.
type Attribute struct {
	Key, Value string
	Pos        diag.Position
}

// Get gives the value of an attribute and whether it is there.
func (d DirectiveRef) Get(key string) (Attribute, bool) {
	for _, a := range d.Attributes {
		if a.Key == key {
			return a, true
		}
	}
	return Attribute{}, false
}

// A Container is a directive with content: `:::name title` to `:::`.
type Container struct {
	Name  string // one of Containers
	Title Body   // the rest of the opening line; empty where there is none
	Plain string // the title's words
	Intro Body   // what stands before the first item; all of it, for a box
	Items []Item // cards, questions, columns, tabs or entries to tick
	Pos   diag.Position
}

// An Item of a container: a card of a verdict, a column, a question with its
// answer, an entry of a checklist, a tab.
type Item struct {
	ID       string // the heading's; empty for an entry of a checklist and a tab
	Heading  Body   // the question, the card's title; empty for an entry of a checklist
	Plain    string // the heading's words; for a tab, its label
	Language string // of a tab's code; else empty
	Body     Body
}

// Directives that stand alone on a line, and the attributes each one takes.
var LeafDirectives = map[string][]string{
	"compare":  {"only", "group", "options", "category"},
	"decide":   {"category", "options"},
	"proscons": {"options"},
	"used-by":  {"options"},
	"related":  {},
}

// How a container's content becomes its items.
type Division uint8

const (
	Undivided  Division = iota // a box: everything is Intro
	ByHeading                  // a level-3 heading starts an item
	ByCode                     // a fenced code block is an item
	ByListItem                 // a list's item is an item
)

// Containers, and how each one is divided.
var Containers = map[string]Division{
	"verdict":   ByHeading,
	"columns":   ByHeading,
	"faq":       ByHeading,
	"tabs":      ByCode,
	"checklist": ByListItem,
	"takeaways": Undivided,
	"note":      Undivided,
	"tip":       Undivided,
	"warning":   Undivided,
	"gotcha":    Undivided,
}
