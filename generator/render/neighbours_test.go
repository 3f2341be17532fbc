package render_test

import (
	"strings"
	"testing"
)

// circle is a site of categories that go together: a names b, c names a, and d is
// alone. All but c ask questions.
const circle = `
-- data/a/category.yaml --
title: A
neighbours: [b]
attributes: [{id: x, type: support}]
questions: [{id: q, ask: Which?, answers: [{label: One, prefer: {x: yes}}]}]
-- data/a/a1.yaml --
facts: {x: yes}
-- data/a/a2.yaml --
-- data/b/category.yaml --
title: B
summary: All of *b*.
attributes: [{id: x, type: support}]
questions: [{id: q, ask: Which?, answers: [{label: One, prefer: {x: yes}}]}]
-- data/b/b1.yaml --
facts: {x: yes}
-- data/b/b2.yaml --
-- data/c/category.yaml --
title: C
neighbours: [b, a]
attributes: [{id: x, type: support}]
-- data/c/c1.yaml --
-- data/d/category.yaml --
title: D
attributes: [{id: x, type: support}]
-- data/d/d1.yaml --
-- data/d/d2.yaml --
-- guides/own.md --
---
title: A guide
description: D.
compare: [a1, a2]
---
-- guides/mixed.md --
---
title: A mixed guide
description: D.
compare: [b1, c1]
---
-- guides/plain.md --
---
title: Plain
description: D.
compare: [b1, b2]
---
-- guides/zed.md --
---
title: The last of B
description: D.
compare: [b1, b2]
---
-- guides/alone.md --
---
title: Alone
description: D.
compare: [d1, d2]
---
-- guides/hub.md --
---
title: Hub
description: D.
---
`

// beside shows the neighbours of a page.
const beside = `
-- templates/neighbours.html --
{{.ID}} {{.Title}}{{with .More.Address}} more {{.}}{{end}}{{with .Stack}} stack {{.Title}} {{.Address}}{{range .Decisions}} {{.}}{{end}}{{end}}
{{range .List}}{{.Title}} {{.Address}} {{.Options}} {{.Summary}}{{with .Decide}} decide {{.Address}} {{.Effort.About}}{{end}}{{with .Guide.Address}} guide {{.}}{{end}}
{{end}}
-- templates/guide.html --
{{with .Neighbours}}{{template "neighbours.html" .}}{{end}}
{{range .Contents}}{{if eq .ID "neighbours" "neighbours-2"}}contents {{.Label}}{{end}}{{end}}
-- templates/category.html --
{{with .Neighbours}}{{template "neighbours.html" .}}{{end}}
`

// TestNeighbours: in both directions, with the way to decide and to read on.
func TestNeighbours(t *testing.T) {
	const stacks = "::decide{category=\"a,b\"}\n"
	for _, test := range []struct{ page, more, want string }{
		{"guides/own.html", stacks, `
			neighbours Decisions that go with it stack Hub hub.html#decide A B
			B ../b/index.html 2  decide ../b/decide.html 1
			C ../c/index.html 1
			contents Decisions that go with it`},
		{"guides/mixed.html", stacks, `
			neighbours Decisions that go with it stack Hub hub.html#decide A B
			A ../a/index.html 2  decide ../a/decide.html 1
			contents Decisions that go with it`},
		{"guides/alone.html", stacks, ""},
		{"guides/hub.html", stacks, ""},
		{"b/index.html", "", `
			neighbours Decided together with this
			A ../a/index.html 2  decide ../a/decide.html 1 guide ../guides/own.html
			C ../c/index.html 1  guide ../guides/mixed.html`},
		{"c/index.html", stacks, `
			neighbours Decided together with this
			B ../b/index.html 2 All of <em>b</em>. decide ../b/decide.html 1 guide ../guides/plain.html
			A ../a/index.html 2  decide ../a/decide.html 1 guide ../guides/own.html`},
		// A link leads to the very place of a stack only where no other decision comes
		// before it in the guide; a stack in which a single category asks is none.
		{"a/index.html", "::decide{category=\"a,c\"}\n\n::decide{category=\"a,b\"}\n", `
			neighbours Decided together with this stack Hub ../guides/hub.html A B
			B ../b/index.html 2 All of <em>b</em>. decide ../b/decide.html 1 guide ../guides/plain.html
			C ../c/index.html 1  guide ../guides/mixed.html`},
		{"a/index.html", "## Decide\n\n::decide{category=\"b\"}\n\n::decide{category=\"a,b\"}\n", `
			neighbours Decided together with this stack Hub ../guides/hub.html#decide A B
			B ../b/index.html 2 All of <em>b</em>. decide ../b/decide.html 1 guide ../guides/plain.html
			C ../c/index.html 1  guide ../guides/mixed.html`},
		{"a/index.html", "::decide{category=\"a,c\"}\n", `
			neighbours Decided together with this
			B ../b/index.html 2 All of <em>b</em>. decide ../b/decide.html 1 guide ../guides/plain.html
			C ../c/index.html 1  guide ../guides/mixed.html`},
	} {
		t.Run(test.page, func(t *testing.T) {
			compareLines(t, viewOf(t, strings.Replace(circle, "title: Hub\ndescription: D.\n---\n", "title: Hub\ndescription: D.\n---\n"+test.more, 1)+beside, test.page), test.want)
			checkLinks(t, rendered(t, circle+test.more))
		})
	}
}

