package markdown

import (
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
)

// A directiveNode is a directive that stands alone on its line. Its name is empty
// where it was not understood, which has been reported.
type directiveNode struct {
	ast.BaseBlock
	ref markup.DirectiveRef
}

var kindDirective = ast.NewNodeKind("Directive")

// Kind implements ast.Node.
func (*directiveNode) Kind() ast.NodeKind { return kindDirective }

// Dump implements ast.Node.
func (n *directiveNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

func renderDirective(b *builder, n *directiveNode, entering bool) ast.WalkStatus {
	if entering && n.ref.Name != "" {
		b.doc.Directives = append(b.doc.Directives, n.ref)
		b.hole(markup.Directive(len(b.doc.Directives) - 1))
	}
	return ast.WalkContinue
}

// directive reads a leaf directive of a known name and its attributes.
func (d *directiveLine) directive(name, rest string) ast.Node {
	n := &directiveNode{ref: markup.DirectiveRef{Name: name, Pos: d.at(d.start + 2)}}
	if rest == "" {
		return n
	}
	known := markup.LeafDirectives[name]
	seen := map[string]bool{}
	for _, a := range d.attributes(rest, d.start+2+len(d.rest)-len(rest)) {
		pos := d.at(a.key.offset)
		switch key := a.key.text; {
		case !slices.Contains(known, key):
			report := d.diags.Errorf(pos, diag.DirectiveAttribute, "::%s has no attribute %q", name, key)
			report.Hint = diag.Suggest(key, known)
			if len(known) == 0 {
				report.Hint = "it takes no attributes: ::" + name
			}
		case seen[key]:
			d.diags.Errorf(pos, diag.DirectiveAttribute, "the attribute %q is given twice", key)
		case strings.Trim(a.value.text, ", \t") == "":
			d.diags.Errorf(pos, diag.DirectiveAttribute, "the attribute %q is empty", key).
				Hint = "give it a value, or leave it out"
		default:
			d.checkEntries(key, a.value)
			n.ref.Attributes = append(n.ref.Attributes, markup.Attribute{Key: key, Value: a.value.text, Pos: d.at(a.value.offset)})
		}
		seen[a.key.text] = true
	}
	return n
}

// checkEntries warns of an empty entry among several things that commas divide.
func (b *builder) checkEntries(key string, value word) {
	offset := value.offset
	for part := range strings.SplitSeq(value.text, ",") {
		if strings.TrimSpace(part) == "" {
			b.diags.Warnf(b.at(offset), diag.DirectiveAttribute, "an empty entry in %q is passed over", key).Hint = "remove the comma"
		}
		offset += len(part) + 1
	}
}

// A word is a piece of the source.
type word struct {
	text   string
	offset int
}

// A rawAttribute is `key="value"` as it is written.
type rawAttribute struct{ key, value word }

// attributes reads `{key="value" other='value' bare=value}`, which begins at
// offset and must reach to the end of text. It reports what is malformed, and
// gives what it read before.
func (b *builder) attributes(text string, offset int) []rawAttribute {
	all := []rawAttribute{}
	i := 1
	fail := func(at int, format string, args ...any) []rawAttribute {
		b.diags.Errorf(b.at(offset+at), diag.DirectiveAttribute, format, args...).
			Hint = `attributes are written {key="value" other="value"}, on one line`
		return all
	}
	for {
		i += spaces(text[i:])
		switch {
		case i == len(text):
			return fail(0, "the attributes are not closed with } on their line")
		case text[i] == '}':
			if rest := strings.TrimSpace(text[i+1:]); rest != "" {
				return fail(i+1+spaces(text[i+1:]), "%q follows the attributes", rest)
			}
			return all
		}
		key := until(text[i:], `="'{}`)
		if key == "" {
			return fail(i, "%q where an attribute's name is expected", text[i:i+1])
		}
		a := rawAttribute{key: word{key, offset + i}}
		i += len(key)
		i += spaces(text[i:])
		if i == len(text) || text[i] != '=' {
			return fail(a.key.offset-offset, "the attribute %q has no value", key)
		}
		i += 1 + spaces(text[i+1:])
		value, start, end := attributeValue(text, i)
		if end < 0 {
			return fail(i, "the value of %q is missing or not closed with the quotation mark it was opened with", key)
		}
		a.value = word{value, offset + start}
		all = append(all, a)
		i = end
	}
}

// attributeValue reads a value that begins at i: where its words begin, and
// where what follows does; end is -1 where it is malformed.
func attributeValue(text string, i int) (value string, start, end int) {
	if i < len(text) && (text[i] == '"' || text[i] == '\'') {
		length := strings.IndexByte(text[i+1:], text[i])
		if length < 0 {
			return "", i, -1
		}
		return text[i+1 : i+1+length], i + 1, i + length + 2
	}
	value = until(text[i:], `="'{}`)
	if value == "" {
		return "", i, -1
	}
	return value, i, i + len(value)
}

// until gives the beginning of text up to white space or one of stops.
func until(text, stops string) string {
	end := strings.IndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(stops, r) })
	if end < 0 {
		return text
	}
	return text[:end]
}

// spaces counts the bytes of white space that text begins with.
func spaces(text string) int { return len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace)) }
