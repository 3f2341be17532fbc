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
		o.Incomplete = diags.HasErrors() // an empty file is an option without facts
		return o, diags
	}
	f := root.Fields("an option", &diags, "name", "summary", "website", "repository", "license",
		"facts", "pros", "cons", "used_by", "synonyms")
	o.Pos = root.Pos
	if name := f.Get("name").Text(); name != "" {
		o.Name = name
	}
	o.Summary = prose(f.Get("summary"))
	o.Website = f.Get("website").Address()
	o.Repository = strings.TrimRight(f.Get("repository").Address(), "/")
	o.License = f.Get("license").Text()
	o.Synonyms = spellings(f.Get("synonyms"))
	complete := false
	o.Facts, complete = facts(category, f.Get("facts"))
	o.Incomplete = !complete || !f.Complete()
	o.Pros = proses(f.Get("pros"))
	o.Cons = proses(f.Get("cons"))
	o.UsedBy = users(f.Get("used_by"))
	return o, diags
}

// users reads used_by. Who is there twice for the same is left out once, with a
// warning.
func users(v strictyaml.Value) []source.User {
	var users []source.User
	seen := strictyaml.Seen{}
	for _, item := range v.List() {
		u := user(item)
		words := u.Name
		if u.For != "" {
			words += ": " + u.For
		}
		if u.Name != "" && !seen.Again(words, item) {
			users = append(users, u)
		}
	}
	return users
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
// They are complete where all of them could be understood.
func facts(category *source.Category, v strictyaml.Value) (facts []*source.Fact, complete bool) {
	entries := v.Entries("attributes with values")
	if category == nil {
		return nil, false
	}
	complete = v.Node.IsEmpty() || v.Node.Kind == strictyaml.Mapping || v.Node.Kind == strictyaml.Sequence
	for _, entry := range entries {
		a := category.Attribute(entry.Key)
		if a == nil {
			reportAttribute(category, entry)
			complete = false
			continue
		}
		facts = append(facts, fact(a, entry))
	}
	slices.SortStableFunc(facts, func(x, y *source.Fact) int {
		return slices.Index(category.Attributes, x.Attribute) - slices.Index(category.Attributes, y.Attribute)
	})
	return facts, complete
}
