package resolve

import (
	"reflect"
	"slices"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A Memory remembers the last site, with what it was made from. The zero value
// remembers nothing. What it remembers is good for one more run: a tree that differs
// from the last only by what no other file reads (see face.go) has the last site,
// brought up to date; any other is resolved anew, and the last site is forgotten.
type Memory struct {
	last *resolver
}

// Site resolves a tree. The last site of the same memory must not be used any more:
// the new one may be the same, with something else in it (see [site.Shape]).
//
// It was made so that what one file says about itself costs nothing for the others.
// A site cannot be replaced in part, because its options, categories and guides lead
// to each other in circles.
func (m *Memory) Site(tree *source.Tree, opts Options) (*site.Site, diag.List) {
	if m.last == nil || m.last.opts != opts || !m.last.update(tree) {
		m.last = newResolver(tree, opts)
		m.last.resolve()
	}
	return m.last.site, m.last.said()
}

// remembered is what a resolver keeps for bringing its site up to date. What is
// wrong with a text of a guide or an option, which is looked at again when its file
// changes, is kept apart from what is wrong with the rest.
type remembered struct {
	own      map[string][]diag.Diagnostic // of the texts of a guide or an option, by file
	rest     []diag.Diagnostic
	faulty   map[string]bool                       // files that rest is about
	sought   map[string]bool                       // ids of guides that another file links to a place in
	mentions map[*site.Option]map[*site.Guide]bool // guides whose texts show a fact of the option; nil until somebody asks
}

func newRemembered() remembered {
	return remembered{
		own:    map[string][]diag.Diagnostic{},
		faulty: map[string]bool{},
		sought: map[string]bool{},
	}
}

// apart keeps what is wrong with the texts of a file by the file.
func (r *resolver) apart(file string, resolve func()) {
	rest := r.diags
	r.diags = diag.List{}
	resolve()
	if r.diags.Len() > 0 {
		r.own[file] = append(r.own[file], r.diags.Sorted()...)
	}
	r.diags = rest
}

// keepRest keeps what was not kept apart.
func (r *resolver) keepRest() {
	r.rest, r.diags = r.diags.Sorted(), diag.List{}
	for _, d := range r.rest {
		r.faulty[d.Position.File] = true
	}
}

// said gives all that is wrong with the site. They are copies: whoever is given
// diagnostics writes the excerpts into them, which another run must not find there.
func (r *resolver) said() diag.List {
	var diags diag.List
	add := func(list []diag.Diagnostic) {
		for _, d := range list {
			*diags.Errorf(d.Position, d.Code, "") = d
		}
	}
	add(r.rest)
	for _, list := range r.own {
		add(list)
	}
	return diags
}

// mentioning gives the guides whose texts show a fact of an option. They are looked for
// once an option has changed: most processes build once.
func (r *resolver) mentioning(o *site.Option) map[*site.Guide]bool {
	if r.mentions == nil {
		r.mentions = map[*site.Option]map[*site.Guide]bool{}
		for _, g := range r.site.Guides {
			for _, f := range g.Holes.Facts {
				r.mention(f.Option, g)
			}
		}
	}
	return r.mentions[o]
}

// mention remembers that a guide's text shows a fact of an option, if there is one and
// somebody asked.
func (r *resolver) mention(o *site.Option, g *site.Guide) {
	if o == nil || r.mentions == nil {
		return
	}
	if r.mentions[o] == nil {
		r.mentions[o] = map[*site.Guide]bool{}
	}
	r.mentions[o][g] = true
}

// update brings the site up to date with a tree, and tells whether it could: if
// not, it has changed nothing.
func (r *resolver) update(tree *source.Tree) bool {
	if !r.sameRest(tree) {
		return false
	}
	options, ok := changed(r.tree.Options, tree.Options, r.sameOption)
	if !ok {
		return false
	}
	guides, ok := changed(r.tree.Guides, tree.Guides, r.sameGuide)
	if !ok {
		return false
	}
	r.tree, r.site.Config = tree, tree.Config
	again := map[*site.Guide]bool{}
	for _, o := range options {
		for g := range r.replaceOption(o) {
			again[g] = true
		}
	}
	for _, g := range guides {
		if built := r.replaceGuide(g); built != nil {
			again[built] = true
		}
	}
	r.refill(again)
	for _, o := range options {
		r.apart(o.File, func() { r.optionTexts(o) })
	}
	return true
}

// sameRest tells whether a tree is the last one, but for its guides and options.
func (r *resolver) sameRest(tree *source.Tree) bool {
	last := r.tree
	return sameConfig(last.Config, tree.Config) &&
		slices.Equal(last.Categories, tree.Categories) &&
		slices.Equal(last.Files, tree.Files) &&
		slices.Equal(sortedUnread(last.Unread), sortedUnread(tree.Unread))
}

// sameConfig tells whether two configurations say the same, but for what pages show
// and resolving does not ask for. They need not be one, since the command line may
// say something instead of the file; the authors must, because their texts have links,
// and so must the links of the footer.
func sameConfig(a, b *source.Config) bool {
	return a == b || slices.Equal(a.Authors, b.Authors) && slices.EqualFunc(a.Theme.Footer, b.Theme.Footer, sameLinks) && reflect.DeepEqual(asked(a), asked(b))
}

// sameLinks tells whether two texts have the same links, which are known by their place
// in memory.
func sameLinks(a, b markup.Text) bool {
	return len(a.Links) == 0 && len(b.Links) == 0 || len(a.Links) == len(b.Links) && &a.Links[0] == &b.Links[0]
}

// asked is what resolving asks of a configuration.
func asked(c *source.Config) source.Config {
	own := *c
	own.Sum, own.Title, own.Tagline, own.Repository, own.StaleAfter, own.Words = source.Sum{}, source.Name{}, "", "", 0, nil
	own.Theme = source.Theme{Footer: c.Theme.Footer, Navigation: c.Theme.Navigation}
	if own.URL != "" {
		own.URL = "known" // there are feeds, wherever it is
	}
	return own
}

func sortedUnread(unread []source.Unread) []source.Unread {
	return slices.SortedFunc(slices.Values(unread), func(a, b source.Unread) int {
		return strings.Compare(a.Path+"\x00"+a.Named, b.Path+"\x00"+b.Named)
	})
}

// changed gives the things of a list that are other ones now; ok tells whether they
// are the same for all other files.
func changed[T any](was, is []*T, same func(was, is *T) bool) (list []*T, ok bool) {
	if len(was) != len(is) {
		return nil, false
	}
	for i := range is {
		if was[i] == is[i] {
			continue
		}
		if !same(was[i], is[i]) {
			return nil, false
		}
		list = append(list, is[i])
	}
	return list, true
}

// replaceOption puts what an option's file says now in its place, without its texts,
// and gives the guides that mention it.
func (r *resolver) replaceOption(declared *source.Option) map[*site.Guide]bool {
	category := r.categories[declared.CategoryID]
	same := func(o *site.Option) bool { return o.Category == category }
	o := r.options[declared.ID][slices.IndexFunc(r.options[declared.ID], same)]
	delete(r.own, declared.File)
	for t := range textsOf(o.Option) {
		r.forget(*t)
	}
	o.Option = declared
	return r.mentioning(o)
}

// replaceGuide is replaceOption for a guide; nil stands for a draft, which has no
// texts to resolve.
func (r *resolver) replaceGuide(declared *source.Guide) *site.Guide {
	r.declared[declared.ID] = declared // nothing holds on to the old one
	g := r.guides[declared.ID]
	if g != nil {
		r.forget(g.Rule)
		g.Guide = declared
	}
	return g
}

// refill resolves the texts of guides again.
func (r *resolver) refill(guides map[*site.Guide]bool) {
	for g := range guides {
		delete(r.own, g.File)
		for _, f := range g.Holes.Facts {
			delete(r.mentions[f.Option], g) // of what it mentions still, fill says so again
		}
		g.Holes = site.Holes{}
		r.apart(g.File, func() { r.fillDirectives(g) })
	}
	for g := range guides { // as in resolve
		r.apart(g.File, func() { r.fill(g) })
	}
}
