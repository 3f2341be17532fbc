package strictyaml_test

import (
	"fmt"
	"strings"
	"testing"

	"tradeoff/generator/diag"
	"tradeoff/generator/golden"
	"tradeoff/generator/strictyaml"
)

// TestFiles parses every x.yaml of the archives in testdata. Its view x.want is
// the tree and the diagnostics.
func TestFiles(t *testing.T) {
	golden.Run(t, func(t *testing.T, a golden.Archive) []golden.View {
		var views []golden.View
		for _, input := range a.Inputs {
			node, diags := strictyaml.Parse(input.Name, input.Data, 0)
			views = append(views, golden.Of(input, tree(node, "")+golden.Diagnostics(diags)))
		}
		return views
	})
}

// tree shows a node, one on each line, with its positions.
func tree(n *strictyaml.Node, indent string) string {
	if n == nil {
		return ""
	}
	place := fmt.Sprintf("%d:%d", n.Pos.Line, n.Pos.Column)
	switch n.Kind {
	case strictyaml.Broken:
		return fmt.Sprintf("%sbroken %s\n", indent, place)
	case strictyaml.Text:
		style := [...]string{"plain", "quoted", "block"}[n.Style]
		if n.Start != n.Pos {
			place += fmt.Sprintf(" words %d:%d", n.Start.Line, n.Start.Column)
		}
		return fmt.Sprintf("%s%s %q %s\n", indent, style, n.Text, place)
	}
	out := fmt.Sprintf("%s%s %s\n", indent, n.Kind, place)
	for _, item := range n.Items {
		out += tree(item, indent+"  ")
	}
	for _, e := range n.Entries {
		out += fmt.Sprintf("%s  key %q %d:%d\n%s", indent, e.Key, e.KeyPos.Line, e.KeyPos.Column, tree(e.Value, indent+"    "))
	}
	return out
}

func TestBytes(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"byte order mark", "\ufeffa: b\n", "keys with values 1:1\n  key \"a\" 1:1\n    plain \"b\" 1:4\n"},
		{"windows line ends", "a: |\r\n  x\r\n  y\r\nb: c\r\n",
			"keys with values 1:1\n  key \"a\" 1:1\n    block \"x\\ny\\n\" 1:4 words 2:3\n  key \"b\" 4:1\n    plain \"c\" 4:4\n"},
		{"not UTF-8", "a: b\nü: \xffx\n", "f:2:4: error: byte 0xff is not UTF-8 text [not-utf8]\n\tsave the file in the encoding UTF-8\n"},
		{"UTF-16", "\xff\xfea\x00", "f:1:1: error: byte 0xff is not UTF-8 text [not-utf8]\n\tsave the file in the encoding UTF-8\n"},
		{"NUL", "a: \x00\n", "f:1:4: error: a NUL byte: this is not UTF-8 text [not-utf8]\n\tsave the file as text in the encoding UTF-8\n"},
		{"control characters", "a: b\x07c\x1b\nd: e\u2028f\n",
			"keys with values 1:1\n  key \"a\" 1:1\n    plain \"b c\" 1:4\n  key \"d\" 2:1\n    plain \"e f\" 2:4\n" +
				"f:1:5: error: an invisible control character, U+0007 [yaml-syntax]\n\tdelete it\n" +
				"f:1:7: error: an invisible control character, U+001B [yaml-syntax]\n\tdelete it\n" +
				"f:2:5: error: an invisible control character, U+2028 [yaml-syntax]\n\tdelete it\n"},
		{"old Macintosh line ends", "a: b\rc: \xe2\x82\xac\r", "keys with values 1:1\n  key \"a\" 1:1\n    plain \"b\" 1:4\n  key \"c\" 2:1\n    plain \"€\" 2:4\n"},
		{"old Macintosh line ends, not UTF-8", "a: b\rü: \xff\r", "f:2:4: error: byte 0xff is not UTF-8 text [not-utf8]\n\tsave the file in the encoding UTF-8\n"},
		{"nothing", "", ""},
		{"comments alone", "# a\n\n# b\n", ""},
		{"a document of nothing", "---\n", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			node, diags := strictyaml.Parse("f", []byte(test.in), 0)
			if got := tree(node, "") + golden.Diagnostics(diags); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// A guide's front matter begins on its second line.
func TestLineOffset(t *testing.T) {
	node, diags := strictyaml.Parse("g.md", []byte("a: b\na: c\n"), 1)
	if want := (diag.Position{File: "g.md", Line: 2, Column: 4}); node.Entries[0].Value.Pos != want {
		t.Errorf("the value stands at %v, want %v", node.Entries[0].Value.Pos, want)
	}
	want := "g.md:3:1: error: \"a\" stands twice, first in line 2 [duplicate]\n\tkeep one of the two\n"
	if got := golden.Diagnostics(diags); got != want {
		t.Errorf("got %s want %s", got, want)
	}
	_, diags = strictyaml.Parse("g.md", []byte("a: b\n c: d\n"), 1)
	if got := golden.Diagnostics(diags); !strings.HasPrefix(got, "g.md:3:2: error: a key inside the value of line 2 [yaml-syntax]\n") {
		t.Errorf("got %s", got)
	}
}

// What is nested too deep is reported and does not exhaust the stack.
func TestDepth(t *testing.T) {
	for _, in := range []string{strings.Repeat("[", 1<<20), strings.Repeat("{a: ", 1<<20), strings.Repeat("- ", 1<<20), strings.Repeat("? ", 1<<20)} {
		_, diags := strictyaml.Parse("f", []byte(in), 0)
		if got := golden.Diagnostics(diags); !strings.Contains(got, "more than 64 levels") {
			t.Errorf("%.8s...: got %s", in, got)
		}
	}
}

// Aliases that would grow to billions of values are reported and never followed.
func TestAliasBomb(t *testing.T) {
	in := "a: &a [x, x]\n"
	for c := 'b'; c <= 'z'; c++ {
		in += fmt.Sprintf("%c: &%c [*%c, *%c]\n", c, c, c-1, c-1)
	}
	_, diags := strictyaml.Parse("f", []byte(in), 0)
	if got, want := diags.Count(diag.Error), 26+50; got != want {
		t.Errorf("%d errors, want %d", got, want)
	}
}
