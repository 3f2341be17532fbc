package markdown

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/styles"
)

// The styles of code on light and on dark pages. Both are made for contrast:
// every colour has at least 4.5:1 (WCAG 2.2, 1.4.3) on the backgrounds of the
// site, which a test holds.
const (
	LightStyle = "modus-operandi"
	DarkStyle  = "modus-vivendi"
)

// HighlightCSS gives the rules that colour the code in documents, by one of
// chroma's styles. Each begins with selector, such as `[data-theme="dark"]`, or
// with nothing where it is empty. The style's backgrounds are left out: code
// stands on the page's own, and the marked lines (.hl) are the page's to show.
// An unknown style gives nothing.
func HighlightCSS(style, selector string) string {
	s, ok := styles.Registry[style]
	if !ok {
		return ""
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
		fmt.Fprintf(&css, "%s .chroma :is(%s){%s}\n", selector, strings.Join(classes[declarations], ","), declarations)
	}
	return strings.ReplaceAll("\n"+css.String(), "\n ", "\n")[1:]
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
