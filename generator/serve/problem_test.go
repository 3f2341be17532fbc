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
		{1, strings.Repeat("é", 2000), strings.Repeat("é", 2000), "1 " + strings.Repeat("é", 1000) + "…!"},
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
