package render_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// pairSite has every kind of attribute, two options that no guide compares, and
// one that a guide compares with the first.
const pairSite = `
-- data/site.yaml --
title: Small
pairs: yes
repository: https://example.org/r
-- data/c/category.yaml --
title: Frameworks
singular: framework
attributes:
  - {id: orm, label: ORM, type: support, weight: 2}
  - {id: jobs, label: Is it quick?, type: support}
  - {id: ads, label: Shows advertisements, type: support, better: lower}
  - {id: typing, label: Type safety, type: level, levels: [none, hints, static], weight: 3}
  - {id: price, label: Price, type: number, unit: $, better: lower}
  - {id: until, label: Supported until, type: date, better: later}
  - {id: began, label: First released, type: date, better: none}
  - {id: stars, label: Stars, type: rating}
  - {id: db, label: Databases, type: choice, choices: [A, B, C, D]}
  - {id: lang, label: Language, type: list}
  - {id: kind, label: Kind, type: text}
  - {id: essay, label: Essay, type: text}
  - {id: docs, label: Documentation, type: link}
  - {id: same, label: The same, type: support}
  - {id: open, label: Not known, type: support}
  - {id: gone, label: Does not apply, type: support}
questions:
  - id: team
    ask: Which language?
    answers:
      - {id: py, label: Python, prefer: {lang: Python}}
      - {id: sn, label: Snake, prefer: {lang: Python}}
      - {id: rb, label: Ruby, prefer: {lang: Ruby}}
  - id: typed
    ask: How typed?
    answers:
      - {id: hard, label: Strictly, require: {typing: static}}
      - {id: soft, label: A bit, prefer: {typing: higher}}
  - id: same
    ask: The same?
    answers:
      - {id: yes, label: "Yes", prefer: {same: yes}}
-- data/c/django.yaml --
name: Django
summary: The first.
facts:
  orm: {value: yes, note: Its own, source: https://example.org/orm, since: 1.0}
  jobs: {value: partial, note: Only one}
  ads: no
  typing: hints
  price: 10
  until: 2028
  began: 2005
  stars: 4
  db: [A, B, C]
  lang: Python
  kind: a framework
  essay: This is long, and goes on.
  docs: https://example.org/d
  same: yes
  gone: n/a
pros: [Good]
used_by: [{name: Somebody}]
-- data/c/rails.yaml --
name: Rails
facts:
  orm: {value: partial, note: In **part**, source: [https://example.org/orm, https://example.org/2]}
  jobs: no
  ads: {value: yes, note: Many}
  typing: static
  price: 5
  until: 2030-02
  began: 2004-07-01
  stars: 4
  db: [B, A, D]
  lang: Ruby
  kind: a set of parts
  essay: Short
  docs: https://example.org/r
  same: yes
  open: yes
  gone: yes
-- data/c/other.yaml --
name: Other
-- guides/a.md --
---
title: Django or other
description: Both.
compare: [other, django]
---
Text.
`

