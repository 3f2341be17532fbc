package render

import (
	"math/big"
	"strings"
	"testing"

	"tradeoff/generator/source"
	"tradeoff/generator/words"
)

func numberOf(t *testing.T, text string) source.Number {
	t.Helper()
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("%q is no number", text)
	}
	return source.Number{Text: text, Rat: r}
}

func TestNumbers(t *testing.T) {
	for _, test := range []struct{ lang, text, want string }{
		{"en", "0", "0"},
		{"en", "-0", "0"},
		{"en", "+5", "5"},
		{"en", "9999", "9999"}, // four digits are read without help
		{"en", "-9999", "-9999"},
		{"en", "10000", "10,000"},
		{"en", "-1234567", "-1,234,567"},
		{"en", "9999.50", "9999.50"},
		{"en", "12345.60", "12,345.60"}, // as many decimals as were written
		{"en", "1.0", "1.0"},
		{"en", ".5", "0.5"},
		{"en", "5.", "5"},
		{"en", "0.1", "0.1"},
		{"en", "1e6", "1,000,000"},
		{"en", "1.5e3", "1500"},
		{"en", "1.25e-3", "1.25e-3"},
		{"en", "123456789012345", "123,456,789,012,345"},
		{"en", "12345678901234567890", "12345678901234567890"}, // not to be rounded
		{"en", "0.12345678901234567", "0.12345678901234567"},
		{"en", "1e300", "1e300"},
		{"de", "1234567.5", "1.234.567,5"},
		{"de", "1234", "1234"},
		{"fr", "12345", "12\u00a0345"},
		{"xx-unknown", "12345.5", "12,345.5"},
	} {
		if got := newFormat(words.For(test.lang, nil)).number(numberOf(t, test.text)); got != test.want {
			t.Errorf("%s %s: got %q, want %q", test.lang, test.text, got, test.want)
		}
	}
}

func TestUnits(t *testing.T) {
	for _, test := range []struct{ number, unit, want string }{
		{"5", "", "5"},
		{"5", "%", "5%"},
		{"5", "% of users", "5\u00a0% of users"},
		{"5", "stars", "5\u00a0stars"},
		{"5", "$", "$5"},
		{"5", "$/month", "$5/month"},
		{"-5", "€ a year", "-€5 a year"},
		{"5", "£", "£5"},
		{"5", "¥", "¥5"},
		{"5", "<b>", "5\u00a0<b>"}, // escaped where it lands
		{"5", "\xff", "5\u00a0\xff"},
	} {
		if got := withUnit(test.number, test.unit); got != test.want {
			t.Errorf("%s %s: got %q, want %q", test.number, test.unit, got, test.want)
		}
	}
}

func TestValues(t *testing.T) {
	rating := func(most string) *source.Attribute {
		return &source.Attribute{Type: source.RatingType, Max: numberOf(t, most).Rat}
	}
	stars := &source.Attribute{Type: source.NumberType, Unit: "stars"}
	date := &source.Attribute{Type: source.DateType}
	for _, test := range []struct {
		attribute *source.Attribute
		value     source.Value
		want      string
	}{
		{rating("5"), numberOf(t, "4.5"), "4.5 of 5"},
		{rating("2.5"), numberOf(t, "2"), "2 of 2.5"},
		{rating("100"), numberOf(t, "100"), "100 of 100"},
		{stars, numberOf(t, "82000"), "82,000\u00a0stars"},
		{date, source.Date{Year: 2026, Month: 11, Day: 3}, "3 November 2026"},
		{date, source.Date{Year: 2026, Month: 11}, "November 2026"},
		{date, source.Date{Year: 2026}, "2026"},
		{date, source.Date{}, ""},
		{stars, source.Words{"a", "b"}, "a, b"},
		{stars, source.Level{Index: 1, Name: "hints"}, "hints"},
	} {
		if got := newFormat(words.For("en-GB", nil)).value(test.attribute, test.value); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
	if got := newFormat(words.For("nl", nil)).date(source.Date{Year: 2026, Month: 1, Day: 2}); got != "2026-01-02" {
		t.Errorf("a language whose words we do not have: %q", got)
	}
}

func TestRelative(t *testing.T) {
	for _, test := range []struct{ from, to, want string }{
		{"index.html", "index.html", "index.html"},
		{"index.html", "guides/a.html", "guides/a.html"},
		{"guides/a.html", "index.html", "../index.html"},
		{"guides/a.html", "guides/b.html", "b.html"},
		{"guides/a.html", "guides/a.html", "a.html"},
		{"guides/x/a.html", "guides/b.html", "../b.html"},
		{"guides/x/a.html", "guides/y/b.html", "../y/b.html"},
		{"guides/x/a.html", "backend/index.html", "../../backend/index.html"},
		{"guides/a.html", "guides/a/b.html", "a/b.html"},
		{"a/a/a.html", "a/b.html", "../b.html"},
		{"ab/c.html", "a/c.html", "../a/c.html"},
	} {
		if got := relative(test.from, test.to); got != test.want {
			t.Errorf("from %s to %s: got %s, want %s", test.from, test.to, got, test.want)
		}
	}
}

func TestEscapePath(t *testing.T) {
	for path, want := range map[string]string{
		"../img/a.png":    "../img/a.png",
		"my loop #1?.png": "my%20loop%20%231%3F.png",
		"100%.png":        "100%25.png",
		"über.png":        "%C3%BCber.png",
		`a"b'<c>.png`:     "a%22b%27%3Cc%3E.png",
		"a:b.png":         "./a:b.png",
		"javascript:x":    "./javascript:x",
		"a/b:c":           "a/b:c",
		`a\b.png`:         "a%5Cb.png",
	} {
		if got := escapePath(path); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}

func TestShort(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.example.org/":            "example.org",
		"http://example.org/a/":               "example.org/a",
		"https://example.org/a?b=c&d#e":       "example.org/a?b=c&d#e",
		"https://de.example.org/wiki/%C3%9C":  "de.example.org/wiki/Ü",
		"https://example.org/%E2%80%AEgpj":    "example.org/%E2%80%AEgpj", // would be read backwards
		"https://example.org/%FF":             "example.org/%FF",
		"https://example.org/a%0Ab":           "example.org/a%0Ab",
		"https://user:secret@example.org:8/x": "example.org:8/x",
		"no address":                          "no address",
		"https://example.org/" + strings.Repeat("a", 60) + strings.Repeat("é", 40): "example.org/" + strings.Repeat("a", 24) + "…" + strings.Repeat("é", 35),
	} {
		if got := short(address); got != want {
			t.Errorf("%s: got %s, want %s", address, got, want)
		}
	}
}
