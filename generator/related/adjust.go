package related

import (
	"slices"
	"sort"
)

// adjust brings a choice up to date with guides that g sees otherwise, or that are
// there for another reason, without looking at all others. It tells whether it
// could: of those that no pool holds nothing is known but that they seem less alike
// than all that a full one holds, or do not fit.
func (w *worker) adjust(g int32, pairs []pair) bool {
	x := w.index
	c := &x.choices[g]
	seen := make([]candidate, len(pairs))
	for i, p := range pairs {
		seen[i] = candidate{p.other, x.seeming(g, p.other)}
	}
	matters, ok := x.repool(g, &c.pools[0], seen, nil)
	if !ok {
		return false
	}
	if matters {
		x.rankFirst(g)
	}
	if !c.isWide() {
		if matters {
			w.pick(g)
		}
		return true
	}
	last := c.pools[len(c.pools)-1]
	if slices.ContainsFunc(pairs, func(p pair) bool {
		return slices.Contains(c.shown[:last.after], p.other) && !x.isDeclared(g, p.other)
	}) {
		return false // the list may be there for something else
	}
	if matters {
		o := x.offer(g, nil)
		if o.take(c.ranked); !slices.Equal(o.shown, c.shown[:c.pools[1].after]) {
			return false
		}
	}
	return x.adjustOthers(g, seen, matters)
}

// adjustOthers adjusts the further pools, where the first gave what it gave before,
// and ends the list anew where that one is not the same. It cannot where one of
// them gives something else, and it is not the last.
func (x *index) adjustOthers(g int32, seen []candidate, matters bool) bool {
	c := &x.choices[g]
	for i, s := range seen {
		if !x.isHidden(g, s.guide) {
			seen[i].likeness += x.seenBeside(g, s.guide)
		}
	}
	for i := range c.pools[1:] {
		own := &c.pools[1+i]
		var o *offer
		fits := func(other int32) bool {
			if o == nil {
				o = x.offer(g, c.shown[:own.after])
			}
			return o.isNew(other)
		}
		differs, ok := x.repool(g, own, seen, fits)
		if !ok {
			return false
		}
		if !differs && !(matters && i+2 == len(c.pools)) {
			continue
		}
		o = x.offer(g, c.shown[:own.after])
		ranked := x.best(g, own)
		o.take(ranked)
		if i+2 < len(c.pools) {
			if !slices.Equal(o.shown, c.shown[:c.pools[i+2].after]) {
				return false
			}
		} else if len(ranked) > 0 && len(o.shown) < Most {
			return false // one more is to be looked for
		} else {
			x.show(g, o)
		}
	}
	return true
}

// repool brings a pool up to date with guides as they seem now.
// It tells whether it held one of them, or holds it now, and whether it is what it
// would be if all were looked at.
func (x *index) repool(g int32, p *pool, seen []candidate, fits func(other int32) bool) (matters, ok bool) {
	better := x.better(g)
	for _, is := range seen {
		at := slices.Index(p.found, is.guide)
		to := sort.Search(len(p.found), func(i int) bool { return better(p.at(i), is) >= 0 })
		if at < 0 && (to == p.limit || is.likeness == 0) {
			continue
		}
		isIn := is.likeness > 0 && (fits == nil || fits(is.guide))
		if at >= 0 {
			if len(p.found) == p.limit && (!isIn || better(is, p.at(p.limit-1)) > 0) {
				return true, false // another may take its place
			}
			p.found, p.likes = slices.Delete(p.found, at, at+1), slices.Delete(p.likes, at, at+1)
			matters = true
		}
		if isIn {
			p.insert(is, x.likeness(g, is.guide), better)
			matters = true
		}
	}
	return matters, true
}

// insert inserts a guide in its place; what there is no room for is dropped.
func (p *pool) insert(c candidate, likeness int32, better func(a, b candidate) int) {
	to := sort.Search(len(p.found), func(i int) bool { return better(p.at(i), c) > 0 })
	last := min(len(p.found), p.limit-1)
	p.found = slices.Insert(p.found[:last], to, c.guide)
	p.likes = slices.Insert(p.likes[:last], to, likes{c.likeness, likeness})
}

// at gives one of those that were found, as it seemed.
func (p *pool) at(i int) candidate { return candidate{p.found[i], p.likes[i].seen} }
