package generator_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator"
)

// Pages that one process left are for the next those of now: of each edit a page shows
// something that is in no file of what the page is about.
func TestPagesAreKept(t *testing.T) {
	const config, stack = "data/site.yaml", "guides/stack.md"
	footer := "  footer: Read [the stack](../guides/stack.md).\n" // a page with one is made anew with each edit of the site's file
	site := baseline().but(folder{config: strings.Replace(baseline()[config], footer, "", 1)})
	says := func(file, old, now string) folder {
		text := strings.Replace(site[file], old, now, 1)
		if text == site[file] {
			t.Fatalf("%s has no %q", file, old)
		}
		return folder{file: text}
	}
	cases := map[string]struct {
		edit folder
		page string // one that shows it
	}{
		"a word":                   {says(config, "authors:\n", "words: {home: {start: Begin here}}\nauthors:\n"), "index.html"},
		"a word of a state":        {says(config, "authors:\n", "words: {state: {unknown: Nobody knows}}\nauthors:\n"), "backend/phoenix.html"},
		"the tagline":              {says(config, "eyes open", "eyes wide open"), "index.html"},
		"an author's name":         {says(config, "Ada Lane", "Ada Stone"), "feed.xml"},
		"an author's introduction": {says(config, "*servers*", "*clients*"), "authors/ada.html"},
		"a link of an author":      {says(config, "Writes about *servers*.", "\"Writes about [servers](../guides/api.md).\""), "authors/ada.html"},
		"the repository":           {says(config, "example.org/repo", "example.org/other"), "guides/three.html"},
		"the title of a stack":     {says(stack, "title: Choosing a stack", "title: Choosing them all"), "backend/index.html"},
		"the title of a guide":     {says("guides/three.md", "title: Node.js vs Django vs Rails", "title: Three of them"), "backend/django.html"},
	}
	for i, name := range slices.Sorted(maps.Keys(cases)) {
		if i%hurry > 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := cases[name]
			before, after := thereAndBack(t, site, site.but(c.edit), generator.Options{})
			if after[c.page] == "" || before[c.page] == after[c.page] {
				t.Errorf("the edit does not change %s", c.page)
			}
		})
	}
}
