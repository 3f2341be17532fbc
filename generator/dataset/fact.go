package dataset

import (
	"tradeoff/generator/diag"
	"tradeoff/generator/source"
	"tradeoff/generator/strictyaml"
)

// fact reads one entry of facts: a value, or a mapping that has more to say.
func fact(a *source.Attribute, entry strictyaml.Value) *source.Fact {
	f := &source.Fact{Attribute: a, Pos: entry.KeyPos}
	value, complete := entry, true
	if entry.Node.Kind == strictyaml.Mapping {
		fields := entry.Fields("a fact", "value", "note", "source", "checked", "since")
		f.Note = prose(fields.Get("note"))
		f.Sources = fields.Get("source").Addresses()
		f.Checked = fields.Get("checked").Date()
		f.Since = fields.Get("since").Text()
		value = fields.Get("value")
		value.Key = entry.Key
		complete = fields.Complete()
	}
	if f.State = stateIn(a, value); f.State != source.Known {
		f.Faulty = !complete || value.Node != nil && value.Node.Kind == strictyaml.Broken
		return f
	}
	if f.Value = valueIn(a, value); f.Value == nil {
		f.State, f.Faulty = source.Unknown, true
	}
	if f.Value == source.Partial && f.Note.IsEmpty() {
		value.Warnf(diag.NoNote, "%q is partial, and nothing says in what", a.ID).
			Hint = a.ID + ": {value: partial, note: What is missing}"
	}
	return f
}

// stateIn tells what is known by a fact's value, before it is read.
func stateIn(a *source.Attribute, v strictyaml.Value) source.State {
	if !v.Given() {
		return source.Unknown
	}
	if v.Node.Kind == strictyaml.Mapping {
		return source.Known // of the wrong type, as valueIn says
	}
	items := v.List()
	if len(items) == 0 {
		return source.Unknown
	}
	if item := items[0]; len(items) == 1 && item.Node.Kind == strictyaml.Text {
		return stateOf(a, item.Node, item.Text())
	}
	return source.Known
}

// valueIn reads a fact's value; nil where it has a fault, which is reported.
func valueIn(a *source.Attribute, v strictyaml.Value) source.Value {
	several := a.Type == source.ChoiceType || a.Type == source.ListType
	if v.Node.Kind == strictyaml.Mapping {
		takes := "one value"
		if several {
			takes += " or a list"
		}
		v.Errorf(diag.WrongType, "%q is of the type %s and takes %s, found keys with values", a.ID, string(a.Type), takes).
			Hint = "value, note, source, checked and since are keys of the fact itself: " + a.ID + ": {value: ..., note: ...}"
		return nil
	}
	if several {
		return wordsIn(a, v)
	}
	if v.Node.Kind == strictyaml.Sequence {
		v.Errorf(diag.WrongType, "%q is of the type %s and takes one value, found a list", a.ID, a.Type).
			Hint = "only attributes of the types choice and list take several"
		return nil
	}
	text := v.Text()
	if text == "" {
		return nil
	}
	value, fault := typed(a, v, text)
	if p, ok := value.(source.Prose); !v.Report(fault) || ok && p.IsEmpty() {
		return nil
	}
	return value
}

// wordsIn reads the words of a choice or a list, none of which stands twice.
func wordsIn(a *source.Attribute, v strictyaml.Value) source.Value {
	var words source.Words
	for _, item := range v.Distinct() {
		word, fault := typed(a, item, item.Text())
		if item.Report(fault) {
			words = append(words, word.(source.Words)...)
		}
	}
	if words == nil {
		return nil
	}
	return words
}
