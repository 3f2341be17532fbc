package markdown

import (
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// newTypographer sets English quotation marks, dashes and ellipses. `<<` and
// `>>` stay as they are: in technical prose they are operators.
func newTypographer() parser.InlineParser {
	return extension.NewTypographerParser(extension.WithTypographicSubstitutions(map[extension.TypographicPunctuation][]byte{
		extension.LeftSingleQuote: []byte("‘"), extension.RightSingleQuote: []byte("’"), extension.Apostrophe: []byte("’"),
		extension.LeftDoubleQuote: []byte("“"), extension.RightDoubleQuote: []byte("”"),
		extension.EnDash: []byte("–"), extension.EmDash: []byte("—"), extension.Ellipsis: []byte("…"),
		extension.LeftAngleQuote: nil, extension.RightAngleQuote: nil,
	}))
}

// flagParser keeps the hyphens of a command's option that stands outside of
// code, --watch, which would become a dash.
type flagParser struct{}

// Trigger implements parser.InlineParser.
func (flagParser) Trigger() []byte { return []byte{'-'} }

// Parse implements parser.InlineParser.
func (flagParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 3 || line[1] != '-' || line[2] < 'a' || line[2] > 'z' {
		return nil
	}
	if before := block.PrecendingCharacter(); !unicode.IsSpace(before) && before != '(' {
		return nil
	}
	block.Advance(2)
	return ast.NewTextSegment(segment.WithStop(segment.Start + 2))
}
