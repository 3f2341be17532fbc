package markdown

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
)

var lineBreaks = regexp.MustCompile(`\s*\n\s*`)

// Inline reads inline Markdown: emphasis, code, links, strikethrough and
// typographic punctuation. What would begin a block in a guide ("1.", "#", "-")
// is text here, a line break is a space, raw HTML is dropped with a warning, and
// of a picture only its alternative text stays, with a warning.
//
// Every diagnostic stands at pos, where the value begins: quoted and folded YAML
// does not tell where in the file a character of the value was.
func Inline(src string, pos diag.Position, diags *diag.List) markup.Text {
	line := oneLineOf(src)
	switch {
	case line == "":
		return markup.Text{Pos: pos}
	case isPlain(line):
		return markup.Text{Body: markup.Body{markup.HTML(line)}, Plain: strings.Join(strings.Fields(line), " "), Pos: pos}
	}
	return parseInline(line, pos, diags)
}

// oneLineOf makes one line of a text, without space at its ends.
func oneLineOf(src string) string {
	src = strings.ToValidUTF8(src, "\ufffd")
	if strings.Contains(src, "\n") {
		src = lineBreaks.ReplaceAllString(src, " ")
	}
	return strings.TrimSpace(src)
}

// isPlain tells whether no part of a line means anything to a parser or has to be
// escaped. Much of what data files say is such, and takes a sixth of a parse.
func isPlain(line string) bool {
	var before rune
	for _, r := range line {
		switch {
		case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune(" ,;()/+%?", r):
		case (r == '.' || r == '-') && before != r: // else an ellipsis or a dash
		case r < utf8.RuneSelf || forbidden(r) || unicode.IsSpace(r):
			return false
		}
		before = r
	}
	return !strings.Contains(strings.ToLower(line), "www.")
}

func parseInline(line string, pos diag.Position, diags *diag.List) markup.Text {
	source := []byte(line)
	b := &builder{
		source: source, renderer: sharedRenderer, diags: diags, inline: true,
		at: func(int) diag.Position { return pos },
	}
	pc := parser.NewContext()
	pc.Set(builderKey, b)
	root := inlineParser.Parse(text.NewReader(source), parser.WithContext(pc))
	words := []string{}
	for p := root.FirstChild(); p != nil; p = p.NextSibling() {
		b.renderChildren(p)
		words = append(words, b.plain(p))
	}
	return markup.Text{Body: b.finish(), Links: b.doc.Links, Plain: strings.Join(words, " "), Pos: pos}
}
