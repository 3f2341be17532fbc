package resolve

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tradeoff/generator/diag"
	"tradeoff/generator/site"
)

// addFiles publishes what guides show or link to, and mentions what none does.
func (r *resolver) addFiles() {
	for _, f := range r.tree.Files {
		switch {
		case r.used[f.Path]:
			r.site.Files = append(r.site.Files, site.File{Sum: f.Sum, Source: f.Path, Address: f.Path, Picture: f.Picture})
			continue
		case r.kept[f.Path]:
			continue
		}
		hint := "show or link to it in a guide, or remove it"
		if !f.Picture {
			hint = "a guide is a .md file; link to this one in a guide to publish it beside the guide"
		}
		r.diags.Warnf(diag.Position{File: f.Path}, diag.UnknownFile, "the file is passed over: no guide uses it").Hint = hint
	}
}

// keepFilesOfDrafts remembers the files that drafts use, which are not published
// and nothing to mention either.
func (r *resolver) keepFilesOfDrafts() {
	for _, g := range r.tree.Guides {
		if r.guides[g.ID] != nil {
			continue
		}
		linked, shown := r.filesOf(g)
		for _, file := range slices.Concat(linked, shown) {
			r.kept[file] = true
		}
	}
}

// A claim is one source's wish for an address.
type claim struct {
	address string
	source  string // what the writer calls it
	pos     diag.Position
}

// claimAddresses gives every page its address and reports those that two
// sources claim, or that is a file for one and a folder for another.
//
// Nearly all claims are those of guides, seven each, and next to none is ever in another's
// way. So they are put down only where one could be.
func (r *resolver) claimAddresses() {
	redirects := r.redirects()
	claims := r.claims(nil, redirects)
	if !r.areGuidesApart(claims) {
		claims = r.claims(r.site.Guides, redirects)
	}
	r.checkClaims(claims)
	r.checkPairs(claims)
}

// claims gives the claims of the site, with those of some guides.
func (r *resolver) claims(guides []*site.Guide, redirects []claim) []claim {
	claims := []claim{{site.HomeAddress, "the home page", diag.Position{}}, {"404.html", "the page for what is not found", diag.Position{}},
		{site.SearchAddress, "the page that searches", diag.Position{}}, {site.SearchIndexAddress, "what the search looks through", diag.Position{}}}
	claims = append(claims, r.listingClaims()...)
	for _, c := range r.site.Categories {
		claims = append(claims, claim{c.Address(), c.File, c.Pos})
		if len(c.Questions) > 0 {
			for _, address := range append(c.TreeAddresses(), c.DecideAddress()) {
				claims = append(claims, claim{address, "the decision of " + c.File, c.Pos})
			}
		}
		for _, o := range c.Options {
			claims = append(claims, claim{o.Address(), o.File, o.Pos})
		}
	}
	for _, g := range guides {
		claims = append(claims, claim{g.Address(), g.File, g.Pos})
	}
	for _, f := range r.site.Files {
		claims = append(claims, claim{f.Address, f.Source, diag.Position{File: f.Source}})
	}
	claims = append(claims, r.takeawayClaims(guides)...)
	return append(claims, redirects...)
}

// longestPlain is how long the id of a guide is at most whose files have names that every
// disk takes, whatever comes behind it: ".comparison-100.json", say.
const longestPlain = longestName - 40

// areGuidesApart tells whether nothing can be wrong with what guides claim, as far as
// other claims are these: all that a guide claims is guides/, its id, a point and
// something behind it. Where ids differ and have no point, no two of these are one, and
// none is a folder for another. What else begins like a guide's up to its first point
// may be in its way, and so may what has no point.
func (r *resolver) areGuidesApart(others []claim) bool {
	stems := make(map[string]bool, len(r.site.Guides))
	for _, g := range r.site.Guides {
		stem := fold(g.ID)
		if stems[stem] || len(stem) > longestPlain || strings.Contains(stem, ".") {
			return false
		}
		stems[stem] = true
	}
	const folder = "guides"
	for _, c := range others {
		address := fold(c.address)
		rest, within := strings.CutPrefix(address, folder+"/")
		if !within {
			if address == folder {
				return false
			}
			continue
		}
		if stem, _, point := strings.Cut(rest, "."); !point || stems[stem] {
			return false
		}
	}
	return !r.tree.Config.Pairs || r.categories[folder] == nil
}

// redirects makes the aliases redirects and gives their claims.
func (r *resolver) redirects() []claim {
	var claims []claim
	for _, g := range r.site.Guides {
		for _, alias := range g.Aliases {
			claims = append(claims, claim{alias.Value, "the alias in " + g.File, alias.Pos})
			r.site.Redirects = append(r.site.Redirects, site.Redirect{Address: alias.Value, To: g.Address(), Title: g.Title})
		}
	}
	slices.SortFunc(r.site.Redirects, func(a, b site.Redirect) int {
		return cmp.Or(strings.Compare(a.Address, b.Address), strings.Compare(a.To, b.To))
	})
	return claims
}

// longestName is how many bytes a file's name has at most on the usual disks.
const longestName = 255

// checkClaims reports addresses that cannot be. They are compared as a disk may:
// without case, and with letters and their accents as one.
func (r *resolver) checkClaims(claims []claim) {
	owner := make(map[string]int32, len(claims)) // by folded address; there are very many
	folded := make([]string, len(claims))
	for i, c := range claims {
		if name := path.Base(c.address); len(name) > longestName {
			r.diags.Errorf(c.pos, diag.InvalidID, "%s would be published under a name of %d bytes; a disk takes %d", c.source, len(name), longestName).
				Hint = "give it a shorter name"
		}
		folded[i] = fold(c.address)
		if first, taken := owner[folded[i]]; taken {
			r.diags.Errorf(c.pos, diag.AddressTaken, "%s would be published as %s, and so would %s", c.source, c.address, claims[first].source).
				Hint = "rename one of the two"
			continue
		}
		owner[folded[i]] = int32(i)
	}
	free := map[string]bool{} // folders that are nobody's address
	for i, c := range claims {
		for folder := path.Dir(folded[i]); folder != "." && !free[folder]; folder = path.Dir(folder) {
			if first, taken := owner[folder]; taken {
				r.diags.Errorf(c.pos, diag.AddressTaken, "%s would be published as %s, but %s already is a page: that of %s", c.source, c.address, claims[first].address, claims[first].source).
					Hint = "rename one of the two"
				continue
			}
			if path.Dir(folder) == "." || free[path.Dir(folder)] {
				free[folder] = true
			}
		}
	}
}

func fold(address string) string {
	if i := strings.IndexFunc(address, func(c rune) bool { return c >= 0x80 || 'A' <= c && c <= 'Z' }); i < 0 {
		return address
	}
	return strings.ToLower(norm.NFC.String(address))
}
