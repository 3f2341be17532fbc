package templates_test

import (
	"testing"
	"testing/fstest"

	"tradeoff/templates"
)

// TestIsMadeOfBuiltIn: a template is no longer the built-in one once its file, the file of
// a part, or a part alone is replaced.
func TestIsMadeOfBuiltIn(t *testing.T) {
	for name, test := range map[string]struct {
		file, text string
		want       bool
	}{
		"nothing":       {"README.md", "", true},
		"another file":  {"box.html", "<p>{{.Label}}</p>", true},
		"its file":      {"compare-table.html", `{{.Caption}}{{define "cell-class"}}{{end}}`, false},
		"a part":        {"mine.html", `{{define "marks"}}{{end}}`, false},
		"another part":  {"mine.html", `{{define "my-marks"}}{{end}}`, true},
		"by its name":   {"mine.html", `{{define "compare-table.html"}}{{end}}`, false},
		"a part within": {"box.html", `{{ define "value" }}{{.Text}}{{end}}`, false},
	} {
		t.Run(name, func(t *testing.T) {
			set, _ := templates.Load(fstest.MapFS{test.file: {Data: []byte(test.text)}}, nil)
			if got := set.IsMadeOfBuiltIn("compare-table.html", "cell-class", "value", "marks"); got != test.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

// TestBuiltInsEscape: html/template can escape all built-in templates. Where a site has none
// of its own nobody asks that before a page is rendered.
func TestBuiltInsEscape(t *testing.T) {
	set, diags := templates.Load(fstest.MapFS{"mine.html": {Data: []byte(`{{define "mine"}}{{end}}`)}}, nil)
	if diags.HasErrors() || set.IsBuiltIn("mine.html") {
		t.Error(diags.Sorted())
	}
}
