package diag_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/diag"
)

func TestPositionString(t *testing.T) {
	for want, p := range map[string]diag.Position{
		"guides/a.md":     {File: "guides/a.md", Column: 7}, // a column says nothing without a line
		"guides/a.md:3":   {File: "guides/a.md", Line: 3},
		"guides/a.md:3:7": {File: "guides/a.md", Line: 3, Column: 7},
	} {
		if got := p.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// messages gives the messages of a list in the order in which they are shown.
func messages(l *diag.List) string {
	var words []string
	for _, d := range l.Sorted() {
		words = append(words, d.Message)
	}
	return strings.Join(words, " ")
}

func at(file string, line, column int) diag.Position {
	return diag.Position{File: file, Line: line, Column: column}
}

func TestSorted(t *testing.T) {
	add := []func(*diag.List){
		func(l *diag.List) { l.Notef(at("b", 1, 1), diag.NoAddress, "8") },
		func(l *diag.List) { l.Errorf(at("a", 10, 1), diag.Syntax, "7") },
		func(l *diag.List) { l.Warnf(at("a", 2, 1), diag.Syntax, "6") },
		func(l *diag.List) { l.Errorf(at("a", 2, 1), diag.UnknownKey, "5") },
		func(l *diag.List) { l.Errorf(at("a", 2, 1), diag.Duplicate, "4") },
		func(l *diag.List) { l.Errorf(at("a", 2, 1), diag.Duplicate, "%d", 3) },
		func(l *diag.List) { l.Errorf(at("a", 1, 30), diag.Syntax, "2") },
		func(l *diag.List) { l.Errorf(at("a", 1, 4), diag.Syntax, "9") },
		func(l *diag.List) { l.Errorf(at("a", 0, 0), diag.Syntax, "1") },
	}
	const want = "1 9 2 3 4 5 6 7 8"
	for range 2 {
		var l diag.List
		for _, f := range add {
			f(&l)
		}
		if got := messages(&l); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		slices.Reverse(add)
	}
}

func TestSameWordsOnce(t *testing.T) {
	var l, other diag.List
	for range 2 {
		l.Errorf(at("a", 1, 1), diag.Syntax, "same").Hint = "same"
		other.Errorf(at("a", 1, 1), diag.Syntax, "same").Hint = "same"
		other.Warnf(at("a", 1, 1), diag.Syntax, "same")
	}
	other.Errorf(at("a", 1, 1), diag.Syntax, "same").Hint = "another hint"
	l.Append(other)
	if got := l.Sorted(); len(got) != 3 {
		t.Errorf("got %v", got)
	}
	if e, w, n := l.Count(diag.Error), l.Count(diag.Warning), l.Count(diag.Note); e != 2 || w != 1 || n != 0 {
		t.Errorf("%d errors, %d warnings, %d notes", e, w, n)
	}
}

func TestHasErrors(t *testing.T) {
	var l diag.List
	l.Warnf(at("a", 1, 1), diag.Syntax, "w")
	l.Notef(at("a", 1, 1), diag.Syntax, "n")
	if l.HasErrors() {
		t.Error("warnings and notes keep nothing from being published")
	}
	var other diag.List
	other.Errorf(at("a", 1, 1), diag.Syntax, "e")
	l.Append(other)
	if !l.HasErrors() {
		t.Error("an error was lost")
	}
}

func TestSeverity(t *testing.T) {
	text, err := json.Marshal([]diag.Severity{diag.Error, diag.Warning, diag.Note})
	if err != nil || string(text) != `["error","warning","note"]` {
		t.Errorf("%s, %v", text, err)
	}
}

func TestExcerpt(t *testing.T) {
	reads := map[string]int{}
	read := func(file string) ([]byte, error) {
		reads[file]++
		if file == "gone" {
			return nil, errors.New("gone")
		}
		return []byte("\ufefffirst\r\nsecond \t\r\nlast"), nil
	}
	for _, test := range []struct {
		pos  diag.Position
		want string
	}{
		{at("a", 1, 1), "first"},
		{at("a", 2, 1), "second \t"},
		{at("a", 3, 9), "last"},
		{at("a", 4, 1), ""}, // after the end
		{at("a", 0, 0), ""}, // the whole file
		{at("gone", 1, 1), ""},
	} {
		var l diag.List
		l.Errorf(test.pos, diag.Syntax, "x")
		l.Excerpt(read)
		if got := l.Sorted()[0].Excerpt; got != test.want {
			t.Errorf("%s: got %q, want %q", test.pos, got, test.want)
		}
	}
	var old diag.List
	old.Errorf(at("a", 2, 1), diag.Syntax, "x")
	old.Excerpt(func(string) ([]byte, error) { return []byte("first\rsecond\rlast"), nil })
	if got := old.Sorted()[0].Excerpt; got != "second" {
		t.Errorf("line ends of an old Macintosh: got %q", got)
	}
	var l diag.List
	l.Errorf(at("b", 1, 1), diag.Syntax, "x")
	l.Errorf(at("b", 2, 1), diag.Syntax, "y")
	l.Errorf(at("c", 0, 0), diag.Syntax, "z")
	l.Excerpt(read)
	if reads["b"] != 1 || reads["c"] != 0 {
		t.Errorf("a file is read once, where it is needed: %v", reads)
	}
}

func TestNearest(t *testing.T) {
	for _, test := range []struct{ name, known, want string }{
		{"tagine", "title tagline url", "tagline"},
		{"Django", "django rails", "django"},
		{"django", "Django", "Django"},
		{"nmae", "summary name", "name"}, // two letters changed places
		{"onyl", "only options", "only"},
		{"langauge", "language", "language"},
		{"nmaes", "name", "name"},
		{"eman", "name", ""},     // not just one pair of neighbours
		{"acbd", "badc", ""},     // nor two pairs in one name
		{"x", "y z", ""},         // nothing in common
		{"", "a b", ""},          // nor with nothing
		{"go", "js", ""},         //
		{"js", "tjs jsx", "jsx"}, // equally near: the first in the alphabet
		{"dat", "cat bat", "bat"},
		{"abcdef", "abxxef", "abxxef"}, // two of six
		{"abcdef", "axxxef", ""},       // three of six
		{"über", "uber", "uber"},
		{"ьдгк", "ьгдк", "ьгдк"},
		{strings.Repeat("long", 9999), "long", ""},
	} {
		known := strings.Fields(test.known)
		if got := diag.Nearest(test.name, known); got != test.want {
			t.Errorf("%q among %v: got %q, want %q", test.name, known, got, test.want)
		}
		slices.Reverse(known)
		if got := diag.Nearest(test.name, known); got != test.want {
			t.Errorf("%q among %v: got %q, want %q", test.name, known, got, test.want)
		}
	}
}

func TestSuggest(t *testing.T) {
	many := strings.Fields("m l k j i h g f e d c b a")
	for _, test := range []struct {
		known []string
		want  string
	}{
		{nil, ""},
		{[]string{"something", "else"}, "known: something, else"},
		{[]string{"else", "nmae"}, `did you mean "nmae"?`},
		{many, "known: m, l, k, j, i, h, g, f, e, d, c, b and 1 more"},
		{many[:12], "known: m, l, k, j, i, h, g, f, e, d, c, b"},
	} {
		if got := diag.Suggest("name", test.known); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
