package markdown_test

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/styles"

	"tradeoff/generator/golden"
	"tradeoff/generator/markdown"
)

// TestStyles holds the rules to chroma's styles.
func TestStyles(t *testing.T) {
	for _, style := range []string{markdown.LightStyle, markdown.DarkStyle} {
		want := rulesOf(t, style)
		if golden.Updating() {
			if err := os.WriteFile("styles/"+style+".css", []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got := markdown.HighlightCSS(style, ""); got != want && !golden.Updating() {
			t.Errorf("%s: got\n%s\nwant\n%s", style, got, want)
		}
	}
}

// rulesOf gives the rules of one of chroma's styles.
func rulesOf(t *testing.T, style string) string {
	t.Helper()
	s, ok := styles.Registry[style]
	if !ok {
		t.Fatalf("chroma has no style %s", style)
	}
	classes := map[string][]string{} // by declarations
	for token, class := range chroma.StandardTypes {
		if declarations := declare(s, token); class != "" && token > 0 && declarations != "" {
			classes[declarations] = append(classes[declarations], "."+class)
		}
	}
	rules := slices.Collect(maps.Keys(classes))
	for _, declarations := range rules {
		slices.Sort(classes[declarations])
	}
	slices.SortFunc(rules, func(a, b string) int { return cmp.Compare(classes[a][0], classes[b][0]) })
	var css strings.Builder
	for _, declarations := range rules {
		fmt.Fprintf(&css, ".chroma :is(%s){%s}\n", strings.Join(classes[declarations], ","), declarations)
	}
	return css.String()
}

// declare gives what sets a token apart from the text around it.
func declare(style *chroma.Style, token chroma.TokenType) string {
	entry, text := style.Get(token), style.Get(chroma.Background)
	declarations := []string{}
	if entry.Colour.IsSet() && entry.Colour != text.Colour {
		declarations = append(declarations, "color:"+entry.Colour.String())
	}
	if entry.Bold == chroma.Yes {
		declarations = append(declarations, "font-weight:700")
	}
	if entry.Italic == chroma.Yes {
		declarations = append(declarations, "font-style:italic")
	}
	if entry.Underline == chroma.Yes {
		declarations = append(declarations, "text-decoration:underline")
	}
	return strings.Join(declarations, ";")
}
