package templates

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"sync"
)

// html/template looks up each field by its name and calls each function by reflection,
// the ones that escape too, every time: that takes more than half of what a build takes
// that has nothing else to do slowly. So a template is made ready to print once for each
// type of view that it is executed with: where a field lies, which function is called,
// what is constant and how a type is escaped is known then.
//
// What is printed is what html/template prints, byte for byte. It has worked out how to
// escape, and a plate is made of its result. It stays the judge: a plate gives up where
// something is out of the ordinary (a nil where a field is asked for, an error of a
// function), and what it cannot do it is not made for (see errNoPlate). Then html/template
// executes the template, and says what is wrong with it. A site's own templates are
// printed so, too.

// A plate is a template that is ready to print for one type of view. It is not changed
// once it is ready.
type plate struct {
	steps []step
	slots int  // how many variables it has at once, "$" being the first
	ready bool // false for one that could not be made, and while it is made
	why   error
}

// A step prints something, or sets a variable.
type step func(r *run, dot reflect.Value)

// A run prints a page: it is used by one goroutine.
type run struct {
	out   []byte
	vars  []reflect.Value // of all plates that print at the moment
	base  int             // where those of the innermost begin
	depth int
}

// mostDeep is how deep templates may use each other; html/template bears more, and says
// when it is too deep.
const mostDeep = 1000

// giveUp is what a plate panics with that gives up.
type giveUp struct{}

// errNoPlate is why a template has no plate for a type.
var errNoPlate = errors.New("templates: nothing but html/template can do this")

// print prints a view.
func (p *plate) print(r *run, dot reflect.Value) {
	if r.depth++; !p.ready || r.depth > mostDeep {
		panic(giveUp{})
	}
	outer := r.base
	r.base = len(r.vars)
	for range p.slots {
		r.vars = append(r.vars, reflect.Value{})
	}
	r.vars[r.base] = dot
	for _, s := range p.steps {
		s(r, dot)
	}
	r.vars = r.vars[:r.base]
	r.base = outer
	r.depth--
}

// Write makes a run something that html/template can write to.
func (r *run) Write(b []byte) (int, error) {
	r.out = append(r.out, b...)
	return len(b), nil
}

// plates are those of a set. They are safe for concurrent use.
type plates struct {
	making sync.Mutex
	maker  *maker
	ready  sync.Map // by plateKey, *plate
	runs   sync.Pool
}

// A plateKey is what a plate is made for. The type is nil for a template that is executed
// with nothing.
type plateKey struct {
	name string
	of   reflect.Type
}

// plateFor gives the plate of a template for a type, or one that is not ready.
func (s *Set) plateFor(key plateKey) *plate {
	if p, made := s.plates.ready.Load(key); made {
		return p.(*plate)
	}
	s.plates.making.Lock()
	defer s.plates.making.Unlock()
	if s.plates.maker == nil {
		s.plates.maker = newMaker(s)
	}
	p, _ := s.plates.maker.root(key) // one that failed is not ready
	for key, p := range s.plates.maker.made {
		s.plates.ready.Store(key, p)
	}
	return p
}

// Print executes a template and hands over what it makes, which is good until then
// returns. An error is for [Set.Diagnose].
func (s *Set) Print(name string, view any, then func(html []byte)) error {
	if s.plates == nil {
		var b bytes.Buffer
		err := s.html.ExecuteTemplate(&b, name, view)
		if err == nil {
			then(b.Bytes())
		}
		return err
	}
	r, _ := s.plates.runs.Get().(*run)
	if r == nil {
		r = &run{}
	}
	defer s.plates.runs.Put(r)
	if !s.tryToPrint(r, name, view) {
		r.out = r.out[:0]
		if err := s.html.ExecuteTemplate(r, name, view); err != nil {
			return err
		}
	}
	then(r.out)
	return nil
}

// tryToPrint prints without html/template, and tells whether it could.
func (s *Set) tryToPrint(r *run, name string, view any) (ok bool) {
	dot := reflect.ValueOf(view)
	if !dot.IsValid() {
		return false
	}
	p := s.plateFor(plateKey{name, dot.Type()})
	if !p.ready {
		return false
	}
	defer func() {
		clear(r.vars[:cap(r.vars)]) // they hold the view
		if e := recover(); e != nil {
			if _, gaveUp := e.(giveUp); !gaveUp {
				panic(e)
			}
			ok = false
		}
	}()
	r.out, r.vars, r.base, r.depth = r.out[:0], r.vars[:0], 0, 0
	p.print(r, dot)
	return true
}

// WithoutPlates gives a set that html/template executes alone, for tests.
func (s *Set) WithoutPlates() *Set {
	slow := *s
	slow.plates = nil
	return &slow
}

// HTML executes a template and gives what it makes. An error is for [Set.Diagnose].
func (s *Set) HTML(name string, view any) (html template.HTML, err error) {
	err = s.Print(name, view, func(b []byte) { html = template.HTML(b) })
	return html, err
}

// Execute writes a template, filled with its view. An error is for
// [Set.Diagnose], unless it is w's.
func (s *Set) Execute(w io.Writer, name string, view any) (err error) {
	var failed error
	if err = s.Print(name, view, func(b []byte) { _, failed = w.Write(b) }); err == nil {
		err = failed
	}
	return err
}

// mangled is in the names of templates that html/template made for another context than
// text. It does not give them to anybody.
const mangled = "$htmltemplate_"

// noPlate says why there is no plate; it is read in a debugger.
func noPlate(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{errNoPlate}, args...)...)
}
