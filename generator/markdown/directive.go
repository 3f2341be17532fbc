package markdown

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
)

// directiveParser reads lines that begin with two colons or more. Fenced code
// comes first, because a parser of blocks is asked only where none of the blocks
// that are open goes on.
type directiveParser struct{}

// A directiveLine is a line that begins with colons, cut up.
type directiveLine struct {
	*builder
	parent ast.Node
	colons int
	start  int    // where the colons begin in the source
	rest   string // what follows the colons, without white space at its end
}

// Trigger implements parser.BlockParser.
func (directiveParser) Trigger() []byte { return []byte{':'} }

// Open implements parser.BlockParser.
func (directiveParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	rest := bytes.TrimLeft(line[pos:], ":")
	d := directiveLine{
		builder: builderOf(pc), parent: parent,
		colons: len(line) - pos - len(rest),
		start:  segment.Start - segment.Padding + pos,
		rest:   strings.TrimRightFunc(string(rest), unicode.IsSpace),
	}
	node, state := ast.Node(nil), parser.NoChildren
	switch {
	case d.colons == 2:
		node = d.leaf()
	case d.colons > 2 && d.rest == "":
		node = d.close()
	case d.colons > 2:
		node, state = d.open(), parser.HasChildren
	}
	if node == nil {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return node, state
}

// Continue implements parser.BlockParser.
func (directiveParser) Continue(n ast.Node, _ text.Reader, _ parser.Context) parser.State {
	if c, ok := n.(*containerNode); ok && !c.closed {
		return parser.Continue | parser.HasChildren
	}
	return parser.Close
}

// Close implements parser.BlockParser.
func (directiveParser) Close(n ast.Node, _ text.Reader, pc parser.Context) {
	switch n := n.(type) {
	case *fenceNode:
		n.Parent().RemoveChild(n.Parent(), n)
	case *containerNode:
		if !n.closed && n.known {
			b := builderOf(pc)
			b.unclosed = append(b.unclosed, n)
		}
	}
}

// CanInterruptParagraph implements parser.BlockParser.
func (directiveParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (directiveParser) CanAcceptIndentedLine() bool { return false }

var leafName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\pL[\pL\pN_-]*`) })

// leaf reads `::name{...}`. It gives nil where the line is text.
func (d *directiveLine) leaf() ast.Node {
	name := leafName().FindString(d.rest)
	rest := strings.TrimLeftFunc(d.rest[len(name):], unicode.IsSpace)
	_, known := markup.LeafDirectives[name]
	_, container := markup.Containers[name]
	pos := d.at(d.start + 2)
	switch {
	case name == "":
		return nil
	case name == "fact" && strings.HasPrefix(rest, "["):
		d.diags.Errorf(pos, diag.UnknownDirective, "a fact is written with one colon").Hint = factHint
	case container && startsDirective(d.rest[len(name):]):
		d.expected++
		d.diags.Errorf(pos, diag.UnknownDirective, "%q holds text, so it is written with three colons", name).
			Hint = `write ":::` + name + `", and ":::" on a line of its own where it ends`
	case known && rest != "" && rest[0] != '{':
		d.diags.Errorf(d.at(d.start+2+len(d.rest)-len(rest)), diag.DirectiveAttribute, "::%s stands alone on its line, but %q follows", name, rest).
			Hint = `attributes are written ::` + name + `{key="value"}; if this line is text, begin it with \::`
	case known && (rest == "" || rest[0] == '{'):
		return d.directive(name, rest)
	case strings.Trim(rest, ":") == "" || rest[0] == '{' && strings.HasSuffix(rest, "}"):
		d.unknown(name, pos)
	default:
		return nil
	}
	return &directiveNode{}
}

// startsDirective tells whether what follows a name lets it be a directive's.
func startsDirective(after string) bool {
	r, _ := utf8.DecodeRuneInString(after)
	return after == "" || r == '{' || r == '[' || unicode.IsSpace(r)
}

// unknown reports a name that is no directive's.
func (d *directiveLine) unknown(name string, pos diag.Position) {
	known := slices.Sorted(maps.Keys(markup.LeafDirectives))
	if d.colons > 2 {
		known = slices.Sorted(maps.Keys(markup.Containers))
	}
	hint := diag.Suggest(name, known)
	if other := diag.Nearest(name, otherForm(d.colons)); other != "" && diag.Nearest(name, known) == "" {
		hint = `did you mean "` + other + `"?`
	}
	if d.colons == 2 {
		hint = strings.TrimPrefix(hint+". If this line is text, begin it with \\::", ". ")
		hint = strings.Replace(hint, "?.", "?", 1)
	}
	d.diags.Errorf(pos, diag.UnknownDirective, "unknown directive %q", name).Hint = hint
}

// otherForm gives the names, with their colons, that the other number of colons
// would have made known.
func otherForm(colons int) []string {
	names := []string{}
	if colons == 2 {
		for name := range markup.Containers {
			names = append(names, ":::"+name)
		}
	} else {
		for name := range markup.LeafDirectives {
			names = append(names, "::"+name)
		}
	}
	return names
}
