package related

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/cache"
	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

var keptWorlds = flag.Int("kept.worlds", 10, "how many random worlds TestKept edits, in many processes each")

// A history is a world that one process after the other plans, each of which finds what
// those before it kept.
type history struct {
	*world
	folder string
	parsed map[string]*source.Guide // what the cache has of each guide's file, by id
	number int                      // of the last word that nobody else had

	plans, kept int
}

// TestKept holds links that were kept between processes against plans from nothing.
// Texts are edited in all the ways that could matter; some processes plan more than
// once, some plans are given up, and some processes are killed.
func TestKept(t *testing.T) {
	plans, kept := 0, 0
	for seed := range uint64(*keptWorlds / hurry) {
		h := &history{world: newEdited(seed), folder: t.TempDir(), parsed: map[string]*source.Guide{}}
		if len(h.guides) > 70 {
			h.guides = h.guides[:70]
			h.forgetOthers()
			h.build()
		}
		for process := range 25 {
			done := h.process(t)
			if t.Failed() {
				t.Fatalf("seed %d, process %d: %s", seed, process, done)
			}
		}
		plans, kept = plans+h.plans, kept+h.kept
	}
	t.Logf("%d plans, of which %d were kept", plans, kept)
	if kept < plans/8 {
		t.Error("the test does not test what it should")
	}
}

// forgetOthers lets guides lead to those alone that there are.
func (h *history) forgetOthers() {
	gone := func(p *written) bool { return !slices.Contains(h.guides, p) }
	for _, g := range h.guides {
		g.pins, g.links = slices.DeleteFunc(g.pins, gone), slices.DeleteFunc(g.links, gone)
	}
}

// process is one process, which edits and plans some times. It tells what was done.
func (h *history) process(t *testing.T) (done string) {
	c, err := cache.Open(h.folder, "tool")
	if err != nil || c == nil {
		t.Fatal(c, err)
	}
	defer c.Close()
	m := Memory{Cache: c}
	h.site = nil // the next one is of other values
	for plan := 0; plan == 0 || h.random.IntN(2) == 0; plan++ {
		for range h.random.IntN(3) {
			done += h.editText() + ", "
		}
		if h.random.IntN(6) == 0 {
			done += h.declareSome() + ", "
		}
		if h.random.IntN(8) == 0 {
			h.site = nil
			done += "resolved anew, "
		}
		if h.fill(); plan == 0 {
			m.Before = h.before()
		}
		for _, g := range h.guides {
			h.parsed[g.source.ID] = g.source
		}
		if h.random.IntN(5) == 0 {
			ctx := &soon{Context: context.Background()}
			ctx.left.Store(h.random.Int32N(20))
			done += "given up, "
			if _, err := h.planIn(ctx, &m); err != nil {
				if !errors.Is(err, context.Canceled) {
					t.Fatal(err)
				}
				continue
			}
		}
		if h.compare(t, &m); t.Failed() {
			return done
		}
		if plan == 0 {
			m.Keep()
			_ = c.Flush()
		}
	}
	if h.random.IntN(4) > 0 { // else it is killed
		m.Keep()
		_ = c.Flush()
	}
	return done
}

// declareSome edits what is declared, too.
func (h *history) declareSome() string {
	if h.site == nil {
		h.build()
	}
	if h.random.IntN(4) == 0 {
		c := h.categories[h.random.IntN(len(h.categories))]
		o := *c.Options[0].Option
		o.Name += "x"
		c.Options[0].Option, h.site = &o, nil
		return "an option's name"
	}
	before := h.site
	done := h.edit()
	if h.site != before {
		h.site = nil
	}
	return done
}

// before gives what files said that say something else now, as package load does.
func (h *history) before() map[string]*source.Guide {
	before := maps.Clone(h.parsed)
	for _, g := range h.guides {
		if was := before[g.source.ID]; was != nil && was.Sum == g.source.Sum {
			delete(before, g.source.ID)
		}
	}
	return before
}

