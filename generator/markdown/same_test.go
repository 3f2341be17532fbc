package markdown

import (
	"bytes"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
)

// FuzzSame compares what this package does for speed with the plain way of doing it.
func FuzzSame(f *testing.F) {
	for _, text := range []string{
		"", "words", " two  words\n", "a\u00a0b\u2028c\x85d", "1 – & ¼ -- a2", "\\*a\\* &amp; &#1; &#x0; <b>\"'", "\x00\xff\ufdd0\x7f\t",
		"https://example.org/a_b?c=d#e#f", "mailto:a@b", "1a:b", "a+.-9:", ":a", "row-1", "fn", "fnx", "tabs-1-2", "tabs-", "tabsx", "checklist", "icon", "icon-a",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := unescape([]byte(text)), unescaped([]byte(text)); got != want {
			t.Errorf("unescape(%q) is %q, want %q", text, got, want)
		}
		if got, want := indexForbidden(text), strings.IndexFunc(text, forbidden); got != want {
			t.Errorf("indexForbidden(%q) is %d, want %d", text, got, want)
		}
		line := []byte(printable(text))
		line = line[:oneLine(line)]
		if want := strings.Join(strings.Fields(printable(text)), " "); string(line) != want {
			t.Errorf("one line of %q is %q, want %q", text, line, want)
		}
		if got, want := countWords(line), plainCount(string(line)); got != want {
			t.Errorf("%q has %d words, want %d", line, got, want)
		}
		if got, want := hrefEscape(text), plainEscape(text); got != want {
			t.Errorf("hrefEscape(%q) is %q, want %q", text, got, want)
		}
		if got, want := schemeOf(text), regexp.MustCompile(`^(?:([A-Za-z][A-Za-z0-9+.-]*):)?`).FindStringSubmatch(text)[1]; got != want {
			t.Errorf("the scheme of %q is %q, want %q", text, got, want)
		}
		if got, want := isFramed(text), framePattern.MatchString(text); got != want {
			t.Errorf("isFramed(%q) is %t", text, got)
		}
		var diags diag.List
		for _, part := range Document("guides/a.md", []byte(text), Options{}, &diags).Body {
			if html, ok := part.(markup.HTML); ok && string(html) != printable(string(html)) {
				t.Errorf("%q becomes %q", text, html)
			}
		}
		var b builder
		b.escape(text)
		if want := util.EscapeHTML([]byte(text)); !bytes.Equal(b.text, want) {
			t.Errorf("%q is escaped as %q, want %q", text, b.text, want)
		}
	})
}

func plainCount(line string) int {
	count := 0
	for word := range strings.FieldsSeq(line) {
		if strings.IndexFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0 {
			count++
		}
	}
	return count
}

func plainEscape(address string) string {
	before, fragment, found := strings.Cut(string(util.URLEscape([]byte(address), false)), "#")
	if !found {
		return before
	}
	return before + "#" + strings.ReplaceAll(fragment, "#", "%23")
}

// FuzzPlainInline: a line that is taken for plain is what a parse makes of it.
func FuzzPlainInline(f *testing.F) {
	for _, text := range []string{"words, and more (of them)", "a.b - c", "a -- b", "a--b", "wait...", "www.example.org", "e.g. 50% of 1/2 + 3?", "é 日本 “x”", "a\u00a0b", "1. a", "- a", "a  b", "+ a", "-", "a\n  b", "WwW.a.b", "ftp.a.b"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		line := oneLineOf(text)
		if line == "" || !isPlain(line) {
			return
		}
		var diags diag.List
		if got, want := Inline(text, diag.Position{}, &diags), parseInline(line, diag.Position{}, &diags); !reflect.DeepEqual(got, want) {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	})
}

// FuzzProse: a document is the same without the parser of prose, and with goldmark's own
// transformer for references.
func FuzzProse(f *testing.F) {
	for _, text := range []string{
		"Some words, and (more) of them.\nA second line\nthe end", "a  \nb \nc\\\nd", "see https://a.b/c and www.a.b (www.c.d) me@a.b x", "(http://a.b)",
		"https://a.b", "www.a.b w", "a... b.. c. --x -y -- z---", "time: 10:30 :fact[a.b] x:fact[a.b] :fact(a)", "*a b* _c d_ ~~e f~~ `g h` [i j](k.md) ![l m](n.png \"o\")",
		"a\\ *b*", "a\\\\\\\n*b* c", "\\*a* \\[b](c)", "it's \"so\" 'he' said", "- [ ] to do\n- [x] done\n\n1. a b\n   c d\n", "| a b | c d |\n|---|---|\n| e.f g | http://h |\n",
		"> a b\n> c d\ne f", "a &amp; b & c &copy; d", "x[^1] y\n\n[^1]: note here\n", "a b\n: c d\n", "a <b>c</b> d <https://e.f> g", "a\tb\thttps://c.d", "é x — y\u00a0z\u2028w", "## A b: c {#d}\n\n:::note E f\ng h\n:::\n", "a \\\\ b", "\\ http://a.b *c*",
		"a!b ![c d] e]( https://f.g) h", "]( www.a.b", "a_b_c d__e__", "a\vb http://c", "[a b]: http://c.d\n\n[a b] e", "***a** b*", " [a]: b\n[c]: d \"e\"\nf [a] [c]", "\u00a0[a]: b\n\n[a]", "- [a]: b\n  c\n\n[a]",
	} {
		f.Add(text)
	}
	plainly := newDocumentParser()
	plainly.AddOptions(parser.WithParagraphTransformers(util.Prioritized(parser.LinkReferenceParagraphTransformer, 99)))
	f.Fuzz(func(t *testing.T, text string) {
		var diags, wantDiags diag.List
		got := Document("guides/a.md", []byte(text), Options{}, &diags)
		want := document(plainly, "guides/a.md", []byte(text), Options{}, &wantDiags)
		if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(diags, wantDiags) {
			t.Errorf("%q becomes %v, want %v", text, got, want)
		}
	})
}
