// Package source holds what the writer's files declare, file by file: the
// output of the parsers and the input of resolving.
//
// A value of this package says what stands in one file and nothing more. Names
// of other things (a guide's options, a category's neighbours) are still names,
// each with its position; what depends on the file alone has been checked and
// typed. Values are not changed once a parser has returned them, so that a
// parse can be remembered for as long as its file stays the same (an option's:
// as long as its category's file does, too).
package source

import (
	"crypto/sha256"
	"math/big"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
)

// A Name is a word of the writer's that refers to something or is shown as it
// is, with its position.
type Name struct {
	Value string
	Pos   diag.Position
}

// A Sum tells texts apart: the first 16 bytes of their SHA-256. What was parsed
// from a file has the sum of the file's text, so that two parses with equal sums
// (an option's: with its category's too) say the same.
type Sum [16]byte

// SumOf gives the sum of a text.
func SumOf(text []byte) Sum {
	whole := sha256.Sum256(text)
	return Sum(whole[:len(Sum{})])
}

// Config is data/site.yaml.
type Config struct {
	Sum        Sum  // of the file; zero where it was not parsed from one
	Title      Name // required
	Tagline    string
	URL        string // absolute, with a trailing slash; empty where unknown
	Language   string // BCP 47; "en" where absent
	Repository string // without a trailing slash; empty where absent
	Authors    []*Author
	StaleAfter int // days; 0 where absent
	Pairs      bool
	Theme      Theme
	RawHTML    bool
	Words      []Wording // what the interface says instead of its usual words
	File       string
	// Incomplete says that the file could not be understood, as has been
	// reported: authors whom it lacks may be in it.
	Incomplete bool
}

// A Wording is what the interface says by one key; see package words.
type Wording struct {
	Key   string // "table.differs"
	Pos   diag.Position
	Forms []WordForm // for a text without plural forms the form "other" alone
}

// A WordForm is the text of a wording in one plural form of its language.
type WordForm struct {
	Form string // of CLDR: "zero", "one", "two", "few", "many" or "other"
	Text string // with holes: "{count} rows"
	Pos  diag.Position
}

// An Author whom guides name.
type Author struct {
	ID   string
	Name string // the id where absent
	URL  string
	Bio  markup.Text
	Pos  diag.Position
}

// A Category is a decision: options that compete for the same job, described by
// the same attributes. It is data/<id>/category.yaml.
type Category struct {
	Sum        Sum // of the file
	ID         string
	Title      string
	Singular   string // the title in lower case where absent
	Summary    markup.Text
	Neighbours []Name // ids of categories
	Attributes []*Attribute
	Groups     []*Group // in order; every attribute is in exactly one
	Questions  []*Question
	Authored   bool // the questions keep their order
	File       string
	Pos        diag.Position
	// Incomplete says that attributes could not be understood, as has been
	// reported: one that the category lacks may be in its file.
	Incomplete bool
}

// Attribute gives the attribute of an id, or nil.
func (c *Category) Attribute(id string) *Attribute {
	for _, a := range c.Attributes {
		if a.ID == id {
			return a
		}
	}
	return nil
}

// A Group of attributes. Attributes that stand alone are in a group of their own
// without a label, one for each run of them.
type Group struct {
	Label      string
	Attributes []*Attribute
}

// An Option is one thing that can be chosen. It is data/<category>/<id>.yaml.
type Option struct {
	Sum        Sum // of the file
	ID         string
	CategoryID string
	Name       string // the id where absent
	Summary    markup.Text
	Website    string
	Repository string
	License    string
	Synonyms   []string // other words that readers look for it by
	Facts      []*Fact  // known to the file, in the order of the category's attributes
	Pros, Cons []markup.Text
	UsedBy     []User
	File       string
	Pos        diag.Position
	// Incomplete says that facts could not be understood, as has been reported:
	// one that the option lacks may be in its file.
	Incomplete bool
}

// Fact gives the option's fact for an attribute, or nil where the file has none.
func (o *Option) Fact(attribute string) *Fact {
	for _, f := range o.Facts {
		if f.Attribute.ID == attribute {
			return f
		}
	}
	return nil
}

