package dataset

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
	"tradeoff/generator/strictyaml"
)

// theme reads `theme`. accent is the key of the site itself, which is older: it is
// theme.colours.accent.
func theme(v, accent strictyaml.Value) source.Theme {
	f := v.Fields("the theme", "colours", "colors", "dark", "fonts", "logo", "favicon", "footer", "navigation", "css")
	t := source.Theme{
		Light:   palette(either(f, "colours", "colors")),
		Dark:    palette(f.Get("dark")),
		Fonts:   fonts(f.Get("fonts"), f.Get("css").Given()),
		Logo:    logo(f.Get("logo")),
		Favicon: themeFile(f.Get("favicon"), "svg", "png", "ico"),
		Style:   themeFile(f.Get("css"), "css"),
		Footer:  proses(f.Get("footer")),
	}
	for _, entry := range f.Get("navigation").List() {
		if e, ok := navigationEntry(entry); ok {
			t.Navigation = append(t.Navigation, e)
		}
	}
	switch c := colourName(accent); {
	case c.Value != "" && t.Light.Accent.Value != "" && c.Value != t.Light.Accent.Value:
		accent.Errorf(diag.Duplicate, "the accent is said twice, here and in line %d", t.Light.Accent.Pos.Line).
			Hint = "keep the one in theme"
	case c.Value != "":
		t.Light.Accent = c
	}
	return t
}

// either reads a key that may be spelled in two ways.
func either(f strictyaml.Fields, usual, other string) strictyaml.Value {
	a, b := f.Get(usual), f.Get(other)
	if !b.Given() {
		return a
	}
	if a.Given() {
		b.Errorf(diag.Duplicate, "%q says the same as %q, in line %d", other, usual, a.KeyPos.Line).Hint = "keep one of the two"
	}
	return b
}

func palette(v strictyaml.Value) source.Palette {
	f := v.Fields("a palette", "accent", "background", "text", "muted", "line")
	return source.Palette{
		Accent:     colourName(f.Get("accent")),
		Background: colourName(f.Get("background")),
		Text:       colourName(f.Get("text")),
		Muted:      colourName(f.Get("muted")),
		Line:       colourName(f.Get("line")),
	}
}

// colourName is colour with its position.
func colourName(v strictyaml.Value) source.Name {
	if text := colour(v); text != "" {
		return source.Name{Value: text, Pos: v.Pos()}
	}
	return source.Name{}
}

// logo reads a file, or one for each scheme.
func logo(v strictyaml.Value) source.Logo {
	kinds := []string{"svg", "png", "webp"}
	if !v.Given() || v.Node.Kind == strictyaml.Text {
		return source.Logo{Light: themeFile(v, kinds...)}
	}
	f := v.Fields("a logo", "light", "dark")
	return source.Logo{Light: themeFile(f.Required("light"), kinds...), Dark: themeFile(f.Get("dark"), kinds...)}
}

// themeFile reads the path of a file that belongs to the looks: from the site's root
// or, as links in this file are written, from data/. Such files lie in templates/.
func themeFile(v strictyaml.Value, kinds ...string) source.Name {
	text := v.Text()
	if text == "" {
		return source.Name{}
	}
	file := sitePath(text)
	hidden := slices.ContainsFunc(strings.Split(file, "/"), func(part string) bool { return strings.HasPrefix(part, ".") })
	switch ending := strings.ToLower(strings.TrimPrefix(path.Ext(file), ".")); {
	case !fs.ValidPath(file) || !strings.HasPrefix(file, "templates/") || hidden:
		v.Errorf(diag.InvalidValue, "%q takes a file in templates/, found %q", v.Key, text).
			Hint = "put the file there, and write templates/" + path.Base(file)
		return source.Name{}
	case !slices.Contains(kinds, ending):
		v.Errorf(diag.InvalidValue, "%q takes a file that ends in .%s, found %q", v.Key, strings.Join(kinds, ", ."), text)
		return source.Name{}
	}
	return source.Name{Value: file, Pos: v.Pos()}
}

// sitePath gives the path from the site's root of one that is written in
// data/site.yaml: from there already, or from data/ where it begins with "../".
func sitePath(text string) string {
	if strings.HasPrefix(text, "../") {
		text = path.Join("data", text)
	}
	return path.Clean(text)
}

// fonts reads the families and their files. A family that has a file and that no list
// names is most likely misspelt, unless a style sheet may name it.
func fonts(v strictyaml.Value, hasStyle bool) source.Fonts {
	f := v.Fields("the fonts", "text", "heading", "code", "files")
	fonts := source.Fonts{
		Text:    families(f.Get("text"), "sans-serif"),
		Heading: families(f.Get("heading"), "sans-serif"),
		Code:    families(f.Get("code"), "monospace"),
	}
	used := slices.Concat(fonts.Text, fonts.Heading, fonts.Code)
	for _, entry := range f.Get("files").List() {
		file := fontFile(entry)
		if file.Family.Value == "" || file.File.Value == "" {
			continue
		}
		if !hasStyle && f.Complete() {
			mentionUnused(file.Family, used, v.Diagnostics())
		}
		fonts.Files = append(fonts.Files, file)
	}
	return fonts
}

