package site

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// Where two options are compared is settled here and nowhere else, by these rules:
//
//   - A guide that compares both covers the pair, one of three or more options
//     too. A draft that is not built is no guide of the site and covers nothing.
//     Of several, the one that compares the fewest is the pair's, then the first
//     in the order of [ByTitle].
//   - A pair of one category that no guide covers has a page of its own, made from
//     the facts, where the site asks for them (`pairs: yes`).
//   - Its address follows from the ids of the two options and never breaks. Where
//     the site asks for pairs, each two options of a category have an address in
//     either order: the page's own, a redirect to the page, or, once a guide
//     compares the two, a redirect to the guide.
//
// Pairs grow with the square of the options (500 make 124,750), so they are
// never listed: all of this is told one by one, and holds no more than a
// category's options and their guides.

// Versus stands between the ids of two options in the address of their pair.
const Versus = "-vs-"

// A Pair is two options of one category, in the order of their ids.
type Pair struct{ A, B *Option }

// NewPair puts two options of one category in order.
func NewPair(a, b *Option) Pair {
	if b.ID < a.ID {
		a, b = b, a
	}
	return Pair{a, b}
}

// Address is where the pair's page is published, if it has one.
func (p Pair) Address() string { return pairAddress(p.A, p.B) }

// ReverseAddress leads to the same page: nobody has to know the order.
func (p Pair) ReverseAddress() string { return pairAddress(p.B, p.A) }

func pairAddress(a, b *Option) string { return a.Category.ID + "/" + a.ID + Versus + b.ID + ".html" }

// Title names the two: "Django vs Express".
func (p Pair) Title() string {
	a, b := p.Names()
	return a + " vs " + b
}

// Names gives what the two options are called.
func (p Pair) Names() (a, b string) { return p.A.DistinctName(), p.B.DistinctName() }

// Pairs gives the pairs of a category that have a page of their own, by the ids of
// the first and of the second option.
func (s *Site) Pairs(c *Category) iter.Seq[Pair] {
	return func(yield func(Pair) bool) {
		for p, guide := range s.pairsOf(c) {
			if guide == nil && !yield(p) {
				return
			}
		}
	}
}

// pairsOf gives all pairs of a category, each with the guide that covers it or nil;
// none where the site does not ask for pairs.
func (s *Site) pairsOf(c *Category) iter.Seq2[Pair, *Guide] {
	return func(yield func(Pair, *Guide) bool) {
		if !s.Config.Pairs {
			return
		}
		options := slices.SortedFunc(slices.Values(c.Options), func(a, b *Option) int { return cmp.Compare(a.ID, b.ID) })
		for i, a := range options {
			covered := a.guidesByOther()
			for _, b := range options[i+1:] {
				if !yield(Pair{a, b}, covered[b]) {
					return
				}
			}
		}
	}
}

// PairRedirects gives the addresses that lead to where a pair of a category is
// compared, in the order of the pairs. An address that a file of the site has, or
// another alias, is left to it.
func (s *Site) PairRedirects(c *Category) iter.Seq[Redirect] {
	return func(yield func(Redirect) bool) {
		if !s.Config.Pairs {
			return
		}
		taken := s.taken(c)
		for p, guide := range s.pairsOf(c) {
			to := Redirect{To: p.Address(), Title: p.Title(), Pair: p}
			if guide != nil {
				to = Redirect{To: guide.Address(), Title: guide.Title}
			}
			for _, way := range [][2]*Option{{p.A, p.B}, {p.B, p.A}} {
				to.Address = pairAddress(way[0], way[1])
				if to.Address == to.To || // the page itself, or x and x-vs-x
					guide != nil && (taken[to.Address] || !c.owns(way[0], way[1])) {
					continue
				}
				if !yield(to) {
					return
				}
			}
		}
	}
}

