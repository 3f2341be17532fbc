package resolve

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// fillDirectives answers which tables and lists a guide's body asks for.
func (r *resolver) fillDirectives(g *site.Guide) {
	related := false
	g.Holes.Directives = sized[site.Directive](len(g.Directives))
	for _, ref := range g.Directives {
		g.Holes.Directives = append(g.Holes.Directives, r.directive(ref, g))
		if ref.Name != "related" {
			continue
		}
		if related {
			r.diags.Warnf(ref.Pos, diag.Duplicate, "::related stands here a second time and shows nothing").Hint = "keep one of the two"
		}
		related = true
	}
}

// fill answers what else a guide's body asks for, and its rule.
func (r *resolver) fill(g *site.Guide) {
	g.Holes.Links = sized[site.Target](len(g.Links))
	for i := range g.Links {
		g.Holes.Links = append(g.Holes.Links, r.link(&g.Links[i], g.File))
	}
	g.Holes.Images = sized[site.Picture](len(g.Images))
	for _, image := range g.Images {
		g.Holes.Images = append(g.Holes.Images, r.image(image, g.File))
	}
	g.Holes.Facts = sized[site.Fact](len(g.Document.Facts))
	for _, ref := range g.Document.Facts {
		fact := r.fact(ref, g)
		g.Holes.Facts = append(g.Holes.Facts, fact)
		r.mention(fact.Option, g)
	}
	r.text(g.Rule)
}

// sized gives an empty list for so many, nil for none.
func sized[T any](length int) []T {
	if length == 0 {
		return nil
	}
	return make([]T, 0, length)
}

// fact resolves `:fact[option.attribute]`. Where it cannot, the zero Fact is
// never rendered, because an error keeps the site from being published.
func (r *resolver) fact(ref markup.FactRef, g *site.Guide) site.Fact {
	o := r.optionIn(ref.Category, ref.Option, ref.Pos, g.Options)
	if o == nil {
		return site.Fact{}
	}
	a := o.Category.Attribute(ref.Attribute)
	switch {
	case a == nil && o.Category.Incomplete:
		return site.Fact{}
	case a == nil:
		r.diags.Errorf(ref.Pos, diag.UnknownAttribute, "the category %q has no attribute %q", o.Category.ID, ref.Attribute).
			Hint = diag.Suggest(ref.Attribute, attributeIDs(o.Category.Attributes))
		return site.Fact{}
	}
	fact := o.Fact(a)
	if fact.State == source.Unknown && !fact.Faulty && !(o.Incomplete && o.Option.Fact(a.ID) == nil) {
		r.diags.Warnf(ref.Pos, diag.UnknownFact, "the sentence will say %q: nobody has given the fact %q of %s", "unknown", a.ID, o.Name).
			Hint = "add the fact to " + o.File
	}
	return fact
}

func attributeIDs(attributes []*source.Attribute) []string {
	ids := make([]string, len(attributes))
	for i, a := range attributes {
		ids[i] = a.ID
	}
	return ids
}

// directive resolves a leaf directive's names.
func (r *resolver) directive(ref markup.DirectiveRef, g *site.Guide) site.Directive {
	d := site.Directive{Name: ref.Name, Options: g.Options}
	if ref.Name == "related" {
		return d
	}
	d.Categories = r.directiveCategories(ref)
	if listed := names(ref, "options"); listed != nil {
		if d.Options = r.distinct(listed, own(d.Categories, g)); d.Options == nil {
			return d // each name has been reported
		}
	} else if has(ref, "category") {
		d.Options = optionsOf(d.Categories)
	}
	switch {
	case ref.Name == "decide":
		r.decide(&d, ref, g)
	case len(d.Options) == 0 && isIncomplete(g):
	case len(d.Options) == 0 && !has(ref, "category"):
		r.diags.Errorf(ref.Pos, diag.EmptyTable, "::%s has no options to show, because this guide compares none", ref.Name).
			Hint = `name them, as in ::` + ref.Name + `{options="one,two"}, or give the guide "compare" in its front matter`
	case len(d.Options) > 0 && ref.Name == "compare":
		r.table(&d, ref)
	}
	return d
}

// own are the options that a directive's names are looked for among first: those
// of the categories it names, or the guide's.
func own(categories []*site.Category, g *site.Guide) []*site.Option {
	if len(categories) > 0 {
		return optionsOf(categories)
	}
	return g.Options
}

func optionsOf(categories []*site.Category) []*site.Option {
	var options []*site.Option
	for _, c := range categories {
		options = append(options, c.Options...)
	}
	return options
}

// directiveCategories resolves the categories that a directive names.
func (r *resolver) directiveCategories(ref markup.DirectiveRef) []*site.Category {
	var categories []*site.Category
	for _, name := range names(ref, "category") {
		c := r.category(name)
		switch {
		case c == nil:
		case slices.Contains(categories, c):
			r.diags.Errorf(name.Pos, diag.Duplicate, "%q is named twice", name.Value).Hint = "keep one of the two"
		default:
			categories = append(categories, c)
		}
	}
	return categories
}

