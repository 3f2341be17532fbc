package strictyaml

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"tradeoff/generator/diag"
)

// convert makes the library's node one of ours and reports what the subset does
// not have.
func (p *parser) convert(from *yaml.Node) *Node {
	n := &Node{Pos: p.at(from.Line, from.Column)}
	n.Start = n.Pos
	if from.Kind == yaml.AliasNode {
		p.diags.Errorf(n.Pos, diag.Feature, "%q is a YAML alias", "*"+from.Value).
			Hint = "write the value itself; a text that begins with * goes in quotes"
		n.Kind = Broken
		return n
	}
	p.checkProperties(from, n)
	if n.Kind == Broken {
		return n
	}
	switch from.Kind {
	case yaml.MappingNode:
		n.Kind = Mapping
		n.Entries = p.entries(from)
	case yaml.SequenceNode:
		n.Kind = Sequence
		for _, item := range from.Content {
			n.Items = append(n.Items, p.convert(item))
		}
	default:
		p.text(from, n)
	}
	return n
}

// checkProperties reports an anchor and a tag. A node with either begins there.
func (p *parser) checkProperties(from *yaml.Node, n *Node) {
	if from.Anchor != "" {
		p.diags.Errorf(n.Pos, diag.Feature, "%q is a YAML anchor", "&"+from.Anchor).
			Hint = "remove it; a text that begins with & goes in quotes"
	}
	if from.Style&yaml.TaggedStyle != 0 || from.Tag == "!" {
		p.diags.Errorf(n.Pos, diag.Feature, "%q is a YAML tag", from.Tag).
			Hint = "remove it; a text that begins with ! goes in quotes"
		if from.Kind == yaml.ScalarNode && from.Value == "" {
			n.Kind = Broken // it has eaten the text
		}
	}
}

// text fills a node from a scalar.
func (p *parser) text(from *yaml.Node, n *Node) {
	n.Kind, n.Text = Text, from.Value
	switch {
	case from.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		n.Style = Quoted
		n.Start.Column++
	case from.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		n.Style = Block
		n.Start = p.blockStart(from)
	case from.Value == "":
		p.checkLostText(from)
	}
	if i := strings.IndexFunc(n.Text, forbidden); i >= 0 {
		r, _ := utf8.DecodeRuneInString(n.Text[i:])
		p.diags.Errorf(n.Pos, diag.InvalidValue, "the text has an escape for a control character, U+%04X", r).
			Hint = `remove it; a backslash in double quotes is written \\`
		n.Kind = Broken
	}
}

// blockStart is where the first line with text of a block begins.
func (p *parser) blockStart(from *yaml.Node) diag.Position {
	for i := from.Line + 1; i <= len(p.allLines()); i++ {
		if indent := indentation(p.line(i)); indent < len(p.line(i)) {
			return p.at(i, indent+1)
		}
	}
	return p.at(from.Line, from.Column)
}

// checkLostText warns of `accent: #3b5bdb`, where the value is a comment. A
// comment in words has a space after its #.
func (p *parser) checkLostText(from *yaml.Node) {
	line := []rune(p.line(from.Line))
	if from.Column < 1 || from.Column > len(line) {
		return
	}
	rest := strings.TrimLeft(string(line[from.Column-1:]), " \t:")
	if len(rest) < 2 || rest[0] != '#' || strings.ContainsAny(rest[1:2], " \t#!") {
		return
	}
	column := len(line) - utf8.RuneCountInString(rest) + 1
	p.diags.Warnf(p.at(from.Line, column), diag.Syntax, "everything after # is a comment, and so the value is empty").
		Hint = "put a value that begins with # in quotes, or a space after the # of a comment"
}

// entries converts a mapping's pairs. What cannot be an entry is left out.
func (p *parser) entries(from *yaml.Node) []Entry {
	entries := make([]Entry, 0, len(from.Content)/2)
	lines := make(map[string]int, len(from.Content)/2)
	for i := 0; i+1 < len(from.Content); i += 2 {
		key, value := from.Content[i], p.convert(from.Content[i+1])
		if !p.checkKey(key) {
			continue
		}
		pos := p.at(key.Line, key.Column)
		if line, taken := lines[key.Value]; taken {
			p.diags.Errorf(pos, diag.Duplicate, "%q stands twice, first in line %d", key.Value, line).
				Hint = "keep one of the two"
			continue
		}
		lines[key.Value] = pos.Line
		entries = append(entries, Entry{key.Value, pos, value})
	}
	return entries
}

// checkKey reports what is not a key of words.
func (p *parser) checkKey(key *yaml.Node) bool {
	pos := p.at(key.Line, key.Column)
	if key.Kind == yaml.AliasNode {
		p.convert(key)
		return false
	}
	p.checkProperties(key, &Node{Pos: pos})
	plain := key.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) == 0
	switch {
	case key.Kind != yaml.ScalarNode:
		p.diags.Errorf(pos, diag.WrongType, "a key is text, found %s", kindOf(key)).
			Hint = "put a text with brackets in quotes"
	case key.Value == "<<" && plain:
		p.diags.Errorf(pos, diag.Feature, `"<<" is a YAML merge key`).Hint = "write the entries themselves"
	case key.Value == "":
		p.diags.Errorf(pos, diag.Syntax, `a key is missing before ":"`).
			Hint = `write key: value; a text that begins with ":" goes in quotes`
	case strings.ContainsFunc(key.Value, forbidden):
		p.diags.Errorf(pos, diag.InvalidValue, "the key %q has a control character", key.Value)
	default:
		return true
	}
	return false
}

func kindOf(n *yaml.Node) Kind {
	if n.Kind == yaml.SequenceNode {
		return Sequence
	}
	return Mapping
}

// indentation counts the spaces that a line begins with.
func indentation(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }
