package likeness_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tradeoff/generator/likeness"
	"tradeoff/generator/load"
	"tradeoff/generator/resolve"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// category reads a category as a site has it: its attributes, and options as
// "id: facts", one a line, all in YAML.
func category(t testing.TB, attributes, options string) *site.Category {
	t.Helper()
	fsys := fstest.MapFS{
		"data/site.yaml":       {Data: []byte("title: S\n")},
		"data/c/category.yaml": {Data: []byte("title: C\nattributes:\n" + attributes)},
	}
	for line := range strings.Lines(options) {
		if id, facts, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			fsys["data/c/"+id+".yaml"] = &fstest.MapFile{Data: []byte("facts: {" + facts + "}\n")}
		}
	}
	tree, diags, err := load.Site(context.Background(), fsys)
	if err != nil {
		t.Fatal(err)
	}
	s, more := resolve.Site(tree, resolve.Options{})
	diags.Append(more)
	for _, d := range diags.Sorted() {
		if d.Severity.String() == "error" {
			t.Fatal(d.Position, d.Message)
		}
	}
	return s.Categories[0]
}

func option(t testing.TB, c *site.Category, id string) *site.Option {
	t.Helper()
	for _, o := range c.Options {
		if o.ID == id {
			return o
		}
	}
	t.Fatal("there is no option", id)
	return nil
}

// filler is two attributes in which all options of a table are the same, so that
// the least number of attributes is there.
const filler = "  - {id: f1, type: support}\n  - {id: f2, type: support}\n"

// TestSimilarity computes by hand what two options have in one attribute, the
// third beside two in which they are the same.
func TestSimilarity(t *testing.T) {
	for name, test := range map[string]struct {
		attribute, a, b, others string // others give the range
		parts, of               int
		alike                   bool
	}{
		"support, the same":       {"type: support", "yes", "yes", "", 1, 1, true},
		"support, both no":        {"type: support", "no", "no", "", 1, 1, true},
		"support, one step":       {"type: support", "yes", "partial", "", 1, 2, false},
		"support, the ends":       {"type: support", "yes", "no", "", 0, 1, false},
		"level, one of three":     {"type: level, levels: [a, b, c, d]", "a", "b", "", 2, 3, false},
		"level, two of three":     {"type: level, levels: [a, b, c, d]", "d", "b", "", 1, 3, false},
		"number, a quarter":       {"type: number", "10", "20", "0 40", 3, 4, false},
		"number, a tenth":         {"type: number", "10", "14", "0 40", 9, 10, true},
		"number, above a tenth":   {"type: number", "10", "15", "0 40", 7, 8, false},
		"number, just above":      {"type: number", "100", "141", "0 400", 359, 400, false},
		"number, the whole range": {"type: number", "10", "20", "", 0, 1, false},
		"number, all the same":    {"type: number", "10", "10.0", "10", 1, 1, true},
		"number, below nought":    {"type: number", "-1", "0.5", "-2 1", 1, 2, false},
		"rating":                  {"type: rating", "4", "4.5", "3 5", 3, 4, false},
		"date, days":              {"type: date", "2026-01-02", "2026-01-03", "2026-01-01 2026-01-05", 3, 4, false},
		"date, less than a day":   {"type: date", "2026", "2026-01-01", "2025", 1, 1, true},
		"choice, another":         {"type: choice, choices: [x, y]", "x", "y", "", 0, 1, false},
		"choice, one of two":      {"type: choice, choices: [x, y]", "x", "[x, y]", "", 1, 2, false},
		"list, two of four":       {"type: list", "[a, b, c]", "[c, d, b]", "", 1, 2, false},
		"list, another order":     {"type: list", "[a, b]", "[b, a]", "", 1, 1, true},
		"list, by case":           {"type: list", "[a]", "[A]", "", 0, 1, false},
	} {
		options := fmt.Sprintf("a: f1: yes, f2: no, x: %s\nb: f1: yes, f2: no, x: %s\n", test.a, test.b)
		for i, v := range strings.Fields(test.others) {
			options += fmt.Sprintf("o%d: f1: yes, f2: no, x: %s\n", i, v)
		}
		c := category(t, filler+"  - {id: x, "+test.attribute+"}\n", options)
		l, ok := likeness.New(c).Between(option(t, c, "a"), option(t, c, "b"))
		alike := 2
		if test.alike {
			alike = 3
		}
		want := likeness.Likeness{Option: option(t, c, "b"), Share: (2*likeness.Whole + likeness.Whole*test.parts/test.of) / 3, Compared: 3, Alike: alike}
		if !ok || l != want {
			t.Errorf("%s: got %+v, %v; want %+v", name, l, ok, want)
		}
	}
}

