package render

import (
	"encoding/json"
	"html/template"
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/text/language"

	"tradeoff/generator/diag"
	"tradeoff/generator/preview"
	"tradeoff/generator/schema"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// What a page tells machines is what it shows, and nothing that has to be guessed. Of a
// page that search engines are asked to pass over they are told nothing, but whoever
// links to it sees its title. Where the site does not know its address, what needs one
// is left out: pictures, and lists of pages.

// tell adds to a page's frame what other sites show with a link to it, and nodes for
// search engines, after which comes the way to the page. picture is nil where the page
// has none.
func (p *page) tell(f *templates.Frame, picture *preview.Picture, nodes ...any) {
	f.Preview = &templates.Preview{Title: f.Title, Type: "website", Locale: locale(f.Lang)}
	if p.address == site.HomeAddress && f.Tagline != "" {
		f.Preview.Title += ": " + f.Tagline
	}
	if picture != nil && !p.hidden && p.site.Config.URL != "" {
		f.Preview.Picture = p.canonical(picture.Address())
		f.Preview.Alt = alternative(picture)
		f.Preview.Width, f.Preview.Height = preview.Width, preview.Height
	}
	if p.hidden {
		return
	}
	if way := p.way(f); way != nil {
		nodes = append(nodes, way)
	}
	if len(nodes) > 0 {
		f.LinkedData = p.linkedData(schema.NewGraph(nodes...))
	}
}

// linkedData writes what search engines are told.
func (p *page) linkedData(graph schema.Graph) json.RawMessage {
	text, err := json.Marshal(graph)
	if err != nil { // strings, numbers and lists of them are always written
		p.diags.Errorf(diag.Position{File: p.address}, diag.Template, "the linked data cannot be written: %v", err)
	}
	return text
}

// alternative says what is in a picture.
func alternative(picture *preview.Picture) string {
	if picture.Sentence == "" {
		return picture.Title
	}
	return picture.Title + ": " + picture.Sentence
}

// locale is a language with its country, as Open Graph has it; empty where nobody can
// tell which.
func locale(lang string) string {
	tag := language.Make(lang)
	base, _ := tag.Base()
	region, confidence := tag.Region()
	if confidence == language.No || !region.IsCountry() {
		return ""
	}
	return base.String() + "_" + region.String()
}

// way is the way from the home page to a page; nil where there is none, or where its
// addresses are not known.
func (p *page) way(f *templates.Frame) any {
	if len(f.Breadcrumbs) == 0 || p.site.Config.URL == "" {
		return nil
	}
	list := schema.List{Type: "BreadcrumbList"}
	for _, above := range f.Breadcrumbs {
		list.Items = append(list.Items, schema.ListItem{Name: above.Label, Item: p.canonical(path.Join(path.Dir(p.address), above.Address))})
	}
	list.Items = append(list.Items, schema.ListItem{Name: f.Title, Item: f.Canonical})
	inOrder(list.Items)
	return list
}

// inOrder numbers the items of a list.
func inOrder(items []schema.ListItem) {
	for i := range items {
		items[i].Type, items[i].Position = "ListItem", i+1
	}
}

// node is that of a page itself.
func (p *page) node(of schema.Of, f *templates.Frame) schema.Page {
	return schema.Page{Type: of, Name: f.Title, Description: f.Description, URL: f.Canonical, Language: f.Lang}
}

// article is the node of a page that compares.
func (p *page) article(f *templates.Frame, picture *preview.Picture, options []*site.Option) schema.Page {
	node := p.node("TechArticle", f)
	node.Name, node.Headline, node.About = "", f.Title, p.things(options)
	if picture != nil && p.site.Config.URL != "" {
		node.Image = p.canonical(picture.Address())
	}
	return node
}

func (p *page) things(options []*site.Option) []schema.Thing {
	var things []schema.Thing
	for _, o := range options {
		things = append(things, p.thing(o))
	}
	return things
}

// thing is what machines are told that an option is: its name, where it is described
// here, and its own pages.
func (p *page) thing(o *site.Option) schema.Thing {
	thing := schema.Thing{Type: "Thing", Name: o.DistinctName(), URL: p.canonical(o.Address())}
	for _, address := range []string{o.Website, o.Repository} {
		if address != "" {
			thing.SameAs = append(thing.SameAs, address)
		}
	}
	return thing
}

// itemList is a list of pages; nil where it is empty or their addresses are not known.
func (p *page) itemList(name string, items []schema.ListItem) []any {
	if len(items) == 0 || p.site.Config.URL == "" {
		return nil
	}
	inOrder(items)
	return []any{schema.List{Type: "ItemList", Name: name, Items: items}}
}

// tellHome tells what the site is, and what can be decided here.
func (p *page) tellHome(f *templates.Frame) {
	node := p.node("WebSite", f)
	p.tell(f, p.homePicture(), node)
}

// mostItems is how many options a list for search engines has: they show a few, and the
// page of a category with hundreds of options is long enough.
const mostItems = 100

// tellCategory tells which options there are.
func (p *page) tellCategory(f *templates.Frame, c *site.Category) {
	var items []schema.ListItem
	for _, o := range c.Options[:min(len(c.Options), mostItems)] {
		items = append(items, schema.ListItem{Name: o.DistinctName(), URL: p.canonical(o.Address())})
	}
	p.tell(f, p.categoryPicture(c), p.itemList(c.Title, items)...)
}

// tellOption tells what a profile is about.
func (p *page) tellOption(f *templates.Frame, o *site.Option) {
	node, about := p.node("WebPage", f), p.thing(o)
	about.URL, about.Description = "", o.Summary.Plain
	node.About = []schema.Thing{about}
	p.tell(f, p.optionPicture(o), node)
}

// tellPair tells what is compared.
func (p *page) tellPair(f *templates.Frame, pair site.Pair) {
	picture := p.pairPicture(pair)
	p.tell(f, picture, p.article(f, picture, []*site.Option{pair.A, pair.B}))
}

// tellDecide tells of the page of a decision no more than what any page is.
func (p *page) tellDecide(f *templates.Frame, c *site.Category) {
	p.tell(f, p.decidePicture(c), p.node("WebPage", f))
}

// tellAuthor tells whose page it is.
func (p *page) tellAuthor(f *templates.Frame, a *site.Author) {
	node, person := p.node("ProfilePage", f), p.person(a)
	person.Description = a.Bio.Plain
	node.MainEntity = &person
	p.tell(f, p.homePicture(), node)
}

// tellListing tells of a page that lists guides no more than of any page; its picture is
// that of the site.
func (p *page) tellListing(f *templates.Frame) { p.tell(f, p.homePicture()) }

func (p *page) person(a *site.Author) schema.Thing {
	person := schema.Thing{Type: "Person", Name: a.Name, URL: p.canonical(a.Address)}
	if a.URL != "" {
		person.SameAs = []string{a.URL}
	}
	return person
}

// tellGuide tells what a guide compares, who wrote it and when.
func (p *page) tellGuide(f *templates.Frame, g *site.Guide) {
	picture := p.guidePicture(g)
	node := p.article(f, picture, g.Options)
	node.Published, node.Modified = wholeDay(g.Published), wholeDay(g.Updated)
	for _, a := range g.By {
		node.Authors = append(node.Authors, p.person(a))
	}
	for _, t := range g.Tagged {
		node.Keywords = append(node.Keywords, t.Name)
	}
	p.tell(f, picture, node)
	f.Preview.Type, f.Preview.Published, f.Preview.Modified, f.Preview.Tags = "article", node.Published, node.Modified, node.Keywords
	if len(g.Categories) > 0 {
		f.Preview.Section = g.Categories[0].Title
	}
}

// wholeDay writes a date that names its day, as machines want it; nothing for others.
func wholeDay(d source.Date) string {
	if d.Day == 0 {
		return ""
	}
	return d.String()
}

// questionsData tells which questions are answered, as far as the answers have words.
// It stands beside them, where saying the same twice costs least after compression.
func (p *page) questionsData(sections []templates.Section) json.RawMessage {
	var questions []schema.Question
	for _, q := range sections {
		if answer := wordsOf(q.Body); answer != "" && q.Plain != "" {
			questions = append(questions, schema.NewQuestion(q.Plain, answer))
		}
	}
	if len(questions) == 0 {
		return nil
	}
	return p.linkedData(schema.NewGraph(schema.NewQuestions(questions)))
}

// wordsOf gives the words of HTML that was written here, in one line, without the
// numbers of sources.
func wordsOf(body template.HTML) string {
	var b strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(string(body)))
	for skipped := ""; ; {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			return strings.Join(strings.Fields(b.String()), " ")
		case html.TextToken:
			if skipped == "" {
				b.Write(tokens.Text())
			}
		case html.StartTagToken, html.EndTagToken:
			token := tokens.Token()
			switch {
			case kind == html.EndTagToken && token.Data == skipped:
				skipped = ""
			case skipped == "" && kind == html.StartTagToken && passedOver(token):
				skipped = token.Data
			}
			if !withinWords[token.Data] {
				b.WriteByte(' ')
			}
		}
	}
}

// withinWords are the elements that may begin or end in the middle of a word.
var withinWords = map[string]bool{
	"a": true, "abbr": true, "b": true, "code": true, "del": true, "em": true, "i": true, "kbd": true,
	"mark": true, "q": true, "s": true, "span": true, "strong": true, "sub": true, "sup": true,
}

// passedOver tells whether what is in an element is no words of the text.
func passedOver(token html.Token) bool {
	switch token.Data {
	case "script", "style", "svg", "template":
		return true
	}
	for _, a := range token.Attr {
		if a.Key == "class" && (a.Val == "mark" || a.Val == "hidden") {
			return true
		}
	}
	return false
}
