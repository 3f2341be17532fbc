package related

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"tradeoff/generator/site"
)

// An index finds guides by what they have. It is not changed after it was made.
type index struct {
	guides  []*site.Guide // by id
	place   map[*site.Guide]int
	byTitle []int // the place of each guide in the order of titles
	tongue  tongue
	weights [kinds]int

	features []feature   // sorted
	spread   []int32     // how many guides have each feature
	forms    []string    // for a word: how the guides write it most often
	vectors  [][]entry   // of each guide, by feature
	postings [][]posting // the guides that have each feature, by place
	pinnedBy [][]int     // who pins each guide
}

// A posting says how much of a feature a guide has.
type posting struct {
	guide  int32
	weight uint8
}

func newIndex(ctx context.Context, s *site.Site, weights [kinds]int) (*index, error) {
	x := &index{guides: s.Guides, place: map[*site.Guide]int{}, tongue: newTongue(s.Config.Language), weights: weights}
	for i, g := range x.guides {
		x.place[g] = i
	}
	x.byTitle = make([]int, len(x.guides))
	for i, g := range slices.SortedFunc(slices.Values(x.guides), site.ByTitle) {
		x.byTitle[x.place[g]] = i
	}
	x.pinnedBy = make([][]int, len(x.guides))
	for i, g := range x.guides {
		for _, pinned := range g.Pinned {
			x.pinnedBy[x.place[pinned]] = append(x.pinnedBy[x.place[pinned]], i)
		}
	}
	counts, err := x.count(ctx)
	if err != nil {
		return nil, err
	}
	x.vectors = make([][]entry, len(x.guides))
	if err := x.each(ctx, func(_ *worker, g int) { x.vectors[g], counts[g] = x.vector(counts[g]), nil }); err != nil {
		return nil, err
	}
	x.postings = make([][]posting, len(x.features))
	for f, n := range x.spread {
		x.postings[f] = make([]posting, 0, n)
	}
	for g, vector := range x.vectors {
		for _, e := range vector {
			x.postings[e.feature] = append(x.postings[e.feature], posting{int32(g), e.weight})
		}
	}
	return x, nil
}

// count finds all features and gives how often each guide has each.
func (x *index) count(ctx context.Context) ([][]entry, error) {
	readers := make([]*reader, runtime.GOMAXPROCS(0))
	counts := make([][]entry, len(x.guides))
	by := make([]*reader, len(x.guides)) // who read it
	err := x.parallel(ctx, func(worker int) func(g int) {
		r := newReader(x)
		readers[worker] = r
		return func(g int) { counts[g], by[g] = r.read(x.guides[g]), r }
	})
	if err != nil {
		return nil, err
	}
	for _, r := range readers {
		if r != nil {
			x.features = append(x.features, r.features...)
		}
	}
	slices.SortFunc(x.features, feature.compare)
	x.features = slices.Compact(x.features)
	x.spread = make([]int32, len(x.features))
	for _, r := range readers {
		if r != nil {
			r.number(x.features)
			for f, n := range r.spread {
				x.spread[r.numbers[f]] += n
			}
		}
	}
	numbers := x.forgetUnshared()
	x.forms = x.usualForms(readers, numbers)
	err = x.each(ctx, func(_ *worker, g int) { counts[g] = renumber(counts[g], by[g].numbers, numbers) })
	return counts, err
}

// forgetUnshared drops the features that only one guide has: they tell nothing,
// and are most of all. It gives the new number of each, or -1.
func (x *index) forgetUnshared() []int32 {
	numbers := make([]int32, len(x.features))
	kept := int32(0)
	for f := range x.features {
		numbers[f] = -1
		if x.spread[f] > 1 {
			x.features[kept], x.spread[kept] = x.features[f], x.spread[f]
			numbers[f] = kept
			kept++
		}
	}
	x.features, x.spread = slices.Clone(x.features[:kept]), slices.Clone(x.spread[:kept])
	return numbers
}

// usualForms gives, for each word, the form that is used most; of several, the
// first in the alphabet, small letters first.
func (x *index) usualForms(readers []*reader, numbers []int32) []string {
	times, feature := map[string]int32{}, map[string]int32{}
	for _, r := range readers {
		if r == nil {
			continue
		}
		for text, i := range r.words {
			if f := r.forms[i]; f.feature >= 0 && numbers[r.numbers[f.feature]] >= 0 {
				times[text] += f.times
				feature[text] = numbers[r.numbers[f.feature]]
			}
		}
	}
	forms := make([]string, len(x.features))
	for text, f := range feature {
		if best := forms[f]; best == "" || times[text] > times[best] || times[text] == times[best] && before(text, best) {
			forms[f] = text
		}
	}
	return forms
}

