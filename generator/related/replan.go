package related

import (
	"cmp"
	"context"
	"slices"

	"tradeoff/generator/source"
)

// A change says how much of a feature a guide had and has: 0 where its vector lacks
// it, and none where the guide does.
type change struct {
	feature number
	guide   int32
	was, is int16
}

const none = -1

// A pair says that one guide may be more or less like the one that is read than it
// was, or be there for another reason.
type pair struct{ read, other int32 }

// recount reads the guides that changed, and finds what must be made again for it:
// all that depends on them is due afterwards. Where it fails nothing has changed.
func (x *index) recount(ctx context.Context, changed []int32) error {
	if len(changed) == 0 {
		return nil
	}
	gone := make([]*source.Guide, len(changed))
	for i, g := range changed {
		gone[i] = x.sources[g]
	}
	r, err := x.read(ctx, changed, func(int32) bool { return true }, gone)
	if err != nil {
		return err
	}
	usual := x.table.learn(r.readers)
	old := map[int32]counts{}
	spread := map[number]int32{} // what it was
	move := func(c counts, by int32) {
		c.each(func(e entry) {
			if _, ok := spread[e.feature]; !ok {
				spread[e.feature] = x.table.spread[e.feature.place()]
			}
			x.table.spread[e.feature.place()] += by
		})
	}
	for i, g := range changed {
		r.by[i].renumber(r.counts[i].declared)
		r.by[i].renumber(r.counts[i].words)
		old[g] = x.counts[g]
		move(old[g], -1)
		move(r.counts[i], 1)
		x.counts[g], x.sources[g] = r.counts[i], x.guides[g].Guide
		x.unsaid[g] = true
	}
	if x.vectors != nil {
		x.reweigh(old, spread)
		x.rename(usual, spread)
	}
	for f := range spread {
		x.table.forget(f)
	}
	return nil
}

// reweigh makes the vectors again that the spread of features changed, and those of
// guides that were counted again; old is how they counted before. Where many differ,
// all are to be made.
func (x *index) reweigh(old map[int32]counts, spread map[number]int32) {
	x.grow()
	reweighed := x.reweighed(old, spread)
	vectors := make([][]entry, len(reweighed))
	_ = parallel(context.Background(), len(reweighed), func(int) func(i int) {
		return func(i int) { vectors[i] = x.vector(x.counts[reweighed[i]]) }
	}) // it ends: they are few
	var changes []change
	var differences []difference
	for i, g := range reweighed {
		before, text := old[g]
		if !text {
			before = x.counts[g]
		}
		d := difference{guide: g, was: x.vectors[g], text: text}
		same := slices.Equal(vectors[i], d.was)
		if same && !text {
			continue
		}
		differences = append(differences, d)
		changes = appendChanges(changes, g, held(before, d.was), held(x.counts[g], vectors[i]))
		if !same {
			x.vectors[g] = slices.Clone(vectors[i])
			x.telling[g] = x.tell(x.vectors[g])
			x.due[g] = true
		}
	}
	if len(differences) > max(8, len(x.guides)/8) {
		x.vectors = nil
		return
	}
	x.propagate(x.repost(changes), differences)
}

// grow makes room for new features.
func (x *index) grow() {
	for len(x.holders) < len(x.table.names) {
		x.holders, x.postings, x.zeros = append(x.holders, nil), append(x.postings, nil), append(x.zeros, 0)
	}
}

// reweighed gives the guides whose vectors may differ: those that were counted
// again, and those that have a feature which is rarer or less rare now, or is
// shared now or no longer.
func (x *index) reweighed(old map[int32]counts, spread map[number]int32) []int32 {
	marks := make([]bool, len(x.guides))
	for g := range old {
		marks[g] = true
	}
	for f, was := range spread {
		is := x.table.spread[f.place()]
		if shared := is > 1; shared == (was > 1) && (!shared || x.rarityOf(is) == x.rarityOf(was)) {
			continue
		}
		for _, p := range x.holders[f.place()] {
			marks[p.guide()] = true
		}
	}
	return of(marks)
}

// A holding is how much of a feature a guide has, as in change.
type holding struct {
	feature number
	weight  int16
}

// held joins how often a guide has its features with the vector made of that.
func held(c counts, vector []entry) []holding {
	held := make([]holding, 0, len(c.declared)+len(c.words))
	c.each(func(e entry) {
		h := holding{feature: e.feature}
		if len(vector) > 0 && vector[0].feature == e.feature {
			h.weight, vector = int16(vector[0].weight), vector[1:]
		}
		held = append(held, h)
	})
	return held
}

