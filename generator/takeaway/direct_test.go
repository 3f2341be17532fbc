package takeaway

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// plainFromHTML is FromHTML by way of one tree, made by the parser of x/net/html.
func plainFromHTML(text string, made ...string) string {
	blocks := (&converter{made: made}).blocks(parseAny(text))
	if len(blocks) == 0 {
		return ""
	}
	return strings.Join(blocks, "\n\n") + "\n"
}

var madeBlocks = []string{"\n| a |\n| --- |", ""}

func sameMarkdown(t *testing.T, text string) {
	t.Helper()
	if got, want := FromHTML(text, madeBlocks...), plainFromHTML(text, madeBlocks...); got != want {
		t.Fatalf("of %q it makes\n%q\nand by way of a tree\n%q", text, got, want)
	}
	if !strings.ContainsAny(text, "<&") {
		return
	}
	if got, want := CellFromHTML(text), (&converter{inCell: true}).line(parseAny(text)); got != want {
		t.Fatalf("of %q it makes the cell\n%q\nand by way of a tree\n%q", text, got, want)
	}
}

// direct texts are written without a tree.
var directTexts = []string{
	"<p>a  b\n c&amp;d &lt;e&gt; _f_ g_h &amp;amp; *</p>\n<p> - x </p><p>1. y</p><p></p>",
	`<h2 id="x">A <code>b</code># <a class="anchor" href="#x" aria-label="y"><span aria-hidden="true">#</span></a></h2><h1>C#</h1>`,
	"<ul>\n<li>a</li>\n<li><p>b<br>c</p></li><li></li><li>d <em>e</em>\n<ol start=\"9\"><li>f</li>\n<li>g</li></ol>\n</li></ul>",
	`<pre tabindex="0"><code class="language-go"><span class="k">a</span>&#34;` + "```" + `<span class="l"><span class="m">b</span></span>` + "\n</code></pre>",
	`<figure class="code"><figcaption>a|b</figcaption><pre><code></code></pre></figure>`,
	`<blockquote><p>a</p><ul><li>b</li></ul></blockquote><blockquote><p>c</p></blockquote>`,
	`<section class="scroll" tabindex="0"><table>` + "\n<thead>\n<tr>\n<th>a</th><th class=\"align-right\">b|<code>c|d</code></th></tr></thead> <tbody><tr><td>e<br>f</td><td></td></tr></tbody></table></section>",
	`<p>a <x-mark>1</x-mark>(b) <x-mark>2</x-mark> <x-mark>3</x-mark></p><x-markdown>0</x-markdown><x-markdown>1</x-markdown><p>c</p>`,
	`<p><strong>a</strong>b <em>(c)</em>d <strong>e</strong><em>f</em> <em><strong>g</strong> h</em> <del>i</del>.</p>`,
	`<p><a href="https://x.org/?a&amp;b">https://x.org/?a&amp;b</a> <a href="x y" title="t&quot;">c <code>d</code></a> <span>e <b>f</b></span></p>`,
	`<ul><li><input type="checkbox" checked disabled> a</li><li><img src="a(b" alt="[" title="c"> b<br></li></ul>`,
}

func TestDirect(t *testing.T) {
	for _, text := range directTexts {
		d := direct{reader: reader{room: &room{}}, made: madeBlocks}
		for d.text = text; d.text != ""; {
			if !d.outermost() {
				t.Errorf("of %q this takes a tree: %q", text, d.text)
				break
			}
		}
		sameMarkdown(t, text)
	}
}

func FuzzDirect(f *testing.F) {
	for _, texts := range [][]string{directTexts, simple, foreign} {
		for _, text := range texts {
			f.Add(text)
		}
	}
	f.Fuzz(sameMarkdown)
}

// TestDirectParts puts texts together from parts, most of them so that tags match.
func TestDirectParts(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	one := func(of ...string) string { return of[random.IntN(len(of))] }
	word := func() string {
		return one("a", "b c", " ", "\n", " d", "e ", "(", "*", "_", "`", "|", ":", ".", "#", "-", "1. ", "[", "x_y", "&amp;", "&lt;", "&#39;", "&amp;lt;", "\u00a0", "\\", "~", "é", "https://x", "+ ", "&copy;")
	}
	var line func(depth int) string
	line = func(depth int) string {
		var b strings.Builder
		for range random.IntN(4) {
			if depth == 0 || random.IntN(2) == 0 {
				b.WriteString(word())
				continue
			}
			name := one("strong", "em", "code", "del", "span", "a", "a", "b", "x-mark", "sup", "br", "img", "mark")
			switch name {
			case "br":
				b.WriteString("<br>")
			case "img":
				b.WriteString(`<img src="a" alt="` + one("b", "*") + `">`)
			case "a":
				b.WriteString(`<a` + one("", "", ` class="anchor"`, ` title="t"`) + one(` href="x"`, ` href="https://x"`, ` href="x y"`, "") + `>` + line(depth-1) + `</a>`)
			case "x-mark":
				b.WriteString("<x-mark>" + one("1", "23", "a") + "</x-mark>")
			default:
				b.WriteString("<" + name + ">" + line(depth-1) + "</" + name + ">")
			}
		}
		return b.String()
	}
	var blocks func(depth int) string
	block := func(depth int) string {
		switch name := one("p", "p", "p", "h2", "h3", "ul", "ol", "blockquote", "figure", "section", "pre", "table", "x-markdown", "line", "dl", "figcaption", "div", "hr"); name {
		case "p", "h2", "h3", "figcaption":
			return "<" + name + ">" + line(2) + "</" + name + ">" + one("", "\n")
		case "ul", "ol":
			b := "<" + name + one("", ` start="7"`) + ">" + one("", "\n")
			for range random.IntN(4) {
				b += "<li>" + one("", "\n") + one(line(2), line(2), "<p>"+line(1)+"</p>", line(1)+blocks(depth-1), blocks(depth-1)) + one("", "\n") + "</li>" + one("", "\n")
			}
			return b + "</" + name + ">"
		case "pre":
			return "<pre><code" + one("", ` class="language-go"`) + ">" + one("", "\n", "a", "```") + `<span class="k">` + word() + "</span>" + one("", "\n") + "</code></pre>"
		case "table":
			row := func(cell string) string {
				b := "<tr>"
				for range 1 + random.IntN(2) {
					b += "<" + cell + one("", "", ` class="align-left"`) + ">" + line(1) + "</" + cell + ">"
				}
				return b + "</tr>"
			}
			return "<table>" + one("", "\n") + "<thead>" + row("th") + "</thead><tbody>" + row("td") + row("td") + "</tbody></table>"
		case "x-markdown":
			return "<x-markdown>" + one("0", "1", "2", "a") + "</x-markdown>"
		case "line":
			return line(2)
		case "dl":
			return "<dl><dt>" + line(1) + "</dt><dd>" + line(1) + "</dd></dl>"
		case "hr":
			return one("", "", "", "<hr>", "<p>")
		default:
			return "<" + name + one("", ` class="footnotes"`) + ">" + blocks(depth-1) + "</" + name + ">"
		}
	}
	blocks = func(depth int) string {
		var b strings.Builder
		if depth > 0 {
			for range random.IntN(4) {
				b.WriteString(block(depth))
			}
		}
		return b.String()
	}
	for range 6000 {
		sameMarkdown(t, blocks(3))
		sameMarkdown(t, line(2))
	}
}
