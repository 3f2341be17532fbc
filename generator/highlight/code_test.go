package highlight

import (
	"testing"

	"github.com/alecthomas/chroma/v2/lexers"
)

// TestCode compares what is said of lexers in Go with what chroma says.
func TestCode(t *testing.T) {
	for _, test := range []struct{ language, text string }{
		{"HTTP", "POST / HTTP/1.1\nContent-Type: application/json; charset=utf-8\nX: y\n z\n\n{\"a\": [1, null]}\n"},
		{"HTTP", "HTTP/1.1 200 OK\r\ncontent-type: application/calendar+xml\r\n\r\n<a b=\"c\">d</a>\r\n"},
		{"HTTP", "HTTP/1.1 200 OK\nContent-Type: image/none\n\nabc: d\n"},
		{"HTTP", "HTTP/1.1 200 OK\nContent-Type: a+b\n\nabc: d\n"},
		{"HTTP", "HTTP/1.1 200 OK\n\nabc\n"},
		{"markdown", "---\na: [b, \"c\"]\n---\n# d\n\n```go\nfunc e() {}\n```\n"},
		{"markdown", "---\r\na: b\r\n---\r\n*c*\r\n"},
		{"markdown", "---\na: b\n# not closed\n---"},
		{"markdown", "---\n---\na\n"},
		{"markdown", "---"},
		{"markdown", "a\n---\nb: c\n---\n"},
		{"reStructuredText", "A\n=\n\n.. code-block:: python\n\n   def f():\n       return 1\n\nb\n\n.. code:: nothing\n\n   c\n\n"},
		{"Haxe", "class A {\n#if js\n  var a = 1;\n#elseif (cpp && !b)\n  function f() { g(1); }\n#else\n  var c: Int;\n#end\n#error \"no\"\n}\n#end #else x\n"},
		{"Haxe", "class A { function f() {\n#if a if (b) {\n#else\n if (c) {\n#end\n \x01\n } } }\n"},
		{"Go", "package a\n\nvar b = `x {{range .C}}{{.}}{{end}} y`\n"},
		{"Common Lisp", "(defun f (x &key y) (let ((z (car x))) (list z 'integer y)))\n"},
		{"EmacsLisp", "(defun f (x &optional y) (require 'cl) (if x (error \"no\") (cl-loop for z in y)))\n"},
		{"ERB", "<p class=\"a\"><% if b %><%= c %></p>\n"},
		{"Go HTML Template", "<p id=\"{{.A}}\">{{range .B}}<b>{{end}}</p>{{/* c */}}"},
		{"PHTML", "<p><?php echo 'a' . $b; ?></p>\n"},
		{"Svelte", "<script lang=\"ts\">let a: number = 1</script>\n{#if a}<p on:click={b}>{a}</p>{/if}\n"},
		{"YAML+Jinja", "a: {{ b | c }}\n{% if d %}\ne: \"f\"\n{% endif %}\n"},
		{"Raku", "say qq:to/END/;\n a {$b}\n END\n=begin code :lang<go>\nfunc f() {}\n=end code\n"},
	} {
		compareTokens(t, lexers.Get(test.language), test.text)
		var got collected
		if err := named(test.language).safely(test.text, &got); err != nil {
			t.Errorf("%s: %v in %q", test.language, err, test.text)
		}
	}
}
