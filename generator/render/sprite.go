package render

import (
	"bytes"
	"regexp"
	"strings"
	"sync/atomic"

	"tradeoff/templates"
)

// A page's symbols are those that something on it draws; each of the others would cost
// it some bytes. What draws one is an icon in the page, or a script that the page may
// load: whatever a script says in quotes may be the name of one.
//
// Which symbols there are and which scripts draw them is the same for all pages of a
// site, unless its own template puts them together page by page. So that is found out
// once and kept with the text that it was found in; of a page itself no more is read
// than where an icon is used and where a script is named.

const (
	spriteBegin = `<svg class="sprite"`
	spriteEnd   = `</svg>`
	useOfIcon   = `"#icon-`
	script      = `.js`
)

var symbolPattern = regexp.MustCompile(`(?s)<symbol id="icon-([\w-]+)".*?</symbol>\s*`)

// A sprite is the symbols that the templates give pages. It is not changed after it was
// read.
type sprite struct {
	text    string
	symbols []symbol
	names   map[string]int // a number for each name, from 0
	always  []int          // the numbers of those that the script of all pages draws
	scripts []drawing      // the others that draw some
}

// A symbol stands in the text of its sprite.
type symbol struct{ name, begin, end int }

// A drawing tells which names a script may draw.
type drawing struct {
	address string
	names   []int
}

// A knownSprite is the last sprite that was read. It is safe for concurrent use.
type knownSprite struct{ last atomic.Pointer[sprite] }

// of gives the sprite with a text.
func (k *knownSprite) of(r *renderer, text []byte) *sprite {
	if known := k.last.Load(); known != nil && known.text == string(text) {
		return known
	}
	s := r.readSprite(string(text))
	k.last.Store(s)
	return s
}

// readSprite finds the symbols in a sprite, and the scripts that draw them.
func (r *renderer) readSprite(text string) *sprite {
	s := &sprite{text: text, names: map[string]int{}}
	for _, found := range symbolPattern.FindAllStringSubmatchIndex(text, -1) {
		name := text[found[2]:found[3]]
		if _, known := s.names[name]; !known {
			s.names[name] = len(s.names)
		}
		s.symbols = append(s.symbols, symbol{s.names[name], found[0], found[1]})
	}
	for asset, text := range r.set.Assets() {
		if !strings.HasSuffix(asset, script) {
			continue
		}
		var drawn []int
		for name, number := range s.names {
			if quotes(text, name) {
				drawn = append(drawn, number)
			}
		}
		if asset == templates.Script || r.assets[asset] == "" {
			s.always = append(s.always, drawn...)
		} else if len(drawn) > 0 {
			s.scripts = append(s.scripts, drawing{r.assets[asset], drawn})
		}
	}
	return s
}

// onlyDrawn adds a page to what is empty, without the symbols that nothing on it draws.
func (r *renderer) onlyDrawn(page, html []byte) []byte {
	begin := bytes.Index(html, []byte(spriteBegin))
	if begin < 0 {
		return append(page, html...)
	}
	length := bytes.Index(html[begin:], []byte(spriteEnd))
	if length < 0 {
		return append(page, html...)
	}
	s := r.sprite.of(r, html[begin:begin+length])
	drawn := s.drawnIn(html)
	page = append(page, html[:begin]...)
	last := 0
	for _, symbol := range s.symbols {
		if !drawn[symbol.name] {
			page = append(page, s.text[last:symbol.begin]...)
			last = symbol.end
		}
	}
	page = append(page, s.text[last:]...)
	return append(page, html[begin+length:]...)
}

// drawnIn tells of each name whether something on a page draws its symbol.
func (s *sprite) drawnIn(html []byte) []bool {
	drawn := make([]bool, len(s.names))
	for _, i := range s.always {
		drawn[i] = true
	}
	for at := 0; ; {
		if at = afterNext(html, at, useOfIcon, '#'); at < 0 {
			break
		}
		if name, _, closed := bytes.Cut(html[at:], []byte(`"`)); closed {
			if i, is := s.names[string(name)]; is {
				drawn[i] = true
			}
		}
	}
	for at := 0; len(s.scripts) > 0; {
		if at = afterNext(html, at, script, '.'); at < 0 {
			break
		}
		for _, d := range s.scripts {
			if bytes.HasSuffix(html[:at], []byte(d.address)) {
				for _, i := range d.names {
					drawn[i] = true
				}
			}
		}
	}
	return drawn
}

// afterNext gives where a part of a page ends that begins at some place or behind it, or
// -1. It looks for a byte of the part that is rarer in pages than its first two are, of
// which bytes.Index finds too many.
func afterNext(html []byte, from int, part string, rare byte) int {
	before := strings.IndexByte(part, rare)
	for at := from + before; at < len(html); at++ {
		length := bytes.IndexByte(html[at:], rare)
		if length < 0 {
			break
		}
		at += length
		if end := at - before + len(part); end <= len(html) && string(html[at-before:end]) == part {
			return end
		}
	}
	return -1
}

func quotes(script, name string) bool {
	for _, quote := range []string{`"`, `'`, "`"} {
		if strings.Contains(script, quote+name+quote) || strings.Contains(script, "#icon-"+name+quote) {
			return true
		}
	}
	return false
}
