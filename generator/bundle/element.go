package bundle

import (
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"tradeoff/templates"
)

// asking are the attributes by which an element asks for a file of its own accord.
var asking = []string{"src", "srcset", "poster", "background"}

// element writes the start tag of an element, whose addresses change.
func (b *bundler) element(t html.Token, raw []byte) error {
	changed := false
	kept := t.Attr[:0:0]
	for _, a := range t.Attr {
		own, keep, err := b.attribute(t, a)
		if err != nil {
			return err
		}
		if !keep || own != a {
			changed = true
		}
		if keep {
			kept = append(kept, own)
		}
		if own.Key == "href" && keep && strings.HasPrefix(own.Val, "data:") && value(t, "download") == "" {
			target, _ := b.resolve(a.Val)
			kept = append(kept, html.Attribute{Key: "download", Val: path.Base(target.path)})
		}
		if a.Key == "href" && !keep {
			kept = append(kept, html.Attribute{Key: "title", Val: b.site.Elsewhere})
		}
		if a.Key == "action" && !keep {
			kept = append(kept, html.Attribute{Key: "hidden"})
		}
	}
	if !changed {
		b.out.Write(raw)
		return nil
	}
	if slices.ContainsFunc(kept, func(a html.Attribute) bool { return a.Key == "title" && a.Val == b.site.Elsewhere }) {
		kept = slices.DeleteFunc(kept, func(a html.Attribute) bool {
			return a.Key == "title" && a.Val != b.site.Elsewhere || a.Key == "aria-current" || a.Key == "rel"
		})
	}
	named := func(a html.Attribute) bool { return a.Key == "download" && a.Val != "" }
	if slices.ContainsFunc(kept, named) { // else the file would be called as the browser likes
		kept = slices.DeleteFunc(kept, func(a html.Attribute) bool { return a.Key == "download" && !named(a) })
	}
	t.Attr = kept
	b.write(t)
	return nil
}

// attribute gives an attribute as it is in the bundle, if it is in there.
func (b *bundler) attribute(t html.Token, a html.Attribute) (own html.Attribute, keep bool, err error) {
	switch {
	case t.Data == "a" && a.Key == "href", t.Data == "area" && a.Key == "href", a.Key == "action":
		a.Val, keep, err = b.leads(a.Val)
		return a, keep, err
	case slices.Contains(asking, a.Key), t.Data == "object" && a.Key == "data":
		if strings.HasPrefix(a.Val, "data:") {
			return a, true, nil
		}
		target, ok := b.resolve(a.Val)
		if !ok || b.site.IsPage(target.path) {
			return a, false, nil
		}
		a.Val, keep, err = b.data(target.path)
		return a, keep, err
	case strings.HasPrefix(a.Key, "data-"):
		// An address that a script would load from.
		if target, ok := b.resolve(a.Val); ok && strings.HasPrefix(target.path, "assets/") {
			return a, false, nil
		}
	}
	return a, true, nil
}

// leads gives the address of a link as it is in the bundle, if it has one there.
func (b *bundler) leads(address string) (string, bool, error) {
	target, ok := b.resolve(address)
	switch {
	case !ok || strings.HasPrefix(address, "#"):
		return address, true, nil
	case target.path == b.address && target.query == "":
		return "#" + target.fragment, true, nil
	case !b.site.IsPage(target.path) && target.query == "":
		content, found, err := b.site.File(target.path)
		if err != nil {
			return "", false, err
		}
		if found && len(content) <= MostAttached {
			return dataAddress(target.path, content), true, nil
		}
	}
	if b.site.URL == "" {
		return "", false, nil
	}
	return b.absolute(target), true, nil
}

// json changes the addresses of pages in data that a script reads. What leads nowhere
// becomes an empty text, which the scripts write without a link.
func (b *bundler) json(text string) string {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var data any
	if decoder.Decode(&data) != nil {
		return text
	}
	changed, err := json.Marshal(b.value(data))
	if err != nil { // what was read can be written
		return text
	}
	return string(changed)
}

// value changes a value of JSON.
func (b *bundler) value(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = b.value(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = b.value(v[key])
		}
	case string:
		target, ok := b.resolve(v)
		if v == "" || !ok || !strings.HasSuffix(target.path, ".html") || !b.site.IsPage(target.path) || strings.HasPrefix(v, "#") {
			return v
		}
		address, _, err := b.leads(v)
		if err != nil {
			return ""
		}
		return address
	}
	return v
}

// reference finds the addresses in a style sheet.
var reference = regexp.MustCompile(`url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)`)

// css puts the files that a style sheet asks for into it.
func (b *bundler) css(text, from string) (string, error) {
	var failed error
	text = reference.ReplaceAllStringFunc(text, func(found string) string {
		m := reference.FindStringSubmatch(found)
		address := m[1] + m[2] + m[3]
		if strings.HasPrefix(address, "data:") || strings.HasPrefix(address, "#") {
			return found
		}
		target, ok := resolve(from, address)
		if !ok {
			return `url("data:,")`
		}
		address, ok, err := b.data(target.path)
		if err != nil {
			failed = err
		}
		if !ok {
			return `url("data:,")`
		}
		return `url("` + address + `")`
	})
	return string(templates.InlineStyle(text)), failed
}

func safeScript(code string) string { return string(templates.InlineScript(code)) }

// write writes a start tag.
func (b *bundler) write(t html.Token) { b.out.WriteString(t.String()) }

func value(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// with gives a tag with an attribute of another value.
func with(t html.Token, key, value string) html.Token {
	t.Attr = slices.Clone(t.Attr)
	for i := range t.Attr {
		if t.Attr[i].Key == key {
			t.Attr[i].Val = value
		}
	}
	return t
}

// attributes writes those of a tag that have one of some names.
func attributes(t html.Token, keys ...string) string {
	var b strings.Builder
	for _, a := range t.Attr {
		if slices.Contains(keys, a.Key) {
			b.WriteString(" " + a.Key + `="` + html.EscapeString(a.Val) + `"`)
		}
	}
	return b.String()
}
