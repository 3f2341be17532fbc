package render

import (
	"math/big"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"tradeoff/generator/source"
)

// A format writes numbers and dates for a language.
type format struct {
	printer *message.Printer
	english bool
}

func newFormat(lang string) format {
	tag := language.Make(lang)
	base, _ := tag.Base()
	return format{printer: message.NewPrinter(tag), english: base.String() == "en"}
}

// value writes the values that are plain text.
func (f format) value(a *source.Attribute, v source.Value) string {
	switch v := v.(type) {
	case source.Number:
		if a.Type == source.RatingType {
			return f.number(v) + " of " + f.number(source.Number{Text: ratText(a.Max), Rat: a.Max})
		}
		return withUnit(f.number(v), a.Unit)
	case source.Date:
		return f.date(v)
	}
	return v.String()
}

// number groups the digits and keeps as many decimals as were written.
func (f format) number(n source.Number) string {
	decimals := 0
	if mantissa, _, exponent := strings.Cut(strings.ToLower(n.Text), "e"); !exponent {
		_, fraction, _ := strings.Cut(mantissa, ".")
		decimals = len(fraction)
	} else if !n.Rat.IsInt() {
		return n.Text
	}
	if n.Rat.IsInt() && decimals == 0 && n.Rat.Num().BitLen() < 63 {
		whole := n.Rat.Num().Int64()
		if whole > -10000 && whole < 10000 {
			return strconv.FormatInt(whole, 10) // four digits are read without help
		}
		return f.printer.Sprint(number.Decimal(whole))
	}
	value, exact := n.Rat.Float64()
	if !exact && decimals > 15 {
		return n.Text
	}
	return f.printer.Sprint(number.Decimal(value, number.Scale(decimals)))
}

// withUnit puts a unit after a number, and a currency's sign before it.
func withUnit(number, unit string) string {
	switch {
	case unit == "":
		return number
	case unit == "%":
		return number + "%"
	case strings.ContainsAny(unit[:1], "$") || strings.HasPrefix(unit, "€") || strings.HasPrefix(unit, "£") || strings.HasPrefix(unit, "¥"):
		sign := []rune(unit)[:1]
		return string(sign) + number + strings.TrimPrefix(unit, string(sign))
	}
	return number + "\u00a0" + unit
}

func ratText(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	return strings.TrimRight(r.FloatString(6), "0")
}

// date writes a date in English words, and as ISO 8601 in any other language.
func (f format) date(d source.Date) string {
	switch {
	case d.IsZero() || !f.english || d.Month == 0:
		return d.String()
	case d.Day == 0:
		return time.Month(d.Month).String() + " " + strconv.Itoa(d.Year)
	}
	return strconv.Itoa(d.Day) + " " + time.Month(d.Month).String() + " " + strconv.Itoa(d.Year)
}
