package markdown

import (
	"regexp"
	"strings"

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
	line := strings.TrimSpace(lineBreaks.ReplaceAllString(strings.ToValidUTF8(src, "\ufffd"), " "))
	if line == "" {
		return markup.Text{Pos: pos}
	}
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
		words = append(words, plain(source, p))
	}
	return markup.Text{Body: b.finish(), Links: b.doc.Links, Plain: strings.Join(words, " "), Pos: pos}
}
