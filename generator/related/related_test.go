package related_test

import (
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/related"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A world is a small site: options by name in two neighbouring categories and
// one that stands apart.
type world struct {
	categories map[string]*site.Category
	options    map[string]*site.Option
	guides     map[string]*site.Guide
	articles   []*site.Guide
}

func newWorld() *world {
	w := &world{categories: map[string]*site.Category{}, options: map[string]*site.Option{}, guides: map[string]*site.Guide{}}
	for _, c := range []string{"Backend: Django Rails Node Go", "Database: MySQL Redis", "Editor: Vim Emacs"} {
		title, names, _ := strings.Cut(c, ": ")
		category := &site.Category{Category: &source.Category{ID: strings.ToLower(title), Title: title}}
		w.categories[title] = category
		for name := range strings.FieldsSeq(names) {
			o := &site.Option{Option: &source.Option{ID: strings.ToLower(name), Name: name}, Category: category}
			w.options[name] = o
			category.Options = append(category.Options, o)
		}
	}
	w.categories["Backend"].Neighbours = []*site.Category{w.categories["Database"]}
	return w
}

// add adds a guide "Title: Option Option".
func (w *world) add(guide string) {
	title, names, _ := strings.Cut(guide, ":")
	g := &site.Guide{Guide: &source.Guide{ID: strings.ToLower(title), Title: title}}
	w.guides[title] = g
	for name := range strings.FieldsSeq(names) {
		o := w.options[name]
		g.Options = append(g.Options, o)
		o.Guides = append(o.Guides, g)
		if !slices.Contains(g.Categories, o.Category) {
			g.Categories = append(g.Categories, o.Category)
			o.Category.Guides = append(o.Category.Guides, g)
		}
	}
	if len(g.Options) == 0 {
		w.articles = append(w.articles, g)
	}
	for _, o := range g.Options {
		slices.SortFunc(o.Guides, site.ByTitle) // as a site has them
		slices.SortFunc(o.Category.Guides, site.ByTitle)
	}
}

func TestTo(t *testing.T) {
	for name, test := range map[string]struct {
		guides []string // the first is the one that is read
		pinned string
		want   []string
	}{
		"nothing else": {[]string{"One: Django Rails"}, "", nil},
		"more shared options first": {
			[]string{"Read: Django Rails Node", "A: Django Go", "B: Node Go", "C: Rails Node Go", "D: Node Rails Django"}, "",
			[]string{"D: Also about Django, Rails and Node", "C: Also about Rails and Node", "A: Also about Django", "B: Also about Node"}},
		"then the decision, its neighbours, articles": {
			[]string{"Read: Django Rails", "A hub:", "Far: Vim Emacs", "Stores: MySQL Redis", "Others: Node Go"}, "",
			[]string{"Others: The same decision: Backend", "Stores: A decision that goes with it: Database", "A hub: The whole picture"}},
		"pinned in the writer's order, then the rest": {
			[]string{"Read: Django Rails", "A: Django Go", "B: Rails Go", "Far: Vim Emacs", "A hub:"}, "Far A",
			[]string{"Far: Chosen by the author", "A: Also about Django", "B: Also about Rails", "A hub: The whole picture"}},
		"reasons of the pinned": {
			[]string{"Read: Django Rails", "Others: Node Go", "Stores: MySQL Redis", "Hub:"}, "Hub Stores Others",
			[]string{"Hub: The whole picture", "Stores: A decision that goes with it: Database", "Others: The same decision: Backend"}},
		"four at most": {
			[]string{"Read: Django Rails", "E: Django Go", "D: Django Go", "C: Django Go", "B: Django Go", "A: Django Go"}, "",
			[]string{"A: Also about Django", "B: Also about Django", "C: Also about Django", "D: Also about Django"}},
		"unless more are pinned": {
			[]string{"Read: Django Rails", "E: Django Go", "D: Django Go", "C: Django Go", "B: Django Go", "A: Django Go", "F: Django Go"}, "E D C B A",
			[]string{"E: Also about Django", "D: Also about Django", "C: Also about Django", "B: Also about Django", "A: Also about Django"}},
		"titles without case": {
			[]string{"Read: Django Rails", "b: Django Go", "A: Django Go", "C: Django Go"}, "",
			[]string{"A: Also about Django", "b: Also about Django", "C: Also about Django"}},
		"an article": {
			[]string{"Hub:", "A: Django Go", "Other:"}, "",
			[]string{"Other: The whole picture"}},
		"an article that pins": {
			[]string{"Hub:", "A: Django Go"}, "A",
			[]string{"A: Chosen by the author"}},
	} {
		for _, backwards := range []bool{false, true} {
			if got := rank(test.guides, test.pinned, backwards); !slices.Equal(got, test.want) {
				t.Errorf("%s: got\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		}
	}
}

// rank gives what to read after the first of guides. The order in which guides
// are found must not matter.
func rank(guides []string, pinned string, backwards bool) []string {
	w := newWorld()
	added := slices.Clone(guides)
	if backwards {
		slices.Reverse(added)
	}
	for _, g := range added {
		w.add(g)
	}
	title, _, _ := strings.Cut(guides[0], ":")
	g := w.guides[title]
	for p := range strings.FieldsSeq(pinned) {
		g.Pinned = append(g.Pinned, w.guides[p])
	}
	var got []string
	for _, c := range related.To(g, w.articles) {
		got = append(got, c.Guide.Title+": "+c.Reason)
	}
	return got
}
