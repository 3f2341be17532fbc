package resolve

import (
	"maps"
	"path"
	"slices"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

func (r *resolver) category(name source.Name) *site.Category {
	c := r.categories[name.Value]
	if c == nil && !r.isCategoryUnread(name.Value) {
		r.diags.Errorf(name.Pos, diag.UnknownCategory, "there is no category %q", name.Value).
			Hint = diag.Suggest(name.Value, r.categoryIDs())
	}
	return c
}

func (r *resolver) categoryIDs() []string {
	ids := make([]string, len(r.site.Categories))
	for i, c := range r.site.Categories {
		ids[i] = c.ID
	}
	return ids
}

// option finds an option by `id` or `category/id`; own options come first. It
// reports and gives nil where there is none or more than one.
func (r *resolver) option(name source.Name, own []*site.Option) *site.Option {
	category, id, _ := strings.Cut(name.Value, "/")
	if category == "" || id == "" {
		category, id = "", name.Value
	}
	return r.optionIn(category, id, name.Pos, own)
}

func (r *resolver) optionIn(category, id string, pos diag.Position, own []*site.Option) *site.Option {
	if category != "" {
		c := r.category(source.Name{Value: category, Pos: pos})
		if c == nil {
			return nil
		}
		for _, o := range c.Options {
			if o.ID == id {
				return o
			}
		}
		if !r.isOptionUnread(category, id) {
			r.diags.Errorf(pos, diag.UnknownOption, "the category %q has no option %q", category, id).
				Hint = diag.Suggest(id, optionIDs(c.Options))
		}
		return nil
	}
	found := slices.DeleteFunc(slices.Clone(own), func(o *site.Option) bool { return o.ID != id })
	if len(found) == 0 {
		found = r.options[id]
	}
	switch len(found) {
	case 1:
		return found[0]
	case 0:
		if !r.isOptionUnread("", id) {
			r.diags.Errorf(pos, diag.UnknownOption, "there is no option %q", id).
				Hint = diag.Suggest(id, slices.Sorted(maps.Keys(r.options)))
		}
		return nil
	}
	var names []string
	for _, o := range found {
		names = append(names, o.Category.ID+"/"+o.ID)
	}
	slices.Sort(names)
	r.diags.Errorf(pos, diag.Ambiguous, "%q is an option of several categories", id).
		Hint = "say which one: " + strings.Join(names, " or ")
	return nil
}

func optionIDs(options []*site.Option) []string {
	ids := make([]string, len(options))
	for i, o := range options {
		ids[i] = o.ID
	}
	return ids
}

func (r *resolver) author(name source.Name) *source.Author {
	var ids []string
	for _, a := range r.tree.Config.Authors {
		if a.ID == name.Value {
			return a
		}
		ids = append(ids, a.ID)
	}
	if r.tree.Config.Incomplete {
		return nil
	}
	hint := diag.Suggest(name.Value, ids)
	if len(ids) == 0 {
		hint = "data/site.yaml names the authors: authors: {" + name.Value + ": {name: ...}}"
	}
	r.diags.Errorf(name.Pos, diag.UnknownAuthor, "there is no author %q in data/site.yaml", name.Value).Hint = hint
	return nil
}

// guide finds a guide, a draft too, by its path or by its name alone.
func (r *resolver) guide(name source.Name) *source.Guide {
	id := strings.TrimSuffix(strings.TrimPrefix(name.Value, "guides/"), ".md")
	if g := r.declared[id]; g != nil {
		return g
	}
	switch found := r.namesakes()[id]; len(found) {
	case 1:
		return r.declared[found[0]]
	case 0:
		if !r.isUnread(path.Join("guides", id+".md")) && !r.mayBeUnread("guides", id+".md") {
			r.diags.Errorf(name.Pos, diag.UnknownGuide, "there is no guide %q", name.Value).Hint = suggestGuide(id, guideIDs(r.tree.Guides))
		}
	default:
		r.diags.Errorf(name.Pos, diag.Ambiguous, "several guides are called %q", name.Value).
			Hint = "say which one: " + strings.Join(found, " or ")
	}
	return nil
}

func guideIDs(guides []*source.Guide) []string {
	ids := make([]string, len(guides))
	for i, g := range guides {
		ids[i] = g.ID
	}
	return ids
}

// suggestGuide is the hint for an unknown guide; most misspell its name, not the
// folder that it lies in.
func suggestGuide(id string, known []string) string {
	bases := map[string]string{}
	names := make([]string, 0, len(known))
	for _, k := range known {
		name := path.Base(k)
		if _, taken := bases[name]; !taken {
			bases[name] = k
		}
		names = append(names, name)
	}
	if diag.Nearest(id, known) == "" {
		if nearest := diag.Nearest(path.Base(id), names); nearest != "" {
			return diag.Suggest(bases[nearest], known)
		}
	}
	return diag.Suggest(id, known)
}
