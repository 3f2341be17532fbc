package serve

import (
	"slices"
	"strings"
	"testing"
)

// TestElement puts the script where the body ends, whatever stands in the page.
func TestElement(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"<body>x</body>", "<body>x|</body>"},
		{"<body>x</BODY >\n</html>", "<body>x|</BODY >\n</html>"},
		{"<p>x", "<p>x|"},
		{"", "|"},
		{"plain", "plain|"},
		{"<script>'</body>'</script>x</body>", "<script>'</body>'</script>x|</body>"},
		{"<!-- </body> -->x</body>", "<!-- </body> -->x|</body>"},
		{"<title></body></title>x", "<title></body></title>x|"},
		{"<script></body></script>x", "<script></body></script>x|"},
		{"</body>a</body>b", "</body>a|</body>b"},
		{"<p title='</body>'>x", "<p title='</body>'>x|"},
		{"</bodyguard>x", "</bodyguard>x|"},
		{"<body>\xff</body>", "<body>\xff|</body>"},
		{"<body>x</body", "<body>x</body|"},
	} {
		if got := string(read([]byte(test.text)).with("|")); got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

// TestDigest tells pages whose style sheets changed from those whose text did.
func TestDigest(t *testing.T) {
	const page = `<head><link rel=stylesheet href=a.1.css><link href="b.css" rel="Stylesheet alternate"><link rel=icon href=i.svg><body>x`
	one := read([]byte(page))
	if !slices.Equal(one.styles, []string{"a.1.css", "b.css"}) {
		t.Errorf("%q", one.styles)
	}
	for _, test := range []struct {
		old, new string
		same     bool
	}{
		{"a.1.css", "a.2.css", true}, {"b.css", "c.css?x=1&amp;y", true},
		{"i.svg", "j.svg", false}, {"alternate", "other", false}, {">x", ">y", false}, {"<link rel=stylesheet href=a.1.css>", "", false},
	} {
		other := read([]byte(strings.Replace(page, test.old, test.new, 1)))
		if same := other.digest == one.digest; same != test.same {
			t.Errorf("%q for %q: the same is %v", test.new, test.old, same)
		}
	}
}

// TestScriptElement escapes what the element's address says.
func TestScriptElement(t *testing.T) {
	s := New(Options{Prefix: `a"b&c`})
	got := s.script(3, []string{`"><script>.html`, "ü.html"}, "abc")
	want := `<script defer src="/a%22b&amp;c/.tradeoff/live.js?build=` + s.run + `-3&amp;shows=%22%3E%3Cscript%3E.html&amp;shows=%C3%BC.html&amp;text=abc"></script>`
	if got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
