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

// factParser reads `:fact[option.attribute]`, and reports what was probably meant
// to be one. What follows a letter of the Latin script, a digit, an underscore or
// another colon is text, since it could be a time or part of a name: std:fact[0].
// A script that writes no spaces between words may have a fact behind any letter.
type factParser struct{}

var (
	factStart = []byte(":fact[")
	factName  = regexp.MustCompile(`^(?:([a-z0-9-]+)/)?([a-z0-9-]+)\.([a-z0-9_-]+)$`)
	// likeFact matches a word with a bracket, as a fact has them.
	likeFact = regexp.MustCompile(`^:(\pL+)( ?\[|[{(])`)
)

// Trigger implements parser.InlineParser.
func (factParser) Trigger() []byte { return []byte{':'} }

// Parse implements parser.InlineParser.
func (factParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !mayBeginFact(block.PrecendingCharacter()) {
		return nil
	}
	b := builderOf(pc)
	misspelt := misspeltFact(line)
	switch {
	case misspelt == "" && !bytes.HasPrefix(line, factStart):
		return nil
	case b.inline:
		b.diags.Warnf(b.at(segment.Start), diag.DirectiveContent, "a fact can be shown in the text of a guide only; this stays as it is written")
		return nil
	case misspelt != "":
		b.diags.Errorf(b.at(segment.Start), diag.UnknownDirective, "%q is not how a fact is written", misspelt).
			Hint = factHint + `; if this is text, begin it with \:`
		return nil
	}
	return b.fact(line, block, segment.Start)
}

// mayBeginFact tells whether a fact may follow a character.
func mayBeginFact(before rune) bool {
	return !unicode.Is(unicode.Latin, before) && !unicode.IsDigit(before) && before != '_' && before != ':'
}

// misspeltFact gives the beginning of a line that was probably meant to begin a
// fact and does not: `:Fact[`, `:facts[`, `:fact{`, `:fact(`, `:fact [`.
func misspeltFact(line []byte) string {
	if len(line) < 3 || line[1] < 'A' || !bytes.ContainsAny(line, "[{(") { // as nearly always
		return ""
	}
	m := likeFact.FindSubmatch(line)
	if m == nil {
		return ""
	}
	name, bracket := string(m[1]), string(m[2])
	switch {
	case name == "fact" && bracket == "[":
		return ""
	case strings.EqualFold(name, "fact"), bracket == "[" && diag.Nearest(name, []string{"fact"}) != "":
		return string(m[0])
	}
	return ""
}

// fact reads a fact that begins the line.
func (b *builder) fact(line []byte, block text.Reader, start int) ast.Node {
	name, _, closed := strings.Cut(string(line[len(factStart):]), "]")
	if !closed {
		b.diags.Errorf(b.at(start), diag.DirectiveAttribute, "the name of a fact is not closed with ] on its line").
			Hint = factHint
		return nil
	}
	block.Advance(len(factStart) + len(name) + 1)
	pos := start + len(factStart) + len(name) - len(strings.TrimLeft(name, " "))
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
