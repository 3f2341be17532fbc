package render_test

import (
	"encoding/json"
	"fmt"
	"image/png"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// metas gives the contents of a page's meta elements by property or name; of several,
// with commas.
func metas(t *testing.T, page string) map[string]string {
	t.Helper()
	found := map[string]string{}
	for n := range parse(t, page).Descendants() {
		if n.Type != html.ElementNode || n.Data != "meta" {
			continue
		}
		key := attribute(n, "property") + attribute(n, "name")
		if found[key] != "" {
			found[key] += ", "
		}
		found[key] += attribute(n, "content")
	}
	return found
}

// linkedData gives the nodes that a page tells search engines, by type.
func linkedData(t *testing.T, page string) map[string]map[string]any {
	t.Helper()
	nodes := map[string]map[string]any{}
	for n := range parse(t, page).Descendants() {
		if n.Data != "script" || attribute(n, "type") != "application/ld+json" {
			continue
		}
		var graph struct {
			Context string           `json:"@context"`
			Graph   []map[string]any `json:"@graph"`
		}
		if err := json.Unmarshal([]byte(n.FirstChild.Data), &graph); err != nil || graph.Context != "https://schema.org" {
			t.Fatal(err, n.FirstChild.Data)
		}
		for _, node := range graph.Graph {
			nodes[node["@type"].(string)] = node
		}
	}
	return nodes
}

const machineSite = `
-- data/site.yaml --
title: Small
tagline: In short
url: https://example.org/pre/
language: de-AT
pairs: yes
authors: {ada: {name: Ada, url: "https://ada.example/"}, bob: {name: Bob}}
-- data/c/category.yaml --
title: Editors
singular: editor
summary: What *you* write with.
attributes: [{id: keys, type: support}, {id: speed, type: support}, {id: price, type: support}, {id: size, type: support}, {id: age, type: support}]
questions:
  - {id: q, ask: Keys?, answers: [{label: a, prefer: {keys: yes}}, {label: b, prefer: {keys: no}}]}
-- data/c/one.yaml --
name: One
summary: The *first* one.
website: https://one.example/
repository: https://code.example/one
facts: {keys: yes, speed: yes, price: yes, size: yes, age: yes}
-- data/c/two.yaml --
name: Two
facts: {keys: no, speed: no, price: no, size: no, age: no}
-- data/c/three.yaml --
name: Three
facts: {keys: no, speed: yes, price: yes, size: no, age: no}
-- data/c/four.yaml --
name: Four
-- guides/a.md --
---
title: One or Two?
description: Which of both fits, in a sentence.
compare: [one, two]
rule: Take **One**.
tags: [x, y]
authors: [ada, bob]
published: 2026-11-20
updated: 2026-11-21
---
:::faq
### Is ` + "`</script>`" + ` *safe*?
Yes: ` + "`<!--`" + ` and "quotes", :fact[one.keys].

* and
* lists

### Empty?

### Really?
` + "```js\nlet a = 1;\n```" + `
:::
-- guides/b.md --
---
title: An article
description: It compares nothing, and has a month.
published: 2026-11
---
Text.
`

func TestPreviewOfGuide(t *testing.T) {
	files := rendered(t, machineSite)
	got := metas(t, files["guides/a.html"])
	for key, want := range map[string]string{
		"og:type": "article", "og:title": "One or Two?", "og:description": "Which of both fits, in a sentence.", "og:site_name": "Small", "og:locale": "de_AT",
		"og:url": "https://example.org/pre/guides/a.html", "og:image:width": "1200", "og:image:height": "630", "og:image:alt": "One or Two?: Take One.",
		"twitter:card": "summary_large_image", "article:published_time": "2026-11-20", "article:modified_time": "2026-11-21", "article:section": "Editors", "article:tag": "x, y",
	} {
		if got[key] != want {
			t.Errorf("%s is %q, want %q", key, got[key], want)
		}
	}
	address, ok := strings.CutPrefix(got["og:image"], "https://example.org/pre/")
	picture, err := png.DecodeConfig(strings.NewReader(files[address]))
	if !ok || err != nil || fmt.Sprint(picture.Width, picture.Height) != "1200 630" {
		t.Errorf("%s: %v, %v", got["og:image"], picture, err)
	}
	article := metas(t, files["guides/b.html"])
	if article["article:published_time"] != "" || article["article:section"] != "" || article["og:image"] == "" {
		t.Errorf("the article has %q", article)
	}
}

// TestPreviewPictures: pages of all kinds have pictures that are there, and no picture is
// there for nobody.
func TestPreviewPictures(t *testing.T) {
	files := rendered(t, machineSite)
	shown := map[string]bool{}
	for name, content := range files {
		if !strings.HasSuffix(name, ".html") || strings.Contains(content, `http-equiv="refresh"`) {
			continue
		}
		m := metas(t, content)
		hidden := m["robots"] == "noindex"
		if (m["og:image"] == "") != hidden {
			t.Errorf("%s: hidden %v, picture %q", name, hidden, m["og:image"])
		}
		if hidden {
			if len(linkedData(t, content)) > 0 {
				t.Errorf("%s tells search engines something", name)
			}
			continue
		}
		address := strings.TrimPrefix(m["og:image"], "https://example.org/pre/")
		shown[address] = true
		if files[address] == "" {
			t.Errorf("%s shows %s, which is not there", name, address)
		}
	}
	for name := range files {
		if strings.HasPrefix(name, "assets/preview/") && !shown[name] {
			t.Errorf("no page shows %s", name)
		}
	}
	if metas(t, files["c/four-vs-one.html"])["robots"] != "noindex" || metas(t, files["404.html"])["og:title"] != "" {
		t.Error("pages that are to be passed over are missing")
	}
	if metas(t, files["new.html"])["og:image"] != metas(t, files["index.html"])["og:image"] {
		t.Error("a list of guides does not have the picture of the site")
	}
}

func TestLinkedDataOfGuide(t *testing.T) {
	nodes := linkedData(t, rendered(t, machineSite)["guides/a.html"])
	article := nodes["TechArticle"]
	for key, want := range map[string]string{
		"headline": "One or Two?", "url": "https://example.org/pre/guides/a.html", "inLanguage": "de-AT", "datePublished": "2026-11-20", "dateModified": "2026-11-21", "keywords": "[x y]",
		"about":  "[map[@type:Thing name:One sameAs:[https://one.example/ https://code.example/one] url:https://example.org/pre/c/one.html] map[@type:Thing name:Two url:https://example.org/pre/c/two.html]]",
		"author": "[map[@type:Person name:Ada sameAs:[https://ada.example/] url:https://example.org/pre/authors/ada.html] map[@type:Person name:Bob url:https://example.org/pre/authors/bob.html]]",
	} {
		if got := fmt.Sprint(article[key]); got != want {
			t.Errorf("%s is %s\nwant %s", key, got, want)
		}
	}
	var asked []string
	for _, q := range nodes["FAQPage"]["mainEntity"].([]any) {
		q := q.(map[string]any)
		asked = append(asked, q["name"].(string)+" "+q["acceptedAnswer"].(map[string]any)["text"].(string))
	}
	if want := []string{`Is </script> safe? Yes: <!-- and “quotes”, yes. and lists`, "Really? let a = 1;"}; !slices.EqualFunc(asked, want, strings.EqualFold) {
		t.Errorf("asked %q\nwant  %q", asked, want)
	}
	var way []string
	for _, item := range nodes["BreadcrumbList"]["itemListElement"].([]any) {
		item := item.(map[string]any)
		way = append(way, fmt.Sprint(item["position"], " ", item["name"], " ", item["item"]))
	}
	if want := []string{"1 Small https://example.org/pre/", "2 Editors https://example.org/pre/c/", "3 One or Two? https://example.org/pre/guides/a.html"}; !slices.Equal(way, want) {
		t.Errorf("the way is %q", way)
	}
}

func TestLinkedDataOfOthers(t *testing.T) {
	files := rendered(t, machineSite)
	for page, want := range map[string]string{
		"index.html": "WebSite", "c/index.html": "BreadcrumbList ItemList", "c/one.html": "BreadcrumbList WebPage", "c/decide.html": "BreadcrumbList WebPage",
		"c/one-vs-three.html": "BreadcrumbList TechArticle", "authors/ada.html": "BreadcrumbList ProfilePage", "new.html": "BreadcrumbList", "guides/b.html": "BreadcrumbList TechArticle",
		"search.html": "BreadcrumbList", "404.html": "",
	} {
		var types []string
		for kind := range linkedData(t, files[page]) {
			types = append(types, kind)
		}
		slices.Sort(types)
		if got := strings.Join(types, " "); got != want {
			t.Errorf("%s tells %q, want %q", page, got, want)
		}
	}
	if got := fmt.Sprint(linkedData(t, files["c/one.html"])["WebPage"]["about"]); got != "[map[@type:Thing description:The first one. name:One sameAs:[https://one.example/ https://code.example/one]]]" {
		t.Error(got)
	}
	list := linkedData(t, files["c/index.html"])["ItemList"]["itemListElement"].([]any)
	if len(list) != 4 || fmt.Sprint(list[0]) != "map[@type:ListItem name:Four position:1 url:https://example.org/pre/c/four.html]" {
		t.Error(list)
	}
	if want := "User-agent: *\nAllow: /\n\nSitemap: https://example.org/pre/sitemap.xml\n"; files["robots.txt"] != want {
		t.Errorf("robots.txt says %q", files["robots.txt"])
	}
}

// TestMachinesWithoutAddress: what needs no address is told all the same.
func TestMachinesWithoutAddress(t *testing.T) {
	files, _, _ := buildOf(strings.Replace(machineSite, "url: https://example.org/pre/\n", "", 1)).run(t)
	for name := range files {
		if strings.HasPrefix(name, "assets/preview/") {
			t.Errorf("%s was drawn", name)
		}
	}
	page := files["guides/a.html"]
	got := metas(t, page)
	if got["og:title"] != "One or Two?" || got["og:url"] != "" || got["og:image"] != "" || got["og:image:width"] != "" || got["twitter:card"] != "summary" {
		t.Errorf("got %q", got)
	}
	nodes := linkedData(t, page)
	if nodes["TechArticle"]["url"] != nil || nodes["TechArticle"]["image"] != nil || nodes["FAQPage"] == nil || nodes["BreadcrumbList"] != nil {
		t.Errorf("got %v", nodes)
	}
	if nodes := linkedData(t, files["c/index.html"]); len(nodes) != 0 {
		t.Errorf("got %v", nodes)
	}
	if files["robots.txt"] != "User-agent: *\nAllow: /\n" {
		t.Errorf("robots.txt says %q", files["robots.txt"])
	}
}

// TestLargeCategory: the pairs of very many options have the picture of their category,
// and its page lists the first of them.
func TestLargeCategory(t *testing.T) {
	b := buildOf("-- data/site.yaml --\ntitle: Small\nurl: https://example.org/\npairs: yes\n-- data/c/category.yaml --\ntitle: Many\nattributes: [{id: a, type: support}, {id: b, type: support}, {id: c, type: support}, {id: d, type: support}, {id: e, type: support}]\n")
	for i := range 46 {
		b.fsys[fmt.Sprintf("data/c/o%d.yaml", i)] = file(fmt.Sprintf("facts: {a: yes, b: no, c: yes, d: %v, e: %v}\n", i%2 == 0, i%2 == 1))
	}
	files, _, _ := b.run(t)
	pictures := 0
	for name := range files {
		if strings.HasPrefix(name, "assets/preview/") {
			pictures++
		}
	}
	if pictures != 48 { // of each option, the category and the home page
		t.Errorf("there are %d pictures", pictures)
	}
	if got, want := metas(t, files["c/o0-vs-o1.html"])["og:image"], metas(t, files["c/index.html"])["og:image"]; got == "" || got != want {
		t.Errorf("a pair has the picture %q, its category %q", got, want)
	}
}

func TestLocale(t *testing.T) {
	for lang, want := range map[string]string{"en": "en_US", "en-GB": "en_GB", "de": "de_DE", "zh-Hant": "zh_TW", "pt-BR": "pt_BR", "tlh": "", "es-419": ""} {
		files := rendered(t, "-- data/site.yaml --\ntitle: Small\nurl: https://example.org/\nlanguage: "+lang+"\n-- guides/a.md --\n---\ntitle: A\ndescription: D.\n---\n")
		if got := metas(t, files["index.html"])["og:locale"]; got != want {
			t.Errorf("%s is %q, want %q", lang, got, want)
		}
	}
}
