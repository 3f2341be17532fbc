package render_test

import (
	"encoding/csv"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// withoutTaken leaves out what is taken away from pages, after a look at whether it is
// there with its page and only with it.
func withoutTaken(t *testing.T, addresses []string) []string {
	t.Helper()
	var left []string
	for _, address := range addresses {
		stem, ok := strings.CutSuffix(address, ".md")
		if i := strings.Index(address, ".comparison"); i >= 0 {
			stem, ok = address[:i], true
		}
		if address == "llms.txt" {
			continue
		}
		if !ok {
			left = append(left, address)
			continue
		}
		if !slices.Contains(addresses, stem+".html") {
			t.Errorf("%s is there without its page", address)
		}
	}
	return left
}

// haveTwins looks at whether the twins of pages are among some addresses.
func haveTwins(t *testing.T, pages, addresses []string) {
	t.Helper()
	for _, address := range pages {
		folder, name, _ := strings.Cut(address, "/")
		twin := strings.TrimSuffix(address, ".html") + ".md"
		if has := slices.Contains([]string{"backend", "database", "guides", "a", "b", "c"}, folder) && strings.HasSuffix(name, ".html") && !strings.HasPrefix(name, "decide."); has && !slices.Contains(addresses, twin) {
			t.Errorf("%s has no twin", address)
		}
	}
}

var taken = strings.ReplaceAll(`
-- data/site.yaml --
title: "Site *one*"
tagline: "To [choose]"
-- data/backend/category.yaml --
title: Backends
summary: What runs.
attributes:
  - group: "=Group"
    attributes:
      - {id: orm, label: ORM, type: support}
      - {id: stars, type: number, unit: stars, better: higher}
  - {id: rating, type: rating}
  - {id: born, type: date}
  - {id: langs, type: list}
  - {id: about, type: text}
-- data/backend/django.yaml --
name: Django | one
summary: The *first*.
facts:
  orm: {value: yes, note: "+With ´migrate|s´ and [Go](go.yaml)", source: ["https://a.example/", "https://b.example/"], checked: 2026-11-01, since: 1.10}
  stars: -1200
  rating: 4.5
  born: 2005-07
  langs: [b, a]
  about: "@me &lt;b&gt;"
-- data/backend/go.yaml --
name: Go
facts: {orm: n/a, stars: 1e3}
-- guides/a.md --
---
title: A & B
description: D.
compare: [django, go]
rule: Take ´one´.
---
Text with :fact[django.orm] and [Go](../data/backend/go.yaml#row-orm), [b](b.md#x).

:::verdict
### Take *one* if
- x
:::

::compare{only="orm"}

::compare

::compare{options="go"}

::proscons

:::faq
### Why?
So.
:::

:::tabs
´´´go title="a.go"
x := "|"
´´´
:::

:::checklist
- one
:::

:::note Mind
Text.
:::
-- guides/b.md --
---
title: B
description: Hub.
---
## X

Nothing.
`, "´", "`")

func TestTableFiles(t *testing.T) {
	files := rendered(t, taken)
	var names []string
	for address := range files {
		if strings.Contains(address, ".comparison") {
			names = append(names, address)
		}
	}
	slices.Sort(names)
	want := "backend/django.comparison.csv backend/django.comparison.json backend/django.comparison.md backend/go.comparison.csv backend/go.comparison.json backend/go.comparison.md backend/index.comparison.csv backend/index.comparison.json backend/index.comparison.md " +
		"guides/a.comparison-2.csv guides/a.comparison-2.json guides/a.comparison-2.md"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	page := files["guides/a.html"]
	links := regexp.MustCompile(`href="?([^" >]*comparison[^" >]*\.csv)`).FindAllStringSubmatch(page, -1)
	if len(links) > 1 || len(links) == 1 && links[0][1] != "a.comparison-2.csv" {
		t.Errorf("the guide leads to %q", links)
	}
}

func TestCSV(t *testing.T) {
	text, ok := strings.CutPrefix(rendered(t, taken)["guides/a.comparison-2.csv"], "\ufeff")
	if !ok || !strings.Contains(text, "\r\n") {
		t.Error("no byte order mark, or other line ends than RFC 4180 has")
	}
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, r := range records {
		lines = append(lines, strings.Join(r, ";"))
	}
	want := `Group;Attribute;Unit;Django | one;Go;Django | one: note;Django | one: source;Django | one: checked;Django | one: since
'=Group;ORM;;Yes;Not applicable;'+With migrate|s and Go;https://a.example/ https://b.example/;2026-11-01;1.10
'=Group;Stars;stars;-1200;1e3;;;;
;Rating;of 5;4.5;Unknown;;;;
;Born;;2005-07;Unknown;;;;
;Langs;;b, a;Unknown;;;;
;About;;'@me <b>;Unknown;;;;`
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTableJSON(t *testing.T) {
	text := rendered(t, taken)["guides/a.comparison-2.json"]
	if !json.Valid([]byte(text)) {
		t.Fatalf("it is no JSON:\n%s", text)
	}
	want := `{
"format": "tradeoff-table/1",
"caption": "Django | one vs Go, fact by fact",
"page": "a.html",
"language": "en",
"options": [
{"id":"django","category":"backend","name":"Django | one","page":"../backend/django.html"},
{"id":"go","category":"backend","name":"Go","page":"../backend/go.html"}
],
"attributes": [
{"id":"orm","label":"ORM","group":"=Group","type":"support","better":"more","differs":true,"facts":[{"state":"known","value":"yes","note":"+With migrate|s and Go","sources":["https://a.example/","https://b.example/"],"checked":"2026-11-01","since":"1.10"},{"state":"not applicable","value":null}]},
{"id":"stars","label":"Stars","group":"=Group","type":"number","better":"more","unit":"stars","differs":true,"facts":[{"state":"known","value":-1200},{"state":"known","value":1e3,"best":true}]},
{"id":"rating","label":"Rating","type":"rating","better":"more","max":5,"differs":true,"facts":[{"state":"known","value":4.5},{"state":"unknown","value":null}]},
{"id":"born","label":"Born","type":"date","differs":true,"facts":[{"state":"known","value":"2005-07"},{"state":"unknown","value":null}]},
{"id":"langs","label":"Langs","type":"list","differs":true,"facts":[{"state":"known","value":["b","a"]},{"state":"unknown","value":null}]},
{"id":"about","label":"About","type":"text","differs":true,"facts":[{"state":"known","value":"@me <b>"},{"state":"unknown","value":null}]}
]
}
`
	if text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
}

func TestTwin(t *testing.T) {
	files := rendered(t, taken)
	got := files["guides/a.md"]
	for _, want := range []string{
		"# A & B\n\nThe page: [a.html](a.html)\n\nD.\n\n**The rule:** Take `one`.\n",
		"Text with yes [1] [2] and [Go](../backend/go.md#row-orm), [b](b.md#x).\n",
		"## The verdict\n\n### Take *one* if\n\n- x\n",
		"| ORM | Yes since 1.10 (+With `migrate\\|s` and [Go](../backend/go.md)) [1] [2] | Not applicable |\n",
		"| **=Group** | | |\n",
		"| Stars | -1200 stars | **1000 stars** |\n",
		"### Why?\n\nSo.\n",
		"**a.go**\n\n```go\nx := \"|\"\n```\n",
		"1. [ ] one\n",
		"> **Note: Mind**\n>\n> Text.\n",
		"## Sources\n\n1. <https://a.example/> Django \\| one: ORM; checked 1 November 2026\n",
		"\n[1]: <https://a.example/>\n[2]: <https://b.example/>\n",
	} {
		if !strings.Contains(strings.ReplaceAll(got, "\u00a0", " "), want) {
			t.Errorf("the twin lacks %q:\n%s", want, got)
		}
	}
	if !strings.Contains(files["guides/a.html"], `<link rel="alternate" type="text/markdown" href="a.md">`) {
		t.Error("the page does not lead to its twin")
	}
	if own := files["backend/django.md"]; !strings.Contains(own, "The *first*.") || !strings.Contains(own, "| Attribute |") {
		t.Errorf("the option's twin:\n%s", own)
	}
	if strings.Contains(files["404.html"], "text/markdown") {
		t.Error("a page without a twin leads to one")
	}
}

func TestTakenTable(t *testing.T) {
	archive := strings.Replace(taken, "tagline:", "url: https://x.example/y/\ntagline:", 1)
	got := rendered(t, archive)["guides/a.comparison-2.md"]
	for _, want := range []string{"[Django \\| one](https://x.example/y/backend/django.html)", "The page: <https://x.example/y/guides/a.html>", "\n[1]: <https://a.example/>\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("the table lacks %q:\n%s", want, got)
		}
	}
}

func TestLLMs(t *testing.T) {
	want := `# Site \*one\*

> To \[choose\]

## Guides

- [B](guides/b.md): Hub.

## Backends

- [Backends: the overview](backend/index.md): What runs.
- [A & B](guides/a.md): D.
- [Django \| one](backend/django.md): The first.
- [Go](backend/go.md)
`
	if got := rendered(t, taken)["llms.txt"]; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
