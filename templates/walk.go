package templates

import (
	"html/template"
	"text/template/parse"
)

// A use is where a template includes another: by {{template}}, or as a part of words.
type use struct {
	Name string
	node parse.Node
}

// uses lists where a template includes others.
func uses(t *template.Template) []use {
	var found []use
	walk(t, func(node parse.Node) {
		switch n := node.(type) {
		case *parse.TemplateNode:
			found = append(found, use{n.Name, n})
		case *parse.CommandNode:
			name, at := calls(n), 1
			if name == "parts" {
				at = 2
			}
			if name == "part" || name == "parts" {
				if text := literal(n, at); text != "" {
					found = append(found, use{text, n})
				}
			}
		}
	})
	return found
}

// walk visits all nodes of a template, those within its actions too.
func walk(t *template.Template, visit func(parse.Node)) {
	if t.Tree != nil && t.Tree.Root != nil {
		descend(t.Tree.Root, visit)
	}
}

func descend(node parse.Node, visit func(parse.Node)) {
	visit(node)
	switch n := node.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, child := range n.Nodes {
				descend(child, visit)
			}
		}
	case *parse.ActionNode:
		descend(n.Pipe, visit)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			descend(n.Pipe, visit)
		}
	case *parse.IfNode:
		branch(&n.BranchNode, visit)
	case *parse.RangeNode:
		branch(&n.BranchNode, visit)
	case *parse.WithNode:
		branch(&n.BranchNode, visit)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			descend(c, visit)
		}
	case *parse.CommandNode:
		for _, a := range n.Args {
			descend(a, visit)
		}
	}
}

func branch(b *parse.BranchNode, visit func(parse.Node)) {
	descend(b.Pipe, visit)
	descend(b.List, visit)
	if b.ElseList != nil {
		descend(b.ElseList, visit)
	}
}

// calls gives the name of the function that a command calls; empty where it calls none.
func calls(c *parse.CommandNode) string {
	if name, ok := c.Args[0].(*parse.IdentifierNode); ok {
		return name.Ident
	}
	return ""
}

// literal gives an argument of a command that is a text, or nothing.
func literal(c *parse.CommandNode, at int) string {
	if at < len(c.Args) {
		if text, ok := c.Args[at].(*parse.StringNode); ok {
			return text.Text
		}
	}
	return ""
}