// fill gives each file its sum, and resolves the site, or brings it up to date where it has
// the same shape.
func (h *history) fill() {
	for _, g := range h.guides {
		text := fmt.Sprint(g.source.Title, "|", g.source.Description, "|", g.source.Rule.Plain, "|", g.source.Text, "|", g.options, g.tags, g.facts)
		for _, p := range slices.Concat(g.pins, []*written{nil}, g.links) {
			if p != nil {
				text += "|" + p.source.ID
			}
		}
		for heading := range g.source.Headings.All() {
			text += "\n" + heading.Plain
		}
		if sum := source.SumOf([]byte(text)); sum != g.source.Sum {
			own := *g.source
			own.Sum = sum
			g.source = &own
		}
	}
	if h.site == nil {
		h.build()
	}
	for _, g := range h.site.Guides {
		h.world.fill(g)
	}
}

// planIn is Memory.Plan in the manner of the world.
func (h *history) planIn(ctx context.Context, m *Memory) (*Links, error) {
	return m.planBy(ctx, h.site, h.how)
}

// compare holds a plan against one from nothing.
func (h *history) compare(t *testing.T, m *Memory) {
	t.Helper()
	got, err := h.planIn(context.Background(), m)
	if err != nil {
		t.Fatal(err)
	}
	h.plans++
	if m.index == nil {
		h.kept++
	}
	clean, err := new(Memory).plan(context.Background(), h.site, h.how)
	if err != nil {
		t.Fatal(err)
	}
	want := view(clean, h.site.Guides)
	for i, line := range view(got, h.site.Guides) {
		if line != want[i] {
			t.Errorf("%d guides: %s\ngot  %s\nwant %s", len(want), h.guides[i].source.ID, line, want[i])
			return
		}
	}
}

// editText changes texts by words that others have, or that nobody has, and moves words
// from one place of a guide to another.
func (h *history) editText() string {
	g := h.guides[h.random.IntN(len(h.guides))]
	if h.random.IntN(3) > 0 {
		g = h.guides[h.random.IntN(min(3, len(h.guides)))] // again and again
	}
	s := *g.source
	defer func() { g.source = &s }()
	own := fmt.Sprintf("own%dz", h.number)
	words := strings.Fields(s.Text)
	any := func() string {
		if len(words) == 0 {
			return own
		}
		return words[h.random.IntN(len(words))]
	}
	switch h.random.IntN(12) {
	case 10:
		if g.facts = nil; h.random.IntN(2) == 0 {
			g.facts = []int{h.random.IntN(2)}
		}
		return "facts"
	case 11:
		if g.links = nil; h.random.IntN(2) == 0 {
			g.links = h.other(g, nil)
		}
		return "links"
	case 0, 1, 2:
		h.number++
		s.Text += strings.Repeat(" "+own, 1+h.random.IntN(3))
		return "a new word"
	case 3: // one that was new once, and maybe is still in a text
		s.Text += fmt.Sprintf(" own%dz", h.random.IntN(h.number+1))
		return "a word"
	case 4:
		s.Text = strings.Join(slices.DeleteFunc(words, func(w string) bool { return strings.HasPrefix(w, "own") }), " ")
		return "no new word"
	case 5:
		h.number++
		other := h.guides[h.random.IntN(len(h.guides))]
		if other != g {
			also := *other.source
			also.Text += " " + own
			other.source = &also
		}
		s.Text += " " + own
		return "a new word in two"
	case 6: // a heading, which is a part of the text, becomes a paragraph
		if list := slices.Collect(s.Headings.All()); len(list) > 0 {
			s.Text += " " + list[0].Plain
			s.Headings = markup.NewHeadings(list[1:]...)
		}
		return "no heading"
	case 7: // and the other way round
		word := any()
		if at := slices.Index(words, word); at >= 0 {
			s.Text = strings.Join(slices.Delete(words, at, at+1), " ")
			s.Headings += markup.NewHeadings(markup.Heading{Plain: word})
		}
		return "a heading"
	case 8:
		s.Description, s.Rule.Plain = s.Rule.Plain, s.Description
		return "the rule is the description"
	}
	word := any()
	s.Text = strings.Replace(s.Text, word, strings.ToUpper(word[:1])+word[1:], 1)
	return "a capital"
}

