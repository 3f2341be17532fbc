package site_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// small makes a site with one category of options by their ids, and a guide for
// each list of them, whose title is the list.
func small(pairs bool, ids string, guides ...string) *site.Site {
	c := &site.Category{Category: &source.Category{ID: "c"}}
	s := &site.Site{Config: &source.Config{Pairs: pairs}, Categories: []*site.Category{c}}
	byID := map[string]*site.Option{}
	for _, id := range strings.Fields(ids) {
		o := &site.Option{Option: &source.Option{ID: id, Name: strings.ToUpper(id)}, Category: c}
		byID[id] = o
		c.Options = append(c.Options, o)
	}
	slices.Sort(guides)
	for _, title := range guides {
		g := &site.Guide{Guide: &source.Guide{ID: strings.ReplaceAll(title, " ", "-and-"), Title: title}}
		for _, id := range strings.Fields(title) {
			g.Options = append(g.Options, byID[id])
			byID[id].Guides = append(byID[id].Guides, g)
		}
		s.Guides = append(s.Guides, g)
	}
	return s
}

// listed gives the pages of pairs, then the redirects.
func listed(s *site.Site) string {
	var lines []string
	for p := range s.Pairs(s.Categories[0]) {
		lines = append(lines, p.Address()+" "+p.Title())
	}
	for r := range s.PairRedirects(s.Categories[0]) {
		lines = append(lines, r.Address+" > "+r.To+" "+r.Title)
	}
	return strings.Join(lines, "\n")
}