// taken gives the addresses of the site, and the folders that lead to them, that a
// pair of the category could have.
func (s *Site) taken(c *Category) map[string]bool {
	taken := map[string]bool{}
	add := func(address string) {
		address = strings.ToLower(address) // as disks compare; all else in a pair's address is ASCII
		folder, name, _ := strings.Cut(address, "/")
		if name, _, _ = strings.Cut(name, "/"); folder == c.ID && strings.Contains(name, Versus) {
			taken[folder+"/"+name] = true
		}
	}
	for _, o := range c.Options {
		add(o.Address())
	}
	for _, g := range s.Guides {
		add(g.Address())
	}
	for _, r := range s.Redirects {
		add(r.Address)
	}
	for _, f := range s.Files {
		add(f.Address)
	}
	return taken
}

// owns tells whether the address of two covered options is theirs, which only ids
// that have "-vs-" in them can make a question: a-vs-b and c, a and b-vs-c. A page
// goes before a redirect, and of redirects the first way to cut goes before.
func (c *Category) owns(first, second *Option) bool {
	ids := first.ID + Versus + second.ID
	if strings.Count(ids, Versus) == 1 {
		return true
	}
	var owner *Option
	for a, b := range c.PairsAt(ids) {
		switch {
		case GuideOf(a, b) == nil:
			return false
		case owner == nil:
			owner = a
		}
	}
	return owner == first
}

// PairsAt gives the ways to read what stands before ".html" in an address as two
// options of the category, with a guide that covers them or without.
func (c *Category) PairsAt(ids string) iter.Seq2[*Option, *Option] {
	return func(yield func(*Option, *Option) bool) {
		for i := range ids {
			second, ok := strings.CutPrefix(ids[i:], Versus)
			if !ok {
				continue
			}
			a, b := c.option(ids[:i]), c.option(second)
			if a != nil && b != nil && a != b && !yield(a, b) {
				return
			}
		}
	}
}

func (c *Category) option(id string) *Option {
	for _, o := range c.Options {
		if o.ID == id {
			return o
		}
	}
	return nil
}

// GuideOf gives the guide that covers a pair of options, of one category or of two;
// nil where none does.
func GuideOf(a, b *Option) *Guide {
	if len(b.Guides) < len(a.Guides) {
		a, b = b, a
	}
	var best *Guide
	for _, g := range a.Guides {
		if closer(g, best) && slices.Contains(g.Options, b) {
			best = g
		}
	}
	return best
}

// closer tells whether a guide compares fewer options than the best so far. An
// option's guides are in the order of ByTitle, so among alike ones the first stays.
func closer(g, best *Guide) bool { return best == nil || len(g.Options) < len(best.Options) }

// guidesByOther gives for each other option the guide that covers the pair. It
// reads the option's guides once, where GuideOf would for each other option.
func (o *Option) guidesByOther() map[*Option]*Guide {
	guides := map[*Option]*Guide{}
	for _, g := range o.Guides {
		for _, other := range g.Options {
			if other != o && closer(g, guides[other]) {
				guides[other] = g
			}
		}
	}
	return guides
}

// Comparison says where two options are compared: in the guide that covers them,
// or on the page of their pair; ok is false where they are not. The title is that
// of the guide or of the page.
func (s *Site) Comparison(a, b *Option) (address, title string, ok bool) {
	return s.comparison(a, b, GuideOf(a, b))
}

// Comparisons is Comparison for one option and many others: it reads the option's
// guides once.
func (s *Site) Comparisons(o *Option) func(other *Option) (address, title string, ok bool) {
	guides := o.guidesByOther()
	return func(other *Option) (address, title string, ok bool) { return s.comparison(o, other, guides[other]) }
}

func (s *Site) comparison(a, b *Option, guide *Guide) (address, title string, ok bool) {
	switch {
	case a == b:
		return "", "", false
	case guide != nil:
		return guide.Address(), guide.Title, true
	case s.Config.Pairs && a.Category == b.Category:
		p := NewPair(a, b)
		return p.Address(), p.Title(), true
	}
	return "", "", false
}
