package source

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
)

// A Type is the type of an attribute's values.
type Type string

// The types, by their words in category.yaml.
const (
	SupportType Type = "support" // a Support: no, partial, yes
	LevelType   Type = "level"   // a Level of those that the attribute lists
	RatingType  Type = "rating"  // a Number from 1 to the attribute's maximum
	NumberType  Type = "number"  // a Number, with the attribute's unit
	DateType    Type = "date"    // a Date: a day, a month or a year
	ChoiceType  Type = "choice"  // Words of those that the attribute lists
	ListType    Type = "list"    // Words of any kind
	TextType    Type = "text"    // Prose
	LinkType    Type = "link"    // a Link
)

// Types in the order of the documentation.
var Types = []Type{SupportType, LevelType, RatingType, NumberType, DateType, ChoiceType, ListType, TextType, LinkType}

// Ordered tells whether the values of a type have an order from less to more.
func (t Type) Ordered() bool {
	switch t {
	case SupportType, LevelType, RatingType, NumberType, DateType:
		return true
	}
	return false
}

// A Better says which end of an order is the better one.
type Better uint8

const (
	NeitherBetter Better = iota // no value is better than another
	MoreBetter                  // higher, later, or further down the levels
	LessBetter                  // lower, earlier
)

// An Attribute is one thing that the options of a category are compared on.
type Attribute struct {
	ID      string
	Label   string // the id spelled out where absent
	Type    Type
	Help    markup.Text
	Better  Better
	Weight  *big.Rat // 1 where absent; never negative
	Levels  []string // of a level, worst first
	Choices []string // of a choice
	Max     *big.Rat // of a rating
	Unit    string   // of a number
	Pos     diag.Position

	Synonyms []string // other words that readers look for it by
}

// SameScale tells whether values of the two attributes can be put in one order:
// the same type, and for levels the same ones, for ratings the same maximum, for
// numbers the same unit, with the same end as the better one.
func (a *Attribute) SameScale(b *Attribute) bool {
	if a == b {
		return true
	}
	if a.Type != b.Type || a.Better != b.Better || a.Unit != b.Unit || !slices.Equal(a.Levels, b.Levels) {
		return false
	}
	return a.Type != RatingType || a.Max.Cmp(b.Max) == 0
}

// A Value is the known value of a fact. It is one of [Support], [Level],
// [Number] (ratings too), [Date], [Words] (choices and lists), [Prose] and
// [Link].
type Value interface {
	// String is the value in plain words, without its unit.
	String() string
	// Equal tells whether two values of the same attribute say the same.
	Equal(Value) bool
}

// An OrderedValue can be less or more than another of its attribute, in the
// natural order, whatever `better` says: no < partial < yes, 1 < 2, levels as
// listed, earlier < later.
type OrderedValue interface {
	Value
	Compare(OrderedValue) int
	// Measure is the value's place on a scale that all values of its attribute
	// share, from less to more: differences of measures are proportions of a
	// range. Supports and levels count by their place, dates by the day.
	Measure() *big.Rat
}

// Support says whether an option has something.
type Support uint8

const (
	No      Support = iota // it has not
	Partial                // in part; a note should say which
	Yes                    // it has
)

// String gives the word that is written in a fact: "no", "partial" or "yes".
func (s Support) String() string { return [...]string{"no", "partial", "yes"}[s] }

// Equal implements [Value].
func (s Support) Equal(v Value) bool { return s == v }

// Compare implements [OrderedValue].
func (s Support) Compare(v OrderedValue) int { return cmp.Compare(s, v.(Support)) }

// Measure implements [OrderedValue].
func (s Support) Measure() *big.Rat { return big.NewRat(int64(s), 1) }

// A Level is one of an attribute's levels.
type Level struct {
	Index int // in Attribute.Levels
	Name  string
}

// String gives the level's name.
func (l Level) String() string { return l.Name }

// Equal implements [Value].
func (l Level) Equal(v Value) bool { m, ok := v.(Level); return ok && l.Name == m.Name }

// Compare implements [OrderedValue].
func (l Level) Compare(v OrderedValue) int { return cmp.Compare(l.Index, v.(Level).Index) }

// Measure implements [OrderedValue].
func (l Level) Measure() *big.Rat { return big.NewRat(int64(l.Index), 1) }

// A Number is exact: what was written, as a rational.
type Number struct {
	Text string // as written
	Rat  *big.Rat
}

// String gives the number as it was written, with all its decimals.
func (n Number) String() string { return n.Text }

// Equal implements [Value]; 1 and 1.0 are equal.
func (n Number) Equal(v Value) bool { m, ok := v.(Number); return ok && Order(n.Rat, m.Rat) == 0 }

// Compare implements [OrderedValue].
func (n Number) Compare(v OrderedValue) int { return Order(n.Rat, v.(Number).Rat) }

// Measure implements [OrderedValue].
func (n Number) Measure() *big.Rat { return n.Rat }

// A Date is a day, a month or a year (ISO 8601, reduced precision). The zero
// value is no date.
type Date struct {
	Year  int
	Month int // 0 where only the year is known
	Day   int // 0 where only the month is known
}

// IsZero tells whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String gives the date as it was written: "2026-11-20", "2026-11" or "2026";
// nothing for no date.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Equal implements [Value]: 2026 and 2026-01 do not say the same.
func (d Date) Equal(v Value) bool { return d == v }

// Compare implements [OrderedValue]. A date that names no day counts as the first day
// of its month, one that names no month as the first day of its year.
func (d Date) Compare(v OrderedValue) int {
	e := v.(Date)
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(max(d.Month, 1), max(e.Month, 1)), cmp.Compare(max(d.Day, 1), max(e.Day, 1)))
}

// Measure implements [OrderedValue]: days since 1 January of the year 1, in the
// Gregorian calendar. What a date leaves out counts as for Compare.
func (d Date) Measure() *big.Rat {
	day := time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
	const daysToEpoch = 719162
	return big.NewRat(daysToEpoch+day.Unix()/(24*60*60), 1)
}

// Words are the values of a choice or a list, in the order written.
type Words []string

// String gives the words with commas between them.
func (w Words) String() string { return strings.Join(w, ", ") }

// Equal implements [Value]: the same words in any order.
func (w Words) Equal(v Value) bool {
	x, ok := v.(Words)
	if !ok || len(w) != len(x) {
		return false
	}
	return slices.Equal(w, x) || slices.Equal(slices.Sorted(slices.Values(w)), slices.Sorted(slices.Values(x)))
}

// Prose is inline Markdown.
type Prose struct{ markup.Text }

// String gives the text without its markup.
func (p Prose) String() string { return p.Plain }

// Equal implements [Value]: the same words, however they are marked up.
func (p Prose) Equal(v Value) bool { q, ok := v.(Prose); return ok && p.Plain == q.Plain }

// A Link is an http(s) address.
type Link string

// String gives the address.
func (l Link) String() string { return string(l) }

// Equal implements [Value].
func (l Link) Equal(v Value) bool { return l == v }