func TestPairs(t *testing.T) {
	for _, test := range []struct {
		name string
		site *site.Site
		want string
	}{
		{"not asked for", small(false, "a b", "a b"), ""},
		{"no options", small(true, ""), ""},
		{"one option", small(true, "a"), ""},
		{"by id, not by name", small(true, "b a"), "c/a-vs-b.html A vs B\nc/b-vs-a.html > c/a-vs-b.html A vs B"},
		{"a guide of two", small(true, "a b", "b a"), "c/a-vs-b.html > guides/b-and-a.html b a\nc/b-vs-a.html > guides/b-and-a.html b a"},
		{"a guide of three covers three pairs", small(true, "a b x y", "a b x"), `
c/a-vs-y.html A vs Y
c/b-vs-y.html B vs Y
c/x-vs-y.html X vs Y
c/a-vs-b.html > guides/a-and-b-and-x.html a b x
c/b-vs-a.html > guides/a-and-b-and-x.html a b x
c/a-vs-x.html > guides/a-and-b-and-x.html a b x
c/x-vs-a.html > guides/a-and-b-and-x.html a b x
c/y-vs-a.html > c/a-vs-y.html A vs Y
c/b-vs-x.html > guides/a-and-b-and-x.html a b x
c/x-vs-b.html > guides/a-and-b-and-x.html a b x
c/y-vs-b.html > c/b-vs-y.html B vs Y
c/y-vs-x.html > c/x-vs-y.html X vs Y`},
		{"the guide with the fewest options", small(true, "a b x", "a b x", "b a", "a b"), `
c/a-vs-b.html > guides/a-and-b.html a b
c/b-vs-a.html > guides/a-and-b.html a b
c/a-vs-x.html > guides/a-and-b-and-x.html a b x
c/x-vs-a.html > guides/a-and-b-and-x.html a b x
c/b-vs-x.html > guides/a-and-b-and-x.html a b x
c/x-vs-b.html > guides/a-and-b-and-x.html a b x`},
		// The addresses of a-vs-b and x, and of a and b-vs-x, are one: the page goes first.
		{"a page before a redirect", small(true, "a a-vs-b b-vs-x x", "a-vs-b x", "a a-vs-b", "a x", "b-vs-x x", "a-vs-b b-vs-x"), `
c/a-vs-b-vs-x.html A vs B-VS-X
c/a-vs-a-vs-b.html > guides/a-and-a-vs-b.html a a-vs-b
c/a-vs-b-vs-a.html > guides/a-and-a-vs-b.html a a-vs-b
c/b-vs-x-vs-a.html > c/a-vs-b-vs-x.html A vs B-VS-X
c/a-vs-x.html > guides/a-and-x.html a x
c/x-vs-a.html > guides/a-and-x.html a x
c/a-vs-b-vs-b-vs-x.html > guides/a-vs-b-and-b-vs-x.html a-vs-b b-vs-x
c/b-vs-x-vs-a-vs-b.html > guides/a-vs-b-and-b-vs-x.html a-vs-b b-vs-x
c/x-vs-a-vs-b.html > guides/a-vs-b-and-x.html a-vs-b x
c/b-vs-x-vs-x.html > guides/b-vs-x-and-x.html b-vs-x x
c/x-vs-b-vs-x.html > guides/b-vs-x-and-x.html b-vs-x x`},
		{"one address in both orders", small(true, "x x-vs-x"), "c/x-vs-x-vs-x.html X vs X-VS-X"},
		{"one redirect in both orders", small(true, "x x-vs-x", "x x-vs-x"), "c/x-vs-x-vs-x.html > guides/x-and-x-vs-x.html x x-vs-x"},
	} {
		if got := listed(test.site); got != strings.TrimPrefix(test.want, "\n") {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

// TestPairRedirectsYield: what a writer wants at the address of a covered pair is
// there, and no redirect is.
func TestPairRedirectsYield(t *testing.T) {
	for name, claim := range map[string]func(*site.Site){
		"an alias":                func(s *site.Site) { s.Redirects = []site.Redirect{{Address: "c/a-vs-b.html"}} },
		"an alias in other case":  func(s *site.Site) { s.Redirects = []site.Redirect{{Address: "C/A-vs-B.html"}} },
		"a folder of an alias":    func(s *site.Site) { s.Redirects = []site.Redirect{{Address: "c/a-vs-b.html/old.html"}} },
		"an option":               func(s *site.Site) { s.Categories[0].Options[2].ID = "a-vs-b" },
		"a file":                  func(s *site.Site) { s.Files = []site.File{{Address: "c/a-vs-b.html"}} },
		"a guide of the category": func(s *site.Site) { s.Categories[0].ID, s.Guides[0].ID = "guides", "a-vs-b" },
	} {
		s := small(true, "a b x", "a b x")
		claim(s)
		for r := range s.PairRedirects(s.Categories[0]) {
			if strings.HasSuffix(r.Address, "/a-vs-b.html") {
				t.Errorf("%s: %s leads to %s", name, r.Address, r.To)
			}
		}
		if got := listed(s); !strings.Contains(got, "/b-vs-a.html > ") {
			t.Errorf("%s: the other order has no redirect:\n%s", name, got)
		}
	}
}

func TestNamesAreToldApart(t *testing.T) {
	s := small(true, "a b")
	s.Categories[0].Options[1].Name = "A"
	if got, want := listed(s), "c/a-vs-b.html A (a) vs A (b)\nc/b-vs-a.html > c/a-vs-b.html A (a) vs A (b)"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestComparison(t *testing.T) {
	for _, pairs := range []bool{true, false} {
		s := small(pairs, "b a x", "a b x", "a b")
		other := small(pairs, "y").Categories[0].Options[0]
		options := append(slices.Clone(s.Categories[0].Options), other)
		for i, want := range map[[2]int]string{
			{0, 0}: " ", {0, 1}: "guides/a-and-b.html a b", {1, 2}: "guides/a-and-b-and-x.html a b x", {0, 3}: " ",
		} {
			for _, way := range [][2]int{{i[0], i[1]}, {i[1], i[0]}} {
				a, b := options[way[0]], options[way[1]]
				address, title, ok := s.Comparison(a, b)
				if got := address + " " + title; got != want || ok != (want != " ") {
					t.Errorf("pairs %v, %s and %s: got %q, want %q", pairs, a.ID, b.ID, got, want)
				}
				many, manyTitle, _ := s.Comparisons(a)(b)
				if many != address || manyTitle != title {
					t.Errorf("pairs %v, %s and %s: Comparisons gives %q, Comparison %q", pairs, a.ID, b.ID, many, address)
				}
			}
		}
	}
	s := small(true, "b a")
	if address, title, ok := s.Comparison(s.Categories[0].Options[0], s.Categories[0].Options[1]); address != "c/a-vs-b.html" || title != "A vs B" || !ok {
		t.Errorf("got %q %q %v", address, title, ok)
	}
}

// TestEveryPairOnce holds the rules on random sites: each two options are compared
// on exactly one page, a guide or their own; both addresses of the pair lead there;
// no address is given twice; and Comparison says the same.
func TestEveryPairOnce(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 300 {
		var ids, guides []string
		for i := range 2 + random.IntN(9) {
			ids = append(ids, fmt.Sprintf("o%02d", i))
		}
		for range random.IntN(8) {
			order := random.Perm(len(ids))
			var some []string
			for _, i := range order[:1+random.IntN(min(4, len(ids)))] {
				some = append(some, ids[i])
			}
			guides = append(guides, strings.Join(some, " "))
		}
		random.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		s := small(true, strings.Join(ids, " "), guides...)
		c := s.Categories[0]
		leads := map[string]string{}
		for p := range s.Pairs(c) {
			leads[p.Address()] = p.Address()
		}
		pages := len(leads)
		for r := range s.PairRedirects(c) {
			if leads[r.Address] != "" {
				t.Fatalf("round %d: %s is given twice", round, r.Address)
			}
			leads[r.Address] = r.To
		}
		covered := 0
		for i, a := range c.Options {
			for _, b := range c.Options[i+1:] {
				p := site.NewPair(b, a)
				to, _, ok := s.Comparison(a, b)
				if !ok || leads[p.Address()] != to || leads[p.ReverseAddress()] != to {
					t.Fatalf("round %d: %s leads to %q, the reverse to %q, want %q", round, p.Title(), leads[p.Address()], leads[p.ReverseAddress()], to)
				}
				isCovered := slices.ContainsFunc(s.Guides, func(g *site.Guide) bool { return slices.Contains(g.Options, a) && slices.Contains(g.Options, b) })
				if isCovered != strings.HasPrefix(to, "guides/") {
					t.Fatalf("round %d: %s is compared in %s", round, p.Title(), to)
				}
				if isCovered {
					covered++
				}
			}
		}
		if k := len(ids); pages+covered != k*(k-1)/2 || len(leads) != k*(k-1) {
			t.Fatalf("round %d: %d pages and %d covered pairs of %d options, %d addresses", round, pages, covered, k, len(leads))
		}
	}
}

// TestPairsAreNotHeld counts what telling all pairs allocates: something for each
// option, and nothing that grows with the pairs.
func TestPairsAreNotHeld(t *testing.T) {
	for _, k := range []int{50, 400} {
		var ids []string
		for i := range k {
			ids = append(ids, fmt.Sprintf("o%03d", i))
		}
		s := small(true, strings.Join(ids, " "), "o001 o002 o003")
		pairs := 0
		allocations := testing.AllocsPerRun(1, func() {
			for range s.Pairs(s.Categories[0]) {
				pairs++
			}
		})
		if allocations > float64(10*k) {
			t.Errorf("%d options: %v allocations for %d pairs", k, allocations, pairs/2)
		}
		if want := k*(k-1)/2 - 3; pairs != 2*want {
			t.Errorf("%d options: %d pairs, want %d", k, pairs/2, want)
		}
	}
}
