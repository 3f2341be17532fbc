package related

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A kind of feature.
type kind uint8

// The kinds, in the order in which reasons are looked for.
const (
	byOption    kind = iota
	byPair           // two options in one guide
	byCategory       // and those decided together with it
	byLink           // guides that the text links to; each guide links to itself
	byTag            //
	byAttribute      // that the guide discusses, by id
	byWord
	kinds
)

// weights say what share each kind has in the likeness of two guides. They were
// chosen on the judged guides of this repository, among many that do equally
// well there; the judged titles had no part in it. BenchmarkQuality says what each
// is worth.
var weights = [kinds]int32{byOption: 30, byPair: 10, byCategory: 10, byLink: 16, byTag: 5, byAttribute: 2, byWord: 50}

// unit is the length of each kind's vector.
const unit = 255

// A feature that guides can share. Features are ordered by kind, then by name.
type feature struct {
	kind kind
	name string
}

func (f feature) compare(other feature) int {
	return cmp.Or(cmp.Compare(f.kind, other.kind), strings.Compare(f.name, other.name))
}

// An entry says how much of a feature a guide has: 1 to unit, or, before the
// vectors are made, how often it occurs.
type entry struct {
	feature number
	weight  uint8
}

// declared calls add for all features of a guide but its words, each with how
// much it counts among those of its kind.
func declared(g *site.Guide, add func(kind kind, name string, times int)) {
	for _, o := range g.Options {
		add(byOption, o.Address(), 1)
	}
	paired := g.Options[:min(len(g.Options), mostPaired)]
	for i, o := range paired {
		for _, other := range paired[i+1:] {
			a, b := o.Address(), other.Address()
			add(byPair, min(a, b)+" "+max(a, b), 1)
		}
	}
	for _, c := range g.Categories {
		add(byCategory, c.ID, ownCategory)
		for _, n := range c.Beside {
			add(byCategory, n.ID, 1)
		}
	}
	add(byLink, g.ID, 1)
	for _, other := range linked(g) {
		add(byLink, other, 1)
	}
	for _, tag := range g.Tagged {
		add(byTag, tag.Address, 1)
	}
	for _, f := range g.Holes.Facts {
		add(byAttribute, f.Attribute.ID, 1)
	}
	for _, d := range g.Holes.Directives {
		for _, id := range d.Only {
			add(byAttribute, id, 1)
		}
	}
}

// ownCategory is how much more a guide's own category counts than one that is
// decided together with it.
const ownCategory = 6

// mostPaired is of how many of a guide's options each two are a feature: there
// are 28 pairs of eight.
const mostPaired = 8

// linked gives the ids of the guides that a guide's text links to, each once.
func linked(g *site.Guide) []string {
	var ids []string
	for _, target := range g.Holes.Links {
		if id, ok := strings.CutPrefix(target.Address, "guides/"); ok {
			if id, ok := strings.CutSuffix(id, ".html"); ok && id != g.ID && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// spoken calls add for each word of a guide, with how much its place counts. The error is
// that of the guide's content.
func spoken(g *source.Guide, add func(form string, times int)) error {
	content, err := g.Content()
	if err != nil {
		return err
	}
	say := func(text string, times int) { forms(text, func(form string) { add(form, times) }) }
	say(g.Title, 4)
	say(g.Description, 2)
	say(g.Rule.Plain, 2)
	for h := range g.Headings.All() {
		say(h.Plain, 1) // beside being a part of the text
	}
	say(content.Text, 1)
	return nil
}

// vector makes what a guide is compared by out of how often it has each feature:
// each kind of unit length. Features that no other guide has tell nothing, and are
// left out.
func (x *index) vector(c counts) []entry {
	weighed := make([]weighedFeature, 0, len(c.declared)+len(c.words))
	for _, e := range c.declared {
		if x.table.spread[e.feature.place()] > 1 {
			weighed = append(weighed, weighedFeature{e.feature, int32(e.weight) * x.rarity(e.feature)})
		}
	}
	first := len(weighed)
	for _, e := range c.words {
		if x.table.spread[e.feature.place()] > 1 {
			// What BM25 multiplies for a word of the query and one of the document:
			// tf of the one, idf and damped tf of the other. Here each guide is both.
			weight := root(uint64(e.weight) * uint64(x.rarity(e.feature)) * uint64(damp(int32(e.weight))))
			weighed = append(weighed, weighedFeature{e.feature, int32(weight)})
		}
	}
	vector := make([]entry, 0, len(weighed))
	for start := 0; start < first; {
		k, end := weighed[start].feature.kind(), start
		for end < first && weighed[end].feature.kind() == k {
			end++
		}
		vector = appendUnit(vector, weighed[start:end])
		start = end
	}
	return appendUnit(vector, x.most(weighed[first:]))
}

type weighedFeature struct {
	feature number
	weight  int32
}

// most gives, of a guide's words, those that tell most, by number.
func (x *index) most(words []weighedFeature) []weighedFeature {
	if len(words) <= x.manner.words {
		return words
	}
	slices.SortFunc(words, func(a, b weighedFeature) int {
		if order := cmp.Compare(b.weight, a.weight); order != 0 {
			return order
		}
		return x.table.compare(a.feature, b.feature)
	})
	words = words[:x.manner.words]
	slices.SortFunc(words, func(a, b weighedFeature) int { return cmp.Compare(a.feature, b.feature) })
	return words
}

// appendUnit appends the features of one kind, as a vector of unit length.
func appendUnit(vector []entry, weighed []weighedFeature) []entry {
	sum := uint64(0)
	for _, f := range weighed {
		sum += uint64(f.weight) * uint64(f.weight)
	}
	length := root(sum)
	for _, f := range weighed {
		if w := (uint64(f.weight)*unit + length/2) / max(length, 1); w > 0 {
			vector = append(vector, entry{f.feature, uint8(min(w, unit))})
		}
	}
	return vector
}

// damp lets the second time that a feature occurs count for less than the first:
// tf·(k1+1)/(tf+k1) with k1 = 1.2, times 64.
func damp(times int32) int32 { return 64 * times * 22 / (10*times + 12) }

// rarity is the inverse document frequency of a feature, log2((n+1)/spread) times
// 16: at least 1.
func (x *index) rarity(f number) int32 { return x.rarityOf(x.table.spread[f.place()]) }

func (x *index) rarityOf(spread int32) int32 {
	return max(1, int32(log2(uint64(len(x.guides)+1))-log2(uint64(spread))))
}

// log2 gives the binary logarithm of a positive number, times 16 and rounded
// down, by repeated squaring (Knuth, TAOCP vol. 1, 1.2.2, exercise 25).
func log2(n uint64) int {
	whole := bits.Len64(n) - 1
	mantissa := n << (63 - whole) >> 32 // 1 to 2, times 2^31
	log := whole
	for range 4 {
		mantissa = mantissa * mantissa >> 31
		log *= 2
		if mantissa >= 1<<32 {
			mantissa >>= 1
			log++
		}
	}
	return log
}

// root gives the square root, rounded down (Newton).
func root(n uint64) uint64 {
	if n < 2 {
		return n
	}
	r := uint64(1) << (bits.Len64(n)/2 + 1)
	for {
		next := (r + n/r) / 2
		if next >= r {
			return r
		}
		r = next
	}
}
