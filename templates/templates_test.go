package templates_test

import (
	"bytes"
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
	set, diags := templates.Load(fsys)
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
	set, diags := templates.Load(nil)
	if m := messages(diags); m != "" {
		t.Fatal(m)
	}
	for _, name := range []string{"home.html", "guide.html", "category.html", "option.html", "404.html", "redirect.html",
		"compare-table.html", "fact.html", "verdict.html", "columns.html", "faq.html", "tabs.html", "checklist.html",
		"box.html", "proscons.html", "used-by.html", "decide.html", "related.html", "frame.html",
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
			`templates/fact.html:2: error: {{if}} says nothing that could be true or false (see ` + "`tradeoff help templates`)"},
		"unclosed": {map[string]string{"fact.html": "{{if .Text}}x"},
			`templates/fact.html:1: error: the template ends, but an {{if}}, {{range}}, {{with}} or {{define}} has no {{end}}`},
		"end too many": {map[string]string{"fact.html": "x{{end}}"},
			`templates/fact.html:1: error: there is an {{end}} too many`},
		"brace": {map[string]string{"fact.html": "{{.Text}"},
			`templates/fact.html:1: error: a single } stands where }} is expected`},
		"action": {map[string]string{"fact.html": "x {{.Text"},
			`templates/fact.html:1: error: an {{ is not closed with }}`},
		"function": {map[string]string{"fact.html": "{{upper .Text}}"},
			`templates/fact.html:1: error: there is no function "upper"`},
		"unknown template": {map[string]string{"fact.html": `{{template "relatd.html" .}}`},
			`templates/fact.html:1:12: error: there is no template "relatd.html" (did you mean "related.html"?)`},
		"unclosed attribute": {map[string]string{"fact.html": `<p class="{{.State}}`},
			`templates/fact.html: error: ends in a non-text context`},
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
