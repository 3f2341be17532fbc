package templates_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"tradeoff/generator/diag"
	"tradeoff/templates"
)

// load gives the messages of loading a site's templates, one a line.
func load(files map[string]string) (*templates.Set, string) {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	set, diags := templates.Load(fsys, nil)
	return set, messages(diags)
}

func messages(diags diag.List) string {
	var b strings.Builder
	for _, d := range diags.Sorted() {
		b.WriteString(d.Position.String() + ": " + d.Severity.String() + ": " + d.Message)
		if d.Hint != "" {
			b.WriteString(" (" + d.Hint + ")")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestBuiltIn(t *testing.T) {
	set, diags := templates.Load(nil, nil)
	if m := messages(diags); m != "" {
		t.Fatal(m)
	}
	for _, name := range []string{"home.html", "guide.html", "category.html", "option.html", "404.html", "redirect.html",
		"compare-table.html", "fact.html", "verdict.html", "columns.html", "faq.html", "tabs.html", "checklist.html",
		"box.html", "proscons.html", "used-by.html", "decide.html", "tree.html", "related.html", "frame.html",
		templates.StyleSheet, templates.Script, templates.Icon} {
		if !strings.Contains(" "+strings.Join(set.Names(), " ")+" ", " "+name+" ") {
			t.Errorf("there is no %s", name)
		}
	}
}

func TestOverride(t *testing.T) {
	set, m := load(map[string]string{
		"fact.html":  `<b>{{.Text}}</b>{{template "mine.html" .}}`,
		"mine.html":  `<i>{{.Since}}</i>`,
		"site.css":   "p{color:red}",
		"views.go":   "package templates",
		".hidden":    "",
		"README.md":  "how these work",
		"testdata/x": "",
	})
	if m != "" {
		t.Errorf("unexpected: %s", m)
	}
	var b bytes.Buffer
	if err := set.Execute(&b, "fact.html", &templates.Cell{Text: "Yes", Since: "<4>"}); err != nil {
		t.Fatal(err)
	}
	if got, want := b.String(), "<b>Yes</b><i>&lt;4&gt;</i>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if set.Assets()["site.css"] != "p{color:red}" || !strings.Contains(set.Assets()["site.js"], "use strict") {
		t.Error("the style sheet is not replaced alone")
	}
}

func TestFaults(t *testing.T) {
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"misspelt": {map[string]string{"gide.html": "x"},
			`templates/gide.html: warning: the template replaces no built-in one, and no other uses it (did you mean "guide.html"?)`},
		"misspelt style sheet": {map[string]string{"sit.css": "x"},
			`templates/sit.css: warning: the file is passed over: it replaces nothing (did you mean "site.css"?)`},
		"folder": {map[string]string{"parts/x.html": "x"},
			`templates/parts: warning: the folder is passed over: templates lie directly in templates/`},
		"syntax": {map[string]string{"fact.html": "line\n{{if}}"},
			`templates/fact.html:2:1: error: {{if}} says nothing that could be true or false (see ` + "`tradeoff help templates`)"},
		"unclosed": {map[string]string{"fact.html": "<b>{{if .Text}}x\n{{with .}}{{end}}\n"},
			`templates/fact.html:1:4: error: the template ends, but an {{if}}, {{range}}, {{with}} or {{define}} has no {{end}}`},
		"end too many": {map[string]string{"fact.html": "{{if .Text}}x{{end}}é{{end}}"},
			`templates/fact.html:1:22: error: there is an {{end}} too many`},
		"brace": {map[string]string{"fact.html": "{{.Text}}\n {{.Text}"},
			`templates/fact.html:2:9: error: a single } stands where }} is expected`},
		"action": {map[string]string{"fact.html": "x {{.Text"},
			`templates/fact.html:1:3: error: an {{ is not closed with }}`},
		"action of lines": {map[string]string{"fact.html": "a\n {{.Text\n\n\n"},
			`templates/fact.html:2:2: error: an {{ is not closed with }}`},
		"remark": {map[string]string{"fact.html": "a\n{{/* x"},
			`templates/fact.html:2:1: error: a remark is not closed`},
		"twice": {map[string]string{"fact.html": "{{define `a`}}x{{end}}\n{{define \"a\"}}y{{end}}"},
			`templates/fact.html:2:3: error: the part "a" is defined twice`},
		"function": {map[string]string{"fact.html": "<i>{{upper .Text}}"},
			`templates/fact.html:1:6: error: there is no function "upper"`},
		"variable": {map[string]string{"fact.html": "é{{$x}}"},
			`templates/fact.html:1:4: error: there is no variable "$x"`},
		"keyword": {map[string]string{"fact.html": "{{if .Text}}{{.Text range}}{{end}}"},
			`templates/fact.html:1:21: error: unexpected <range> in operand`},
		"character": {map[string]string{"fact.html": "  {{.Text & 1}}"},
			`templates/fact.html:1:11: error: unexpected "&" in operand`},
		"unknown template": {map[string]string{"fact.html": `{{template "relatd.html" .}}`},
			`templates/fact.html:1:12: error: there is no template "relatd.html" (did you mean "related.html"?)`},
		"unclosed attribute": {map[string]string{"fact.html": "<b>\n<p class=\"{{.State}}\n<i></i>"},
			`templates/fact.html:2:1: error: the tag <p> is not closed (look for a quotation mark or a > that is missing in it)`},
		"unclosed attribute in a part": {map[string]string{"used-by.html": "x{{define \"users\"}}\n <ul class=\"users{{end}}"},
			`templates/used-by.html:2:2: error: the tag <ul> is not closed`},
		"unclosed comment": {map[string]string{"fact.html": "<b>x</b><!-- y"},
			`templates/fact.html:1:9: error: the comment is not closed (close it with -->)`},
		"unclosed element": {map[string]string{"fact.html": "<b>x</b><style>p{}<p>"},
			`templates/fact.html:1:9: error: the element <style> is not closed (close it with </style>)`},
		"bad attribute": {map[string]string{"fact.html": "<b>x</b>\n<p a\"b\"=c>"},
			`templates/fact.html:2:4: error: `},
		"missing part": {map[string]string{"used-by.html": "<p>x</p>"},
			`templates/used-by.html: error: the part "users" is missing, which is used by option.html (add {{define "users"}} … {{end}} to the file; ` + "`tradeoff help templates` lists the parts)"},
		"encoding": {map[string]string{"fact.html": "<b>\ncaf\xe9</b>"},
			`templates/fact.html:2:4: error: byte 0xe9 is not UTF-8 text`},
	} {
		if _, m := load(test.files); !strings.Contains(m, test.want) {
			t.Errorf("%s: got\n%swant\n%s", name, m, test.want)
		}
	}
}

func TestUnknownField(t *testing.T) {
	set, m := load(map[string]string{"fact.html": "<p>\n{{.Txt}}</p>"})
	if m != "" {
		t.Fatal(m)
	}
	err := set.Execute(&bytes.Buffer{}, "fact.html", &templates.Cell{})
	want := `templates/fact.html:2:3: error: there is no "Txt" here: Cell has no such field (did you mean "Text"?)` + "\n"
	if got := messages(set.Diagnose(err)); got != want {
		t.Errorf("got  %swant %s", got, want)
	}
}

func TestEndlessInclusion(t *testing.T) {
	set, _ := load(map[string]string{"fact.html": `{{template "fact.html" .}}`})
	err := set.Execute(&bytes.Buffer{}, "fact.html", &templates.Cell{})
	if err == nil {
		t.Fatal("no error")
	}
	if got := messages(set.Diagnose(err)); !strings.Contains(got, "includes itself without end") {
		t.Error(got)
	}
}

func TestStyleCannotEndItsElement(t *testing.T) {
	if got := templates.InlineStyle("a::after{content:'</style><script>'}"); strings.Contains(string(got), "</style") {
		t.Error(got)
	}
}

// TestIncompleteOverrides empties each template, takes each part out of it, and
// cuts it off in three places: whatever is missing is said of the file that the
// writer has, and nothing panics.
func TestIncompleteOverrides(t *testing.T) {
	names, err := filepath.Glob("*.html")
	if err != nil || len(names) < 15 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(content)
		cut := []string{"", "<p>x</p>", text[:len(text)/4], text[:len(text)/2], text[:len(text)*3/4]}
		for _, define := range regexp.MustCompile(`{{define "[^"]+"}}`).FindAllString(text, -1) {
			cut = append(cut, strings.Replace(text, define, `{{define "other"}}`, 1))
		}
		for i, text := range cut {
			if i%hurry > 0 {
				continue
			}
			set, m := load(map[string]string{name: text})
			for line := range strings.Lines(m) {
				if !strings.HasPrefix(line, "templates/"+name+":") {
					t.Errorf("%s, %d bytes: blamed elsewhere: %s", name, len(text), line)
				}
			}
			if err := set.Execute(&bytes.Buffer{}, "redirect.html", &templates.RedirectPage{}); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	_, m := load(map[string]string{"frame.html": "<p>x</p>"})
	for _, part := range []string{"frame-top", "frame-bottom", "head", "card", "entry", "title", "marks", "value", "sources"} {
		if !strings.Contains(m, `templates/frame.html: error: the part "`+part+`" is missing, which `) {
			t.Errorf("nothing is said of %q:\n%s", part, m)
		}
	}
}

// TestFaultyFiles: a browser passes over what is wrong in these, and over more.
func TestFaultyFiles(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"site.css", "p { color: red; }\n@import url(x.css)", ""},
		{"site.css", "a[href=\"}\"] { background: url(data:x) } /* } */ @media (min-width: 1px) { b::before { content: '\\'' } }", ""},
		{"site.css", "p{}\n /* é */ a { color: red", `site.css:2:12: error: the { is not closed`},
		{"site.css", "p{}}\n", `site.css:1:4: error: the } closes nothing`},
		{"site.css", "p{color:rgb(1,2}\n", `site.css:1:16: error: the } closes nothing`},
		{"site.css", "p{color:rgb(1,2\n", `site.css:1:12: error: the ( is not closed`},
		{"site.css", "p{}\n/* x", `site.css:2:1: error: the comment is not closed`},
		{"site.css", "p{content: 'x\n}", `site.css:1:12: error: the quotation mark is not closed`},
		{"site.css", "p{content: 'x", `site.css:1:12: error: the quotation mark is not closed`},
		{"site.css", "p{}\n\n a, b", `site.css:3:2: error: the file ends before the rule`},
		{"site.css", "p{}\xff", `site.css:1:4: error: byte 0xff is not UTF-8 text`},
		{"site.js", "let a = [1];", ""},
		{"site.js", "let a =\n  [1", `site.js:2:5: error: the script cannot be understood: unexpected EOF`},
		{"site.js", "/* é */ let a = );", `site.js:1:17: error: the script cannot be understood: unexpected )`},
		{"site.js", "\xff", `site.js:1:1: error: byte 0xff`},
		{"icon.svg", `<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"><path d="M1 1"/></svg>` + "\n", ""},
		{"icon.svg", `<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE svg [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]><svg xmlns="&ns_svg;"/>`, ""},
		{"icon.svg", `<svg>&nbsp;</svg>`, `icon.svg:1:12: error: the picture is not well-formed SVG: invalid character entity &nbsp;`},
		{"icon.svg", "<svg>\n<path></svg>", `icon.svg:2:13: error: the picture is not well-formed SVG: element <path> closed by </svg>`},
		{"icon.svg", "<svg>\n<path", `icon.svg:2:6: error: the picture is not well-formed SVG: unexpected EOF`},
		{"icon.svg", "\n<html></html>", `icon.svg:2:1: error: the picture begins with <html>, not with <svg>`},
		{"icon.svg", "", `icon.svg: error: the picture has no <svg> element`},
		{"icon.svg", "PNG\x00", `icon.svg:1:4: error: byte 0x00 is not UTF-8 text`},
	} {
		_, m := load(map[string]string{test.name: test.text})
		if test.want == "" && m != "" || !strings.Contains(m, test.want) || strings.Contains(m, "\ufffd") {
			t.Errorf("%s: %q: got\n%swant\n%s", test.name, test.text, m, test.want)
		}
	}
}