// pairView shows what a pair's view holds.
const pairView = `
-- templates/compare-table.html --
table {{.ID}} {{.Caption}}:{{range .Groups}}{{range .Rows}} {{.ID}}{{end}}{{end}}{{if .Sorted}} sorted{{end}}
-- templates/decision.html --
decision {{.ID}} of{{range .Options}} {{.Name}}{{end}}: {{.Title.Text}}{{with .Walk}} {{.First}}{{end}}{{define "effort"}}{{end}}{{define "invitation"}}{{end}}
-- templates/pair.html --
{{.Title}} | {{.Description}} {{if .NoIndex}}hidden{{end}}
{{with .Little}}little {{.Why}}{{range .Missing}} {{.Name}} lacks {{.Labels}} and {{.More}}{{end}}{{range .Add}} {{.Label}} {{.Address}}{{end}}{{end}}
{{with .Table}}{{template "compare-table.html" .}}{{end}}
{{range .More}}more {{.Label}}{{if .Open}} open{{end}}
{{template "compare-table.html" .Table}}{{end}}
{{with .Speaks}}{{range .Sides}}for {{.Name}}
{{range .Sentences}}{{template "s" .}}
{{end}}{{end}}neither
{{range .Neither}}{{template "s" .}}
{{end}}{{end}}
{{with .ProsCons}}proscons{{range .Options}} {{.Name}}{{end}}{{end}}
{{with .UsedBy}}used by{{range .Options}} {{.Name}}{{end}}{{end}}
{{with .Decides}}{{.Tell}} of {{.Questions}}{{range .Sides}}; {{.Name}}{{template "a" .Answers}}{{.None}}{{end}}{{if .Counted}} counted{{end}}{{with .Open}}; open{{template "a" .}}{{end}}{{with .Same}}; {{.}}{{end}}
{{with .Decision}}{{template "decision.html" .}}{{end}}{{with .All}}all {{.Options}} {{.Address}}{{end}}{{end}}
{{range .Guides}}{{.Title}} ({{.Reason}}) {{end}}
{{range .Profiles}}{{.Name}} {{.Address}} {{end}}{{.Category.Label}} {{.Category.Address}}
{{range .Edit}}{{.Address}} {{end}}
{{range .Sources}}{{.Number}} {{.Address}} {{.Facts}}
{{end}}{{define "a"}}{{range .}} {{.Ask}}{{range .Choices}} {{.Labels}}{{with .Remark}} {{.}}{{end}}{{end}}{{end}}{{end}}{{define "s"}}{{.Label}}{{$c := .Comma}}{{range $i, $v := .Values}}{{if $i}}{{$c}}{{else}} {{end}}{{.Text}} for {{.Of}}{{with .Since}} since {{.}}{{end}}{{range .Marks}}[{{.Number}}]{{end}}{{end}}{{with .Remark}}; {{.}}{{end}}.{{range .Marks}}[{{.Number}}]{{end}}{{range .Notes}} {{with .Name}}{{.}}: {{end}}{{.Text}};{{end}}{{end}}
`

func TestPairPage(t *testing.T) {
	compareLines(t, viewOf(t, pairSite+pairView, "c/django-vs-rails.html"), `
		Django vs Rails | Django or Rails as your framework: compared on 15 facts, they differ in 12, and in 1 more only by notes or links.
		table comparison Django vs Rails: where they differ: row-orm row-jobs row-ads row-typing row-price row-until row-began row-db row-lang row-kind row-essay row-gone sorted
		more Different only in notes or links: 1 fact
		table comparison-2 Django vs Rails: where they differ in notes or links: row-docs sorted
		more Alike in 2 facts
		table comparison-3 Django vs Rails: where they are alike: row-stars row-same sorted
		more Unknown for one or both: 1 fact
		table comparison-4 Django vs Rails: what is unknown for one or both: row-open sorted
		for Django
		ORM: yes for Django since 1.0[1], only partial for Rails[1][2]. Its own; Rails: In <strong>part</strong>;
		Is it quick? partial for Django, no for Rails. Only one;
		Shows advertisements: no for Django, yes for Rails; here “no” is the better answer.
		for Rails
		Type safety: static for Rails, hints for Django.
		Price: $5 for Rails, $10 for Django; less is better.
		Supported until: February 2030 for Rails, 2028 for Django.
		neither
		First released: 2005 for Django, 1 July 2004 for Rails.
		Databases: A and B for both; C for Django alone; D for Rails alone.
		Language: Python for Django; Ruby for Rails.
		Kind: a framework for Django, a set of parts for Rails.
		proscons Django Rails
		used by Django Rails
		2 of 3; Django Which language? [Python Snake]; Rails Which language? [Ruby] How typed? [Strictly] rules out Django [A bit]
		decision decide of Django Rails: Not sure? Answer up to 2 questions step-1
		Django or other (About Django)
		Django django.html Rails rails.html Frameworks index.html
		https://example.org/r/edit/HEAD/data/c/django.yaml https://example.org/r/edit/HEAD/data/c/rails.yaml
		1 https://example.org/orm Django: ORM; Rails: ORM
		2 https://example.org/2 Rails: ORM
	`)
}

