package templates

import (
	"bytes"
	"html/template"
	"text/template/parse"
)

// A minifier that sees marks instead of actions leaves the spaces beside them, though
// most stand between blocks, where nobody sees them: what follows is the next section,
// which may be there or not. What is here looks through the actions. A space may go if
// all that can come on one side of it, whichever way the actions branch, ends or begins
// with the tag of a block.

// An edge is what may come first, or last, of what a part of a template says.
type edge struct {
	inline bool // something that is no tag of a block
	empty  bool // nothing at all: then what is beyond it counts
}

// edges finds the edges of a set's templates.
type edges struct {
	set   *Set
	tags  map[*parse.TextNode][2]bool // whether a text begins and ends with the tag of a block
	known map[string][2]edge          // of templates
}

const (
	first = 0
	last  = 1
)

// blockTags are elements at whose edges spaces are not seen, or that are not seen
// themselves.
var blockTags = map[string]bool{
	"html": true, "head": true, "body": true, "title": true, "meta": true, "link": true, "script": true, "style": true,
	"address": true, "article": true, "aside": true, "blockquote": true, "caption": true, "dd": true, "details": true,
	"div": true, "dl": true, "dt": true, "figure": true, "figcaption": true, "footer": true, "form": true,
	"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "header": true, "hr": true, "li": true,
	"main": true, "nav": true, "ol": true, "p": true, "section": true, "summary": true, "table": true,
	"tbody": true, "td": true, "th": true, "thead": true, "tr": true, "ul": true,
}

// read notes how the texts of a file begin and end, which html has with marks between
// them: text i ends where mark i+1 begins.
func (e *edges) read(nodes []*parse.TextNode, html []byte, marks [][]int) {
	for i, node := range nodes {
		text := html[marks[i][1]:marks[i+1][0]]
		begin, end := bytes.TrimLeft(text, spaces), bytes.TrimRight(text, spaces)
		var tags [2]bool
		if len(begin) > 0 && begin[0] == '<' {
			tags[first] = blockTags[tagName(begin)]
		}
		if len(end) > 0 && end[len(end)-1] == '>' { // of a tag that may have begun before the mark
			before := html[:marks[i][1]+len(end)]
			tags[last] = blockTags[tagName(before[bytes.LastIndexByte(before, '<'):])]
		}
		e.tags[node] = tags
	}
}

// tagName gives the name of the tag that HTML begins with.
func tagName(html []byte) string {
	name := bytes.TrimPrefix(html[1:], []byte("/"))
	if end := bytes.IndexAny(name, spaces+"/>{"); end >= 0 {
		name = name[:end]
	}
	return string(name)
}

// of gives an edge of a part of a template.
func (e *edges) of(node parse.Node, side int) edge {
	switch n := node.(type) {
	case *parse.TextNode:
		blank := len(bytes.TrimSpace(n.Text)) == 0
		return edge{empty: blank, inline: !blank && !e.tags[n][side]}
	case *parse.ActionNode:
		return edge{empty: len(n.Pipe.Decl) > 0, inline: len(n.Pipe.Decl) == 0}
	case *parse.IfNode:
		return e.ofBranches(&n.BranchNode, side)
	case *parse.WithNode:
		return e.ofBranches(&n.BranchNode, side)
	case *parse.RangeNode:
		return e.ofBranches(&n.BranchNode, side)
	case *parse.TemplateNode:
		return e.ofTemplate(e.set.html.Lookup(n.Name), side)
	case *parse.CommentNode:
		return edge{empty: true}
	}
	return edge{inline: true}
}

func (e *edges) ofBranches(b *parse.BranchNode, side int) edge {
	found, other := e.ofList(b.List, side), edge{empty: true}
	if b.ElseList != nil {
		other = e.ofList(b.ElseList, side)
	}
	return edge{inline: found.inline || other.inline, empty: found.empty || other.empty}
}

// ofList gives the edge of parts that come one after the other.
func (e *edges) ofList(list *parse.ListNode, side int) edge {
	found := edge{empty: true}
	if list == nil {
		return found
	}
	for i := range list.Nodes {
		at := i
		if side == last {
			at = len(list.Nodes) - 1 - i
		}
		next := e.of(list.Nodes[at], side)
		found.inline = found.inline || next.inline
		if !next.empty {
			found.empty = false
			break
		}
	}
	return found
}

func (e *edges) ofTemplate(t *template.Template, side int) edge {
	if t == nil || t.Tree == nil {
		return edge{inline: true}
	}
	known, done := e.known[t.Name()]
	if !done {
		e.known[t.Name()] = [2]edge{{inline: true}, {inline: true}} // for one that uses itself
		known = [2]edge{e.ofList(t.Tree.Root, first), e.ofList(t.Tree.Root, last)}
		e.known[t.Name()] = known
	}
	return known[side]
}

// join gives the edge of a part with what is beyond it.
func join(near, beyond edge) edge {
	if !near.empty {
		return near
	}
	return edge{inline: near.inline || beyond.inline, empty: beyond.empty}
}

// trimAll leaves out spaces that nobody sees in a template. What the template of a file
// says is a block, or has no spaces around it; what a part says may stand anywhere.
func (e *edges) trimAll(t *template.Template) {
	beyond := edge{inline: t.Name() != t.Tree.ParseName}
	e.trim(t.Tree.Root, beyond, beyond)
}

// trim leaves out spaces that nobody sees in parts that come one after the other. before
// and after are the edges of what may stand there.
func (e *edges) trim(list *parse.ListNode, before, after edge) {
	if list == nil {
		return
	}
	for i, node := range list.Nodes {
		left := join(e.ofList(&parse.ListNode{Nodes: list.Nodes[:i]}, last), before)
		right := join(e.ofList(&parse.ListNode{Nodes: list.Nodes[i+1:]}, first), after)
		switch n := node.(type) {
		case *parse.TextNode:
			e.trimText(n, left, right)
		case *parse.IfNode:
			e.trimBranches(&n.BranchNode, left, right)
		case *parse.WithNode:
			e.trimBranches(&n.BranchNode, left, right)
		case *parse.RangeNode: // each time may come after, and before, another one
			again := func(side int, beyond edge) edge {
				own := e.ofList(n.List, side)
				return edge{inline: own.inline || beyond.inline, empty: own.empty || beyond.empty}
			}
			e.trim(n.List, again(last, left), again(first, right))
			e.trim(n.ElseList, left, right)
		}
	}
}

func (e *edges) trimBranches(b *parse.BranchNode, before, after edge) {
	e.trim(b.List, before, after)
	e.trim(b.ElseList, before, after)
}

// trimText leaves out the spaces at the edges of a text.
func (e *edges) trimText(n *parse.TextNode, before, after edge) {
	seen := func(x edge) bool { return x.inline || x.empty }
	if blank := len(bytes.TrimSpace(n.Text)) == 0; blank {
		if !seen(before) || !seen(after) {
			n.Text = nil
		}
		return
	}
	if !seen(before) {
		n.Text = bytes.TrimLeft(n.Text, spaces)
	}
	if !seen(after) {
		n.Text = bytes.TrimRight(n.Text, spaces)
	}
}
