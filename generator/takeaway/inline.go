package takeaway

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// line writes all that an element holds as one line, blocks too.
func (c *converter) line(n *html.Node) string {
	inner := &converter{inCell: true}
	return strings.TrimSpace(inner.inlines(children(n)))
}

// inlines writes text with its markup. White space becomes single spaces.
func (c *converter) inlines(nodes []*html.Node) string {
	if len(nodes) == 1 && nodes[0].Type == html.TextNode {
		return trimmed(spaced(nodes[0].Data, escape))
	}
	var b strings.Builder
	for i, n := range nodes {
		text := c.inline(n, b.String(), nodes[i+1:])
		if endsInSpace(b.String()) {
			text = strings.TrimLeft(text, " ")
		}
		b.WriteString(text)
	}
	return trimmed(b.String())
}

// lineBreak ends a line within a paragraph.
const lineBreak = "\\\n"

// trimmed takes spaces and line breaks off the ends of a text.
func trimmed(text string) string {
	for {
		text = strings.Trim(text, " ")
		rest := strings.TrimSuffix(strings.TrimPrefix(text, lineBreak), lineBreak)
		if rest == text {
			return text
		}
		text = rest
	}
}

func endsInSpace(text string) bool {
	return text == "" || strings.HasSuffix(text, " ") || strings.HasSuffix(text, "\n")
}

// inline writes a node of a line, given what stands before it and after it.
func (c *converter) inline(n *html.Node, before string, after []*html.Node) string {
	if n.Type == html.TextNode {
		return spaced(n.Data, escape)
	}
	if n.Type != html.ElementNode || hidden(n) {
		return ""
	}
	switch n.DataAtom {
	case atom.Br:
		if c.inCell {
			return " "
		}
		return lineBreak
	case atom.Wbr, atom.Script, atom.Style, atom.Svg:
		return ""
	case atom.Code, atom.Kbd, atom.Samp:
		return code(textOf(n), c.inCell)
	case atom.Em, atom.I:
		return c.marked(n, "*", "em", before, after)
	case atom.Strong, atom.B:
		return c.marked(n, "**", "strong", before, after)
	case atom.Del, atom.S:
		return c.marked(n, "~~", "del", before, after)
	case atom.A:
		return c.link(n)
	case atom.Img:
		return picture(n.Attr)
	case atom.Input:
		return checkbox(n.Attr)
	case atom.Sup:
		if mark := footnoteMark(n); mark != "" {
			return mark
		}
	}
	if n.Data == Mark {
		return reference(textOf(n), firstOf(after))
	}
	text := c.inlines(children(n))
	if isBlock(n) {
		return " " + text + " "
	}
	return outer(textOf(n), text)
}

// hidden tells whether an element says nothing to a reader of the text: the way to a
// heading, the way back from a footnote.
func hidden(n *html.Node) bool {
	class := attribute(n, "class")
	return n.DataAtom == atom.A && (class == "anchor" || class == "footnote-backref")
}

// spaced writes text with its runs of white space as single spaces.
func spaced(text string, write func(string) string) string {
	return outer(text, write(singleSpaces(text)))
}

// singleSpaces gives text without white space around it and single spaces in it.
func singleSpaces(text string) string {
	var last byte
	for i := range len(text) {
		if c := text[i]; c < ' ' || c == ' ' && last == ' ' {
			return strings.Join(strings.FieldsFunc(text, isSpace), " ")
		}
		last = text[i]
	}
	return strings.Trim(text, " ")
}

// outer puts a space before and after a text where the original has one.
func outer(original, text string) string {
	if original == "" {
		return text
	}
	first, _ := utf8.DecodeRuneInString(original)
	last, _ := utf8.DecodeLastRuneInString(original)
	if text == "" {
		if isSpace(first) {
			return " "
		}
		return ""
	}
	if isSpace(first) {
		text = " " + text
	}
	if isSpace(last) {
		text += " "
	}
	return text
}

