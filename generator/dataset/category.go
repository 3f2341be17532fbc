package dataset

import (
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
	"tradeoff/generator/strictyaml"
)

// Category reads data/<id>/category.yaml.
func Category(id, file string, src []byte) (*source.Category, diag.List) {
	root, diags := strictyaml.Parse(file, src, 0)
	c := &source.Category{ID: id, Title: id, Singular: id, File: file, Pos: diag.Position{File: file}}
	if root == nil {
		emptyFile(file, &diags, "a category")
		c.Incomplete = true
		return c, diags
	}
	f := root.Fields("a category", &diags, "title", "singular", "summary", "neighbours", "attributes", "questions", "order")
	c.Pos = root.Pos
	if title := f.Required("title").Text(); title != "" {
		c.Title, c.Singular = title, strings.ToLower(title)
	}
	if singular := f.Get("singular").Text(); singular != "" {
		c.Singular = singular
	}
	c.Summary = prose(f.Get("summary"))
	c.Neighbours = neighbours(id, f.Get("neighbours"))
	r := &categoryReader{category: c, ids: idSet{}, groups: idSet{}, untyped: map[*source.Attribute]bool{}}
	r.attributes(f.Required("attributes"))
	c.Incomplete = c.Incomplete || len(c.Attributes) == 0
	r.questions(f.Get("questions"))
	c.Authored = f.Get("order").OneOf("authored") != ""
	return c, diags
}

func neighbours(id string, v strictyaml.Value) []source.Name {
	var names []source.Name
	for _, name := range v.Names() {
		if name.Value == id {
			v.Diagnostics().Errorf(name.Pos, diag.Cycle, "the category %q names itself as a neighbour", id).Hint = "remove it"
			continue
		}
		names = append(names, name)
	}
	return names
}

// A categoryReader fills a category.
type categoryReader struct {
	category *source.Category
	ids      idSet // of attributes
	groups   idSet // by label
	// untyped attributes have an error in their type, levels or choices.
	// Conditions on them are not looked at.
	untyped map[*source.Attribute]bool
}

// attributes reads the attributes and the groups of attributes of a category.
// Those that stand alone, one after the other, share a group without a label.
func (r *categoryReader) attributes(v strictyaml.Value) {
	if v.Given() && len(v.List()) == 0 {
		v.Errorf(diag.InvalidValue, "a category needs at least one attribute").Hint = "begin with - {id: language, type: text}"
	}
	var alone *source.Group
	for _, item := range v.List() {
		if isGroup(item) {
			r.group(item)
			alone = nil
			continue
		}
		a := r.attribute(item)
		if a == nil {
			continue
		}
		if alone == nil {
			alone = r.newGroup("")
		}
		r.add(alone, a)
	}
}

// isGroup tells a group from an attribute.
func isGroup(v strictyaml.Value) bool {
	for _, e := range v.Node.Entries {
		if e.Key == "group" || e.Key == "attributes" {
			return true
		}
	}
	return false
}

func (r *categoryReader) newGroup(label string) *source.Group {
	g := &source.Group{Label: label}
	r.category.Groups = append(r.category.Groups, g)
	return g
}

func (r *categoryReader) add(g *source.Group, a *source.Attribute) {
	g.Attributes = append(g.Attributes, a)
	r.category.Attributes = append(r.category.Attributes, a)
}

// group reads a group of attributes.
func (r *categoryReader) group(v strictyaml.Value) {
	f := v.Fields("a group", "group", "attributes")
	label := f.Required("group")
	if label.Text() != "" {
		r.groups.take("the group", label.Text(), label)
	}
	list := f.Required("attributes")
	if list.Given() && len(list.List()) == 0 {
		list.Errorf(diag.InvalidValue, "a group needs at least one attribute").Hint = "remove the group"
	}
	g := &source.Group{Label: label.Text()}
	for _, item := range list.List() {
		if isGroup(item) {
			item.Errorf(diag.InvalidValue, "a group inside a group").Hint = "groups stand side by side"
			continue
		}
		if a := r.attribute(item); a != nil {
			r.add(g, a)
		}
	}
	if len(g.Attributes) > 0 {
		r.category.Groups = append(r.category.Groups, g)
	}
}
