package markdown_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tradeoff/generator/diag"
	"tradeoff/generator/golden"
	"tradeoff/generator/markdown"
	"tradeoff/generator/markup"
)

// FuzzDocument: whatever bytes come in, what comes out is whole (see checkBody).
func FuzzDocument(f *testing.F) {
	for _, input := range golden.Inputs(f) {
		f.Add(input.Data)
	}
	for _, example := range specification(f) {
		f.Add([]byte(example.Markdown))
	}
	f.Add([]byte("\xff\x00\r\r\n&#1;"))
	f.Add([]byte("\r#"))
	f.Fuzz(func(t *testing.T, src []byte) {
		var diags diag.List
		d := markdown.Document("guides/a.md", src, markdown.Options{Line: 5}, &diags)
		checkDocument(t, d)
		lines := 5 + strings.Count(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(src)), "\n")
		for _, x := range diags.Sorted() {
			if x.Position.Line < 5 || x.Position.Line > lines || x.Position.Column < 1 {
				t.Errorf("%s is outside of lines 5 to %d", x.Position, lines)
			}
		}
	})
}

// FuzzInline: the same for a line of a data file.
func FuzzInline(f *testing.F) {
	for _, s := range []string{"*a* `b` [c](d.md)", "[a](x", "<b>", "# h", "\x00\xff", "![a](b)", "www.a.b", "a\\", "[<https://a.b>](c)", "\"'--...<<"} {
		f.Add(s)
	}
	for _, example := range specification(f) {
		f.Add(example.Markdown)
	}
	f.Fuzz(func(t *testing.T, src string) {
		var diags diag.List
		x := markdown.Inline(src, diag.Position{File: "f", Line: 1, Column: 1}, &diags)
		c := checker{t: t}
		c.body(x.Body)
		c.parse()
		if c.links != len(x.Links) {
			t.Errorf("%d links in the body, %d in the list", c.links, len(x.Links))
		}
		if strings.ContainsAny(x.Plain, "\n\r") {
			t.Errorf("more than one line: %q", x.Plain)
		}
	})
}

// A checker writes a body with its holes filled and looks whether it is whole.
type checker struct {
	t                                *testing.T
	out                              strings.Builder
	ids                              []string // of items, which templates write
	links, images, facts, directives int
	open                             bool
}

func checkDocument(t *testing.T, d markup.Document) {
	c := checker{t: t}
	c.body(d.Body)
	c.parse()
	if c.links != len(d.Links) || c.images != len(d.Images) || c.facts != len(d.Facts) || c.directives != len(d.Directives) {
		t.Errorf("holes %d %d %d %d do not fill the lists", c.links, c.images, c.facts, c.directives)
	}
	ids := slices.Sorted(slices.Values(c.ids))
	if unique := slices.Compact(slices.Clone(ids)); len(unique) != len(ids) {
		t.Errorf("an id stands twice: %q", ids)
	}
	if !slices.Equal(ids, d.Anchors()) {
		t.Errorf("ids %q, anchors %q", ids, d.Anchors())
	}
}

func (c *checker) body(b markup.Body) {
	for _, part := range b {
		switch part := part.(type) {
		case markup.HTML:
			c.out.WriteString(string(part))
		case markup.LinkStart:
			if c.open || int(part) != c.links {
				c.t.Errorf("link %d is out of order", part)
			}
			c.links, c.open = c.links+1, true
			c.out.WriteString(`<a href="x">`)
		case markup.LinkEnd:
			if !c.open {
				c.t.Error("a link ends that was not begun")
			}
			c.open = false
			c.out.WriteString("</a>")
		case markup.Image:
			c.images++
			c.out.WriteString(`<img src="x" alt="">`)
		case markup.Fact:
			c.facts++
			c.out.WriteString(`<a href="x">fact</a>`)
		case markup.Directive:
			c.directives++
			c.out.WriteString("<div></div>")
		case markup.Section:
		case markup.Said:
			c.out.WriteString("words")
		case *markup.Container:
			c.container(part)
		default:
			c.t.Errorf("unknown part %T", part)
		}
	}
}

func (c *checker) container(n *markup.Container) {
	c.out.WriteString("<div><p>")
	c.body(n.Title)
	c.out.WriteString("</p>")
	c.body(n.Intro)
	for _, item := range n.Items {
		c.out.WriteString("<section><h3")
		if item.ID != "" {
			fmt.Fprintf(&c.out, ` id="%s"`, html.EscapeString(item.ID))
		}
		c.out.WriteString(">")
		c.body(item.Heading)
		c.out.WriteString("</h3>")
		c.body(item.Body)
		c.out.WriteString("</section>")
	}
	c.out.WriteString("</div>")
}

// parse compares the tags as they were written with the tree that a browser
// makes of them: where a tag is not balanced or stands where it may not, the
// browser writes another text.
func (c *checker) parse() {
	if c.open {
		c.t.Error("a link is not closed")
	}
	written := c.out.String()
	root, err := html.Parse(strings.NewReader("<!doctype html><html><head></head><body>" + written + "</body></html>"))
	if err != nil {
		c.t.Fatal(err)
	}
	var tree []string
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			tree = append(tree, n.Data)
			for _, a := range n.Attr {
				if a.Key == "id" {
					c.ids = append(c.ids, a.Val)
				}
			}
		}
	}
	var tags []string
	depth := 0
	z := html.NewTokenizer(strings.NewReader(written))
	for z.Next() != html.ErrorToken {
		switch token := z.Token(); token.Type {
		case html.StartTagToken:
			tags = append(tags, token.Data)
			if !slices.Contains([]string{"br", "hr", "img", "input"}, token.Data) {
				depth++
			}
		case html.EndTagToken:
			depth--
		}
	}
	if depth != 0 {
		c.t.Errorf("%d tags are not balanced in\n%s", depth, written)
	}
	if tree = tree[3:]; !slices.Equal(tags, tree) {
		c.t.Errorf("a browser reads\n%v\nwhere\n%v\nwas written:\n%s", tree, tags, written)
	}
}
