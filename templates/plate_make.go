package templates

import (
	"html/template"
	"io"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
)

// A maker makes the plates of a set. It is used by one goroutine at a time.
type maker struct {
	set       *Set
	functions template.FuncMap
	made      map[plateKey]*plate
	contexts  map[string]*context
}

func newMaker(s *Set) *maker {
	return &maker{set: s, functions: s.functions(), made: map[plateKey]*plate{}, contexts: map[string]*context{}}
}

// root makes the plate of a template that is executed by itself. html/template works out
// how to escape when it first executes one, and those that it uses. (A value of which
// that is not known has no context, and so no plate.)
func (m *maker) root(key plateKey) (*plate, error) {
	if m.made[key] == nil && m.set.html.Lookup(key.name) != nil {
		_ = m.set.html.ExecuteTemplate(io.Discard, key.name, nil) // an error comes again
	}
	return m.plate(key)
}

// plate makes the plate of a template whose escaping is worked out.
func (m *maker) plate(key plateKey) (*plate, error) {
	if p, made := m.made[key]; made {
		return p, p.why // it may fail yet
	}
	p := &plate{slots: 1}
	m.made[key] = p
	t := m.set.html.Lookup(key.name)
	if t == nil || t.Tree == nil || t.Tree.Root == nil {
		p.why = noPlate("there is no template %s", key.name)
		return p, p.why
	}
	b := &body{maker: m, plate: p, dot: key.of, scope: []*variable{{name: "$", of: key.of}}}
	if p.why = b.list(t.Tree.Root); p.why == nil {
		b.flush()
		p.steps, p.ready = b.steps, true
	}
	return p, p.why
}

// A variable of a template. Its slot is its place among those that are in scope.
type variable struct {
	name  string
	of    reflect.Type // nil once values of several types were assigned
	loops int          // around its declaration
	used  bool         // as a value of that type
}

// A body is a run of nodes on the way to becoming steps.
type body struct {
	*maker
	plate *plate
	dot   reflect.Type
	scope []*variable
	loops int // around it
	steps []step
	text  []byte // constant, not yet a step
}

// within gives a body for nodes that are printed or not, or several times, with a dot of
// some type. Its variables are gone behind it.
func (b *body) within(list *parse.ListNode, dot reflect.Type, loops int) ([]step, error) {
	if list == nil {
		return nil, nil
	}
	inner := &body{maker: b.maker, plate: b.plate, dot: dot, scope: b.scope[:len(b.scope):len(b.scope)], loops: loops}
	err := inner.list(list)
	inner.flush()
	return inner.steps, err
}

func (b *body) flush() {
	if len(b.text) == 0 {
		return
	}
	text := string(b.text)
	b.text = nil
	b.steps = append(b.steps, func(r *run, _ reflect.Value) { r.out = append(r.out, text...) })
}

func (b *body) add(s step) {
	b.flush()
	b.steps = append(b.steps, s)
}

func (b *body) list(list *parse.ListNode) error {
	for _, node := range list.Nodes {
		if err := b.node(node); err != nil {
			return err
		}
	}
	return nil
}

func (b *body) node(node parse.Node) error {
	switch n := node.(type) {
	case *parse.TextNode:
		b.text = append(b.text, n.Text...)
		return nil
	case *parse.CommentNode:
		return nil
	case *parse.ActionNode:
		return b.action(n)
	case *parse.IfNode:
		return b.choice(&n.BranchNode, false)
	case *parse.WithNode:
		return b.choice(&n.BranchNode, true)
	case *parse.RangeNode:
		return b.loop(n)
	case *parse.TemplateNode:
		return b.include(n)
	}
	return noPlate("%s", node)
}

// action prints a value through the functions that escape it, or sets variables.
func (b *body) action(n *parse.ActionNode) error {
	if len(n.Pipe.Decl) > 0 {
		_, err := b.pipe(n.Pipe)
		return err
	}
	v, err := b.command(n.Pipe.Cmds[0])
	if err != nil {
		return err
	}
	var chain []string
	for _, c := range n.Pipe.Cmds[1:] {
		if len(c.Args) != 1 {
			return noPlate("%s", n)
		}
		chain = append(chain, c.Args[0].String())
	}
	c, err := b.context(strings.Join(chain, "|"))
	if err != nil {
		return err
	}
	if v.constant.IsValid() {
		b.text = append(b.text, c.slowly(v.constant.Interface())...)
		return nil
	}
	write, get := c.anyWriter(), v.get
	if v.of != nil {
		write = c.writer(v.of)
	}
	b.add(func(r *run, dot reflect.Value) { write(r, get(r, dot)) })
	return nil
}

// pipe gives the value of a pipeline, whose variables are set when it is asked for.
func (b *body) pipe(p *parse.PipeNode) (value, error) {
	if len(p.Cmds) != 1 {
		return value{}, noPlate("%s", p)
	}
	v, err := b.command(p.Cmds[0])
	if err != nil || len(p.Decl) == 0 {
		return v, err
	}
	if v.of == nil || len(p.Decl) > 1 {
		return v, noPlate("%s", p)
	}
	slot, err := b.declare(p.Decl[0].Ident[0], v.of, p.IsAssign)
	if err != nil {
		return v, err
	}
	get := v.get
	b.add(func(r *run, dot reflect.Value) { x := get(r, dot); r.vars[r.base+slot] = x })
	v = value{of: v.of, get: func(r *run, _ reflect.Value) reflect.Value { return r.vars[r.base+slot] }}
	return v, nil
}

