package related

import (
	"cmp"
	"encoding/binary"
	"runtime"
	"slices"
	"sort"

	"github.com/cespare/xxhash/v2"
	"golang.org/x/sync/errgroup"

	"tradeoff/generator/cache"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/generator/wire"
)

// LinksKind is the kind of this package's only entry: the links of the last plan, with
// what tells whether they are still good. The index that they were found by is not kept:
// it is some hundred times as large.
const LinksKind cache.Kind = 'r'

// A kept plan is what one process leaves to the next. It is good as long as
//
//   - all that is declared has the same print: the site's language, its categories'
//     files, and of each guide its id, title, options, tags, pins, links, and the
//     attributes that it discusses;
//   - each guide has the same text, or one that differs from it only by forms of words
//     that no other guide has, before and after, or by which of these stand in headings.
//     Such a word is in no vector (see index.vector), is named in no reason and decides no
//     usual form.
type kept struct {
	print   uint64
	sums    []source.Sum    // of each guide's file, by place
	sources []*source.Guide // of each, as far as this process has seen it
	words   string          // hashes of words with how many guides have each, in the order of the hashes
	links   *Links
	guides  []*site.Guide // whose links they are, by place
	put     bool          // it is in the cache
}

// recollect gives the links that another process kept, or this one recollected before,
// if they are still good; else nil.
func (m *Memory) recollect(s *site.Site) *Links {
	k := m.kept
	if m.kept = nil; k == nil {
		k = m.taken(s)
	}
	if k == nil || len(k.sums) != len(s.Guides) || k.print != m.declares.print(s) {
		return nil
	}
	differ := map[string]int{} // how many guides more or less have a word
	for i, g := range s.Guides {
		before := k.sources[i]
		if before == nil {
			before = m.Before[g.ID]
		}
		if g.Sum != k.sums[i] {
			if before == nil || before.Sum != k.sums[i] || !k.isApart(before, g.Guide, newTongue(s.Config.Language), differ) {
				return nil
			}
			k.put = false
		}
		k.sums[i], k.sources[i] = g.Sum, g.Guide
	}
	k.respread(differ)
	k.moveTo(s.Guides)
	m.kept = k
	return k.links
}

// moveTo makes the links those of guides that say the same as the ones of before, and
// are others where the site was resolved anew.
func (k *kept) moveTo(guides []*site.Guide) {
	if slices.Equal(k.guides, guides) {
		return
	}
	place := make(map[*site.Guide]int32, len(guides))
	for i, g := range guides {
		place[g] = int32(i)
	}
	of := make([][]Comparison, len(k.links.of))
	for i, list := range k.links.of {
		of[i] = slices.Clone(list)
		for j, c := range list {
			of[i][j].Guide = guides[k.links.place[c.Guide]]
		}
	}
	k.links, k.guides = &Links{place, of}, guides
}

// isApart tells whether two texts of a guide differ only by words that no other guide
// has. It adds to differ.
func (k *kept) isApart(before, now *source.Guide, t tongue, differ map[string]int) bool {
	was, is := map[string]int{}, map[string]int{}
	if spoken(before, func(form string, times int) { was[form] += times }) != nil || spoken(now, func(form string, times int) { is[form] += times }) != nil {
		return false
	}
	had, has, changed := map[string]bool{}, map[string]bool{}, map[string]bool{}
	note := func(forms, others map[string]int, terms map[string]bool) {
		for form, times := range forms {
			if term, says := t.term(form); says {
				terms[term] = true
				changed[term] = changed[term] || others[form] != times
			}
		}
	}
	note(was, is, had)
	note(is, was, has)
	for term := range oneSided(headed(before, t), headed(now, t)) {
		changed[term] = true // a reason names words that stand in headings
	}
	for term, is := range changed {
		if !is {
			continue
		}
		if int(k.spread(xxhash.Sum64String(term)))+differ[term] != number01(had[term]) {
			return false
		}
		differ[term] += number01(has[term]) - number01(had[term])
	}
	return true
}

