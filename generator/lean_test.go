//go:build !race

package generator_test

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	minifyhtml "github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"
	"golang.org/x/net/html"

	"tradeoff/generator"
)

// mostSaved is how much smaller a page may become by minifying what was published: a
// hundredth.
const mostSaved = 0.01

var kindOfPage = regexp.MustCompile(`<body class="(\w+)-page`)

// Pages are minified when templates are loaded, before there are pages. To minify them
// again once they are finished, by the same rules, would save next to nothing. (The rules keep
// quotes and end tags, which HTML could do without and the checkers ask for.)
func TestPagesAreLean(t *testing.T) {
	out, _ := builtOwn(t)
	m := minify.New()
	m.Add("text/html", &minifyhtml.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true})
	m.Add("text/css", &css.Minifier{})
	m.Add("application/javascript", &js.Minifier{})
	m.Add("image/svg+xml", &svg.Minifier{})
	size, small := map[string]int{}, map[string]int{}
	for name, content := range files(t, out) {
		if path.Ext(name) != ".html" {
			continue
		}
		kind := "redirect"
		if found := kindOfPage.FindStringSubmatch(content); found != nil {
			kind = found[1]
		}
		minified, err := m.String("text/html", content)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		size[kind] += len(content)
		small[kind] += len(minified)
	}
	for kind := range size {
		saved := 1 - float64(small[kind])/float64(size[kind])
		t.Logf("%-10s %8d bytes, %.2f %% to save", kind, size[kind], 100*saved)
		if saved >= mostSaved {
			t.Errorf("pages of the kind %q could be %.2f %% smaller", kind, 100*saved)
		}
	}
	if len(size) < 10 {
		t.Errorf("there are pages of the kinds %v alone", size)
	}
}

// What readers see of a minified page is what they see of the page as the templates say
// it: no word is missing, and no space between words.
func TestLeanPagesSayTheSame(t *testing.T) {
	out, _ := builtOwn(t)
	plain, _ := buildSite(t, ownSite, generator.Options{NoMinify: true})
	readable := files(t, plain)
	for name, content := range files(t, out) {
		if path.Ext(name) != ".html" || name == "404.html" { // which has the minified scripts in itself
			continue
		}
		got, want := visible(t, content), visible(t, readable[name])
		if got != want {
			t.Errorf("%s: %s", name, firstDifference(want, got))
		}
	}
}

// A space is seen where it belongs, and nowhere else.
func TestVisible(t *testing.T) {
	for _, test := range []struct {
		a, b string
		same bool
	}{
		{"<p>a <b>b</b></p>", "<p>\n a\n<b>b</b> </p>", true},
		{"<p>a <b>b</b></p>", "<p>a<b> b</b></p>", true},
		{"<p>a <b>b</b></p>", "<p>a<b>b</b></p>", false},
		{"<li>a</li> <li>b</li>", "<li>a</li><li>b</li>", true},
		{"<a>a</a> <a>b</a>", "<a>a</a><a>b</a>", false},
		{"<a>a</a> <img> c", "<a>a</a><img> c", false},
		{"<a>a</a><br> c", "<a>a</a><br>c", true},
		{"<pre>a  b</pre>", "<pre>a b</pre>", false},
		{`<p class="x" id="y">`, `<p id=y class=x>`, true},
		{`<p class="x">`, `<p class="y">`, false},
		{"<p>a", "<div>a", false},
	} {
		if same := visible(t, test.a) == visible(t, test.b); same != test.same {
			t.Errorf("%s and %s: the same is %v\n%q\n%q", test.a, test.b, same, visible(t, test.a), visible(t, test.b))
		}
	}
}

// blockElements are elements at whose edges spaces are not seen.
var blockElements = setOf(`html head body title meta link base
	address article aside blockquote caption col colgroup dd details div dl dt fieldset figcaption figure footer form
	h1 h2 h3 h4 h5 h6 header hr legend li main nav ol optgroup option p pre section select summary table tbody td tfoot
	th thead tr ul br`)

// objectElements are elements that are seen like a character.
var objectElements = setOf(`img svg input button textarea select video audio canvas iframe meter progress`)

// exactElements are elements whose text is what it is.
var exactElements = setOf(`pre textarea script style`)

func setOf(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// visible writes what is seen of a page: its elements with their attributes, and its words
// with single spaces in front of them where there are any. Of pictures it writes no more
// than their words.
func visible(t *testing.T, page string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	s := &sight{edge: true}
	s.node(root, false)
	return sums.ReplaceAllString(s.out.String(), "")
}

// sums are of files that pages name, and of scripts in them.
var sums = regexp.MustCompile(`\.[0-9a-f]{8}\b|'sha256-[^']*'`)

// A sight is the state of writing what is seen.
type sight struct {
	out         strings.Builder
	edge, space bool // nothing stands before in the block; there is a space to be seen before the next word
}

func (s *sight) node(n *html.Node, verbatim bool) {
	switch n.Type {
	case html.TextNode:
		s.text(n.Data, verbatim)
	case html.ElementNode:
		if blockElements[n.Data] {
			s.edge, s.space = true, false
		}
		if objectElements[n.Data] {
			s.word("")
		}
		if n.Data == "svg" {
			s.out.WriteString("<svg>" + strings.Join(strings.Fields(textOf(n)), " "))
			return
		}
		s.tag(n)
		fallthrough
	default:
		for c := range n.ChildNodes() {
			s.node(c, verbatim || exactElements[n.Data])
		}
		if n.Type == html.ElementNode {
			s.out.WriteString("</" + n.Data + ">")
		}
		if blockElements[n.Data] {
			s.edge, s.space = true, false
		}
	}
}

func (s *sight) tag(n *html.Node) {
	var attributes []string
	for _, a := range n.Attr {
		if a.Key == "content" && strings.Contains(a.Val, "width=device-width") {
			a.Val = strings.ReplaceAll(a.Val, " ", "")
		}
		if a.Key == "class" { // a list
			a.Val = strings.Join(strings.Fields(a.Val), " ")
		}
		attributes = append(attributes, " "+a.Key+"="+a.Val)
	}
	slices.Sort(attributes)
	s.out.WriteString("<" + n.Data + strings.Join(attributes, "") + ">")
}

func (s *sight) text(text string, verbatim bool) {
	if verbatim {
		s.word(strings.TrimSpace(text))
		return
	}
	for i, word := range strings.FieldsFunc(text, isSpace) {
		s.space = s.space || i > 0 || isSpace(rune(text[0]))
		s.word(word)
	}
	if text != "" && isSpace(rune(text[len(text)-1])) {
		s.space = true
	}
}

// word writes a word with the space before it.
func (s *sight) word(word string) {
	if s.space && !s.edge {
		s.out.WriteByte(' ')
	}
	s.edge, s.space = false, false
	s.out.WriteString(word)
}

// isSpace tells whether HTML takes a character for a space.
func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' }

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(textOf(c) + " ")
	}
	return b.String()
}
