package render

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tradeoff/generator/decision"
	"tradeoff/generator/diag"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// pictureOf draws a question for which each option has an answer, and one that
// none has. All its words are the given ones, with a number.
func pictureOf(t *testing.T, words string, minify bool) string {
	t.Helper()
	c := &site.Category{Category: &source.Category{ID: "c", Title: words + " 0"}}
	q := &source.Question{ID: "q", Ask: words + " 1", Weight: big.NewRat(1, 1), NotSure: big.NewRat(1, 1)}
	for i := range 3 {
		a := &source.Attribute{ID: fmt.Sprint("a", i), Type: source.SupportType}
		o := &source.Option{ID: fmt.Sprint("o", i), Name: fmt.Sprint(words, " 2", i)}
		o.Facts = []*source.Fact{{Attribute: a, State: source.Known, Value: source.Yes}}
		c.Options = append(c.Options, &site.Option{Option: o, Category: c})
		q.Answers = append(q.Answers, &source.Answer{ID: a.ID, Label: fmt.Sprint(words, " 3", i), Likelihood: big.NewRat(1, 1),
			Prefer: []*source.Condition{{Attribute: a, Values: []source.Value{source.Yes}}}})
	}
	c.Questions = []*source.Question{q}
	tree, err := decision.New(c, c.Options).Grow(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	set, _ := templates.Load(nil, nil)
	var diags diag.List
	p := &page{renderer: &renderer{set: set, words: set.Words(), minify: newMinifier(minify)}, diags: &diags}
	view := p.treePicture(tree)
	view.Outline = "d1-all"
	text := []byte(p.execute("tree.html", view))
	if text, err = p.minify.html(text); err != nil || diags.HasErrors() {
		t.Fatal(err, diags.Sorted())
	}
	return string(text)
}

// TestTreePicture: the words arrive as they are, and nothing in them is markup.
func TestTreePicture(t *testing.T) {
	for _, words := range []string{"plain", `<x-evil a="b">&amp;</title></svg>'`} {
		for _, minify := range []bool{false, true} {
			text := pictureOf(t, words, minify)
			if strings.Contains(text, "<x-evil") {
				t.Errorf("%q is markup in\n%s", words, text)
			}
			for _, want := range []string{words + " 0", words + " 1", words + " 20", words + " 32"} {
				want = strings.ReplaceAll(want, " ", "")
				if !slices.ContainsFunc(shown(t, text), func(s string) bool { return strings.Contains(s, want) }) {
					t.Errorf("%q is not shown in\n%s", want, text)
				}
			}
		}
	}
}

// shown gives the texts of an SVG, those that are broken into lines in one piece,
// without spaces.
func shown(t *testing.T, text string) []string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		switch {
		case n.Type == html.ElementNode && n.Data == "title":
			texts = append(texts, strings.ReplaceAll(n.FirstChild.Data, " ", ""))
		case n.Type == html.ElementNode && n.Data == "text":
			var lines []string
			for c := range n.Descendants() {
				if c.Type == html.TextNode {
					lines = append(lines, c.Data)
				}
			}
			texts = append(texts, strings.ReplaceAll(strings.Join(lines, ""), " ", ""))
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(root)
	return texts
}

// TestTreePictureMarkup: the picture is well-formed, can be scrolled and read out,
// and leaves its colours to the style sheet.
func TestTreePictureMarkup(t *testing.T) {
	text := pictureOf(t, "words", true)
	d := xml.NewDecoder(strings.NewReader(text))
	ids, uses, roles := map[string]bool{}, []string{}, []string{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		element, _ := token.(xml.StartElement)
		for _, a := range element.Attr {
			switch a.Name.Local {
			case "id":
				ids[a.Value] = true
			case "aria-labelledby", "aria-describedby":
				uses = append(uses, a.Value)
			case "role":
				roles = append(roles, a.Value)
			case "style":
				t.Errorf("%s has a style", element.Name.Local)
			case "fill", "stroke":
				if a.Value != "none" && a.Value != "currentColor" {
					t.Errorf("%s has the colour %s", element.Name.Local, a.Value)
				}
			}
		}
	}
	for _, id := range uses {
		if !ids[id] {
			t.Errorf("there is no element %q", id)
		}
	}
	if !slices.Equal(roles, []string{"group", "img"}) || len(uses) != 2 {
		t.Errorf("the roles are %v, the references %v", roles, uses)
	}
	if !strings.Contains(text, `href="#d1-all"`) || !strings.Contains(text, `tabindex="0"`) {
		t.Errorf("no way to the outline, or none to scroll:\n%s", text)
	}
}
