package dataset

import (
	"slices"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
	"tradeoff/generator/strictyaml"
)

// Option reads data/<category>/<id>.yaml, whose facts have the types of the
// category's attributes. The facts are not read without a category.
func Option(category *source.Category, id, file string, src []byte) (*source.Option, diag.List) {
	root, diags := strictyaml.Parse(file, src, 0)
	o := &source.Option{ID: id, Name: id, File: file, Pos: diag.Position{File: file}}
	if category != nil {
		o.CategoryID = category.ID
	}
	if root == nil {
		return o, diags
	}
	f := root.Fields("an option", &diags, "name", "summary", "website", "repository", "license",
		"facts", "pros", "cons", "used_by")
	o.Pos = root.Pos
	if name := f.Get("name").Text(); name != "" {
		o.Name = name
	}
	o.Summary = prose(f.Get("summary"))
	o.Website = f.Get("website").Address()
	o.Repository = strings.TrimRight(f.Get("repository").Address(), "/")
	o.License = f.Get("license").Text()
	o.Facts = facts(category, f.Get("facts"))
	o.Pros = proses(f.Get("pros"))
	o.Cons = proses(f.Get("cons"))
	for _, item := range f.Get("used_by").List() {
		if u := user(item); u.Name != "" {
			o.UsedBy = append(o.UsedBy, u)
		}
	}
	return o, diags
}

// user reads one entry of used_by.
func user(v strictyaml.Value) source.User {
	f := v.Fields("an entry of used_by", "name", "for", "source")
	return source.User{
		Name:   f.Required("name").Text(),
		For:    f.Get("for").Text(),
		Source: f.Get("source").Address(),
		Pos:    v.Pos(),
	}
}

// facts reads an option's facts and puts them into the order of the attributes.
func facts(category *source.Category, v strictyaml.Value) []*source.Fact {
	var facts []*source.Fact
	entries := v.Entries("attributes with values")
	if category == nil {
		return nil
	}
	for _, entry := range entries {
		a := category.Attribute(entry.Key)
		if a == nil {
			reportAttribute(category, entry)
			continue
		}
		facts = append(facts, fact(a, entry))
	}
	slices.SortStableFunc(facts, func(x, y *source.Fact) int {
		return slices.Index(category.Attributes, x.Attribute) - slices.Index(category.Attributes, y.Attribute)
	})
	return facts
}