// declare gives the slot of a variable, a new one unless it is assigned to.
func (b *body) declare(name string, of reflect.Type, assign bool) (slot int, err error) {
	if !assign {
		b.scope = append(b.scope, &variable{name: name, of: of, loops: b.loops})
		b.plate.slots = max(b.plate.slots, len(b.scope))
		return len(b.scope) - 1, nil
	}
	slot = b.find(name)
	if slot < 0 {
		return 0, noPlate("%s is not there", name)
	}
	if v := b.scope[slot]; v.of != of {
		if v.used && b.loops > v.loops { // the next time round it would be used with the wrong type
			return 0, noPlate("%s changes its type in a loop", name)
		}
		v.of = nil
	}
	return slot, nil
}

// find gives the slot of a variable, the last one of a name; -1 where there is none.
func (b *body) find(name string) int {
	for slot, v := range slices.Backward(b.scope) {
		if v.name == name {
			return slot
		}
	}
	return -1
}

// choice prints one of two branches: {{if}} and {{with}}.
func (b *body) choice(n *parse.BranchNode, with bool) error {
	outer := len(b.scope)
	defer func() { b.scope = b.scope[:outer] }()
	v, err := b.pipe(n.Pipe)
	if err != nil {
		return err
	}
	inner := b.dot
	if with {
		if inner = v.of; inner == nil {
			return noPlate("%s", n.Pipe)
		}
	}
	yes, no := b.branch(n.List, inner), b.branch(n.ElseList, b.dot)
	get := v.get
	b.add(func(r *run, dot reflect.Value) {
		x := get(r, dot)
		steps, inside := no, dot
		if truth(x) {
			steps = yes
			if with {
				inside = x
			}
		}
		for _, s := range steps {
			s(r, inside)
		}
	})
	return nil
}

// branch is within for what may never be printed: where it cannot be made, the plate gives
// up if it comes to that.
func (b *body) branch(list *parse.ListNode, dot reflect.Type) []step {
	steps, err := b.within(list, dot, b.loops)
	if err != nil {
		return []step{func(*run, reflect.Value) { panic(giveUp{}) }}
	}
	return steps
}

// loop prints its list for each element of a slice.
func (b *body) loop(n *parse.RangeNode) error {
	outer := len(b.scope)
	defer func() { b.scope = b.scope[:outer] }()
	if len(n.Pipe.Cmds) != 1 || n.Pipe.IsAssign {
		return noPlate("%s", n.Pipe)
	}
	v, err := b.command(n.Pipe.Cmds[0])
	if err != nil {
		return err
	}
	if v.of == nil || v.of.Kind() != reflect.Slice || v.of.Elem().Kind() == reflect.Interface {
		return noPlate("%s", n.Pipe)
	}
	index, element := -1, -1
	switch decl := n.Pipe.Decl; len(decl) {
	case 1:
		element, _ = b.declare(decl[0].Ident[0], v.of.Elem(), false)
	case 2:
		index, _ = b.declare(decl[0].Ident[0], intType, false)
		element, _ = b.declare(decl[1].Ident[0], v.of.Elem(), false)
	}
	each, err := b.within(n.List, v.of.Elem(), b.loops+1)
	if err != nil {
		return err
	}
	b.scope = b.scope[:outer]
	none, err := b.within(n.ElseList, b.dot, b.loops)
	if err != nil {
		return err
	}
	get := v.get
	b.add(func(r *run, dot reflect.Value) {
		all := get(r, dot)
		length := all.Len()
		for i := range length {
			x := all.Index(i)
			if element >= 0 {
				r.vars[r.base+element] = x
			}
			if index >= 0 {
				r.vars[r.base+index] = reflect.ValueOf(i)
			}
			for _, s := range each {
				s(r, x)
			}
		}
		if length == 0 {
			for _, s := range none {
				s(r, dot)
			}
		}
	})
	return nil
}

// include prints another template. One that has no plate is left to html/template alone.
func (b *body) include(n *parse.TemplateNode) error {
	if strings.Contains(n.Name, mangled) {
		return noPlate("%s", n)
	}
	v := value{get: func(*run, reflect.Value) reflect.Value { return reflect.Value{} }}
	if n.Pipe != nil {
		var err error
		if v, err = b.pipe(n.Pipe); err != nil || v.of == nil {
			return noPlate("%s", n)
		}
	}
	p, err := b.maker.plate(plateKey{n.Name, v.of})
	get := v.get
	if err == nil {
		b.add(func(r *run, dot reflect.Value) { p.print(r, get(r, dot)) })
		return nil
	}
	html, name := b.set.html, n.Name
	b.add(func(r *run, dot reflect.Value) {
		var view any
		if x := get(r, dot); x.IsValid() {
			view = x.Interface()
		}
		if html.ExecuteTemplate(r, name, view) != nil {
			panic(giveUp{})
		}
	})
	return nil
}
