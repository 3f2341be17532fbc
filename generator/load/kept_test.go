package load

import (
	"fmt"
	"math/big"
	"os"
	"reflect"
	"testing"

	"tradeoff/generator/cache"
	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
	"tradeoff/generator/source"
	"tradeoff/generator/wire"
)

const testFile = "guides/a.md"

// A filler gives every field of a value something of its own, so that one which is
// not kept is missed.
type filler struct {
	n        int
	category *source.Category
	part     int // the kind of the last part
	value    int // and of the last value
}

var (
	partType  = reflect.TypeFor[markup.Part]()
	valueType = reflect.TypeFor[source.Value]()
)

func (f *filler) next() int { f.n++; return f.n }

func (f *filler) fill(t *testing.T, v reflect.Value) {
	switch {
	case v.Type() == reflect.TypeFor[diag.Position]():
		v.Set(reflect.ValueOf(diag.Position{File: testFile, Line: f.next(), Column: f.next()}))
	case v.Type() == reflect.TypeFor[*source.Attribute]():
		v.Set(reflect.ValueOf(f.category.Attributes[f.next()%2]))
	case v.Type() == reflect.TypeFor[*big.Rat]():
		v.Set(reflect.ValueOf(big.NewRat(int64(f.next()), 7)))
	case v.Type() == reflect.TypeFor[markup.Contents]():
	case v.Type() == partType:
		f.fillPart(t, v)
	case v.Type() == valueType:
		f.fillValue(t, v)
	default:
		f.fillPlain(t, v)
	}
}

func (f *filler) fillPlain(t *testing.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(t, v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			f.fill(t, v.Index(i))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(t, v.Elem())
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]string{fmt.Sprint(f.next()): fmt.Sprint(f.next())}))
	case reflect.String:
		v.SetString(fmt.Sprint("text ", f.next()))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(int64(f.next()))
	case reflect.Uint8:
		v.SetUint(uint64(1 + f.next()%2))
	case reflect.Array:
	default:
		t.Fatalf("%s is not filled", v.Type())
	}
}

// fillPart gives parts of all kinds in turn; containers hold no containers here.
func (f *filler) fillPart(t *testing.T, v reflect.Value) {
	kinds := []markup.Part{markup.HTML(""), markup.LinkStart(0), markup.LinkEnd{}, markup.Image(0), markup.Fact(0), markup.Section{}, markup.Said{}, markup.Directive(0)}
	if f.part++; f.part == 3 {
		c := &markup.Container{}
		f.fill(t, reflect.ValueOf(c).Elem())
		v.Set(reflect.ValueOf(c))
		return
	}
	part := reflect.New(reflect.TypeOf(kinds[f.part%len(kinds)])).Elem()
	f.fill(t, part)
	v.Set(part)
}

func (f *filler) fillValue(t *testing.T, v reflect.Value) {
	kinds := []source.Value{source.Support(0), source.Level{}, source.Number{}, source.Date{}, source.Words{}, source.Prose{}, source.Link("")}
	f.value++
	value := reflect.New(reflect.TypeOf(kinds[f.value%len(kinds)])).Elem()
	f.fill(t, value)
	v.Set(value)
}

// TestKept keeps a guide and an option with something in every field.
func TestKept(t *testing.T) {
	category := &source.Category{ID: "c", Attributes: []*source.Attribute{{ID: "a"}, {ID: "b"}}}
	for round := range 9 {
		f := &filler{n: round, category: category, part: round, value: round}
		g := &source.Guide{}
		f.fill(t, reflect.ValueOf(g).Elem())
		g.File, g.Sum = testFile, source.Sum{}
		var w, content packer
		w.guide(g)
		content.content(markup.Content{Body: g.Body, Text: g.Text})
		got := &source.Guide{ID: g.ID, File: g.File}
		u := &unpacker{wire.Read(string(w.Text())), testFile}
		u.guide(got)
		c := &unpacker{wire.Read(string(content.Text())), testFile}
		read := c.content()
		got.Body, got.Text = read.Body, read.Text
		if !u.Done() || !c.Done() || !reflect.DeepEqual(got, g) {
			t.Fatalf("got\n%+v\nwant\n%+v", got, g)
		}

		o := &source.Option{}
		f.fill(t, reflect.ValueOf(o).Elem())
		o.File, o.Sum = testFile, source.Sum{}
		w = packer{}
		w.option(o, category)
		gotOption := &source.Option{ID: o.ID, File: o.File}
		u = &unpacker{wire.Read(string(w.Text())), testFile}
		u.option(gotOption, category)
		if !u.Done() || !reflect.DeepEqual(gotOption, o) {
			t.Fatalf("got\n%+v\nwant\n%+v", gotOption, o)
		}
	}
}

