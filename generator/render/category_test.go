package render_test

import (
	"strings"
	"testing"
)

// families shows a category's page by what its view holds.
const families = `
-- templates/category.html --
{{range .Options}}{{.Name}} {{end}}{{if .Compact}}compact{{end}}
{{range .Families}}family {{.Label}}{{range .Shared}} | {{.Label}} {{.Row}} {{.Value}}{{end}}
{{range .Options}}{{.Name}} {{.Address}} {{.Summary}}{{with .Nearest}} {{.Word}} {{.Name}} {{.Alike}}+{{.Different}}={{.Compared}}; same{{range .Same}} | {{.Label}} {{.Value}}{{end}}; differ{{range .Differ}} | {{.Label}} {{.Value}}{{with .Other}} {{.}}{{end}}{{end}}{{end}}
{{end}}{{end}}
`

// TestFamilies: options that are alike stand together, with what makes them so.
func TestFamilies(t *testing.T) {
	compareLines(t, viewOf(t, frameworks+families, "web/index.html"), `
		&lt;Chi&gt; Django Flask Gin New Rails
		family  | Language row-language Go | Typing row-typing static | ORM row-orm no
		&lt;Chi&gt; chi.html  Most like Gin 6+0=6; same | Language Go | Typing static; differ
		Gin gin.html  Most like &lt;Chi&gt; 6+0=6; same | Language Go | Typing static; differ
		family  | Language row-language Python | Typing row-typing hints
		Flask flask.html  Most like Django 3+3=6; same | Language Python | Typing hints; differ | ORM no instead of yes | Admin no instead of yes
		Django django.html All of it. Most like Flask 3+3=6; same | Language Python | Typing hints; differ | ORM yes instead of no | Admin yes instead of no
		family In no family
		Rails rails.html Rails <em>too</em>. Most like Django 3+3=6; same | ORM yes | Age `+"21\u00a0years"+`; differ | Language Ruby instead of Python | Admin no instead of yes
		family Too little known to tell
		New new.html`)
}

// TestShared: of numbers that are close, a family is told without the number.
func TestShared(t *testing.T) {
	const site = "-- data/c/category.yaml --\ntitle: C\nattributes: [{id: n, type: number}, {id: a, type: support}, {id: b, type: support}]\n" +
		"-- data/c/p.yaml --\nfacts: {n: 10, a: yes, b: yes}\n-- data/c/q.yaml --\nfacts: {n: 11, a: yes, b: no}\n" +
		"-- data/c/r.yaml --\nfacts: {n: 90, a: no, b: no}\n-- data/c/s.yaml --\nfacts: {n: 90, a: no, b: no}\n"
	got := viewOf(t, site+families, "c/index.html")
	for i, want := range map[int]string{1: "family  | A row-a yes | N row-n", 4: "family  | A row-a no | B row-b no | N row-n 90"} {
		if got[i] != want {
			t.Errorf("got %q, want %q", got[i], want)
		}
	}
}

// TestLabels: a family that shares no fact says so, and does not run on under the one
// above; values are the same whatever their words' order or their digits.
func TestLabels(t *testing.T) {
	const attributes = "-- data/c/category.yaml --\ntitle: C\nattributes: [{id: w, type: choice, choices: [A, B]}, {id: n, type: number, unit: kg}, {id: a, type: support}, {id: b, type: support}, {id: c, type: support}]\n" +
		"-- data/c/r.yaml --\nfacts: {w: A, n: 100, a: partial, b: no, c: no}\n-- data/c/s.yaml --\nfacts: {a: no, b: partial, c: no}\n-- data/c/t.yaml --\nfacts: {a: no, b: no, c: partial}\n"
	for facts, want := range map[string]string{
		"a: yes, b: yes, c: yes": "family Alike on the whole, though no fact is the same for all\n",
		"a: yes":                 "family  | A row-a yes | W row-w A and B | N row-n 1.10\u00a0kg\n",
	} {
		site := attributes + "-- data/c/p.yaml --\nfacts: {w: [A, B], n: 1.10, " + facts + "}\n-- data/c/q.yaml --\nfacts: {w: [B, A], n: 1.1, " + facts + "}\n"
		got := strings.Join(viewOf(t, site+families, "c/index.html"), "\n")
		if !strings.Contains(got, want) {
			t.Errorf("got\n%s\nwithout %q", got, want)
		}
		if got := words(parse(t, rendered(t, site)["c/p.html"])); strings.Contains(got, "A and B and") || strings.Contains(got, "kg and 1.1") {
			t.Errorf("what is the same reads as two:\n%s", got)
		}
	}
	// One family alone needs no name.
	if got := viewOf(t, many(2)+families, "c/index.html"); got[1] != "family" {
		t.Errorf("got %q", got)
	}
}

// TestSmallCategories: whatever a category lacks, its page is whole.
func TestSmallCategories(t *testing.T) {
	const attributes = "-- data/c/category.yaml --\ntitle: C\nattributes: [{id: a, type: support}, {id: b, type: support}, {id: c, type: support}]\n"
	for name, test := range map[string]struct{ options, want string }{
		"no option":     {"", "There are no options here yet."},
		"one option":    {"-- data/c/one.yaml --\nfacts: {a: yes}\n", "The optionsone"},
		"two options":   {"-- data/c/one.yaml --\nfacts: {a: yes, b: yes, c: no}\n-- data/c/two.yaml --\nfacts: {a: yes, b: yes, c: yes}\n", "The options oneCompared with two. Alike in 2 of 3 facts; differs in C (no instead of yes)."},
		"nothing known": {"-- data/c/one.yaml --\n-- data/c/two.yaml --\n", "The optionsonetwo"},
	} {
		files := rendered(t, attributes+test.options)
		checkLinks(t, files)
		if got := words(parse(t, files["c/index.html"])); !strings.Contains(got, test.want) {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
	if got := viewOf(t, many(30)+families, "c/index.html"); !strings.HasSuffix(got[0], "compact") || strings.Contains(strings.Join(got, ""), "same |") {
		t.Errorf("thirty options are described: %q", got)
	}
}
