package markdown

import (
	"sync"

	"github.com/yuin/goldmark/ast"
	gtext "github.com/yuin/goldmark/text"
)

// A scratch is memory of a builder, which the next one uses again: nothing of it is left
// in a document.
type scratch struct {
	html  []byte     // where HTML is written before it becomes a part of its size
	texts []ast.Text // the nodes of prose, which are half of all nodes
	used  int        // of texts
}

var scratches = sync.Pool{New: func() any { return &scratch{texts: make([]ast.Text, 256)} }}

// newText gives a node of the syntax tree.
func (s *scratch) newText(segment gtext.Segment) *ast.Text {
	if s == nil || s.used == len(s.texts) {
		return ast.NewTextSegment(segment)
	}
	s.used++
	node := &s.texts[s.used-1]
	node.Segment = segment
	return node
}

// mostScratch is how many bytes of HTML are kept at most.
const mostScratch = 1 << 18

// release gives the memory back. No node may be used any more.
func (b *builder) release() {
	s := b.scratch
	if cap(b.text) <= mostScratch {
		s.html = b.text[:0]
	}
	clear(s.texts[:s.used])
	s.used = 0
	b.scratch, b.text = nil, nil
	scratches.Put(s)
}
