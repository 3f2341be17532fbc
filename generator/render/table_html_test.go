package render_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// ownTableTemplate is the built-in template of tables as a site's own: it says the same,
// and has to be executed.
func ownTableTemplate(t testing.TB) *fstest.MapFile {
	t.Helper()
	text, err := os.ReadFile("../../templates/compare-table.html")
	if err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: append(text, "{{/* the site's own */}}"...)}
}

// bothWays renders a site with tables that are written by rowsHTML, and with tables that
// the template writes, and compares all files.
func bothWays(t *testing.T, archive string, minify bool) (files map[string]string) {
	t.Helper()
	b := buildOf(archive)
	b.minify = minify
	files, _, _ = b.run(t)
	own := buildOf(archive)
	own.minify = minify
	own.fsys["templates/compare-table.html"] = ownTableTemplate(t)
	want, _, _ := own.run(t)
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got := files[name]; got != want[name] {
			at := 0
			for at < min(len(got), len(want[name])) && got[at] == want[name][at] {
				at++
			}
			from := max(0, at-200)
			t.Fatalf("%s, minified %v:\nwritten     %q\nby template %q", name, minify, got[from:min(len(got), at+200)], want[name][from:min(len(want[name]), at+200)])
		}
	}
	return files
}

// tableTexts are what stands in a site's tables: words, what is escaped in several ways,
// and what a minifier changes.
var tableTexts = []string{
	"words", "a & b", "AT&T", "a &amp; b &lt;", "C++ 'x' \"y\"", "<script>", "  a   b  ", "a\\nb", "`a  b` c", "*em* **strong**", "x/y/z", "[out](https://example.org/?a=1&b=2)", "[in](../../guides/g.md)",
	"[here](a.yaml)", "é ü — …", "\\u00a0x", "&copy;", "&", "a &", "` x`", "~~a~~ <b>", "&#65;", "a&", "+1", "1 < 2 > 1",
}

// randomSite makes a site of a few options and attributes. The same seed makes the same.
func randomSite(seed uint64) string {
	next := func(n int) int {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int(seed >> 33 % uint64(n))
	}
	text := func() string {
		words := tableTexts[next(len(tableTexts))]
		if next(3) == 0 {
			words += " " + tableTexts[next(len(tableTexts))]
		}
		return `"` + strings.ReplaceAll(words, `"`, `\"`) + `"`
	}
	var b strings.Builder
	b.WriteString("-- data/site.yaml --\ntitle: T\nurl: https://x.org/\npairs: true\n-- data/c/category.yaml --\ntitle: C\nattributes:\n")
	types := []string{"support", "text", "number, unit: kB, better: lower", "rating", "date, better: later", "link", "number", "support, better: none"}
	var kinds []string
	for i := range 2 + next(8) {
		kind := types[next(len(types))]
		kinds = append(kinds, kind)
		fmt.Fprintf(&b, "  - {id: a%d, label: %s, type: %s", i, "\"L"+text()[1:], kind)
		if next(3) == 0 {
			b.WriteString(", help: " + text())
		}
		b.WriteString("}\n")
	}
	options := []string{"a", "b", "d", "e", "f"}[:2+next(4)]
	for _, o := range options {
		fmt.Fprintf(&b, "-- data/c/%s.yaml --\nname: %s\nfacts:\n  none: n/a\n", o, "\"N"+text()[1:])
		s := b.String()
		b.Reset()
		b.WriteString(strings.TrimSuffix(s, "  none: n/a\n"))
		wrote := false
		for i, kind := range kinds {
			if next(4) == 0 {
				continue
			}
			wrote = true
			fmt.Fprintf(&b, "  a%d: {value: %s", i, randomFact(kind, text, next))
			if next(3) == 0 {
				b.WriteString(", note: " + text())
			}
			if next(4) == 0 {
				b.WriteString(", since: \"1+" + tableTexts[next(3)] + "\"")
			}
			if next(2) == 0 {
				fmt.Fprintf(&b, ", source: \"https://x.org/%d?a=1&b\", checked: 2026-0%d-01", next(9), 1+next(9))
			}
			b.WriteString("}\n")
		}
		if !wrote {
			b.WriteString("  a0: unknown\n")
		}
	}
	fmt.Fprintf(&b, "-- guides/g.md --\n---\ntitle: G\ndescription: D\ncompare: [%s]\n---\n\n::compare{options=\"a,b\"}\n\nText\n\n::compare{options=\"b,a\" only=\"a1,a0\"}\n", strings.Join(options, ", "))
	return b.String()
}

func randomFact(kind string, text func() string, next func(int) int) string {
	if next(6) == 0 {
		return []string{"unknown", "n/a"}[next(2)]
	}
	switch word, _, _ := strings.Cut(kind, ","); word {
	case "support":
		return []string{"yes", "no", "partial"}[next(3)]
	case "number":
		return fmt.Sprint(next(100000))
	case "rating":
		return fmt.Sprint(1 + next(5))
	case "date":
		return fmt.Sprintf("20%d-0%d", 10+next(9), 1+next(9))
	case "link":
		return fmt.Sprintf("\"https://www.example.org/%d?a=1&b='\"", next(5))
	}
	return text()
}

// TestTableHTML: the rows of tables are, byte for byte, what the template makes of them.
func TestTableHTML(t *testing.T) {
	t.Parallel()
	for seed := range uint64(40 / hurry) {
		files := bothWays(t, randomSite(seed), seed%4 != 0)
		if !strings.Contains(files["guides/g.html"], "<tbody>") {
			t.Fatalf("seed %d: the guide has no table", seed)
		}
	}
	for _, archive := range []string{types, taken} {
		bothWays(t, archive, true)
		bothWays(t, archive, false)
	}
}
