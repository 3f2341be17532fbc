package weigh

import (
	"math/big"
	"time"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// Parts is how many places there are between the least and the most of numbers and
// dates: finer than anybody sees, divisible by every number up to 10, and so coarse
// that scores stay small integers in a page.
const Parts = 5040

// A scale is an attribute that takes part, with each option's place on it.
type scale struct {
	attribute *source.Attribute
	places    []*big.Rat // by option, 0 to 1; nil where the fact is not known
}

// newScale places the options; it is nil for an attribute that takes no part.
func newScale(a *source.Attribute, options []*site.Option) *scale {
	if a.Better == source.NeitherBetter || !a.Type.Ordered() || a.Weight.Sign() == 0 {
		return nil
	}
	values := make([]source.OrderedValue, len(options))
	for i, o := range options {
		if f := o.Option.Fact(a.ID); f != nil && f.State == source.Known {
			values[i], _ = f.Value.(source.OrderedValue)
		}
	}
	if !differ(values) {
		return nil
	}
	least, most := ends(a, values)
	width := new(big.Rat).Sub(most, least)
	s := &scale{attribute: a, places: make([]*big.Rat, len(options))}
	for i, v := range values {
		if v == nil {
			continue
		}
		p := new(big.Rat).Sub(v.Measure(), least)
		if a.Better == source.LessBetter {
			p.Sub(width, p)
		}
		if p.Quo(p, width); a.Type == source.NumberType || a.Type == source.DateType {
			p = rounded(p)
		}
		s.places[i] = p
	}
	return s
}

// differ tells whether two of the known values certainly say something else: one
// begins after another has ended.
func differ(values []source.OrderedValue) bool {
	var begin, end *big.Rat // the latest beginning, the earliest end
	for _, v := range values {
		if v == nil {
			continue
		}
		if m := v.Measure(); begin == nil || m.Cmp(begin) > 0 {
			begin = m
		}
		if m := last(v); end == nil || m.Cmp(end) < 0 {
			end = m
		}
	}
	return begin != nil && begin.Cmp(end) > 0
}

// last is where a value ends: a year on its last day. All but dates are points.
func last(v source.OrderedValue) *big.Rat {
	d, ok := v.(source.Date)
	switch {
	case !ok || d.Day > 0:
		return v.Measure()
	case d.Month == 0:
		d = source.Date{Year: d.Year, Month: 12}
	}
	first := time.Date(d.Year, time.Month(d.Month), 1, 0, 0, 0, 0, time.UTC)
	d.Day = first.AddDate(0, 1, -1).Day()
	return d.Measure()
}

// ends gives the two ends of an attribute's scale.
func ends(a *source.Attribute, values []source.OrderedValue) (least, most *big.Rat) {
	switch a.Type {
	case source.SupportType:
		return source.No.Measure(), source.Yes.Measure()
	case source.LevelType:
		return new(big.Rat), big.NewRat(int64(len(a.Levels)-1), 1)
	case source.RatingType:
		return big.NewRat(1, 1), a.Max
	}
	for _, v := range values {
		if v == nil {
			continue
		}
		m := v.Measure()
		if least == nil || m.Cmp(least) < 0 {
			least = m
		}
		if most == nil || m.Cmp(most) > 0 {
			most = m
		}
	}
	return least, most
}

// rounded gives the nearest place of [Parts], the upper one of two.
func rounded(p *big.Rat) *big.Rat {
	n := new(big.Rat).Mul(p, big.NewRat(2*Parts, 1))
	n.Add(n, big.NewRat(1, 1))
	whole := new(big.Int).Quo(n.Num(), new(big.Int).Lsh(n.Denom(), 1))
	return new(big.Rat).SetFrac(whole, big.NewInt(Parts))
}
