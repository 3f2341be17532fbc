// Package templates holds what a site looks like: HTML templates, one style
// sheet, one script, an icon, and the typed views that fill them.
//
// They are embedded in the command. A site's own templates/ folder replaces any
// of them by name: templates/guide.html takes the place of the built-in
// guide.html, templates/site.css that of the style sheet. An overriding template
// may bring further .html files of its own and use them with
//
//	{{template "my-part.html" .}}
//
// A page's template is executed with the view of the same name in views.go:
// guide.html with a [*GuidePage], compare-table.html with a [*Table]. The views
// are plain values without behaviour. Whatever is a string in them is escaped where it
// lands, by html/template; only what has the type template.HTML was escaped
// before.
//
// In this repository the package's folder is also the templates/ folder of the
// site at its root, which therefore overrides each template with itself. Go
// files are passed over for that reason.
package templates

import (
	"embed"
	"errors"
	"html/template"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
	"tradeoff/generator/words"
)

// Names of the shared files.
const (
	StyleSheet = "site.css"
	Script     = "site.js"
	Icon       = "icon.svg"
	// Those of pages that have a decision.
	DecisionStyle  = "decide.css"
	DecisionScript = "decide.js"
	// That of pages that have the picture of a decision.
	TreeStyle = "tree.css"
	// Those of pages that have a comparison table.
	TableStyle  = "table.css"
	TableScript = "table.js"
	// Those of pages that have a table of more than three options.
	ColumnsStyle  = "columns.css"
	ColumnsScript = "columns.js"
	// Those that searching loads, when it is first wanted.
	SearchStyle   = "search.css"
	SearchScript  = "search.js"
	SearchLibrary = "ufuzzy.js" // not ours, unchanged
	// Those of pages that have scores.
	WeighStyle  = "weigh.css"
	WeighScript = "weigh.js"
)

//go:embed *.html *.css *.js *.svg *.LICENSE
var builtIn embed.FS

// A Set is a complete set of templates and shared files. It is safe for
// concurrent use and is not changed after Load.
type Set struct {
	html   *template.Template
	texts  map[string]string // of the templates, by file
	assets map[string]string
	// licences of shared files that are not ours, by their names without the ending
	licences map[string]string
	names    []string // of everything in it, the site's own files too
	words    *words.Words
	looks    *Looks
	theme    map[string]string // the files that the theme names, by their paths from the site's root
	squeezed map[string]bool   // the templates that were made smaller with all that they use
	plates   *plates           // nil where html/template executes everything
}

// functions that templates may call.
var functions = template.FuncMap{
	// plural gives "1 row" and "2 rows": {{plural 2 "row" "rows"}}.
	"plural": func(n int, one, many string) string {
		word := many
		if n == 1 {
			word = one
		}
		return strconv.Itoa(n) + " " + word
	},
	"list": func(items ...any) []any { return items },
	"add":  func(a, b int) int { return a + b },
	// icon draws a symbol of icons.html: {{icon "yes"}}. It says nothing to a screen reader.
	"icon": func(name string) template.HTML {
		return template.HTML(`<svg class="icon" aria-hidden="true"><use href="#icon-` + template.HTMLEscapeString(name) + `"/></svg>`)
	},
	// link gives a link to a page of the site, to stand in a sentence. Its words are a
	// string or HTML.
	"link": func(address string, text any) (template.HTML, error) {
		var b strings.Builder
		err := linkTemplate.Execute(&b, struct{ Address, Text any }{address, text})
		return template.HTML(b.String()), err
	},
}

var linkTemplate = template.Must(template.New("").Parse(`<a href="{{.Address}}">{{.Text}}</a>`))

// Load is LoadThemed for a site without a theme.
func Load(overrides fs.FS, w *words.Words) (*Set, diag.List) {
	return LoadThemed(overrides, w, source.Theme{})
}

// LoadThemed is LoadLean without a squeeze: what is in templates stays as it is.
func LoadThemed(overrides fs.FS, w *words.Words, theme source.Theme) (*Set, diag.List) {
	return LoadLean(overrides, w, theme, nil)
}

