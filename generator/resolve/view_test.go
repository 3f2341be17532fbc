package resolve_test

import (
	"fmt"
	"strings"

	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A viewer writes a resolved site, one thing a line, with nothing that is absent.
type viewer struct {
	strings.Builder
	site *site.Site
}

func view(s *site.Site) string {
	v := &viewer{site: s}
	for _, c := range s.Categories {
		v.line(0, "category %s: %s", c.ID, c.Address())
		list(v, 1, "neighbours", c.Neighbours, categoryID)
		list(v, 1, "guides", c.Guides, guideID)
		v.text(1, c.Summary)
		for _, a := range c.Attributes {
			v.text(1, a.Help)
		}
		for _, q := range c.Questions {
			v.text(1, q.Help)
		}
		for _, o := range c.Options {
			v.option(o)
		}
	}
	for _, g := range s.Guides {
		v.guide(g)
	}
	for _, r := range s.Redirects {
		v.line(0, "redirect %s to %s %q", r.Address, r.To, r.Title)
	}
	v.listing()
	for _, e := range s.Navigation {
		v.line(0, "navigation %q to %s%s, category %t", e.Label, e.Address, e.URL, e.Category != nil)
	}
	if s.Config != nil {
		for _, t := range s.Config.Theme.Footer {
			v.text(0, t)
		}
	}
	for _, f := range s.Files {
		v.line(0, "file %s to %s, picture %t", f.Source, f.Address, f.Picture)
	}
	return v.String()
}

func (v *viewer) line(indent int, format string, args ...any) {
	v.WriteString(strings.Repeat("  ", indent) + fmt.Sprintf(format, args...) + "\n")
}

func list[T any](v *viewer, indent int, label string, things []T, name func(T) string) {
	var words []string
	for _, thing := range things {
		words = append(words, name(thing))
	}
	if words != nil {
		v.line(indent, "%s: %s", label, strings.Join(words, " "))
	}
}

func categoryID(c *site.Category) string { return c.ID }

func guideID(g *site.Guide) string { return g.ID }

func optionID(o *site.Option) string { return o.Category.ID + "/" + o.ID }

// text shows where the links of inline Markdown lead.
func (v *viewer) text(indent int, t markup.Text) {
	for i := range t.Links {
		v.target(indent, t.Links[i].Dest, v.site.Texts.Target(&t.Links[i]))
	}
}

func (v *viewer) target(indent int, dest string, t site.Target) {
	switch {
	case t.Address == "":
		v.line(indent, "link %s: left out", dest)
	case t.Fragment == "":
		v.line(indent, "link %s: %s", dest, t.Address)
	default:
		v.line(indent, "link %s: %s at %q", dest, t.Address, t.Fragment)
	}
}

func (v *viewer) option(o *site.Option) {
	v.line(1, "option %s %q: %s", o.ID, o.Name, o.Address())
	list(v, 2, "guides", o.Guides, guideID)
	v.text(2, o.Summary)
	for _, f := range o.Facts {
		v.text(2, f.Note)
		if prose, ok := f.Value.(source.Prose); ok {
			v.text(2, prose.Text)
		}
	}
	for _, t := range append(o.Pros, o.Cons...) {
		v.text(2, t)
	}
}

func (v *viewer) guide(g *site.Guide) {
	v.line(0, "guide %s: %s", g.ID, g.Address())
	list(v, 1, "compares", g.Options, optionID)
	list(v, 1, "categories", g.Categories, categoryID)
	list(v, 1, "pinned", g.Pinned, guideID)
	for _, a := range g.By {
		v.line(1, "by %s", a.Name)
		v.text(1, a.Bio)
	}
	v.text(1, g.Rule)
	for _, table := range g.Tables() {
		v.table(table)
	}
	for _, d := range g.Holes.Directives {
		v.directive(d)
	}
	for i, t := range g.Holes.Links {
		v.target(1, g.Links[i].Dest, t)
	}
	for i, p := range g.Holes.Images {
		v.line(1, "picture %s: %s, %d x %d", g.Images[i].Dest, p.Source, p.Width, p.Height)
	}
	for i, f := range g.Holes.Facts {
		if f.Option == nil {
			v.line(1, "fact %s.%s: none", g.Document.Facts[i].Option, g.Document.Facts[i].Attribute)
			continue
		}
		v.line(1, "fact %s/%s.%s: state %d, %v", f.Option.Category.ID, f.Option.ID, f.Attribute.ID, f.State, f.Value)
	}
}

func (v *viewer) directive(d site.Directive) {
	v.line(1, "::%s", d.Name)
	list(v, 2, "options", d.Options, optionID)
	list(v, 2, "categories", d.Categories, categoryID)
}

func (v *viewer) table(d site.Directive) {
	var rows []string
	for _, a := range site.SharedAttributes(d.Options) {
		if d.Shows(a) {
			rows = append(rows, a.ID)
		}
	}
	v.line(1, "table of %d columns: %s", len(d.Options), strings.Join(rows, " "))
}
