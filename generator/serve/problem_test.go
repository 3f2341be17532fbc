package serve

import (
	"fmt"
	"strings"
	"testing"

	"tradeoff/generator/diag"
)

func TestExplain(t *testing.T) {
	const text = "\ufeffone\r\ntwo\nthree\rfour\nfive\nsix\nseven\neight\n"
	for _, test := range []struct {
		line          int
		excerpt, text string
		want          string
	}{
		{1, "one", text, "1 one! 2 two 3 three 4 four"},
		{5, "five", text, "2 two 3 three 4 four 5 five! 6 six 7 seven 8 eight"},
		{8, "eight", text, "5 five 6 six 7 seven 8 eight! 9 "},
		{9, "", text, "6 six 7 seven 8 eight 9 !"},
		{0, "", text, ""},
		{-1, "", text, ""},
		{5, "was five", text, "5 was five!"}, // the file changed since
		{50, "far", text, "50 far!"},
		{2, "gone", "", "2 gone!"},
		{2, "", "", ""},
		{1, "", "a\xffb", "1 a\ufffdb!"},
		{1, strings.Repeat("é", 2000), strings.Repeat("é", 2000), "1 " + strings.Repeat("é", 400) + "…!"},
		{1, strings.Repeat("é", 2000), strings.Repeat("é", 1999) + "x", "1 " + strings.Repeat("é", 400) + "…!"}, // the file's would look the same
	} {
		d := diag.Diagnostic{Position: diag.Position{File: "f", Line: test.line, Column: 2}, Message: "m", Hint: "h", Excerpt: test.excerpt, Code: diag.Syntax}
		p := Explain(d, []byte(test.text))
		var got []string
		for _, l := range p.Lines {
			mark := map[bool]string{true: "!"}[l.Faulty]
			got = append(got, fmt.Sprintf("%d %s%s", l.Number, l.Text, mark))
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("line %d: %.200q, want %.200q", test.line, strings.Join(got, " "), test.want)
		}
		if p.File != "f" || p.Line != test.line || p.Column != 2 || p.Message != "m" || p.Hint != "h" || p.Code != diag.Syntax || p.Severity != diag.Error {
			t.Errorf("%+v", p)
		}
	}
}

// TestExplainLongLine cuts a line around the fault, whose column counts characters.
func TestExplainLongLine(t *testing.T) {
	long := func(n int) string { return strings.Repeat("é", n) }
	for _, test := range []struct {
		line   string
		column int
		text   string
		before int
	}{
		{long(399) + "x", 400, long(399) + "x", 0},
		{long(100) + "x" + long(1000), 101, long(100) + "x" + long(299) + "…", 0},
		{long(101) + "x" + long(1000), 102, "…" + long(100) + "x" + long(299) + "…", 1},
		{long(1511) + "x" + long(1000), 1512, "…" + long(100) + "x" + long(299) + "…", 1411},
		{long(1511) + "x" + long(299), 1512, "…" + long(100) + "x" + long(299), 1411},
		{long(1511) + "x", 1512, "…" + long(399) + "x", 1112},
		{long(1511) + "x", 1513, "…" + long(399) + "x", 1112}, // what lacks after the end
		{long(1511) + "x", 9999, "…" + long(399) + "x", 1112},
		{"x" + long(1000), 1, "x" + long(399) + "…", 0},
		{"x" + long(1000), 0, "x" + long(399) + "…", 0},
		{"x" + long(1000), -7, "x" + long(399) + "…", 0},
		// Each byte that is no text counts, as it does for columns.
		{strings.Repeat("\xff", 1511) + "x" + long(1000), 1512, "…" + strings.Repeat("\ufffd", 100) + "x" + long(299) + "…", 1411},
	} {
		d := diag.Diagnostic{Position: diag.Position{File: "f", Line: 2, Column: test.column}, Excerpt: test.line}
		other := long(500)
		for _, text := range []string{"", other + "\n" + test.line + "\n" + other} {
			p := Explain(d, []byte(text))
			for _, l := range p.Lines {
				want := Line{Number: l.Number, Text: long(400) + "…"}
				if l.Number == 2 {
					want = Line{2, test.text, test.before, true}
				}
				if l != want {
					t.Errorf("column %d: %+v, want %+v", test.column, l, want)
				}
			}
			if p.Column != test.column || len(p.Lines) != 1 && len(p.Lines) != 3 {
				t.Errorf("column %d: %d lines, column %d", test.column, len(p.Lines), p.Column)
			}
		}
	}
}
