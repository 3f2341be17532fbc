package strictyaml_test

import (
	"fmt"
	"strings"
	"testing"

	"tradeoff/generator/diag"
	"tradeoff/generator/strictyaml"
)

// fields parses a mapping of the keys a and b.
func fields(t *testing.T, in string, diags *diag.List) strictyaml.Fields {
	t.Helper()
	node, parsed := strictyaml.Parse("f", []byte(in), 0)
	if parsed.HasErrors() && !strings.Contains(in, "&") {
		t.Fatalf("%q: %s", in, report(parsed))
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
		{"text", "[x]", "", `1:8: error wrong-type: "alpha" takes a text, found a list`},
		{"text", "{x: y}", "", `1:8: error wrong-type: "alpha" takes a text, found keys with values`},
		{"raw", "|\n  one\n  two\n", "one\ntwo\n", ""},
		{"bool", "yes", "true", ""},
		{"bool", "TRUE", "true", ""},
		{"bool", "No", "false", ""},
		{"bool", "false", "false", ""},
		{"bool", "on", "false", `1:8: error invalid-value: expected yes or no, found "on"`},
		{"date", "2026", "2026", ""},
		{"date", "2026-11", "2026-11", ""},
		{"date", "2026-11-20", "2026-11-20", ""},
		{"date", "2024-02-29", "2024-02-29", ""},
		{"date", "2026-02-29", "", `1:8: error invalid-value: "2026-02-29" is not in the calendar`},
		{"date", "2026-13", "", `1:8: error invalid-value: "2026-13" is not in the calendar`},
		{"date", "2026-00", "", `1:8: error invalid-value: "2026-00" is not in the calendar`},
		{"date", "2026-01-00", "", `1:8: error invalid-value: "2026-01-00" is not in the calendar`},
		{"date", "0000", "", `1:8: error invalid-value: "0000" is not in the calendar`},
		{"date", "2026-1-5", "", `1:8: error invalid-value: expected a date, found "2026-1-5"`},
		{"date", "2026-11-20T10:00:00Z", "", `1:8: error invalid-value: expected a date, found "2026-11-20T10:00:00Z"`},
		{"number", "12", "12/1", ""},
		{"number", "-0.5", "-1/2", ""},
		{"number", "+.5", "1/2", ""},
		{"number", "5.", "5/1", ""},
		{"number", "1.5e3", "1500/1", ""},
		{"number", "25e-1", "5/2", ""},
		{"number", "0x10", "<nil>", `1:8: error invalid-value: expected a number, found "0x10"`},
		{"number", "1_000", "<nil>", `write it without separators, with a point before the fraction: 1000`},
		{"number", "1,000", "<nil>", `write it without separators, with a point before the fraction: 1000`},
		{"number", "25 %", "<nil>", `write the digits alone; what they count goes into the attribute's unit`},
		{"number", "1e999", "<nil>", `1:8: error invalid-value: the number "1e999" is too long`},
		{"number", "1e999999999", "<nil>", `1:8: error invalid-value: expected a number, found "1e999999999"`},
		{"number", strings.Repeat("9", 101), "<nil>", `is too long`},
		{"number", ".", "<nil>", `1:8: error invalid-value: expected a number, found "."`},
		{"number", "1/2", "<nil>", `1:8: error invalid-value: expected a number, found "1/2"`},
		{"number", "NaN", "<nil>", `1:8: error invalid-value: expected a number, found "NaN"`},
		{"address", "https://example.org/a?b#c", "https://example.org/a?b#c", ""},
		{"address", "HTTP://example.org", "HTTP://example.org", ""},
		{"address", "https://[::1]:8080/", "https://[::1]:8080/", ""},
		{"address", "www.example.org/x", "", `did you mean "https://www.example.org/x"?`},
		{"address", "//example.org", "", `did you mean "https://example.org"?`},
		{"address", "javascript:alert(1)", "", `1:8: error invalid-value: expected an address that begins with https:// or http://, found "javascript:alert(1)"`},
		{"address", "ftp://example.org", "", `expected an address that begins with https:// or http://`},
		{"address", "https:///x", "", `1:8: error invalid-value: the address "https:///x" names no host`},
		{"address", "https://", "", `names no host`},
		{"address", "https://a b.org/", "", `an address has no spaces`},
		{"address", "https://example.org/a b", "", `an address has no spaces`},
		{"address", `"<https://example.org>"`, "", `remove the angle brackets`},
		{"address", "https://example.org/%zz", "", `check how the address is spelled`},
		{"address", "guides/x.md", "", `expected an address`},
		{"addresses", "https://a.org", "[https://a.org]", ""},
		{"addresses", "[https://a.org, b, https://c.org]", "[https://a.org https://c.org]", `1:24: error invalid-value: expected an address`},
		{"texts", "x", "[x]", ""},
		{"texts", "[x, 'y', no]", "[x y no]", ""},
		{"texts", "[]", "[]", ""},
		{"texts", "[x, '', y]", "[x y]", `1:12: warning invalid-value: an empty entry in "alpha" is passed over`},
		{"texts", "[x, [y]]", "[x]", `1:12: error wrong-type: "alpha" takes a text, found a list`},
		{"names", "[x, y, x]", "[{x f:1:9} {y f:1:12}]", `1:15: error duplicate: "x" stands twice in "alpha", first in line 1`},
		{"oneof", "lower", "lower", ""},
		{"oneof", "Lower", "", `did you mean "lower"?`},
		{"oneof", "sideways", "", `1:8: error invalid-value: "alpha" is one of higher, lower, found "sideways"`},
		{"entries", "{x: 1, y: 2}", "2", ""},
		{"entries", "{}", "0", ""},
		{"entries", "[]", "0", ""},
		{"entries", "", "0", ""},
		{"entries", "x", "0", `1:8: error wrong-type: "alpha" takes keys with values, found the text "x"`},
		{"entries", "[x]", "0", `1:8: error wrong-type: "alpha" takes keys with values, found a list`},
	}
	for _, test := range tests {
		t.Run(test.as+" "+test.in, func(t *testing.T) {
			var diags diag.List
			value := readers[test.as](fields(t, "alpha: "+test.in, &diags).Get("alpha"))
			if got := fmt.Sprint(value); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			switch got := report(diags); {
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
		{"beta: y", "1:1: error missing-key: a thing needs \"alpha\"\n\tadd the key alpha:\n"},
		{"alpha:\nbeta: y", "1:1: error missing-key: \"alpha\" is empty, and a thing needs it\n"},
		{"alpha: ''", "1:1: error missing-key: \"alpha\" is empty, and a thing needs it\n"},
		{"alpha: x\nbata: y", "2:1: error unknown-key: \"bata\" is not a key of a thing\n\tdid you mean \"beta\"?\n"},
		{"alpha: x\nomega: y", "2:1: error unknown-key: \"omega\" is not a key of a thing\n\tknown: alpha, beta\n"},
		{"{beta:y, alpha: x}", "1:2: error unknown-key: \"beta:y\" is not a key of a thing\n\twrite a space behind the colon: beta: y\n"},
		{"words", "1:1: error wrong-type: a thing takes keys with values, found the text \"words\"\n\twrite {alpha: ...}, or one key: value on each line\n"},
		{"- x", "1:1: error wrong-type: a thing takes keys with values, found a list\n\twrite {alpha: ...}, or one key: value on each line\n"},
		{"alpha: !tag", ""}, // the tag has been reported, and the text it has eaten is not
	}
	for _, test := range tests {
		node, _ := strictyaml.Parse("f", []byte(test.in), 0)
		var diags diag.List
		node.Fields("a thing", &diags, "alpha", "beta").Required("alpha")
		if got := report(diags); got != test.want {
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
	if got := report(diags); got != "" {
		t.Errorf("reported %s", got)
	}
}
