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

// fill answers what a guide's body asks for.
func (r *resolver) fill(g *site.Guide) {
	for i := range g.Links {
		g.Holes.Links = append(g.Holes.Links, r.link(&g.Links[i], g.File))
	}
	for _, image := range g.Images {
		g.Holes.Images = append(g.Holes.Images, r.image(image, g.File))
	}
	for _, ref := range g.Document.Facts {
		g.Holes.Facts = append(g.Holes.Facts, r.fact(ref, g))
	}
	for _, ref := range g.Directives {
		g.Holes.Directives = append(g.Holes.Directives, r.directive(ref, g))
	}
}

// fact resolves `:fact[option.attribute]`. Where it cannot, the zero Fact is
// never rendered, because an error keeps the site from being published.
func (r *resolver) fact(ref markup.FactRef, g *site.Guide) site.Fact {
	o := r.optionIn(ref.Category, ref.Option, ref.Pos, g.Options)
	if o == nil {
		return site.Fact{}
	}
	a := o.Category.Attribute(ref.Attribute)
	if a == nil {
		r.diags.Errorf(ref.Pos, diag.UnknownAttribute, "the category %q has no attribute %q", o.Category.ID, ref.Attribute).
			Hint = diag.Suggest(ref.Attribute, attributeIDs(o.Category))
		return site.Fact{}
	}
	fact := o.Fact(a)
	if fact.State == source.Unknown {
		r.diags.Warnf(ref.Pos, diag.UnknownFact, "the sentence will say %q: nobody has given %s's %s", "unknown", o.Name, a.ID).
			Hint = "add the fact to " + o.File
	}
	return fact
}

func attributeIDs(c *site.Category) []string {
	ids := make([]string, len(c.Attributes))
	for i, a := range c.Attributes {
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
	for _, name := range names(ref, "category") {
		if c := r.category(name); c != nil {
			d.Categories = append(d.Categories, c)
		}
	}
	if listed := names(ref, "options"); listed != nil {
		d.Options = nil
		for _, name := range listed {
			o := r.option(name, g.Options)
			switch {
			case o == nil:
			case slices.Contains(d.Options, o):
				r.diags.Errorf(name.Pos, diag.Duplicate, "%q is named twice", name.Value)
			default:
				d.Options = append(d.Options, o)
			}
		}
		if d.Options == nil {
			return d // each name has been reported
		}
	}
	if ref.Name == "decide" {
		r.decide(&d, ref, g)
		return d
	}
	if len(d.Categories) > 0 && !has(ref, "options") {
		d.Options = nil
		for _, c := range d.Categories {
			d.Options = append(d.Options, c.Options...)
		}
	}
	if len(d.Options) == 0 && !has(ref, "category") {
		r.diags.Errorf(ref.Pos, diag.EmptyTable, "::%s has no options to show, because this guide compares none", ref.Name).
			Hint = `name them, as in ::` + ref.Name + `{options="one,two"}, or give the guide "compare" in its front matter`
	}
	if ref.Name == "compare" {
		r.table(&d, ref)
	}
	return d
}

// decide resolves which decisions `::decide` leads to.
func (r *resolver) decide(d *site.Directive, ref markup.DirectiveRef, g *site.Guide) {
	if !has(ref, "category") {
		for _, o := range d.Options {
			if !slices.Contains(d.Categories, o.Category) {
				d.Categories = append(d.Categories, o.Category)
			}
		}
		if len(d.Categories) == 0 {
			r.diags.Errorf(ref.Pos, diag.EmptyTable, "::decide does not know what to decide, because this guide compares nothing").
				Hint = diag.Suggest("", r.categoryIDs()) + `; write ::decide{category="..."}`
		}
	} else if !has(ref, "options") {
		d.Options = nil
		for _, c := range d.Categories {
			d.Options = append(d.Options, c.Options...)
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
	if len(d.Options) == 0 {
		return
	}
	shared := site.SharedAttributes(d.Options)
	ids, labels := []string{}, []string{}
	for _, a := range shared {
		ids = append(ids, a.ID)
	}
	for _, group := range d.Options[0].Category.Groups {
		if group.Label != "" {
			labels = append(labels, group.Label)
		}
	}
	for _, name := range names(ref, "only") {
		switch {
		case !slices.Contains(ids, name.Value):
			r.diags.Errorf(name.Pos, diag.UnknownAttribute, "the options of this table share no attribute %q", name.Value).
				Hint = diag.Suggest(name.Value, ids)
		case slices.Contains(d.Only, name.Value):
			r.diags.Errorf(name.Pos, diag.Duplicate, "%q is named twice", name.Value)
		default:
			d.Only = append(d.Only, name.Value)
		}
	}
	if label, ok := ref.Get("group"); ok {
		// A label may hold a comma, so the whole value is tried first.
		wanted := []source.Name{{Value: strings.TrimSpace(label.Value), Pos: label.Pos}}
		if !slices.Contains(labels, wanted[0].Value) {
			wanted = names(ref, "group")
		}
		for _, name := range wanted {
			if !slices.Contains(labels, name.Value) {
				r.diags.Errorf(name.Pos, diag.UnknownGroup, "the category %q has no group %q", d.Options[0].Category.ID, name.Value).
					Hint = diag.Suggest(name.Value, labels)
				continue
			}
			d.Groups = append(d.Groups, name.Value)
		}
	}
	if len(shared) == 0 {
		r.diags.Errorf(ref.Pos, diag.EmptyTable, "the options of this table have no attribute in common").
			Hint = "options of different categories are compared on attributes with the same id"
	} else if (d.Only == nil) == !has(ref, "only") && (d.Groups == nil) == !has(ref, "group") && !site.AnyShown(*d) {
		r.diags.Errorf(ref.Pos, diag.EmptyTable, "no attribute is both among %q and in that group, so the table is empty", "only").
			Hint = "leave one of the two out"
	}
}

func has(ref markup.DirectiveRef, key string) bool {
	_, ok := ref.Get(key)
	return ok
}

// names splits the value of an attribute at its commas, each name with its own
// position. It is nil where the attribute is missing and never empty where it is
// not: an empty value is one empty name, which nothing is called.
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
		list = append(list, source.Name{Value: word, Pos: pos})
		offset += len(part) + 1
	}
	return list
}
