package render_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// choice is a category with every kind of effect: points, halves of points, what
// is ruled out, what is unknown and what does not apply.
const choice = `
-- data/c/category.yaml --
title: Choices
singular: choice
neighbours: [d]
attributes:
  - {id: language, type: choice, choices: [Go, Python]}
  - {id: orm, label: ORM, type: support}
  - {id: stars, type: number}
questions:
  - id: team
    ask: Which language?
    help: "See [Go](go.yaml)."
    weight: 2
    answers:
      - {label: Go, prefer: {language: Go}}
      - {label: Python, prefer: {language: Python, orm: yes}}
  - id: data
    ask: Is there data?
    answers:
      - {label: Much, require: {orm: ">= partial"}}
      - {label: Stars, prefer: {stars: higher}}
-- data/c/django.yaml --
name: Django
facts: {language: {value: Python, source: [https://example.org/p, https://example.org/q]}, orm: yes, stars: 3}
-- data/c/go.yaml --
name: Go
facts: {language: Go, orm: no, stars: 1}
-- data/c/odd.yaml --
name: Odd
facts: {language: n/a, stars: 2}
-- data/d/category.yaml --
title: Deeds
attributes: [{id: x, type: support}]
questions: [{id: team, ask: Which language?, answers: [{label: Go, prefer: {x: yes}}]}]
-- data/d/one.yaml --
facts: {x: yes}
-- data/d/two.yaml --
facts: {x: no}
-- guides/pair.md --
---
title: Django or Go?
description: D.
compare: [django, go]
---
Text.
`

// dataOf gives the texts of a page's decisions for the script.
func dataOf(root *html.Node) (found []string) {
	for n := range root.Descendants() {
		if n.Data == "script" && attribute(n, "class") == "decision-data" {
			found = append(found, n.FirstChild.Data)
		}
	}
	return found
}

// TestDecisionData: points are integers on one scale, each fact is there once,
// and links lead from the page that they are on.
func TestDecisionData(t *testing.T) {
	root := parse(t, rendered(t, choice)["c/decide.html"])
	var got map[string]json.RawMessage
	if err := json.Unmarshal([]byte(dataOf(root)[0]), &got); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{
		"id":      `"c"`,
		"title":   `"Choices"`,
		"page":    `""`,
		"scale":   `2`,
		"options": `[["django","Django","django.html"],["go","Go","go.html"],["odd","Odd","odd.html"]]`,
		"questions": `[{"id":"team","ask":"Which language?","help":"See \u003ca href=\"go.html\"\u003eGo\u003c/a\u003e.","answers":[` +
			`["go","Go",[0,4,0],[],[[0,0,1,0,0],[1,1,0,0,4],[2,2,3,0,0]]],` +
			`["python","Python",[4,0,0],[],[[0,0,0,0,2],[0,3,0,0,2],[1,1,1,0,0],[1,4,1,0,0],[2,2,3,0,0],[2,5,2,0,0]]],` +
			`["not-sure","Not sure",[0,0,0],[],[]]]},` +
			`{"id":"data","ask":"Is there data?","help":"","answers":[` +
			`["much","Much",[0,0,0],[1],[[0,3,0,1,0],[1,4,1,1,0],[2,5,2,1,0]]],` +
			`["stars","Stars",[2,0,1],[],[[0,6,0,0,2],[1,7,1,0,0],[2,8,0,0,1]]],` +
			`["not-sure","Not sure",[0,0,0],[],[]]]}]`,
		"facts": `[["Language","Python","django.html#row-language","https://example.org/p"],["Language","Go","go.html#row-language",""],` +
			`["Language","Not applicable","odd.html#row-language",""],["ORM","Yes","django.html#row-orm",""],["ORM","No","go.html#row-orm",""],` +
			`["ORM","Unknown","odd.html#row-orm",""],["Stars","3","django.html#row-stars",""],["Stars","1","go.html#row-stars",""],["Stars","2","odd.html#row-stars",""]]`,
		"pairs": `[[0,1,"../guides/pair.html","Django or Go?"]]`,
	} {
		if string(got[key]) != want {
			t.Errorf("%s:\n%s\nwant\n%s", key, got[key], want)
		}
	}
}