// articles makes a site of guides that have nothing but words. Of each is said "id: words";
// those after a # are headings, and a part of the text as well.
func articles(of ...string) *site.Site {
	s := &site.Site{Shape: new(site.Shape), Config: &source.Config{Language: "en"}}
	for _, line := range of {
		s.Guides = append(s.Guides, &site.Guide{Guide: article(line)})
	}
	return s
}

func article(line string) *source.Guide {
	id, text, _ := strings.Cut(line, ": ")
	g := &source.Guide{ID: id, Title: id, Sum: source.SumOf([]byte(line)), Document: markup.Document{Text: strings.ReplaceAll(text, "#", "")}}
	for word := range strings.FieldsSeq(text) {
		if heading, ok := strings.CutPrefix(word, "#"); ok {
			g.Headings += markup.NewHeadings(markup.Heading{Plain: heading})
		}
	}
	return g
}

// planned plans a site with what the cache has, and tells whether that was good.
func planned(t *testing.T, folder string, s *site.Site, before map[string]*source.Guide) (lists []string, kept bool) {
	t.Helper()
	c, err := cache.Open(folder, "tool")
	if err != nil || c == nil {
		t.Fatal(c, err)
	}
	defer c.Close()
	m := Memory{Cache: c, Before: before}
	links, err := m.Plan(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	m.Keep()
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	return view(links, s.Guides), m.index == nil
}

// A word that others have and that stands in a heading no longer, or now, is not one that
// makes no difference, although it is said as often.
func TestKeptHeadings(t *testing.T) {
	others := []string{"b: sharding keys keys", "c: lambs", "d: goats goats", "e: goats", "f: lambs lambs", "g: cows", "h: cows"}
	for _, texts := range [][2]string{{"a: #sharding", "a: sharding sharding"}, {"a: sharding sharding", "a: #sharding"}} {
		folder := t.TempDir()
		s := articles(append(others, texts[0])...)
		before, _ := planned(t, folder, s, nil)
		next := articles(append(others, texts[1])...)
		got, kept := planned(t, folder, next, map[string]*source.Guide{"a": s.Guides[7].Guide})
		want, _ := planned(t, t.TempDir(), next, nil)
		if kept || !slices.Equal(got, want) || slices.Equal(want, before) {
			t.Errorf("kept %t\ngot    %q\nwant   %q\nbefore %q", kept, got, want, before)
		}
	}
}

// Words that nobody else has come and go, in one process after the other, and the links are
// kept all along.
func TestKeptWithOwnWords(t *testing.T) {
	folder := t.TempDir()
	others := []string{"b: sharding keys", "c: lambs keys", "d: goats"}
	before := map[string]*source.Guide{}
	for i, text := range []string{"a: goats", "a: goats pigs", "a: goats pigs cows cows", "a: goats cows", "a: goats Cows", "a: goats", "a: goats cows"} {
		s := articles(append(others, text)...)
		if _, kept := planned(t, folder, s, before); kept != (i > 0) {
			t.Errorf("%q: kept is %t", text, kept)
		}
		before["a"] = s.Guides[3].Guide
	}
	if _, kept := planned(t, folder, articles(append(others, "a: goats keys")...), before); kept {
		t.Error("links are kept where a guide has a word of others")
	}
}

// What is known of a text that the links were not made from says nothing of them: a build
// that was given up may have read it, and kept what it said.
func TestKeptOfAnotherText(t *testing.T) {
	folder := t.TempDir()
	others := []string{"b: sharding keys", "c: lambs keys", "d: goats"}
	planned(t, folder, articles(append(others, "a: goats")...), nil)
	next := articles(append(others, "a: sharding pigs")...)
	got, kept := planned(t, folder, next, map[string]*source.Guide{"a": article("a: sharding")})
	if want, _ := planned(t, t.TempDir(), next, nil); kept || !slices.Equal(got, want) {
		t.Errorf("kept %t\ngot  %q\nwant %q", kept, got, want)
	}
}

// Links that were kept are good for one shape of the site: what a guide declares has names
// of others in it.
func TestKeptInAnotherShape(t *testing.T) {
	folder := t.TempDir()
	about := func(name string, guides ...*site.Guide) *site.Site {
		s := articles("a: lambs", "b: goats")
		o := &site.Option{Option: &source.Option{ID: "o", Name: name}, Category: &site.Category{Category: &source.Category{ID: "c"}}}
		for i, g := range s.Guides {
			if len(guides) > 0 {
				g.Guide = guides[i].Guide
			}
			g.Options, g.Categories = []*site.Option{o}, []*site.Category{o.Category}
		}
		return s
	}
	planned(t, folder, about("One"), nil)
	c, err := cache.Open(folder, "tool")
	if err != nil || c == nil {
		t.Fatal(c, err)
	}
	defer c.Close()
	m, s := Memory{Cache: c}, about("One")
	for _, name := range []string{"One", "Two"} {
		s = about(name, s.Guides...)
		links, err := m.Plan(context.Background(), s)
		if got := view(links, s.Guides)[0]; err != nil || got != " | b: Also about "+name {
			t.Errorf("%q, %v", got, err)
		}
	}
}

// What is kept is of the site that was planned, although somebody brings it up to date
// after: for a build that finds faults, or is given up before it plans.
func TestKeptOfThePlan(t *testing.T) {
	folder := t.TempDir()
	texts := []string{"a: lambs", "b: goats", "c: pigs"}
	c, err := cache.Open(folder, "tool")
	if err != nil || c == nil {
		t.Fatal(c, err)
	}
	m, s := Memory{Cache: c}, articles(texts...)
	if _, err := m.Plan(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	s.Guides[0].Holes = site.Holes{Links: []site.Target{{Address: "guides/c.html"}}, Facts: []site.Fact{{}}} // of an option that is not there
	m.Keep()
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	c.Close()
	if _, kept := planned(t, folder, articles(texts...), nil); !kept {
		t.Error("the plan is not kept")
	}
}

// What a plan that was given up found is not kept: links of before would be taken for those
// of texts that were read since.
func TestGivenUpIsNotKept(t *testing.T) {
	texts := []string{"a: lambs lambs goats", "b: lambs", "c: cows cows", "d: cows", "e: goats", "f: pigs pigs", "g: pigs"}
	for looks := range int32(30) {
		folder, s := t.TempDir(), articles(texts...)
		c, err := cache.Open(folder, "tool")
		if err != nil || c == nil {
			t.Fatal(c, err)
		}
		m := Memory{Cache: c}
		ended := true
		for i, text := range []string{texts[0], "a: cows cows cows", "a: pigs pigs pigs"} {
			s.Guides[0].Guide = article(text)
			ctx := &soon{Context: context.Background()}
			if ctx.left.Store(1000); i == 2 {
				ctx.left.Store(looks)
			}
			_, err := m.Plan(ctx, s)
			ended = err == nil
			if i == 0 {
				m.Keep()
			}
		}
		m.Keep()
		if err := c.Flush(); err != nil {
			t.Fatal(err)
		}
		c.Close()
		got, _ := planned(t, folder, articles(append([]string{"a: pigs pigs pigs"}, texts[1:]...)...), nil)
		want, _ := planned(t, t.TempDir(), articles(append([]string{"a: pigs pigs pigs"}, texts[1:]...)...), nil)
		if !slices.Equal(got, want) {
			t.Fatalf("given up after %d looks:\ngot  %q\nwant %q", looks, got, want)
		}
		if ended {
			return
		}
	}
	t.Error("no plan came to its end")
}

// Each of these is declared, so that links of before are not good for what differs by it.
func TestDeclared(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for name, change := range map[string]func(s *site.Site){
		"language":        func(s *site.Site) { s.Config.Language = "de" },
		"category's file": func(s *site.Site) { s.Categories[0].Sum[0]++ },
		"category's id":   func(s *site.Site) { s.Categories[2].ID += "x" },
		"title":           func(s *site.Site) { s.Guides[3].Title += "x" },
		"id":              func(s *site.Site) { s.Guides[3].ID += "x" },
		"option's name":   func(s *site.Site) { s.Categories[0].Options[0].Name += "x" },
		"options":         func(s *site.Site) { s.Guides[3].Options = s.Guides[3].Options[1:] },
		"option of the same name": func(s *site.Site) {
			o := *s.Guides[3].Options[0]
			o.Option = &source.Option{ID: "x", Name: o.Name}
			s.Guides[3].Options[0] = &o
		},
		"option of the same name and id": func(s *site.Site) {
			o := *s.Guides[3].Options[0]
			o.Category = s.Categories[1]
			s.Guides[3].Options[0] = &o
		},
		"order of options": func(s *site.Site) { slices.Reverse(s.Guides[3].Options) },
		"pins":             func(s *site.Site) { s.Guides[3].Pinned = append(s.Guides[3].Pinned, s.Guides[0]) },
		"tag": func(s *site.Site) {
			s.Guides[3].Tagged = append(s.Guides[3].Tagged, &site.Tag{Name: "x", Address: "x"})
		},
		"another pin":       func(s *site.Site) { s.Guides[3].Pinned[0] = s.Guides[2] },
		"another attribute": func(s *site.Site) { s.Guides[3].Holes.Facts[0].Attribute = &source.Attribute{ID: "x"} },
		"a table of others": func(s *site.Site) { s.Guides[3].Holes.Directives[0].Only[0] = "x" },
		"tag's name":        func(s *site.Site) { tag(s).Name += "x" },
		"tag's address":     func(s *site.Site) { tag(s).Address += "x" },
		"link": func(s *site.Site) {
			s.Guides[3].Holes.Links = append(s.Guides[3].Holes.Links, site.Target{Address: "x"})
		},
		"fact's attribute": func(s *site.Site) {
			s.Guides[3].Holes.Facts = append(s.Guides[3].Holes.Facts, site.Fact{Attribute: &source.Attribute{ID: "x"}})
		},
		"directive's table": func(s *site.Site) {
			s.Guides[3].Holes.Directives = append(s.Guides[3].Holes.Directives, site.Directive{Only: []string{"x"}})
		},
	} {
		s := randomSite(random.Uint64(), mix{guides: 12, categories: 2, options: 3, words: 9, tags: 3})
		for i, o := range s.Categories[0].Options {
			o.Category, s.Guides[3].Options = s.Categories[0], append(s.Guides[3].Options[:i:i], o)
		}
		s.Categories = append(s.Categories, &site.Category{Category: &source.Category{ID: "nobody's"}})
		g := s.Guides[3]
		g.Tagged = append(g.Tagged, &site.Tag{Name: "t", Address: "t"})
		g.Pinned = []*site.Guide{s.Guides[1]}
		g.Holes.Facts = []site.Fact{{Attribute: &source.Attribute{ID: "f"}}}
		g.Holes.Directives = []site.Directive{{Only: []string{"f"}}}
		before := new(declares).print(s)
		if change(s); new(declares).print(s) == before {
			t.Errorf("%s: the print is the same", name)
		}
	}
}

func tag(s *site.Site) *site.Tag { return s.Guides[3].Tagged[len(s.Guides[3].Tagged)-1] }