// TestPart: who takes part in a mean, and how much it counts.
func TestPart(t *testing.T) {
	const attributes = `
  - {id: same, type: support}
  - {id: other, type: support, weight: 3}
  - {id: third, type: support, weight: 1/2}
  - {id: none, type: support, weight: 0}
  - {id: words, type: text}
  - {id: address, type: link}
  - {id: rest, type: number}
`
	for name, test := range map[string]struct {
		options  string
		share    int
		compared int
		ok       bool
	}{
		"weights": {"a: same: yes, other: yes, third: no\nb: same: yes, other: no, third: no", likeness.Whole * 3 / 9, 3, true},
		"what says nothing": {"a: same: yes, other: yes, third: no, none: yes, words: x, address: https://example.org\n" +
			"b: same: yes, other: no, third: no, none: no, words: y, address: https://example.com", likeness.Whole * 3 / 9, 3, true},
		"unknown and not applicable": {"a: same: yes, other: yes, third: unknown, rest: 1\nb: same: yes, other: n/a, third: yes, rest: 1", likeness.Whole, 2, false},
		"nothing":                    {"a: same: yes\nb: other: yes", 0, 0, false},
	} {
		c := category(t, strings.Replace(attributes, "1/2", "0.5", 1)[1:], test.options)
		l, ok := likeness.New(c).Between(option(t, c, "a"), option(t, c, "b"))
		if l.Share != test.share || l.Compared != test.compared || ok != test.ok {
			t.Errorf("%s: got %d, %d compared, %v; want %d, %d, %v", name, l.Share, l.Compared, ok, test.share, test.compared, test.ok)
		}
	}
}

// TestLeast: a third of what can be compared at all must be known for both.
func TestLeast(t *testing.T) {
	var attributes, all strings.Builder
	for i := range 12 {
		fmt.Fprintf(&attributes, "  - {id: s%d, type: support}\n", i)
		fmt.Fprintf(&all, ", s%d: yes", i)
	}
	full := strings.TrimPrefix(all.String(), ", ")
	c := category(t, attributes.String(), "a: "+full+"\nb: "+full+"\nfour: s0: yes, s1: yes, s2: yes, s3: yes\nthree: s0: yes, s1: yes, s2: yes\n")
	s := likeness.New(c)
	if _, ok := s.Between(option(t, c, "a"), option(t, c, "four")); !ok {
		t.Error("a third of the attributes is enough")
	}
	if l, ok := s.Between(option(t, c, "three"), option(t, c, "a")); ok {
		t.Errorf("three of twelve are too few: %+v", l)
	}
	if got := len(s.Others(option(t, c, "three"))); got != 0 {
		t.Errorf("it is compared with %d", got)
	}
}

// frameworks is a small category with a family in it.
const (
	frameworkAttributes = `  - {id: language, type: choice, choices: [Python, Ruby, Go], weight: 2}
  - {id: orm, type: support}
  - {id: admin, type: support}
  - {id: typing, type: level, levels: [none, hints, static]}
  - {id: age, type: number}
  - {id: common, type: support}
`
	frameworks = `
django: language: Python, orm: yes, admin: yes, typing: hints, age: 20, common: yes
rails: language: Ruby, orm: yes, admin: no, typing: none, age: 21, common: yes
flask: language: Python, orm: no, admin: no, typing: hints, age: 15, common: yes
gin: language: Go, orm: no, admin: no, typing: static, age: 11, common: yes
chi: language: Go, orm: no, admin: no, typing: static, age: 10, common: yes
new: language: Go
`
)

func labels(attributes []*source.Attribute) string {
	var ids []string
	for _, a := range attributes {
		ids = append(ids, a.ID)
	}
	return strings.Join(ids, " ")
}

func TestOthers(t *testing.T) {
	c := category(t, frameworkAttributes, frameworks)
	s := likeness.New(c)
	for id, want := range map[string]string{
		"django": "flask 3/6, rails 3/6, gin 1/6, chi 1/6", // language counts twice; gin is nearer by age than chi
		"gin":    "chi 6/6, flask 3/6, rails 2/6, django 1/6",
		"chi":    "gin 6/6, flask 3/6, rails 2/6, django 1/6",
		"new":    "",
	} {
		var got []string
		for _, l := range s.Others(option(t, c, id)) {
			got = append(got, fmt.Sprintf("%s %d/%d", l.Option.ID, l.Alike, l.Compared))
		}
		if g := strings.Join(got, ", "); g != want {
			t.Errorf("%s: got %q, want %q", id, g, want)
		}
	}
}

