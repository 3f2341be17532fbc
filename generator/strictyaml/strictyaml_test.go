package strictyaml_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"tradeoff/generator/diag"
	"tradeoff/generator/strictyaml"
)

var update = flag.Bool("update", false, "write what the parser says into the files of testdata; read them afterwards")

// TestFiles parses every x.yaml of the archives in testdata and compares the
// tree and the diagnostics with x.want.
func TestFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { checkArchive(t, file) })
	}
}

func checkArchive(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	var updated []txtar.File
	for _, f := range archive.Files {
		name, isInput := strings.CutSuffix(f.Name, ".yaml")
		if !isInput {
			continue
		}
		node, diags := strictyaml.Parse(f.Name, f.Data, 0)
		got := tree(node, "") + report(diags)
		if got != want[name+".want"] {
			t.Errorf("%s:\n%s--- got\n%s--- want\n%s", name, f.Data, got, want[name+".want"])
		}
		updated = append(updated, f, txtar.File{Name: name + ".want", Data: []byte(got)})
	}
	if *update {
		archive.Files = updated
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
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

// report shows diagnostics, each with its hint below.
func report(list diag.List) string {
	var b strings.Builder
	for _, d := range list.Sorted() {
		fmt.Fprintf(&b, "%d:%d: %s %s: %s\n", d.Position.Line, d.Position.Column, d.Severity, d.Code, d.Message)
		if d.Hint != "" {
			fmt.Fprintf(&b, "\t%s\n", d.Hint)
		}
	}
	return b.String()
}

func TestBytes(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"byte order mark", "\ufeffa: b\n", "keys with values 1:1\n  key \"a\" 1:1\n    plain \"b\" 1:4\n"},
		{"windows line ends", "a: |\r\n  x\r\n  y\r\nb: c\r\n",
			"keys with values 1:1\n  key \"a\" 1:1\n    block \"x\\ny\\n\" 1:4 words 2:3\n  key \"b\" 4:1\n    plain \"c\" 4:4\n"},
		{"not UTF-8", "a: b\nü: \xffx\n", "2:4: error not-utf8: byte 0xff is not UTF-8 text\n\tsave the file in the encoding UTF-8\n"},
		{"UTF-16", "\xff\xfea\x00", "1:1: error not-utf8: byte 0xff is not UTF-8 text\n\tsave the file in the encoding UTF-8\n"},
		{"NUL", "a: \x00\n", "1:4: error not-utf8: a NUL byte: this is not UTF-8 text\n\tsave the file as text in the encoding UTF-8\n"},
		{"control characters", "a: b\x07c\x1b\nd: e\u2028f\n",
			"keys with values 1:1\n  key \"a\" 1:1\n    plain \"b c\" 1:4\n  key \"d\" 2:1\n    plain \"e f\" 2:4\n" +
				"1:5: error yaml-syntax: an invisible control character, U+0007\n\tdelete it\n" +
				"1:7: error yaml-syntax: an invisible control character, U+001B\n\tdelete it\n" +
				"2:5: error yaml-syntax: an invisible control character, U+2028\n\tdelete it\n"},
		{"old Macintosh line ends", "a: b\rc: d", "1:5: error yaml-syntax: an invisible control character, U+000D\n\tdelete it\n" +
			"1:7: error yaml-syntax: \":\" and a space inside a value, which would begin another one\n\tput the whole value in quotes\n"},
		{"nothing", "", ""},
		{"comments alone", "# a\n\n# b\n", ""},
		{"a document of nothing", "---\n", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			node, diags := strictyaml.Parse("f", []byte(test.in), 0)
			if got := tree(node, "") + report(diags); got != test.want {
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
	want := "3:1: error duplicate: \"a\" stands twice, first in line 2\n\tkeep one of the two\n"
	if got := report(diags); got != want {
		t.Errorf("got %s want %s", got, want)
	}
	_, diags = strictyaml.Parse("g.md", []byte("a: b\n c: d\n"), 1)
	if got := report(diags); !strings.HasPrefix(got, "3:2: error yaml-syntax: a key inside the value of line 2\n") {
		t.Errorf("got %s", got)
	}
}

// What is nested too deep is reported and does not exhaust the stack.
func TestDepth(t *testing.T) {
	for _, in := range []string{strings.Repeat("[", 1<<20), strings.Repeat("{a: ", 1<<20), strings.Repeat("- ", 1<<20), strings.Repeat("? ", 1<<20)} {
		_, diags := strictyaml.Parse("f", []byte(in), 0)
		if got := report(diags); !strings.Contains(got, "more than 64 levels") {
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