// decide resolves which decisions `::decide` leads to.
func (r *resolver) decide(d *site.Directive, ref markup.DirectiveRef, g *site.Guide) {
	if !has(ref, "category") {
		for _, o := range d.Options {
			if !slices.Contains(d.Categories, o.Category) {
				d.Categories = append(d.Categories, o.Category)
			}
		}
		if len(d.Categories) == 0 && !isIncomplete(g) {
			r.diags.Errorf(ref.Pos, diag.EmptyTable, "::decide does not know what to decide, because this guide compares nothing").
				Hint = `name a category, as in ::decide{category="..."}; ` + diag.Suggest("", r.categoryIDs())
		}
	}
	for _, c := range d.Categories {
		if len(c.Questions) == 0 {
			r.diags.Warnf(ref.Pos, diag.EmptyTable, "the category %q asks no questions, so ::decide shows nothing for it", c.ID).
				Hint = "add questions to " + c.File
		}
	}
}

// table resolves which rows `::compare` shows.
func (r *resolver) table(d *site.Directive, ref markup.DirectiveRef) {
	shared := site.SharedAttributes(d.Options)
	if areIncomplete(d.Options) {
		return
	}
	if len(shared) == 0 {
		r.diags.Errorf(ref.Pos, diag.EmptyTable, "the options of this table have no attribute in common").
			Hint = "options of different categories are compared on attributes with the same id"
		return
	}
	if !r.only(d, ref, shared) || !r.groups(d, ref) || site.AnyShown(*d) {
		return
	}
	report := r.diags.Errorf(ref.Pos, diag.EmptyTable, "none of this group's attributes is one that all options of this table share")
	report.Hint = "choose another group"
	if d.Only != nil {
		report.Message = `no attribute is both among "only" and in that group, so the table is empty`
		report.Hint = "leave one of the two out"
	}
}

// only resolves the attributes that `only` names, and tells whether all are known.
func (r *resolver) only(d *site.Directive, ref markup.DirectiveRef, shared []*source.Attribute) bool {
	ok := true
	ids := attributeIDs(shared)
	for _, name := range names(ref, "only") {
		switch {
		case !slices.Contains(ids, name.Value):
			r.diags.Errorf(name.Pos, diag.UnknownAttribute, "the options of this table share no attribute %q", name.Value).
				Hint = diag.Suggest(name.Value, ids)
			ok = false
		case slices.Contains(d.Only, name.Value):
			r.diags.Errorf(name.Pos, diag.Duplicate, "%q is named twice", name.Value).Hint = "keep one of the two"
		default:
			d.Only = append(d.Only, name.Value)
		}
	}
	return ok
}

// groups resolves the groups that `group` names, and tells whether all are known.
func (r *resolver) groups(d *site.Directive, ref markup.DirectiveRef) bool {
	attribute, given := ref.Get("group")
	if !given {
		return true
	}
	var labels []string
	for _, group := range d.Options[0].Category.Groups {
		if group.Label != "" {
			labels = append(labels, group.Label)
		}
	}
	// A label may hold a comma, so the whole value is tried first.
	wanted := []source.Name{{Value: strings.TrimSpace(attribute.Value), Pos: attribute.Pos}}
	if !slices.Contains(labels, wanted[0].Value) {
		wanted = names(ref, "group")
	}
	ok := true
	for _, name := range wanted {
		if !slices.Contains(labels, name.Value) {
			d := r.diags.Errorf(name.Pos, diag.UnknownGroup, "the category %q has no group %q", d.Options[0].Category.ID, name.Value)
			if d.Hint = diag.Suggest(name.Value, labels); len(labels) == 0 {
				d.Hint = "its attributes stand alone: leave group out"
			}
			ok = false
			continue
		}
		d.Groups = append(d.Groups, name.Value)
	}
	return ok
}

func has(ref markup.DirectiveRef, key string) bool {
	_, ok := ref.Get(key)
	return ok
}

// names splits the value of an attribute at its commas, each name with its own
// position. It is nil where the attribute is missing and never empty where it is
// not; empty names are passed over, of which the parser has warned.
func names(ref markup.DirectiveRef, key string) []source.Name {
	attribute, ok := ref.Get(key)
	if !ok {
		return nil
	}
	var list []source.Name
	offset := 0
	for part := range strings.SplitSeq(attribute.Value, ",") {
		word := strings.TrimSpace(part)
		pos := attribute.Pos
		pos.Column += utf8.RuneCountInString(attribute.Value[:offset+strings.Index(part, word)])
		if word != "" {
			list = append(list, source.Name{Value: word, Pos: pos})
		}
		offset += len(part) + 1
	}
	return list
}
