package takeaway

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// line writes what stands before a tag that is no phrase, mostly the end of the element that
// it is in, or before the end of the text. A line within another has no line breaks.
func (d *direct) line(inner bool) bool {
	begin := len(d.out)
	d.inCell, d.broken, d.linked, d.phrases = inner, false, false, 0
	if !d.run(begin) {
		return false
	}
	if d.broken {
		line := trimmed(string(d.out[begin:]))
		d.out = append(d.out[:begin], line...)
	}
	for len(d.out) > begin && d.out[len(d.out)-1] == ' ' {
		d.out = d.out[:len(d.out)-1]
	}
	return true
}

// run writes phrases that belong together, from a place of what is written.
func (d *direct) run(begin int) bool {
	for {
		at := strings.IndexByte(d.text, '<')
		if at < 0 {
			at = len(d.text)
		}
		if at > 0 && !d.prose(d.text[:at], len(d.out) == begin || d.afterSpace()) {
			return false
		}
		if d.text = d.text[at:]; d.text == "" {
			return true
		}
		if known, ok := d.phrase(begin); !known {
			return ok
		}
	}
}

// afterSpace tells whether white space was written last.
func (d *direct) afterSpace() bool {
	last := d.out[len(d.out)-1]
	return last == ' ' || last == '\n'
}

// What a character is in prose.
const (
	aLetter = iota // what stands for itself
	aSpace
	aSign // what may have to be escaped, or is written as a reference
)

// charKinds tells what characters are.
var charKinds = func() (kinds [256]uint8) {
	for _, c := range []byte(signs) {
		kinds[c] = aSign
	}
	for _, c := range []byte(" \n\t\r\f") {
		kinds[c] = aSpace
	}
	return kinds
}()

// prose writes text with its runs of white space as single spaces, and none at its begin
// where there was one before.
func (d *direct) prose(text string, spaced bool) bool {
	out, from := d.out, 0
	for at := 0; at < len(text); {
		c := text[at]
		if charKinds[c] == aLetter {
			at++
			continue
		}
		if charKinds[c] == aSpace {
			end := at + 1
			for end < len(text) && charKinds[text[end]] == aSpace {
				end++
			}
			if end > at+1 || c != ' ' || at == 0 && spaced {
				out = append(out, text[from:at]...)
				if at > 0 || !spaced {
					out = append(out, ' ')
				}
				from = end
			}
			at = end
			continue
		}
		length, escaped := 1, true
		switch c {
		case '_':
			escaped = !betweenWords(text, at)
		case '&':
			if c, length = entity(text[at:]); length == 0 {
				return false
			}
			escaped = c == '<' || c == '&' && isReference(text[at+length-1:])
		}
		if escaped || length > 1 {
			out = append(out, text[from:at]...)
			if escaped {
				out = append(out, '\\')
			}
			out = append(out, c)
			from = at + length
		}
		at += length
	}
	d.out = append(out, text[from:]...)
	return true
}

// entity gives the character for which a text begins with a reference, and how long that
// is; 0 where it is none of those that [unescape] knows.
func entity(text string) (char byte, length int) {
	for _, e := range entities {
		if strings.HasPrefix(text, e.escaped) {
			return e.char, len(e.escaped)
		}
	}
	return 0, 0
}

// phrase writes an element of a line. It does not know an end, nor a list that may follow
// a line: then it tells by ok whether the line may end there.
func (d *direct) phrase(begin int) (known, ok bool) {
	if strings.HasPrefix(d.text, "</") {
		return false, true
	}
	name := d.name(1)
	switch name {
	case "strong", "b":
		known = d.marked(name, "**", "strong", begin)
	case "em", "i":
		known = d.marked(name, "*", "em", begin)
	case "del", "s":
		known = d.marked(name, "~~", "del", begin)
	case "code", "kbd", "samp":
		known = d.codeSpan(name)
	case "a":
		known = d.link()
	case "span", "abbr", "mark", "sub", "time":
		if _, ok := d.tag(name); ok {
			known = d.filled(name)
		}
	case Mark:
		known = d.mark()
	case "br", "input", "img":
		known = d.phrases == 0 && d.void(name, begin)
	case "ul", "ol":
		return false, d.phrases == 0
	}
	return known, false
}

// filled writes what is in a phrase, and passes its end tag. It has to have something in
// it, without white space around that.
func (d *direct) filled(name string) bool {
	begin, text := len(d.out), d.text
	if d.phrases++; text == "" || isSpace(rune(text[0])) || d.phrases > mostDeep || !d.run(begin) {
		return false
	}
	d.phrases--
	passed := text[:len(text)-len(d.text)]
	return len(d.out) > begin && passed != "" && !isSpace(rune(passed[len(passed)-1])) && d.ends(name)
}

