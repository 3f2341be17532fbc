package strictyaml

import (
	"fmt"
	"slices"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
)

// A Value is what stands behind a key, or one item of a list there, about to be
// read as something. Each method reads it as one kind of thing; where it is not
// that, it reports it and gives the zero value. A value that is absent or empty
// gives the zero value, without a word.
type Value struct {
	Key    string        // the key that it belongs to, for messages
	KeyPos diag.Position // of the key
	Node   *Node         // nil where the key is absent
	diags  *diag.List
}

// Given tells whether something is there that can be read.
func (v Value) Given() bool { return !v.Node.IsEmpty() && v.Node.Kind != Broken }

// Pos is where the value stands; of one that is empty, its key.
func (v Value) Pos() diag.Position {
	if !v.Given() {
		return v.KeyPos
	}
	return v.Node.Pos
}

// Errorf reports an error at the value.
func (v Value) Errorf(code diag.Code, format string, args ...any) *diag.Diagnostic {
	return v.diags.Errorf(v.Pos(), code, format, args...)
}

// Warnf reports a warning at the value.
func (v Value) Warnf(code diag.Code, format string, args ...any) *diag.Diagnostic {
	return v.diags.Warnf(v.Pos(), code, format, args...)
}

// Report makes a diagnostic of a fault and tells whether there was none.
func (v Value) Report(fault *Fault) bool {
	if fault == nil {
		return true
	}
	v.Errorf(diag.InvalidValue, "%s", fault.Message).Hint = fault.Hint
	return false
}

// Diagnostics is the list to which the value reports.
func (v Value) Diagnostics() *diag.List { return v.diags }

// describe says in a writer's words what a node is.
func (n *Node) describe() string {
	if n.Kind == Text {
		return fmt.Sprintf("the text %q", shorten(n.Text))
	}
	return n.Kind.String()
}

// IsText tells whether the value is a text, and reports anything else.
func (v Value) IsText() bool {
	if !v.Given() {
		return false
	}
	if v.Node.Kind != Text {
		v.Errorf(diag.WrongType, "%q takes a text, found %s", v.Key, v.Node.describe()).
			Hint = "write one text here; one that has brackets or a colon of its own stands in quotes"
		return false
	}
	return true
}

// Raw is the text as it is, with its line breaks: for Markdown.
func (v Value) Raw() string {
	if !v.IsText() {
		return ""
	}
	return v.Node.Text
}

// Text is a text in one line: a line break and the spaces around it are one
// space, and there are none at its ends.
func (v Value) Text() string {
	text := strings.TrimSpace(v.Raw())
	if !strings.Contains(text, "\n") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return line == "" }), " ")
}

// Name is a text with its position.
func (v Value) Name() source.Name { return source.Name{Value: v.Text(), Pos: v.Pos()} }

// Bool is yes, no, true or false.
func (v Value) Bool() bool { return read(v, Bool) }

// Date is a day, a month or a year.
func (v Value) Date() source.Date { return read(v, Date) }

// Address is an http or https address.
func (v Value) Address() string { return read(v, Address) }

// Number is a decimal number.
func (v Value) Number() source.Number { return read(v, Number) }

// read reads a text by one of the functions of scalar.go.
func read[T any](v Value, as func(string) (T, *Fault)) (zero T) {
	text := v.Text()
	if text == "" {
		return zero
	}
	value, fault := as(text)
	if !v.Report(fault) {
		return zero
	}
	return value
}

// OneOf is one of the words, exactly; empty where the value is absent or
// another one, which is reported with the nearest.
func (v Value) OneOf(words ...string) string {
	text := v.Text()
	if text == "" || slices.Contains(words, text) {
		return text
	}
	d := v.Errorf(diag.InvalidValue, "%q is one of %s, found %q", v.Key, strings.Join(words, ", "), shorten(text))
	if len(words) == 1 {
		d.Message = fmt.Sprintf("%q can only be %s, found %q", v.Key, words[0], shorten(text))
	}
	d.Hint = diag.Suggest(text, words)
	return ""
}

// List gives the items of a list. A single value is a list of one; an empty
// item is passed over, with a warning.
func (v Value) List() []Value {
	if !v.Given() {
		return nil
	}
	if v.Node.Kind != Sequence {
		return []Value{v}
	}
	items := make([]Value, 0, len(v.Node.Items))
	for _, n := range v.Node.Items {
		item := Value{Key: v.Key, KeyPos: n.Pos, Node: n, diags: v.diags}
		if n.IsEmpty() {
			item.Warnf(diag.InvalidValue, "an empty entry in %q is passed over", v.Key).Hint = "remove it"
			continue
		}
		items = append(items, item)
	}
	return items
}

