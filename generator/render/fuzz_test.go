package render

import (
	"net/url"
	"path"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func FuzzShort(f *testing.F) {
	for _, seed := range []string{"https://www.example.org/%FF?q#f", "https://[::1]/", "https://a/" + strings.Repeat("%C3%BC", 99), "\xff", "https://%41/"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		text := short(address)
		if !utf8.ValidString(text) || utf8.RuneCountInString(text) > longest {
			t.Errorf("%q is shown as %q", address, text)
		}
	})
}

// FuzzLinks demands that a link leads from any page to the file that was meant,
// for whoever reads addresses by the book.
func FuzzLinks(f *testing.F) {
	f.Add("guides/a.html", "guides/my loop #1.png")
	f.Add("guides/x/a.html", "a:b/c%41.png")
	f.Add("index.html", "javascript:alert(1)")
	f.Add("a/b/c", "a/b//")
	f.Add("a", "a/../b")
	f.Fuzz(func(t *testing.T, from, to string) {
		for _, name := range []string{from, to} {
			if path.Clean("/"+name) != "/"+name || strings.ContainsFunc(name, unicode.IsControl) || name == "" {
				return // no published file is called that
			}
		}
		href := escapePath(relative(from, to))
		link, err := url.Parse(href)
		if err != nil || link.Scheme != "" || link.Host != "" || link.RawQuery != "" || link.Fragment != "" {
			t.Fatalf("%q: %v", href, err)
		}
		page := &url.URL{Scheme: "https", Host: "example.org", Path: "/" + from}
		if got := page.ResolveReference(link).Path; got != "/"+to {
			t.Errorf("from %q to %q: %q leads to %q", from, to, href, got)
		}
	})
}