// TestOrderGoesByCounts: what is the same in more facts goes first, whatever the
// degrees say; they decide where the counts are the same.
func TestOrderGoesByCounts(t *testing.T) {
	const attributes = "  - {id: a, type: support}\n  - {id: b, type: support}\n  - {id: c, type: support}\n  - {id: d, type: support, weight: 9}\n"
	c := category(t, attributes, `
own: a: yes, b: yes, c: yes, d: yes
many: a: yes, b: yes, c: yes, d: no
near: a: partial, b: partial, c: partial, d: yes
few: a: no, b: no, c: no, d: yes
less: a: yes, b: yes, c: no
`)
	s := likeness.New(c)
	var got []string
	others := s.Others(option(t, c, "own"))
	for _, l := range others {
		got = append(got, fmt.Sprintf("%s %d/%d", l.Option.ID, l.Alike, l.Compared))
	}
	if g, want := strings.Join(got, ", "), "many 3/4, less 2/3, near 1/4, few 1/4"; g != want {
		t.Errorf("got %s, want %s", g, want)
	}
	if others[0].Share >= others[2].Share {
		t.Error("the mean agrees with the counts, so the test shows nothing")
	}
}

func TestEven(t *testing.T) {
	for _, test := range []struct {
		alike, compared, other, otherCompared int
		want                                  bool
	}{
		{5, 18, 4, 18, true}, // one of eighteen
		{4, 18, 5, 18, true},
		{6, 18, 4, 18, false}, // two
		{2, 3, 1, 3, false},   // one of three
		{1, 10, 0, 10, true},  // a tenth
		{1, 9, 0, 9, false},
		{5, 30, 3, 30, false}, // within a tenth, but two
		{6, 12, 9, 18, true},  // the same share
		{0, 3, 0, 3, true},
	} {
		a, b := likeness.Likeness{Alike: test.alike, Compared: test.compared}, likeness.Likeness{Alike: test.other, Compared: test.otherCompared}
		if likeness.Even(a, b) != test.want || likeness.Even(b, a) != test.want {
			t.Errorf("%+v: not %v", test, test.want)
		}
	}
}

// TestRangeOfTwo: where only two give a number, it is not what sets them apart most.
func TestRangeOfTwo(t *testing.T) {
	const attributes = "  - {id: n, type: number}\n  - {id: a, type: level, levels: [x, y, z]}\n  - {id: b, type: support}\n"
	for options, want := range map[string]string{
		"p: n: 1, a: x, b: yes\nq: n: 2, a: y, b: no":                          "b a n",
		"p: n: 1, a: x, b: yes\nq: n: 2, a: y, b: no\nr: n: 1.5, a: x, b: yes": "n b a",
	} {
		c := category(t, attributes, options)
		if _, differ := likeness.New(c).Why(option(t, c, "p"), option(t, c, "q")); labels(differ) != want {
			t.Errorf("%q: got %q, want %q", options, labels(differ), want)
		}
	}
}

func TestWhy(t *testing.T) {
	c := category(t, frameworkAttributes, frameworks)
	s := likeness.New(c)
	for _, test := range []struct{ a, b, alike, differ string }{
		// Language counts twice, the typing of two of five is rarer than what four
		// have, and what all have says nothing.
		{"django", "flask", "language typing", "orm admin age"},
		{"gin", "chi", "language typing orm admin age", ""},
		// The ends of a scale are further apart than its middle from one of them.
		{"django", "rails", "orm age", "language admin typing"},
		{"gin", "django", "", "language orm admin age typing"},
		{"new", "gin", "language", ""},
	} {
		alike, differ := s.Why(option(t, c, test.a), option(t, c, test.b))
		if labels(alike) != test.alike || labels(differ) != test.differ {
			t.Errorf("%s and %s: alike in %q, differ in %q; want %q, %q", test.a, test.b, labels(alike), labels(differ), test.alike, test.differ)
		}
	}
}

func TestTraits(t *testing.T) {
	c := category(t, frameworkAttributes, frameworks)
	s := likeness.New(c)
	for id, want := range map[string]string{
		"django": "language+flask/6 admin/5",
		"rails":  "language/6 typing/5",
		"flask":  "language+django/6",
		"gin":    "",
		"new":    "",
	} {
		var got []string
		for _, trait := range s.Traits(option(t, c, id)) {
			text := trait.Attribute.ID
			for _, o := range trait.Sharing {
				text += "+" + o.ID
			}
			got = append(got, fmt.Sprintf("%s/%d", text, trait.Known))
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: got %q, want %q", id, g, want)
		}
	}
}

