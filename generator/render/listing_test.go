package render_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// listed is a site with tags, authors and dates.
const listed = `
-- data/site.yaml --
title: Small
url: https://example.org/repo/
authors:
  ada: {name: Ada, url: "https://ada.example.org/", bio: "Wrote [this](../guides/a.md)."}
  bob: {name: Bob}
  cy: {name: Cy}
-- data/backend/category.yaml --
title: Backend
attributes: [{id: one, type: support}, {id: two, type: support}, {id: three, type: text}]
-- data/backend/django.yaml --
name: Django
facts:
  one: {value: yes, checked: 2026-11-02}
  two: {value: no, checked: 2026-11-01}
  three: {value: unknown, checked: 2026-11-20}
-- data/backend/go.yaml --
name: Go
facts:
  one: {value: yes, checked: 2026-11-02}
  two: {value: no, checked: 2026-11}
-- data/other/category.yaml --
title: Other
attributes: [{id: one, type: support}]
-- data/other/x.yaml --
name: X
facts: {one: {value: yes, checked: 2026-11-02}}
-- guides/a.md --
---
title: A guide
description: About A.
compare: [django, go]
tags: [C++, Python]
authors: [ada, bob]
published: 2026-10-01
updated: 2026-11-03
---
Text.
-- guides/b.md --
---
title: B guide
description: About B.
tags: [python]
authors: [ada]
published: 2026-11-04
updated: 2026-11-04
---
Text.
-- guides/c.md --
---
title: C guide
description: About C.
tags: [python, "C#"]
published: 2025
---
Text.
-- guides/d.md --
---
title: D guide
description: About D.
---
Text.
`

// TestNew shows the view of what is new.
func TestNew(t *testing.T) {
	compareLines(t, viewOf(t, listed+`
-- templates/new.html --
{{.Listed}} listed, {{.Earlier}} earlier, {{.Undated}} undated
{{range .Months}}{{.Label}} {{.ID}}
{{range .Guides}}{{.Word}} {{.Day.Text}} {{.Day.Machine}} {{.Title}} {{.Address}} {{.Description}}
{{end}}{{end}}{{range .Checked}}{{.Day.Machine}} {{.Facts}}:{{range .Categories}} {{.Label}} {{.Address}} {{.Facts}}{{end}}
{{end}}`, "new.html"), `
		3 listed, 0 earlier, 1 undated
		November 2026 in-2026-11
		New 4 November 2026 2026-11-04 B guide guides/b.html About B.
		Updated 3 November 2026 2026-11-03 A guide guides/a.html About A.
		2025 in-2025
		New 2025 2025 C guide guides/c.html About C.
		2026-11-02 3: Backend backend/index.html 2 Other other/index.html 1
		2026-11-01 1: Backend backend/index.html 1`)
}

// TestTagViews shows the views of tags.
func TestTagViews(t *testing.T) {
	archive := listed + `
-- templates/tags.html --
{{.Tags}} tags, {{.Guides}} guides: {{.Description}}
{{range .Groups}}group {{.Label}}{{.ID}}
{{range .Tags}}{{.Name}} {{.Address}} {{.Guides}}
{{end}}{{end}}
-- templates/tag.html --
{{.Title}} {{.Name}} {{.NoIndex}} {{.Description}}
{{range .Breadcrumbs}}{{.Label}} {{.Address}} {{end}}
{{range .List.Guides}}{{.Title}} {{.Address}} {{.Word}}{{.Day.Text}}
{{end}}{{range .Beside}}beside {{.Name}} {{.Address}} {{.Guides}}
{{end}}
`
	compareLines(t, viewOf(t, archive, "tags/index.html"), `
		3 tags, 3 guides: All guides by their tags: python, C#, C&#43;&#43;.
		group
		C# c-sharp.html 1
		C&#43;&#43; c-plus-plus.html 1
		python python.html 3`)
	compareLines(t, viewOf(t, archive, "tags/python.html"), `
		Tag: python python false 3 guides with the tag python: A guide; B guide; C guide.
		Small ../index.html Tags index.html
		A guide ../guides/a.html
		B guide ../guides/b.html
		C guide ../guides/c.html
		beside C# c-sharp.html 1
		beside C&#43;&#43; c-plus-plus.html 1`)
	if got := viewOf(t, archive, "tags/c-sharp.html")[0]; got != "Tag: C# C# true 1 guide with the tag C#: C guide." {
		t.Error(got)
	}
}

