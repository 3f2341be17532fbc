package templates

import "html/template"

// An OptionPage is the profile of one option.
type OptionPage struct {
	Frame
	Category    NavLink
	Singular    string // "backend framework"
	Summary     template.HTML
	Website     NavLink // to other sites, labelled by the address in short; zero where unknown
	Repository  NavLink
	License     string
	Apart       *Apart   // nil where it shares each known fact with many
	Table       *Table   // one column; nil where the category has no attributes
	Profile     *Profile // nil where too little is known to place it among the others
	Pros, Cons  []template.HTML
	UsedBy      []User
	Guides      []Card
	Likest      []Likeness // the option that it is most like, and the one that it is least like; one where that cannot be told apart
	Even        bool       // the others are about as alike to it as the one in Likest
	Others      []Competitor
	Compact     bool          // the others are too many to describe each
	More        int           // others that are not listed: those that it is least like, or of which too little is known
	Decide      *DecisionLink // nil where the category asks no questions
	Sources     []Source
	SourceCount SourceCount
}

// An Apart says in facts what sets an option apart from the others of its category.
type Apart struct {
	Options int          // of the category
	Alone   []ToldFact   // that no other option has; of a choice the words that no other has
	Shared  []SharedFact // that one other has
}

// A SharedFact is one that an option has in common with one other.
type SharedFact struct {
	ToldFact
	With OptionLink
}

// A ToldFact is a fact within a sentence.
type ToldFact struct {
	Label string // of the attribute
	Row   string // id of its row in the page's table; empty where there is none
	Value string // empty where it is too long for a sentence
	Other string // the other option's, where two are compared and it says something else
	Known int    // of how many options this fact is known; 0 where it is known of all, or does not matter
}

// A Likeness says how alike two options are. Executed as "likeness.html", which
// says it without the name.
type Likeness struct {
	Word      string        // "Most like", "Least like", "Compared with"
	Name      template.HTML // of the other
	Address   string        // of its page
	Compare   NavLink       // where the two are compared; zero where they are not
	Alike     int           // in how many facts they are
	Compared  int           // of how many that are known of both
	Different int           // the rest of these
	Same      []ToldFact    // some in which they are alike, the most telling first
	Differ    []ToldFact    // some in which they differ
}

// A Competitor is another option of the category.
type Competitor struct {
	OptionSummary
	Compare  NavLink // where the two are compared; zero where they are not
	Alike    int     // in how many facts they are alike
	Compared int     // of how many that are known of both; 0 where these are too few to say
}
