package templates

import (
	"cmp"
	"encoding/json"
	"html/template"
	"reflect"
	"text/template/parse"
)

// A value is what stands in an action.
type value struct {
	of       reflect.Type // nil where it may be one of several, so that only its truth can be used
	get      func(r *run, dot reflect.Value) reflect.Value
	constant reflect.Value // valid where it is always the same
}

var (
	intType    = reflect.TypeFor[int]()
	boolType   = reflect.TypeFor[bool]()
	stringType = reflect.TypeFor[string]()
	htmlType   = reflect.TypeFor[template.HTML]()
	urlType    = reflect.TypeFor[template.URL]()
	jsonType   = reflect.TypeFor[json.RawMessage]()
)

func constant(x any) value {
	v := reflect.ValueOf(x)
	return value{of: v.Type(), get: func(*run, reflect.Value) reflect.Value { return v }, constant: v}
}

// command gives the value of a command: a function that is called, or a single value.
func (b *body) command(c *parse.CommandNode) (value, error) {
	if name, is := c.Args[0].(*parse.IdentifierNode); is {
		return b.call(name.Ident, c.Args[1:])
	}
	if len(c.Args) != 1 {
		return value{}, noPlate("%s", c)
	}
	return b.argument(c.Args[0])
}

func (b *body) argument(node parse.Node) (value, error) {
	switch n := node.(type) {
	case *parse.DotNode:
		return b.fields(value{of: b.dot, get: func(_ *run, dot reflect.Value) reflect.Value { return dot }}, nil)
	case *parse.FieldNode:
		return b.fields(value{of: b.dot, get: func(_ *run, dot reflect.Value) reflect.Value { return dot }}, n.Ident)
	case *parse.VariableNode:
		slot := b.find(n.Ident[0])
		if slot < 0 {
			return value{}, noPlate("%s", n)
		}
		v := b.scope[slot]
		v.used = v.used || v.of != nil
		return b.fields(value{of: v.of, get: func(r *run, _ reflect.Value) reflect.Value { return r.vars[r.base+slot] }}, n.Ident[1:])
	case *parse.PipeNode:
		if len(n.Decl) == 0 {
			return b.pipe(n)
		}
	case *parse.IdentifierNode:
		return b.call(n.Ident, nil)
	case *parse.StringNode:
		return constant(n.Text), nil
	case *parse.BoolNode:
		return constant(n.True), nil
	case *parse.NumberNode:
		if n.IsInt && int64(int(n.Int64)) == n.Int64 {
			return constant(int(n.Int64)), nil
		}
	}
	return value{}, noPlate("%s", node)
}

// A hop leads from a value to one of its fields.
type hop struct {
	pointers int // to go through before
	index    []int
}

// fields gives a field of a field of a value.
func (b *body) fields(v value, names []string) (value, error) {
	if v.of == nil && len(names) == 0 {
		return v, nil
	}
	if v.of == nil || v.of.Kind() == reflect.Interface {
		return v, noPlate("a value of no known type")
	}
	var hops []hop
	for _, name := range names {
		h, of, err := hopTo(v.of, name)
		if err != nil {
			return v, err
		}
		hops = append(hops, h)
		v.of = of
	}
	if len(hops) == 0 {
		return v, nil
	}
	get := v.get
	v.get = func(r *run, dot reflect.Value) reflect.Value {
		x := get(r, dot)
		for _, h := range hops {
			for range h.pointers {
				if x = x.Elem(); !x.IsValid() {
					panic(giveUp{})
				}
			}
			for _, i := range h.index {
				x = x.Field(i)
			}
		}
		return x
	}
	return v, nil
}

// hopTo finds a field of a struct, or of one that pointers lead to.
func hopTo(of reflect.Type, name string) (h hop, field reflect.Type, err error) {
	for of.Kind() == reflect.Pointer {
		of = of.Elem()
		h.pointers++
	}
	if of.Kind() != reflect.Struct {
		return h, nil, noPlate("%s of %s", name, of)
	}
	if _, method := reflect.PointerTo(of).MethodByName(name); method {
		return h, nil, noPlate("the method %s of %s", name, of)
	}
	found, ok := of.FieldByName(name)
	if !ok || !found.IsExported() || found.Type.Kind() == reflect.Interface {
		return h, nil, noPlate("%s of %s", name, of)
	}
	h.index = found.Index
	for i := range found.Index[:len(found.Index)-1] {
		if of.FieldByIndex(found.Index[:i+1]).Type.Kind() == reflect.Pointer {
			return h, nil, noPlate("%s of %s is behind a pointer", name, of)
		}
	}
	return h, found.Type, nil
}

// truth tells whether a value is true, as {{if}} sees it.
func truth(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Bool:
		return v.Bool()
	case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
		return v.Len() > 0
	case reflect.Pointer:
		return !v.IsNil()
	case reflect.Struct:
		return true
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int() != 0
	case reflect.Float32, reflect.Float64:
		return v.Float() != 0
	}
	panic(giveUp{})
}

// compare gives how two values compare whose types can.
func compare(of reflect.Type) func(x, y reflect.Value) int {
	switch of.Kind() {
	case reflect.String:
		return func(x, y reflect.Value) int { return cmp.Compare(x.String(), y.String()) }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(x, y reflect.Value) int { return cmp.Compare(x.Int(), y.Int()) }
	}
	return nil
}