// isSpace tells what HTML takes for white space; a no-break space is none.
func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' }

// marked writes emphasis. Where its signs would not be taken for that (CommonMark,
// 6.2: a word directly beside punctuation, or signs beside signs), it is written as
// HTML, which Markdown allows.
func (c *converter) marked(n *html.Node, sign, element, before string, after []*html.Node) string {
	text := c.inlines(children(n))
	if text == "" {
		return outer(textOf(n), "")
	}
	open, end := sign, sign
	if clings(before, text) || clings(reversed(firstOf(after)), reversed(text)) || strings.HasPrefix(text, sign[:1]) || strings.HasSuffix(text, sign[:1]) {
		open, end = "<"+element+">", "</"+element+">"
	}
	return outer(textOf(n), open+text+end)
}

// clings tells whether emphasis that follows a text and begins with another would not
// be seen as such.
func clings(before, text string) bool {
	last, size := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(text)
	return clingsTo(last, size == 0, first)
}

// clingsTo is clings for the last character before a text, if there is one, and the first
// one of it.
func clingsTo(last rune, none bool, first rune) bool {
	if none || unicode.IsSpace(last) {
		return unicode.IsSpace(first)
	}
	return last == '*' || last == '~' || unicode.IsSpace(first) || !isWord(first) && !isPunctuation(last)
}

func isPunctuation(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// firstOf gives the first character of what follows; a sign for emphasis.
func firstOf(nodes []*html.Node) string {
	for _, n := range nodes {
		switch n.DataAtom {
		case atom.Em, atom.I, atom.Strong, atom.B, atom.Del, atom.S:
			return "*"
		case atom.Br:
			return " "
		}
		text := n.Data
		if n.Type == html.ElementNode {
			text = textOf(n)
		}
		if text != "" {
			r, _ := utf8.DecodeRuneInString(text)
			return string(r)
		}
	}
	return ""
}

// reversed gives a text backwards, so that its end can be looked at as its begin.
func reversed(text string) string {
	last, size := utf8.DecodeLastRuneInString(text)
	if size == 0 {
		return ""
	}
	first, _ := utf8.DecodeRuneInString(text)
	return string(last) + string(first)
}

// link writes a link; one without words is left out.
func (c *converter) link(n *html.Node) string {
	text := c.inlines(children(n))
	address := attribute(n, "href")
	if address == "" || strings.TrimSpace(text) == "" {
		return text
	}
	if plain := textOf(n); plain == address && strings.Contains(address, "://") && !strings.ContainsAny(address, " <>|") {
		return "<" + address + ">"
	}
	return outer(textOf(n), "["+text+"]("+destination(address)+title(attribute(n, "title"))+")")
}

// reference writes the mark of a source. What follows must not be taken for a part of
// it (CommonMark, 6.3).
func reference(number, after string) string {
	if strings.ContainsAny(after, "([:") {
		return "[" + number + "][" + number + "]"
	}
	return "[" + number + "]"
}

// picture writes a picture, given its attributes.
func picture(of []html.Attribute) string {
	address := valueOf(of, "src")
	if address == "" {
		return ""
	}
	return "![" + escape(strings.Join(strings.Fields(valueOf(of, "alt")), " ")) + "](" + destination(address) + title(valueOf(of, "title")) + ")"
}

// checkbox writes the box of a task, given its attributes. Others are for a form.
func checkbox(of []html.Attribute) string {
	if valueOf(of, "type") != "checkbox" {
		return ""
	}
	for _, a := range of {
		if a.Key == "checked" {
			return "[x] "
		}
	}
	return "[ ] "
}

// footnoteMark writes the mark of a footnote; nothing where the element is none.
func footnoteMark(n *html.Node) string {
	for d := range n.Descendants() {
		if number, ok := strings.CutPrefix(attribute(d, "href"), "#fn-"); ok {
			return "[^" + number + "]"
		}
	}
	return ""
}
