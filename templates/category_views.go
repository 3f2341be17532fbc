package templates

import "html/template"

// A CategoryPage shows a whole decision.
type CategoryPage struct {
	Frame
	Singular   string
	Summary    template.HTML
	Options    []OptionSummary // by name
	Families   []Family        // the same by likeness; none where too little is known to tell
	Compact    bool            // the options are too many to describe each
	Guides     []Card
	Table      *Table        // nil where the category has no options
	Weighing   *Weighing     // nil where there is nothing to weigh
	Decide     *DecisionLink // nil where the category asks no questions
	Neighbours *Neighbours   // nil where there are none
	Sources    []Source
	SourceCount
}

// An OptionSummary is an option in a list.
type OptionSummary struct {
	Name    template.HTML
	Address string
	Summary template.HTML
}

// A Family is options of a category that are more alike than its options are on
// average. Behind the families stand those that are in none, and those of which too
// little is known to tell.
type Family struct {
	Label   string     // what stands above it where nothing is shared; empty where it is the only one
	Shared  []ToldFact // in which all are alike and not everybody is; none where there is nothing
	Options []Relative
}

// A Relative is an option among those that it is like.
type Relative struct {
	OptionSummary
	Nearest *Likeness // to the option that it is most like, or one of those that it is as like; nil where too little is known
}

// Neighbours are decisions that are made together with one or several others.
// Executed as "neighbours.html".
type Neighbours struct {
	ID    string // unique in the page: "neighbours"
	Title string
	List  []Neighbour
	More  NavLink    // where all of them are; zero where the list is complete
	Stack *StackLink // nil where no page makes several of them in one run
}

// A StackLink leads to a guide that makes several decisions in one run.
type StackLink struct {
	Title     string
	Address   string
	Decisions []string // titles of the categories
}

// A Neighbour is a decision that goes with another.
type Neighbour struct {
	Title   string
	Address string        // of the category
	Summary template.HTML // empty where it would be too much
	Options int
	Decide  *DecisionLink // nil where the category asks no questions
	Guide   NavLink       // its first guide; zero where there is none
}