// TestPairOfLittle: what is missing is said, and where it can be added.
func TestPairOfLittle(t *testing.T) {
	compareLines(t, viewOf(t, pairSite+pairView, "c/other-vs-rails.html"), `
		Other vs Rails | Other or Rails as your framework: there is no fact yet that is known of both. hidden
		little Little is known yet: of 16 facts, none is known of both. Other lacks [ORM Is it quick? Shows advertisements Type safety Price Supported until First released Stars] and 8 Other https://example.org/r/edit/HEAD/data/c/other.yaml
		more Unknown for one or both: 16 facts open
		table comparison Other vs Rails: what is unknown for one or both: row-orm row-jobs row-ads row-typing row-price row-until row-began row-stars row-db row-lang row-kind row-essay row-docs row-same row-open row-gone sorted
		2 of 3; OtherNothing that the questions ask for is known of it.; Rails Which language? [Ruby] unknown for Other The same? [Yes] unknown for Other; open How typed? [Strictly] not known of Other
		decision decide of Other Rails: Not sure? Answer up to 2 questions step-1
		Django or other (About Other)
		Other other.html Rails rails.html Frameworks index.html
		https://example.org/r/edit/HEAD/data/c/other.yaml https://example.org/r/edit/HEAD/data/c/rails.yaml
		1 https://example.org/orm Rails: ORM
		2 https://example.org/2 Rails: ORM
	`)
}

// TestPairWords: sentences are grammatical whatever there is.
func TestPairWords(t *testing.T) {
	attributes := func(n int) string {
		return "attributes: [" + strings.Join(slices.Repeat([]string{"{id: aN, type: support}"}, n), ", ") + "]\n"
	}
	for _, test := range []struct{ name, attributes, a, b, lead, why string }{
		{"one unknown", attributes(1), "", "", "A or B as your thing: there is no fact yet that is known of both.", "Little is known yet: of 1 fact, none is known of both."},
		{"one of two", attributes(2), "a0: yes", "a0: yes", "A or B as your thing: compared on 1 fact, they do not differ.", "Little is known yet: of 2 facts, 1 is known of both."},
		{"two of three", attributes(3), "a0: yes, a1: no", "a0: no, a1: no", "A or B as your thing: compared on 2 facts, they differ in 1.", "Little is known yet: of 3 facts, 2 are known of both."},
		{"one differs", attributes(1), "a0: yes", "a0: no", "A or B as your thing: compared on 1 fact, in which they differ.", "There is little to compare: this site has no more than 1 fact that could tell the two apart."},
		{"all differ", attributes(2), "a0: yes, a1: no", "a0: no, a1: yes", "A or B as your thing: compared on 2 facts, they differ in all of them.", "There is little to compare: this site has no more than 2 facts that could tell the two apart."},
		{"all alike", attributes(5), "a0: yes, a1: yes, a2: yes, a3: yes, a4: yes", "a0: yes, a1: yes, a2: yes, a3: yes, a4: yes", "A or B as your thing: compared on 5 facts, they do not differ.", "Little tells the two apart: of the 5 facts known of both, none has a value for each that differs."},
		{"ten of eleven", attributes(6), "a0: yes, a1: yes, a2: yes, a3: yes, a4: yes, a5: yes", "a0: yes, a1: yes, a2: yes, a3: yes, a4: no", "A or B as your thing: compared on 5 facts, they differ in 1.", "Little tells the two apart: of the 5 facts known of both, only 1 has a value for each that differs."},
		{"half", attributes(11), "a0: yes, a1: yes, a2: yes, a3: yes, a4: yes, a5: yes", "a0: no, a1: no, a2: no, a3: no, a4: no", "A or B as your thing: compared on 5 facts, they differ in all of them.", "Little is known yet: of 11 facts, 5 are known of both, which is less than half."},
		{"notes", attributes(5), "a0: {value: yes, note: x}, a1: yes, a2: yes, a3: yes, a4: yes", "a0: yes, a1: yes, a2: yes, a3: yes, a4: yes", "A or B as your thing: compared on 5 facts, they differ only by notes or links, in 1.", "Little tells the two apart: of the 5 facts known of both, none has a value for each that differs."},
	} {
		for i := 0; strings.Contains(test.attributes, "aN"); i++ {
			test.attributes = strings.Replace(test.attributes, "aN", fmt.Sprintf("a%d", i), 1)
		}
		archive := "-- data/site.yaml --\ntitle: S\npairs: yes\n-- data/c/category.yaml --\ntitle: Things\nsingular: thing\n" + test.attributes +
			"-- data/c/a.yaml --\nname: A\nfacts: {" + test.a + "}\n-- data/c/b.yaml --\nname: B\nfacts: {" + test.b + "}\n" +
			"-- templates/pair.html --\n{{.Lead}}\n{{.Little.Why}}{{if .Little.Add}} add{{end}}{{if .Edit}} edit{{end}}{{if .Decides}} decides{{end}}\n"
		compareLines(t, viewOf(t, archive, "c/a-vs-b.html"), test.lead+"\n"+test.why)
	}
}