// TestAuthors: the index has who wrote a guide, a page what they wrote, and guides
// lead there.
func TestAuthors(t *testing.T) {
	archive := listed + `
-- templates/authors.html --
{{range .Authors}}{{.Name}} {{.Address}} {{.Guides}} {{.Bio}}
{{end}}
-- templates/author.html --
{{.Title}} {{.Website.Label}} {{.Website.Address}} {{.Description}}
{{.Bio}}
{{range .Breadcrumbs}}{{.Label}} {{.Address}} {{end}}
{{range .List.Guides}}{{.Word}} {{.Day.Machine}} {{.Title}} {{.Address}}
{{end}}
-- templates/guide.html --
{{range .Authors}}{{.Name}} {{.Address}} {{end}}
{{range .Tags}}{{.Label}} {{.Address}} {{end}}
`
	compareLines(t, viewOf(t, archive, "authors/index.html"), `
		Ada ada.html 2 Wrote <a href="../guides/a.html">this</a>.
		Bob bob.html 1`)
	compareLines(t, viewOf(t, archive, "authors/ada.html"), `
		Ada ada.example.org https://ada.example.org/ 2 guides by Ada: B guide; A guide.
		Wrote <a href="../guides/a.html">this</a>.
		Small ../index.html Authors index.html
		Published 2026-11-04 B guide ../guides/b.html
		Updated 2026-11-03 A guide ../guides/a.html`)
	compareLines(t, viewOf(t, archive, "guides/a.html"), `
		Ada ../authors/ada.html Bob ../authors/bob.html
		C&#43;&#43; ../tags/c-plus-plus.html python ../tags/python.html`)
	if rendered(t, archive)["authors/cy.html"] != "" {
		t.Error("who wrote nothing has a page")
	}
}

// TestListingPages: the real templates, whose links are all followed.
func TestListingPages(t *testing.T) {
	files := rendered(t, listed)
	checkLinks(t, files)
	for address, want := range map[string]string{
		"new.html":           "1 guide does not say when it appeared.",
		"tags/python.html":   "3 guides",
		"authors/ada.html":   "ada.example.org",
		"authors/index.html": "2 guides.",
	} {
		if got := words(parse(t, files[address])); !strings.Contains(got, want) {
			t.Errorf("%s: %q is not in %q", address, want, got)
		}
	}
	for address, content := range files {
		if strings.HasSuffix(address, ".html") && address != "404.html" {
			checkOutline(t, address, parse(t, content))
		}
	}
	home := parse(t, files["index.html"])
	for label, want := range map[string][]string{"What is new": {"new.html", "new.html"}, "Tags": {"tags/index.html"}, "Authors": {"authors/index.html"}} {
		if got := hrefs(home, label); !slices.Equal(got, want) {
			t.Errorf("%s: %q", label, got)
		}
	}
	if got := hrefs(parse(t, files["guides/d.html"]), "Tags"); !slices.Equal(got, []string{"../tags/index.html"}) {
		t.Errorf("%q", got)
	}
}

// checkOutline demands one heading of level 1, and none that skips a level.
func checkOutline(t *testing.T, address string, page *html.Node) {
	t.Helper()
	last, first := 0, 0
	for n := range page.Descendants() {
		if n.Type != html.ElementNode || len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
			continue
		}
		level := int(n.Data[1] - '0')
		if level == 1 {
			first++
		}
		if level > last+1 {
			t.Errorf("%s: <%s>%s follows a heading of level %d", address, n.Data, words(n), last)
		}
		last = level
	}
	if first != 1 {
		t.Errorf("%s has %d headings of level 1", address, first)
	}
}

// TestNothingToList: a site without tags, authors and dates has neither pages of
// them nor a link, feed or list.
func TestNothingToList(t *testing.T) {
	files := rendered(t, `
-- data/site.yaml --
title: Small
url: https://example.org/
authors: {ada: {name: Ada}}
-- data/c/category.yaml --
title: C
attributes: [{id: a, type: text}]
-- data/c/one.yaml --
-- guides/a.md --
---
title: A
description: D.
tags: []
---
Text.
`)
	for address, content := range files {
		if address == "new.html" || strings.HasPrefix(address, "tags") || strings.HasPrefix(address, "authors") || strings.HasSuffix(address, "feed.xml") {
			t.Errorf("there is %s", address)
		}
		if strings.HasSuffix(address, ".html") && address != "404.html" {
			for n := range parse(t, content).Descendants() {
				href := attribute(n, "href")
				if strings.Contains(href, "new.html") || strings.Contains(href, "tags") || strings.Contains(href, "authors/") || strings.Contains(href, "feed") || attribute(n, "id") == "lately" {
					t.Errorf("%s leads to %q", address, href)
				}
			}
		}
	}
	one := rendered(t, strings.Replace(strings.Replace(listed, "authors: [ada, bob]", "authors: [ada]", 1), "url: https://example.org/repo/\n", "", 1))
	if one["authors/ada.html"] == "" || one["authors/index.html"] != "" || len(hrefs(parse(t, one["index.html"]), "Authors")) != 0 {
		t.Error("one author needs no index")
	}
	for address := range one {
		if strings.HasSuffix(address, ".xml") {
			t.Errorf("without an address, there is %s", address)
		}
	}
	for n := range parse(t, one["index.html"]).Descendants() {
		if attribute(n, "rel") == "alternate" {
			t.Error("a page leads to a feed that is not there")
		}
	}
}

