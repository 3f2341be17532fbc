package takeaway

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// outline writes a tree so that two can be compared. The parser sorts the attributes of
// some elements, and nobody asks for their order.
func outline(b *strings.Builder, n *html.Node, depth int) {
	slices.SortFunc(n.Attr, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
	fmt.Fprintf(b, "%*s%d %q %v %q %v\n", depth, "", n.Type, n.Data, n.DataAtom, n.Namespace, n.Attr)
	for child := range n.ChildNodes() {
		outline(b, child, depth+1)
	}
}

func outlineOf(n *html.Node) string {
	var b strings.Builder
	outline(&b, n, 0)
	return b.String()
}

// simple is what read is made for; it reads all of it.
var simple = []string{
	"", "a", " a\nb ", "<p>a &amp; b</p>\n", `<p>a <a href="x?a=1&amp;b=2" title="t&#34;">b<code>c</code></a></p>`,
	"<ul>\n<li>a</li>\n<li><p>b</p>\n<ol start=\"3\"><li>c</li></ol></li>\n</ul>", "<h2 id=\"x\">a <a class=\"anchor\" href=\"#x\">#</a></h2>",
	"<pre tabindex=\"0\"><code class=\"language-go\"><span class=\"line\">a\n</span></code></pre>", "<blockquote><p>a<br>b<br/>c</p></blockquote>",
	`<section class="scroll" aria-label="x" tabindex="0"><table>` + "\n<thead>\n<tr>\n<th>a</th></tr></thead> <tbody><tr><td class=\"align-right\"><em>b</em></td></tr></tbody></table></section>",
	"<dl><dt>a</dt><dd><p>b</p></dd></dl>", `<p>a <x-mark>1</x-mark></p><x-markdown>0</x-markdown>`, `<ul><li><input type="checkbox" checked disabled> a</li></ul>`,
	"<figure><figcaption>a</figcaption><img src=\"a\" alt=\"\"></figure>", "a > b", "<p>&lt;&gt;&quot;&#39;&#43;</p>", "<a><ul><li>b</li></ul></a>", "<code><p>a</p></code>",
}

// foreign is what is left to the parser, because it means something else than it says.
var foreign = []string{
	"<p>a<p>b", "<p>a<ul></ul></p>", "<b>a<i>b</b>c</i>", "<table><tr><td>a</td></tr></table>", "<table>a</table>", "<pre>\na</pre>", "<a>b<a>c</a></a>",
	"<h1>a<h2>b</h2></h1>", "a &copy b", "<!-- a -->", "<script>a<b</script>", "<P>a</P>", "a\r\nb", "a\x00", "<svg><p>a</p></svg>", "<li>a</li>", "<tr></tr>", "<p", "<", "</p>", "<br></br>", "<p a=b>", "<p a=\"1\" a=\"2\">c</p>", "<p />", "<button>a<p>b</p></button>", "<table><tbody><tr><td><table></table></td></tr></tbody></table>",
}

func FuzzRead(f *testing.F) {
	for _, text := range simple {
		f.Add(text)
		if read(text, &room{}) == nil {
			f.Errorf("it does not read %q", text)
		}
	}
	for _, text := range foreign {
		f.Add(text)
		if read(text, &room{}) != nil {
			f.Errorf("it reads %q", text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if root := read(text, &room{}); root != nil {
			if got, want := outlineOf(root), outlineOf(parseAny(text)); got != want {
				t.Errorf("of %q it reads\n%s\nand the parser\n%s", text, got, want)
			}
		}
	})
}

// TestReadParts puts texts from parts of tags together, which fuzzing seldom does.
func TestReadParts(t *testing.T) {
	parts := []string{"<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<a>", "</a>", "<b>", "</b>", "x", " ", "<table>", "<tbody>", "<tr>", "<td>", "</td>", "</tr>", "</tbody>", "</table>", "<h2>", "</h2>", "<pre>", "</pre>", "\n", "<br>", "<dl>", "<dt>", "</dt>", "</dl>", "<div>", "</div>"}
	state, read3 := uint64(1), 0
	in := &room{} // as it is used again
	texts := 300_000
	if testing.Short() {
		texts = 30_000
	}
	for range texts {
		in.letGo()
		var b strings.Builder
		for range 2 + state>>60 {
			state = state*6364136223846793005 + 1442695040888963407
			b.WriteString(parts[state>>33%uint64(len(parts))])
		}
		if root := read(b.String(), in); root != nil {
			read3++
			if got, want := outlineOf(root), outlineOf(parseAny(b.String())); got != want {
				t.Fatalf("of %q it reads\n%s\nand the parser\n%s", b.String(), got, want)
			}
		}
	}
	if read3 < texts/3000 {
		t.Errorf("only %d of the texts could be read", read3)
	}
}