// Items is List for a list of texts, which keys with values are not.
func (v Value) Items() []Value {
	if !v.Given() || v.Node.Kind != Mapping {
		return v.List()
	}
	var words []string
	for _, e := range v.Node.Entries {
		words = append(words, e.Key)
		if e.Value.Kind == Text && !e.Value.IsEmpty() {
			words = append(words, e.Value.Text)
		}
	}
	v.Errorf(diag.WrongType, "%q takes a list, found keys with values", v.Key).
		Hint = "write [" + shorten(strings.Join(words, ", ")) + "]"
	return nil
}

// isUnbracketed reports `one, two`, a list whose brackets were forgotten, and
// tells whether the value is that.
func (v Value) isUnbracketed() bool {
	if !v.Given() || v.Node.Kind != Text {
		return false
	}
	var words []string
	for part := range strings.SplitSeq(v.Text(), ",") {
		if part = strings.TrimSpace(part); part != "" {
			words = append(words, part)
		}
	}
	if len(words) < 2 {
		return false
	}
	v.Errorf(diag.WrongType, "%q takes a list, found the text %q", v.Key, shorten(v.Text())).
		Hint = "write [" + strings.Join(words, ", ") + "]"
	return true
}

// Texts is a list of texts, each in one line.
func (v Value) Texts() []string {
	var texts []string
	for _, item := range v.Items() {
		if text := item.Text(); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// Distinct gives those items of a list that are texts, and reports one that
// stands twice.
func (v Value) Distinct() []Value {
	var items []Value
	seen := map[string]diag.Position{}
	for _, item := range v.Items() {
		text := item.Text()
		if text == "" {
			continue
		}
		if first, ok := seen[text]; ok {
			item.Errorf(diag.Duplicate, "%q stands twice in %q, first in line %d", shorten(text), v.Key, first.Line).
				Hint = "keep one of the two"
			continue
		}
		seen[text] = item.Pos()
		items = append(items, item)
	}
	return items
}

// Names is a list of names, none of which stands twice or has a comma where it
// stands alone.
func (v Value) Names() []source.Name {
	if v.isUnbracketed() {
		return nil
	}
	var names []source.Name
	for _, item := range v.Distinct() {
		names = append(names, item.Name())
	}
	return names
}

// Addresses is a list of http or https addresses. One that stands twice is left
// out once, with a warning.
func (v Value) Addresses() []string {
	var addresses []string
	seen := Seen{}
	for _, item := range v.Items() {
		if address := item.Address(); address != "" && !seen.Again(address, item) {
			addresses = append(addresses, address)
		}
	}
	return addresses
}

// Seen knows what a list said already, and where.
type Seen map[string]diag.Position

// Again warns of an item that says what another one said, and tells whether it
// does. What the two have in common is said in words.
func (s Seen) Again(words string, item Value) bool {
	first, again := s[words]
	if !again {
		s[words] = item.Pos()
		return false
	}
	item.Warnf(diag.Duplicate, "%q stands twice in %q, first in line %d; it is shown once", shorten(words), item.Key, first.Line).
		Hint = "keep one of the two"
	return true
}

// Entries gives the entries of a mapping whose keys the format leaves open, such
// as facts. what names the mapping in the report of anything else.
func (v Value) Entries(what string) []Value {
	if !v.Given() {
		return nil
	}
	if v.Node.Kind == Sequence && len(v.Node.Items) == 0 {
		return nil // [] for {}: both say that there is nothing
	}
	if v.Node.Kind != Mapping {
		v.Errorf(diag.WrongType, "%q takes %s, found %s", v.Key, what, v.Node.describe()).
			Hint = "write key: value, one on each line, or {key: value}"
		return nil
	}
	values := make([]Value, len(v.Node.Entries))
	for i, e := range v.Node.Entries {
		values[i] = Value{Key: e.Key, KeyPos: e.KeyPos, Node: e.Value, diags: v.diags}
	}
	return values
}

// Fields reads the value as a mapping of known keys; see [Node.Fields].
func (v Value) Fields(what string, known ...string) Fields {
	return v.Node.Fields(what, v.diags, known...)
}
