package related

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// newWorld makes a small site: two neighbouring categories, two that stand apart,
// and guides "Title: Option Option; tag, tag; words *attribute [Title] # Heading >
// Title Title": a text with an attribute that it discusses, a link, a heading, and
// what is pinned.
func newWorld(guides []string) *site.Site {
	s := &site.Site{Config: &source.Config{Language: "en"}}
	options := map[string]*site.Option{}
	for _, c := range []string{"Backend: Django Rails Node Go", "Database: MySQL Redis", "Editor: Vim Emacs", "Other: " + many(1, 44)} {
		title, names, _ := strings.Cut(c, ": ")
		category := &site.Category{Category: &source.Category{ID: strings.ToLower(title), Title: title, Attributes: []*source.Attribute{{ID: "orm", Label: "Mapping"}}}}
		for name := range strings.FieldsSeq(names) {
			options[name] = &site.Option{Option: &source.Option{ID: strings.ToLower(name), Name: name}, Category: category}
			category.Options = append(category.Options, options[name])
		}
		s.Categories = append(s.Categories, category)
	}
	s.Categories[0].Neighbours = []*site.Category{s.Categories[1]}
	site.Connect(s.Categories)
	tags := map[string]*site.Tag{}
	named, pins := map[string]*site.Guide{}, map[string]string{}
	for _, guide := range guides {
		guide, pinned, _ := strings.Cut(guide, " > ")
		title, rest, _ := strings.Cut(guide, ":")
		parts := append(strings.Split(rest, "; "), "", "")
		id := []rune(strings.ToLower(title))
		slices.Reverse(id) // another order than that of titles
		g := &site.Guide{Guide: &source.Guide{ID: string(id), Title: title}}
		fill(g, parts[2])
		for name := range strings.FieldsSeq(parts[0]) {
			o := options[name]
			g.Options = append(g.Options, o)
			if !slices.Contains(g.Categories, o.Category) {
				g.Categories = append(g.Categories, o.Category)
			}
		}
		for tag := range strings.SplitSeq(parts[1], ", ") {
			if tag != "" {
				g.Tagged = append(g.Tagged, tagged(tags, []string{tag})...)
			}
		}
		for _, o := range g.Options {
			o.Guides = append(o.Guides, g)
		}
		named[title], pins[title] = g, pinned
		s.Guides = append(s.Guides, g)
	}
	for title, pinned := range pins {
		for p := range strings.FieldsSeq(pinned) {
			named[title].Pinned = append(named[title].Pinned, named[p])
		}
	}
	slices.SortFunc(s.Guides, func(a, b *site.Guide) int { return strings.Compare(a.ID, b.ID) })
	for _, o := range options {
		slices.SortFunc(o.Guides, site.ByTitle)
	}
	return s
}

// tagged gives the tags of some names, which are one where they differ by case.
func tagged(known map[string]*site.Tag, names []string) []*site.Tag {
	var tags []*site.Tag
	for _, name := range names {
		id := strings.ToLower(name)
		if known[id] == nil {
			known[id] = &site.Tag{Name: name, Address: "tags/" + id + ".html"}
		}
		tags = append(tags, known[id])
	}
	return tags
}

// many names options of the last category.
func many(from, to int) string {
	var names []string
	for i := from; i <= to; i++ {
		names = append(names, "O"+strconv.Itoa(i))
	}
	return strings.Join(names, " ")
}

// fill reads a guide's text.
func fill(g *site.Guide, text string) {
	text, heading, ok := strings.Cut(text, "# ")
	if ok {
		g.Headings = markup.NewHeadings(markup.Heading{Plain: heading})
	}
	for word := range strings.FieldsSeq(text) {
		if id, ok := strings.CutPrefix(word, "*"); ok {
			g.Holes.Facts = append(g.Holes.Facts, site.Fact{Attribute: &source.Attribute{ID: id}})
		} else if title, ok := strings.CutPrefix(word, "["); ok {
			id := []rune(strings.ToLower(strings.TrimSuffix(title, "]")))
			slices.Reverse(id)
			g.Holes.Links = append(g.Holes.Links, site.Target{Address: "guides/" + string(id) + ".html"})
		} else {
			g.Text += word + " "
		}
	}
}

