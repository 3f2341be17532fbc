package resolve

import (
	"slices"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// addNavigation resolves the links that the writer wants at the top of pages. It needs
// the listing.
func (r *resolver) addNavigation() {
	for _, declared := range r.tree.Config.Theme.Navigation {
		e, ok := site.NavigationEntry{URL: declared.URL}, true
		switch {
		case declared.ID.Value != "":
			e, ok = r.navigationID(declared.ID)
		case declared.Page.Value != "":
			e, ok = r.navigationPage(declared.Page)
		}
		if !ok {
			continue
		}
		if declared.Label != "" {
			e.Label = declared.Label
		}
		same := func(other site.NavigationEntry) bool { return other.Address == e.Address && other.URL == e.URL }
		if slices.ContainsFunc(r.site.Navigation, same) {
			r.diags.Warnf(declared.Pos, diag.Duplicate, "navigation leads there already; it is shown once").Hint = "remove one of the two"
			continue
		}
		r.site.Navigation = append(r.site.Navigation, e)
	}
}

// navigationID finds a category, or a page that lists guides. One of these that the
// site does not have for want of guides is left out, with a warning.
func (r *resolver) navigationID(id source.Name) (e site.NavigationEntry, ok bool) {
	if c := r.categories[id.Value]; c != nil {
		return categoryEntry(c), true
	}
	if !slices.Contains(source.NavigationWords, id.Value) {
		if !r.isCategoryUnread(id.Value) {
			r.diags.Errorf(id.Pos, diag.UnknownCategory, "there is no category %q", id.Value).
				Hint = diag.Suggest(id.Value, append(r.categoryIDs(), source.NavigationWords...))
		}
		return e, false
	}
	l := &r.site.Listing
	switch id.Value {
	case "tags":
		e.Address = l.TagsAddress()
	case "authors":
		e.Address = l.AuthorsAddress()
	case "new":
		if len(l.Newest) > 0 {
			e.Address = site.NewAddress
		}
	}
	if e.Address == "" && !r.areGuidesUnread() {
		needs := map[string]string{"tags": "no guide has tags", "authors": "fewer than two authors wrote its guides", "new": "no guide has a date"}
		r.diags.Warnf(id.Pos, diag.BrokenLink, "the site has no page %q: %s", id.Value, needs[id.Value]).Hint = "take it out of navigation"
	}
	return e, e.Address != ""
}

func categoryEntry(c *site.Category) site.NavigationEntry {
	return site.NavigationEntry{Label: c.Title, Address: c.Address(), Category: c}
}

// navigationPage finds the page of a source, which is named from the site's root.
func (r *resolver) navigationPage(name source.Name) (e site.NavigationEntry, ok bool) {
	if name.Value == r.tree.Config.File {
		return site.NavigationEntry{Address: site.HomeAddress}, true
	}
	if id, isGuide := strings.CutSuffix(strings.TrimPrefix(name.Value, "guides/"), ".md"); isGuide && r.declared[id] != nil && name.Value == "guides/"+id+".md" {
		g := r.guides[id]
		if g == nil {
			r.diags.Warnf(name.Pos, diag.DraftLink, "%q is a draft and is left out of navigation", name.Value).
				Hint = "it appears there as soon as it says draft: false"
			return e, false
		}
		return site.NavigationEntry{Label: g.Title, Address: g.Address()}, true
	}
	for _, c := range r.site.Categories {
		if c.File == name.Value {
			return categoryEntry(c), true
		}
		for _, o := range c.Options {
			if o.File == name.Value {
				return site.NavigationEntry{Label: o.Name, Address: o.Address()}, true
			}
		}
	}
	r.noSuchPage(name)
	return e, false
}

// noSuchPage reports an entry of navigation that leads nowhere.
func (r *resolver) noSuchPage(name source.Name) {
	if r.isUnread(name.Value) {
		return
	}
	d := r.diags.Errorf(name.Pos, diag.BrokenLink, "navigation leads to %q, which is no page of the site", name.Value)
	d.Hint = "name a guide as guides/<guide>.md, or a file of data/; paths begin at the site's folder"
	pages := slices.DeleteFunc(r.sources(), func(file string) bool { return !strings.HasSuffix(file, ".md") && !strings.HasSuffix(file, ".yaml") })
	if meant := nearestFile(name.Value, pages); meant != "" {
		d.Hint = "did you mean " + meant + "?"
	}
}
