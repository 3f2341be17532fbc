package strictyaml_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"tradeoff/generator/diag"
	"tradeoff/generator/golden"
	"tradeoff/generator/strictyaml"
)

// FuzzParse holds that whatever bytes come in, a tree or an error comes out,
// that every position lies in the file, and that the same bytes say the same.
func FuzzParse(f *testing.F) {
	for _, input := range golden.Inputs(f) {
		f.Add(input.Data)
	}
	for _, in := range []string{"\ufeffa: b", "a: b\r\nc: |\r\n  d", "a: \x00", "\xff", "a\r: b", "\r\r0", "[[[[", "{a: {b: [", "? - : -", "a: \"\\u2028\""} {
		f.Add([]byte(in))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		node, diags := strictyaml.Parse("f", src, 0)
		lines := 1 + strings.Count(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(src)), "\n")
		for _, d := range diags.Sorted() {
			checkPosition(t, d.Position, lines)
			if d.Message == "" || !utf8.ValidString(d.Message) || !utf8.ValidString(d.Hint) {
				t.Errorf("message %q, hint %q", d.Message, d.Hint)
			}
		}
		if node != nil {
			checkNode(t, node, lines)
		}
		again, diagsAgain := strictyaml.Parse("f", src, 0)
		if tree(node, "")+golden.Diagnostics(diags) != tree(again, "")+golden.Diagnostics(diagsAgain) {
			t.Error("the same bytes were read differently")
		}
	})
}

func checkPosition(t *testing.T, pos diag.Position, lines int) {
	if pos.Line < 1 || pos.Line > lines+1 || pos.Column < 1 {
		t.Errorf("position %v in a file of %d lines", pos, lines)
	}
}

func checkNode(t *testing.T, n *strictyaml.Node, lines int) {
	checkPosition(t, n.Pos, lines)
	checkPosition(t, n.Start, lines)
	for _, item := range n.Items {
		checkNode(t, item, lines)
	}
	for _, e := range n.Entries {
		checkPosition(t, e.KeyPos, lines)
		checkNode(t, e.Value, lines)
	}
}
