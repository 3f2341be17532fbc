package render

import (
	"bytes"
	"regexp"
	"strings"

	"tradeoff/templates"
)

// A page's symbols are those that something on it draws; each of the others would cost
// it some bytes. What draws one is an icon in the page, or a script that the page may
// load: whatever a script says in quotes may be the name of one.

const (
	spriteBegin = `<svg class="sprite"`
	useOfIcon   = `"#icon-`
)

var symbol = regexp.MustCompile(`(?s)<symbol id="icon-([\w-]+)".*?</symbol>\s*`)

// onlyDrawn leaves out the symbols that nothing on a page draws.
func (r *renderer) onlyDrawn(html []byte) []byte {
	begin := bytes.Index(html, []byte(spriteBegin))
	if begin < 0 {
		return html
	}
	length := bytes.Index(html[begin:], []byte("</svg>"))
	if length < 0 {
		return html
	}
	drawn := iconsOf(html)
	sprite := symbol.ReplaceAllFunc(html[begin:begin+length], func(found []byte) []byte {
		name := string(symbol.FindSubmatch(found)[1])
		if drawn[name] || r.scriptDraws(html, name) {
			return found
		}
		return nil
	})
	return bytes.Join([][]byte{html[:begin], sprite, html[begin+length:]}, nil)
}

// iconsOf gives the names of the icons that a page draws.
func iconsOf(html []byte) map[string]bool {
	drawn := map[string]bool{}
	for {
		_, rest, ok := bytes.Cut(html, []byte(useOfIcon))
		if !ok {
			return drawn
		}
		name, after, _ := bytes.Cut(rest, []byte(`"`))
		drawn[string(name)] = true
		html = after
	}
}

// scriptDraws tells whether a script that a page names, or holds, may draw an icon.
func (r *renderer) scriptDraws(html []byte, name string) bool {
	for asset, text := range r.set.Assets() {
		if !strings.HasSuffix(asset, ".js") || !quotes(text, name) {
			continue
		}
		if asset == templates.Script || bytes.Contains(html, []byte(r.assets[asset])) {
			return true
		}
	}
	return false
}

func quotes(script, name string) bool {
	for _, quote := range []string{`"`, `'`, "`"} {
		if strings.Contains(script, quote+name+quote) || strings.Contains(script, "#icon-"+name+quote) {
			return true
		}
	}
	return false
}