// TestDecisionNodes holds the tree of the page against the scores of the page:
// for all complete answers, its end is what adding up gives.
func TestDecisionNodes(t *testing.T) {
	var d struct {
		Questions []struct{ Answers [][]any }
		Options   [][]any
		Nodes     [][]int
	}
	if err := json.Unmarshal([]byte(dataOf(parse(t, rendered(t, choice)["c/decide.html"]))[0]), &d); err != nil {
		t.Fatal(err)
	}
	for i := range d.Questions[0].Answers {
		for j := range d.Questions[1].Answers {
			given := []int{i, j}
			node := d.Nodes[0]
			for node[0] >= 0 {
				node = d.Nodes[node[given[node[0]]+1]]
			}
			most, best := -1.0, []int{}
			for o := range d.Options {
				sum, out := 0.0, false
				for q, a := range given {
					answer := d.Questions[q].Answers[a]
					sum += answer[2].([]any)[o].(float64)
					out = out || slices.Contains(answer[3].([]any), any(float64(o)))
				}
				switch {
				case out || sum < most:
				case sum > most:
					most, best = sum, []int{o}
				default:
					best = append(best, o)
				}
			}
			if !slices.Equal(node[1:], best) || node[0] != -1 {
				t.Errorf("answers %v lead to %v, and %v is best", given, node, best)
			}
		}
	}
}

// follow clicks through a walk without a script: it gives the step that the
// answers lead to.
func follow(t *testing.T, root *html.Node, given map[string]string) *html.Node {
	t.Helper()
	var at *html.Node
	for n := range root.Descendants() {
		if attribute(n, "class") == "step" {
			at = n
			break
		}
	}
	for at != nil {
		next := ""
		for a := range at.Descendants() {
			if a.Data == "a" && a.Parent.Data == "li" && a.FirstChild.Data == given[words(heading(at))] {
				next = attribute(a, "href")
			}
		}
		if next == "" {
			return at
		}
		at = byID(root, strings.TrimPrefix(next, "#"))
	}
	t.Fatalf("%v lead to a step that is not there", given)
	return nil
}

func heading(n *html.Node) *html.Node {
	for d := range n.Descendants() {
		if d.Data == "h3" {
			return d
		}
	}
	return nil
}

func byID(root *html.Node, id string) *html.Node {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && attribute(n, "id") == id {
			return n
		}
	}
	return nil
}

// TestWalk follows links alone, on the category's page and in a guide.
func TestWalk(t *testing.T) {
	guide := strings.Replace(choice, "Text.", "::decide\n", 1)
	files := rendered(t, guide)
	for _, test := range []struct{ page, team, data, end string }{
		{"c/decide.html", "Go", "Much", "A tie: Django, Odd"},
		{"c/decide.html", "Go", "Stars", "Go (choice)"},
		{"c/decide.html", "Go", "Not sure", "Go (choice)"},
		{"c/decide.html", "Python", "Stars", "Django"},
		{"c/decide.html", "Not sure", "Not sure", "A tie: Django, Go (choice), Odd"},
		{"guides/pair.html", "Go", "Much", "Django"},
		{"guides/pair.html", "Not sure", "Not sure", "A tie: Django, Go (choice)"},
	} {
		root := parse(t, files[test.page])
		ids(t, test.page, root)
		end := follow(t, root, map[string]string{"Which language?": test.team, "Is there data?": test.data})
		if got := words(heading(end)); got != test.end {
			t.Errorf("%s, %s and %s: %s, want %s", test.page, test.team, test.data, got, test.end)
		}
	}
	root := parse(t, files["c/decide.html"])
	end := follow(t, root, map[string]string{"Which language?": "Python", "Is there data?": "Not sure"})
	why := words(end.NextSibling.NextSibling)
	for _, want := range []string{"What speaks for Django", "Which language? Python", "Language: Python, ORM: Yes", "Is there data? Much", "Compared in Django or Go?"} {
		if !strings.Contains(why, want) {
			t.Errorf("%q is not among the reasons: %s", want, why)
		}
	}
	if got := hrefs(root, "Language: Python"); !slices.Equal(got, []string{"django.html#row-language"}) {
		t.Errorf("the fact is at %q", got)
	}
}

