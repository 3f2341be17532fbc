package markdown

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	gtext "github.com/yuin/goldmark/text"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
)

// A containerNode is a directive with content. Its first child is its title, if
// it has one.
type containerNode struct {
	ast.BaseBlock
	name      string
	known     bool // the name is a container's; where not, it has been reported
	colons    int
	start     int // where the fence begins in the source
	nameStart int
	closed    bool
	// misheaded says that a heading of a level that cannot stand in the container
	// has been reported.
	misheaded bool
	items     int // headings that begin an item
	deeper    int // the level of a heading below 3 that stands before the first item; 0 where none does
}

// A titleNode is the rest of a container's opening line.
type titleNode struct{ ast.BaseBlock }

// A fenceNode is a closing fence, until its line has been read.
type fenceNode struct{ ast.BaseBlock }

var (
	kindContainer = ast.NewNodeKind("Container")
	kindTitle     = ast.NewNodeKind("ContainerTitle")
	kindFence     = ast.NewNodeKind("ContainerFence")
)

// Kind implements ast.Node.
func (*containerNode) Kind() ast.NodeKind { return kindContainer }

// Kind implements ast.Node.
func (*titleNode) Kind() ast.NodeKind { return kindTitle }

// Kind implements ast.Node.
func (*fenceNode) Kind() ast.NodeKind { return kindFence }

// Dump implements ast.Node.
func (n *containerNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Dump implements ast.Node.
func (n *titleNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Dump implements ast.Node.
func (n *fenceNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// startsItem tells whether a heading begins an item of the container.
func (n *containerNode) startsItem(h *ast.Heading) bool {
	return n.division() == markup.ByHeading && h.Parent() == ast.Node(n) && h.Level == 3
}

// division says how the container's content is cut. An unknown name's is not.
func (n *containerNode) division() markup.Division { return markup.Containers[n.name] }

var containerName = regexp.MustCompile(`^\pL[^\s{}\[\]]*`)

// open reads the line that opens a container: `:::name title`, with a space
// before the name and the title in brackets too, as other tools have it.
func (d *directiveLine) open() ast.Node {
	indent := spaces(d.rest)
	name := containerName.FindString(d.rest[indent:])
	if name == "" {
		return nil
	}
	if d.nesting() >= maxContainers {
		if !d.tooDeep {
			d.diags.Errorf(d.at(d.start), diag.DirectiveContent, "more than %d containers within each other", maxContainers).
				Hint = "close them: each one needs a line of colons where it ends"
		}
		d.tooDeep = true
		d.expected++
		return nil
	}
	n := &containerNode{name: name, colons: d.colons, start: d.start, nameStart: d.start + d.colons + indent}
	_, n.known = markup.Containers[name]
	if _, leaf := markup.LeafDirectives[name]; leaf {
		d.diags.Errorf(d.at(n.nameStart), diag.UnknownDirective, "%q stands alone on its line, so it is written with two colons", name).
			Hint = `write "::` + name + `"`
	} else if !n.known {
		d.unknown(name, d.at(n.nameStart))
	}
	title := d.rest[indent+len(name):]
	offset := n.nameStart + len(name) + spaces(title)
	title = strings.TrimSpace(title)
	switch {
	case strings.HasPrefix(title, "{") && n.known:
		d.refuseAttributes(n, title, offset)
		title = ""
	case strings.HasPrefix(title, "[") && strings.HasSuffix(title, "]"):
		title, offset = title[1:len(title)-1], offset+1
	}
	if title != "" {
		t := &titleNode{}
		t.Lines().Append(gtext.NewSegment(offset, offset+len(title)))
		n.AppendChild(n, t)
	}
	return n
}

// maxContainers bounds how deep containers nest, for the reason of [maxDepth].
const maxContainers = 50

// nesting counts the containers around the line.
func (d *directiveLine) nesting() int {
	n := 0
	for p := d.parent; p != nil; p = p.Parent() {
		if p.Kind() == kindContainer {
			n++
		}
	}
	return n
}

// refuseAttributes reports attributes after a container's name.
func (d *directiveLine) refuseAttributes(n *containerNode, text string, offset int) {
	for _, a := range d.attributes(text, offset) {
		d.diags.Errorf(d.at(a.key.offset), diag.DirectiveAttribute, ":::%s has no attribute %q", n.name, a.key.text).
			Hint = "it takes no attributes; its title is the rest of the line: :::" + n.name + " Title"
	}
}

// reportUnclosed reports the containers that are not closed, but not those in
// another one that is not: its end is theirs. A second opening line of the same
// name was probably meant to close the first.
func (b *builder) reportUnclosed() {
	inner := map[*containerNode]*containerNode{}
	for _, n := range b.unclosed {
		if outer := unclosedAround(n); outer != nil {
			inner[outer] = n
			continue
		}
		fence := strings.Repeat(":", n.colons)
		d := b.diags.Errorf(b.at(n.start), diag.DirectiveUnclosed, "%q is not closed", fence+n.name)
		d.Hint = "write " + fence + " on a line of its own where it ends"
		if second := inner[n]; second != nil && second.name == n.name && second.colons == n.colons {
			d.Hint += fmt.Sprintf("; line %d opens another one: a line that closes is %s alone", b.at(second.start).Line, fence)
		}
	}
}

// unclosedAround gives the nearest container around another one that is not
// closed either; nil where there is none.
func unclosedAround(n *containerNode) *containerNode {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if c, ok := p.(*containerNode); ok && c.known && !c.closed {
			return c
		}
	}
	return nil
}

// close reads a closing fence, which may stand in a block that is inside of the
// container.
func (d *directiveLine) close() ast.Node {
	var open, target *containerNode
	for p := d.parent; p != nil; p = p.Parent() {
		c, ok := p.(*containerNode)
		if !ok || c.closed {
			continue
		}
		if open == nil {
			open = c
		}
		if c.colons == d.colons && (target == nil || target.colons != d.colons) || c.colons < d.colons && target == nil {
			target = c
		}
	}
	fence := strings.Repeat(":", d.colons)
	switch {
	case target != nil:
		target.closed = true
	case open != nil:
		d.diags.Errorf(d.at(d.start), diag.DirectiveContent, "%q closes nothing: %q was opened with %d colons", fence, open.name, open.colons).
			Hint = "write " + strings.Repeat(":", open.colons)
	case d.expected > 0:
		d.expected--
	default:
		d.diags.Errorf(d.at(d.start), diag.DirectiveContent, "%q closes nothing, because nothing is open here", fence).
			Hint = "delete the line, or open a container before it, as in :::note"
	}
	return &fenceNode{}
}
