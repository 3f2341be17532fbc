// Package markdown turns Markdown into the values of package markup: HTML with
// numbered holes for what only the whole site knows.
//
// # What comes in
//
// [Inline] takes one line of a data file (a note, a summary), [Document] the
// body of a guide: CommonMark with GitHub's tables, task lists, strikethrough
// and autolinks, footnotes, definition lists, `{#id .class}` after headings,
// typographic punctuation, and directives.
//
// # What goes out
//
// A document's body holds finished HTML and holes (see package markup). The HTML
// is escaped and balanced, needs no style attribute and no script, and its ids
// are unique. Nothing in it asks another host for anything. Faults go to the
// list of diagnostics, each at the offending word, and the rest is read on: a
// build with an error in its list is not published, so what a faulty directive
// or link becomes does not matter, as long as its neighbours are read.
//
// # The rules
//
// Directives. `::name{key="value"}` stands alone on its line; `:::name title`
// opens a container that `:::` closes. A closing fence has at least as many
// colons as the opening one: it closes the innermost container that was opened
// with as many, else the innermost that was opened with fewer, and what is still
// open inside of that is reported as not closed. A directive may follow a paragraph's line directly and may be
// indented by up to three spaces. In code it is code; `::` before anything that
// does not look like a directive is text, and so is `\::name`. What a container's
// content becomes is said in package markup: `###` directly inside begins an
// item of a verdict, of columns and of a FAQ; a fenced code block begins a tab,
// and what follows it up to the next one stands in the same tab; the entries of
// all lists directly inside are a checklist's, and what stands between two lists
// follows the entry before it (with a warning).
//
// Headings. The guide's title is the page's heading of level 1. A `#` heading
// that repeats the title at the very beginning, as GitHub's readers want it, is
// left out; any other is shown as a section (`##`), with a warning. A heading
// that skips a level is shown one level below its parent, with a warning, and an
// empty heading is dropped, with a warning. Its id is what GitHub makes of the
// heading, unless `{#id}` gives one. Ids of the page around the document are
// reserved (see [anchors]); a link within the document that uses GitHub's id of
// a heading that had to get another one is corrected.
//
// Links. Addresses of other hosts are finished; `#anchor` must be an id of the
// document, or one of those that a table gives its page, which only resolving
// knows: that is a hole, as a relative address is. Every other address is an error:
// another scheme, a leading slash, control characters. A picture lies beside the
// guide. One that stands alone in its paragraph and has a title is a figure with
// the title as its caption. A fact cannot stand inside a link, because it brings
// a link to its source.
//
// Code. The first word after the fence is the language, `title="..."` a caption,
// `{1,3-5}` lines to mark; other words are ignored.
//
// Raw HTML is dropped with a warning, comments without one, unless
// [Options.RawHTML] keeps both; then it is the writer's to balance it.
//
// # Why this way
//
// goldmark parses and walks; the functions here write nodes to a builder that is
// goldmark's own output writer and cuts where a hole is needed. So there is one
// pass and no second tree, and everything that needs no hole is goldmark's own
// rendering. Parsers and renderers are made once, hold no state and are safe for
// concurrent use: the state of a parse is in the builder.
package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
)

// Options say how a document is read.
type Options struct {
	// RawHTML keeps HTML in the text as it is.
	RawHTML bool
	// Line is the line of the file on which the body begins, from 1; 0 means 1.
	Line int
	// Title is the guide's. A first heading of level 1 with the same words is
	// left out.
	Title string
}

// builderKey is where block and inline parsers find their builder.
var builderKey = parser.NewContextKey()

func builderOf(pc parser.Context) *builder { return pc.Get(builderKey).(*builder) }

// Document reads the body of a guide. file is the guide's path in the site, for
// diagnostics. src needs not be valid UTF-8 and may have any line ends.
func Document(file string, src []byte, opts Options, diags *diag.List) markup.Document {
	return document(documentParser, file, src, opts, diags)
}

func document(by parser.Parser, file string, src []byte, opts Options, diags *diag.List) markup.Document {
	from := newSource(file, src, opts.Line)
	b := &builder{
		source: from.text, at: from.position, file: file,
		opts: opts, diags: diags, renderer: sharedRenderer, anchors: newAnchors(),
	}
	if offset := tooDeep(b.source); offset >= 0 {
		diags.Errorf(b.at(offset), diag.DirectiveContent, "more than %d quotations and lists within each other", maxDepth)
		return markup.Document{}
	}
	b.scratch = scratches.Get().(*scratch)
	b.text = b.scratch.html
	defer b.release()
	b.prose = !escapesSpace(b.source)
	b.checkCharacters()
	pc := parser.NewContext()
	pc.Set(builderKey, b)
	root := by.Parse(text.NewReader(b.source), parser.WithContext(pc))
	b.reportUnclosed()
	b.dropTitle(root)
	b.checkFootnotes(root)
	b.outline(root)
	b.renderChildren(root)
	b.doc.Body = b.finish()
	b.listHeadings()
	b.doc.Text, b.doc.Words = b.words(root)
	return b.doc
}

// nodesBelow gives a node's descendants, parents first, in the document's order.
func nodesBelow(n ast.Node) func(yield func(ast.Node) bool) {
	return func(yield func(ast.Node) bool) {
		_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if entering && !yield(n) {
				return ast.WalkStop, nil
			}
			return ast.WalkContinue, nil
		})
	}
}

// blocksBelow is nodesBelow without what stands in lines, of which there is four times
// as much. In a line there is no block.
func blocksBelow(n ast.Node) func(yield func(ast.Node) bool) {
	return func(yield func(ast.Node) bool) { yieldBlocks(n, yield) }
}

func yieldBlocks(n ast.Node, yield func(ast.Node) bool) bool {
	if n.Type() == ast.TypeInline {
		return true
	}
	if !yield(n) {
		return false
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if !yieldBlocks(c, yield) {
			return false
		}
	}
	return true
}

// children gives a node's children. The one that was given may be removed.
func children(n ast.Node) func(yield func(ast.Node) bool) {
	return func(yield func(ast.Node) bool) {
		for c := n.FirstChild(); c != nil; {
			next := c.NextSibling()
			if !yield(c) {
				return
			}
			c = next
		}
	}
}