// appendChanges appends how what a guide holds differs from what it held.
func appendChanges(changes []change, g int32, was, is []holding) []change {
	for len(was) > 0 || len(is) > 0 {
		c := change{guide: g, was: none, is: none}
		switch {
		case len(is) == 0 || len(was) > 0 && was[0].feature < is[0].feature:
			c.feature, c.was = was[0].feature, was[0].weight
			was = was[1:]
		case len(was) == 0 || is[0].feature < was[0].feature:
			c.feature, c.is = is[0].feature, is[0].weight
			is = is[1:]
		default:
			c.feature, c.was, c.is = is[0].feature, was[0].weight, is[0].weight
			was, is = was[1:], is[1:]
		}
		if c.was != c.is {
			changes = append(changes, c)
		}
	}
	return changes
}

// repost changes holders and postings, and gives the pairs that see each other
// otherwise than before by a feature, or no longer.
func (x *index) repost(changes []change) []pair {
	slices.SortFunc(changes, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.feature, b.feature), cmp.Compare(a.guide, b.guide))
	})
	var pairs []pair
	for len(changes) > 0 {
		f, n := changes[0].feature, 1
		for n < len(changes) && changes[n].feature == f {
			n++
		}
		pairs = x.repostOne(pairs, f, changes[:n])
		changes = changes[n:]
	}
	return pairs
}

// repostOne does so for one feature.
func (x *index) repostOne(pairs []pair, f number, changes []change) []pair {
	place := f.place()
	before := x.postings[place]
	moved := false // postings come or go, so that windows move
	for _, c := range changes {
		moved = moved || (c.was > 0) != (c.is > 0)
	}
	if moved {
		before = slices.Clone(before) // they may be the holders, which change in place
	}
	x.holders[place] = x.rehold(place, changes)
	x.postings[place] = withoutZeros(x.holders[place], x.zeros[place])
	if !moved {
		before = x.postings[place]
	}
	return x.appendSeen(pairs, f, before, changes)
}

// rehold gives a feature's holders after changes.
func (x *index) rehold(place int32, changes []change) []posting {
	holders := x.holders[place]
	for _, c := range changes {
		at, _ := find(holders, c.guide)
		switch {
		case c.was == none:
			holders = slices.Insert(holders, at, newPosting(c.guide, uint8(c.is)))
		case c.is == none:
			holders = slices.Delete(holders, at, at+1)
		default:
			holders[at] = newPosting(c.guide, uint8(c.is))
		}
		if c.was == 0 {
			x.zeros[place]--
		}
		if c.is == 0 {
			x.zeros[place]++
		}
	}
	return holders
}

// appendSeen appends, for each guide that looks for others by a feature, those that
// its window shows otherwise than before. A window reaches no further than looked
// in either direction, so that only those near a change need to be asked.
func (x *index) appendSeen(pairs []pair, f number, before []posting, changes []change) []pair {
	after := x.postings[f.place()]
	next := 0
	for _, c := range changes {
		at, _ := find(after, c.guide)
		end := min(len(after), at+x.looked+1)
		for i := max(next, at-x.looked); i < end; i++ {
			if g := after[i].guide(); !x.due[g] && weightIn(x.telling[g], f) > 0 {
				pairs = appendDifferent(pairs, g, x.around(before, g), x.around(after, g), changes)
			}
		}
		next = max(next, end)
	}
	return pairs
}

// appendDifferent appends what two windows of a guide show differently.
func appendDifferent(pairs []pair, g int32, before, after []posting, changes []change) []pair {
	for len(before) > 0 || len(after) > 0 {
		var other int32
		switch {
		case len(after) == 0 || len(before) > 0 && before[0].guide() < after[0].guide():
			other, before = before[0].guide(), before[1:]
		case len(before) == 0 || after[0].guide() < before[0].guide():
			other, after = after[0].guide(), after[1:]
		default:
			other, before, after = after[0].guide(), before[1:], after[1:]
			if _, changed := slices.BinarySearchFunc(changes, other, func(c change, g int32) int { return cmp.Compare(c.guide, g) }); !changed {
				continue
			}
		}
		pairs = append(pairs, pair{g, other})
	}
	return pairs
}
