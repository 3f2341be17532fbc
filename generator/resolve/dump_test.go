package resolve_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"tradeoff/generator/golden"
	"tradeoff/generator/resolve"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A dumper writes a site with all that can be reached from it. What the site's files
// declare is written as its address: two sites of one tree have the same.
type dumper struct {
	strings.Builder
	seen  map[unsafe.Pointer]int // things of the site that are written, by number
	facts map[*source.Fact]bool  // that files declare
}

func dump(s *site.Site, tree *source.Tree) string {
	d := &dumper{seen: map[unsafe.Pointer]int{}, facts: map[*source.Fact]bool{}}
	for _, o := range tree.Options {
		for _, f := range o.Facts {
			d.facts[f] = true
		}
	}
	d.value(reflect.ValueOf(s), "")
	targets := reflect.ValueOf(s.Texts).Elem().FieldByName("targets").Len()
	return d.String() + fmt.Sprintf("%d targets\n", targets) + view(s)
}

func (d *dumper) value(v reflect.Value, indent string) {
	switch v.Kind() {
	case reflect.Pointer:
		d.pointer(v, indent)
	case reflect.Struct:
		fmt.Fprintf(d, "%s\n", v.Type())
		for i := range v.NumField() {
			fmt.Fprintf(d, "%s  %s: ", indent, v.Type().Field(i).Name)
			d.value(v.Field(i), indent+"  ")
		}
	case reflect.Slice:
		fmt.Fprintf(d, "%d\n", v.Len())
		for i := range v.Len() {
			fmt.Fprintf(d, "%s  - ", indent)
			d.value(v.Index(i), indent+"  ")
		}
	default:
		fmt.Fprintf(d, "%v\n", v)
	}
}

func (d *dumper) pointer(v reflect.Value, indent string) {
	if v.IsNil() {
		fmt.Fprintln(d, "nil")
		return
	}
	switch p := v.Interface().(type) {
	case *site.Shape, *site.Texts:
		fmt.Fprintln(d, "not shown")
		return
	case *source.Fact:
		if !d.facts[p] { // made for want of one
			fmt.Fprintf(d, "%+v\n", *p)
			return
		}
	}
	at := v.UnsafePointer()
	if strings.HasPrefix(v.Type().String(), "*source.") {
		fmt.Fprintf(d, "%s %p\n", v.Type(), at)
		return
	}
	if n, seen := d.seen[at]; seen {
		fmt.Fprintf(d, "#%d\n", n)
		return
	}
	d.seen[at] = len(d.seen)
	fmt.Fprintf(d, "#%d ", d.seen[at])
	d.value(v.Elem(), indent)
}

// compare resolves a tree with a memory and without, demands that both say the same,
// and gives the site's shape.
func compare(t *testing.T, m *resolve.Memory, tree *source.Tree, opts resolve.Options) *site.Shape {
	t.Helper()
	s, diags := m.Site(tree, opts)
	clean, faults := resolve.Site(tree, opts)
	same(t, "the site", dump(s, tree), dump(clean, tree))
	same(t, "what is wrong", golden.Diagnostics(diags), golden.Diagnostics(faults))
	for _, d := range diags.Sorted() {
		if d.Excerpt != "" {
			t.Errorf("%s: an excerpt of an earlier run: %q", d.Position, d.Excerpt)
		}
	}
	diags.Excerpt(func(string) ([]byte, error) { return []byte(strings.Repeat("an excerpt\n", 100)), nil })
	return s.Shape
}

// same reports the first line in which a text with memory differs from one without.
func same(t *testing.T, what, memory, clean string) {
	t.Helper()
	a, b := strings.Split(memory, "\n"), strings.Split(clean, "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			t.Errorf("%s: line %d is %q, without memory %q", what, i+1, at(a, i), at(b, i))
			return
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "missing"
}
