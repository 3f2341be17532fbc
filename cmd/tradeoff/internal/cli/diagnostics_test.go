package cli

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"tradeoff/generator/diag"
)

func at(line, column int) diag.Position {
	return diag.Position{File: "data/backend/django.yaml", Line: line, Column: column}
}

func TestFormat(t *testing.T) {
	for name, c := range map[string]struct {
		d    diag.Diagnostic
		want string
	}{
		"word in the message": {
			diag.Diagnostic{Position: at(7, 3), Code: diag.UnknownAttribute, Message: `unknown attribute "realtim"`,
				Hint: `did you mean "realtime"?`, Excerpt: "  realtim: partial"}, `
data/backend/django.yaml:7:3: error: unknown attribute "realtim" [unknown-attribute]
    7 |   realtim: partial
      |   ^^^^^^^
      did you mean "realtime"?
`},
		"whole file": {
			diag.Diagnostic{Position: diag.Position{File: "data/site.yaml"}, Severity: diag.Note, Code: diag.NoAddress, Message: "no address", Hint: "add one"}, `
data/site.yaml: note: no address [no-url]
      add one
`},
		"whole line": {
			diag.Diagnostic{Position: at(1234, 0), Severity: diag.Warning, Code: diag.RawHTML, Message: "raw HTML", Excerpt: "<br>"}, `
data/backend/django.yaml:1234: warning: raw HTML [raw-html]
 1234 | <br>
`},
		"tabs": {
			diag.Diagnostic{Position: at(1, 6), Code: diag.Syntax, Message: "bad", Excerpt: "\ta\tb word\t"}, `
data/backend/django.yaml:1:6: error: bad [yaml-syntax]
    1 |     a   b word  
      |           ^^^^
`},
		"wide characters": {
			diag.Diagnostic{Position: at(1, 7), Code: diag.Syntax, Message: `unknown "日本"`, Excerpt: "名前: [👩‍💻, 日本]"}, `
data/backend/django.yaml:1:7: error: unknown "日本" [yaml-syntax]
    1 | 名前: [👩‍💻, 日本]
      |        ^^
`},
		"wide word": {
			diag.Diagnostic{Position: at(1, 5), Code: diag.Syntax, Message: `unknown "日本"`, Excerpt: "名前: 日本"}, `
data/backend/django.yaml:1:5: error: unknown "日本" [yaml-syntax]
    1 | 名前: 日本
      |       ^^^^
`},
		"past the end": {
			diag.Diagnostic{Position: at(1, 99), Code: diag.Syntax, Message: "bad", Excerpt: "ab"}, `
data/backend/django.yaml:1:99: error: bad [yaml-syntax]
    1 | ab
      |   ^
`},
		"directive": {
			diag.Diagnostic{Position: at(1, 1), Code: diag.UnknownDirective, Message: `unknown directive "comparee"`, Excerpt: `::comparee{only="a"}`}, `
data/backend/django.yaml:1:1: error: unknown directive "comparee" [unknown-directive]
    1 | ::comparee{only="a"}
      | ^^^^^^^^^^
`},
		"sign": {
			diag.Diagnostic{Position: at(1, 4), Code: diag.Syntax, Message: "bad", Excerpt: "a: [b"}, `
data/backend/django.yaml:1:4: error: bad [yaml-syntax]
    1 | a: [b
      |    ^
`},
		"what a terminal would obey": {
			diag.Diagnostic{Position: at(1, 6), Code: diag.Syntax, Message: "bad \x1b[31m", Hint: "a\u202eb", Excerpt: "a\x1b[2Jword\u202e"}, "\n" +
				"data/backend/django.yaml:1:6: error: bad \ufffd[31m [yaml-syntax]\n" +
				"    1 | a\ufffd[2Jword\ufffd\n" +
				"      |      ^^^^\n" +
				"      a\ufffdb\n"},
	} {
		t.Run(name, func(t *testing.T) {
			got := "\n" + diagnostics{width: 110}.format(c.d)
			if got != c.want {
				t.Errorf("got:%s\nwant:%s", got, c.want)
			}
		})
	}
}

func TestFormatCutsLongLines(t *testing.T) {
	long := strings.Repeat("word ", 100) + "HERE" + strings.Repeat(" 日本", 100)
	for _, column := range []int{1, 8, 300, 501, 506, 600} {
		lines := strings.Split(diagnostics{width: 60}.format(diag.Diagnostic{Position: at(1, column), Message: "bad", Excerpt: long}), "\n")
		for _, line := range lines[1:] {
			if w := uniseg.StringWidth(line); w > 60 {
				t.Errorf("column %d: %d columns: %s", column, w, line)
			}
		}
		caret := strings.IndexByte(lines[2], '^')
		under, seen := "", 0
		for _, c := range cells(lines[1]) {
			if seen == caret {
				under = c.text
			}
			seen += c.width
		}
		if want := string([]rune(long)[column-1]); under != want {
			t.Errorf("column %d: the caret is under %q, not %q:\n%s", column, under, want, strings.Join(lines, "\n"))
		}
	}
}

func TestFormatColours(t *testing.T) {
	got := diagnostics{colours: true, width: 80}.format(diag.Diagnostic{Position: at(1, 1), Severity: diag.Warning, Code: diag.RawHTML, Message: "m", Excerpt: "a"})
	if !strings.Contains(got, "\x1b[1;33mwarning:\x1b[0m m") || !strings.Contains(got, "\x1b[1;33m^\x1b[0m") {
		t.Errorf("%q", got)
	}
}

func TestWordLength(t *testing.T) {
	for _, c := range []struct {
		line    string
		column  int
		message string
		word    string
	}{
		{`compare: [nodejs, djngo]`, 19, `unknown option "djngo"`, "djngo"},
		{`see [Django](../data/backend/djngo.yaml).`, 14, "the link leads nowhere", "../data/backend/djngo.yaml"},
		{`a sentence. And`, 3, "what", "sentence"},
		{`k: "two words" x`, 4, "what", `"two words"`},
		{`k: 'two words' x`, 4, "what", `'two words'`},
		{`k: "open`, 4, "what", `"`},
		{`x :fact[a.b]`, 3, "what", ":fact"},
		{`two words here`, 1, `no "two words" and no "two"`, "two words"},
		{`x`, 5, "what", "?"},
		{``, 1, "what", "?"},
	} {
		if got := wordLength(c.line, c.column-1, c.message); got != len(c.word) {
			t.Errorf("%q from %d: %d, want %q", c.line, c.column, got, c.word)
		}
	}
}

func FuzzFormat(f *testing.F) {
	f.Add("  realtim: partial", 3, `unknown "realtim"`, 80)
	f.Add("\t\x1b👩‍💻\xff", 2, `"\x`, 1)
	f.Fuzz(func(t *testing.T, line string, column int, message string, width int) {
		if width > 1000 || column < 0 {
			return
		}
		got := diagnostics{width: width}.format(diag.Diagnostic{Position: at(1, column), Message: message, Excerpt: line})
		if strings.ContainsAny(got, "\x1b\r\x00") {
			t.Errorf("a terminal would obey %q", got)
		}
		if utf8.ValidString(line) && utf8.ValidString(message) && !utf8.ValidString(got) {
			t.Errorf("%q is not text", got)
		}
	})
}