// TestPairWithoutDifferenceToQuestions: a decision that cannot tell the two apart is
// not offered, and the way to that of the category is.
func TestPairWithoutDifferenceToQuestions(t *testing.T) {
	archive := strings.Replace(pairSite, "lang: Ruby\n", "lang: Python\n", 1)
	archive = strings.Replace(archive, "typing: static\n", "typing: hints\n", 1)
	lines := viewOf(t, archive+pairView, "c/django-vs-rails.html")
	if !slices.Contains(lines, "0 of 3; whatever you answer, the facts speak for both alike") || !slices.Contains(lines, "all 3 decide.html") {
		t.Errorf("got\n%s", strings.Join(lines, "\n"))
	}
	page := rendered(t, archive)["c/django-vs-rails.html"]
	if got := words(parse(t, page)); !strings.Contains(got, "None of the 3 questions of this decision tells the two apart") || strings.Contains(page, "decision-data") {
		t.Errorf("got %s", got)
	}
}

// TestUnknownIsNotRecommended: no answer is said to speak for an option by what is
// not known of it.
func TestUnknownIsNotRecommended(t *testing.T) {
	const site = `
-- data/site.yaml --
title: S
pairs: yes
-- data/c/category.yaml --
title: Things
singular: thing
attributes: [{id: a, type: support}, {id: b, type: support}]
questions: [{id: q, ask: Q?, answers: [{label: "Yes", ANSWER}, {label: "No"}]}]
-- data/c/one.yaml --
facts: {ONE}
-- data/c/two.yaml --
facts: {TWO}
`
	const view = `
-- templates/pair.html --
{{with .Decides}}{{.Tell}}{{range .Sides}}; {{.Name}}{{template "a" .Answers}} {{.None}}{{end}}{{with .Open}}; open{{template "a" .}}{{end}}{{with .Same}}; {{.}}{{end}}{{end}}
{{define "a"}}{{range .}} {{.Ask}}{{range .Choices}} {{.Labels}}{{with .Remark}} {{.}}{{end}}{{end}}{{end}}{{end}}
`
	for _, test := range []struct{ answer, one, two, want string }{
		{"require: {a: yes}", "", "a: no", "1; one Nothing that the questions ask for is known of it.; two No answer speaks for it rather than for the other.; open Q? [Yes] rules out two; not known of one"},
		{"require: {a: yes}", "a: no", "", "1; one No answer speaks for it rather than for the other.; two Nothing that the questions ask for is known of it.; open Q? [Yes] rules out one; not known of two"},
		{"require: {a: yes}", "a: yes", "a: no", "1; one Q? [Yes] rules out two ; two No answer speaks for it rather than for the other."},
		{"require: {a: yes}, prefer: {b: yes}", "b: yes", "a: yes, b: no", "1; one As far as its facts are known, no answer speaks for it.; two No answer speaks for it rather than for the other.; open Q? [Yes] not known of one"},
		{"require: {a: yes}, prefer: {b: yes}", "a: yes, b: yes", "b: no", "1; one Q? [Yes] unknown for two ; two As far as its facts are known, no answer speaks for it."},
		{"require: {a: yes}", "a: yes", "", "0; open Q? [Yes] not known of two; as far as the facts are known, they speak for both alike"},
		{"require: {a: yes}", "", "", "0; open Q? [Yes] not known of either; the facts that they need are not known, or do not apply"},
		{"require: {a: yes}", "a: n/a", "a: n/a", "0; the facts that they need are not known, or do not apply"},
		{"prefer: {a: yes}", "a: yes", "", "1; one Q? [Yes] unknown for two ; two Nothing that the questions ask for is known of it."},
		{"prefer: {a: yes}", "a: yes", "a: n/a", "1; one Q? [Yes] ; two No answer speaks for it rather than for the other."},
		{"require: {a: yes}, prefer: {b: yes}", "a: no, b: yes", "a: no", "0; as far as the facts are known, they speak for both alike"},
		{"require: {a: yes, b: yes}", "a: no", "a: no, b: yes", "0; as far as the facts are known, they speak for both alike"},
		{"prefer: {a: yes}", "a: yes", "a: yes", "0; whatever you answer, the facts speak for both alike"},
	} {
		archive := strings.NewReplacer("ANSWER", test.answer, "ONE", test.one, "TWO", test.two).Replace(site)
		if got := strings.Join(viewOf(t, archive+view, "c/one-vs-two.html"), "\n"); got != test.want {
			t.Errorf("%s, %s | %s:\ngot  %s\nwant %s", test.answer, test.one, test.two, got, test.want)
		}
	}
}

