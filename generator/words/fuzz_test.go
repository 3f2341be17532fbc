package words_test

import (
	"html/template"
	"strings"
	"testing"
	"unicode/utf8"

	"tradeoff/generator/source"
	"tradeoff/generator/strictyaml"
	"tradeoff/generator/words"
)

// FuzzText: whatever stands in a text, reading it does not fail; what can be read is
// said with its holes filled, and nothing of it is markup.
func FuzzText(f *testing.F) {
	for _, text := range []string{"", "{", "}", "{}", "{first}", "a {first} b {second}", "{{first}}", "{first", "<b>{first}</b>", "{Fi}", "{first}{first}", "}{", "&amp;"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		own := source.Wording{Key: "list.and.two", Forms: []source.WordForm{{Form: "other", Text: text}}}
		w := words.For("en", []source.Wording{own})
		plain := w.Text("list.and.two", "first", "1", "second", "2")
		html, err := w.Say("list.and.two", "first", "<i>", "second", template.HTML("<u>"))
		if err == nil && strings.Contains(strings.ReplaceAll(string(html), "<u>", ""), "<") {
			t.Errorf("%q is said as %q", text, html)
		}
		if err == nil && strings.ContainsAny(plain, "{}") && strings.Count(text, "{") != strings.Count(text, "}") {
			t.Errorf("%q is said as %q", text, plain)
		}
		if again := words.For("en", []source.Wording{own}); again.Sum() != w.Sum() {
			t.Error("the same words have another sum")
		}
	})
}

// FuzzRead: words are read from any file, and what is read without an error is said.
func FuzzRead(f *testing.F) {
	f.Add("words: {frame: {skip: Jump}}")
	f.Add("words: {frame.skip: Jump, date: {months: [a, b]}}")
	f.Add("words: {count: {guides: {one: a, few: b, other: '{count}'}}}")
	f.Add("words: {frame: {skip: {one: a}}}")
	f.Add("words: [a]")
	f.Add("words: {list: {and: {two: '{third}'}}}")
	f.Fuzz(func(t *testing.T, text string) {
		root, diags := strictyaml.Parse("site.yaml", []byte(text), 0)
		found := words.Read(root.Fields("the site", &diags, "words").Get("words"), "en")
		w := words.For("en", found)
		for _, wording := range found {
			if !w.Has(wording.Key) {
				t.Errorf("%q was read, and is no key", wording.Key)
			}
			for _, form := range wording.Forms {
				if !utf8.ValidString(form.Text) {
					t.Errorf("%q is no text", form.Text)
				}
			}
		}
	})
}