// TestManyNeighbours: a guide ends with a few, and leads to all.
func TestManyNeighbours(t *testing.T) {
	var site, names strings.Builder
	for _, id := range []string{"n1", "n2", "n3", "n4", "n5", "n6", "n7"} {
		site.WriteString("-- data/" + id + "/category.yaml --\ntitle: " + id + "\nattributes: [{id: x, type: support}]\n-- data/" + id + "/o" + id + ".yaml --\n")
		names.WriteString(id + ", ")
	}
	archive := site.String() + strings.Replace(circle, "neighbours: [b]", "neighbours: ["+names.String()+"b]", 1)
	got := viewOf(t, archive+beside, "guides/own.html")
	if len(got) != 8 || got[0] != "neighbours Decisions that go with it more ../a/index.html#neighbours" {
		t.Errorf("%q", got)
	}
	if got := viewOf(t, archive+beside, "a/index.html"); len(got) != 10 {
		t.Errorf("%q", got)
	}
	checkLinks(t, rendered(t, archive))
}

// TestStackFor: of several stacks the one that makes the most decisions of the page,
// then the fewest others, then the first; never one of the page's own.
func TestStackFor(t *testing.T) {
	const asksToo = `
-- data/d/category.yaml --
title: D
attributes: [{id: x, type: support}]
questions: [{id: q, ask: Which?, answers: [{label: One, prefer: {x: yes}}]}]
-- data/d/d1.yaml --
facts: {x: yes}
`
	hub := func(name, categories string) string {
		return "-- guides/" + name + ".md --\n---\ntitle: " + name + "\ndescription: D.\n---\n::decide{category=\"" + categories + "\"}\n"
	}
	for name, test := range map[string]struct{ hubs, page, want string }{
		"fewest others":   {hub("h1", "a,b,d") + hub("h2", "a,b"), "a/index.html", "h2 ../guides/h2.html#decide A B"},
		"first of equal":  {hub("h1", "a,b") + hub("h2", "b,a"), "a/index.html", "h1 ../guides/h1.html#decide A B"},
		"others at all":   {hub("h1", "a,b,d"), "a/index.html", "h1 ../guides/h1.html#decide A B D"},
		"none beside":     {hub("h1", "a,d"), "a/index.html", ""},
		"none of its own": {hub("h1", "b,d"), "a/index.html", ""},
		"elsewhere": {strings.Replace(hub("h1", "a,b"), "description: D.", "description: D.\ncompare: [a1, a2]", 1) + hub("h2", "a,b,d"),
			"guides/h1.html", "h2 h2.html#decide A B D"},
		"only its own": {strings.Replace(hub("h1", "a,b"), "description: D.", "description: D.\ncompare: [a1, a2]", 1), "guides/h1.html", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, line := range viewOf(t, circle+asksToo+test.hubs+beside, test.page) {
				if _, stack, ok := strings.Cut(line, " stack "); ok {
					got = stack
				}
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