// TestKeptCategory keeps a category with something in every field.
func TestKeptCategory(t *testing.T) {
	for round := range 9 {
		f := &filler{n: round, category: &source.Category{}, part: round, value: round}
		for range 2 {
			a := &source.Attribute{}
			f.fill(t, reflect.ValueOf(a).Elem())
			f.category.Attributes = append(f.category.Attributes, a)
		}
		c := &source.Category{}
		f.fill(t, reflect.ValueOf(c).Elem())
		c.Attributes, c.File, c.Sum = f.category.Attributes, testFile, source.Sum{}
		var w packer
		w.category(c)
		got := &source.Category{ID: c.ID, File: c.File}
		u := &unpacker{wire.Read(string(w.Text())), testFile}
		u.category(got)
		if !u.Done() || !reflect.DeepEqual(got, c) {
			t.Fatalf("got\n%+v\nwant\n%+v", got, c)
		}
		if q := got.Questions[0].Answers[0].Require[0]; q.Attribute != got.Attributes[0] && q.Attribute != got.Attributes[1] {
			t.Error("a condition is about an attribute that is not the category's")
		}
	}
}

// TestNextProcess reads this repository's site in three processes: the second parses
// nothing but what is not kept.
func TestNextProcess(t *testing.T) {
	site, fsys := t.TempDir(), os.DirFS("../..")
	var parsed []int
	var trees []*source.Tree
	for range 3 {
		c, err := cache.Open(site, "tool")
		if err != nil {
			t.Fatal(err)
		}
		m := Memory{Cache: c}
		tree, _, err := m.Site(t.Context(), fsys, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range tree.Guides {
			content, err := g.Content()
			if err != nil || len(content.Body) == 0 {
				t.Fatal(g.ID, err)
			}
			g.Body, g.Text, g.Kept = content.Body, content.Text, nil
		}
		if err := c.Flush(); err != nil {
			t.Fatal(err)
		}
		c.Close()
		parsed, trees = append(parsed, m.Parsed), append(trees, tree)
	}
	const few = 1 // data/site.yaml
	if parsed[0] < 10+few || parsed[1] != few || parsed[2] != few {
		t.Errorf("parsed %v files, and %d are never kept", parsed, few)
	}
	if !reflect.DeepEqual(trees[0], trees[1]) || !reflect.DeepEqual(trees[0], trees[2]) {
		t.Error("the processes do not read the same")
	}
}

// FuzzUnpack reads what nobody wrote: it must not panic.
func FuzzUnpack(f *testing.F) {
	category := &source.Category{Attributes: []*source.Attribute{{ID: "a"}, {ID: "b"}}}
	for round := range 3 {
		fill := &filler{n: round, category: category, part: round}
		g, o := &source.Guide{}, &source.Option{}
		fill.fill(nil, reflect.ValueOf(g).Elem())
		fill.fill(nil, reflect.ValueOf(o).Elem())
		var w, x, y packer
		w.guide(g)
		x.option(o, category)
		y.content(markup.Content{Body: g.Body, Text: g.Text})
		category := &source.Category{Attributes: category.Attributes}
		fill.fill(nil, reflect.ValueOf(category).Elem())
		category.Attributes = fill.category.Attributes
		var z packer
		z.category(category)
		for _, p := range []packer{w, x, y, z} {
			f.Add(string(p.Text()))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		read := func() *unpacker { return &unpacker{wire.Read(text), testFile} }
		read().guide(&source.Guide{})
		read().option(&source.Option{}, category)
		read().content()
		read().category(&source.Category{})
	})
}
