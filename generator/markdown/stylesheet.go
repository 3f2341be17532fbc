package markdown

import (
	"embed"
	"strings"
)

// The styles of code on light and on dark pages. Both are made for contrast:
// every colour has at least 4.5:1 (WCAG 2.2, 1.4.3) on the backgrounds of the
// site, which a test holds.
const (
	LightStyle = "modus-operandi"
	DarkStyle  = "modus-vivendi"
)

// ruleSets are the styles as rules, one a line, which begin with " .chroma". A test makes
// them of chroma's styles. To ask its package for them would take a seventh of the time
// that a build has in which nothing has changed: it reads all of its styles at the start.
//
//go:embed styles/*.css
var ruleSets embed.FS

// HighlightCSS gives the rules that colour the code in documents, by one of
// chroma's styles. Each begins with selector, such as `[data-theme="dark"]`, or
// with nothing where it is empty. The style's backgrounds are left out: code
// stands on the page's own, and the marked lines (.hl) are the page's to show.
// An unknown style gives nothing.
func HighlightCSS(style, selector string) string {
	rules, err := ruleSets.ReadFile("styles/" + style + ".css")
	if err != nil {
		return ""
	}
	var css strings.Builder
	for rule := range strings.Lines(string(rules)) {
		if selector != "" {
			css.WriteString(selector + " ")
		}
		css.WriteString(rule)
	}
	return css.String()
}
