package render_test

import (
	"fmt"
	"strings"
	"testing"
)

// frameworks is a category with options of two kinds, one of which little is known.
const frameworks = `
-- data/site.yaml --
title: Small
pairs: yes
-- data/web/category.yaml --
title: Web
singular: framework
attributes:
  - {id: language, type: choice, choices: [Python, Ruby, Go], weight: 2}
  - {id: orm, label: ORM, type: support}
  - {id: admin, type: support}
  - {id: typing, type: level, levels: [none, hints, static]}
  - {id: age, type: number, unit: years}
  - {id: common, type: support}
-- data/web/django.yaml --
name: Django
summary: All of it.
facts: {language: Python, orm: yes, admin: yes, typing: hints, age: 20, common: yes}
-- data/web/rails.yaml --
name: Rails
summary: Rails *too*.
facts: {language: Ruby, orm: yes, admin: no, typing: none, age: 21, common: yes}
-- data/web/flask.yaml --
name: Flask
facts: {language: Python, orm: no, admin: no, typing: hints, age: 15, common: yes}
-- data/web/gin.yaml --
name: Gin
facts: {language: Go, orm: no, admin: no, typing: static, age: 11, common: yes}
-- data/web/chi.yaml --
name: "<Chi>"
facts: {language: Go, orm: no, admin: no, typing: static, age: 10, common: yes}
-- data/web/new.yaml --
name: New
facts: {language: Go}
-- guides/a.md --
---
title: Django or Rails?
description: D.
compare: [django, rails]
---
`

// told shows an option's page by what its view holds.
const told = `
-- templates/option.html --
{{with .Apart}}apart of {{.Options}}{{range .Alone}} | {{.Label}} {{.Row}} {{.Value}}{{with .Known}} of {{.}}{{end}}{{end}}{{range .Shared}} | {{.Label}} {{.Value}}{{with .Known}} of {{.}}{{end}} with {{.With.Name}} {{.With.Address}}{{end}}{{end}}
{{range .Likest}}{{.Word}} {{.Name}} {{.Address}} {{.Alike}}+{{.Different}}={{.Compared}}{{with .Compare}} {{.Label}} {{.Address}}{{end}}
same{{range .Same}} | {{.Label}} {{.Row}} {{.Value}}{{with .Other}} {{.}}{{end}}{{end}}
differ{{range .Differ}} | {{.Label}} {{.Row}} {{.Value}}{{with .Other}} {{.}}{{end}}{{end}}
{{end}}{{range .Others}}{{.Name}} {{.Address}} {{.Summary}} {{.Alike}}/{{.Compared}} {{.Compare.Label}} {{.Compare.Address}}
{{end}}{{if .Even}}even {{end}}{{if .Compact}}compact{{end}} {{with .More}}{{.}} more{{end}} {{with .Decide}}decide {{.Address}}{{end}}
`

// TestOption: how an option stands beside the others, in facts.
func TestOption(t *testing.T) {
	compareLines(t, viewOf(t, frameworks+told, "web/django.html"), `
		apart of 6 | Admin row-admin yes of 5 | Language Python with Flask flask.html
		Most like Flask flask.html 3+3=6 Django vs Flask django-vs-flask.html
		same | Language row-language Python | Typing row-typing hints
		differ | ORM row-orm yes instead of no | Admin row-admin yes instead of no | Age row-age `+"20\u00a0years instead of 15\u00a0years"+`
		Least like &lt;Chi&gt; chi.html 1+5=6 &lt;Chi&gt; vs Django chi-vs-django.html
		same
		differ | Language row-language Python instead of Go | ORM row-orm yes instead of no | Admin row-admin yes instead of no
		Flask flask.html  3/6 Django vs Flask django-vs-flask.html
		Rails rails.html Rails <em>too</em>. 3/6 Django or Rails? ../guides/a.html
		Gin gin.html  1/6 Django vs Gin django-vs-gin.html
		&lt;Chi&gt; chi.html  1/6 &lt;Chi&gt; vs Django chi-vs-django.html
		New new.html  0/0 Django vs New django-vs-new.html`)
	compareLines(t, viewOf(t, strings.Replace(frameworks, "pairs: yes", "", 1)+told, "web/new.html"), `
		&lt;Chi&gt; chi.html  0/0
		Django django.html All of it. 0/0
		Flask flask.html  0/0
		Gin gin.html  0/0
		Rails rails.html Rails <em>too</em>. 0/0`)
}

// TestOptionAlone: an option has nothing to be compared with, or one other.
func TestOptionAlone(t *testing.T) {
	const site = "-- data/c/category.yaml --\ntitle: C\nattributes: [{id: a, type: support}, {id: b, type: support}, {id: c, type: support}]\n" +
		"questions: [{id: q, ask: Which?, answers: [{label: A, prefer: {a: yes}}]}]\n-- data/c/one.yaml --\nfacts: {a: yes, b: yes, c: no}\n"
	compareLines(t, viewOf(t, site+told, "c/one.html"), "decide decide.html")
	compareLines(t, viewOf(t, site+"-- data/c/two.yaml --\nfacts: {a: yes, b: no, c: yes}\n"+told, "c/one.html"), `
		Compared with two two.html 1+2=3
		same
		differ | B row-b yes instead of no | C row-c no instead of yes
		two two.html  1/3
		decide decide.html`)
}