// LoadLean makes a set of the built-in files and those in overrides, which may be
// nil, and squeezes the built-in ones. The templates say the words w, for which nil stands for
// English, and the scripts have theirs in them. The theme's files are read from overrides too. What is wrong with
// the overrides is in the list, with positions below "templates/", and so is what is wrong with the theme,
// where it stands; with an error in it the set is the built-in one.
func LoadLean(overrides fs.FS, w *words.Words, theme source.Theme, squeeze Squeeze) (*Set, diag.List) {
	var diags diag.List
	if w == nil {
		w = words.English()
	}
	files := map[string]string{}
	for _, name := range must(fs.Glob(builtIn, "*")) {
		files[name] = string(must(fs.ReadFile(builtIn, name)))
	}
	looks := newLooks(theme, &diags)
	themed := readTheme(overrides, theme, looks, &diags)
	known := sortedKeys(files)
	own := map[string]string{}
	if overrides != nil {
		own = readOverrides(overrides, known, theme, &diags)
	}
	checkFiles(own, &diags)
	all := map[string]string{}
	for name, text := range files {
		all[name] = text
	}
	for name, text := range own {
		all[name] = text
	}
	set, ok := newSet(all, w, squeeze, &diags)
	if ok && slices.ContainsFunc(sortedKeys(own), func(name string) bool { return path.Ext(name) == ".html" }) {
		ok = set.escape(&diags)
	}
	if !ok || diags.HasErrors() {
		return must2(newSet(files, w, squeeze, &diag.List{})), diags
	}
	set.looks, set.theme = looks, themed
	set.reportUnused(own, known, &diags)
	return set, diags
}

// readOverrides reads a site's templates/ folder. What the theme names is read by
// readTheme; what it may name is not looked for where it could not be understood.
func readOverrides(overrides fs.FS, known []string, theme source.Theme, diags *diag.List) map[string]string {
	own := map[string]string{}
	entries, err := fs.ReadDir(overrides, ".")
	if err != nil {
		diags.Errorf(diag.Position{File: "templates"}, diag.Unreadable, "the folder cannot be read")
		return own
	}
	for _, entry := range entries {
		name, pos := entry.Name(), diag.Position{File: "templates/" + entry.Name()}
		switch ending := path.Ext(name); {
		case strings.HasPrefix(name, "."), strings.EqualFold(name, "README.md"), ending == ".go":
		case entry.IsDir():
			if name != "testdata" {
				passOverFolder(overrides, name, theme, diags)
			}
		case ending != ".html" && !slices.Contains(known, name):
			if !theme.Names("templates/"+name) && !(theme.Incomplete && mayBeThemes(name)) {
				diags.Warnf(pos, diag.UnknownFile, "the file is passed over: it replaces nothing").Hint = hintPassedOver(name, known)
			}
		default:
			text, err := fs.ReadFile(overrides, name)
			if err != nil {
				diags.Errorf(pos, diag.Unreadable, "the template cannot be read").Hint = "check that you may read it"
				continue
			}
			own[name] = string(text)
		}
	}
	return own
}

// newSet parses files, and squeezes those that are built in unless squeeze is nil. It
// tells whether all could be parsed.
func newSet(files map[string]string, w *words.Words, squeeze Squeeze, diags *diag.List) (*Set, bool) {
	set := &Set{words: w, plates: &plates{}, looks: newLooks(source.Theme{}, &diag.List{}), texts: map[string]string{}, assets: map[string]string{}, licences: map[string]string{}, names: sortedKeys(files)}
	set.html = template.New("").Funcs(set.functions())
	ok := true
	for _, name := range set.names {
		if stem, ok := strings.CutSuffix(name, licences); ok {
			set.licences[stem] = files[name]
			continue
		}
		if path.Ext(name) != ".html" {
			set.assets[name] = w.FillScript(strings.TrimSuffix(name, ".js"), files[name])
			continue
		}
		set.texts[name] = files[name]
		if _, err := set.html.New(name).Parse(files[name]); err != nil {
			diags.Append(set.Diagnose(err))
			ok = false
		}
	}
	// html/template cannot bear a part that is not there once another template
	// that lacks it was looked at, so that is found out before.
	if !ok || set.reportMissing(diags) {
		return set, false
	}
	if set.reportWords(diags) {
		return set, false
	}
	if squeeze != nil {
		set.lean(squeeze)
	}
	return set, true
}

// escape works out how to escape, and tells whether that could be done. It is worked out
// when a template is first executed; done here, its errors do not depend on which pages
// there are. The built-in templates have none, and of them most builds execute few: it
// takes 8 ms to do this for all.
//
// Templates that others use come first: html/template cannot bear one, either, that leaves
// its user within a tag.
func (s *Set) escape(diags *diag.List) bool {
	ok := true
	used := s.used()
	for _, own := range [][]string{s.filesIn(used, true), s.filesIn(used, false)} {
		for _, name := range own {
			err := s.html.Lookup(name).Execute(io.Discard, nil)
			if e := (*template.Error)(nil); errors.As(err, &e) {
				diags.Append(s.Diagnose(err))
				ok = false
			}
		}
		if !ok {
			break
		}
	}
	return ok
}

