// Package site is the domain: one site, whole, with every name resolved.
//
// Resolving makes a [Site] out of what the files declare (package source);
// comparing, ranking and rendering read it. Nothing changes it until the next build
// (see [Shape]): two readers never have to agree on anything. A resolved thing
// embeds what its file declares, so that a category's title is category.Title and
// its neighbours, which the file only names, are category.Neighbours.
//
// Addresses are paths of published files, slash-separated and relative to the
// site's root: "backend/django.html". Only rendering turns them into links,
// relative to the page that they stand on.
package site

import (
	"cmp"
	"slices"
	"strings"

	"tradeoff/generator/markup"
	"tradeoff/generator/source"
)

// A Site is everything that is published.
type Site struct {
	Shape      *Shape // of its graph; nil where nothing was resolved
	Config     *source.Config
	Categories []*Category // by id
	Guides     []*Guide    // by id; drafts only where they were asked for
	Redirects  []Redirect  // by address
	Files      []File      // pictures and other files that guides show or link to, by address
	Listing    Listing
	Navigation []NavigationEntry // none stands for the categories
	Texts      *Texts
}

// A Shape is what a site's things are to each other: which there are, how they are
// called and ordered, and which leads to which. It has nothing in it and is compared
// by its address.
//
// Between two builds a site may be brought up to date in place (package resolve). It
// keeps its Shape where its graph stays as it is: the same *Category, *Option, *Guide,
// *Tag and *Author in the same lists, with equal Redirects, Files, Listing and Navigation. Then
// this alone may differ, and whatever else follows from a site need not be looked at
// again:
//
//   - Of the Config its title, tagline, repository, words, days until a fact is stale,
//     its theme but for footer and navigation, and what the site's address is, if it
//     has one.
//   - Guide.Guide of a guide whose file has another text, and its Holes. What may
//     differ in it are the description, the rule, the body with its links, pictures,
//     facts, headings and words, the sum and the positions. Its id, title, compare,
//     tags, related, authors, dates, draft, aliases and directives are equal; its
//     Anchors and Moved too, if another file links to a place in it. The files that
//     it shows or links to are the same ones.
//   - Option.Option of an option whose file has another text. Its id, its category,
//     its name and the files that it links to are equal.
//   - The Fact in the Holes of guides that mention such an option. Its Option and
//     Attribute are the same.
//   - The targets in Texts of the links in these guides' and options' texts.
//
// Who remembers something by a Shape therefore remembers beside it each *source.Guide
// and *source.Option that it was made from, and looks again at what has another one
// now. The things themselves do not tell: they are the same, with something else in
// them. Other pages show some of what may differ, such as a guide's description.
type Shape struct{ _ byte }

// HomeAddress is where the home page is published.
const HomeAddress = "index.html"

// SearchAddress is where the page that searches the site is published, and
// SearchIndexAddress is what it searches.
const (
	SearchAddress      = "search.html"
	SearchIndexAddress = "search-index.js"
)

// A Category with what belongs to it.
type Category struct {
	*source.Category
	Options    []*Option   // by name without case, then id
	Neighbours []*Category // decided together with this one, as listed
	Beside     []*Category // its neighbours, then those that have it for one; see [Connect]
	Guides     []*Guide    // that compare one of its options, in the order of ByTitle
	Newest     []*Guide    // those of them that have a date, in the order of ByNewest
}

// Connect tells all categories of a site which are beside them: what is decided
// together with one is decided together with the other, whichever names it.
func Connect(categories []*Category) {
	connect := func(c, other *Category) {
		if c != other && !slices.Contains(c.Beside, other) {
			c.Beside = append(c.Beside, other)
		}
	}
	for _, c := range categories {
		for _, n := range c.Neighbours {
			connect(c, n)
		}
	}
	for _, c := range categories {
		for _, n := range c.Neighbours {
			connect(n, c)
		}
	}
}

// Address is where the category's page is published.
func (c *Category) Address() string { return c.ID + "/index.html" }

// DecideAddress is where the category's decision is published.
func (c *Category) DecideAddress() string { return c.ID + "/decide.html" }

// TreeAddresses are where the category's decision is published for programs: as
// JSON, as a Mermaid diagram and as a DOT graph.
func (c *Category) TreeAddresses() []string {
	return []string{c.ID + "/decide.json", c.ID + "/decide.mmd", c.ID + "/decide.dot"}
}

// An Option with what belongs to it.
type Option struct {
	*source.Option
	Category *Category
	Guides   []*Guide // that compare it, in the order of ByTitle
}

// Address is where the option's page is published.
func (o *Option) Address() string { return o.Category.ID + "/" + o.ID + ".html" }

// A Guide with what it refers to.
type Guide struct {
	*source.Guide
	Options    []*Option   // in column order; none for an article
	Categories []*Category // of the options, each once, in their order
	Pinned     []*Guide    // named by `related`, in order; never a draft that is not built
	By         []*Author
	Tagged     []*Tag // each once, in the order in which the guide names them
	Holes      Holes
}

// Address is where the guide is published.
func (g *Guide) Address() string { return "guides/" + g.ID + ".html" }