// headed gives the words that stand in a guide's headings.
func headed(g *source.Guide, t tongue) map[string]bool {
	terms := map[string]bool{}
	for h := range g.Headings.All() {
		forms(h.Plain, func(form string) {
			if term, says := t.term(form); says {
				terms[term] = true
			}
		})
	}
	return terms
}

// oneSided gives what only one of two sets has.
func oneSided(a, b map[string]bool) map[string]bool {
	all := map[string]bool{}
	for term := range a {
		if !b[term] {
			all[term] = true
		}
	}
	for term := range b {
		if !a[term] {
			all[term] = true
		}
	}
	return all
}

func number01(is bool) int {
	if is {
		return 1
	}
	return 0
}

const wordSize = 8 + 4 // a hash, and how many guides have the word

func (k *kept) hash(i int) uint64 {
	return binary.LittleEndian.Uint64([]byte(k.words[i*wordSize:][:8]))
}

func (k *kept) count(i int) uint32 {
	return binary.LittleEndian.Uint32([]byte(k.words[i*wordSize+8:][:4]))
}

// spread tells how many guides have a word.
func (k *kept) spread(hash uint64) uint32 {
	n := len(k.words) / wordSize
	if at := sort.Search(n, func(i int) bool { return k.hash(i) >= hash }); at < n && k.hash(at) == hash {
		return k.count(at)
	}
	return 0
}

// respread changes how many guides have words.
func (k *kept) respread(differ map[string]int) {
	if len(differ) == 0 {
		return
	}
	spread := make(map[uint64]uint32, len(k.words)/wordSize)
	for i := range len(k.words) / wordSize {
		spread[k.hash(i)] = k.count(i)
	}
	for word, more := range differ {
		hash := xxhash.Sum64String(word)
		spread[hash] = uint32(int(spread[hash]) + more)
	}
	k.words = packWords(spread)
}

func packWords(spread map[uint64]uint32) string {
	type word struct {
		hash  uint64
		count uint32
	}
	list := make([]word, 0, len(spread))
	for hash, count := range spread {
		if count > 0 {
			list = append(list, word{hash, count})
		}
	}
	slices.SortFunc(list, func(a, b word) int { return cmp.Compare(a.hash, b.hash) })
	text := make([]byte, 0, len(list)*wordSize)
	for _, w := range list {
		text = binary.LittleEndian.AppendUint64(text, w.hash)
		text = binary.LittleEndian.AppendUint32(text, w.count)
	}
	return string(text)
}

// Keep puts the links of the last plan into the cache, where they are not yet. What a plan
// that was given up left is not kept: some of it is of the site before. The site of the last
// plan is not looked at, since it may have been brought up to date for another.
func (m *Memory) Keep() {
	if m.Cache == nil || !m.planned {
		return
	}
	k := m.kept
	if x := m.index; x != nil {
		if x.links == nil || x.links == m.saved {
			return
		}
		m.saved, k = x.links, x.kept(m.print)
	}
	if k == nil || k.put {
		return
	}
	var w wire.Writer
	w.Fixed(k.print)
	wire.List(&w, k.sums, func(sum source.Sum) { w.Bytes(sum[:]) })
	w.String(k.words)
	wire.List(&w, k.links.of, func(list []Comparison) {
		wire.List(&w, list, func(c Comparison) {
			w.Uint(uint64(k.links.place[c.Guide]))
			w.Uint(uint64(c.Why.Kind))
			w.String(c.Why.names)
		})
	})
	if bulk, ok := m.Cache.PutBulk(w.Text()); ok { // entries are read by each process that has a use for one
		m.Cache.Put(LinksKind, "", []byte{1}, bulk)
	}
	k.put = true
}

// Drop forgets what only another plan of this process would need, which is much.
func (m *Memory) Drop() { m.index, m.kept = nil, nil }

