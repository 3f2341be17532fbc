package render_test

import (
	"slices"
	"strings"
	"testing"
)

// TestNavigation: the links at the top are those that the writer wants, in that order;
// what a phone has no room for stands at the end of the page as well.
func TestNavigation(t *testing.T) {
	archive := strings.Replace(listed, "title: Small\n", `title: Small
theme:
  footer: ["Read [a guide](../guides/a.md).", "[Out](https://example.org/)"]
  navigation:
    - {label: Start, page: guides/a.md}
    - {label: Forum, url: "https://forum.example.org/"}
    - backend
    - tags
    - data/site.yaml
    - {category: other, label: Others}
`, 1)
	files := rendered(t, archive)
	top := func(page string) (found []string) {
		for n := range parse(t, files[page]).Descendants() {
			if n.Data == "a" && n.Parent.Parent.Parent.Data == "nav" && attribute(n.Parent.Parent.Parent, "class") == "site-nav" && attribute(n.Parent, "class") == "" {
				found = append(found, words(n)+" "+attribute(n, "href")+" "+attribute(n, "aria-current")+attribute(n, "rel"))
			}
		}
		return found
	}
	for page, want := range map[string][]string{
		"index.html":         {"Start guides/a.html ", "Forum https://forum.example.org/ external noopener", "Backend backend/index.html ", "Tags tags/index.html ", "Home index.html true", "Others other/index.html "},
		"backend/go.html":    {"Start ../guides/a.html ", "Forum https://forum.example.org/ external noopener", "Backend index.html true", "Tags ../tags/index.html ", "Home ../index.html ", "Others ../other/index.html "},
		"404.html":           {"Start /repo/guides/a.html ", "Forum https://forum.example.org/ external noopener", "Backend /repo/backend/index.html ", "Tags /repo/tags/index.html ", "Home /repo/index.html ", "Others /repo/other/index.html "},
		"guides/a.html":      {"Start a.html true", "Forum https://forum.example.org/ external noopener", "Backend ../backend/index.html ", "Tags ../tags/index.html ", "Home ../index.html ", "Others ../other/index.html "},
		"tags/python.html":   nil,
		"other/index.html":   nil,
		"authors/index.html": nil,
	} {
		if got := top(page); want != nil && !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", page, got, want)
		}
		if page == "404.html" {
			continue
		}
		foot := files[page][strings.Index(files[page], "<footer"):]
		for _, want := range []string{"Read <a href=", `href="https://forum.example.org/" class="external"`, ">Start</a>"} {
			if strings.Count(foot, want) != 1 {
				t.Errorf("the end of %s has not %q once", page, want)
			}
		}
	}
}

// TestUsualNavigation: without a theme, the categories have the place, if they have
// room.
func TestUsualNavigation(t *testing.T) {
	for categories, want := range map[int]int{1: 2, 7: 8, 8: 1} {
		archive := "-- data/site.yaml --\ntitle: Small\n"
		for i := range categories {
			archive += "-- data/c" + string(rune('a'+i)) + "/category.yaml --\ntitle: C\nattributes: [{id: x, type: text}]\n-- data/c" + string(rune('a'+i)) + "/o.yaml --\n"
		}
		archive += "-- guides/a.md --\n---\ntitle: A\ndescription: D.\n---\nText.\n"
		page := rendered(t, archive)["index.html"]
		nav := page[strings.Index(page, `class="site-nav"`):strings.Index(page, "<main")]
		if got := strings.Count(nav, "<li"); got != want {
			t.Errorf("%d categories: %d links at the top, want %d", categories, got, want)
		}
	}
}