// used gives the names of the templates that others use.
func (s *Set) used() map[string]bool {
	used := map[string]bool{}
	for _, t := range s.html.Templates() {
		for _, use := range uses(t) {
			used[use.Name] = true
		}
	}
	return used
}

// filesIn gives the templates that are files, and among the used ones or not.
func (s *Set) filesIn(used map[string]bool, in bool) []string {
	return slices.DeleteFunc(slices.Clone(s.names), func(name string) bool { return s.html.Lookup(name) == nil || used[name] != in })
}

// reportUnused warns of templates that replace nothing and that no other uses:
// most likely a name was misspelt.
func (s *Set) reportUnused(own map[string]string, known []string, diags *diag.List) {
	used := s.used()
	for _, name := range sortedKeys(own) {
		if path.Ext(name) == ".html" && !slices.Contains(known, name) && !used[name] {
			diags.Warnf(diag.Position{File: "templates/" + name}, diag.UnknownTemplate,
				"the template replaces no built-in one, and no other uses it").Hint = diag.Suggest(name, known)
		}
	}
}

// Words gives what the templates say.
func (s *Set) Words() *words.Words { return s.words }

// Texts gives the texts of the templates by file name. They are not to be changed.
func (s *Set) Texts() map[string]string { return s.texts }

// Assets gives the texts of the shared files by name; scripts have their words in them.
func (s *Set) Assets() map[string]string { return s.assets }

// licences is the ending of files that say on which terms a shared file of the same
// name may be passed on, where it is not ours: ufuzzy.LICENSE for ufuzzy.js.
const licences = ".LICENSE"

// Licence gives the licence of a shared file that is not ours; empty for all others.
func (s *Set) Licence(name string) string {
	return s.licences[strings.TrimSuffix(name, path.Ext(name))]
}

// IsBuiltIn tells whether a file of the set says what the built-in one says.
func (s *Set) IsBuiltIn(name string) bool {
	text, err := builtIn.ReadFile(name)
	own, is := s.assets[name]
	if !is {
		own = s.texts[name]
	}
	return err == nil && string(text) == own
}

// ThemeFiles gives the contents of the files that the site's theme names, by their
// paths from the site's root.
func (s *Set) ThemeFiles() map[string]string { return s.theme }

// Looks gives what the site's theme makes of the built-in looks, which is never nil.
func (s *Set) Looks() *Looks { return s.looks }

// Names lists everything in the set, sorted.
func (s *Set) Names() []string { return s.names }

var missingField = regexp.MustCompile(`can't evaluate field (\w+) in type \*?templates\.(\w+)`)

// Diagnose turns an error of a template into a diagnostic at its place.
func (s *Set) Diagnose(err error) diag.List {
	var diags diag.List
	if pos, fault, ok := s.unclosedMarkup(err); ok {
		diags.Errorf(pos, diag.Template, "%s", fault.message).Hint = fault.hint
		return diags
	}
	pos, message := s.locate(err)
	// What html/template knows of its own state follows in braces.
	message, _, _ = strings.Cut(message, ": {state")
	if m := missingField.FindStringSubmatch(message); m != nil {
		diags.Errorf(pos, diag.Template, "there is no %q here: %s has no such field", m[1], m[2]).
			Hint = diag.Suggest(m[1], fieldNames(m[2]))
		return diags
	}
	if strings.Contains(message, "exceeded maximum template depth") {
		diags.Errorf(pos, diag.Cycle, "the template includes itself without end").Hint = "remove one of the {{template}} lines"
		return diags
	}
	if _, reason, ok := strings.Cut(message, "error calling say: "); ok {
		diags.Errorf(pos, diag.Template, "%s", reason).Hint = "see `tradeoff help words`"
		return diags
	}
	diags.Errorf(pos, diag.Template, "%s", plainly(message)).Hint = "see `tradeoff help templates`"
	return diags
}

// InlineStyle makes a style sheet safe to stand in a page: nothing in it can end
// the style element.
func InlineStyle(css string) template.CSS {
	return template.CSS(strings.ReplaceAll(css, "</", `<\/`))
}

// InlineScript makes a script safe to stand in a page: nothing in it can end the
// script element, or begin what hides the end (HTML, 4.12.1.3).
func InlineScript(js string) template.JS {
	return template.JS(endsScript.ReplaceAllString(js, `\x3c$1`))
}

var endsScript = regexp.MustCompile(`(?i)<(/?script|!--)`)

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// must is for the embedded files, which are there or the command cannot be built.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// must2 is for the embedded templates, which a test parses.
func must2(set *Set, ok bool) *Set {
	if !ok {
		panic("templates: a built-in template is faulty")
	}
	return set
}
