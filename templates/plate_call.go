package templates

import (
	"bytes"
	"html/template"
	"reflect"
	"text/template/parse"
)

// call gives the value of a function. One whose arguments are constant is called once:
// the functions of templates give the same for the same.
func (b *body) call(name string, nodes []parse.Node) (value, error) {
	var args []value
	known := true
	for _, node := range nodes {
		v, err := b.argument(node)
		if err != nil {
			return v, err
		}
		args = append(args, v)
		known = known && v.constant.IsValid()
	}
	v, err := b.function(name, args)
	if err == nil && known && v.of != nil && name != "part" && name != "parts" {
		v.constant, err = once(v)
	}
	return v, err
}

// once calls a function whose arguments are constant.
func once(v value) (result reflect.Value, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = noPlate("a function fails")
		}
	}()
	return v.get(&run{}, reflect.Value{}), nil
}

func (b *body) function(name string, args []value) (value, error) {
	switch name {
	case "and", "or":
		return choose(args, name == "or")
	case "not", "len":
		if len(args) == 1 {
			return single(name, args[0])
		}
	case "eq", "ne", "lt", "le", "gt", "ge":
		return comparison(name, args)
	case "say":
		return b.say(args)
	case "part":
		return b.part(args)
	case "parts":
		return b.parts(args)
	}
	f, known := b.functions[name]
	if !known {
		return value{}, noPlate("the function %s", name)
	}
	if icon, is := f.(func(string) template.HTML); is && len(args) == 1 && args[0].of == stringType {
		get := args[0].get
		return value{of: htmlType, get: func(r *run, dot reflect.Value) reflect.Value {
			return reflect.ValueOf(icon(get(r, dot).String()))
		}}, nil
	}
	return reflected(reflect.ValueOf(f), args)
}

// choose gives the first of some values that is true, or that is not, or the last one.
func choose(args []value, truly bool) (value, error) {
	if len(args) == 0 {
		return value{}, noPlate("and, or")
	}
	of := args[0].of
	for _, a := range args {
		if a.of != of {
			of = nil
		}
	}
	return value{of: of, get: func(r *run, dot reflect.Value) (x reflect.Value) {
		for _, a := range args {
			if x = a.get(r, dot); truth(x) == truly {
				break
			}
		}
		return x
	}}, nil
}

var yes, no = reflect.ValueOf(true), reflect.ValueOf(false)

func truthValue(is bool) reflect.Value {
	if is {
		return yes
	}
	return no
}

// single gives what {{not}} and {{len}} do.
func single(name string, arg value) (value, error) {
	get := arg.get
	if name == "not" {
		return value{of: boolType, get: func(r *run, dot reflect.Value) reflect.Value { return truthValue(!truth(get(r, dot))) }}, nil
	}
	if arg.of == nil || arg.of.Kind() != reflect.Slice && arg.of.Kind() != reflect.String {
		return value{}, noPlate("len of %s", arg.of)
	}
	return value{of: intType, get: func(r *run, dot reflect.Value) reflect.Value { return reflect.ValueOf(get(r, dot).Len()) }}, nil
}

// comparison compares two strings, or two integers.
func comparison(name string, args []value) (value, error) {
	if len(args) != 2 || args[0].of == nil || args[1].of == nil {
		return value{}, noPlate("%s", name)
	}
	order := compare(args[0].of)
	if other := compare(args[1].of); order == nil || other == nil || (args[0].of.Kind() == reflect.String) != (args[1].of.Kind() == reflect.String) {
		return value{}, noPlate("%s of %s and %s", name, args[0].of, args[1].of)
	}
	is := map[string]func(int) bool{
		"eq": func(c int) bool { return c == 0 }, "ne": func(c int) bool { return c != 0 },
		"lt": func(c int) bool { return c < 0 }, "le": func(c int) bool { return c <= 0 },
		"gt": func(c int) bool { return c > 0 }, "ge": func(c int) bool { return c >= 0 },
	}[name]
	x, y := args[0].get, args[1].get
	return value{of: boolType, get: func(r *run, dot reflect.Value) reflect.Value { return truthValue(is(order(x(r, dot), y(r, dot)))) }}, nil
}

