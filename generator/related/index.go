package related

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync/atomic"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// An index finds guides by what they have, and holds what was chosen by it. What it
// is good for is said in the package's comment.
type index struct {
	shape    *site.Shape
	language string
	tongue   tongue
	manner
	guides   []*site.Guide // by id
	place    map[*site.Guide]int32
	byTitle  []int32                    // the place of each guide in the order of titles
	shelf    []int32                    // see order; nil where it was not asked for
	pinnedBy [][]int32                  // who pins each guide
	beside   map[*site.Category][]int32 // the guides of each category and of those beside it
	about    map[*site.Option][]int32   // the guides about each option, by title

	table   *table
	sources []*source.Guide // which the counts were made from
	counts  []counts        // of each guide

	vectors  [][]entry   // of each guide, by number; nil where all are to be made
	telling  [][]entry   // of each, those by which others are looked for, by number
	holders  [][]posting // by place of the feature: the guides that have it, by place; 0 where their vector has not
	zeros    []int32     // how many of the holders have 0
	postings [][]posting // those that have not

	choices   []choice
	due       []bool      // guides that must be chosen for
	loose     atomic.Bool // the lists must be connected again
	lists     [][]int32   // what is shown after each guide; nil before the first time
	component []int32     // of each guide, before the lists were connected; nil where there is one
	unsaid    []bool      // guides whose reasons must be said again
	byWords   []bool      // guides of whose list a reason was looked for among the words
	reasons   [][]Comparison
	links     *Links
	chosen    atomic.Int32 // how many guides were chosen for in the last plan, for tests
	adjusted  int          // and for how many the choice was looked at again
}

// A posting says how much of a feature a guide has: the guide in the high bits,
// which are enough for 16 million, and the weight in the low ones. There are as
// many as words in all guides.
type posting uint32

func newPosting(guide int32, weight uint8) posting { return posting(guide)<<8 | posting(weight) }

func (p posting) guide() int32  { return int32(p >> 8) }
func (p posting) weight() uint8 { return uint8(p) }

// newIndex makes an index in which nothing was read.
func newIndex(s *site.Site, how manner) *index {
	n := len(s.Guides)
	x := &index{
		shape: s.Shape, language: s.Config.Language, tongue: newTongue(s.Config.Language), manner: how,
		guides: s.Guides, place: make(map[*site.Guide]int32, n), byTitle: make([]int32, n),
		pinnedBy: make([][]int32, n), beside: map[*site.Category][]int32{}, about: map[*site.Option][]int32{},
		table: newTable(), sources: make([]*source.Guide, n), counts: make([]counts, n),
		choices: make([]choice, n), due: slices.Repeat([]bool{true}, n),
		unsaid: slices.Repeat([]bool{true}, n), byWords: make([]bool, n), reasons: make([][]Comparison, n),
	}
	for i, g := range x.guides {
		x.place[g] = int32(i)
	}
	for i, g := range slices.SortedFunc(slices.Values(x.guides), site.ByTitle) {
		x.byTitle[x.place[g]] = int32(i)
		for _, o := range g.Options {
			x.about[o] = append(x.about[o], x.place[g])
		}
	}
	for i, g := range x.guides {
		for _, pinned := range g.Pinned {
			x.pinnedBy[x.place[pinned]] = append(x.pinnedBy[x.place[pinned]], int32(i))
		}
		for _, own := range g.Categories {
			x.beside[own] = append(x.beside[own], int32(i))
			for _, c := range own.Beside {
				x.beside[c] = append(x.beside[c], int32(i))
			}
		}
	}
	return x
}

// read gives the index of a site, with everything counted. It is the last one
// where the site has the same shape; else what was read in texts that are still
// there is taken over.
func (m *Memory) read(ctx context.Context, s *site.Site, how manner) (*index, error) {
	last := m.index
	if last != nil && (last.language != s.Config.Language || last.manner != how) {
		last = nil
	}
	if last != nil && s.Shape != nil && last.shape == s.Shape {
		last.guides = s.Guides
		if changed := last.changed(); 2*len(changed) <= len(last.guides) {
			return last, last.recount(ctx, changed)
		}
	}
	x := newIndex(s, how)
	gone := x.inherit(last)
	err := x.countAll(ctx, gone)
	if err == nil {
		m.index = x
	}
	return x, err
}

// changed gives the guides with another source than was read.
func (x *index) changed() []int32 {
	var changed []int32
	for i, g := range x.guides {
		if g.Guide != x.sources[i] {
			changed = append(changed, int32(i))
		}
	}
	return changed
}

// inherit takes over what was counted in texts, unless most are others now. It
// gives the texts that are gone.
func (x *index) inherit(last *index) (gone []*source.Guide) {
	if last == nil {
		return nil
	}
	known := make(map[*source.Guide]int, len(last.sources))
	for i, g := range last.sources {
		known[g] = i
	}
	words, unread := make([][]entry, len(x.guides)), 0
	for i, g := range x.guides {
		at, ok := known[g.Guide]
		if !ok {
			unread++
			continue
		}
		delete(known, g.Guide)
		words[i] = last.counts[at].words
	}
	if 2*(unread+len(known)) > len(x.guides) {
		return nil
	}
	x.table = last.table
	for i, w := range words {
		x.counts[i].words = w
	}
	for g := range known {
		gone = append(gone, g)
	}
	return gone
}

