// Package corpus makes up sites of any size, for benchmarks. Nothing else imports it.
//
// A site has categories with options whose facts are all known, and guides that compare two
// options each in six hundred words. Which site it is depends on its [Size] alone.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A Size says how much there is in a site.
type Size struct {
	Guides     int
	Categories int
	Options    int // in each category, at most 100 times as many as categories
	Pairs      bool
}

// Of gives the size of a site with 10 categories of 20 options.
func Of(guides int) Size { return Size{Guides: guides, Categories: 10, Options: 20} }

// Pages is how many pages the site has for its guides, categories, options and pairs of
// options. It has somewhat more for lists, and fewer where guides compare the same two.
func (s Size) Pages() int {
	pages := s.Guides + s.Categories*(1+s.Options)
	if s.Pairs {
		pages += s.Categories * s.Options * (s.Options - 1) / 2
	}
	return pages
}

const attributes, questions = 12, 4

// Files gives the texts of a site's files by their names, with slashes.
func (s Size) Files() map[string]string {
	site := map[string]string{"data/site.yaml": fmt.Sprintf("title: Corpus\nurl: https://example.org/\npairs: %t\n", s.Pairs)}
	for c := range s.Categories {
		site[fmt.Sprintf("data/c%d/category.yaml", c)] = category(c)
		for o := range s.Options {
			site[fmt.Sprintf("data/c%d/o%02d.yaml", c, o)] = option(c, o)
		}
	}
	for g := range s.Guides {
		site[fmt.Sprintf("guides/g%05d.md", g)] = s.guide(g)
	}
	return site
}

func category(c int) string {
	var text strings.Builder
	fmt.Fprintf(&text, "title: Category %d\nattributes:\n", c)
	for a := range attributes {
		fmt.Fprintf(&text, "  - {id: a%d, label: Attribute %d, type: number, better: higher}\n", a, a)
	}
	text.WriteString("questions:\n")
	for q := range questions {
		fmt.Fprintf(&text, "  - {id: q%d, ask: \"Question %d?\", answers: [{label: \"Yes\", prefer: {a%d: higher}}, {label: \"No\"}]}\n", q, q, q+2)
	}
	return text.String()
}

func option(c, o int) string {
	var text strings.Builder
	fmt.Fprintf(&text, "name: Option %d of %d\npros: [It is %d]\nfacts:\n", o, c, o)
	for a := range attributes {
		fmt.Fprintf(&text, "  a%d: %d\n", a, (o*7+a*13+c)%97)
	}
	return text.String()
}

// guide has text in sections, as guides have: paragraphs, a list, a table, code, a link, a
// fact and directives.
func (s Size) guide(g int) string {
	c, o := g%s.Categories, g/s.Categories
	first, second := o%s.Options, (o+1+o/s.Options%(s.Options-1))%s.Options
	w := newWords(g)
	var text strings.Builder
	fmt.Fprintf(&text, "---\ntitle: %s\ndescription: %s\ncompare: [c%d/o%02d, c%d/o%02d]\ntags: [tag %d]\npublished: 2026-%02d-%02d\n---\n\n%s\n",
		w.some(4), w.some(12), c, first, c, second, g%30, 1+g%12, 1+g%28, w.some(60))
	for section := range 4 {
		fmt.Fprintf(&text, "\n## %s %d\n\n%s\n\n- %s\n- **%s** %s\n", w.some(3), section, w.some(80), w.some(8), w.some(2), w.some(6))
	}
	fmt.Fprintf(&text, "\n| %s | %s |\n|---|---|\n| %s | %s |\n\n", w.some(1), w.some(1), w.some(3), w.some(3))
	fmt.Fprintf(&text, "```go\nfunc %s(n int) string { return \"%s\" } // %s\n```\n\n", w.some(1)[:1], w.some(2), w.some(4))
	fmt.Fprintf(&text, "See [%s](g%05d.md). %s\n\n:::note\nThe fact is :fact[c%d/o%02d.a0].\n:::\n\n::proscons\n", w.some(2), g*7%s.Guides, w.some(40), c, first)
	return text.String()
}

// words are drawn like those of a text: few are frequent, and most are rare.
type words struct{ *rand.Zipf }

// newWords begins the words of a guide, which are the same each time.
func newWords(guide int) words {
	return words{rand.NewZipf(rand.New(rand.NewPCG(uint64(guide), 1)), 1.1, 3, 20_000)}
}

// some gives as many words.
func (w words) some(n int) string {
	var text []byte
	for i := range n {
		if i > 0 {
			text = append(text, ' ')
		}
		for rank := w.Uint64() + 20; rank > 0; rank /= 20 {
			text = append(text, "bdfgklmnprbdfgklmnpr"[rank%20], "aeiouaeiouyyyyyeeeee"[rank%20])
		}
	}
	return string(text)
}
