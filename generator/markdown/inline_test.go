package markdown_test

import (
	"strings"
	"sync"
	"testing"

	"tradeoff/generator/diag"
	"tradeoff/generator/markdown"
)

func TestInline(t *testing.T) {
	for _, test := range []struct{ in, html, plain, diags string }{
		{in: "", html: "", plain: ""},
		{in: " \n ", html: "", plain: ""},
		{in: "*a* **b** `c & d` ~~e~~", html: "<em>a</em> <strong>b</strong> <code>c &amp; d</code> <del>e</del>", plain: "a b c & d e"},
		{in: "1. first", html: "1. first", plain: "1. first"},
		{in: "# title", html: "# title", plain: "# title"},
		{in: "- item\n- item", html: "- item - item", plain: "- item - item"},
		{in: "> quoted\n\n    code", html: "&gt; quoted code", plain: "> quoted code"},
		{in: "    not code", html: "not code", plain: "not code"},
		{in: "```\nx\n```", html: "<code>x</code>", plain: "x"},
		{in: "[a]: b", html: "[a]: b", plain: "[a]: b"},
		{in: "::compare and :::note", html: "::compare and :::note", plain: "::compare and :::note"},
		{in: "{{ .x }} it's \"so\" -- yes... --watch", html: "{{ .x }} it’s “so” – yes… --watch", plain: "{{ .x }} it’s “so” – yes… --watch"},
		{in: "see [a *b*](../data/x/y.yaml#z 'T')", html: "see ⟦link 0⟧a <em>b</em>⟦/link⟧", plain: "see a b"},
		{in: "https://a.example/b?c&d", html: `<a href="https://a.example/b?c&amp;d" class="external" rel="external noopener">https://a.example/b?c&amp;d</a>`, plain: "https://a.example/b?c&d"},
		{in: "a <b>c</b> <!-- d -->e", html: "a c e", plain: "a c e", diags: "raw-html"},
		{in: "![a *b*](c.png)", html: "a b", plain: "a b", diags: "invalid-value"},
		{in: "[a](#b)", html: "a", plain: "a", diags: "unknown-anchor"},
		{in: "[a](/b) [c](javascript:d)", html: "a c", plain: "a c", diags: "absolute-link unsafe-address"},
		{in: ":fact[a.b]", html: ":fact[a.b]", plain: ":fact[a.b]", diags: "directive-content"},
		{in: "a\xff\x01b", html: "a\ufffd\ufffdb", plain: "a\ufffd\ufffdb"},
	} {
		var diags diag.List
		got := markdown.Inline(test.in, diag.Position{File: "f", Line: 1, Column: 1}, &diags)
		if h := view(got.Body); h != test.html || got.Plain != test.plain {
			t.Errorf("%q gives\n%q %q, not\n%q %q", test.in, h, got.Plain, test.html, test.plain)
		}
		codes := []string{}
		for _, d := range diags.Sorted() {
			codes = append(codes, string(d.Code))
		}
		if c := strings.Join(codes, " "); c != test.diags {
			t.Errorf("%q: diagnostics %q, not %q", test.in, c, test.diags)
		}
		if got.IsEmpty() != (test.html == "") {
			t.Errorf("%q: IsEmpty is %t", test.in, got.IsEmpty())
		}
	}
}

// TestConcurrent has several documents read at once, for the race detector, and
// holds that the result does not depend on it.
func TestConcurrent(t *testing.T) {
	src := []byte("## A\n\n```go\nfunc main() {}\n```\n\n```sql\nselect 1\n```\n\n:::note\n:fact[a.b] [c](d.md)\n:::\n")
	results := make([]string, 8)
	var group sync.WaitGroup
	for i := range results {
		group.Go(func() {
			var diags diag.List
			results[i] = view(markdown.Document("guides/a.md", src, markdown.Options{}, &diags).Body)
		})
	}
	group.Wait()
	for _, r := range results {
		if r == "" || r != results[0] {
			t.Fatalf("%q is not %q", r, results[0])
		}
	}
}
