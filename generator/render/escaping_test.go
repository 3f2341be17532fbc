package render_test

import (
	"encoding/json"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// evilSite is a site with EVIL for every text.
const evilSite = `
-- data/site.yaml --
title: EVIL
tagline: EVIL
language: en
url: "https://example.org/a'b/"
authors: {ada: {name: EVIL, url: "https://example.org/?a=\"'<x-evil>"}}
-- data/c/category.yaml --
title: EVIL
singular: EVIL
neighbours: [d]
attributes:
  - group: EVIL
    attributes:
      - {id: choice, label: EVIL, type: choice, choices: [EVIL]}
      - {id: list, label: EVIL, type: list}
      - {id: level, label: EVIL, type: level, levels: [EVIL, x]}
      - {id: number, label: EVIL, type: number, unit: EVIL}
      - {id: link, label: EVIL, type: link}
questions:
  - id: q
    ask: EVIL
    help: MARK
    answers:
      - {id: a, label: EVIL, prefer: {choice: EVIL}}
      - {id: b, label: EVIL, require: {level: x}}
-- data/c/one.yaml --
name: EVIL
website: "https://example.org/?a=\"'<x-evil>"
repository: "https://example.org/?a=\"'<x-evil>"
license: EVIL
facts:
  choice: EVIL
  list: [EVIL, x]
  level: {value: EVIL, since: EVIL}
  number: 1
  link: {value: "https://example.org/?a=\"'<x-evil>", source: "https://example.org/?a=\"'<x-evil>"}
used_by: [{name: EVIL, for: EVIL, source: "https://example.org/?a=\"'<x-evil>"}]
-- data/c/two.yaml --
name: EVIL
facts: {choice: EVIL, level: x, list: [EVIL]}
-- data/d/category.yaml --
title: EVIL
attributes: [{id: choice, type: text}]
-- guides/a.md --
---
title: EVIL
description: EVIL
compare: [one, two]
tags: [EVIL]
authors: [ada]
aliases: ["guides/'old'.html"]
---
::decide

::proscons

::used-by

![MARK](p.svg "MARK")

` + "~~~go title=\"CODE\"\nx\n~~~\n\n:::tabs\n~~~go title=\"CODE\"\nEVIL\n~~~\n:::\n" + `
-- guides/b.md --
---
title: EVIL
description: EVIL
---
Text.
-- guides/p.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>
`

// TestEscaping puts what could end an element, an attribute or a string into
// every text of a site.
func TestEscaping(t *testing.T) {
	const evil = `</title></style></script>"'><x-evil x-evil='1'>&amp;\{{.}}`
	quoted, err := json.Marshal(evil)
	if err != nil {
		t.Fatal(err)
	}
	plain := strings.NewReplacer("\\u003c", "<", "\\u003e", ">", "\\u0026", "&").Replace(string(quoted))
	archive := strings.NewReplacer("EVIL", plain, "MARK", `\<x-evil x-evil='1'>`, "CODE", `<x-evil x-evil='1'>`).Replace(evilSite)
	for _, minify := range []bool{false, true} {
		b := buildOf(archive)
		b.minify = minify
		files, _, diags := b.run(t)
		if r := report(diags); r != "" {
			t.Error(r)
		}
		for name, content := range files {
			if strings.HasSuffix(name, ".html") {
				checkHarmless(t, name, parse(t, content))
			}
		}
		if got := words(parse(t, files["c/one.html"])); !strings.Contains(got, evil) {
			t.Error("the text itself is lost")
		}
	}
}

// checkHarmless demands that no text of TestEscaping has become markup.
func checkHarmless(t *testing.T, name string, page *html.Node) {
	t.Helper()
	titles := 0
	for n := range page.Descendants() {
		if n.Type == html.ElementNode && n.Data == "title" && n.Namespace == "" { // pictures have their own
			titles++
		}
		if n.Type == html.ElementNode && n.Data == "x-evil" {
			t.Errorf("%s: a text has become an element", name)
		}
		for _, a := range n.Attr {
			if strings.Contains(a.Key, "x-evil") || strings.Contains(a.Key, "<") {
				t.Errorf("%s: a text has become an attribute of <%s>", name, n.Data)
			}
		}
	}
	if titles != 1 {
		t.Errorf("%s: %d titles", name, titles)
	}
}
