package render

import (
	"bytes"
	"encoding/json"
	"net/url"
	"path"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"tradeoff/templates"
)

// FuzzDecisionData demands that a script reads the words that were written,
// whatever they are, and that they end neither its element nor a string.
func FuzzDecisionData(f *testing.F) {
	for _, seed := range []string{`</script><x>`, `<!--<script>`, "\u2028\u2029", `\"'`, "]]>", "\x00\xff", "é中😀"} {
		f.Add(seed)
	}
	set, _ := templates.Load(nil, nil)
	f.Fuzz(func(t *testing.T, words string) {
		p := &page{renderer: &renderer{set: set}}
		var b bytes.Buffer
		view := &templates.Decision{ID: "decide", Data: p.decisionJSON(decisionData{Title: words})}
		if err := set.Execute(&b, "decision.html", view); err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(&b)
		if err != nil {
			t.Fatal(err)
		}
		scripts := 0
		for n := range root.Descendants() {
			if n.Data != "script" {
				continue
			}
			scripts++
			var got decisionData
			if err := json.Unmarshal([]byte(n.FirstChild.Data), &got); err != nil {
				t.Fatal(err)
			}
			if want := strings.ToValidUTF8(words, ""); strings.ReplaceAll(got.Title, "\ufffd", "") != strings.ReplaceAll(want, "\ufffd", "") {
				t.Errorf("%q is read as %q", words, got.Title)
			}
		}
		if scripts != 1 {
			t.Errorf("%q makes %d scripts", words, scripts)
		}
	})
}

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
