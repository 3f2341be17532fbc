package render

import (
	"runtime"
	"slices"
	"sync"

	"tradeoff/generator/cache"
	"tradeoff/generator/related"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// known is what is remembered of a site's guides, of which there may be very many:
// to take a print of each takes longer than to render the few pages that change.
//
// All of it but the boards, of which each says itself how long it is good, is good as long
// as the site has the same shape. Then
//
//   - what belongs to one guide is good as long as its file was not parsed again;
//   - what is of several guides' cards, as long as no card has another print;
//   - the recipe of a guide's page, as long as moreover what guides show of the rest
//     of the site (around) has the same print, no option that it shows has another
//     one, and it has the same related guides.
type known struct {
	shape  *site.Shape
	guides []knownGuide
	card   map[*site.Guide]uint64

	articles []*site.Guide // guides that compare nothing
	stacking []*site.Guide // those that decide something in their text

	cardsOf    map[*site.Category]uint64 // the cards of a category's guides
	cardsAbout map[*site.Option]uint64   // those of the guides that compare an option

	around  uint64
	options map[*site.Option]knownOption
	boards  map[string]knownBoard // of the categories, by their ids
}

// A knownBoard is good as long as the options of its category stand as they stood.
type knownBoard struct {
	standing uint64
	weighs   bool
}

// weighs finds out of which categories readers can weigh the options, on all cores.
func (k *known) weighs(r *renderer, c *cache.Cache) {
	if k.boards == nil {
		k.recollect(c)
	}
	var group sync.WaitGroup
	fresh := false
	found := make([]knownBoard, len(r.site.Categories))
	for i, c := range r.site.Categories {
		standing := r.prints.categories[c].standing
		if found[i] = k.boards[c.ID]; found[i].standing != standing {
			fresh = true
			group.Go(func() { found[i] = knownBoard{standing: standing, weighs: weighable(r.boards[c]())} })
		}
	}
	group.Wait()
	k.boards = make(map[string]knownBoard, len(found))
	for i, c := range r.site.Categories {
		k.boards[c.ID] = found[i]
		r.prints.categories[c].weighs = found[i].weighs
	}
	if fresh {
		k.keepBoards(c, r.site.Categories)
	}
}

// A knownGuide is one of them, in the order of Site.Guides.
type knownGuide struct {
	source  *source.Guide
	found   uint64 // the print of what it can be found by
	related []related.Comparison
	recipe  uint64 // 0 where it is to be found out
}

// A knownOption is good as long as its file was not parsed again, its category's
// print is the same, and those of the site's files are.
type knownOption struct {
	source          *source.Option
	category, files uint64
	own             uint64
	standing        standing
}

// look finds out which guides changed, and takes the prints of their cards.
func (k *known) look(s *site.Site) {
	same := k.shape != nil && k.shape == s.Shape
	if !same {
		*k = known{shape: s.Shape, boards: k.boards, guides: make([]knownGuide, len(s.Guides)), card: make(map[*site.Guide]uint64, len(s.Guides))}
		for _, g := range s.Guides {
			if len(g.Options) == 0 {
				k.articles = append(k.articles, g)
			}
			if mayStack(g) {
				k.stacking = append(k.stacking, g)
			}
		}
	}
	if k.renew(s.Guides) || !same {
		k.cardsOf, k.cardsAbout, k.around = map[*site.Category]uint64{}, map[*site.Option]uint64{}, 0
	}
}

// renew takes the prints of guides that are new, on all cores, and tells whether a card
// is another one.
func (k *known) renew(guides []*site.Guide) (changed bool) {
	var missing []int
	for i, g := range guides {
		if k.guides[i].source != g.Guide {
			missing = append(missing, i)
		}
	}
	cards := make([]uint64, len(missing))
	each := len(missing)/runtime.GOMAXPROCS(0) + 1
	var group sync.WaitGroup
	for from := 0; from < len(missing); from += each {
		group.Go(func() {
			for n, i := range missing[from:min(len(missing), from+each)] {
				g := guides[i]
				k.guides[i] = knownGuide{source: g.Guide, found: findable(g)}
				cards[from+n] = card(g)
			}
		})
	}
	group.Wait()
	for n, i := range missing {
		if g := guides[i]; k.card[g] != cards[n] {
			k.card[g] = cards[n]
			changed = true
		}
	}
	return changed
}

// card is the print of what leads to a guide.
func card(g *site.Guide) uint64 {
	p := newPrint("card").text(g.ID, g.Title, g.Description)
	if len(g.Categories) > 0 {
		p.text(g.Categories[0].Title)
	}
	return p.end()
}

// guidesOf is the print of the cards of a category's guides.
func (k *known) guidesOf(c *site.Category) uint64 {
	print, ok := k.cardsOf[c]
	if !ok {
		p := newPrint("guides")
		for _, g := range c.Guides {
			p.number(k.card[g])
		}
		print = p.end()
		k.cardsOf[c] = print
	}
	return print
}

// guidesAbout is the print of the cards of the guides that compare an option, with
// what else they compare.
func (k *known) guidesAbout(o *site.Option) uint64 {
	print, ok := k.cardsAbout[o]
	if !ok {
		p := newPrint("guides")
		for _, g := range o.Guides {
			p.number(k.card[g], uint64(len(g.Options)))
			for _, other := range g.Options {
				p.text(other.Category.ID, other.ID)
			}
		}
		print = p.end()
		k.cardsAbout[o] = print
	}
	return print
}

// recipes gives the recipes of the guides' pages, and takes those that are not known
// on all cores.
func (k *known) recipes(r *renderer) []uint64 {
	around := r.aroundPrint()
	fresh := k.around != around
	k.around = around
	dirty := r.prints.dirty
	recipes := make([]uint64, len(r.site.Guides))
	var missing []int
	for i, g := range r.site.Guides {
		of := &k.guides[i]
		links := r.links.Of(g)
		if fresh || of.recipe == 0 || !sameSlice(of.related, links) || len(dirty) > 0 && shows(g, dirty) {
			of.related = links
			missing = append(missing, i)
		}
		recipes[i] = of.recipe
	}
	var group sync.WaitGroup
	for part := range slices.Chunk(missing, len(missing)/runtime.GOMAXPROCS(0)+1) {
		group.Go(func() {
			for _, i := range part {
				recipes[i] = r.guideRecipe(r.site.Guides[i])
				k.guides[i].recipe = recipes[i]
			}
		})
	}
	group.Wait()
	return recipes
}

// sameSlice tells whether two slices are the same part of the same array, which
// nobody changes.
func sameSlice(a, b []related.Comparison) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// shows tells whether a guide may show one of the options.
func shows(g *site.Guide, options map[*site.Option]bool) bool {
	for _, o := range g.Options {
		if options[o] {
			return true
		}
	}
	for _, f := range g.Holes.Facts {
		if options[f.Option] {
			return true
		}
	}
	return slices.ContainsFunc(g.Holes.Directives, func(d site.Directive) bool {
		return len(d.Categories) > 0 || slices.ContainsFunc(d.Options, func(o *site.Option) bool { return options[o] })
	})
}