// TestPairSentences: what is between the words of a sentence.
func TestPairSentences(t *testing.T) {
	const site = `
-- data/site.yaml --
title: S
pairs: yes
-- data/c/category.yaml --
title: Things
attributes: [ATTRIBUTE]
-- data/c/one.yaml --
facts: {ONE}
-- data/c/two.yaml --
facts: {TWO}
`
	for _, test := range []struct{ attribute, one, two, want string }{
		{"{id: a, type: date, better: earlier}", "a: 2015", "a: 2016", "A: 2015 for one, 2016 for two; earlier is better."},
		{"{id: a, type: date, better: earlier}", "a: 2015", "a: 2015-02-26", "A: 2015 for one, 26 February 2015 for two; which comes first is not known."},
		{"{id: a, type: date}", "a: 2015", "a: 2015-02-26", "A: 2015 for one, 26 February 2015 for two."},
		{"{id: a, type: support}", "a: yes", "a: {value: partial, note: x}", "A: yes for one, only partial for two.Two"},
		{"{id: a, type: support, better: lower}", "a: no", "a: {value: partial, note: x}", "A: no for one, partial for two; here “no” is the better answer."},
		{"{id: a, type: level, levels: [x, y], better: lower}", "a: x", "a: y", "A: x for one, y for two; lower is better."},
		{"{id: a, type: number, unit: years of support, better: higher}", "a: 2", "a: 1", "A: 2 years of support for one, 1 year of support for two."},
		{"{id: a, type: choice, choices: [x, y, z, Plan and use, ready]}", "a: [x, Plan and use, y]", "a: [ready, x]", "A: x for both – Plan and use; y for one alone – ready for two alone."},
		{"{id: a, type: choice, choices: [x, y]}", "a: [x, y]", "a: x", "A: x for both; y for one alone."},
		{"{id: a, type: list}", "a: [x, y]", "a: [x, z]", "A: x for both; y for one; z for two."},
		{"{id: a, type: support, weight: 0}, {id: b, type: support}", "a: yes, b: no", "a: no, b: yes", "What speaks for oneNo fact that is known of both puts it ahead of two."},
	} {
		archive := strings.NewReplacer("ATTRIBUTE", test.attribute, "ONE", test.one, "TWO", test.two).Replace(site)
		if got := words(parse(t, rendered(t, archive)["c/one-vs-two.html"])); !strings.Contains(got, strings.ReplaceAll(test.want, "Two", "two: x")) {
			t.Errorf("got %s\nwithout %s", got, test.want)
		}
	}
}

