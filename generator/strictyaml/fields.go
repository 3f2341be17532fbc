package strictyaml

import (
	"slices"
	"strings"

	"tradeoff/generator/diag"
)

// Fields are the entries of one mapping, read by a format that knows its keys.
// They are what a function that describes a part of the format starts with:
//
//	f := node.Fields("a user", diags, "name", "for", "source")
//	user.Name = f.Required("name").Text()
//	user.For = f.Get("for").Text()
//	user.Source = f.Get("source").Address()
//
// Reading never fails: what is missing or of the wrong type is reported and
// gives a zero value.
type Fields struct {
	what   string
	pos    diag.Position
	known  []string
	values []Value // parallel to known
	diags  *diag.List
	silent bool     // a fault of the whole has been reported
	meant  []string // the known keys that unknown ones were probably meant to be
	strays bool     // there are unknown keys
}

// Fields reads n as a mapping of the known keys, which it reports by the words
// in what, such as "an option". A node that is nil or empty has no
// entries. Keys that are not
// known are reported with the nearest that is.
func (n *Node) Fields(what string, diags *diag.List, known ...string) Fields {
	f := Fields{what: what, known: known, values: make([]Value, len(known)), diags: diags}
	for i, key := range known {
		f.values[i] = Value{Key: key, diags: diags}
	}
	if n == nil {
		return f
	}
	f.pos = n.Pos
	if n.IsEmpty() {
		return f
	}
	if n.Kind != Mapping {
		f.silent = true
		if n.Kind != Broken {
			diags.Errorf(n.Pos, diag.WrongType, "%s takes keys with values, found %s", what, n.describe()).
				Hint = "write {" + known[0] + ": ...}, or one key: value on each line"
		}
		return f
	}
	for _, e := range n.Entries {
		i := slices.Index(known, e.Key)
		if i < 0 {
			diags.Errorf(e.KeyPos, diag.UnknownKey, "%q is not a key of %s", shorten(e.Key), what).Hint = f.suggest(e.Key)
			f.strays, f.meant = true, append(f.meant, f.nearest(e.Key))
			continue
		}
		f.values[i].KeyPos, f.values[i].Node = e.KeyPos, e.Value
	}
	return f
}

// suggest is the hint for a key that is not known.
func (f Fields) suggest(key string) string {
	if before, after, ok := strings.Cut(key, ":"); ok && slices.Contains(f.known, before) {
		return "write a space behind the colon: " + before + ": " + shorten(after)
	}
	return diag.Suggest(key, f.known)
}

// nearest gives the known key that an unknown one was probably meant to be.
func (f Fields) nearest(key string) string {
	before, _, _ := strings.Cut(key, ":")
	return diag.Nearest(before, f.known)
}

// Complete tells whether the mapping says nothing that could not be understood:
// what is missing from one that is incomplete may be there under another name.
func (f Fields) Complete() bool { return !f.silent && !f.strays }

// Pos is where the mapping begins.
func (f Fields) Pos() diag.Position { return f.pos }

// Get gives the value of a key, which is one of those that the fields know. A
// key that is not in the file has a value that is not [Value.Given].
func (f Fields) Get(key string) Value { return f.values[slices.Index(f.known, key)] }

// Required is Get for a key that must be there, with something in it. Where an
// unknown key looks like it, that has been reported, and it is not missing too.
func (f Fields) Required(key string) Value {
	v := f.Get(key)
	switch {
	case f.silent || v.Given() || v.Node != nil && v.Node.Kind == Broken:
	case v.Node != nil:
		f.diags.Errorf(v.KeyPos, diag.MissingKey, "%q is empty, and %s needs it", key, f.what)
	case !slices.Contains(f.meant, key):
		f.diags.Errorf(f.pos, diag.MissingKey, "%s needs %q", f.what, key).Hint = "add the key " + key + ":"
	}
	return v
}

// Present gives the values that the file has, in the order of the known keys.
func (f Fields) Present() []Value {
	var present []Value
	for _, v := range f.values {
		if v.Node != nil {
			present = append(present, v)
		}
	}
	return present
}