// TestEvenOptions: where all are about as alike, none is named as the least.
func TestEvenOptions(t *testing.T) {
	const site = "-- data/c/category.yaml --\ntitle: C\nattributes: [{id: a, type: support}, {id: b, type: support}, {id: c, type: support}]\n" +
		"-- data/c/one.yaml --\nfacts: {a: yes, b: yes, c: yes}\n-- data/c/two.yaml --\nfacts: {a: yes, b: no, c: no}\n-- data/c/three.yaml --\nfacts: {a: no, b: yes, c: partial}\n"
	lines := viewOf(t, site+told, "c/one.html")
	if lines[1] != "Compared with three three.html 1+2=3" || strings.Contains(strings.Join(lines, "\n"), "east like") || lines[len(lines)-1] != "even" {
		t.Errorf("%q", lines)
	}
	if got := words(parse(t, rendered(t, site)["c/one.html"])); !strings.Contains(got, "How alike they are") || !strings.Contains(got, "hardly a fact lies between them") {
		t.Errorf("got %s", got)
	}
}

// TestLikenessInWords: whatever the counts are, the sentence is one.
func TestLikenessInWords(t *testing.T) {
	const attributes = "-- data/c/category.yaml --\ntitle: C\nattributes: [{id: a, type: support}, {id: b, type: support}, {id: c, label: C (sea), type: choice, choices: [\"x (y)\", z]}]\n-- data/c/one.yaml --\nfacts: {a: yes, b: yes, c: x (y)}\n"
	for facts, want := range map[string]string{
		"a: no, b: no, c: z":       "Alike in none of 3 facts; differs in A (yes instead of no), B (yes instead of no) and C (sea) (x [y] instead of z).",
		"a: yes, b: no, c: z":      "Alike in 1 of 3 facts; differs in B (yes instead of no) and C (sea) (x [y] instead of z).",
		"a: yes, b: yes, c: x (y)": "Alike in all 3 facts.",
	} {
		if got := words(parse(t, rendered(t, attributes+"-- data/c/two.yaml --\nfacts: {"+facts+"}\n")["c/one.html"])); !strings.Contains(got, want) {
			t.Errorf("got %s\nwithout %s", got, want)
		}
	}
}

// TestWordsApart: of a choice, the words that no other option has set it apart, and
// those that one other has.
func TestWordsApart(t *testing.T) {
	const site = "-- data/c/category.yaml --\ntitle: C\nattributes: [{id: w, label: Words, type: choice, choices: [A, B, C, D]}]\n" +
		"-- data/c/p.yaml --\nfacts: {w: [A, B, C]}\n-- data/c/q.yaml --\nfacts: {w: [A, C]}\n-- data/c/r.yaml --\nfacts: {w: A}\n" +
		"-- data/c/s.yaml --\nfacts: {w: [A, D]}\n-- data/c/t.yaml --\nfacts: {w: D}\n-- data/c/u.yaml --\nfacts: {w: A}\n"
	for id, want := range map[string]string{"p": "apart of 6 | Words row-w B | Words C with q q.html", "q": "apart of 6 | Words C with p p.html", "r": "p p.html  0/0"} {
		if got := viewOf(t, site+told, "c/"+id+".html")[0]; got != want {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
	}
}

// TestEqualNames: options of one name are told apart wherever they stand.
func TestEqualNames(t *testing.T) {
	archive := strings.NewReplacer("name: Rails", "name: Django\npros: [Good]\nused_by: [{name: Somebody}]").Replace(frameworks)
	files := rendered(t, strings.Replace(archive, "description: D.\n", "description: D.\n", 1))
	for address, wants := range map[string][]string{
		"web/rails.html":           {"<title>Django (rails)", "<h1>Django (rails)</h1>", ">Django (django)</a>"},
		"web/index.html":           {">Django (rails)</a>", ">Django (django)</a>", "Most like <a href=\"django.html\">Django (django)</a>"},
		"web/flask-vs-rails.html":  {"<h1>Flask vs Django (rails)</h1>", "<a href=\"rails.html\">Django (rails)</a></th>", "<h3><a href=\"rails.html\">Django (rails)</a></h3>", "What speaks for Django (rails)"},
		"web/django-vs-flask.html": {"<h1>Django (django) vs Flask</h1>"},
	} {
		for _, want := range wants {
			if !strings.Contains(files[address], want) {
				t.Errorf("%s has no %s", address, want)
			}
		}
		if strings.Contains(files[address], ">Django</a>") {
			t.Errorf("%s does not tell the two apart", address)
		}
	}
}

// many is a category of so many options, alike in pairs.
func many(n int) string {
	var b strings.Builder
	b.WriteString("-- data/c/category.yaml --\ntitle: C\nattributes: [{id: a, type: number}, {id: b, type: number}, {id: c, type: number}]\n")
	for i := range n {
		fmt.Fprintf(&b, "-- data/c/o%03d.yaml --\nname: %d\nfacts: {a: %d, b: %d, c: %d}\n", i, n-i, i, i, i)
	}
	return b.String()
}

// TestShortNames: a name of a letter or two does not tell what a link leads to, so what
// it names is said with it, and is not seen.
func TestShortNames(t *testing.T) {
	const site = `
-- data/language/category.yaml --
title: Languages
singular: language
attributes: [{id: typed, type: support}]
-- data/language/go.yaml --
name: Go
facts: {typed: yes}
-- data/language/elm.yaml --
name: Elm
facts: {typed: yes}
`
	files := rendered(t, site)
	for _, page := range []string{"index.html", "language/index.html", "language/elm.html", "search.html"} {
		root := parse(t, files[page])
		if len(hrefs(root, "Go")) > 0 || len(hrefs(root, "Go (language)")) == 0 {
			t.Errorf("%s: a link says %q alone", page, "Go")
		}
		if page != "language/elm.html" && len(hrefs(root, "Elm")) == 0 {
			t.Errorf("%s: %q is longer than it has to be", page, "Elm")
		}
	}
}