// A User is somebody who uses an option.
type User struct {
	Name   string
	For    string // what for; may be empty
	Source string // an address; may be empty
	Pos    diag.Position
}

// A State says how much is known of a fact.
type State uint8

const (
	Unknown       State = iota // nobody has said; never the same as no
	NotApplicable              // the attribute makes no sense for the option
	Known                      // it has a value
)

// A Fact is the value that one option has for one attribute.
type Fact struct {
	Attribute *Attribute
	State     State
	Value     Value // nil unless Known
	Note      markup.Text
	Sources   []string // addresses, in the order given
	Checked   Date     // zero where absent
	Since     string   // the version that brought it; empty where absent
	Pos       diag.Position
	Faulty    bool // the value could not be understood, as has been reported
}

// IsSilent tells whether a fact says nothing at all, as one that an option's file has not.
func (f *Fact) IsSilent() bool {
	return f.State == Unknown && f.Note.IsEmpty() && f.Note.Plain == "" && len(f.Sources) == 0 && f.Since == "" && f.Checked.IsZero()
}

// A Guide is a Markdown page, guides/**/<id>.md.
type Guide struct {
	Sum         Sum    // of the file
	ID          string // the path below guides/ without the ending: "a/b"
	Title       string
	Description string
	Compare     []Name // options, in column order
	Rule        markup.Text
	Tags        []string
	Related     []Name // guides
	Authors     []Name
	Published   Date
	Updated     Date
	Draft       bool
	Aliases     []Name
	markup.Document
	File string
	Pos  diag.Position
	// BodyLine is the line of the file on which the body begins.
	BodyLine int
	// Incomplete says that the front matter or the whole file could not be
	// understood, as has been reported: what the guide lacks may be in it.
	Incomplete bool
}

// A Question is what a decision asks a reader.
type Question struct {
	ID      string
	Ask     string
	Help    markup.Text
	Weight  *big.Rat // 1 where absent; never negative
	NotSure *big.Rat // the likelihood of "not sure"
	Answers []*Answer
	Pos     diag.Position
}

// NotSure is the id of the answer that every question offers and no file
// declares. It adds nothing and rules nothing out.
const NotSure = "not-sure"

// An Answer to a question.
type Answer struct {
	ID         string
	Label      string
	Likelihood *big.Rat // relative weight, 1 where absent; never negative
	Require    []*Condition
	Prefer     []*Condition
	Pos        diag.Position
}

// A Condition is what an answer asks of an attribute's fact.
type Condition struct {
	Attribute *Attribute
	Op        Op
	Values    []Value // one, or several for AnyOf; none for Higher and Lower
	Pos       diag.Position
}

// An Op says how a condition compares.
type Op uint8

const (
	AnyOf        Op = iota // equal to, or among, one of the values
	Less                   // <
	LessEqual              // <=
	Greater                // >
	GreaterEqual           // >=
	Higher                 // the larger, the better; only under prefer
	Lower                  // the smaller, the better; only under prefer
)

// A Tree is everything that a site's files declare: the output of loading.
type Tree struct {
	Config     *Config     // never nil, but without a title where the file is faulty
	Categories []*Category // by id
	Options    []*Option   // by category id, then id
	Guides     []*Guide    // by id, drafts too
	Files      []File      // what lies beside the guides, by path
	Unread     []Unread    // in no order
}

// An Unread is a file or a folder that is there and was not read, for a reason
// that has been reported. What names it is not a mistake of its own.
type Unread struct {
	Path   string // from the site's root: "data/Backend/aa.yml"
	Named  string // the path that it should have had: "data/backend/aa.yaml"
	Folder bool   // nobody knows what is in it
}

// A File beside the guides that is no guide: a picture, something to download.
type File struct {
	Sum           Sum    // of its content
	Path          string // from the site's root: "guides/img/loop.svg"
	Picture       bool   // a kind of image that browsers show
	Width, Height int    // of a picture, in CSS pixels; 0 where it does not say
}
