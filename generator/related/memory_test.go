package related

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

var worlds = flag.Int("worlds", 60, "how many random worlds TestMemory edits")

// A world is a site that is edited at random.
type world struct {
	random     *rand.Rand
	words      int // in all
	length     int // of a text
	articles   bool
	how        manner
	site       *site.Site
	guides     []*written
	categories []*site.Category
	next       int
}

// A written guide is what its file says.
type written struct {
	source  *source.Guide
	options []int // of all categories
	tags    []int
	pins    []*written
	links   []*written
	facts   []int
}

func newEdited(seed uint64) *world {
	random := rand.New(rand.NewPCG(seed, 3))
	w := &world{random: random, how: usual, words: 5 + random.IntN(200), length: 1 + random.IntN(40)}
	if seed%8 > 0 { // limits are reached sooner
		w.how = manner{weights: weights, looked: 2 + random.IntN(20), compared: 2 + random.IntN(8), few: 1 + random.IntN(6),
			ranked: 1 + random.IntN(5), sought: 2 + random.IntN(6), words: 3 + random.IntN(9)}
	}
	n := 1 + random.IntN(60)
	switch seed % 10 {
	case 1, 2: // more than a window
		n = 60 + random.IntN(240)
	case 3: // more words than are compared
		n, w.words, w.length = 3+random.IntN(9), 900, 1500
	case 4: // everybody says the same
		n, w.words = 70+random.IntN(40), 3
	case 5, 6, 7, 8: // articles that share a few subjects and mention each other
		n, w.words, w.length, w.articles = 25+random.IntN(40), 4+random.IntN(12), 8, true
	}
	for i := range 1 + random.IntN(5) {
		id := fmt.Sprintf("c%d", i)
		c := &site.Category{Category: &source.Category{ID: id, Title: "Category " + id, Attributes: []*source.Attribute{{ID: "a0", Label: "One"}, {ID: "a1", Label: "Two"}}}}
		if i > 0 && random.IntN(2) == 0 {
			c.Neighbours = append(c.Neighbours, w.categories[random.IntN(i)])
		}
		for k := range 1 + random.IntN(5) {
			c.Options = append(c.Options, &site.Option{Option: &source.Option{ID: fmt.Sprintf("o%d", k), Name: fmt.Sprintf("Option %d", k)}, Category: c})
		}
		w.categories = append(w.categories, c)
	}
	site.Connect(w.categories)
	for range n {
		w.create()
	}
	w.build()
	return w
}

// create writes a guide.
func (w *world) create() {
	g := &written{}
	w.next++
	id := fmt.Sprintf("g%03d", w.next*7919%1000)
	if slices.ContainsFunc(w.guides, func(g *written) bool { return g.source.ID == id }) {
		return
	}
	w.write(g, &source.Guide{ID: id, Title: "Title " + w.text(1+w.random.IntN(2))})
	w.declare(g)
	w.guides = append(w.guides, g)
}

// declare writes what others' links and lists follow from.
func (w *world) declare(g *written) {
	g.options, g.tags, g.pins = nil, nil, nil
	if w.random.IntN(3) > 0 && !w.articles {
		c := w.random.IntN(len(w.categories))
		for range 1 + w.random.IntN(3) {
			if o := c*10 + w.random.IntN(len(w.categories[c].Options)); !slices.Contains(g.options, o) {
				g.options = append(g.options, o)
			}
		}
	}
	for range w.random.IntN(2) {
		g.tags = append(g.tags, w.random.IntN(4))
	}
	for range max(0, w.random.IntN(9)-6) {
		g.pins = w.other(g, g.pins)
	}
}

// other appends a guide that the list has not.
func (w *world) other(g *written, list []*written) []*written {
	if len(w.guides) == 0 {
		return list
	}
	other := w.guides[w.random.IntN(len(w.guides))]
	if other == g || slices.Contains(list, other) {
		return list
	}
	return append(list, other)
}

