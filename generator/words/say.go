package words

import (
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"

	"tradeoff/generator/diag"
)

// Count is the name of the argument that chooses the plural form.
const Count = "count"

// Say gives the words of a key as HTML. pairs are names of holes, each followed by its
// value: a string, which is escaped; a template.HTML, which is not; an int, which is
// written as the language does; or anything else, as fmt prints it, escaped.
func (w *Words) Say(key string, pairs ...any) (template.HTML, error) {
	said, err := w.say(key, pairs, true)
	return template.HTML(said), err
}

// HTML is [Words.Say] for keys that are known to be there: where one is not, it shows.
func (w *Words) HTML(key string, pairs ...any) template.HTML {
	said, err := w.say(key, pairs, true)
	if err != nil {
		return template.HTML(template.HTMLEscapeString(key))
	}
	return template.HTML(said)
}

// Text gives the words of a key as plain text, with plain values in their holes.
func (w *Words) Text(key string, pairs ...any) string {
	said, err := w.say(key, pairs, false)
	if err != nil {
		return key
	}
	return said
}

func (w *Words) say(key string, pairs []any, html bool) (string, error) {
	t := w.messages[key]
	if t == nil {
		return "", w.unknown(key)
	}
	segments := t.forms[plural.Other]
	if own := t.forms[w.form(pairs)]; own != nil {
		segments = own
	}
	if len(segments) == 1 && segments[0].hole == "" {
		return segments[0].say(html), nil
	}
	var b strings.Builder
	for i := range segments {
		s := &segments[i]
		if s.hole == "" {
			b.WriteString(s.say(html))
			continue
		}
		value, ok := argument(pairs, s.hole)
		if !ok {
			return "", w.unfilled(key, s.hole)
		}
		b.WriteString(w.value(value, html))
	}
	return b.String(), nil
}

// Check tells why a key cannot be said with values for some holes; nil where it can.
func (w *Words) Check(key string, given []string) error {
	t := w.messages[key]
	if t == nil {
		return w.unknown(key)
	}
	for _, hole := range t.holes {
		if !slices.Contains(given, hole) {
			return w.unfilled(key, hole)
		}
	}
	return nil
}

func (w *Words) unfilled(key, hole string) error {
	return fmt.Errorf("the words of %q have a hole {%s}, and nothing is given for it", key, hole)
}

// unknown says that there are no words for a key.
func (w *Words) unknown(key string) error {
	return fmt.Errorf("there are no words %q: %s", key, suggest(key, w.Keys()))
}

// suggest is the hint for a key: the nearest of all keys, or else those of its area.
func suggest(key string, keys []string) string {
	if near := diag.Nearest(key, keys); near != "" {
		return diag.Suggest(key, keys)
	}
	area := key[:strings.LastIndexByte(key, '.')+1]
	own := slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return !strings.HasPrefix(k, area) })
	if area == "" || len(own) == 0 {
		return diag.Suggest(key, areas(keys))
	}
	return diag.Suggest(key, own)
}

// areas gives the first parts of keys, each once.
func areas(keys []string) []string {
	var list []string
	for _, k := range keys {
		area, _, _ := strings.Cut(k, ".")
		list = append(list, area)
	}
	return slices.Compact(list)
}

// form gives the plural form that the arguments choose.
func (w *Words) form(pairs []any) plural.Form {
	value, _ := argument(pairs, Count)
	n, ok := value.(int)
	if !ok {
		return plural.Other
	}
	return plural.Cardinal.MatchPlural(w.tag, max(n, -n), 0, 0, 0, 0)
}

// argument finds the value of a hole.
func argument(pairs []any, hole string) (any, bool) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if name, ok := pairs[i].(string); ok && name == hole {
			return pairs[i+1], true
		}
	}
	return nil, false
}

// value writes what stands in a hole.
func (w *Words) value(value any, html bool) string {
	plain := ""
	switch v := value.(type) {
	case template.HTML:
		return string(v)
	case string:
		plain = v
	case int:
		plain = w.Number(v)
	default:
		plain = fmt.Sprint(v)
	}
	if html {
		return template.HTMLEscapeString(plain)
	}
	return plain
}

func digits(n int) string { return strconv.Itoa(n) }

// scriptArea is where the words of scripts are.
const scriptArea = "script."

// Placeholder stands in a script where its words are put: a literal, so that the
// script is one before they are.
const Placeholder = `"%WORDS%"`

// Script gives the words of the asset <name>.js as a JavaScript value: an object of
// what is below script.<name>, each key with its text, or with an object of its plural
// forms. It is safe to stand in a script element.
func (w *Words) Script(name string) string {
	said := map[string]any{}
	for _, key := range w.Keys() {
		own, ok := strings.CutPrefix(key, scriptArea+name+".")
		if !ok {
			continue
		}
		t := w.messages[key]
		forms := map[string]string{}
		for form, segments := range t.forms {
			if segments != nil {
				forms[formNames[form]] = written(segments)
			}
		}
		if said[own] = t.plain; len(forms) > 1 {
			said[own] = forms
		}
	}
	object, err := json.Marshal(said)
	if err != nil {
		return "{}" // strings can always be written
	}
	return string(object)
}

// FillScript puts the words of a script in the place of [Placeholder].
func (w *Words) FillScript(name, script string) string {
	if !strings.Contains(script, Placeholder) {
		return script
	}
	return strings.ReplaceAll(script, Placeholder, w.Script(name))
}