// TestPairMarks: a sentence about words has the sources of both facts, on the page.
func TestPairMarks(t *testing.T) {
	archive := strings.NewReplacer("db: [A, B, C]", "db: {value: [A, B, C], source: [https://example.org/one, https://example.org/both]}",
		"db: [B, A, D]", "db: {value: [B, A, D], source: [https://example.org/both, https://example.org/two]}").Replace(pairSite)
	page := rendered(t, archive)["c/django-vs-rails.html"]
	_, sentence, _ := strings.Cut(page, "D for Rails alone.")
	sentence, _, _ = strings.Cut(sentence, "</div>")
	if got := strings.Count(sentence, `class="mark"`); got != 3 {
		t.Errorf("%d marks: %s", got, sentence)
	}
	_, sentence, _ = strings.Cut(page, "<b>ORM:</b>")
	sentence, _, _ = strings.Cut(sentence, "</div>")
	if got := strings.Count(sentence, `class="mark"`); got != 3 {
		t.Errorf("%d marks: %s", got, sentence)
	}
}

// TestPrintUnfolds: on paper nobody can open the rows that are folded away.
func TestPrintUnfolds(t *testing.T) {
	for name, content := range rendered(t, pairSite) {
		if !strings.HasSuffix(name, ".css") || !strings.Contains(content, ".more-rows") {
			continue
		}
		_, print, _ := strings.Cut(strings.ReplaceAll(content, " ", ""), "@mediaprint")
		if _, rule, ok := strings.Cut(print, "details::details-content{"); !ok || !strings.HasPrefix(rule, "content-visibility:visible!important;display:block!important") {
			t.Errorf("%s: %s", name, print)
		}
		return
	}
	t.Error("there is no style sheet")
}

// TestNeutralLead: without a word for one option, the lead does without.
func TestNeutralLead(t *testing.T) {
	page := rendered(t, strings.Replace(pairSite, "singular: framework\n", "", 1))["c/django-vs-rails.html"]
	if got := words(parse(t, page)); !strings.Contains(got, "Django or Rails: compared on 15 facts") {
		t.Errorf("got %s", got)
	}
}

// TestGuidesOfPairs: guides that compare fewer options first, and among equals in
// the order of the option's guides.
func TestGuidesOfPairs(t *testing.T) {
	archive := pairSite
	for _, g := range []string{"B: other, django", "C: other, django, rails2", "D: django, rails2", "E: django, other"} {
		name, options, _ := strings.Cut(g, ": ")
		archive += "-- guides/" + strings.ToLower(name) + ".md --\n---\ntitle: " + name + "\ndescription: D.\ncompare: [" + options + "]\n---\nText.\n"
	}
	archive += "-- data/c/rails2.yaml --\nname: Rails 2\n"
	lines := viewOf(t, archive+pairView, "c/django-vs-rails.html")
	if !slices.Contains(lines, "B (About Django) D (About Django) Django or other (About Django) E (About Django)") {
		t.Errorf("got\n%s", strings.Join(lines, "\n"))
	}
}

// TestPairPagesAreSound renders odd sites with the real templates: links lead
// somewhere, ids stand once, there is one h1 and no level of headings is skipped.
func TestPairPagesAreSound(t *testing.T) {
	long := strings.Repeat("Verylongname", 20)
	for name, archive := range map[string]string{
		"full":             pairSite,
		"no questions":     pairSite[:strings.Index(pairSite, "questions:")] + pairSite[strings.Index(pairSite, "-- data/c/django"):],
		"equal names":      strings.ReplaceAll(pairSite, "name: Rails", "name: Django"),
		"long names":       strings.NewReplacer("name: Rails", "name: "+long, "name: Django", "name: "+long+"2").Replace(pairSite),
		"no facts":         "-- data/site.yaml --\ntitle: S\npairs: yes\n-- data/c/category.yaml --\ntitle: C\nattributes: [{id: a, type: support}]\n-- data/c/a.yaml --\n-- data/c/b.yaml --\n",
		"ids of two pairs": "-- data/site.yaml --\ntitle: S\npairs: yes\n-- data/c/category.yaml --\ntitle: C\nattributes: [{id: a, type: support}]\n-- data/c/x.yaml --\n-- data/c/x-vs-x.yaml --\n",
	} {
		files, _, _ := buildOf(archive).run(t)
		checkLinks(t, files)
		pairs := 0
		for address, content := range files {
			if !strings.Contains(address, "-vs-") || !strings.Contains(content, "Generated from facts") {
				continue
			}
			pairs++
			if got := outline(parse(t, content)); !strings.HasPrefix(got, "1") || strings.Count(got, "1") != 1 || strings.Contains(got, "13") || strings.Contains(got, "24") {
				t.Errorf("%s, %s: the headings are of the levels %s", name, address, got)
			}
		}
		if pairs == 0 {
			t.Errorf("%s: there is no pair", name)
		}
	}
}