// marked writes emphasis, see converter.marked.
func (d *direct) marked(name, sign, element string, begin int) bool {
	if _, ok := d.tag(name); !ok {
		return false
	}
	at := len(d.out)
	d.out = append(d.out, sign...)
	text := len(d.out)
	if !d.filled(name) {
		return false
	}
	after, ok := d.following()
	if !ok {
		return false
	}
	before, size := utf8.DecodeLastRune(d.out[begin:at])
	first, _ := utf8.DecodeRune(d.out[text:])
	last, _ := utf8.DecodeLastRune(d.out[text:])
	if clingsTo(before, size == 0, first) || clingsTo(after, after == 0, last) || d.out[text] == sign[0] || d.out[len(d.out)-1] == sign[0] {
		html := "<" + element + ">" + string(d.out[text:]) + "</" + element + ">"
		d.out = append(d.out[:at], html...)
	} else {
		d.out = append(d.out, sign...)
	}
	return true
}

// following gives the first character of what follows in a line, as firstOf does, and 0
// where there is none; ok is false where that takes more than a look.
func (d *direct) following() (char rune, ok bool) {
	text := d.text
	if text == "" || strings.HasPrefix(text, "</") {
		return 0, true
	}
	if text[0] == '<' {
		switch d.name(1) {
		case "em", "i", "strong", "b", "del", "s":
			return '*', true
		case "br":
			return ' ', true
		case "code", "span", Mark: // in most the text follows at once
			end := strings.IndexByte(text, '>')
			if end < 0 || strings.Count(text[:end], `"`)%2 != 0 {
				return 0, false
			}
			text = text[end+1:]
		default:
			return 0, false
		}
	}
	if text == "" || text[0] == '<' {
		return 0, false
	}
	if text[0] == '&' {
		c, length := entity(text)
		return rune(c), length > 0
	}
	char, _ = utf8.DecodeRuneInString(text)
	return char, true
}

// codeSpan writes code within a line.
func (d *direct) codeSpan(name string) bool {
	if _, ok := d.tag(name); !ok {
		return false
	}
	end := strings.IndexByte(d.text, '<')
	if end <= 0 || isSpace(rune(d.text[0])) || isSpace(rune(d.text[end-1])) {
		return false
	}
	begin := len(d.out)
	d.out = append(d.out, '`')
	if !d.verbatimText(d.text[:end]) {
		return false
	}
	d.text = d.text[end:]
	if bytes.ContainsAny(d.out[begin+1:], "`|\n") {
		span := code(string(d.out[begin+1:]), d.inCell)
		d.out = append(d.out[:begin], span...)
	} else {
		d.out = append(d.out, '`')
	}
	return d.ends(name)
}

// link writes a link, see converter.link, and nothing for those that say nothing.
func (d *direct) link() bool {
	attributes, ok := d.tag("a")
	if !ok || d.linked {
		return false
	}
	address, about, class := valueOf(attributes, "href"), valueOf(attributes, "title"), valueOf(attributes, "class")
	begin, text := len(d.out), d.text
	d.out = append(d.out, '[')
	d.linked = true
	if address == "" || !d.filled("a") || len(bytes.TrimSpace(d.out[begin+1:])) == 0 {
		return false
	}
	d.linked = false
	if class == "anchor" || class == "footnote-backref" {
		d.out = d.out[:begin]
		return d.phrases == 0
	}
	text = text[:len(text)-len(d.text)-len("</a>")]
	if strings.Contains(address, "://") && strings.IndexByte(text, ':') >= 0 {
		plain, ok := unescape(text)
		if !ok || strings.IndexByte(text, '<') >= 0 {
			return false
		}
		if plain == address && !strings.ContainsAny(address, " <>|") {
			d.out = append(append(append(d.out[:begin], '<'), address...), '>')
			return true
		}
	}
	d.out = append(append(d.out, "]("...), destination(address)...)
	d.out = append(append(d.out, title(about)...), ')')
	return true
}

// mark writes the mark of a source.
func (d *direct) mark() bool {
	if _, ok := d.tag(Mark); !ok {
		return false
	}
	end := strings.IndexByte(d.text, '<')
	if end <= 0 || strings.Trim(d.text[:end], "0123456789") != "" {
		return false
	}
	number := d.text[:end]
	d.text = d.text[end:]
	if !d.ends(Mark) {
		return false
	}
	after, ok := d.following()
	if !ok {
		return false
	}
	d.out = append(append(append(d.out, '['), number...), ']')
	if after == '(' || after == '[' || after == ':' {
		d.out = append(append(append(d.out, '['), number...), ']')
	}
	return true
}

// void writes an element that has no end.
func (d *direct) void(name string, begin int) bool {
	d.text = d.text[1+len(name):]
	d.attrs = d.attrs[:0]
	attributes, ok := d.attributes()
	d.text = strings.TrimPrefix(d.text, "/")
	if !ok || !strings.HasPrefix(d.text, ">") {
		return false
	}
	d.text = d.text[1:]
	switch {
	case name == "input":
		d.out = append(d.out, checkbox(attributes)...)
	case name == "img":
		d.out = append(d.out, picture(attributes)...)
	case !d.inCell:
		d.broken = true
		d.out = append(d.out, lineBreak...)
	case len(d.out) > begin && !d.afterSpace():
		d.out = append(d.out, ' ')
	}
	return true
}
