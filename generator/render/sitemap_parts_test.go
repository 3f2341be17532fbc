package render

import (
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// written is what a sitemap of numbered pages is made of.
func written(t *testing.T, pages, most, mostBytes int) map[string]string {
	t.Helper()
	files := map[string]string{}
	r := &renderer{site: &site.Site{Config: &source.Config{URL: "https://example.org/it's/"}}}
	m := r.sitemap(func(address string, content []byte) error {
		if files[address] != "" {
			t.Errorf("%s is written twice", address)
		}
		files[address] = string(content)
		return nil
	})
	m.most, m.mostBytes = most, mostBytes
	for i := range pages {
		for _, f := range []sheaf{{name: fmt.Sprintf("p/%d&.html", i), page: true, changed: source.Date{Year: 2026}},
			{name: "hidden.html", page: true, hidden: true}, {name: "redirect.html"}} {
			if err := m.add(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := m.close(); err != nil {
		t.Fatal(err)
	}
	return files
}

// locations gives the addresses in a sitemap or an index.
func locations(t *testing.T, content, root string) (found []string) {
	t.Helper()
	decoder, in := xml.NewDecoder(strings.NewReader(content)), ""
	for {
		token, err := decoder.Token()
		if err != nil {
			break
		}
		switch token := token.(type) {
		case xml.StartElement:
			if in == "" && (token.Name.Local != root || token.Name.Space != sitemapNamespace) {
				t.Errorf("it is a %v", token.Name)
			}
			in = token.Name.Local
		case xml.CharData:
			if in == "loc" {
				found = append(found, strings.TrimSpace(string(token)))
				in = "url"
			}
		}
	}
	return found
}

// TestSitemapParts: up to the limit a sitemap is one file; above it, an index of
// parts that have every page once.
func TestSitemapParts(t *testing.T) {
	for _, test := range []struct{ pages, most, mostBytes, parts int }{
		{1, 3, 1 << 20, 0}, {3, 3, 1 << 20, 0}, {4, 3, 1 << 20, 2}, {6, 3, 1 << 20, 2}, {7, 3, 1 << 20, 3}, {40, 1000, 1000, 4}, {0, 3, 1 << 20, 0},
	} {
		files := written(t, test.pages, test.most, test.mostBytes)
		var all []string
		if test.parts == 0 {
			all = locations(t, files["sitemap.xml"], "urlset")
		} else {
			for i, part := range locations(t, files["sitemap.xml"], "sitemapindex") {
				name := fmt.Sprintf("sitemap-%d.xml", i+1)
				if part != "https://example.org/it's/"+name || len(files[name]) > test.mostBytes {
					t.Errorf("part %d is %s, of %d bytes", i, part, len(files[name]))
				}
				own := locations(t, files[name], "urlset")
				if len(own) == 0 || len(own) > test.most {
					t.Errorf("%s has %d addresses", name, len(own))
				}
				all = append(all, own...)
			}
		}
		if want := test.parts + min(1, test.pages); len(files) != want {
			t.Errorf("%+v: %d files, want %d", test, len(files), want)
		}
		if len(all) != test.pages || !slices.IsSortedFunc(all, func(a, b string) int { return len(a) - len(b) }) {
			t.Errorf("%+v: %d addresses", test, len(all))
		}
		for i, address := range all {
			if want := fmt.Sprintf("https://example.org/it's/p/%d&.html", i); address != want {
				t.Errorf("%q, want %q", address, want)
			}
		}
	}
}

// TestSitemapFails: what the receiver says ends it.
func TestSitemapFails(t *testing.T) {
	full := errors.New("the disk is full")
	r := &renderer{site: &site.Site{Config: &source.Config{URL: "https://example.org/"}}}
	m := r.sitemap(func(string, []byte) error { return full })
	m.most = 1
	if err := m.add(sheaf{name: "a.html", page: true}); err != nil {
		t.Error(err)
	}
	if err := m.add(sheaf{name: "b.html", page: true}); !errors.Is(err, full) {
		t.Error(err)
	}
	m = r.sitemap(func(string, []byte) error { return full })
	if err := errors.Join(m.add(sheaf{name: "a.html", page: true}), m.close()); !errors.Is(err, full) {
		t.Error(err)
	}
}