// reflected calls a function by reflection.
func reflected(f reflect.Value, args []value) (value, error) {
	of := f.Type()
	if of.NumIn() != len(args) && !(of.IsVariadic() && len(args) >= of.NumIn()-1) || of.NumOut() == 0 || of.Out(0).Kind() == reflect.Interface {
		return value{}, noPlate("%s", of)
	}
	for i, a := range args {
		in := of.In(min(i, of.NumIn()-1))
		if of.IsVariadic() && i >= of.NumIn()-1 {
			in = in.Elem()
		}
		if a.of == nil || !a.of.AssignableTo(in) {
			return value{}, noPlate("%s for %s", a.of, of)
		}
	}
	return value{of: of.Out(0), get: func(r *run, dot reflect.Value) reflect.Value {
		in := make([]reflect.Value, len(args))
		for i, a := range args {
			in[i] = a.get(r, dot)
		}
		out := f.Call(in)
		if len(out) > 1 && !out[1].IsNil() {
			panic(giveUp{})
		}
		return out[0]
	}}, nil
}

// say is {{say}} with values for the holes of its words.
func (b *body) say(args []value) (value, error) {
	if len(args) == 0 || args[0].of != stringType {
		return value{}, noPlate("say")
	}
	say := b.set.words.Say
	return value{of: htmlType, get: func(r *run, dot reflect.Value) reflect.Value {
		pairs := make([]any, len(args)-1)
		for i, a := range args[1:] {
			x := a.get(r, dot)
			if !x.IsValid() {
				panic(giveUp{})
			}
			pairs[i] = x.Interface()
		}
		html, err := say(args[0].get(r, dot).String(), pairs...)
		if err != nil {
			panic(giveUp{})
		}
		return reflect.ValueOf(html)
	}}, nil
}

// named gives the plate of a template that is named by a constant.
func (b *body) named(name value, of reflect.Type) (*plate, error) {
	if name.of != stringType || !name.constant.IsValid() || of == nil || of.Kind() == reflect.Interface {
		return nil, noPlate("part")
	}
	return b.root(plateKey{name.constant.String(), of})
}

// part is {{part}}.
func (b *body) part(args []value) (value, error) {
	if len(args) != 2 {
		return value{}, noPlate("part")
	}
	p, err := b.named(args[0], args[1].of)
	if err != nil {
		return value{}, err
	}
	get := args[1].get
	return value{of: htmlType, get: func(r *run, dot reflect.Value) reflect.Value {
		return reflect.ValueOf(r.apart(p, get(r, dot)))
	}}, nil
}

// apart gives what a plate prints, without the spaces around it.
func (r *run) apart(p *plate, dot reflect.Value) template.HTML {
	begin := len(r.out)
	p.print(r, dot)
	html := template.HTML(bytes.TrimSpace(r.out[begin:]))
	r.out = r.out[:begin]
	return html
}

// parts is {{parts}}.
func (b *body) parts(args []value) (value, error) {
	if len(args) != 3 || args[0].of != stringType || args[2].of == nil || args[2].of.Kind() != reflect.Slice {
		return value{}, noPlate("parts")
	}
	p, err := b.named(args[1], args[2].of.Elem())
	if err != nil {
		return value{}, err
	}
	join := b.set.words.JoinHTML
	return value{of: htmlType, get: func(r *run, dot reflect.Value) reflect.Value {
		list := args[2].get(r, dot)
		made := make([]template.HTML, list.Len())
		for i := range made {
			made[i] = r.apart(p, list.Index(i))
		}
		return reflect.ValueOf(join(args[0].get(r, dot).String(), made))
	}}, nil
}