// write writes a guide's text anew, or changes a few words of it.
func (w *world) write(g *written, s *source.Guide) {
	text := strings.Fields(s.Text)
	if len(text) == 0 || w.random.IntN(8) == 0 {
		text = strings.Fields(w.text(w.random.IntN(w.length + 1)))
	}
	for range w.random.IntN(3) {
		at := w.random.IntN(len(text) + 1)
		text = slices.Insert(text, at, w.text(1))
		if at = w.random.IntN(len(text)); w.random.IntN(2) == 0 {
			text = slices.Delete(text, at, at+1)
		}
	}
	if w.random.IntN(6) == 0 {
		s.Description, s.Headings, s.Rule.Plain = w.text(w.random.IntN(2)), "", ""
		for range w.random.IntN(4) {
			s.Headings += markup.NewHeadings(markup.Heading{Plain: w.text(1)})
		}
	}
	if others := w.guides; len(others) > 0 && w.random.IntN(15) == 0 { // like another
		text = strings.Fields(others[w.random.IntN(len(others))].source.Text)
	}
	s.Text = strings.Join(text, " ")
	g.source = s
	if w.random.IntN(4) == 0 {
		g.links, g.facts = nil, nil
		for range w.random.IntN(5) {
			if g.links = w.other(g, g.links); w.articles && len(w.guides) > 0 && w.guides[0] != g && !slices.Contains(g.links, w.guides[0]) {
				g.links = append(g.links, w.guides[0]) // many mention one
			}
		}
		for range w.random.IntN(3) {
			g.facts = append(g.facts, w.random.IntN(2))
		}
	}
}

func (w *world) text(n int) string {
	var words []string
	for range n {
		i := w.random.IntN(w.words)
		if w.random.IntN(2) == 0 {
			i = i * w.random.IntN(w.words) / w.words // some more often than others
		}
		stem := "word" + strings.Repeat("x", i%3) + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676))
		words = append(words, []string{stem, stem, stem + "s", strings.ToUpper(stem), "word" + stem + "ing"}[w.random.IntN(5)])
	}
	return strings.Join(words, " ")
}

// edit changes the site, and says what it did.
func (w *world) edit() string {
	switch w.random.IntN(12) {
	case 0:
		w.create()
		w.build()
		return "create"
	case 1:
		if len(w.guides) < 2 {
			return "nothing"
		}
		at := w.random.IntN(len(w.guides))
		gone := w.guides[at]
		w.guides = slices.Delete(w.guides, at, at+1)
		for _, g := range w.guides {
			g.pins = slices.DeleteFunc(g.pins, func(p *written) bool { return p == gone })
			g.links = slices.DeleteFunc(g.links, func(p *written) bool { return p == gone })
		}
		w.build()
		return "delete"
	case 2:
		g := w.guides[w.random.IntN(len(w.guides))]
		s := *g.source
		s.Title = w.text(2)
		w.write(g, &s)
		w.declare(g)
		w.build()
		return "declare"
	case 3:
		return "nothing"
	default:
		n := 1
		for w.random.IntN(4) == 0 {
			n++
		}
		for range n {
			at := w.random.IntN(len(w.guides))
			s := *w.guides[at].source
			w.write(w.guides[at], &s)
		}
		for _, g := range w.site.Guides {
			w.fill(g)
		}
		return fmt.Sprint("write ", n)
	}
}

// build resolves the site anew, with another shape.
func (w *world) build() {
	slices.SortFunc(w.guides, func(a, b *written) int { return strings.Compare(a.source.ID, b.source.ID) })
	known := map[string]*site.Guide{}
	if w.site != nil && w.random.IntN(2) == 0 { // in place
		for _, g := range w.site.Guides {
			known[g.ID] = g
		}
	}
	w.site = &site.Site{Shape: new(site.Shape), Config: &source.Config{Language: "en"}, Categories: w.categories}
	if w.random.IntN(40) == 0 {
		w.site.Config.Language = "de"
	}
	tags := []*site.Tag{{Name: "T0", Address: "t0"}, {Name: "T1", Address: "t1"}, {Name: "T2", Address: "t2"}, {Name: "T3", Address: "t3"}}
	for _, c := range w.categories {
		c.Guides = nil
		for _, o := range c.Options {
			o.Guides = nil
		}
	}
	for _, own := range w.guides {
		g := known[own.source.ID]
		if g == nil {
			g = &site.Guide{}
			known[own.source.ID] = g
		}
		*g = site.Guide{Guide: own.source}
		for _, i := range own.options {
			o := w.categories[i/10].Options[i%10]
			g.Options = append(g.Options, o)
			g.Categories = []*site.Category{o.Category}
			o.Guides = append(o.Guides, g)
		}
		for _, i := range own.tags {
			g.Tagged = append(g.Tagged, tags[i])
		}
		w.site.Guides = append(w.site.Guides, g)
	}
	for _, c := range w.categories {
		for _, o := range c.Options {
			slices.SortFunc(o.Guides, site.ByTitle)
		}
	}
	for i, own := range w.guides {
		for _, p := range own.pins {
			w.site.Guides[i].Pinned = append(w.site.Guides[i].Pinned, known[p.source.ID])
		}
		w.fill(w.site.Guides[i])
	}
}

