package render_test

import (
	"encoding/xml"
	"slices"
	"strings"
	"testing"
)

// TestSitemap: every page that is to be found, and nothing else.
func TestSitemap(t *testing.T) {
	files := rendered(t, strings.Replace(listed, "title: D guide", "title: D guide\naliases: [old.html]", 1)+"-- guides/a/b.md --\n---\ntitle: T\ndescription: D.\nupdated: 2026-02\n---\nText.\n")
	var set struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []struct {
			Address string `xml:"loc"`
			Changed string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(files["sitemap.xml"]), &set); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, u := range set.URLs {
		got = append(got, strings.TrimSpace(strings.TrimPrefix(u.Address, "https://example.org/repo/")+" "+u.Changed))
	}
	slices.Sort(got)
	want := []string{"", "authors/", "authors/ada.html", "authors/bob.html", "backend/", "backend/django.html", "backend/go.html",
		"guides/a.html 2026-11-03", "guides/a/b.html 2026-02", "guides/b.html 2026-11-04", "guides/c.html 2025", "guides/d.html",
		"new.html", "other/", "other/x.html", "search.html", "tags/", "tags/python.html"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	// What is not named asks to be passed over, or is a redirect.
	for address, content := range files {
		folder := strings.TrimSuffix(address, "index.html")
		named := slices.ContainsFunc(got, func(line string) bool { name, _, _ := strings.Cut(line, " "); return name == folder })
		if strings.HasSuffix(address, ".html") && named == strings.Contains(content, `content="noindex"`) {
			t.Errorf("%s: named %t", address, named)
		}
	}
}
