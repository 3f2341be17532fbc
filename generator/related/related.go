// Package related says which guides a reader of one guide wants next, and why.
//
// In comes a resolved site; out come [Links]: for each guide a short list of
// others, each with its reason in words. Those that the writer pinned come first,
// in the writer's order. The rest is computed.
//
// # How alike two guides are
//
// A guide is a bag of features of seven kinds: the options that it compares, each
// two of them together, its categories and those decided together with them, its
// tags, the attributes that it discusses (by `:fact` and `only`), the guides that
// its text links to, and its words. Each kind is a vector of unit length, in which
// rare features count for more (inverse document frequency, Spärck Jones 1972). A
// word that occurs tf times counts √(tf·idf·tf'), where tf' is damped as in BM25
// (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework", 3.1;
// k1 = 1.2): BM25 lets tf count in full in the query and damped in the document,
// and each guide is both. The likeness of two guides is the sum of the cosines of
// the kinds, each times the kind's [weights]. It is symmetric. One guide that pins
// another is above all that, so that a pin leads back where there is room.
//
// A sum of cosines was chosen over one BM25 over everything, in which an option's
// name is one word among a thousand; and over links that only follow what is
// declared, which have nothing to say about guides that share no option. How good
// each is on judged sets of guides is measured by BenchmarkQuality.
//
// Everything is counted in integers: floating-point sums may differ from one
// machine to the next in their last bit, and a tie would then be broken
// differently.
//
// # Which are shown
//
//   - At most [Most] computed and pinned ones together, unless more are pinned.
//   - Diverse: no option is shared by more than two of the computed ones, and no
//     other reason is given more than twice, as long as something else is found:
//     where all that is most alike is there for the same, it is looked for again.
//   - No orphans: every guide can be reached from every other by these links
//     alone. Where the computed ones do not see to that, links are added after
//     them, at most three a guide, as far as possible from what is most alike.
//   - Of guides that are equally alike the one is taken that comes next in the
//     order of titles, after the last the first: so that guides which all say the
//     same lead to each other, and not all to one. The order of files does not
//     matter.
//
// # What is remembered
//
// A [Memory] remembers what a plan was made from and what it came to, and makes again
// only what may be different. Two plans of one site.Shape differ by the texts of some
// guides. Two others differ by anything, and only what was read in texts is kept.
//
//	remembered                   good until
//	what a text has, in words    the guide has another source, or the site another language
//	what is declared in a guide  it has another source, or the site another shape
//	how many have a feature      what a guide has changes; it is brought up to date
//	a vector                     what the guide has changes; or a feature of it is rarer or less rare by
//	                             a sixteenth of an octave, or is shared now or no longer
//	who has a feature            a vector changes; it is brought up to date
//	what was found for a guide   its vector changes; brought up to date with each guide that its windows
//	                             show or showed, whose share of a feature changed or which entered or
//	                             left, and with each found one whose vector changed. A list that is not
//	                             full has all there are. Of a full one nothing is known but that the rest
//	                             seem less alike: when one sinks below its last, all are looked at again
//	what was looked for further  the same, and what the list before it showed changes, or what would
//	                             be given as the reason for somebody whom it sees
//	the links that connect       a list changes, or the candidates of another component do
//	a reason                     the list changes, or the source or vector of one of the two; or, if words
//	                             were looked for, a word that both may have has another usual form or
//	                             becomes too common to be named, or no longer is
//
// Ties are broken by kind and name, never by the number of a feature, which depends on
// what was read first. A plan that is given up remembers what is due: each of the above is
// marked before it is made again, and the mark is taken away after.
//
// # Cost
//
// Guides are found through their features, never by comparing all with all. Of a
// feature that many guides have, only a window of some guides around the
// one that asks is looked at, in the order of ids: the features that few have
// find what is alike, and those that many have must only find enough. Links that
// connect are found in a fixed number of passes. Time and memory are near linear
// in the number of guides, also where all say the same (BenchmarkPlan). After a change
// in one text, what grows with the number of guides is a look at each guide's source,
// and, where a list changed, at each list (BenchmarkReplan). One word more or less makes
// some twenty vectors again on average: few or none mostly, now and then all that have it.
package related

import (
	"context"

	"tradeoff/generator/cache"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// Most is how many guides a page offers, unless more are pinned or are needed so
// that every guide can be reached.
const Most = 4

// A Comparison is a guide to read next.
type Comparison struct {
	Guide *site.Guide
	Why   Reason
}

// Links are the related comparisons of all guides of a site. They do not change,
// and are safe for concurrent use.
type Links struct {
	place map[*site.Guide]int32
	of    [][]Comparison // of each guide, by place
}

// Of gives the guides to read after g, the best first. A site's only guide has
// none, and nothing has any where nothing was planned.
func (l *Links) Of(g *site.Guide) []Comparison {
	if l == nil {
		return nil
	}
	place, ok := l.place[g]
	if !ok {
		return nil
	}
	return l.of[place]
}

// Plan is [Memory.Plan] of an empty memory.
func Plan(ctx context.Context, s *site.Site) (*Links, error) {
	var m Memory
	return m.Plan(ctx, s)
}

// A Memory remembers the last plan and what it was made from. The zero value
// remembers nothing. How long it is good is said in the package's comment. It is not
// safe for concurrent use.
type Memory struct {
	// Cache keeps the links for the next process (see [LinksKind]); it may be nil.
	Cache *cache.Cache
	// Before gives, by id, guides as they were when the cache was written, of those that
	// say something else now.
	Before map[string]*source.Guide

	planned  bool   // the last plan came to its end
	print    uint64 // of what was declared then, where there is a cache
	declares declares

	index *index // nil where nothing was read
	kept  *kept  // in its place, what is good without one
	saved *Links // those of the index that are in the cache
}

// Plan finds the links of a site: the same as an empty memory would. The error is
// that of ctx; what was found until then is remembered. The links that earlier
// calls gave stay as they are.
func (m *Memory) Plan(ctx context.Context, s *site.Site) (*Links, error) {
	return m.planBy(ctx, s, usual)
}

// planBy is Plan in a manner that is the same in all processes.
func (m *Memory) planBy(ctx context.Context, s *site.Site, how manner) (links *Links, err error) {
	m.planned = false
	if m.index == nil {
		links = m.recollect(s)
	}
	if links == nil {
		links, err = m.plan(ctx, s, how)
	}
	if m.planned = err == nil; m.planned && m.Cache != nil {
		m.print = m.declares.print(s)
	}
	return links, err
}

func (m *Memory) plan(ctx context.Context, s *site.Site, how manner) (*Links, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	x, err := m.read(ctx, s, how)
	if err == nil {
		err = x.weigh(ctx)
	}
	if err == nil {
		err = x.choose(ctx)
	}
	if err == nil {
		x.connect()
		err = x.say(ctx)
	}
	if err != nil {
		return nil, err
	}
	return x.links, nil
}
