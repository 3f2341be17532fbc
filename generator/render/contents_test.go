package render_test

import (
	"strings"
	"testing"
)

// TestContents: components that are sections of their own are named where they
// stand, and what follows the text too.
func TestContents(t *testing.T) {
	const guide = `
-- data/backend/category.yaml --
title: Backend
attributes: [{id: orm, type: support}]
-- data/backend/django.yaml --
facts: {orm: {value: yes, source: https://example.org/orm}}
-- data/backend/go.yaml --
facts: {orm: no}
-- guides/other.md --
---
title: Other
description: D.
compare: [go, django]
---
-- guides/a.md --
---
title: A
description: D.
compare: [django, go]
---
## First

:::faq
### Why?
Because.
:::

Text, so that the next questions have no heading above.

:::faq More questions
### When?
Now.
:::

## Questions

Text.

:::verdict
### Choose Go if
- it is.
:::
RELATED
## Last

:::faq
### Here?
Below a heading of the guide.
:::
-- templates/guide.html --
{{range .Contents}}{{.Label}} #{{.ID}}
{{end}}
`
	for place, want := range map[string]string{
		"": `The comparison #comparison
First #first
More questions #questions-2
Questions #questions
The verdict #verdict
Last #last
Related comparisons #related
Sources #sources
`, "\n::related\n": `The comparison #comparison
First #first
More questions #questions-2
Questions #questions
The verdict #verdict
Related comparisons #related
Last #last
Sources #sources
`} {
		got := strings.TrimSpace(rendered(t, strings.Replace(guide, "RELATED", place, 1))["guides/a.html"])
		if got != strings.TrimSpace(want) {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}

// TestCounts: the home page says what can be counted, and a table how many rows
// differ, also where all do.
func TestCounts(t *testing.T) {
	const site = `
-- data/backend/category.yaml --
title: Backend
attributes: [{id: orm, type: support}, {id: language, type: text}]
-- data/backend/django.yaml --
facts: {orm: {value: yes, source: https://example.org/orm}, language: JavaScript/TypeScript and a/b at 24/7}
-- data/backend/go.yaml --
facts: {orm: no, language: unknown}
`
	files := rendered(t, site)
	for page, want := range map[string]string{
		"index.html":         "options2 facts, 1 with a source3",
		"backend/index.html": "All 2 rows differ",
	} {
		if got := words(parse(t, files[page])); !strings.Contains(got, want) {
			t.Errorf("%s does not say %q: %s", page, want, got)
		}
	}
	if want := "JavaScript/<wbr>TypeScript and a/<wbr>b at 24/7"; !strings.Contains(files["backend/index.html"], want) {
		t.Errorf("%s is not there", want)
	}
	for archive, unwanted := range map[string]string{
		strings.ReplaceAll(site, "{value: yes, source: https://example.org/orm}", "yes"): "with a source",
		strings.ReplaceAll(site, "facts:", "# facts:"):                                   "facts",
	} {
		home := words(parse(t, rendered(t, archive)["index.html"]))
		if strings.Contains(home, unwanted) {
			t.Errorf("the home page says %q: %s", unwanted, home)
		}
	}
	same := strings.Replace(site, "facts: {orm: no", "facts: {orm: {value: yes, source: https://example.org/orm}", 1)
	if got := words(parse(t, rendered(t, same)["backend/index.html"])); !strings.Contains(got, "1 of 2 rows differ") {
		t.Error(got)
	}
}
