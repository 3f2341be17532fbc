package markdown_test

import (
	"encoding/json"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tradeoff/generator/diag"
	"tradeoff/generator/markdown"
)

// An example of the CommonMark specification.
type example struct {
	Markdown string `json:"markdown"`
	HTML     string `json:"html"`
	Example  int    `json:"example"`
	Section  string `json:"section"`
}

// specification gives the examples that goldmark's module brings along, and none
// where the module's source is not at hand.
func specification(tb testing.TB) []example {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		return nil
	}
	text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		return nil
	}
	var examples []example
	if err := json.Unmarshal(text, &examples); err != nil {
		tb.Fatal(err)
	}
	return examples
}

// own matches what this package writes in its own way: links, pictures,
// headings, raw HTML and typographic punctuation.
var own = regexp.MustCompile(`<a |<img |<h[1-6]|<!|&quot;|'|--|\.\.\.|https?:|@`)

// notOwn are the examples that are left, and differ nevertheless.
var notOwn = map[int]string{
	226: "the finder of addresses keeps spaces before a line break",
	635: "the same",
}

// plainer takes from the HTML what is added around code, and XML's slashes.
var plainer = strings.NewReplacer(
	"<figure class=\"code\">\n", "", "\n</figure>", "", `<pre tabindex="0" class="chroma">`, "<pre>", " />", ">",
)

var dataLang = regexp.MustCompile(` data-lang="[^"]*"|</?span[^>]*>`)

// TestCommonMark holds the examples of the specification that this package's own
// renderers do not touch.
func TestCommonMark(t *testing.T) {
	examples := specification(t)
	if len(examples) == 0 {
		t.Skip("the specification's examples are not at hand")
	}
	compared := 0
	for _, e := range examples {
		var diags diag.List
		d := markdown.Document("guides/a.md", []byte(e.Markdown), markdown.Options{RawHTML: true}, &diags)
		if diags.HasErrors() || own.MatchString(e.HTML) || notOwn[e.Example] != "" {
			continue
		}
		compared++
		got, want := dataLang.ReplaceAllString(plainer.Replace(view(d.Body)), ""), plainer.Replace(e.HTML)
		if html.UnescapeString(got) != html.UnescapeString(want) {
			t.Errorf("example %d (%s): %q\ngot  %q\nwant %q", e.Example, e.Section, e.Markdown, got, want)
		}
	}
	if compared < 350 {
		t.Errorf("only %d examples were compared", compared)
	}
}