// TestTraitsOfWords: an option is alone with the words that no other has, whatever
// else stands beside them.
func TestTraitsOfWords(t *testing.T) {
	const attributes = "  - {id: w, type: choice, choices: [A, B, C, D, E, F, G, H]}\n"
	c := category(t, attributes, `
p: w: [A, B, C, E]
q: w: [A, C]
r: w: [A, D]
s: w: [F, A, E]
t: w: D
u: w: [C, F, D]
v: w: unknown
x: w: [H, A, G]
`)
	s := likeness.New(c)
	for id, want := range map[string]string{
		"p": "[B]+/7 [E]+s/7", // all of four have A, all of three C
		"q": "",               // its set is the only one of its kind, and none of its words
		"r": "",
		"s": "[F]+u/7 [E]+p/7",
		"t": "",
		"u": "[F]+s/7",
		"v": "",
		"x": "[H, G]+/7",
	} {
		var got []string
		for _, trait := range s.Traits(option(t, c, id)) {
			text := "[" + trait.Words.String() + "]+"
			for _, o := range trait.Sharing {
				text += o.ID
			}
			got = append(got, fmt.Sprintf("%s/%d", text, trait.Known))
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: got %q, want %q", id, g, want)
		}
	}
}

// families writes families as "a b (shared) | c".
func families(list []likeness.Family) string {
	var parts []string
	for _, f := range list {
		var ids []string
		for _, o := range f.Options {
			ids = append(ids, o.ID)
		}
		text := strings.Join(ids, " ")
		if len(f.Shared) > 0 {
			text += " (" + labels(f.Shared) + ")"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " | ")
}

// TestFamilies: among the frameworks two are alike by 0.476 on average. Rails is
// like the two of Python by 0.455, and new by nothing that could be measured.
func TestFamilies(t *testing.T) {
	const three = "  - {id: a, type: support}\n  - {id: b, type: support}\n  - {id: c, type: support}\n"
	for name, test := range map[string]struct{ attributes, options, want string }{
		"a family and others": {frameworkAttributes, frameworks, "chi gin (language typing orm admin age) | flask django (language typing) | rails | new"},
		"no options":          {three, "", ""},
		"one option":          {three, "x: a: yes, b: yes, c: yes", ""},
		"two options":         {three, "x: a: yes, b: yes, c: yes\ny: a: yes, b: no, c: no", "x y"},
		"nothing known":       {three, "x: a: yes\ny: b: yes\nz: c: yes", ""},
		"all alike":           {three, "z: a: yes, b: yes, c: yes\nx: a: yes, b: yes, c: yes\ny: a: yes, b: yes, c: yes", "x y z"},
		"nothing to measure":  {"  - {id: a, type: text}\n", "x: a: one\ny: a: two", ""},
		"no weights":          {"  - {id: a, type: support, weight: 0}\n", "x: a: yes\ny: a: yes", ""},
	} {
		if got := families(likeness.New(category(t, test.attributes, test.options)).Families()); got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}

// TestSharedByAll: what a family shares, each two of it do, whoever comes first by
// id; and nobody has what is unknown.
func TestSharedByAll(t *testing.T) {
	const attributes = "  - {id: n, type: number}\n  - {id: a, type: support}\n  - {id: b, type: support}\n  - {id: c, type: support}\n  - {id: d, type: support}\n  - {id: m, type: number}\n"
	const facts = `
1: n: 9, a: yes, b: yes, c: partial, d: no, m: 0
2: n: 0, a: yes, b: yes, c: yes, d: yes, m: 0
3: n: 18, a: yes, b: yes, c: yes, d: yes, m: unknown
4: n: 100, a: no, b: no, c: no, d: no, m: 9
5: n: 90, a: no, b: no, c: no, d: no, m: 9
`
	for order := range 120 {
		left, options := []string{"p", "q", "r", "s", "t"}, facts
		for i, n := range []int{order % 5, order / 5 % 4, order / 20 % 3, order / 60, 0} {
			options = strings.Replace(options, fmt.Sprintf("\n%d: n", i+1), "\n"+left[n]+": n", 1)
			left = slices.Delete(left, n, n+1)
		}
		got := families(likeness.New(category(t, attributes, options)).Families())
		if !strings.Contains(got, "(a b)") || !strings.Contains(got, "(a b c d n m)") {
			t.Fatalf("%s\n%s", options, got)
		}
	}
}

// TestEquals: among options that are as alike, the id decides.
func TestEquals(t *testing.T) {
	var options strings.Builder
	for i := range 40 {
		fmt.Fprintf(&options, "o%02d: f1: yes, f2: no, f3: yes\n", (i*7)%40)
	}
	c := category(t, filler+"  - {id: f3, type: support}\n", options.String())
	s := likeness.New(c)
	for i, l := range s.Others(option(t, c, "o20")) {
		if want := fmt.Sprintf("o%02d", i+i/20); l.Option.ID != want {
			t.Fatalf("number %d is %s, want %s", i, l.Option.ID, want)
		}
	}
}
