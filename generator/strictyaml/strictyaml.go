// Package strictyaml reads the YAML that writers of the site use: data files and
// the front matter of guides.
//
// In goes the text of one file, out comes a tree of [Node] values and a list of
// diagnostics. A node is a mapping, a sequence or a text, and knows where it
// stands. That is the whole subset:
//
//   - A text is what was written. YAML has types of its own, and with them `no`
//     turns into false, `1.10` into 1.1 and `2026-11-20` into a time. Here all of
//     them are texts, and only the format says what a text means: a version, a
//     choice, a date. See [Fields] and [Value], which read a tree by a format.
//   - Anchors, aliases, merge keys, tags, directives and second documents are
//     errors. Nothing in the format needs them, and without them a file means what
//     it says where it says it.
//   - Keys are texts, and no key stands twice in one mapping.
//
// A mistake in the YAML itself stops the library at its first; every other fault
// is collected, and what is faulty stands in the tree as a [Broken] node, on
// which readers do not report anything again. The library's words are for
// programmers, so syntax.go says them anew for people who write guides.
//
// The library is go.yaml.in/yaml, of which only the tree is used: decoding into
// Go values would lose the positions and the spelling.
package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"tradeoff/generator/diag"
)

// maxDepth is how many lists and mappings may stand inside each other. The
// format needs nine; the limit keeps a hostile file from exhausting the stack.
const maxDepth = 64

// A Kind says what a node is.
type Kind uint8

const (
	Text     Kind = iota // words
	Sequence             // a list
	Mapping              // keys with values
	Broken               // could not be understood; has been reported
)

// A Style says how a text was written.
type Style uint8

const (
	Plain  Style = iota // as it is
	Quoted              // in single or double quotes
	Block               // after | or >
)

// A Node is a value in a file.
type Node struct {
	Kind Kind
	Pos  diag.Position // where it begins: its quote, its bracket, its first key

	Text  string // of a text: without quotes, escapes replaced
	Style Style  // of a text
	// Start is where the words of a text begin: behind the quote, or at the first
	// line of a block.
	Start diag.Position

	Items   []*Node // of a sequence
	Entries []Entry // of a mapping, in the order written
}

// An Entry of a mapping.
type Entry struct {
	Key    string
	KeyPos diag.Position
	Value  *Node // never nil
}

// IsEmpty tells whether nothing was written: `key:` or `key: ""`.
func (n *Node) IsEmpty() bool {
	return n == nil || n.Kind == Text && strings.TrimSpace(n.Text) == ""
}

// Parse reads src, which begins on line lineOffset+1 of the file. The node is
// nil where there is nothing to read: in a file without anything but comments,
// which is no error here, and where the YAML cannot be understood, which is.
func Parse(file string, src []byte, lineOffset int) (*Node, diag.List) {
	p := &parser{file: file, offset: lineOffset}
	src, ok := p.clean(src)
	if !ok {
		return nil, p.diags
	}
	p.src = src
	root := p.load(src)
	if root == nil {
		return nil, p.diags
	}
	n := p.convert(root)
	if n.Kind == Text && n.Style == Plain && n.Text == "" {
		n = nil
	}
	return n, p.diags
}

// A parser holds what the steps of one Parse share.
type parser struct {
	file   string
	offset int
	src    []byte
	lines  []string // of the text; nil until one was asked for
	diags  diag.List
}

// at is the position of a line and column of src.
func (p *parser) at(line, column int) diag.Position {
	return diag.Position{File: p.file, Line: max(line, 1) + p.offset, Column: max(column, 1)}
}

// line gives a line of src, counted from 1; empty where there is none.
func (p *parser) line(n int) string {
	if lines := p.allLines(); n >= 1 && n <= len(lines) {
		return lines[n-1]
	}
	return ""
}

// allLines gives the lines of the text, which only faults and blocks need.
func (p *parser) allLines() []string {
	if p.lines == nil {
		p.lines = splitLines(p.src)
	}
	return p.lines
}

// load gives the library's tree of the first document, or nil.
func (p *parser) load(src []byte) (root *yaml.Node) {
	defer func() {
		// The library panics where it finds itself inconsistent. No such input is
		// known, but a writer's file must never be the first.
		if r := recover(); r != nil {
			p.diags.Errorf(p.at(1, 1), diag.Syntax, "the YAML cannot be understood: %v", r)
			root = nil
		}
	}()
	limits := loaderlimits.New(loaderlimits.DepthValue(maxDepth))
	loader, err := yaml.NewLoader(bytes.NewReader(src), yaml.WithPlugin(limits, noAliases{}))
	if err != nil {
		p.diags.Errorf(p.at(1, 1), diag.Syntax, "the YAML cannot be understood: %s", err)
		return nil
	}
	var first, second yaml.Node
	switch err := loader.Load(&first); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		p.explain(err)
		return nil
	}
	switch err := loader.Load(&second); {
	case errors.Is(err, io.EOF):
	case second.Kind == yaml.DocumentNode:
		p.diags.Errorf(p.at(second.Line, second.Column), diag.Feature, "a second YAML document begins here").
			Hint = "a file is one document: remove the line --- or ... that divides it"
	case err != nil:
		p.explain(err)
	}
	if len(first.Content) == 0 {
		return nil
	}
	return first.Content[0]
}

// noAliases keeps the library from looking aliases up: they are reported in the
// tree, with their positions, all of them and not only the first unknown one.
type noAliases struct{}

// NewAliasDataContext implements yaml.AliasDataPlugin.
func (noAliases) NewAliasDataContext(yaml.AliasDataServices) (yaml.AliasDataContext, error) {
	return noAliases{}, nil
}

// BeginDocument implements yaml.AliasDataContext.
func (noAliases) BeginDocument() error { return nil }

// DefineAnchor implements yaml.AliasDataContext; no anchor is remembered.
func (noAliases) DefineAnchor(string, *yaml.Node) error { return nil }

// EndDocument implements yaml.AliasDataContext.
func (noAliases) EndDocument() error { return nil }

// ResolveAlias implements yaml.AliasDataContext: every alias stands for nothing.
func (noAliases) ResolveAlias(string) (*yaml.Node, bool, error) {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str"}, true, nil
}

// String gives the kind in a writer's words.
func (k Kind) String() string {
	switch k {
	case Text:
		return "text"
	case Sequence:
		return "a list"
	case Mapping:
		return "keys with values"
	}
	return fmt.Sprintf("kind %d", k)
}
