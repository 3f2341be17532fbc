package resolve

import (
	"path"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/site"
)

// Where a pair is compared is settled in package site. Here two sources are kept
// from having one address: that of a pair's page, which is in the order of ids, and
// that of the other order, which leads there. What a guide covers has redirects at
// these addresses, which yield to whatever else wants to be there.

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
	for a, b := range c.PairsAt(ids) {
		if site.GuideOf(a, b) == nil {
			return a, b
		}
	}
	return nil, nil
}

// checkPairsOf reports two pairs of one address, which only ids can have that
// have "-vs-" in them: a-vs-b and c, a and b-vs-c. It reports a name that no disk
// takes, too, of the two options whose ids are the longest.
func (r *resolver) checkPairsOf(c *site.Category) {
	var long, second *site.Option
	for _, o := range c.Options {
		r.checkTwins(c, o)
		switch {
		case long == nil || len(o.ID) > len(long.ID):
			long, second = o, long
		case second == nil || len(o.ID) > len(second.ID):
			second = o
		}
	}
	if second == nil {
		return
	}
	if name := path.Base(site.NewPair(long, second).Address()); len(name) > longestName {
		r.diags.Errorf(long.Pos, diag.InvalidID, "the pair of %s and %s would be published under a name of %d bytes; a disk takes %d", long.Name, second.Name, len(name), longestName).
			Hint = "give the options shorter names of files"
	}
}

// checkTwins reports the pairs of an option that has "-vs-" in its id whose address
// is that of another pair too.
func (r *resolver) checkTwins(c *site.Category, long *site.Option) {
	if !strings.Contains(long.ID, versus) {
		return
	}
	for _, last := range c.Options {
		if last == long || site.GuideOf(long, last) != nil {
			continue
		}
		for a, b := range c.PairsAt(long.ID + versus + last.ID) {
			if len(a.ID) >= len(long.ID) || a == last && b == long || site.GuideOf(a, b) != nil {
				continue
			}
			r.diags.Errorf(long.Pos, diag.AddressTaken, "the pair of %s and %s would be published as %s, and so would the pair of %s and %s",
				long.ID, last.ID, c.ID+"/"+long.ID+versus+last.ID+".html", a.ID, b.ID).
				Hint = "rename one of the options, or compare the two in a guide"
		}
	}
}

// versus stands between the ids of two options in the address of their pair.
const versus = "-vs-"
