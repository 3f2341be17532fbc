package markdown

import (
	"regexp"
	"strconv"
	"sync"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
)

// lostFootnoteParser reports a mark that no footnote belongs to. It comes after
// goldmark's parser of marks, and leaves the text to the others.
type lostFootnoteParser struct{}

// A mark, but neither a link nor a set of characters, [^a-z].
var footnoteMark = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\[\^([\pL\pN_]+|[\pL\pN_-]{4,})\](?:[^(\[:]|$)`) })

// Trigger implements parser.InlineParser.
func (lostFootnoteParser) Trigger() []byte { return []byte{'['} }

// Parse implements parser.InlineParser.
func (lostFootnoteParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 2 || line[1] != '^' {
		return nil
	}
	if m := footnoteMark().FindSubmatch(line); m != nil {
		b := builderOf(pc)
		b.diags.Warnf(b.at(segment.Start), diag.BrokenLink, "no footnote is called %q; the mark is shown as it is written", m[1]).
			Hint = "write the footnote on a line of its own: [^" + string(m[1]) + "]: text"
	}
	return nil
}

// unusedFootnotes reports footnotes that goldmark is about to drop because no
// mark leads to them.
type unusedFootnotes struct{}

// Transform implements parser.ASTTransformer.
func (unusedFootnotes) Transform(root *ast.Document, _ text.Reader, pc parser.Context) {
	b := builderOf(pc)
	seen := map[string]bool{}
	for n := range blocksBelow(root) {
		note, ok := n.(*east.Footnote)
		if !ok {
			continue
		}
		label := string(note.Ref)
		switch {
		case seen[label]:
			b.diags.Warnf(b.at(note.Pos()), diag.Duplicate, "a second footnote is called %q; it is left out", label)
		case note.Index < 0:
			b.diags.Warnf(b.at(note.Pos()), diag.BrokenLink, "no mark in the text leads to the footnote %q; it is left out", label).
				Hint = "write [^" + label + "] in the text, or delete the footnote"
		}
		seen[label] = true
	}
}

// checkFootnotes takes the ids of the footnotes that are shown. Where there are any,
// goldmark has put them at the end, and else there are no marks either.
func (b *builder) checkFootnotes(root ast.Node) {
	if last := root.LastChild(); last == nil || last.Kind() != east.KindFootnoteList {
		return
	}
	for n := range nodesBelow(root) {
		switch n := n.(type) {
		case *east.Footnote:
			b.anchors.ids[footnoteID(n.Index)] = true
		case *east.FootnoteLink:
			b.anchors.ids[markID(n.Index, n.RefIndex)] = true
		}
	}
}

func footnoteID(index int) string { return "fn-" + strconv.Itoa(index) }

// markID is the id of one of the marks of a footnote, counted from 0.
func markID(index, mark int) string {
	id := "fnref-" + strconv.Itoa(index)
	if mark > 0 {
		id += "-" + strconv.Itoa(mark+1)
	}
	return id
}

func renderFootnoteLink(b *builder, n *east.FootnoteLink, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	number := strconv.Itoa(n.Index)
	b.write(`<sup id="`, markID(n.Index, n.RefIndex), `">`)
	if len(b.linkEnds) > 0 { // links do not nest
		b.write(number)
	} else {
		b.write(`<a class="footnote-ref" href="#`, footnoteID(n.Index), `" role="doc-noteref" aria-label="`)
		b.hole(markup.Said{Key: "text.footnote", Number: n.Index})
		b.write(`">`, number, `</a>`)
	}
	b.write("</sup>")
	return ast.WalkContinue
}

func renderFootnoteList(b *builder, _ *east.FootnoteList, entering bool) ast.WalkStatus {
	if entering {
		b.write(`<section class="footnotes" role="doc-endnotes" aria-label="`)
		b.hole(markup.Said{Key: "text.footnotes"})
		b.write("\">\n<ol>\n")
	} else {
		b.write("</ol>\n</section>\n")
	}
	return ast.WalkContinue
}

func renderFootnote(b *builder, n *east.Footnote, entering bool) ast.WalkStatus {
	if entering {
		b.write(`<li id="`, footnoteID(n.Index), "\">\n")
	} else {
		b.write("</li>\n")
	}
	return ast.WalkContinue
}

func renderFootnoteBacklink(b *builder, n *east.FootnoteBacklink, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	b.write(` <a class="footnote-backref" href="#`, markID(n.Index, n.RefIndex), `" role="doc-backlink" aria-label="`)
	if n.RefIndex > 0 {
		b.hole(markup.Said{Key: "text.back_again", Number: n.Index, Second: n.RefIndex + 1})
	} else {
		b.hole(markup.Said{Key: "text.back", Number: n.Index})
	}
	b.write(`">↩︎</a>`)
	return ast.WalkContinue
}
