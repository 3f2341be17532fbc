package strictyaml_test

import (
	"fmt"
	"strings"
	"testing"

	"tradeoff/generator/diag"
	"tradeoff/generator/golden"
	"tradeoff/generator/strictyaml"
)

// fields parses a mapping of the keys a and b.
func fields(t *testing.T, in string, diags *diag.List) strictyaml.Fields {
	t.Helper()
	node, parsed := strictyaml.Parse("f", []byte(in), 0)
	if parsed.HasErrors() && !strings.Contains(in, "&") {
		t.Fatalf("%q: %s", in, golden.Diagnostics(parsed))
	}
	return node.Fields("a thing", diags, "alpha", "beta")
}

// TestValues reads the key alpha in every way and compares what comes out and
// what is reported.
func TestValues(t *testing.T) {
	readers := map[string]func(strictyaml.Value) any{
		"text":      func(v strictyaml.Value) any { return v.Text() },
		"raw":       func(v strictyaml.Value) any { return v.Raw() },
		"bool":      func(v strictyaml.Value) any { return v.Bool() },
		"date":      func(v strictyaml.Value) any { return v.Date() },
		"number":    func(v strictyaml.Value) any { return v.Number().Rat },
		"address":   func(v strictyaml.Value) any { return v.Address() },
		"addresses": func(v strictyaml.Value) any { return v.Addresses() },
		"texts":     func(v strictyaml.Value) any { return v.Texts() },
		"names":     func(v strictyaml.Value) any { return v.Names() },
		"oneof":     func(v strictyaml.Value) any { return v.OneOf("higher", "lower") },
		"entries":   func(v strictyaml.Value) any { return len(v.Entries("keys with values")) },
	}
	tests := []struct{ as, in, want, problem string }{
		{"text", "x", "x", ""},
		{"text", "", "", ""},
		{"text", "1.10", "1.10", ""},
		{"text", "no", "no", ""},
		{"text", "null", "null", ""},
		{"text", "|\n  one\n\n  two\n", "one two", ""},
		{"text", `"  x  y "`, "x  y", ""},
		{"text", "[x]", "", `f:1:8: error: "alpha" takes a text, found a list [wrong-type]`},
		{"text", "{x: y}", "", `f:1:8: error: "alpha" takes a text, found keys with values [wrong-type]`},
		{"raw", "|\n  one\n  two\n", "one\ntwo\n", ""},
		{"bool", "yes", "true", ""},
		{"bool", "TRUE", "true", ""},
		{"bool", "No", "false", ""},
		{"bool", "false", "false", ""},
		{"bool", "on", "false", `f:1:8: error: expected yes or no, found "on" [invalid-value]`},
		{"date", "2026", "2026", ""},
		{"date", "2026-11", "2026-11", ""},
		{"date", "2026-11-20", "2026-11-20", ""},
		{"date", "2024-02-29", "2024-02-29", ""},
		{"date", "2026-02-29", "", `f:1:8: error: "2026-02-29" is not in the calendar [invalid-value]`},
		{"date", "2026-13", "", `f:1:8: error: "2026-13" is not in the calendar [invalid-value]`},
		{"date", "2026-00", "", `f:1:8: error: "2026-00" is not in the calendar [invalid-value]`},
		{"date", "2026-01-00", "", `f:1:8: error: "2026-01-00" is not in the calendar [invalid-value]`},
		{"date", "0000", "", `f:1:8: error: "0000" is not in the calendar [invalid-value]`},
		{"date", "2026-1-5", "", `f:1:8: error: expected a date, found "2026-1-5" [invalid-value]`},
		{"date", "2026-11-20T10:00:00Z", "", `f:1:8: error: expected a date, found "2026-11-20T10:00:00Z" [invalid-value]`},
		{"number", "12", "12/1", ""},
		{"number", "-0.5", "-1/2", ""},
		{"number", "+.5", "1/2", ""},
		{"number", "5.", "5/1", ""},
		{"number", "1.5e3", "1500/1", ""},
		{"number", "25e-1", "5/2", ""},
		{"number", "0x10", "<nil>", `f:1:8: error: expected a number, found "0x10" [invalid-value]`},
		{"number", "1_000", "<nil>", `write it without separators, with a point before the fraction: 1000`},
		{"number", "1,000", "<nil>", `write it without separators, with a point before the fraction: 1000`},
		{"number", "25 %", "<nil>", `write the digits alone; what they count goes into the attribute's unit`},
		{"number", "1e999", "<nil>", `f:1:8: error: the number "1e999" is too long [invalid-value]`},
		{"number", "1e999999999", "<nil>", `f:1:8: error: expected a number, found "1e999999999" [invalid-value]`},
		{"number", strings.Repeat("9", 101), "<nil>", `is too long`},
		{"number", ".", "<nil>", `f:1:8: error: expected a number, found "." [invalid-value]`},
		{"number", "1/2", "<nil>", `f:1:8: error: expected a number, found "1/2" [invalid-value]`},
		{"number", "NaN", "<nil>", `f:1:8: error: expected a number, found "NaN" [invalid-value]`},
		{"address", "https://example.org/a?b#c", "https://example.org/a?b#c", ""},
		{"address", "HTTP://example.org", "HTTP://example.org", ""},
		{"address", "https://[::1]:8080/", "https://[::1]:8080/", ""},
		{"address", "www.example.org/x", "", `did you mean "https://www.example.org/x"?`},
		{"address", "//example.org", "", `did you mean "https://example.org"?`},
		{"address", "javascript:alert(1)", "", `f:1:8: error: expected an address that begins with https:// or http://, found "javascript:alert(1)" [invalid-value]`},
		{"address", "ftp://example.org", "", `expected an address that begins with https:// or http://`},
		{"address", "https:///x", "", `f:1:8: error: the address "https:///x" names no host [invalid-value]`},
		{"address", "https://", "", `names no host`},
		{"address", "https://a b.org/", "", `an address has no spaces`},
		{"address", "https://example.org/a b", "", `an address has no spaces`},
		{"address", `"<https://example.org>"`, "", `remove the angle brackets`},
		{"address", "https://example.org/%zz", "", `check how the address is spelled`},
		{"address", "guides/x.md", "", `expected an address`},
		{"addresses", "https://a.org", "[https://a.org]", ""},
		{"addresses", "[https://a.org, b, https://c.org]", "[https://a.org https://c.org]", `f:1:24: error: expected an address that begins with https:// or http://, found "b" [invalid-value]`},
		{"texts", "x", "[x]", ""},
		{"texts", "[x, 'y', no]", "[x y no]", ""},
		{"texts", "[]", "[]", ""},
		{"texts", "[x, '', y]", "[x y]", `f:1:12: warning: an empty entry in "alpha" is passed over [invalid-value]`},
		{"texts", "[x, [y]]", "[x]", `f:1:12: error: "alpha" takes a text, found a list [wrong-type]`},
		{"names", "[x, y, x]", "[{x f:1:9} {y f:1:12}]", `f:1:15: error: "x" stands twice in "alpha", first in line 1 [duplicate]`},
		{"oneof", "lower", "lower", ""},
		{"oneof", "Lower", "", `did you mean "lower"?`},
		{"oneof", "sideways", "", `f:1:8: error: "alpha" is one of higher, lower, found "sideways" [invalid-value]`},
		{"entries", "{x: 1, y: 2}", "2", ""},
		{"entries", "{}", "0", ""},
		{"entries", "[]", "0", ""},
		{"entries", "", "0", ""},
		{"entries", "x", "0", `f:1:8: error: "alpha" takes keys with values, found the text "x" [wrong-type]`},
		{"entries", "[x]", "0", `f:1:8: error: "alpha" takes keys with values, found a list [wrong-type]`},
	}
	for _, test := range tests {
		t.Run(test.as+" "+test.in, func(t *testing.T) {
			var diags diag.List
			value := readers[test.as](fields(t, "alpha: "+test.in, &diags).Get("alpha"))
			if got := fmt.Sprint(value); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			switch got := golden.Diagnostics(diags); {
			case test.problem == "" && got != "":
				t.Errorf("reported %s", got)
			case !strings.Contains(got, test.problem):
				t.Errorf("reported %q, want %q in it", got, test.problem)
			}
		})
	}
}

