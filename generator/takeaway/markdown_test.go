package takeaway_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"

	"tradeoff/generator/takeaway"
)

// reader reads Markdown as other tools do.
var reader = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))

// words gives what a reader sees of a Markdown text, with single spaces.
func words(t testing.TB, markdown string) string {
	t.Helper()
	var b bytes.Buffer
	if err := reader.Convert([]byte(markdown), &b); err != nil {
		t.Fatal(err)
	}
	return wordsOf(t, b.String())
}

func wordsOf(t testing.TB, text string) string {
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func TestFromHTML(t *testing.T) {
	for _, test := range []struct{ name, html, want string }{
		{"paragraphs", "<p>One\n two.</p>\n<p>Three.</p>", "One two.\n\nThree.\n"},
		{"heading", `<h2 id="x">Cost <a class="anchor" href="#x">#</a></h2>`, "## Cost\n"},
		{"heading that ends in #", `<h2>C#</h2>`, "## C\\#\n"},
		{"emphasis", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>", "*a* **b** ~~c~~ `d`\n"},
		{"emphasis side by side", "<p><em>a</em><strong>b</strong></p>", "<em>a</em>**b**\n"},
		{"emphasis beside a word", "<p>x<em>(a)</em>y</p>", "x<em>(a)</em>y\n"},
		{"spaces in emphasis", "<p>x<em> a </em>y</p>", "x *a* y\n"},
		{"link", `<p><a href="x.md" title="T">a b</a></p>`, "[a b](x.md \"T\")\n"},
		{"link with brackets", `<p><a href="x (1).md">a]</a></p>`, "[a\\]](<x (1).md>)\n"},
		{"address", `<p><a href="https://x.org/">https://x.org/</a></p>`, "<https://x.org/>\n"},
		{"picture", `<p><img src="i.svg" alt="A [b]"></p>`, "![A \\[b\\]](i.svg)\n"},
		{"code span", "<p><code>a`b</code></p>", "``a`b``\n"},
		{"code", "<pre class=\"chroma\"><code class=\"language-go\"><span>a</span>\n```\n</code></pre>", "````go\na\n```\n````\n"},
		{"list", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c\n"},
		{"loose list", "<ol start=\"3\"><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>", "3. a\n\n   b\n\n4. c\n"},
		{"tasks", `<ul><li><input checked="" disabled="" type="checkbox"> a</li><li><input type="checkbox"> b</li></ul>`, "- [x] a\n- [ ] b\n"},
		{"quote", "<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"},
		{"terms", "<dl><dt>T</dt><dd>a <em>b</em></dd><dt>U</dt><dd><p>c</p><p>d</p></dd></dl>", "- **T**: a *b*\n- **U**\n\n  c\n\n  d\n"},
		{"table", `<table><thead><tr><th>a</th><th class="align-right">b|c</th></tr></thead><tbody><tr><td>d<br>e</td><td><code>f|g</code></td></tr></tbody></table>`,
			"| a | b\\|c |\n| --- | --: |\n| d e | `f\\|g` |\n"},
		{"footnote", `<p>a<sup id="fnref-1"><a class="footnote-ref" href="#fn-1">1</a></sup></p><section class="footnotes"><ol><li id="fn-1"><p>b <a class="footnote-backref" href="#fnref-1">x</a></p></li></ol></section>`,
			"a[^1]\n\n[^1]: b\n"},
		{"line break", "<p>a<br>\nb<br></p>", "a\\\nb\n"},
		{"no list", "<p>- a</p><p>1. b</p><p># c</p><p>2026</p>", "\\- a\n\n1\\. b\n\n\\# c\n\n2026\n"},
		{"verbatim", "<p>a</p><x-markdown>1</x-markdown>", "a\n\n| b |\n| --- |\n"},
		{"figure", "<figure class=\"code\"><figcaption>app.go</figcaption><pre><code>x\n</code></pre></figure>", "**app.go**\n\n```\nx\n```\n"},
		{"nothing", "  ", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := takeaway.FromHTML(test.html, "", "| b |\n| --- |"); got != test.want {
				t.Errorf("FromHTML(%q)\n got %q\nwant %q", test.html, got, test.want)
			}
			if got, want := words(t, test.want), wordsOf(t, strings.NewReplacer(`href="#x">#</a>`, `></a>`, ">x</a>", "></a>", "<br>", " ").Replace(test.html)); test.name[:2] != "fo" && test.name != "verbatim" && squeezed(got) != squeezed(want) {
				t.Errorf("read again it says %q, and it should %q", got, want)
			}
		})
	}
}

func squeezed(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, " ", ""), ":", "")
}

