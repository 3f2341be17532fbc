package strictyaml

import (
	"fmt"
	"math/big"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"tradeoff/generator/source"
)

// A Fault says why a text is not what the format takes there. Whoever knows the
// position makes a diagnostic of it; nil is no fault.
type Fault struct {
	Message string
	Hint    string
}

func faultf(hint, format string, args ...any) *Fault {
	return &Fault{fmt.Sprintf(format, args...), hint}
}

// Bool reads yes, no, true or false in any letter case.
func Bool(text string) (bool, *Fault) {
	switch strings.ToLower(text) {
	case "yes", "true":
		return true, nil
	case "no", "false":
		return false, nil
	}
	return false, faultf(YesOrNo(text), "expected yes or no, found %q", shorten(text))
}

// YesOrNo is the hint for a word that other formats take for yes or no; empty
// for any other.
func YesOrNo(text string) string {
	switch strings.ToLower(text) {
	case "on", "y":
		return `did you mean "yes"?`
	case "off", "n":
		return `did you mean "no"?`
	}
	return ""
}

var datePattern = regexp.MustCompile(`^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$`)

const dateHint = "write a day as 2026-11-20, a month as 2026-11 or a year as 2026"

// Date reads 2026, 2026-11 or 2026-11-20 (ISO 8601), a day of the calendar.
func Date(text string) (source.Date, *Fault) {
	m := datePattern.FindStringSubmatch(text)
	if m == nil {
		return source.Date{}, faultf(dateHint, "expected a date, found %q", shorten(text))
	}
	var d source.Date
	d.Year, _ = strconv.Atoi(m[1])
	d.Month, _ = strconv.Atoi(m[2])
	d.Day, _ = strconv.Atoi(m[3])
	first := time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
	if d.Year == 0 || m[2] != "" && d.Month == 0 || m[3] != "" && d.Day == 0 ||
		int(first.Month()) != max(d.Month, 1) || first.Day() != max(d.Day, 1) {
		return source.Date{}, faultf(dateHint, "%q is not in the calendar", text)
	}
	return d, nil
}

// Numbers are exact and their size is bounded, so that no file can make the
// build compute with numbers of a million digits: at most maxDigits characters,
// and an exponent of at most maxExponent either way.
const (
	maxDigits   = 100
	maxExponent = 300
)

var numberPattern = regexp.MustCompile(`^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,4}))?$`)

// Number reads a decimal number: a sign, a fraction and an exponent are allowed.
func Number(text string) (source.Number, *Fault) {
	m := numberPattern.FindStringSubmatch(text)
	if m == nil {
		return source.Number{}, faultf(numberHint(text), "expected a number, found %q", shorten(text))
	}
	exponent, _ := strconv.Atoi(m[1])
	if len(text) > maxDigits || exponent > maxExponent || exponent < -maxExponent {
		return source.Number{}, faultf("", "the number %q is too long", shorten(text))
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return source.Number{}, faultf("", "expected a number, found %q", shorten(text))
	}
	return source.Number{Text: text, Rat: r}, nil
}

// separators are what people write between thousands.
const separators = ",._ '\u00a0\u202f"

// ungrouped gives a number without separators between thousands and with a point
// before its fraction; what is none stays none. Only groups of exactly three
// digits are thousands: in "1,5" the comma stands before a fraction.
func ungrouped(text string) string {
	first := strings.IndexAny(text, separators)
	if first < 0 {
		return text
	}
	separator, _ := utf8.DecodeRuneInString(text[first:])
	integer, fraction := text, ""
	if last := strings.LastIndexAny(text, ".,"); last > first && rune(text[last]) != separator {
		integer, fraction = text[:last], "."+text[last+1:]
	}
	groups := strings.Split(strings.TrimLeft(integer, "+-"), string(separator))
	if len(groups[0]) <= 3 && !slices.ContainsFunc(groups[1:], func(group string) bool { return len(group) != 3 }) {
		return strings.ReplaceAll(integer, string(separator), "") + fraction
	}
	return strings.Replace(text, ",", ".", 1)
}

// numberHint guesses what keeps a text from being a number.
func numberHint(text string) string {
	if bare := ungrouped(text); numberPattern.MatchString(bare) {
		return "write it without separators, with a point before the fraction: " + bare
	}
	if strings.IndexFunc(text, unicode.IsDigit) == 0 {
		return "write the digits alone; what they count goes into the attribute's unit"
	}
	return "write digits, with a point before the fraction: 4.5"
}

// Address reads an absolute http or https address.
func Address(text string) (string, *Fault) {
	fault := func(hint string) (string, *Fault) {
		return "", faultf(hint, "expected an address that begins with https:// or http://, found %q", shorten(text))
	}
	u, err := url.Parse(text)
	switch {
	case strings.ContainsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		return fault("an address has no spaces: write %20 for one")
	case strings.HasPrefix(text, "<") && strings.HasSuffix(text, ">"):
		return fault("remove the angle brackets")
	case err != nil:
		return fault("check how the address is spelled")
	case u.Scheme == "" && looksLikeHost(text):
		return fault(fmt.Sprintf("did you mean %q?", "https://"+strings.TrimPrefix(text, "//")))
	case u.Scheme != "http" && u.Scheme != "https":
		return fault("")
	case u.Hostname() == "" || strings.ContainsAny(u.Hostname(), "/\\@<>\""):
		return "", faultf("", "the address %q names no host", shorten(text))
	}
	return text, nil
}

// looksLikeHost tells whether a text is an address without its scheme.
func looksLikeHost(text string) bool {
	host, _, _ := strings.Cut(strings.TrimPrefix(text, "//"), "/")
	return strings.Contains(strings.Trim(host, "."), ".")
}