// countAll counts what is declared in all guides, and the words of those whose text
// was not read.
func (x *index) countAll(ctx context.Context, gone []*source.Guide) error {
	r, err := x.read(ctx, x.all(), func(g int32) bool { return x.counts[g].words == nil }, gone)
	if err != nil {
		return err
	}
	x.table.learn(r.readers)
	clear(x.table.spread)
	for g := range x.guides {
		r.by[g].renumber(r.counts[g].declared)
		r.by[g].renumber(r.counts[g].words)
		own := &x.counts[g]
		own.declared = r.counts[g].declared
		if own.words == nil {
			own.words = r.counts[g].words
		}
		x.sources[g] = x.guides[g].Guide
		own.each(func(e entry) { x.table.spread[e.feature.place()]++ })
	}
	for _, f := range x.table.known {
		x.table.forget(f)
	}
	return nil
}

func (c *counts) each(yield func(e entry)) {
	for _, e := range c.declared {
		yield(e)
	}
	for _, e := range c.words {
		yield(e)
	}
}

// each calls do for each guide of a list, on all cores.
func (x *index) each(ctx context.Context, guides []int32, do func(w *worker, g int32)) error {
	return parallel(ctx, len(guides), func(int) func(int) {
		w := &worker{index: x}
		return func(i int) { do(w, guides[i]) }
	})
}

// all gives all guides.
func (x *index) all() []int32 {
	guides := make([]int32, len(x.guides))
	for g := range guides {
		guides[g] = int32(g)
	}
	return guides
}

// of gives the guides that are marked.
func of(marks []bool) []int32 {
	var guides []int32
	for g, marked := range marks {
		if marked {
			guides = append(guides, int32(g))
		}
	}
	return guides
}

// weigh makes all vectors, where there are none.
func (x *index) weigh(ctx context.Context) error {
	if x.vectors != nil {
		return nil
	}
	for g := range x.guides {
		x.due[g], x.unsaid[g] = true, true
	}
	vectors := make([][]entry, len(x.guides))
	x.telling = make([][]entry, len(x.guides))
	err := x.each(ctx, x.all(), func(_ *worker, g int32) {
		vectors[g] = slices.Clone(x.vector(x.counts[g]))
		x.telling[g] = x.tell(vectors[g])
	})
	if err != nil {
		return err
	}
	x.vectors = vectors
	x.post()
	return nil
}

// post makes all holders and postings.
func (x *index) post() {
	n, total := len(x.table.names), 0
	for _, spread := range x.table.spread {
		total += int(spread)
	}
	all := make([]posting, total)
	x.holders, x.postings, x.zeros = make([][]posting, n), make([][]posting, n), make([]int32, n)
	for f, spread := range x.table.spread {
		x.holders[f], all = all[:0:spread], all[spread:]
	}
	for g := range x.guides {
		rest := x.vectors[g]
		x.counts[g].each(func(e entry) {
			f, weight := e.feature.place(), uint8(0)
			if len(rest) > 0 && rest[0].feature == e.feature {
				weight, rest = rest[0].weight, rest[1:]
			} else {
				x.zeros[f]++
			}
			x.holders[f] = append(x.holders[f], newPosting(int32(g), weight))
		})
	}
	for f := range x.holders {
		x.postings[f] = withoutZeros(x.holders[f], x.zeros[f])
	}
}

// withoutZeros gives those of a feature's holders whose vector has it.
func withoutZeros(holders []posting, zeros int32) []posting {
	if zeros == 0 {
		return holders
	}
	own := make([]posting, 0, len(holders)-int(zeros))
	for _, p := range holders {
		if p.weight() > 0 {
			own = append(own, p)
		}
	}
	return own
}

// tell gives those of a guide's features by which others are looked for: of its
// words those that tell most.
func (x *index) tell(vector []entry) []entry {
	first, _ := slices.BinarySearchFunc(vector, byWord, func(e entry, k kind) int { return cmp.Compare(e.feature.kind(), k) })
	words := vector[first:]
	if len(words) <= x.sought {
		return vector
	}
	best := make([]entry, 0, x.sought)
	for _, e := range words {
		best = keep(best, e, x.sought, func(a, b entry) int {
			if order := cmp.Compare(b.weight, a.weight); order != 0 {
				return order
			}
			return x.table.compare(a.feature, b.feature)
		})
	}
	slices.SortFunc(best, func(a, b entry) int { return cmp.Compare(a.feature, b.feature) })
	return append(slices.Clone(vector[:first]), best...)
}

// find gives the place of a guide among postings, or the one that it would have.
func find(all []posting, g int32) (int, bool) {
	return slices.BinarySearchFunc(all, g, func(p posting, g int32) int { return cmp.Compare(p.guide(), g) })
}

// weightIn gives how much of a feature a vector has, and 0 where it has none.
func weightIn(vector []entry, f number) uint8 {
	at, ok := slices.BinarySearchFunc(vector, f, func(e entry, f number) int { return cmp.Compare(e.feature, f) })
	if !ok {
		return 0
	}
	return vector[at].weight
}

// guideOf gives the place of the guide of an id.
func (x *index) guideOf(id string) (int, bool) {
	return slices.BinarySearchFunc(x.guides, id, func(g *site.Guide, id string) int { return strings.Compare(g.ID, id) })
}
