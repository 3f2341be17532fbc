package render_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// An atomFeed is what a feed reader reads.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Sub     string      `xml:"subtitle"`
	Updated string      `xml:"updated"`
	Authors []atomName  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID         string     `xml:"id"`
	Title      string     `xml:"title"`
	Updated    string     `xml:"updated"`
	Published  *string    `xml:"published"` // nil where absent
	Summary    string     `xml:"summary"`
	Authors    []atomName `xml:"author"`
	Links      []atomLink `xml:"link"`
	Categories []struct {
		Term string `xml:"term,attr"`
	} `xml:"category"`
}

type atomName struct {
	Name string `xml:"name"`
	URI  string `xml:"uri"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

// atomElements are the elements that each may have, with how many at least and at
// most (RFC 4287, 4.1.1, 4.1.2 and 3.2); 0 stands for any number.
var atomElements = map[string]map[string][2]int{
	"feed":   {"id": {1, 1}, "title": {1, 1}, "updated": {1, 1}, "subtitle": {0, 1}, "author": {1, 0}, "link": {1, 0}, "entry": {0, 0}},
	"entry":  {"id": {1, 1}, "title": {1, 1}, "updated": {1, 1}, "published": {0, 1}, "summary": {0, 1}, "author": {0, 0}, "link": {1, 0}, "category": {0, 0}},
	"author": {"name": {1, 1}, "uri": {0, 1}},
}

// readFeed reads a feed as strictly as RFC 4287 is written.
func readFeed(t *testing.T, content string) atomFeed {
	t.Helper()
	checkAtomElements(t, content)
	var feed atomFeed
	if err := xml.Unmarshal([]byte(content), &feed); err != nil {
		t.Fatal(err)
	}
	if feed.Lang == "" {
		t.Error("the feed has no language")
	}
	self := slices.DeleteFunc(slices.Clone(feed.Links), func(l atomLink) bool { return l.Rel != "self" })
	if len(self) != 1 || self[0].Type != "application/atom+xml" {
		t.Errorf("it leads to itself by %+v", self)
	}
	checkAtomThing(t, feed.ID, feed.Title, feed.Updated, feed.Links)
	seen, last := map[string]bool{feed.ID: true}, "9999"
	for _, e := range feed.Entries {
		checkAtomThing(t, e.ID, e.Title, e.Updated, e.Links)
		if seen[e.ID] {
			t.Errorf("two things are %s", e.ID)
		}
		if e.Updated > last || e.Published != nil && !isAtomTime(*e.Published) {
			t.Errorf("%s: %s after %s, published %v", e.ID, e.Updated, last, e.Published)
		}
		seen[e.ID], last = true, e.Updated
		for _, a := range e.Authors {
			if u, err := url.Parse(a.URI); a.Name == "" || err != nil || !u.IsAbs() {
				t.Errorf("%s is by %+v", e.ID, a)
			}
		}
		for _, c := range e.Categories {
			if c.Term == "" {
				t.Errorf("%s has a category without a term", e.ID)
			}
		}
	}
	if len(feed.Entries) > 0 && feed.Updated != feed.Entries[0].Updated {
		t.Errorf("the feed was updated %s, and its newest entry %s", feed.Updated, feed.Entries[0].Updated)
	}
	return feed
}

// checkAtomElements demands that each element has those that it must have, and no
// other.
func checkAtomElements(t *testing.T, content string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(content))
	type open struct {
		name string
		has  map[string]int
	}
	stack := []open{{has: map[string]int{}}}
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Space != "http://www.w3.org/2005/Atom" {
				t.Errorf("<%s> is not Atom's", token.Name.Local)
			}
			stack[len(stack)-1].has[token.Name.Local]++
			stack = append(stack, open{token.Name.Local, map[string]int{}})
		case xml.EndElement:
			last := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for name, times := range last.has {
				if most, known := atomElements[last.name][name]; !known || most[1] > 0 && times > most[1] {
					t.Errorf("<%s> has <%s> %d times", last.name, name, times)
				}
			}
			for name, times := range atomElements[last.name] {
				if last.has[name] < times[0] {
					t.Errorf("<%s> has no <%s>", last.name, name)
				}
			}
		}
	}
	if stack[0].has["feed"] != 1 || len(stack[0].has) != 1 {
		t.Errorf("it is made of %v", stack[0].has)
	}
}

// checkAtomThing checks what feeds and entries have in common: an absolute address
// as the id (4.2.6), words, a time (3.3), and one way to the page (4.1.1).
func checkAtomThing(t *testing.T, id, title, updated string, links []atomLink) {
	t.Helper()
	pages := map[string]int{}
	for _, l := range append(links, atomLink{Href: id}) {
		if u, err := url.Parse(l.Href); err != nil || u.Scheme != "https" || u.Host == "" {
			t.Errorf("%q is no absolute address", l.Href)
		}
		pages[l.Rel+l.Type]++
	}
	if strings.TrimSpace(title) == "" || !isAtomTime(updated) || pages["alternatetext/html"] != 1 {
		t.Errorf("%s: title %q, updated %q, links %+v", id, title, updated, links)
	}
}

func isAtomTime(text string) bool {
	at, err := time.Parse(time.RFC3339, text)
	return err == nil && at.Equal(at.UTC().Truncate(24*time.Hour))
}

// TestFeeds: one of the site, and one of each category with a guide that has a
// date, which the pages of it lead to.
func TestFeeds(t *testing.T) {
	files := rendered(t, listed)
	feed := readFeed(t, files["feed.xml"])
	if feed.ID != "https://example.org/repo/" || feed.Title != "Small" || feed.Lang != "en" || feed.Updated != "2026-11-04T00:00:00+00:00" ||
		feed.Links[0].Href != "https://example.org/repo/feed.xml" || feed.Links[1].Href != feed.ID || feed.Authors[0].Name != "Small" {
		t.Errorf("%+v", feed)
	}
	var got []string
	for _, e := range feed.Entries {
		got = append(got, fmt.Sprint(e.ID, " ", e.Title, " ", e.Summary, " ", e.Updated, " ", *e.Published, e.Authors, e.Categories))
	}
	want := []string{
		"https://example.org/repo/guides/b.html B guide About B. 2026-11-04T00:00:00+00:00 2026-11-04T00:00:00+00:00[{Ada https://ada.example.org/}] [{python}]",
		"https://example.org/repo/guides/a.html A guide About A. 2026-11-03T00:00:00+00:00 2026-10-01T00:00:00+00:00[{Ada https://ada.example.org/} {Bob https://example.org/repo/authors/bob.html}] [{C++} {python}]",
		"https://example.org/repo/guides/c.html C guide About C. 2025-01-01T00:00:00+00:00 2025-01-01T00:00:00+00:00[] [{python} {C#}]",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	backend := readFeed(t, files["backend/feed.xml"])
	if len(backend.Entries) != 1 || backend.ID != "https://example.org/repo/backend/" || backend.Title != "Small: Backend" || backend.Links[0].Href != "https://example.org/repo/backend/feed.xml" {
		t.Errorf("%+v", backend)
	}
	if files["other/feed.xml"] != "" {
		t.Error("a category without a guide has a feed")
	}
	for address, want := range map[string][]string{
		"index.html": {"feed.xml"}, "new.html": {"feed.xml"}, "tags/python.html": {"../feed.xml"}, "guides/d.html": {"../feed.xml"},
		"backend/index.html": {"../feed.xml", "feed.xml"}, "backend/go.html": {"../feed.xml", "feed.xml"},
		"guides/a.html": {"../feed.xml", "../backend/feed.xml"}, "other/x.html": {"../feed.xml"}, "404.html": nil,
	} {
		var got []string
		for n := range parse(t, files[address]).Descendants() {
			if attribute(n, "type") == "application/atom+xml" && attribute(n, "title") != "" {
				got = append(got, attribute(n, "href"))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s leads to the feeds %q, want %q", address, got, want)
		}
	}
}

// TestFeedUpdatedOnly: a guide that does not say when it appeared says nothing
// about it in the feed either.
func TestFeedUpdatedOnly(t *testing.T) {
	feed := readFeed(t, rendered(t, strings.Replace(listed, "published: 2025", "updated: 2025-06", 1))["feed.xml"])
	if e := feed.Entries[2]; e.Published != nil || e.Updated != "2025-06-01T00:00:00+00:00" {
		t.Errorf("%+v", e)
	}
}

// TestFeedIsBounded: a feed has the newest entries, and no more than a reader takes.
func TestFeedIsBounded(t *testing.T) {
	feed := readFeed(t, rendered(t, manyGuides(120))["feed.xml"])
	if len(feed.Entries) != 50 || feed.Entries[0].Updated < "2026-12-2" {
		t.Errorf("%d entries from %s", len(feed.Entries), feed.Entries[0].Updated)
	}
}

// TestFeedSubtitles: the site's feed says its tagline, and a category's what it is
// about, in plain words.
func TestFeedSubtitles(t *testing.T) {
	said := strings.Replace(listed, "title: Small\n", "title: Small\ntagline: Few words\n", 1)
	said = strings.Replace(said, "title: Backend\n", "title: Backend\nsummary: What *runs* on the [server](https://example.org/).\n", 1)
	files := rendered(t, said)
	for address, want := range map[string]string{"feed.xml": "Few words", "backend/feed.xml": "What runs on the server."} {
		if got := readFeed(t, files[address]).Sub; got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
	if strings.Contains(rendered(t, listed)["backend/feed.xml"], "<subtitle") {
		t.Error("a category that says nothing has a subtitle")
	}
}