func TestPlan(t *testing.T) {
	for name, test := range map[string]struct {
		guides []string // the first is the one that is read
		want   []string
	}{
		"nothing else": {[]string{"One: Django Rails"}, nil},
		"more shared options first": {
			[]string{"Read: Django Rails Node", "A: Django Go", "D: Node Rails Django"},
			[]string{"D: Also about Django, Rails and Node", "A: Also about Django"}},
		"the same decision, then what goes with it": {
			[]string{"Read: Django Rails", "Stores: MySQL Redis", "Others: Node Go"},
			[]string{"Others: The same decision: Backend", "Stores: A decision that goes with it: Database"}},
		"something else, where nothing is alike": {
			[]string{"Read: Django Rails", "Far: Vim Emacs"},
			[]string{"Far: Another decision: Editor"}},
		"neighbours count in both directions": {
			[]string{"Stores: MySQL Redis", "Read: Django Rails"},
			[]string{"Read: A decision that goes with it: Backend"}},
		"pinned first, in the writer's order": {
			[]string{"Read: Django Rails > Far A", "A: Django Go", "B: Rails Django", "Far: Vim Emacs"},
			[]string{"Far: Chosen by the author", "A: Also about Django", "B: Also about Django and Rails"}},
		"a pin leads back, before all else": {
			[]string{"Read: Django Rails", "A: Django Rails", "Far: Vim Emacs > Read"},
			[]string{"Far: Another decision: Editor", "A: Also about Django and Rails"}},
		"more pinned than there is room for": {
			[]string{"Read: Django Rails > E D C B A", "E: Django Go", "D: Django Go", "C: Django Go", "B: Django Go", "A: Django Go", "F: Django Rails"},
			[]string{"E: Also about Django", "D: Also about Django", "C: Also about Django", "B: Also about Django", "A: Also about Django"}},
		"two about one option, as long as there is something else": {
			[]string{"Read: Django Rails", "A: Django Go", "B: Django Go", "C: Django Go", "D: Django Go", "Stores: MySQL Redis"},
			[]string{"A: Also about Django", "B: Also about Django", "Stores: A decision that goes with it: Database", "C: Also about Django"}},
		"one option counts for more than the decision": {
			[]string{"Read: Django Rails", "A: Node Go", "B: Django Go"},
			[]string{"B: Also about Django", "A: The same decision: Backend"}},
		"titles without case, not ids": {
			[]string{"Read: Django Rails", "ba: Django Go", "Ab: Django Go"},
			[]string{"Ab: Also about Django", "ba: Also about Django"}},
		"tags": {
			[]string{"Read: ; Speed, cost", "A: Node Go; Speed", "B: Vim Emacs; other", "C: MySQL Redis; other"},
			[]string{"A: The same subject: Speed"}},
		"words, as they are written": {
			[]string{"Read: ; ; caching the sessions of users # Caching", "A: Vim Emacs; ; a cache of sessions, and sessions # Sessions", "B: Node Go; ; another matter", "C: MySQL Redis", "D: Node Go", "E: Rails Go"},
			[]string{"A: Also discusses sessions and cache"}},
		"no words that stand in no heading": {
			[]string{"Read: ; ; caching the sessions of users", "A: Vim Emacs; ; a cache of sessions, and sessions"},
			[]string{"A: Another decision: Editor"}},
		"articles that link here": {
			[]string{"Read: Django Rails", "Hub: ; ; [Read] [Stores] [Far]", "Imprint: ; ; [Read]", "Stores: MySQL Redis", "Far: Vim Emacs"},
			[]string{"Imprint: Mentions this comparison", "Hub: The whole picture", "Stores: A decision that goes with it: Database"}},
		"an article that is mentioned": {
			[]string{"Read: Django Rails; ; [Intro]", "Intro: "},
			[]string{"Intro: Mentioned in the text"}},
		"articles": {
			[]string{"Read: ; ;", "Intro: "},
			[]string{"Intro: Also on this site"}},
		"attributes": {
			[]string{"Read: Django Rails; ; *orm *speed", "A: Vim Emacs; ; *orm", "B: Vim Emacs; ; "},
			[]string{"A: Also weighs Mapping"}},
		"many options": {
			[]string{"Read: " + many(1, 40), "A: " + many(2, 41), "B: " + many(40, 44)},
			[]string{"A: Also about O2, O3, O4 and 36 more", "B: Also about O40"}},
		"nine options": {
			[]string{"Read: " + many(1, 9), "A: " + many(6, 9)},
			[]string{"A: Also about O6, O7, O8 and O9"}},
		"a word that is said often": {
			[]string{"Read: ; ; " + strings.Repeat("cache ", 256) + "# Cache", "A: Vim Emacs; ; cache", "B: Node Go", "C: Node Go", "D: Node Go", "E: MySQL Redis"},
			[]string{"A: Also discusses cache"}},
	} {
		for _, backwards := range []bool{false, true} {
			guides := slices.Clone(test.guides)
			if backwards {
				slices.Reverse(guides)
			}
			title, _, _ := strings.Cut(test.guides[0], ":")
			got := after(t, newWorld(guides), title)
			got = got[:min(len(got), max(len(test.want), 1))] // what connects may follow
			if !slices.Equal(got, test.want) {
				t.Errorf("%s: got\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		}
	}
}

// after gives what to read after the guide of a title.
func after(t *testing.T, s *site.Site, title string) []string {
	t.Helper()
	var got []string
	links := mustPlan(t, s)
	for _, g := range s.Guides {
		if g.Title == title {
			for _, c := range links.Of(g) {
				got = append(got, c.Guide.Title+": "+c.Why.English())
			}
		}
	}
	return got
}

// randomSites are of all shapes: nothing shared, everything shared, one guide,
// more than a window.
func randomSites(yield func(name string, s *site.Site) bool) {
	for seed := range uint64(12 / hurry) {
		for _, m := range []mix{
			{guides: 1, categories: 1, options: 2},
			{guides: 2},
			{guides: 3, categories: 3, options: 2, words: 4},
			{guides: 9, categories: 2, options: 5, words: 20, tags: 3},
			{guides: 40}, // nothing in common at all
			{guides: 60, categories: 30, options: 4, words: 6, tags: 30},
			{guides: 200, categories: 1, options: 3, words: 12, tags: 2}, // everything in common
			{guides: 150, categories: 1, options: 2, same: true},         // all say the same
			{guides: 300, categories: 20, options: 6, words: 30, tags: 40},
		} {
			if !yield(fmt.Sprintf("seed %d, %+v", seed, m), randomSite(seed, m)) {
				return
			}
		}
	}
}

// Every list holds what was promised of it.
func TestLists(t *testing.T) {
	for name, s := range randomSites {
		links := mustPlan(t, s)
		for _, g := range s.Guides {
			shown := links.Of(g)
			seen := map[*site.Guide]bool{g: true}
			for i, c := range shown {
				if c.Guide == nil || seen[c.Guide] {
					t.Fatalf("%s: %s shows itself, or something twice", name, g.ID)
				}
				seen[c.Guide] = true
				if c.Why.English() == "" || strings.HasSuffix(c.Why.English(), " ") {
					t.Errorf("%s: %s → %s has no reason", name, g.ID, c.Guide.ID)
				}
				if i < len(g.Pinned) && c.Guide != g.Pinned[i] {
					t.Errorf("%s: %s pins %s, which is not in its place", name, g.ID, g.Pinned[i].ID)
				}
			}
			if len(s.Guides) > 1 && len(shown) == 0 {
				t.Errorf("%s: %s leads nowhere", name, g.ID)
			}
			if most := max(Most, len(g.Pinned)) + 3; len(shown) > most {
				t.Errorf("%s: %s shows %d, more than %d", name, g.ID, len(shown), most)
			}
		}
	}
}

// By the links alone, every guide is reached from every other; none is an orphan.
func TestReachability(t *testing.T) {
	for name, s := range randomSites {
		links := mustPlan(t, s)
		to, from := map[*site.Guide][]*site.Guide{}, map[*site.Guide][]*site.Guide{}
		for _, g := range s.Guides {
			for _, c := range links.Of(g) {
				to[g] = append(to[g], c.Guide)
				from[c.Guide] = append(from[c.Guide], g)
			}
		}
		for way, edges := range map[string]map[*site.Guide][]*site.Guide{"reached from": to, "leading to": from} {
			if n := len(reached(s.Guides[0], edges)); n != len(s.Guides) {
				t.Errorf("%s: of %d guides %d are %s the first", name, len(s.Guides), n, way)
			}
		}
	}
}

// mustIndex gives the index of a site after a plan.
func mustIndex(tb testing.TB, s *site.Site) *index {
	tb.Helper()
	var m Memory
	if _, err := m.Plan(context.Background(), s); err != nil {
		tb.Fatal(err)
	}
	return m.index
}

func reached(start *site.Guide, edges map[*site.Guide][]*site.Guide) map[*site.Guide]bool {
	seen := map[*site.Guide]bool{start: true}
	for open := []*site.Guide{start}; len(open) > 0; {
		g := open[0]
		open = open[1:]
		for _, other := range edges[g] {
			if !seen[other] {
				seen[other] = true
				open = append(open, other)
			}
		}
	}
	return seen
}

// Likeness is symmetric, and a pin leads back as long as there is room.
func TestSymmetry(t *testing.T) {
	for name, s := range randomSites {
		if len(s.Guides) > 100 {
			continue
		}
		x := mustIndex(t, s)
		links := mustPlan(t, s)
		pinnedBy := map[*site.Guide]int{}
		for a, g := range s.Guides {
			for _, p := range g.Pinned {
				pinnedBy[p]++
			}
			for b := range s.Guides {
				if one, two := x.likeness(int32(a), int32(b)), x.likeness(int32(b), int32(a)); one != two {
					t.Errorf("%s: %d and %d: %d is not %d", name, a, b, one, two)
				}
			}
		}
		w := worker{index: x}
		for a := range s.Guides { // all at once it is the same
			p := pool{found: x.all(), likes: make([]likes, len(s.Guides))}
			w.likenesses(int32(a), &p)
			for b, l := range p.likes {
				if want := x.likeness(int32(a), int32(b)); l.whole != want {
					t.Errorf("%s: %d and %d: %d is not %d", name, a, b, l.whole, want)
				}
			}
		}
		for _, g := range s.Guides {
			for _, p := range g.Pinned {
				back := slices.ContainsFunc(links.Of(p), func(c Comparison) bool { return c.Guide == g })
				if !back && len(p.Pinned) == 0 && pinnedBy[p] <= mostAlike {
					t.Errorf("%s: %s pins %s, which does not lead back", name, g.ID, p.ID)
				}
			}
		}
	}
}

// No option is shared by more than two of those computed while there is something
// else, however many guides the option has: what is chosen here is all that a list
// shows, for no links connect guides that reach each other.
func TestDiversity(t *testing.T) {
	for name, test := range map[string]struct{ popular, same, beside int }{
		"two of the same decision, two beside it":       {500, 3, 10},
		"nothing of the same decision":                  {500, 0, 10},
		"one of the same decision, nothing beside it":   {500, 1, 0},
		"fewer than are looked at":                      {20, 2, 2},
		"as many of the one as can be compared at once": {usual.compared + 1, 2, 2},
	} {
		var guides []string
		for i := range test.popular {
			guides = append(guides, fmt.Sprintf("P%03d: Django Rails", i))
		}
		for i := range test.same {
			guides = append(guides, fmt.Sprintf("S%03d: Node Go", i))
		}
		for i := range test.beside {
			guides = append(guides, fmt.Sprintf("B%03d: MySQL Redis", i))
		}
		s := newWorld(guides)
		x := mustIndex(t, s)
		for g, guide := range s.Guides {
			if guide.Title[0] != 'P' {
				continue
			}
			count := map[byte]int{}
			for _, other := range x.choices[g].shown {
				count[s.Guides[other].Title[0]]++
			}
			same, beside := min(2, test.same), min(2, test.beside)
			if want := min(Most, test.popular-1) - same - beside; count['P'] != max(2, want) {
				t.Fatalf("%s: %s shows %v", name, guide.Title, count)
			}
		}
	}
}

// The same site gives the same links, whatever the number of workers.
func TestDeterminism(t *testing.T) {
	for name, s := range randomSites {
		var before [][]Comparison
		for _, workers := range []int{1, 2, 7} {
			old := runtime.GOMAXPROCS(workers)
			of := mustPlan(t, s).of
			runtime.GOMAXPROCS(old)
			if before == nil {
				before = of
				continue
			}
			for g, comparisons := range of {
				if !slices.Equal(comparisons, before[g]) {
					t.Fatalf("%s: %s differs with %d workers", name, s.Guides[g].ID, workers)
				}
			}
		}
	}
}

// However many guides have the same features, one looks at a bounded number.
func TestWindow(t *testing.T) {
	s := randomSite(3, mix{guides: 3000, categories: 1, options: 2, words: 60, tags: 1})
	x := mustIndex(t, s)
	w := &worker{index: x}
	for g := range s.Guides {
		w.look(int32(g))
		if most := (len(x.telling[g]) + 1) * x.looked; most >= len(s.Guides) || len(w.seen) > most || len(w.seen) < x.looked/2 {
			t.Fatalf("guide %d looks at %d others, with %d features", g, len(w.seen), len(x.vectors[g]))
		}
		for _, other := range w.seen {
			w.likes[other] = 0
		}
		w.seen = w.seen[:0]
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Plan(ctx, randomSite(1, mix{guides: 50})); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestWords(t *testing.T) {
	for _, test := range []struct{ language, text, want string }{
		{"en", "The database's caching of Node.js sessions, C++ and 42 http/2 x", "databas cach node.j session http"},
		{"en-GB", "Running runners ran", "run runner ran"},
		{"de", "Die Datenbanken und der Häuser", "datenbank haus"},
		{"nb", "Hesten og hestene", "hest hest"},
		{"xx", "Whatever THE words", "whatever the words"},
		{"not a tag", "Words", "words"},
		{"zh", "数据库, 缓存 cache", "数据 据库 缓存 cache"},
		{"en", strings.Repeat("x", 41) + " café cafe\u0301", "café café"},
		{"en", "", ""},
	} {
		tongue := newTongue(test.language)
		var got []string
		forms(test.text, func(form string) {
			if term, says := tongue.term(form); says {
				got = append(got, term)
			}
		})
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("%s, %q: got %q, want %q", test.language, test.text, got, test.want)
		}
	}
}

func TestIsIdeograph(t *testing.T) {
	for r := range rune(unicode.MaxRune) {
		want := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
		if got := isIdeograph(r); got != want {
			t.Errorf("%q: %v, not %v", r, got, want)
		}
	}
}

func TestIntegers(t *testing.T) {
	for n, want := range map[uint64]int{1: 0, 2: 16, 3: 25, 4: 32, 10: 53, 1 << 40: 640, 100_001: 265} {
		if got := log2(n); got != want {
			t.Errorf("log2(%d)·16 = %d, want %d", n, got, want)
		}
	}
	for _, n := range []uint64{0, 1, 2, 3, 4, 15, 16, 17, 1 << 32, 1<<62 - 1, 1<<63 + 12345} {
		r := root(n)
		if r*r > n || (r+1)*(r+1) <= n && r+1 < 1<<32 {
			t.Errorf("root(%d) = %d", n, r)
		}
	}
}
