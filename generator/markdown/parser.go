package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The parsers and the renderer are made once and only read afterwards.
var (
	documentParser = newDocumentParser(util.Prioritized(proseParser{}, 10))
	inlineParser   = newInlineParser()
	sharedRenderer = newRenderer()
)

// newDocumentParser gives the parser of guides, with what makes it faster. The numbers
// are priorities, the lowest first; goldmark's own begin at 100.
func newDocumentParser(faster ...util.PrioritizedValue) parser.Parser {
	return parser.NewParser(
		parser.WithAttribute(),
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithBlockParsers(
			util.Prioritized(directiveParser{}, 50),
			util.Prioritized(extension.NewDefinitionListParser(), 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(extension.NewFootnoteBlockParser(), 999),
		),
		parser.WithInlineParsers(faster...),
		parser.WithInlineParsers(inlineParsers()...),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(extension.NewFootnoteParser(), 101),
			util.Prioritized(lostFootnoteParser{}, 102),
		),
		parser.WithParagraphTransformers(util.Prioritized(referenceTransformer{}, 100)),
		parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(unusedFootnotes{}, 900),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
}

// referenceTransformer is goldmark's for the definitions of links, which does nothing with
// a paragraph that does not begin with a bracket. It would make a reader for each.
type referenceTransformer struct{}

// Transform implements parser.ParagraphTransformer.
func (referenceTransformer) Transform(paragraph *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if lines := paragraph.Lines(); lines.Len() > 0 {
		first := lines.At(0)
		begin := bytes.TrimLeft(first.Value(reader.Source()), " \t\n\v\f\r")
		if len(begin) > 0 && begin[0] != '[' {
			return
		}
	}
	parser.LinkReferenceParagraphTransformer.Transform(paragraph, reader, pc)
}

// newInlineParser gives a parser that knows paragraphs and what stands in them,
// and no other block.
func newInlineParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(inlineParsers()...),
	)
}

// inlineParsers are what a line of text may hold, in data files and in guides.
func inlineParsers() []util.PrioritizedValue {
	return append(parser.DefaultInlineParsers(),
		util.Prioritized(factParser{}, 50),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
		util.Prioritized(newLinkify(), 999),
		util.Prioritized(flagParser{}, 9000),
		util.Prioritized(newTypographer(), 9999),
	)
}

// newLinkify finds web addresses in text. FTP, which GitHub links too, is not
// among them: browsers no longer open it.
func newLinkify() parser.InlineParser {
	return extension.NewLinkifyParser(extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"}))
}