// FuzzLoad: whatever a template is, there is a set that can be used, and what is
// wrong is said.
func FuzzLoad(f *testing.F) {
	names, err := filepath.Glob("*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		if content, err := os.ReadFile(name); err == nil && filepath.Ext(name) != ".go" {
			f.Add(name, string(content))
		}
	}
	f.Add("fact.html", `{{define "fact.html"}}{{end}}`)
	f.Add("a.html", `{{define "guide.html"}}<p class="{{end}}{{block "frame-top" .}}{{template "title" .}}{{end}}`)
	f.Add("title", "{{.}}")
	f.Fuzz(func(t *testing.T, name, text string) {
		if strings.Contains(text, "range") { // it may count to any number
			return
		}
		if fsys := (fstest.MapFS{name: {Data: []byte(text)}}); fs.ValidPath(name) && name != "." {
			set, diags := templates.Load(fsys, nil)
			for _, d := range diags.Sorted() {
				if d.Message == "" || !strings.HasPrefix(d.Position.File, "templates") {
					t.Errorf("%v: %q", d.Position, d.Message)
				}
			}
			_ = set.Execute(&bytes.Buffer{}, "guide.html", &templates.GuidePage{})
		}
	})
}

// TestIcons demands that every icon that a template or a script draws is a symbol of
// icons.html.
func TestIcons(t *testing.T) {
	set, _ := templates.Load(nil, nil)
	symbols := map[string]bool{}
	for _, m := range regexp.MustCompile(`<symbol id="icon-([a-z]+)"`).FindAllStringSubmatch(set.Texts()["icons.html"], -1) {
		symbols[m[1]] = true
	}
	if len(symbols) < 10 {
		t.Fatalf("only %d symbols were found", len(symbols))
	}
	use := regexp.MustCompile(`(?:icon |icon\()"([a-z]+)"`)
	for name, text := range set.Texts() {
		for _, m := range use.FindAllStringSubmatch(text, -1) {
			if !symbols[m[1]] {
				t.Errorf("%s: there is no symbol %q", name, m[1])
			}
		}
	}
	for name, text := range set.Assets() {
		for _, m := range use.FindAllStringSubmatch(text, -1) {
			if !symbols[m[1]] {
				t.Errorf("%s: there is no symbol %q", name, m[1])
			}
		}
	}
}
