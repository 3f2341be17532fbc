package templates

import (
	"encoding/json"
	"html/template"
)

// A DecidePage leads to the choice among all options of a category.
type DecidePage struct {
	Frame
	Category   NavLink
	Singular   string // "backend framework"
	Decision   *Decision
	Picture    *TreePicture // nil where a picture would say nothing
	Downloads  []NavLink    // the tree as files
	Neighbours []NavLink    // the decisions that are made together with this one
	Only       OptionLink   // the only option there is; zero where there are several
	Method     string       // how the tree was found: "optimal", "authored", "greedy" or "unplanned"
}

// A Decision asks a reader questions and recommends an option. Executed as
// "decision.html".
type Decision struct {
	ID       string // unique in the page: "decide", "decide-2"
	Category string // id of the category
	Name     string // title of the category
	Title    Title
	Effort   Effort
	Options  []OptionLink
	// Data is what the script reads: questions, answers, the tree, the facts behind
	// each answer.
	Data json.RawMessage
	Walk *Walk // the decision without a script; nil where it has too many steps
	// Questions stand in for the walk where there is none; none where the page says
	// elsewhere what each answer means.
	Questions []Question
	Tree      string  // relative address of the tree as a file; empty where there is a walk
	Page      NavLink // the decision among all options of the category; zero on that page
}

// An Effort says how much a decision asks of a reader.
type Effort struct {
	Questions int    // that the category has
	Matter    int    // of these, that can change what is recommended
	Average   string // asked on average: "4.4"
	About     int    // the same, as a whole number, at least 1 where anything is asked
	Most      int    // asked at most; 0 where no answer can change what is recommended
	Always    bool   // every reader is asked as many
	// Least is an average that no order of the questions could go below; empty where
	// this one is the least, or none is known.
	Least string
}

// A Walk is a decision as steps that lead to each other by links.
type Walk struct {
	ID    string // of the whole; a link to it shows all steps at once
	First string // id of the first step
	Steps []Step
	Whys  []Why // of options that no step recommends alone
}

// A Step asks a question or, at the end, recommends.
type Step struct {
	ID      string // unique in the page: "step-12"
	Ask     string // empty at the end
	Help    template.HTML
	Answers []StepAnswer
	More    int    // questions that may follow this one, at most
	Still   string // the options that can still be recommended: "Django, Rails"
	// Recommended at the end: one option, several that tie, or none where all are
	// ruled out.
	Recommended []OptionWhy
	Guide       NavLink // compares the first two; zero where there is none
	Why         *Why    // of the option that is recommended alone
}

// A StepAnswer leads to the next step.
type StepAnswer struct {
	Label string
	To    string // id of the step
	End   string // what the step recommends where it is an end: "Django", "Django or Rails", "none"; else empty
}

// An OptionWhy is a recommended option with its reasons.
type OptionWhy struct {
	Name    template.HTML
	Address string
	Why     string // id of the reasons
}

// A Why says what speaks for an option, answer by answer.
type Why struct {
	ID      string
	Name    template.HTML
	Address string
	Answers []WhyAnswer
	Guides  []NavLink // that compare it with another option of the decision
}

// A WhyAnswer is an answer that speaks for an option.
type WhyAnswer struct {
	Ask   string
	Label string
	Facts []NavLink // that meet what the answer asks for, each leading to its row in a table
}

// A Question of a decision, with what each answer means.
type Question struct {
	Ask     string
	Help    template.HTML
	Answers []Answer
}

// An Answer to a question. What it speaks for and what it rules out are names of
// options.
type Answer struct {
	Label    string
	For      string
	RulesOut string
}

// A DecisionLink leads to a decision. Executed as "decision-link.html".
type DecisionLink struct {
	Category string // title
	Singular string // "backend framework"
	Options  int
	Effort   Effort
	Address  string
}

// A DecisionStack makes several decisions in one run, with the questions that
// they share asked once. Executed as "decision-stack.html".
type DecisionStack struct {
	ID        string // unique in the page: "decide", "decide-2"
	Title     Title
	Data      json.RawMessage // for the script: that of each decision
	Decisions []DecisionLink
}
