package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
)

// A factNode is a fact in prose.
type factNode struct {
	ast.BaseInline
	ref markup.FactRef
}

var kindFact = ast.NewNodeKind("Fact")

// Kind implements ast.Node.
func (*factNode) Kind() ast.NodeKind { return kindFact }

// Dump implements ast.Node.
func (n *factNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// factParser reads `:fact[option.attribute]`. What follows a letter, a digit or
// another colon is text: std:fact[0].
type factParser struct{}

var (
	factStart = []byte(":fact[")
	factName  = regexp.MustCompile(`^(?:([a-z0-9-]+)/)?([a-z0-9-]+)\.([a-z0-9_-]+)$`)
)

// Trigger implements parser.InlineParser.
func (factParser) Trigger() []byte { return []byte{':'} }

// Parse implements parser.InlineParser.
func (factParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	before := block.PrecendingCharacter()
	if !bytes.HasPrefix(line, factStart) || unicode.IsLetter(before) || unicode.IsDigit(before) || before == '_' || before == ':' {
		return nil
	}
	b, pos := builderOf(pc), segment.Start+len(factStart)
	if b.inline {
		b.diags.Warnf(b.at(segment.Start), diag.DirectiveContent, "a fact can be shown in the text of a guide only; this stays as it is written")
		return nil
	}
	name, _, closed := strings.Cut(string(line[len(factStart):]), "]")
	if !closed {
		b.diags.Errorf(b.at(segment.Start), diag.DirectiveAttribute, "the name of a fact is not closed with ] on its line").
			Hint = factHint
		return nil
	}
	block.Advance(len(factStart) + len(name) + 1)
	pos += len(name) - len(strings.TrimLeft(name, " "))
	m := factName.FindStringSubmatch(strings.TrimSpace(name))
	if m == nil {
		b.malformedFact(strings.TrimSpace(name), pos)
		return &factNode{}
	}
	return &factNode{ref: markup.FactRef{Category: m[1], Option: m[2], Attribute: m[3], Pos: b.at(pos)}}
}

const factHint = "write :fact[option.attribute] or :fact[category/option.attribute]"

func (b *builder) malformedFact(name string, offset int) {
	d := b.diags.Errorf(b.at(offset), diag.DirectiveAttribute, "%q does not name a fact", name)
	d.Hint = factHint
	if lower := strings.ToLower(name); factName.MatchString(lower) {
		d.Hint = "ids are in lower case: :fact[" + lower + "]"
	}
}

func renderFact(b *builder, n *factNode, entering bool) ast.WalkStatus {
	if !entering || n.ref.Option == "" {
		return ast.WalkContinue
	}
	if len(b.linkEnds) > 0 {
		b.diags.Errorf(n.ref.Pos, diag.DirectiveContent, "a fact cannot stand inside a link, because it links to its source").
			Hint = "put it before or after the link"
		return ast.WalkContinue
	}
	b.doc.Facts = append(b.doc.Facts, n.ref)
	b.hole(markup.Fact(len(b.doc.Facts) - 1))
	return ast.WalkContinue
}
