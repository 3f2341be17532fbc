// Package schema has the few words of schema.org in which pages tell machines what
// they are, as Go types that package json writes as JSON-LD.
//
// A page says nothing here that it does not show: no rating, no price, no author that
// it lacks. What a page compares is a [Thing], the widest of all types: nobody knows
// whether an option is a program, a language or a style. Addresses are absolute. A
// field that is empty is not written.
package schema

// Context is the vocabulary that all names are from.
const Context = "https://schema.org"

// A Graph is all that a page tells.
type Graph struct {
	Context string `json:"@context"` // always Context
	Nodes   []any  `json:"@graph"`
}

// NewGraph makes a graph of nodes, which are types of this package.
func NewGraph(nodes ...any) Graph { return Graph{Context, nodes} }

// Of is the type of a node: "Thing", "TechArticle".
type Of string

// A Thing is anything that has a name.
type Thing struct {
	Type        Of       `json:"@type"` // "Thing", "Person"
	Name        string   `json:"name"`
	Description string   `json:"description,omitempty"`
	URL         string   `json:"url,omitempty"`
	SameAs      []string `json:"sameAs,omitempty"` // its pages elsewhere
}

// A Page is a page, or an article on one.
type Page struct {
	Type        Of       `json:"@type"` // "TechArticle", "WebPage", "WebSite", "ProfilePage"
	Headline    string   `json:"headline,omitempty"`
	Name        string   `json:"name,omitempty"`
	Description string   `json:"description,omitempty"`
	URL         string   `json:"url,omitempty"`
	Image       string   `json:"image,omitempty"`
	Language    string   `json:"inLanguage,omitempty"` // BCP 47
	Authors     []Thing  `json:"author,omitempty"`
	Published   string   `json:"datePublished,omitempty"` // ISO 8601
	Modified    string   `json:"dateModified,omitempty"`
	About       []Thing  `json:"about,omitempty"`
	Keywords    []string `json:"keywords,omitempty"`
	MainEntity  *Thing   `json:"mainEntity,omitempty"`
}

// A List is a list of pages: "ItemList", or "BreadcrumbList" with the way to a page.
type List struct {
	Type  Of         `json:"@type"`
	Name  string     `json:"name,omitempty"`
	Items []ListItem `json:"itemListElement"`
}

// A ListItem is a place in a list. That of an ItemList has a URL, that of a
// BreadcrumbList an Item.
type ListItem struct {
	Type     Of     `json:"@type"`    // always "ListItem"
	Position int    `json:"position"` // from 1
	Name     string `json:"name"`
	URL      string `json:"url,omitempty"`
	Item     string `json:"item,omitempty"`
}

// Questions are the questions that a page answers.
type Questions struct {
	Type      Of         `json:"@type"` // always "FAQPage"
	Questions []Question `json:"mainEntity"`
}

// NewQuestions makes the list of them.
func NewQuestions(questions []Question) Questions { return Questions{"FAQPage", questions} }

// A Question with its answer.
type Question struct {
	Type   Of     `json:"@type"` // always "Question"
	Name   string `json:"name"`
	Answer Answer `json:"acceptedAnswer"`
}

// An Answer is plain text.
type Answer struct {
	Type Of     `json:"@type"` // always "Answer"
	Text string `json:"text"`
}

// NewQuestion makes a question of plain texts.
func NewQuestion(ask, answer string) Question {
	return Question{"Question", ask, Answer{"Answer", answer}}
}
