package templates

import "html/template"

// A PairPage compares two options that no guide compares. It is made from the
// facts: nobody wrote it, and it says so.
type PairPage struct {
	Frame
	Lead     string
	Options  []OptionLink // the two, in the order of the columns
	Category NavLink
	Little   *LittleKnown    // why the page says little; nil where it says enough
	Table    *Table          // the rows that differ; nil where none is known to
	More     []MoreRows      // the rest of the rows
	Speaks   *PairSpeaks     // what the facts say for each; nil where none says anything
	ProsCons *ProsCons       // nil where neither has any
	UsedBy   *UsedBy         // nil where nobody is noted for either
	Decides  *PairDecides    // nil where the category asks no questions
	Guides   []Card          // about either
	Profiles []OptionSummary // the pages of the two options
	Edit     []NavLink       // where the facts can be changed; none for a site without a repository

	Sources     []Source
	SourceCount SourceCount
}

// A LittleKnown says why a pair's page says little. Search engines are asked to
// pass over such a page.
type LittleKnown struct {
	Why     string         // in a sentence
	Missing []MissingFacts // what is not known, by option; none where all is known
	Add     []NavLink      // where it can be added; none for a site without a repository
}

// MissingFacts are the attributes that are not known of an option.
type MissingFacts struct {
	Name   string
	Labels []string // the first of them
	More   int      // how many others there are
}

// MoreRows are rows of a pair that tell less than those that differ, folded away.
type MoreRows struct {
	Label string
	Table *Table
	Open  bool // they stand in for the rows that differ, of which there are none
}

// PairSpeaks says in sentences what the facts say for each of two options.
type PairSpeaks struct {
	Sides   []PairSide     // the two
	Neither []PairSentence // what differs, and neither is better or nobody can tell
}

// A PairSide is what speaks for one option of a pair.
type PairSide struct {
	ID        string // unique in the page
	Name      string
	Other     string // the name of the other
	Sentences []PairSentence
}

// A PairSentence says what an attribute is for both options of a pair.
type PairSentence struct {
	Label  string // of the attribute, with what separates it from the rest
	Values []PairValue
	Comma  string     // what separates the values
	Remark string     // which end is the better one, where that is not plain, or that it cannot be told
	Notes  []PairNote // of the facts
	Marks  []Mark     // the sources of the whole, where a value has none of its own
}

// A PairValue is a fact, or a part of it, within a sentence.
type PairValue struct {
	Text  template.HTML
	Of    string // whose it is: a name, or "both"
	Since string // version that brought it; may be empty
	Marks []Mark
}

// A PairNote is what a fact's note says.
type PairNote struct {
	Name string // of the option; empty for the one that the sentence is about
	Text template.HTML
}

// PairDecides says which questions tell the two options of a pair apart.
type PairDecides struct {
	Tell      int // how many of the questions do
	Questions int // of the category
	Sides     []PairAnswers
	Open      []PairAnswer  // the answers that require what is not known of one or of both
	Counted   bool          // the answers say their points, since no steps add them up
	Same      string        // what the facts come to where no question tells the two apart
	Decision  *Decision     // nil where no question tells them apart
	All       *DecisionLink // among all options of the category, where none does; nil where there is none
}

// PairAnswers are the answers that speak for one option of a pair.
type PairAnswers struct {
	Name    string
	Answers []PairAnswer
	None    string // a sentence where there are none
}

// A PairAnswer is a question with the answers that do something.
type PairAnswer struct {
	Ask     string
	Choices []PairChoice // at least one
}

// A PairChoice is answers to a question that do the same.
type PairChoice struct {
	Labels []string // of the answers
	Remark string   // what they do: "rules out Rails"; may be empty
}