// outline gives the levels of a page's headings.
func outline(root *html.Node) string {
	var levels strings.Builder
	for n := range root.Descendants() {
		if len(n.Data) == 2 && n.Type == html.ElementNode && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			levels.WriteByte(n.Data[1])
		}
	}
	return levels.String()
}

// TestPairEscaping puts what could end an element into every text of a pair.
func TestPairEscaping(t *testing.T) {
	const evil = `</title></style></script>"'><x-evil x-evil='1'>&amp;\{{.}}`
	quoted, err := json.Marshal(evil)
	if err != nil {
		t.Fatal(err)
	}
	archive := pairSite
	for _, word := range []string{"Django", "Rails", "Frameworks", "framework", "ORM", "Is it quick?", "Type safety", "Databases", "Language", "D", "1.0", "Which language?", "Snake", "Strictly", "$", "Somebody"} {
		archive = strings.NewReplacer(": "+word+"\n", ": "+string(quoted)+"\n", ": "+word+",", ": "+string(quoted)+",", ": "+word+"}", ": "+string(quoted)+"}", "["+word, "["+string(quoted), ", "+word, ", "+string(quoted)).Replace(archive)
	}
	files := rendered(t, archive)
	checkHarmless(t, "pair", parse(t, files["c/django-vs-rails.html"]))
	checkHarmless(t, "redirect", parse(t, files["c/rails-vs-django.html"]))
	if got := words(parse(t, files["c/django-vs-rails.html"])); strings.Count(got, evil) < 20 {
		t.Errorf("the text itself is lost: %s", got)
	}
}

// TestPairAddresses: the reverse leads to the page, both addresses of a covered pair
// to its guide, and no redirect counts as a page.
func TestPairAddresses(t *testing.T) {
	files, result, _ := buildOf(pairSite).run(t)
	for address, to := range map[string]string{
		"c/rails-vs-django.html": "django-vs-rails.html", "c/rails-vs-other.html": "other-vs-rails.html",
		"c/django-vs-other.html": "../guides/a.html", "c/other-vs-django.html": "../guides/a.html",
	} {
		if got := files[address]; !strings.Contains(got, `content="0; url=`+to+`"`) || !strings.Contains(got, "noindex") {
			t.Errorf("%s does not lead to %s: %s", address, to, got)
		}
	}
	without, before, _ := buildOf(strings.Replace(pairSite, "pairs: yes", "pairs: no", 1)).run(t)
	if result.Pages != before.Pages+2 || len(files) != len(without)+6 {
		t.Errorf("%d pages and %d files, without pairs %d and %d", result.Pages, len(files), before.Pages, len(without))
	}
	if again, _, _ := buildOf(pairSite).run(t); !maps.Equal(files, again) {
		t.Error("a second build gives other files")
	}
}

// TestTiesLeadToPairs: a tie is told apart on the page of the two.
func TestTiesLeadToPairs(t *testing.T) {
	if page := rendered(t, pairSite)["c/decide.html"]; !strings.Contains(page, `Compare them: <a href="django-vs-rails.html">`) {
		t.Error("no tie leads to the page of the two")
	}
}
