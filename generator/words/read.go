package words

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
	"tradeoff/generator/strictyaml"
)

// Read reads words as they stand in a file: the value of the key `words` of a site
// in a language. What it reports with v:
//
//   - a key that the English words do not have: an error, with the nearest;
//   - a text with a hole that the English one does not have, or with a brace of its
//     own; forms without other; a list of another length: errors;
//   - a plural form that the language does not use: a warning.
func Read(v strictyaml.Value, tag string) []source.Wording {
	r := &reader{known: english(), uses: formsOf(language.Make(tag)), language: tag}
	r.area("", v)
	return r.found
}

// A reader reads one file.
type reader struct {
	known    *catalogue // nil while English is read, which knows everything
	uses     []string   // plural forms that the language has
	language string
	found    []source.Wording
}

// A catalogue is the English words, with what their keys are.
type catalogue struct {
	messages map[string]*text
	lists    map[string]int             // lengths of lists, by key
	areas    map[string]map[string]bool // what is directly in each area; "" is the whole
}

// area reads a mapping of keys.
func (r *reader) area(key string, v strictyaml.Value) {
	for _, entry := range v.Entries("words by their keys") {
		own := entry.Key
		if key != "" {
			own = key + "." + own
		}
		r.entry(key, own, entry)
	}
}

// entry reads what stands behind one key of an area.
func (r *reader) entry(area, key string, v strictyaml.Value) {
	switch r.kind(key, v) {
	case "text":
		r.text(key, v)
	case "list":
		r.list(key, v)
	case "area":
		if !v.Given() {
			return
		}
		r.area(key, v)
	default:
		v.Diagnostics().Errorf(v.KeyPos, diag.UnknownKey, "there are no words %q", key).Hint = r.hint(area, v.Key)
	}
}

// hint suggests a key of an area, or, where none is near, one of all.
func (r *reader) hint(area, key string) string {
	own := slices.Sorted(maps.Keys(r.known.areas[area]))
	if diag.Nearest(key, own) == "" {
		for _, full := range slices.Sorted(maps.Keys(r.known.messages)) {
			if full[strings.LastIndexByte(full, '.')+1:] == key {
				return fmt.Sprintf("did you mean %q?", full)
			}
		}
	}
	return diag.Suggest(key, own)
}

// kind tells what a key stands for: by the English words or, in those, by what is there.
func (r *reader) kind(key string, v strictyaml.Value) string {
	if r.known == nil {
		switch {
		case v.Node.Kind == strictyaml.Sequence:
			return "list"
		case v.Node.Kind == strictyaml.Mapping && !slices.ContainsFunc(v.Node.Entries, func(e strictyaml.Entry) bool { return e.Key == "other" }):
			return "area"
		}
		return "text"
	}
	switch {
	case r.known.messages[key] != nil:
		return "text"
	case r.known.lists[key] > 0:
		return "list"
	case r.known.areas[key] != nil:
		return "area"
	}
	return ""
}

// list reads a list of texts.
func (r *reader) list(key string, v strictyaml.Value) {
	items := v.Items()
	if r.known != nil && v.Given() && len(items) != r.known.lists[key] {
		v.Errorf(diag.InvalidValue, "%q has %d texts, found %d", key, r.known.lists[key], len(items)).
			Hint = "write one for each, in the same order"
		return
	}
	for i, item := range items {
		r.text(key+"."+strconv.Itoa(i+1), item)
	}
}

// text reads a text, or its plural forms.
func (r *reader) text(key string, v strictyaml.Value) {
	if !v.Given() {
		return
	}
	wording := source.Wording{Key: key, Pos: v.Pos()}
	if v.Node.Kind == strictyaml.Mapping {
		wording.Forms = r.forms(key, v)
	} else if text := v.Text(); text != "" {
		wording.Forms = []source.WordForm{{Form: "other", Text: text, Pos: v.Pos()}}
	}
	if len(wording.Forms) > 0 && r.check(wording, v.Diagnostics()) {
		r.found = append(r.found, wording)
	}
}

// forms reads plural forms.
func (r *reader) forms(key string, v strictyaml.Value) []source.WordForm {
	f := v.Fields(fmt.Sprintf("the plural of %q", key), formNames[:]...)
	f.Required("other")
	var forms []source.WordForm
	for _, form := range f.Present() {
		text := form.Text()
		if text == "" {
			continue
		}
		if !slices.Contains(r.uses, form.Key) {
			form.Diagnostics().Warnf(form.KeyPos, diag.InvalidValue, "the language %s does not use the plural form %q", r.language, form.Key).
				Hint = "it uses " + strings.Join(r.uses, ", ")
		}
		forms = append(forms, source.WordForm{Form: form.Key, Text: text, Pos: form.Pos()})
	}
	return forms
}

// check reports what is wrong with the texts of a wording.
func (r *reader) check(wording source.Wording, diags *diag.List) bool {
	t, fault := compile(wording)
	if fault != nil {
		diags.Errorf(fault.form.Pos, diag.InvalidValue, "the words of %q cannot be understood: %s", wording.Key, fault.err).
			Hint = "a hole is written {name}; there is no way to write a brace"
		return false
	}
	if r.known == nil {
		return true
	}
	allowed := r.known.messages[wording.Key].holes
	for _, hole := range t.holes {
		if !slices.Contains(allowed, hole) {
			hint := "this text has no holes"
			if len(allowed) > 0 {
				hint = diag.Suggest(hole, allowed)
			}
			diags.Errorf(wording.Pos, diag.InvalidValue, "the words of %q have no hole {%s}", wording.Key, hole).Hint = hint
			return false
		}
	}
	return true
}

// formsOf gives the names of the plural forms that a language uses for numbers, other
// last.
func formsOf(tag language.Tag) []string {
	used := [len(formNames)]bool{plural.Other: true}
	for n := range 1000 {
		used[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)] = true
		used[plural.Cardinal.MatchPlural(tag, n/10, 1, 1, n%10, n%10)] = true // with a decimal
	}
	used[plural.Cardinal.MatchPlural(tag, 1_000_000, 0, 0, 0, 0)] = true
	// CLDR 38 gave these a form for millions; the rules of x/text are older, those of
	// browsers, which choose in scripts, are not.
	if base, _ := tag.Base(); slices.Contains([]string{"ca", "es", "fr", "it", "pt"}, base.String()) {
		used[plural.Many] = true
	}
	var names []string
	for i, name := range formNames {
		if used[i] && plural.Form(i) != plural.Other {
			names = append(names, name)
		}
	}
	return append(names, formNames[plural.Other])
}