// mentionUnused warns of a family that has a file and that no text uses.
func mentionUnused(family source.Name, used []string, diags *diag.List) {
	if slices.ContainsFunc(used, func(name string) bool { return strings.EqualFold(name, family.Value) }) {
		return
	}
	d := diags.Warnf(family.Pos, diag.InvalidValue, "no text uses the font %q, so its file is not loaded", family.Value)
	d.Hint = "name it in text, heading or code"
	if near := diag.Nearest(family.Value, slices.DeleteFunc(slices.Clone(used), source.IsGenericFont)); near != "" {
		d.Hint = "a text uses " + strconv.Quote(near) + ": is one of the two misspelt?"
	}
}

func fontFile(v strictyaml.Value) source.FontFile {
	f := v.Fields("a font file", "family", "file", "weight", "style", "display")
	family := f.Required("family")
	names := familyNames(family)
	if len(names) > 1 {
		family.Errorf(diag.InvalidValue, "a file has one family, found %q", family.Text()).Hint = "write a file for each"
	}
	file := source.FontFile{
		File:    themeFile(f.Required("file"), "woff2", "woff", "ttf", "otf"),
		Weight:  fontWeight(f.Get("weight")),
		Style:   f.Get("style").OneOf("normal", "italic", "oblique"),
		Display: f.Get("display").OneOf("optional", "swap", "fallback", "block"),
	}
	if len(names) == 1 {
		file.Family = source.Name{Value: names[0], Pos: family.Pos()}
	}
	return file
}

// families reads a list of font families, as a list or as CSS has it. One that ends
// with no generic family gets the one that is usual, so that a missing font never
// becomes the browser's standard.
func families(v strictyaml.Value, usual string) []string {
	names := familyNames(v)
	if len(names) > 0 && !source.IsGenericFont(names[len(names)-1]) {
		names = append(names, usual)
	}
	return names
}

// familyName is what the name of a font is made of: enough for all that are sold, and
// nothing that could end a string of CSS.
var familyName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^-?[\pL\pN][\pL\pM\pN ._+&-]*$`) })

func familyNames(v strictyaml.Value) (names []string) {
	for _, item := range v.Items() {
		for part := range strings.SplitSeq(item.Text(), ",") {
			name := strings.Join(strings.Fields(strings.Trim(strings.TrimSpace(part), `"'`)), " ")
			if !familyName().MatchString(name) {
				item.Errorf(diag.InvalidValue, "expected the name of a font, found %q", strings.TrimSpace(part)).
					Hint = "write the families with commas between them: Inter, system-ui, sans-serif"
				continue
			}
			names = append(names, name)
		}
	}
	return names
}

var weightPattern = regexp.MustCompile(`^(\d{1,4})(?: (\d{1,4}))?$`)

// fontWeight reads a weight, or the range that a variable font has.
func fontWeight(v strictyaml.Value) string {
	text := strings.NewReplacer("normal", "400", "bold", "700").Replace(strings.Join(strings.Fields(v.Text()), " "))
	if text == "" {
		return ""
	}
	m := weightPattern.FindStringSubmatch(text)
	if m != nil {
		from, _ := strconv.Atoi(m[1])
		to, err := strconv.Atoi(m[2])
		if err != nil {
			to = from
		}
		if from >= 1 && from <= to && to <= 1000 {
			return text
		}
	}
	v.Errorf(diag.InvalidValue, "expected a weight from 1 to 1000, found %q", v.Text()).
		Hint = "write 400 or, for a variable font, its range: 400 700"
	return ""
}

// navigationEntry reads a link at the top: a word alone is a category, a path alone a
// page.
func navigationEntry(v strictyaml.Value) (source.NavigationEntry, bool) {
	e := source.NavigationEntry{Pos: v.Pos()}
	if v.Node.Kind == strictyaml.Text {
		name := v.Name()
		if strings.Contains(name.Value, "/") || path.Ext(name.Value) != "" {
			e.Page = source.Name{Value: sitePath(name.Value), Pos: name.Pos}
		} else {
			e.ID = name
		}
		return e, name.Value != ""
	}
	f := v.Fields("an entry of navigation", "label", "category", "page", "url")
	e.Label = f.Get("label").Text()
	e.ID, e.URL = f.Get("category").Name(), f.Get("url").Address()
	if page := f.Get("page").Name(); page.Value != "" {
		e.Page = source.Name{Value: sitePath(page.Value), Pos: page.Pos}
	}
	var to []string
	for _, key := range []string{"category", "page", "url"} {
		if f.Get(key).Given() {
			to = append(to, key)
		}
	}
	switch {
	case !f.Complete():
		return e, false
	case len(to) == 0:
		v.Errorf(diag.MissingKey, "an entry of navigation needs a category, a page or a url").
			Hint = "write {label: ..., page: guides/<guide>.md}"
	case len(to) > 1:
		v.Errorf(diag.InvalidValue, "an entry of navigation leads to one page, and this has %s", strings.Join(to, " and ")).
			Hint = "keep one of them"
	case e.URL != "":
		f.Required("label")
	}
	return e, len(to) == 1 && (e.URL == "" || e.Label != "") && (e.ID.Value != "" || e.Page.Value != "" || e.URL != "")
}