// kept gives what is to be kept of an index, with the print of what is declared.
func (x *index) kept(print uint64) *kept {
	k := &kept{print: print, links: x.links, sums: make([]source.Sum, len(x.sources))}
	for i, g := range x.sources {
		k.sums[i] = g.Sum
	}
	spread := map[uint64]uint32{}
	for f, n := range x.table.known {
		if f.kind == byWord {
			spread[xxhash.Sum64String(f.name)] += uint32(x.table.spread[n.place()])
		}
	}
	k.words = packWords(spread)
	return k
}

// taken takes the entry out of the cache; nil where it is not one of this site.
func (m *Memory) taken(s *site.Site) *kept {
	_, bulk, ok := m.Cache.Get(LinksKind, "")
	if !ok {
		return nil
	}
	text, err := m.Cache.ReadBulk(bulk)
	if err != nil {
		return nil
	}
	r := wire.Read(text)
	k := &kept{print: r.Fixed(), links: &Links{place: make(map[*site.Guide]int32, len(s.Guides))}, guides: s.Guides, sources: make([]*source.Guide, len(s.Guides)), put: true}
	for i, g := range s.Guides {
		k.links.place[g] = int32(i)
	}
	k.sums = wire.ReadList(r, func() (sum source.Sum) {
		copy(sum[:], r.Bytes(len(sum)))
		return sum
	})
	k.words = r.String()
	k.links.of = wire.ReadList(r, func() []Comparison {
		return wire.ReadList(r, func() (c Comparison) {
			if at := r.Uint(); at < uint64(len(s.Guides)) {
				c.Guide = s.Guides[at]
			} else {
				r.Fail()
			}
			c.Why = Reason{Kind: Kind(r.Uint()), names: r.String()}
			return c
		})
	})
	if !r.Done() || len(k.links.of) != len(s.Guides) || len(k.words)%wordSize != 0 {
		return nil
	}
	return k
}

// declares are the prints of what guides declare. Each is good as long as the site has
// the same shape, and the guide was not parsed again.
type declares struct {
	shape   *site.Shape
	of      []uint64
	sources []*source.Guide // of which each is
}

// print is of all that links depend on beside the words of texts.
func (d *declares) print(s *site.Site) uint64 {
	if n := len(s.Guides); d.shape != s.Shape || d.shape == nil || len(d.of) != n {
		d.shape, d.of, d.sources = s.Shape, make([]uint64, n), make([]*source.Guide, n)
	}
	each := len(s.Guides)/runtime.GOMAXPROCS(0) + 1
	var group errgroup.Group
	for from := 0; from < len(s.Guides); from += each {
		group.Go(func() error {
			var w wire.Writer
			for i := from; i < min(len(s.Guides), from+each); i++ {
				if g := s.Guides[i]; d.sources[i] != g.Guide {
					w.Reset()
					declare(&w, g)
					d.of[i], d.sources[i] = xxhash.Sum64(w.Text()), g.Guide
				}
			}
			return nil
		})
	}
	_ = group.Wait() // none of them fails
	var w wire.Writer
	w.String(s.Config.Language)
	for _, c := range s.Categories {
		w.String(c.ID)
		w.Bytes(c.Sum[:])
	}
	for _, print := range d.of {
		w.Fixed(print)
	}
	return xxhash.Sum64(w.Text())
}

// declare writes what is declared in a guide.
func declare(w *wire.Writer, g *site.Guide) {
	w.String(g.ID, g.Title)
	wire.List(w, g.Options, func(o *site.Option) { w.String(o.Category.ID, o.ID, o.Name) })
	wire.List(w, g.Pinned, func(p *site.Guide) { w.String(p.ID) })
	wire.List(w, g.Tagged, func(t *site.Tag) { w.String(t.Address, t.Name) })
	wire.List(w, g.Holes.Links, func(t site.Target) { w.String(t.Address) })
	wire.List(w, g.Holes.Facts, func(f site.Fact) { w.String(f.Attribute.ID) })
	wire.List(w, g.Holes.Directives, func(d site.Directive) { w.Strings(d.Only) })
}
