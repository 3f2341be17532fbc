package related

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A mix says what a random site is made of.
type mix struct {
	guides, categories, options int  // options in each category
	words                       int  // in each guide's text
	tags                        int  // in all
	same                        bool // every guide says the same, and titles are in the order of ids
}

// randomSite makes a site that depends on seed alone. Words follow Zipf's law, as
// those of real texts do; a few of each text are of its category alone.
func randomSite(seed uint64, m mix) *site.Site {
	random := rand.New(rand.NewPCG(seed, 17))
	s := &site.Site{Config: &source.Config{Language: "en"}}
	for i := range m.categories {
		id := fmt.Sprintf("category-%03d", i)
		c := &site.Category{Category: &source.Category{ID: id, Title: "Category " + id}}
		for k := range m.options {
			c.Options = append(c.Options, &site.Option{Option: &source.Option{ID: fmt.Sprintf("option-%d", k), Name: fmt.Sprintf("Option %d.%d", i, k)}, Category: c})
		}
		if i > 0 && random.IntN(3) > 0 {
			c.Neighbours = append(c.Neighbours, s.Categories[random.IntN(i)])
		}
		s.Categories = append(s.Categories, c)
	}
	site.Connect(s.Categories)
	tags := make([]*site.Tag, m.tags)
	for i := range tags {
		tags[i] = &site.Tag{Name: fmt.Sprintf("Tag %d", i), Address: fmt.Sprintf("tags/tag-%d.html", i)}
	}
	vocabulary := rand.NewZipf(random, 1.2, 8, 60_000)
	for i := range m.guides {
		g := &site.Guide{Guide: &source.Guide{ID: fmt.Sprintf("guide-%06d", i), Title: fmt.Sprintf("Title %d", random.IntN(m.guides*2))}}
		var text strings.Builder
		text.Grow(10 * m.words)
		own := 0
		if len(s.Categories) > 0 && random.IntN(8) > 0 { // else an article
			own = random.IntN(len(s.Categories))
			addOptions(random, g, s.Categories[own])
		}
		for range m.words {
			if random.IntN(8) == 0 {
				text.WriteString("subject" + strconv.Itoa(own) + "x" + strconv.Itoa(random.IntN(60)) + " ")
			} else {
				text.WriteString("word" + strconv.FormatUint(vocabulary.Uint64(), 10) + " ")
			}
		}
		g.Document = markup.Document{Text: text.String()}
		for range min(m.tags, random.IntN(4)) {
			if tag := tags[random.IntN(m.tags)]; !slices.Contains(g.Tagged, tag) {
				g.Tagged = append(g.Tagged, tag)
			}
		}
		s.Guides = append(s.Guides, g)
	}
	if m.same {
		for i, g := range s.Guides {
			g.Title = fmt.Sprintf("Title %06d", i)
			g.Document, g.Tagged, g.Options, g.Categories = s.Guides[0].Document, nil, nil, nil
		}
		return s
	}
	for _, c := range s.Categories {
		for _, o := range c.Options {
			slices.SortFunc(o.Guides, site.ByTitle)
		}
	}
	for _, g := range s.Guides {
		for range max(0, random.IntN(12)-9) {
			if other := s.Guides[random.IntN(len(s.Guides))]; other != g && !slices.Contains(g.Pinned, other) {
				g.Pinned = append(g.Pinned, other)
			}
		}
		if other := s.Guides[random.IntN(len(s.Guides))]; random.IntN(3) == 0 {
			g.Holes.Links = append(g.Holes.Links, site.Target{Address: other.Address()})
		}
	}
	return s
}

// addOptions lets a guide compare two to four options of a category.
func addOptions(random *rand.Rand, g *site.Guide, c *site.Category) {
	for _, i := range random.Perm(len(c.Options))[:min(len(c.Options), 2+random.IntN(3))] {
		g.Options = append(g.Options, c.Options[i])
		c.Options[i].Guides = append(c.Options[i].Guides, g)
	}
	if len(g.Options) > 0 {
		g.Categories = []*site.Category{c}
		c.Guides = append(c.Guides, g)
	}
}

func mustPlan(tb testing.TB, s *site.Site) *Links {
	tb.Helper()
	l, err := Plan(context.Background(), s)
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// BenchmarkPlan measures the growth with the number of guides, of 250 words each:
// time, and the most memory in use beside the site itself (sampled).
func BenchmarkPlan(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(20)) // little garbage in what is measured
	for _, guides := range []int{100, 1_000, 10_000, 100_000} {
		s := randomSite(1, mix{guides: guides, categories: 4 + guides/200, options: 12, words: 250, tags: 20 + guides/20})
		benchmarkPlan(b, fmt.Sprint(guides), s)
	}
	for _, guides := range []int{10_000, 40_000} {
		benchmarkPlan(b, fmt.Sprintf("%d that say the same", guides), randomSite(1, mix{guides: guides, words: 250, same: true}))
	}
}

func benchmarkPlan(b *testing.B, name string, s *site.Site) {
	b.Run(name, func(b *testing.B) {
		var before runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		most := uint64(0)
		b.ReportAllocs()
		for b.Loop() {
			done, sampled := make(chan struct{}), make(chan uint64)
			go func() { sampled <- watchMemory(done) }()
			mustPlan(b, s)
			close(done)
			most = max(most, <-sampled)
		}
		b.ReportMetric(float64(max(most, before.HeapInuse)-before.HeapInuse)/1e6, "peak-MB")
		b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(len(s.Guides)), "µs/guide")
	})
}

// watchMemory gives the most heap that was in use until done is closed.
func watchMemory(done chan struct{}) uint64 {
	most := uint64(0)
	var m runtime.MemStats
	for {
		runtime.ReadMemStats(&m)
		most = max(most, m.HeapInuse)
		select {
		case <-done:
			return most
		case <-time.After(5 * time.Millisecond):
		}
	}
}