// ByTitle orders guides by title without case, then by id.
func ByTitle(a, b *Guide) int {
	return cmp.Or(strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)), strings.Compare(a.ID, b.ID))
}

// Holes are the answers to what a document asks for: each list runs parallel to
// the one of the same name in [markup.Document].
type Holes struct {
	Links      []Target
	Images     []Picture
	Facts      []Fact
	Directives []Directive
}

// A Target is where a link leads.
type Target struct {
	Address  string // empty: the link is dropped and its text stays
	Fragment string // without "#"
}

// A Picture is an image that a guide shows.
type Picture struct {
	Source        string // path of the file in the site
	Width, Height int    // in CSS pixels; 0 where unknown
}

// A Fact as one option has it. Where the option's file is silent, Fact says
// Unknown, with nothing else.
type Fact struct {
	Option    *Option
	Attribute *source.Attribute
	*source.Fact
}

// Fact gives the option's fact for an attribute of its category, never nil.
func (o *Option) Fact(a *source.Attribute) Fact {
	f := o.Option.Fact(a.ID)
	if f == nil {
		f = &source.Fact{Attribute: a}
	}
	return Fact{Option: o, Attribute: a, Fact: f}
}

// A Directive is a leaf directive with its names resolved.
type Directive struct {
	Name       string
	Options    []*Option   // compare, proscons, used-by, decide: never empty for the first three
	Categories []*Category // decide: the decisions, at least one
	Only       []string    // compare: ids of attributes, in row order; nil for all
	Groups     []string    // compare: labels of groups; nil for all
}

// A Redirect is an old address that leads to a page.
type Redirect struct {
	Address string
	To      string // the page's address
	Title   string // the page's
	Pair    Pair   // that the page was generated for; zero where it was written
}

// A File is published as it is.
type File struct {
	Sum     source.Sum
	Source  string // path in the site
	Address string // where it is published; for a picture, before its hash is added
	Picture bool
}

// Texts gives resolved targets to the links of inline Markdown (notes,
// summaries), which are too many to hold a list each: most have no link at all.
type Texts struct {
	targets map[*markup.Link]Target
}

// NewTexts makes a Texts of targets by link.
func NewTexts(targets map[*markup.Link]Target) *Texts { return &Texts{targets} }

// Target gives where a link of inline Markdown leads. The link is identified by
// its place in its text's list, &text.Links[i], not by its words.
func (t *Texts) Target(link *markup.Link) Target { return t.targets[link] }

// SharedAttributes gives the attributes that options can be compared on: those of
// the first option's category, in order, whose ids all the options' categories
// have. It is nil where there are no options.
func SharedAttributes(options []*Option) []*source.Attribute {
	if len(options) == 0 {
		return nil
	}
	var shared []*source.Attribute
	for _, a := range options[0].Category.Attributes {
		if !slices.ContainsFunc(options[1:], func(o *Option) bool {
			return o.Category != options[0].Category && o.Category.Attribute(a.ID) == nil
		}) {
			shared = append(shared, a)
		}
	}
	return shared
}

// ShareAttributes tells whether SharedAttributes gives any.
func ShareAttributes(options []*Option) bool {
	if len(options) == 0 || len(options[0].Category.Attributes) == 0 {
		return false
	}
	for _, o := range options[1:] {
		if o.Category != options[0].Category {
			return len(SharedAttributes(options)) > 0
		}
	}
	return true
}

// TableAnchor is the id of a page's first table, and RowAnchor of the row of an
// attribute in the first table that has one. Links may lead to both.
const TableAnchor = "comparison"

// RowAnchor is described with [TableAnchor].
func RowAnchor(a *source.Attribute) string { return "row-" + a.ID }

// AutomaticTable gives the table of a guide that compares options and does not
// say where; ok tells whether it has one. Options that share no attribute have
// none.
func (g *Guide) AutomaticTable() (table Directive, ok bool) {
	if slices.ContainsFunc(g.Guide.Directives, func(d markup.DirectiveRef) bool { return d.Name == "compare" }) {
		return Directive{}, false
	}
	return Directive{Name: "compare", Options: g.Options}, ShareAttributes(g.Options)
}

// Tables gives the tables of a guide's page, in order.
func (g *Guide) Tables() []Directive {
	if table, ok := g.AutomaticTable(); ok {
		return []Directive{table}
	}
	return slices.DeleteFunc(slices.Clone(g.Holes.Directives), func(d Directive) bool {
		return d.Name != "compare" || !AnyShown(d)
	})
}

// AnyShown tells whether a compare directive leaves a row to show.
func AnyShown(d Directive) bool {
	return slices.ContainsFunc(SharedAttributes(d.Options), func(a *source.Attribute) bool { return d.Shows(a) })
}

// Shows tells whether a compare directive has a row for an attribute of its first
// option's category: `only` and `group` must both hold.
func (d Directive) Shows(a *source.Attribute) bool {
	if d.Only != nil && !slices.Contains(d.Only, a.ID) {
		return false
	}
	if d.Groups == nil {
		return true
	}
	return slices.ContainsFunc(d.Options[0].Category.Groups, func(g *source.Group) bool {
		return slices.Contains(d.Groups, g.Label) && slices.Contains(g.Attributes, a)
	})
}