// parts shows what a guide has of decisions.
const parts = `
-- templates/decision.html --
{{define "effort"}}{{end}}{{define "invitation"}}{{end}}decision id="{{.ID}}" {{.Category}}:{{range .Options}} {{.Name}}{{end}}{{with .Page.Address}} of {{.}}{{end}} {{.Walk.ID}}
-- templates/decision-link.html --
link {{.Category}} {{.Address}} {{.Options}} {{.Effort.About}} {{.Effort.Average}} {{.Effort.Most}}
-- templates/decision-stack.html --
stack id="{{.ID}}" {{len .Data}}:{{range .Decisions}} {{.Address}}{{end}}
-- templates/verdict.html --
verdict
-- templates/compare-table.html --
table
-- templates/guide.html --
{{with .DecisionStyle}}style {{end}}{{with .DecisionScript}}script{{end}}
{{.Body}}
{{range .Contents}}listed {{.Label}}
{{end}}
`

func TestDecide(t *testing.T) {
	const c, d = "link Choices ../c/decide.html 3 2 1.7 2", "link Deeds ../d/decide.html 2 1 1 1"
	for _, test := range []struct{ name, compare, body, want string }{
		{"the guide's own", "[django, go]", "::decide\n", "style script\ndecision decide c: Django Go of ../c/decide.html step-all\ntable\nlisted Questions that decide"},
		{"in the order of the guide", "[go, django]", "::decide\n", "style script\ndecision decide c: Go Django of ../c/decide.html step-all\ntable\nlisted Questions that decide"},
		{"a category", "[django, go]", "::decide{category=c}\n", c + "\ntable"},
		{"chosen options", "[django, go]", "::decide{options=\"odd, go\"}\n", "style script\ndecision decide c: Odd Go of ../c/decide.html step-all\ntable\nlisted Questions that decide"},
		{"chosen of a category", "[]", "::decide{category=c options=\"odd, go\"}\n", "style script\ndecision decide c: Odd Go of ../c/decide.html step-all\nlisted Questions that decide"},
		{"several categories", "[]", "::decide{category=\"d, c\"}\n", "style script\nstack decide 1: ../d/decide.html ../c/decide.html\nlisted The whole stack"},
		{"the guide's own of several", "[django, one, go, two]", "::decide\n", "style script\n" +
			"decision decide c: Django Go of ../c/decide.html step-all\ndecision decide-2 d: one two of ../d/decide.html step2-all\n" +
			"listed Questions that decide\nlisted Questions that decide"},
		{"not mentioned", "[django, go]", "Text.\n\n## Why\n", "<p>Text.</p>\n" + c + "\ntable\n<h2>\nlisted Why"},
		{"not mentioned, with a verdict", "[django, go]", ":::verdict\n### A\n### B\n:::\n\nText.\n\n## Why\n", "verdict\n" + c + "\n<p>Text.</p>\ntable\n<h2>\nlisted Why"},
		{"a late verdict", "[django, go]", "Text.\n\n## Why\n:::verdict\n### A\n### B\n:::\n", "<p>Text.</p>\ntable\n<h2>\nverdict\n" + c + "\nlisted Why"},
		{"two verdicts", "[django, go]", ":::verdict\n### A\n### B\n:::\n\n:::verdict\n### C\n### D\n:::\n", "verdict\n" + c + "\nverdict\ntable"},
		{"no options", "[]", "Text.\n", "<p>Text.</p>"},
		{"two categories, not mentioned", "[django, one]", "Text.\n", "<p>Text.</p>\n" + c + "\n" + d},
	} {
		archive := strings.Replace(choice, "compare: [django, go]", "compare: "+test.compare, 1)
		archive = strings.Replace(strings.Replace(archive, "compare: []\n", "", 1), "Text.", test.body, 1)
		var got []string
		for _, line := range viewOf(t, archive+parts, "guides/pair.html") {
			switch {
			case strings.HasPrefix(line, "stack"): // how long its data are says nothing
				before, after, _ := strings.Cut(line, ":")
				line = before[:strings.LastIndex(before, " ")] + " 1:" + after
			case strings.HasPrefix(line, "<h2"):
				line = "<h2>"
			case line == "listed Sources", line == "listed The verdict", line == "listed The comparison", line == "listed Decisions that go with it":
				continue
			}
			got = append(got, strings.ReplaceAll(strings.ReplaceAll(line, `id="`, ""), `"`, ""))
		}
		t.Run(test.name, func(t *testing.T) { compareLines(t, got, test.want) })
	}
}

