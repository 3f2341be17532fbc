package related

import (
	"cmp"
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A reading is what is counted in some guides.
type reading struct {
	readers []*reader
	guides  []int32
	counts  []counts  // of each of them, in the numbers of who read it
	by      []*reader // who read each
}

// counts say how often a guide has each feature, by number.
type counts struct {
	declared []entry // all but its words
	words    []entry // nil where they were not read
}

// read counts the features of guides, on all cores, and what words the texts that
// are gone had. It changes nothing. The error is that of ctx, or of a text that cannot be
// read any more.
func (x *index) read(ctx context.Context, guides []int32, isUnread func(g int32) bool, gone []*source.Guide) (*reading, error) {
	r := &reading{
		guides:  guides,
		readers: make([]*reader, runtime.GOMAXPROCS(0)),
		counts:  make([]counts, len(guides)),
		by:      make([]*reader, len(guides)),
	}
	err := parallel(ctx, len(guides)+len(gone), func(worker int) func(i int) {
		own := newReader(x)
		r.readers[worker] = own
		return func(i int) {
			if i >= len(guides) {
				own.takeBack(gone[i-len(guides)])
				return
			}
			r.counts[i], r.by[i] = own.read(x.guides[guides[i]], isUnread(guides[i])), own
		}
	})
	r.readers = slices.DeleteFunc(r.readers, func(r *reader) bool { return r == nil })
	for _, own := range r.readers {
		err = errors.Join(err, own.failed)
	}
	return r, err
}

// parallel shares n tasks among workers, each made by start on its own goroutine.
// Each takes many at once, but no so many that another has nothing to do. The
// error is that of ctx.
func parallel(ctx context.Context, n int, start func(worker int) (do func(i int))) error {
	workers := min(runtime.GOMAXPROCS(0), n)
	stretch := max(1, min(32, n/max(1, 4*workers)))
	var next atomic.Int64
	var group errgroup.Group
	for i := range workers {
		group.Go(func() error {
			do := start(i)
			for {
				from := int(next.Add(int64(stretch))) - stretch
				if from >= n {
					return nil
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				for i := from; i < min(from+stretch, n); i++ {
					do(i)
				}
			}
		})
	}
	return group.Wait()
}

// A reader finds the features of guides and gives them numbers of its own, which
// depend on who read what.
type reader struct {
	index    *index
	features []feature
	known    map[feature]number
	words    map[string]int32 // the place of each form in forms
	forms    []form           // with how much more often, or less often, each is written than was known
	numbers  []number         // of each feature of its own, in the table
	times    []uint8          // how often the guide at hand has each, by its own number
	found    []number         // those that it has
	failed   error            // of the first text that could not be read
}

func newReader(x *index) *reader {
	return &reader{index: x, known: map[feature]number{}, words: map[string]int32{}}
}

// read counts a guide's features.
func (r *reader) read(g *site.Guide, words bool) counts {
	var c counts
	declared(g, func(k kind, name string, times int) { r.add(r.feature(feature{k, name}), times) })
	c.declared = r.take()
	if words {
		r.fail(spoken(g.Guide, func(form string, times int) { r.add(r.word(form, 1), times) }))
		c.words = r.take()
	}
	return c
}

// takeBack counts the forms of a text that is gone.
func (r *reader) takeBack(g *source.Guide) {
	r.fail(spoken(g, func(form string, _ int) { r.word(form, -1) }))
}

func (r *reader) fail(err error) {
	if r.failed == nil {
		r.failed = err
	}
}

// take gives what was added since it was last called.
func (r *reader) take() []entry {
	entries := make([]entry, len(r.found))
	for i, f := range r.found {
		entries[i] = entry{f, r.times[f]}
		r.times[f] = 0
	}
	r.found = r.found[:0]
	return entries
}

func (r *reader) add(f number, times int) {
	if f < 0 {
		return
	}
	if r.times[f] == 0 {
		r.found = append(r.found, f)
	}
	r.times[f] = uint8(min(int(r.times[f])+times, 255))
}

func (r *reader) feature(f feature) number {
	n, ok := r.known[f]
	if !ok {
		n = number(len(r.features))
		r.known[f] = n
		r.features, r.times = append(r.features, f), append(r.times, 0)
	}
	return n
}

// word counts a form and gives its feature, or -1 where it says nothing.
func (r *reader) word(text string, times int32) number {
	i, ok := r.words[text]
	if !ok {
		i = int32(len(r.forms))
		r.forms = append(r.forms, form{feature: r.wordOf(text)})
		r.words[strings.Clone(text)] = i // not the whole text that it was cut from
	}
	r.forms[i].times += times
	return r.forms[i].feature
}

// wordOf gives the feature of a form, or -1. What the table knows is not worked out
// again.
func (r *reader) wordOf(text string) number {
	t := r.index.table
	if i, ok := t.formOf[text]; ok {
		if f := t.forms[i].feature; f >= 0 {
			return r.feature(feature{byWord, t.names[f.place()]})
		}
		return -1
	}
	if term, says := r.index.tongue.term(text); says {
		return r.feature(feature{byWord, term})
	}
	return -1
}

// renumber turns a reader's numbers of features into the table's.
func (r *reader) renumber(entries []entry) {
	for i, e := range entries {
		entries[i].feature = r.numbers[e.feature]
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.feature, b.feature) })
}
