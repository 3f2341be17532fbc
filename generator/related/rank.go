package related

import (
	"cmp"
	"slices"

	"tradeoff/generator/site"
)

const (
	// looked is how many guides that have a feature are looked at for one guide.
	looked = 64
	// compared is how many of those found are compared feature by feature.
	compared = 64
	// few is how many are compared where something else is looked for.
	few = 4 * Most
	// ranked is how many of these are kept for choosing from.
	ranked = 24
	// sought is with how many of a guide's words others are looked for: those that
	// tell most. They are compared by all.
	sought = 32
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
	seen  []int   // guides that have any
}

// A candidate may be offered.
type candidate struct {
	guide    int
	likeness int
}

// rank gives the guides that are most like g, the most alike first, without those
// that g pins.
func (w *worker) rank(g int) []candidate {
	w.look(g)
	return w.sift(g, compared, func(int) bool { return true })
}

// rankOthers is rank for the guides that fit, where those that rank gives do not:
// it looks further, among guides about other options.
func (w *worker) rankOthers(g int, fits func(other int) bool) []candidate {
	w.look(g)
	w.lookBeside(g)
	return w.sift(g, few, fits)
}

// sift compares n of those that were seen and fit, and gives the best.
func (w *worker) sift(g, n int, fits func(other int) bool) []candidate {
	better := w.index.better(g)
	found := make([]candidate, 0, n)
	for _, other := range w.seen {
		c := candidate{other, int(w.likes[other])}
		w.likes[other] = 0
		if (len(found) < n || better(c, found[n-1]) < 0) && fits(other) {
			found = keep(found, c, n, better)
		}
	}
	w.seen = w.seen[:0]
	best := make([]candidate, 0, ranked)
	for _, c := range found {
		if c.likeness = w.index.likeness(g, c.guide); c.likeness >= least {
			best = keep(best, c, ranked, better)
		}
	}
	return slices.Clip(best)
}

// better orders candidates for g, the most alike first, then by how far they come
// after g in the order of titles.
func (x *index) better(g int) func(a, b candidate) int {
	after := func(other int) int { return (x.byTitle[other] - x.byTitle[g] + len(x.guides)) % len(x.guides) }
	return func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.likeness, a.likeness), cmp.Compare(after(a.guide), after(b.guide)))
	}
}

// see remembers that a guide may be offered after g, and that it is more like it
// than was known.
func (w *worker) see(g, other, likeness int) {
	if w.likes == nil {
		w.likes = make([]int32, len(w.index.guides))
	}
	if other == g || slices.Contains(w.index.guides[g].Pinned, w.index.guides[other]) {
		return
	}
	if w.likes[other] == 0 {
		w.seen = append(w.seen, other)
	}
	w.likes[other] += int32(max(likeness, 1)) // never 0: it was seen
}

// look sees the guides that share a feature with g, as far as its window reaches.
func (w *worker) look(g int) {
	for _, e := range w.index.telling(g) {
		weight := w.index.weights[w.index.features[e.feature].kind] * int(e.weight)
		for _, p := range around(w.index.postings[e.feature], g) {
			w.see(g, int(p.guide), weight*int(p.weight))
		}
	}
	by := w.index.pinnedBy[g]
	for _, other := range by[:min(len(by), looked)] {
		w.see(g, other, pinned)
	}
}

// mostBeside is how many options of a category are looked at in search of guides
// about something else, and fewBeside how many guides of each.
const mostBeside, fewBeside = 24, 4

// lookBeside sees a few guides about each option of g's categories and of those
// decided together with them, from the first that g does not compare.
func (w *worker) lookBeside(g int) {
	x := w.index
	for _, own := range x.guides[g].Categories {
		for _, c := range append([]*site.Category{own}, own.Beside...) {
			seen := 0
			for _, o := range c.Options {
				if slices.Contains(x.guides[g].Options, o) || len(o.Guides) == 0 || seen == mostBeside {
					continue
				}
				seen++
				at, _ := slices.BinarySearchFunc(o.Guides, x.guides[g], site.ByTitle)
				for _, other := range window(o.Guides, at, fewBeside) {
					w.see(g, x.place[other], 1)
				}
			}
		}
	}
}

// telling gives a guide's features, of its words those that tell most.
func (x *index) telling(g int) []entry {
	vector := x.vectors[g]
	first, _ := slices.BinarySearchFunc(vector, byWord, func(e entry, k kind) int { return cmp.Compare(x.features[e.feature].kind, k) })
	words := vector[first:]
	if len(words) <= sought {
		return vector
	}
	best := make([]entry, 0, sought)
	for _, e := range words {
		best = keep(best, e, sought, func(a, b entry) int {
			return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.feature, b.feature))
		})
	}
	return append(slices.Clone(vector[:first]), best...)
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
func around(all []posting, g int) []posting {
	at, _ := slices.BinarySearchFunc(all, g, func(p posting, g int) int { return cmp.Compare(int(p.guide), g) })
	return window(all, at, looked)
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
func (x *index) likeness(g, other int) int {
	sum := 0
	x.shared(g, other, func(feature int32, product int) {
		sum += x.weights[x.features[feature].kind] * product
	})
	if slices.Contains(x.guides[g].Pinned, x.guides[other]) || slices.Contains(x.guides[other].Pinned, x.guides[g]) {
		sum += pinned
	}
	return sum
}

// shared calls yield for each feature that two guides share, with the product of
// how much of it they have.
func (x *index) shared(g, other int, yield func(feature int32, product int)) {
	a, b := x.vectors[g], x.vectors[other]
	for len(a) > 0 && len(b) > 0 {
		switch order := cmp.Compare(a[0].feature, b[0].feature); {
		case order < 0:
			a = a[1:]
		case order > 0:
			b = b[1:]
		default:
			yield(a[0].feature, int(a[0].weight)*int(b[0].weight))
			a, b = a[1:], b[1:]
		}
	}
}