// before orders forms without case, small letters before capitals.
func before(a, b string) bool {
	return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(b, a)) < 0
}

// renumber turns a reader's numbers of features into the index's.
func renumber(counts []entry, numbers, kept []int32) []entry {
	var own []entry
	for _, e := range counts {
		if f := kept[numbers[e.feature]]; f >= 0 {
			own = append(own, entry{f, e.weight})
		}
	}
	slices.SortFunc(own, func(a, b entry) int { return cmp.Compare(a.feature, b.feature) })
	return own
}

// each calls do for each guide, on all cores.
func (x *index) each(ctx context.Context, do func(w *worker, g int)) error {
	return x.parallel(ctx, func(int) func(int) {
		w := &worker{index: x}
		return func(g int) { do(w, g) }
	})
}

// parallel shares the guides among workers, each made by start on its own
// goroutine. The error is that of ctx.
func (x *index) parallel(ctx context.Context, start func(worker int) (do func(g int))) error {
	const stretch = 32 // guides that a worker takes at once
	var next atomic.Int64
	group, running := errgroup.WithContext(ctx)
	for i := range runtime.GOMAXPROCS(0) {
		group.Go(func() error {
			do := start(i)
			for {
				from := int(next.Add(stretch)) - stretch
				if from >= len(x.guides) {
					return nil
				}
				if err := running.Err(); err != nil {
					return err
				}
				for g := from; g < min(from+stretch, len(x.guides)); g++ {
					do(g)
				}
			}
		})
	}
	return group.Wait()
}

// A reader finds the features of guides and gives them numbers of its own, which
// depend on who read what; [reader.number] gives those that do not.
type reader struct {
	index    *index
	features []feature
	known    map[feature]int32
	words    map[string]int32 // the place of each form in forms
	forms    []form
	spread   []int32 // how many guides of those read have each feature
	numbers  []int32 // of each feature of its own, among those of all readers
	times    []uint8 // how often the guide at hand has each, by its own number
	found    []int32 // those that it has
}

// A form of a word.
type form struct {
	feature int32 // -1 where it says nothing
	times   int32 // how often it was read
}

func newReader(x *index) *reader {
	return &reader{index: x, known: map[feature]int32{}, words: map[string]int32{}}
}

// read counts a guide's features.
func (r *reader) read(g *site.Guide) []entry {
	r.index.declared(g, func(k kind, name string, times int) { r.add(r.feature(feature{k, name}), times) })
	r.index.spoken(g, func(form string, times int) { r.add(r.word(form), times) })
	counts := make([]entry, len(r.found))
	for i, f := range r.found {
		counts[i] = entry{f, r.times[f]}
		r.times[f] = 0
		r.spread[f]++
	}
	r.found = r.found[:0]
	return counts
}

func (r *reader) add(f int32, times int) {
	if f < 0 {
		return
	}
	if r.times[f] == 0 {
		r.found = append(r.found, f)
	}
	r.times[f] = uint8(min(int(r.times[f])+times, 255))
}

func (r *reader) feature(f feature) int32 {
	n, ok := r.known[f]
	if !ok {
		n = int32(len(r.features))
		r.known[f] = n
		r.features, r.times, r.spread = append(r.features, f), append(r.times, 0), append(r.spread, 0)
	}
	return n
}

// word gives the feature of a form, or -1 where it says nothing.
func (r *reader) word(text string) int32 {
	i, ok := r.words[text]
	if !ok {
		f := form{feature: -1}
		if term, says := r.index.tongue.term(text); says {
			f.feature = r.feature(feature{byWord, term})
		}
		i = int32(len(r.forms))
		r.forms = append(r.forms, f)
		r.words[strings.Clone(text)] = i // not the whole text that it was cut from
	}
	r.forms[i].times++
	return r.forms[i].feature
}

// number looks up the reader's features in those of all readers.
func (r *reader) number(features []feature) {
	r.numbers = make([]int32, len(r.features))
	for i, f := range r.features {
		n, _ := slices.BinarySearchFunc(features, f, feature.compare)
		r.numbers[i] = int32(n)
	}
}