func TestFields(t *testing.T) {
	tests := []struct{ in, want string }{
		{"alpha: x", ""},
		{"alpha: x\nbeta: y", ""},
		{"beta: y", "f:1:1: error: a thing needs \"alpha\" [missing-key]\n\tadd the key alpha:\n"},
		{"alpha:\nbeta: y", "f:1:1: error: \"alpha\" is empty, and a thing needs it [missing-key]\n"},
		{"alpha: ''", "f:1:1: error: \"alpha\" is empty, and a thing needs it [missing-key]\n"},
		{"alpha: x\nbata: y", "f:2:1: error: \"bata\" is not a key of a thing [unknown-key]\n\tdid you mean \"beta\"?\n"},
		{"alpha: x\nomega: y", "f:2:1: error: \"omega\" is not a key of a thing [unknown-key]\n\tknown: alpha, beta\n"},
		{"{beta:y, alpha: x}", "f:1:2: error: \"beta:y\" is not a key of a thing [unknown-key]\n\twrite a space behind the colon: beta: y\n"},
		{"words", "f:1:1: error: a thing takes keys with values, found the text \"words\" [wrong-type]\n\twrite {alpha: ...}, or one key: value on each line\n"},
		{"- x", "f:1:1: error: a thing takes keys with values, found a list [wrong-type]\n\twrite {alpha: ...}, or one key: value on each line\n"},
		{"alpha: !tag", ""}, // the tag has been reported, and the text it has eaten is not
	}
	for _, test := range tests {
		node, _ := strictyaml.Parse("f", []byte(test.in), 0)
		var diags diag.List
		node.Fields("a thing", &diags, "alpha", "beta").Required("alpha")
		if got := golden.Diagnostics(diags); got != test.want {
			t.Errorf("%q: got\n%swant\n%s", test.in, got, test.want)
		}
	}
}

// A node that is not there has no entries, and nothing to report.
func TestAbsent(t *testing.T) {
	var diags diag.List
	var node *strictyaml.Node
	f := node.Fields("a thing", &diags, "alpha")
	if v := f.Get("alpha"); v.Given() || v.Text() != "" || v.List() != nil || len(f.Present()) != 0 {
		t.Error("something was read from nothing")
	}
	if got := golden.Diagnostics(diags); got != "" {
		t.Errorf("reported %s", got)
	}
}