// TestStack: the script gets every decision, without what only one decision on a
// page of its own shows.
func TestStack(t *testing.T) {
	archive := strings.Replace(strings.Replace(choice, "compare: [django, go]\n", "", 1), "Text.", "::decide{category=\"d, c\"}\n", 1)
	root := parse(t, rendered(t, archive)["guides/pair.html"])
	var d []struct {
		ID, Page  string
		Facts     []any
		Questions []struct{ Answers [][]any }
	}
	if err := json.Unmarshal([]byte(dataOf(root)[0]), &d); err != nil {
		t.Fatal(err)
	}
	if len(d) != 2 || d[0].ID != "d" || d[1].Page != "../c/decide.html" || d[1].Facts != nil || len(d[1].Questions[0].Answers[0]) != 4 {
		t.Errorf("%+v", d)
	}
	if got := hrefs(root, "Choices"); !slices.Contains(got, "../c/decide.html") {
		t.Errorf("without a script nothing leads to the decision: %q", got)
	}
}

// TestAssetsOfDecisions: their style and script are loaded where there is one,
// and not even published where there is none.
func TestAssetsOfDecisions(t *testing.T) {
	files := rendered(t, strings.Replace(choice, "Text.", "::decide\n", 1))
	for name, want := range map[string]bool{"c/decide.html": true, "guides/pair.html": true, "c/index.html": false, "c/go.html": false, "index.html": false} {
		if got := strings.Count(files[name], "assets/decide."); got != map[bool]int{true: 2}[want] {
			t.Errorf("%s loads %d files for a decision", name, got)
		}
	}
	for name := range rendered(t, regexp.MustCompile(`(?s)questions:.*?\n-- `).ReplaceAllString(choice, "-- ")) {
		if strings.Contains(name, "decide") {
			t.Errorf("a site without questions has %s", name)
		}
	}
}

// generated is a category whose options are compared on support alone, with
// questions of which each answer prefers what one option has.
func generated(options, questions int, weight func(int) int, order string) string {
	var b strings.Builder
	b.WriteString("-- data/c/category.yaml --\ntitle: C\nsingular: choice\n" + order + "attributes:\n")
	for o := range options {
		fmt.Fprintf(&b, "  - {id: a%d, type: support}\n", o)
	}
	b.WriteString("questions:\n")
	for q := range questions {
		fmt.Fprintf(&b, "  - id: q%d\n    ask: Question %d?\n    weight: %d\n    answers:\n", q, q, weight(q))
		for o := range options {
			fmt.Fprintf(&b, "      - {label: Like %d, prefer: {a%d: yes}}\n", o, o)
		}
	}
	for o := range options {
		fmt.Fprintf(&b, "-- data/c/o%d.yaml --\nname: Option %d\nfacts: {a%d: yes}\n", o, o, o)
	}
	return b.String()
}

