package golden

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"tradeoff/generator/diag"
)

const archive = `A comment.
-- a.yaml --
1
-- a.want --
one
-- data/b.yaml --
2
-- data/b.want --
-- site --
both
`

func made() []View {
	return []View{{"site", "both"}, {"data/b.want", ""}, Of(txtar.File{Name: "a.yaml"}, "one\n")}
}

func TestFaults(t *testing.T) {
	for _, test := range []struct {
		name, archive string
		got           []View
		want          []string // what each fault begins with
	}{
		{"as expected", archive, made(), nil},
		{"another text", strings.Replace(archive, "both", "bath", 1), made(), []string{"site is not as expected\n--- got\nboth\n--- want\nbath\n"}},
		{"text for nothing", archive + "more\n", made(), []string{"site is not as expected"}},
		{"nothing for a text", archive, append(made()[:2], View{"a.want", ""}), []string{"a.want is not as expected"}},
		{"no expectation", "-- a.yaml --\n1\n", []View{{"a.want", ""}}, []string{"the archive expects nothing", "a.want is not expected"}},
		{"neither", "-- a.yaml --\n1\n", nil, []string{"the archive expects nothing"}},
		{"one too few", strings.Replace(archive, "-- data/b.want --\n", "", 1), made(), []string{"data/b.want is not expected"}},
		{"one too many", archive + "-- html --\n", made(), []string{"html is expected"}},
		{"an input's name", archive, append(made(), View{"b.yaml", ""}), []string{`"b.yaml" is the name of an input`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, err := parse("x", []byte(test.archive))
			if err != nil {
				t.Fatal(err)
			}
			if got := a.faults(test.got); !slices.EqualFunc(got, test.want, strings.HasPrefix) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestParseFaults(t *testing.T) {
	for _, text := range []string{"", "A comment.\n", "-- a.want --\n", "-- a.yaml --\n-- a.yaml --\n", "-- a.yaml --\n-- site --\n-- site --\n"} {
		if a, err := parse("x", []byte(text)); err == nil {
			t.Errorf("%q was read: %v", text, a)
		}
	}
}

// What is written keeps the inputs, and stands in the order of the package
// comment.
func TestWith(t *testing.T) {
	a, err := parse("x", []byte("A comment.\n-- site --\nold\n-- a.yaml --\n1\n-- old --\n-- data/b.yaml --\n2\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(a.with(made())); got != archive {
		t.Errorf("got\n%swant\n%s", got, archive)
	}
}

func TestDiagnostics(t *testing.T) {
	var list diag.List
	list.Warnf(diag.Position{File: "b.md", Line: 2, Column: 3}, diag.Heading, "two").Hint = "one\nother"
	list.Errorf(diag.Position{File: "a.md"}, diag.EmptyFile, "one")
	want := "a.md: error: one [empty-file]\nb.md:2:3: warning: two [heading]\n\tone\n\tother\n"
	if got := Diagnostics(list); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
