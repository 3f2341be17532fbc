package render

import (
	"html/template"
	"strings"
)

// within gives HTML as minifying a page leaves it that has it between two others, which
// are minified themselves; ok is false where what stands around it has a part in that.
func (m minifier) within(before, html, after string) (minified string, ok bool) {
	if m.m == nil {
		return html, true
	}
	if minified, ok := settle(html); ok {
		return minified, true
	}
	whole, err := m.bytes("text/html", []byte("<table><tbody><tr>"+before+html+after+"</tr></tbody></table>"))
	if err != nil {
		return "", false
	}
	minified, ok = strings.CutPrefix(string(whole), "<table><tbody><tr>"+before)
	if !ok {
		return "", false
	}
	return strings.CutSuffix(minified, after+"</tr></tbody></table>")
}

// settle minifies what is but words with single spaces between them, as most facts are;
// ok is false for all else, of which the minifier is asked.
func settle(html string) (minified string, ok bool) {
	space, entities := true, false // nor does a text begin with a space
	for i := range len(html) {
		switch html[i] {
		case '<', '\n', '\t', '\r', '\f':
			return "", false
		case '&':
			if !isSimpleEntity(html[i:]) {
				return "", false
			}
			space, entities = false, true
		case ' ':
			if space {
				return "", false
			}
			space = true
		default:
			space = false
		}
	}
	if space && html != "" {
		return "", false
	}
	if entities {
		html = simpleEntities.Replace(html)
	}
	return html, true
}

var simpleEntities = strings.NewReplacer("&amp; ", "& ", "&#39;", "'", "&#34;", `"`)

// isSimpleEntity tells whether a text begins with what needs no escaping in HTML: an
// ampersand that cannot be taken for the begin of a character reference, or a quote.
func isSimpleEntity(html string) bool {
	return strings.HasPrefix(html, "&amp; ") || strings.HasPrefix(html, "&#39;") || strings.HasPrefix(html, "&#34;")
}

// asTemplate gives a text as html/template escapes it between tags.
func asTemplate(text string) string {
	return strings.ReplaceAll(template.HTMLEscapeString(text), "+", "&#43;")
}
