package render

import (
	"testing"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

func TestShortened(t *testing.T) {
	for html, want := range map[string]string{
		"":                    "",
		"nothing":             "nothing",
		"it&#39;s":            "it's",
		"&#39;&#43;&#39;":     "'+'",
		"a &#34;b&#34; &amp;": "a &#34;b&#34; &amp;",
		"&#390; &#3 &#":       "&#390; &#3 &#",
		"&#&#39;":             "&#'",
	} {
		if got := string(shortened([]byte(html))); got != want {
			t.Errorf("%q becomes %q, want %q", html, got, want)
		}
	}
}

func TestWriteLean(t *testing.T) {
	for _, test := range []struct{ html, want string }{
		{"<p>a</p>\n<p>b</p>\n", "<p>a</p><p>b</p>"},
		{"<ul>\n<li>a\n<b>b</b>\nc</li>\n</ul>\n", "<ul><li>a\n<b>b</b>\nc</li></ul>"},
		{"<pre><code>\n<span>a</span>\n<span>b</span>\n</code></pre>\n<p>", "<pre><code>\n<span>a</span>\n<span>b</span>\n</code></pre><p>"},
		{"<pre>\n a</pre>", "<pre>\n a</pre>"},
		{"a<br>\nb", "a<br>\nb"},
		{"a &gt;\nb", "a &gt;\nb"},
		{">\n", ">\n"},
		{`<h2 id="a b">a</h2>` + "\n", `<h2 id="a b">a</h2>`},
	} {
		for _, minified := range []bool{true, false} {
			for _, raw := range []bool{true, false} {
				r := &renderer{minify: newMinifier(minified), site: &site.Site{Config: &source.Config{RawHTML: raw}}}
				w := &writer{page: &page{renderer: r}}
				w.writeLean(test.html)
				want := test.html
				if minified && !raw {
					want = test.want
				}
				if got := string(w.html()); got != want {
					t.Errorf("%q becomes %q, want %q (minified %v, raw HTML %v)", test.html, got, want, minified, raw)
				}
			}
		}
	}
	r := &renderer{minify: newMinifier(true), site: &site.Site{Config: &source.Config{}}}
	w := &writer{page: &page{renderer: r}}
	for _, part := range []string{`<section aria-label="`, "Notes", "\">\n<ol>\n"} { // a hole in a tag
		w.writeLean(part)
	}
	if got := w.html(); got != `<section aria-label="Notes"><ol>` {
		t.Errorf("in parts it becomes %q", got)
	}
}
