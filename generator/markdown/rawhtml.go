package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"tradeoff/generator/diag"
)

const rawHTMLHint = "write Markdown instead; a < that is text is written \\<"

func renderRawHTML(b *builder, n *ast.RawHTML, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	tag := string(n.Segments.Value(b.source))
	switch {
	case b.opts.RawHTML:
		b.write(tag)
	case strings.HasPrefix(tag, "<!--"), strings.HasPrefix(tag, "</"):
		// A comment is not meant to be seen; an end tag was reported with its start.
	default:
		b.diags.Warnf(b.at(n.Segments.At(0).Start), diag.RawHTML, "raw HTML is dropped: %q", tag).Hint = rawHTMLHint
	}
	return ast.WalkContinue
}

var comment = regexp.MustCompile(`(?s)<!--.*?-->`)

func renderHTMLBlock(b *builder, n *ast.HTMLBlock, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	text := rawText(b.source, n)
	if b.opts.RawHTML {
		b.write(string(text))
		return ast.WalkContinue
	}
	rest := bytes.TrimSpace(comment.ReplaceAll(text, nil))
	switch pos := b.at(n.Pos()); {
	case len(rest) == 0:
	case bytes.HasPrefix(rest, []byte("<!--")):
		b.diags.Warnf(pos, diag.RawHTML, "a comment that is never closed hides everything after it").
			Hint = "close it with -->"
	default:
		first, _, _ := bytes.Cut(rest, []byte("\n"))
		b.diags.Warnf(pos, diag.RawHTML, "raw HTML is dropped: %q", bytes.TrimSpace(first)).Hint = rawHTMLHint
	}
	return ast.WalkContinue
}

// rawText gives the source of raw HTML.
func rawText(source []byte, n ast.Node) []byte {
	switch n := n.(type) {
	case *ast.RawHTML:
		return n.Segments.Value(source)
	case *ast.HTMLBlock:
		text := n.Lines().Value(source)
		if n.HasClosure() {
			text = append(text, n.ClosureLine.Value(source)...)
		}
		return text
	}
	return nil
}

// vanishes tells whether nothing will be left of a paragraph, because it holds
// raw HTML that is dropped and nothing else.
func (b *builder) vanishes(paragraph ast.Node) bool {
	if b.opts.RawHTML {
		return false
	}
	for c := range children(paragraph) {
		t, ok := c.(*ast.Text)
		if c.Kind() != ast.KindRawHTML && (!ok || len(bytes.TrimSpace(t.Value(b.source))) > 0) {
			return false
		}
	}
	return true
}