// fill gives a guide the source that its file has now, and what follows from it.
func (w *world) fill(g *site.Guide) {
	at, _ := slices.BinarySearchFunc(w.guides, g.ID, func(own *written, id string) int { return strings.Compare(own.source.ID, id) })
	own := w.guides[at]
	g.Guide, g.Holes = own.source, site.Holes{}
	for _, l := range own.links {
		g.Holes.Links = append(g.Holes.Links, site.Target{Address: "guides/" + l.source.ID + ".html"})
	}
	for _, f := range own.facts {
		g.Holes.Facts = append(g.Holes.Facts, site.Fact{Attribute: &source.Attribute{ID: fmt.Sprintf("a%d", f)}})
	}
}

// view writes down all lists.
func view(l *Links, guides []*site.Guide) []string {
	lines := make([]string, len(guides))
	for i, g := range guides {
		for _, c := range l.Of(g) {
			lines[i] += " | " + c.Guide.ID + ": " + c.Why.English()
		}
	}
	return lines
}

// A soon is a context that ends after a few looks at it.
type soon struct {
	context.Context
	left atomic.Int32
}

func (s *soon) Err() error {
	if s.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// giveUp makes a plan that may be given up after some steps.
func giveUp(t *testing.T, m *Memory, w *world) {
	t.Helper()
	ctx := &soon{Context: context.Background()}
	ctx.left.Store(w.random.Int32N(20))
	if _, err := m.plan(ctx, w.site, w.how); err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
}

// What a memory gives is what an empty one gives, whatever was edited, also after
// plans that were given up; and what it gave before stays as it was.
func TestMemory(t *testing.T) {
	steps, chosen, guides := 0, 0, 0
	for seed := range uint64(*worlds / hurry) {
		w := newEdited(seed)
		var m Memory
		var last *Links
		var was [][]Comparison
		done := "start"
		for step := range 50 / hurry {
			if w.random.IntN(6) == 0 {
				giveUp(t, &m, w)
				done += ", given up, " + w.edit()
			}
			of := w.site.Guides
			got, err := m.plan(context.Background(), w.site, w.how)
			if err != nil {
				t.Fatal(err)
			}
			if last != nil && !slices.EqualFunc(last.of, was, slices.Equal) {
				t.Fatalf("seed %d, step %d (%s): the links of before have changed", seed, step, done)
			}
			clean, err := new(Memory).plan(context.Background(), w.site, w.how)
			if err != nil {
				t.Fatal(err)
			}
			want := view(clean, of)
			for i, line := range view(got, of) {
				if line != want[i] {
					t.Fatalf("seed %d, step %d (%s), %d guides: %s\ngot  %s\nwant %s", seed, step, done, len(want), of[i].ID, line, want[i])
				}
			}
			last, was = got, nil
			for _, comparisons := range got.of {
				was = append(was, slices.Clone(comparisons))
			}
			steps, chosen, guides = steps+1, chosen+int(m.index.chosen.Load()), guides+len(want)
			done = w.edit()
		}
	}
	t.Logf("%d worlds from seed 0, %d steps: chosen for %d of %d guides", *worlds/hurry, steps, chosen, guides)
}

// An article that mentions a guide no longer is there for something else now, also
// where it is seen by its words alone.
func TestMentionGone(t *testing.T) {
	how := manner{weights: weights, looked: 2, compared: 2, few: 1, ranked: 2, sought: 8, words: 20}
	s := &site.Site{Shape: new(site.Shape), Config: &source.Config{Language: "en"}}
	for _, guide := range []string{"a: early early", "f: far", "p: peach peach peach", "q: quince quince quince",
		"r: peach peach peach quince quince quince early early far"} {
		id, text, _ := strings.Cut(guide, ": ")
		g := &site.Guide{Guide: &source.Guide{ID: id, Document: markup.Document{Text: text}}}
		if strings.Contains("apq", id) {
			g.Holes.Links = []site.Target{{Address: "guides/r.html"}}
		}
		s.Guides = append(s.Guides, g)
	}
	var m Memory
	plan := func(m *Memory) string {
		l, err := m.plan(context.Background(), s, how)
		if err != nil {
			t.Fatal(err)
		}
		return view(l, s.Guides)[4]
	}
	before := plan(&m)
	own := *s.Guides[0].Guide
	s.Guides[0].Guide, s.Guides[0].Holes = &own, site.Holes{}
	if got, want := plan(&m), plan(new(Memory)); got != want || want == before {
		t.Errorf("got %s, want %s, before %s", got, want, before)
	}
}

// One guide's text changed among many is little work.
func TestReplanIsLocal(t *testing.T) {
	s := randomSite(5, mix{guides: 2000, categories: 14, options: 12, words: 250, tags: 120})
	s.Shape = new(site.Shape)
	var m Memory
	plan := func() (chosen, adjusted int) {
		if _, err := m.Plan(context.Background(), s); err != nil {
			t.Fatal(err)
		}
		return int(m.index.chosen.Load()), m.index.adjusted
	}
	if chosen, _ := plan(); chosen != len(s.Guides) {
		t.Errorf("first chosen for %d of %d", chosen, len(s.Guides))
	}
	if chosen, adjusted := plan(); chosen+adjusted != 0 {
		t.Errorf("nothing changed, and chosen for %d, adjusted %d", chosen, adjusted)
	}
	var all []int
	for i := range 20 { // no word is more common or less than before
		at := i * 677 % len(s.Guides)
		own := *s.Guides[at].Guide
		own.Text += strings.Repeat(" "+strings.Fields(own.Text)[i], 3)
		s.Guides[at].Guide = &own
		chosen, adjusted := plan()
		if all = append(all, adjusted); chosen == 0 || chosen > 20 {
			t.Errorf("edit %d: chosen for %d of %d", i, chosen, len(s.Guides))
		}
	}
	slices.Sort(all)
	if median := all[len(all)/2]; median > 4*usual.looked {
		t.Errorf("most looked at %d others again: %v", median, all)
	}
}

// rewrite changes three words of a guide to words of another.
func rewrite(s *site.Site, i int) {
	at := (i*677 + 13) % len(s.Guides)
	own := *s.Guides[at].Guide
	words, others := strings.Fields(own.Text), strings.Fields(s.Guides[(at+5)%len(s.Guides)].Text)
	for k := range 3 {
		words[(i*31+k*17)%len(words)] = others[(i+k*50)%len(others)]
	}
	own.Text = strings.Join(words, " ")
	s.Guides[at].Guide = &own
}

// What a memory holds does not grow with the number of plans.
func TestMemoryDoesNotGrow(t *testing.T) {
	s := randomSite(5, mix{guides: 50, categories: 4, options: 4, words: 60, tags: 9})
	s.Shape = new(site.Shape)
	var m Memory
	var names, forms int
	for i := range 400 {
		own := *s.Guides[i%50].Guide
		own.Text = fmt.Sprintf("new%dx new%dy new%dz and words", i, i, i/2)
		s.Guides[i%50].Guide = &own
		if i%37 == 0 {
			s.Shape = new(site.Shape)
		}
		if _, err := m.Plan(context.Background(), s); err != nil {
			t.Fatal(err)
		}
		if i == 100 {
			names, forms = len(m.index.table.names), len(m.index.table.forms)
		}
	}
	x := m.index
	if len(x.table.names) > names+20 || len(x.table.forms) > forms+20 || len(x.holders) > names+20 {
		t.Errorf("%d features and %d forms have become %d and %d", names, forms, len(x.table.names), len(x.table.forms))
	}
}

// BenchmarkReplan measures plans after the first, of 10,000 guides of 250 words.
func BenchmarkReplan(b *testing.B) {
	s := randomSite(1, mix{guides: 10_000, categories: 54, options: 12, words: 250, tags: 520})
	s.Shape = new(site.Shape)
	var m Memory
	plan := func() {
		if _, err := m.Plan(context.Background(), s); err != nil {
			b.Fatal(err)
		}
	}
	plan()
	i := 0
	for _, edited := range []struct {
		name string
		edit func()
	}{
		{"nothing", func() {}},
		{"a word that no other has", func() { mention(s, i) }},
		{"three words", func() { rewrite(s, i) }},
		{"another shape", func() { s.Shape = new(site.Shape) }},
	} {
		b.Run(edited.name, func(b *testing.B) {
			var times []time.Duration
			b.ReportAllocs()
			for b.Loop() {
				i++
				edited.edit()
				start := time.Now()
				plan()
				times = append(times, time.Since(start))
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds()), "median-µs")
		})
	}
}

// mention gives a guide's text a word that no other has.
func mention(s *site.Site, i int) {
	own := *s.Guides[i*677%len(s.Guides)].Guide
	own.Text += fmt.Sprintf(" own%d", i)
	s.Guides[i*677%len(s.Guides)].Guide = &own
}
