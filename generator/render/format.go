package render

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"tradeoff/generator/source"
	"tradeoff/generator/words"
)

// A format writes numbers and dates for a language.
type format struct {
	printer *message.Printer
	words   *words.Words
	english bool
}

func newFormat(w *words.Words) format {
	base, _ := w.Tag().Base()
	return format{printer: w.Printer(), words: w, english: base.String() == "en"}
}

// value writes the values that are plain text.
func (f format) value(a *source.Attribute, v source.Value) string {
	switch v := v.(type) {
	case source.Number:
		if a.Type == source.RatingType {
			return f.words.Text("fact.rating", "value", f.number(v), "max", f.number(source.Number{Text: ratText(a.Max), Rat: a.Max}))
		}
		unit := a.Unit
		if f.english && v.Text == "1" {
			unit = oneOf(unit)
		}
		return withUnit(f.number(v), unit)
	case source.Date:
		return f.date(v)
	}
	return v.String()
}

// exactDigits is how many digits a float64 can hold and give back.
const exactDigits = 15

// number groups the digits and keeps as many decimals as were written. A number
// too long to be written by the language's rules without a change stays as it is.
func (f format) number(n source.Number) string {
	mantissa, _, exponent := strings.Cut(strings.ToLower(n.Text), "e")
	_, fraction, _ := strings.Cut(mantissa, ".")
	decimals := len(fraction)
	if exponent {
		decimals = 0
	}
	value, _ := n.Rat.Float64()
	digits := len(n.Rat.FloatString(0)) + decimals
	if digits > exactDigits || exponent && !n.Rat.IsInt() {
		return n.Text
	}
	options := []number.Option{number.Scale(decimals)}
	if value > -10000 && value < 10000 { // four digits are read without help
		options = append(options, number.NoSeparator())
	}
	return f.printer.Sprint(number.Decimal(value, options...))
}

// average writes a number with one decimal, or none where that would be 0.
func (f format) average(r *big.Rat) string {
	value, _ := r.Float64()
	return f.printer.Sprint(number.Decimal(value, number.MaxFractionDigits(1)))
}

// times are what is counted most, besides what has no plural: kB, USD, %.
var times = []string{"years", "months", "weeks", "days", "hours", "minutes", "seconds"}

// oneOf is an English unit after the number 1. Units are anybody's words, and taking
// an s from any of them would make metres of milliseconds: only those of time are
// known.
func oneOf(unit string) string {
	word, rest, spaced := strings.Cut(unit, " ")
	if !slices.Contains(times, word) {
		return unit
	}
	if word = strings.TrimSuffix(word, "s"); spaced {
		return word + " " + rest
	}
	return word
}

// withUnit puts a unit after a number, and a currency's sign before it.
func withUnit(number, unit string) string {
	switch {
	case unit == "":
		return number
	case unit == "%":
		return number + "%"
	}
	if sign, size := utf8.DecodeRuneInString(unit); strings.ContainsRune("$€£¥", sign) {
		amount, negative := strings.CutPrefix(number, "-")
		if amount = string(sign) + amount + unit[size:]; negative {
			return "-" + amount
		}
		return amount
	}
	return number + "\u00a0" + unit
}

func ratText(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	return strings.TrimRight(r.FloatString(6), "0")
}

// date writes a date in words, and as ISO 8601 in a language whose words for dates
// nobody gave.
func (f format) date(d source.Date) string {
	if d.IsZero() || d.Month == 0 {
		return d.String()
	}
	key, month := "date.full", "date.months."+strconv.Itoa(d.Month)
	if d.Day == 0 {
		key = "date.month"
	}
	if !f.words.IsTranslated(key) || !f.words.IsTranslated(month) {
		return d.String()
	}
	return f.words.Text(key, "day", d.Day, "month", f.words.Text(month), "year", d.Year)
}
