package related

import (
	"testing"

	"tradeoff/generator/cache"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// sharing makes a site of two guides that compare an option, which has a name. Their files
// are the same, whatever it is.
func sharing(name string) *site.Site {
	s := articles("a: lambs", "b: goats")
	o := &site.Option{Option: &source.Option{ID: "o", Name: name}, Category: &site.Category{Category: &source.Category{ID: "c"}}}
	for _, g := range s.Guides {
		g.Options, g.Categories = []*site.Option{o}, []*site.Category{o.Category}
	}
	return s
}

// inCache gives a memory with a cache, until its process ends.
func inCache(t *testing.T, folder string) (m *Memory, end func()) {
	t.Helper()
	c, err := cache.Open(folder, "tool")
	if err != nil || c == nil {
		t.Fatal(c, err)
	}
	return &Memory{Cache: c}, func() {
		t.Helper()
		m.Keep()
		if err := c.Flush(); err != nil {
			t.Fatal(err)
		}
		c.Close()
	}
}

func (m *Memory) mustPlan(t *testing.T, s *site.Site) *Links {
	t.Helper()
	links, err := m.Plan(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return links
}

// Links that were given stay those of the guides that they were given for, although the
// site is resolved anew and the next plan is taken from the cache, too.
func TestKeptLinksStay(t *testing.T) {
	folder := t.TempDir()
	m, end := inCache(t, folder)
	m.mustPlan(t, sharing("One"))
	end()
	m, end = inCache(t, folder)
	defer end()
	first, next := sharing("One"), sharing("One")
	given := m.mustPlan(t, first)
	if later := m.mustPlan(t, next); later.Of(next.Guides[0])[0].Guide != next.Guides[1] || m.index != nil {
		t.Error("the second plan is not taken from the cache, or leads to guides of the first")
	}
	if given.Of(first.Guides[0])[0].Guide != first.Guides[1] {
		t.Error("the second plan changed what the first one gave")
	}
}

// A process that planned twice keeps the last plan, although the cache has one already
// that would be good for that.
func TestKeptIsTheLastPlan(t *testing.T) {
	folder := t.TempDir()
	for _, names := range [][]string{{"One"}, {"Two", "One"}, {"One"}} {
		m, end := inCache(t, folder)
		for _, name := range names {
			s := sharing(name)
			if got := view(m.mustPlan(t, s), s.Guides)[0]; got != " | b: Also about "+name {
				t.Errorf("%s: %q", name, got)
			}
		}
		end()
	}
}
