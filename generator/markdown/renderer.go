package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// newRenderer gives goldmark's renderer with the nodes replaced that this
// package writes in its own way. It keeps no state and may be shared.
func newRenderer() renderer.Renderer {
	return renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(nodes{}, 100),
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
		util.Prioritized(extension.NewDefinitionListHTMLRenderer(), 500),
		util.Prioritized(html.NewRenderer(), 1000),
	))
}

// nodes registers this package's renderers.
type nodes struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (nodes) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindHeading, on(renderHeading))
	r.Register(ast.KindParagraph, on(renderParagraph))
	r.Register(ast.KindListItem, on(renderListItem))
	r.Register(ast.KindCodeBlock, on(renderCode))
	r.Register(ast.KindFencedCodeBlock, on(renderFencedCode))
	r.Register(ast.KindHTMLBlock, on(renderHTMLBlock))

	r.Register(ast.KindText, on(renderText))
	r.Register(ast.KindLink, on(renderLink))
	r.Register(ast.KindAutoLink, on(renderAutoLink))
	r.Register(ast.KindImage, on(renderImage))
	r.Register(ast.KindRawHTML, on(renderRawHTML))

	r.Register(east.KindTable, on(renderTable))
	r.Register(east.KindTableHeader, on(renderTableHeader))
	r.Register(east.KindTableRow, on(renderTableRow))
	r.Register(east.KindTableCell, on(renderTableCell))
	r.Register(east.KindTaskCheckBox, on(renderTaskCheckBox))
	r.Register(east.KindFootnoteLink, on(renderFootnoteLink))
	r.Register(east.KindFootnoteBacklink, on(renderFootnoteBacklink))
	r.Register(east.KindFootnote, on(renderFootnote))
	r.Register(east.KindFootnoteList, on(renderFootnoteList))

	r.Register(kindFact, on(renderFact))
	r.Register(kindDirective, on(renderDirective))
	r.Register(kindContainer, on(renderContainer))
	r.Register(kindTitle, on(renderNothing))
	r.Register(kindFence, on(renderNothing))
}

// on makes a renderer of a function that takes the builder and a node of a type.
func on[N ast.Node](f func(b *builder, n N, entering bool) ast.WalkStatus) renderer.NodeRendererFunc {
	return func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		return f(w.(*builder), n.(N), entering), nil
	}
}

// renderNothing is for nodes that another node's renderer writes.
func renderNothing(*builder, ast.Node, bool) ast.WalkStatus { return ast.WalkSkipChildren }
