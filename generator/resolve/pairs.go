package resolve

import (
	"path"
	"slices"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/site"
)

// versus stands between the ids of two options in the address of their pair's
// page: backend/django-vs-rails.html, in the order of ids. The other order leads
// there, so that both addresses are taken.
const versus = "-vs-"

// checkPairs reports the claims to an address that belongs to a generated pair.
// Pairs grow with the square of the options, so they are not listed: an address
// says by its form which one it could be.
func (r *resolver) checkPairs(claims []claim) {
	if !r.tree.Config.Pairs {
		return
	}
	for _, c := range claims {
		if a, b := r.pairAt(c.address); a != nil {
			r.diags.Errorf(c.pos, diag.AddressTaken, "%s would be published as %s, and so would the pair of %s and %s", c.source, c.address, a.Name, b.Name).
				Hint = "rename one of the two, or compare the two options in a guide"
		}
		for folder := path.Dir(c.address); folder != "."; folder = path.Dir(folder) {
			if a, b := r.pairAt(folder); a != nil {
				r.diags.Errorf(c.pos, diag.AddressTaken, "%s would be published as %s, but %s is the page of the pair of %s and %s", c.source, c.address, folder, a.Name, b.Name).
					Hint = "rename one of the two, or compare the two options in a guide"
			}
		}
	}
	for _, c := range r.site.Categories {
		r.checkPairsOf(c)
	}
}

// pairAt gives the two options whose pair's page has an address; nil where none
// has, since a guide that compares the two takes its place.
func (r *resolver) pairAt(address string) (a, b *site.Option) {
	folder, name := path.Split(fold(address))
	c := r.categories[strings.TrimSuffix(folder, "/")]
	ids, ok := strings.CutSuffix(name, ".html")
	if c == nil || !ok {
		return nil, nil
	}
	for first, second := range splits(ids) {
		a, b := optionOf(c, first), optionOf(c, second)
		if a != nil && b != nil && a != b && !isCovered(a, b) {
			return a, b
		}
	}
	return nil, nil
}

// checkPairsOf reports two pairs of one address, which only ids can have that
// have "-vs-" in them: a-vs-b and c, a and b-vs-c.
func (r *resolver) checkPairsOf(c *site.Category) {
	for _, long := range c.Options {
		for start, middle := range splits(long.ID) {
			short := optionOf(c, start)
			if short == nil {
				continue
			}
			for _, other := range c.Options {
				end, ok := strings.CutPrefix(other.ID, middle+versus)
				last := optionOf(c, end)
				if !ok || last == nil || last == long || short == other || long == other && short == last || isCovered(long, last) || isCovered(short, other) {
					continue
				}
				r.diags.Errorf(long.Pos, diag.AddressTaken, "the pair of %s and %s would be published as %s, and so would the pair of %s and %s",
					long.ID, last.ID, c.ID+"/"+long.ID+versus+last.ID+".html", short.ID, other.ID).
					Hint = "rename one of the options, or compare the two in a guide"
			}
		}
	}
}

// splits gives the ways to cut a text at "-vs-".
func splits(text string) func(yield func(before, after string) bool) {
	return func(yield func(before, after string) bool) {
		for i := range text {
			if after, ok := strings.CutPrefix(text[i:], versus); ok && !yield(text[:i], after) {
				return
			}
		}
	}
}

func optionOf(c *site.Category, id string) *site.Option {
	for _, o := range c.Options {
		if o.ID == id {
			return o
		}
	}
	return nil
}

// isCovered tells whether a guide compares two options.
func isCovered(a, b *site.Option) bool {
	return slices.ContainsFunc(a.Guides, func(g *site.Guide) bool { return slices.Contains(g.Options, b) })
}
