package related

import (
	"cmp"
	"slices"

	"tradeoff/generator/site"
)

// A manner says how guides are compared and looked for. Tests have their own.
type manner struct {
	weights  [kinds]int32
	looked   int // how many guides that have a feature are looked at for one guide
	compared int // how many of those found are compared feature by feature
	few      int // how many are compared where something else is looked for
	ranked   int // how many of these are kept for choosing from
	sought   int // with how many of a guide's words, those that tell most, others are looked for
	words    int // how many of a guide's words, those that tell most, are compared
}

// usual is the manner in which a site is built.
var usual = manner{weights: weights, looked: 64, compared: 64, few: 4 * Most, ranked: 24, sought: 32, words: 400}

const (
	// pinned is more than any sum of cosines.
	pinned = 1000 * unit * unit
	// least is the likeness below which two guides have nothing to do with each
	// other: a hundredth of the most that two can have.
	least = unit * unit
)

// A worker ranks guides, one after the other.
type worker struct {
	index *index
	likes []int32 // of each guide with the one at hand, as far as it was seen
	seen  []int32 // guides that have any
	laid  []int32 // by place of the feature: how much the one at hand has of it; see likenesses
}

// A candidate may be offered.
type candidate struct {
	guide    int32
	likeness int32
}

// rank looks for the guides that are most like g, without those that g pins.
func (w *worker) rank(g int32) {
	w.look(g)
	c := &w.index.choices[g]
	c.pools = append(c.pools[:0], w.sift(g, w.index.compared, func(int32) bool { return true }))
	w.index.rankFirst(g)
}

// rankFirst ranks those of the first pool. The lists must be connected again where
// that asks for candidates of another component, and these are not as they were.
func (x *index) rankFirst(g int32) {
	c := &x.choices[g]
	ranked := x.best(g, &c.pools[0])
	if x.component != nil && !slices.Equal(x.outside(g, ranked), x.outside(g, c.ranked)) {
		x.loose.Store(true)
	}
	c.ranked = ranked
}

// outside gives those of some candidates that are of another component than g was.
func (x *index) outside(g int32, ranked []candidate) []candidate {
	return slices.DeleteFunc(slices.Clone(ranked), func(c candidate) bool { return x.component[c.guide] == x.component[g] })
}

// others looks for guides that are new to a list, where those that rank finds are
// not: it looks further, among guides about other options.
func (w *worker) others(g int32, o *offer) pool {
	w.look(g)
	w.lookBeside(g)
	p := w.sift(g, w.index.few, o.isNew)
	p.after = len(o.shown)
	return p
}

// sift gives the n of those that were seen and fit that seem most alike.
func (w *worker) sift(g int32, n int, fits func(other int32) bool) pool {
	better := w.index.better(g)
	found := make([]candidate, 0, n)
	for _, other := range w.seen {
		c := candidate{other, w.likes[other]}
		w.likes[other] = 0
		if (len(found) < n || better(c, found[n-1]) < 0) && fits(other) {
			found = keep(found, c, n, better)
		}
	}
	w.seen = w.seen[:0]
	p := pool{limit: n, found: make([]int32, len(found)), likes: make([]likes, len(found))}
	for i, c := range found {
		p.found[i], p.likes[i].seen = c.guide, c.likeness
	}
	w.likenesses(g, &p)
	return p
}

// likenesses says how alike g and each guide of a pool are: what likeness says of two. The
// vector of g is laid out by features, so that what others have is looked up in it; to go
// through both vectors of each two took thrice as long.
func (w *worker) likenesses(g int32, p *pool) {
	x := w.index
	if len(w.laid) < len(x.table.names) {
		w.laid = make([]int32, len(x.table.names))
	}
	for _, e := range x.vectors[g] {
		w.laid[e.feature.place()] = x.weights[e.feature.kind()] * int32(e.weight)
	}
	for i, other := range p.found {
		sum := int32(0)
		for _, e := range x.vectors[other] {
			sum += w.laid[e.feature.place()] * int32(e.weight)
		}
		p.likes[i].whole = sum + x.pinnedLikeness(g, other)
	}
	for _, e := range x.vectors[g] {
		w.laid[e.feature.place()] = 0
	}
}

// best gives the best of a pool, the most alike first.
func (x *index) best(g int32, p *pool) []candidate {
	better := x.better(g)
	best := make([]candidate, 0, x.ranked)
	for i, other := range p.found {
		if c := (candidate{other, p.likes[i].whole}); c.likeness >= least {
			best = keep(best, c, x.ranked, better)
		}
	}
	return slices.Clip(best)
}

// better orders candidates for g, the most alike first, then by how far they come
// after g in the order of titles.
func (x *index) better(g int32) func(a, b candidate) int {
	n := int32(len(x.guides))
	after := func(other int32) int32 { return (x.byTitle[other] - x.byTitle[g] + n) % n }
	return func(a, b candidate) int {
		if a.likeness != b.likeness {
			return cmp.Compare(b.likeness, a.likeness)
		}
		return cmp.Compare(after(a.guide), after(b.guide))
	}
}

// see remembers that a guide may be offered after g, and that it is more like it
// than was known.
func (w *worker) see(g, other, likeness int32) {
	if w.likes == nil {
		w.likes = make([]int32, len(w.index.guides))
	}
	if w.index.isHidden(g, other) {
		return
	}
	if w.likes[other] == 0 {
		w.seen = append(w.seen, other)
	}
	w.likes[other] += max(likeness, 1) // never 0: it was seen
}

// isHidden tells whether a guide is never seen for g: it is g itself, or pinned.
func (x *index) isHidden(g, other int32) bool {
	return other == g || slices.Contains(x.guides[g].Pinned, x.guides[other])
}