// manyGuides is a site of guides that all have one tag, and one of their own each.
func manyGuides(guides int) string {
	var b strings.Builder
	b.WriteString("-- data/site.yaml --\ntitle: S\nurl: https://example.org/\nauthors: {ada: {name: Ada}}\n")
	for i := range guides {
		fmt.Fprintf(&b, "-- guides/g%d.md --\n---\ntitle: Guide %d\ndescription: D.\ntags: [all, tag %d]\nauthors: [ada]\npublished: 2026-%02d-%02d\n---\nText.\n", i, i, i, i%12+1, i%28+1)
	}
	return b.String()
}

// TestManyOfAll: long lists stay whole and short to read, and what is new is
// bounded.
func TestManyOfAll(t *testing.T) {
	const guides = 300
	files := rendered(t, manyGuides(guides))
	tag := parse(t, files["tags/all.html"])
	if got := strings.Count(files["tags/all.html"], `href="../guides/`); got != guides || strings.Contains(files["tags/all.html"], "entries") {
		t.Errorf("the tag's page leads to %d of %d guides", got, guides)
	}
	checkOutline(t, "tags/all.html", tag)
	if got := strings.Count(files["authors/ada.html"], "Published "); got != guides {
		t.Errorf("the author's page has %d days", got)
	}
	if got := strings.Count(files["new.html"], `href="guides/`); got != 100 || !strings.Contains(files["new.html"], "200 guides are older") {
		t.Errorf("%d guides are new", got)
	}
	if got := strings.Count(files["index.html"], " <time "); got != 5 {
		t.Errorf("the home page has %d guides as the latest", got)
	}
	index := parse(t, files["tags/index.html"])
	checkOutline(t, "tags/index.html", index)
	if got := strings.Count(files["tags/index.html"], "<h2"); got != 2 || !slices.Equal(hrefs(index, "T"), []string{"#letter-t"}) {
		t.Errorf("the index has %d initials", got)
	}
}

// TestListingIsEscaped: whatever tags and names are, they end nothing.
func TestListingIsEscaped(t *testing.T) {
	const evil = `</title></script>"'><x-evil x-evil='1'>&amp;{{.}}`
	archive := fmt.Sprintf(`
-- data/site.yaml --
title: %[1]s
url: "https://example.org/a'b/"
authors: {%[1]s: {name: %[1]s, url: "https://example.org/?a=\"'<x-evil>"}, b: {name: %[1]s}}
-- guides/a.md --
---
title: %[1]s
description: %[1]s
tags: [%[1]s, "</urlset>]]>"]
authors: [%[1]s, b]
published: 2026-11-20
---
Text.
`, strings.ReplaceAll(strconv.Quote(evil), `\'`, "'"))
	files := rendered(t, archive)
	seen := 0
	for address, content := range files {
		if strings.HasSuffix(address, ".html") {
			checkHarmless(t, address, parse(t, content))
		}
		if strings.HasPrefix(address, "tags/") || strings.HasPrefix(address, "authors/") || address == "new.html" {
			seen++
			if got := words(parse(t, content)); !strings.Contains(got, evil) && !strings.Contains(got, "</urlset>") {
				t.Errorf("%s: the text itself is lost: %q", address, got)
			}
		}
	}
	if seen != 7 {
		t.Errorf("%d pages: %q", seen, slices.Sorted(maps.Keys(files)))
	}
	feed := readFeed(t, files["feed.xml"])
	if e := feed.Entries[0]; feed.Title != evil || e.Title != evil || e.Authors[0].Name != evil || e.Categories[1].Term != "</urlset>]]>" {
		t.Errorf("%+v", feed)
	}
}