// TestNothingToDecide: where no answer changes anything, the page says so and
// nothing invites to it.
func TestNothingToDecide(t *testing.T) {
	for name, test := range map[string]struct{ archive, compare, says string }{
		"one option": {generated(1, 2, func(int) int { return 1 }, ""), "", "There is nothing to decide yet: Option 0 is the only choice here."},
		"one question": {"-- data/c/category.yaml --\ntitle: C\nsingular: choice\nattributes: [{id: a, type: support}]\n" +
			"questions: [{id: q, ask: Q?, answers: [{label: A}]}]\n-- data/c/a.yaml --\n-- data/c/b.yaml --\n", "\ncompare: [a, b]", "the question makes a difference"},
	} {
		files := rendered(t, test.archive+"-- guides/a.md --\n---\ntitle: A\ndescription: D."+test.compare+"\n---\nText.\n")
		text := words(parse(t, files["c/decide.html"]))
		if name != "one option" && !strings.Contains(text, "No answer can change what is recommended.") || !strings.Contains(text, test.says) || strings.Contains(files["c/decide.html"], "at most 0") {
			t.Errorf("%s: %s", name, text)
		}
		if strings.Contains(files["guides/a.html"], "decide.html") {
			t.Errorf("%s: the guide invites to it", name)
		}
	}
}

// TestAllRuledOut: the end says that nothing is left, and no step is without a
// way on.
func TestAllRuledOut(t *testing.T) {
	const archive = `
-- data/c/category.yaml --
title: C
attributes: [{id: a, type: support}]
questions: [{id: q, ask: Q?, answers: [{label: Must, require: {a: yes}}, {label: Must not, require: {a: no}}, {label: Half, require: {a: partial}}]}]
-- data/c/one.yaml --
facts: {a: yes}
-- data/c/two.yaml --
facts: {a: no}
`
	root := parse(t, rendered(t, archive)["c/decide.html"])
	if got := words(heading(follow(t, root, map[string]string{"Q?": "Half"}))); got != "No option is left" {
		t.Error(got)
	}
	if got := words(root); !strings.Contains(got, "Half → none") || !strings.Contains(got, "Not sure → one or two") {
		t.Error("the steps as text do not say what the answers lead to")
	}
}

// TestLongNumbers: points that a script's numbers could not hold are texts.
func TestLongNumbers(t *testing.T) {
	archive := strings.NewReplacer("stars: 3", "stars: 1000000007.000000009", "stars: 1}", "stars: 0.000000001}", "stars: 2", "stars: 7").Replace(choice)
	var d struct {
		Scale     string
		Questions []struct{ Answers [][]any }
	}
	if err := json.Unmarshal([]byte(dataOf(parse(t, rendered(t, archive)["c/decide.html"]))[0]), &d); err != nil {
		t.Fatal(err)
	}
	if got := d.Questions[1].Answers[1][2].([]any)[0]; got != d.Scale || len(d.Scale) < 16 {
		t.Errorf("the best of the range has %v points of %s", got, d.Scale)
	}
}

// TestDecisionFiles: the tree is there for programs as package diagram writes it.
func TestDecisionFiles(t *testing.T) {
	files := rendered(t, choice)
	if !json.Valid([]byte(files["c/decide.json"])) || !strings.HasPrefix(files["c/decide.dot"], "digraph") || files["c/decide.mmd"] == "" {
		t.Error(slices.Sorted(maps.Keys(files)))
	}
	root := parse(t, files["c/decide.html"])
	if slices.Concat(hrefs(root, "JSON"), hrefs(root, "Mermaid"), hrefs(root, "DOT"))[2] != "decide.dot" {
		t.Error("the page does not lead to them")
	}
	if got := hrefs(root, "Deeds"); !slices.Contains(got, "../d/decide.html") {
		t.Errorf("the neighbour's decision is not named: %q", got)
	}
}