// look sees the guides that share a feature with g, as far as its window reaches.
func (w *worker) look(g int32) {
	x := w.index
	for _, e := range x.telling[g] {
		weight := x.weights[e.feature.kind()] * int32(e.weight)
		for _, p := range x.around(x.postings[e.feature.place()], g) {
			w.see(g, p.guide(), weight*int32(p.weight()))
		}
	}
	for _, other := range x.pinning(g) {
		w.see(g, other, pinned)
	}
}

// pinning gives the guides that pin g, as far as they are looked at.
func (x *index) pinning(g int32) []int32 {
	by := x.pinnedBy[g]
	return by[:min(len(by), x.looked)]
}

// seeming is how alike a guide seems when it is seen by [worker.look] for g, and 0
// where it is not seen.
func (x *index) seeming(g, other int32) int32 {
	if x.isHidden(g, other) {
		return 0
	}
	sum := int32(0)
	vector := x.vectors[other]
	for _, e := range x.telling[g] {
		for len(vector) > 0 && vector[0].feature < e.feature {
			vector = vector[1:]
		}
		if len(vector) > 0 && vector[0].feature == e.feature && x.isAround(x.postings[e.feature.place()], g, other) {
			sum += max(x.weights[e.feature.kind()]*int32(e.weight)*int32(vector[0].weight), 1)
		}
	}
	if slices.Contains(x.pinning(g), other) {
		sum += pinned
	}
	return sum
}

// isAround tells whether [around] gives a guide that has the feature.
func (x *index) isAround(all []posting, g, other int32) bool {
	if len(all) <= x.looked || 2*max(g-other, other-g) < int32(x.looked)-1 {
		return true
	}
	shown := x.around(all, g)
	return shown[0].guide() <= other && other <= shown[len(shown)-1].guide()
}

// mostBeside is how many options of a category are looked at in search of guides
// about something else, and fewBeside how many guides of each.
const mostBeside, fewBeside = 24, 4

// lookBeside sees a few guides about each option beside g.
func (w *worker) lookBeside(g int32) {
	w.index.eachBeside(g, func(o *site.Option) {
		for _, other := range w.index.aroundTitle(o, g) {
			w.see(g, other, 1)
		}
	})
}

// seenBeside is how alike a guide seems when it is seen by lookBeside for g.
func (x *index) seenBeside(g, other int32) int32 {
	times := int32(0)
	x.eachBeside(g, func(o *site.Option) {
		if slices.Contains(x.guides[other].Options, o) && slices.Contains(x.aroundTitle(o, g), other) {
			times++
		}
	})
	return times
}

// eachBeside calls yield with options of g's categories and of those decided
// together with them, from the first that g does not compare.
func (x *index) eachBeside(g int32, yield func(o *site.Option)) {
	for _, own := range x.guides[g].Categories {
		for _, c := range append([]*site.Category{own}, own.Beside...) {
			seen := 0
			for _, o := range c.Options {
				if seen < mostBeside && len(o.Guides) > 0 && !slices.Contains(x.guides[g].Options, o) {
					seen++
					yield(o)
				}
			}
		}
	}
}

// aroundTitle gives the guides about an option that are looked at for one that does
// not compare it: those with the nearest titles.
func (x *index) aroundTitle(o *site.Option, g int32) []int32 {
	about := x.about[o]
	at, _ := slices.BinarySearchFunc(about, g, func(a, b int32) int { return cmp.Compare(x.byTitle[a], x.byTitle[b]) })
	return window(about, at, fewBeside)
}

// keep inserts a thing into a sorted list of the best n, if it is one of them.
func keep[T any](best []T, t T, n int, compare func(a, b T) int) []T {
	if len(best) == n {
		if compare(t, best[n-1]) >= 0 {
			return best
		}
		best = best[:n-1]
	}
	at, _ := slices.BinarySearchFunc(best, t, compare)
	return slices.Insert(best, at, t)
}

// around gives those of a feature's guides that are looked at for g.
func (x *index) around(all []posting, g int32) []posting {
	at, _ := find(all, g)
	return window(all, at, x.looked)
}

// window gives n things of a list with one in their middle, or all where there are
// fewer.
func window[T any](all []T, at, n int) []T {
	if len(all) <= n {
		return all
	}
	from := min(max(0, at-n/2), len(all)-n)
	return all[from : from+n]
}

// likeness says how alike two guides are: 0 to pinned, or above where one pins
// the other. It is symmetric.
func (x *index) likeness(g, other int32) int32 {
	sum := int32(0)
	shared(x.vectors[g], x.vectors[other], func(f number, product int32) { sum += x.weights[f.kind()] * product })
	return sum + x.pinnedLikeness(g, other)
}

// pinnedLikeness is what it adds to how alike two guides are that one pins the other.
func (x *index) pinnedLikeness(g, other int32) int32 {
	if slices.Contains(x.guides[g].Pinned, x.guides[other]) || slices.Contains(x.guides[other].Pinned, x.guides[g]) {
		return pinned
	}
	return 0
}

// shared calls yield for each feature that two vectors share, in the order of
// numbers, with the product of how much of it they have.
func shared(a, b []entry, yield func(f number, product int32)) {
	for len(a) > 0 && len(b) > 0 {
		switch order := cmp.Compare(a[0].feature, b[0].feature); {
		case order < 0:
			a = a[1:]
		case order > 0:
			b = b[1:]
		default:
			yield(a[0].feature, int32(a[0].weight)*int32(b[0].weight))
			a, b = a[1:], b[1:]
		}
	}
}