func FuzzText(f *testing.F) {
	for _, seed := range []string{"a*b", "1. x", "- - -", "+ x", "# x", "a_b _c_", "&amp;", "<b>", "`", "```", "[x](y)", "~~~", "a|b", "\\", "x\\", "=", "===", ": x", "http://a.b", "![x]", "[^1]", ">", "\u00a0x", "*\u00a0*", "@a", "a@b.cd", "$x$", "1)", "https://x.org/a_b_c*", "\\\\*", "&#"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want := readable(text)
		if got := words(t, takeaway.Text(want)); got != want {
			t.Errorf("%q becomes %q, which says %q", want, takeaway.Text(want), got)
		}
	})
}

// readable is text that can come from a page: UTF-8, without what HTML and Markdown
// replace, and with single spaces.
func readable(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r == '\u007f' || r == '\ufffd' || r == '\ufeff' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return strings.Join(strings.Fields(text), " ")
}

func FuzzCell(f *testing.F) {
	for _, seed := range []string{"a|b", "\\|", "`a|b`", "\\", "a\\", "|", "--", "<td>"} {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = readable(a), readable(b)
		escaped := html.EscapeString
		grid := takeaway.NewGrid(2, 0)
		for _, cell := range []string{"x", "<code>" + escaped(b) + "</code>", escaped(a), escaped(b), escaped(b), "<b>" + escaped(a) + "</b>"} {
			grid.Cell(takeaway.CellFromHTML(cell))
		}
		markdown := grid.Markdown()
		var out bytes.Buffer
		if err := reader.Convert([]byte(markdown), &out); err != nil {
			t.Fatal(err)
		}
		doc, _ := html.Parse(&out)
		var cells []string
		for n := range doc.Descendants() {
			if n.Data == "td" || n.Data == "th" {
				var text strings.Builder
				for d := range n.Descendants() {
					if d.Type == html.TextNode {
						text.WriteString(d.Data)
					}
				}
				cells = append(cells, strings.Join(strings.Fields(text.String()), " "))
			}
		}
		want := []string{"x", b, a, b, b, a}
		if strings.Join(cells, "\n") != strings.Join(want, "\n") {
			t.Errorf("%q\ncells %q\nwant  %q", markdown, cells, want)
		}
	})
}

func FuzzFromHTML(f *testing.F) {
	f.Add("<p>a <em>b</em>c<strong> d</strong></p><ul><li>x<p>y</p></ul>")
	f.Add("<table><tr><td>a<td><ul><li>b")
	f.Fuzz(func(t *testing.T, text string) { takeaway.FromHTML(text); takeaway.CellFromHTML(text) })
}

func FuzzEmphasis(f *testing.F) {
	f.Add("a", "b", "c", "d")
	f.Add("a*", "(b)", "~", " d")
	f.Add("", "*", "", "*")
	f.Fuzz(func(t *testing.T, a, b, c, d string) {
		a, b, c, d = html.EscapeString(readable(a)), html.EscapeString(readable(b)), html.EscapeString(readable(c)), html.EscapeString(readable(d))
		text := "<p>" + a + "<em>" + b + "</em>" + c + "<strong>" + d + "<del>" + a + "</del></strong>" + b + "</p>"
		markdown := takeaway.FromHTML(text)
		if got, want := squeezed(words(t, markdown)), squeezed(wordsOf(t, text)); got != want {
			t.Errorf("%q becomes %q, which says %q", text, markdown, got)
		}
	})
}
