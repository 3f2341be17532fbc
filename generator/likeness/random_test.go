package likeness_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/likeness"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// random makes a category as a site may have it: attributes of every type, with
// weights, and facts of which some are unknown or do not apply. Options come in
// families of five, which agree in most facts.
func random(r *rand.Rand, options, attributes int) *site.Category {
	c := &site.Category{Category: &source.Category{ID: "c"}}
	for i := range attributes {
		a := &source.Attribute{ID: fmt.Sprint("a", i), Type: source.Types[r.IntN(len(source.Types))], Levels: []string{"a", "b", "c", "d"},
			Max: big.NewRat(5, 1), Weight: big.NewRat(r.Int64N(5), 1+r.Int64N(3))}
		c.Attributes = append(c.Attributes, a)
	}
	var family *source.Option
	for i := range options {
		o := &source.Option{ID: fmt.Sprintf("o%04d", i), Name: fmt.Sprint("Option ", i)}
		for _, a := range c.Attributes {
			f := &source.Fact{Attribute: a, State: source.State(min(2, r.IntN(10)))}
			if f.State == source.Known {
				f.Value = randomValue(r, a)
			}
			if i%5 > 0 && r.IntN(4) > 0 {
				f = family.Fact(a.ID)
			}
			o.Facts = append(o.Facts, f)
		}
		if i%5 == 0 {
			family = o
		}
		c.Options = append(c.Options, &site.Option{Option: o, Category: c})
	}
	return c
}

func randomValue(r *rand.Rand, a *source.Attribute) source.Value {
	switch a.Type {
	case source.SupportType:
		return source.Support(r.IntN(3))
	case source.LevelType:
		i := r.IntN(len(a.Levels))
		return source.Level{Index: i, Name: a.Levels[i]}
	case source.RatingType, source.NumberType:
		return source.Number{Rat: big.NewRat(r.Int64N(1e6)-5e5, 1+r.Int64N(97))}
	case source.DateType:
		return source.Date{Year: 1990 + r.IntN(40), Month: 1 + r.IntN(12), Day: r.IntN(29)}
	case source.ChoiceType, source.ListType:
		var words source.Words
		for range 1 + r.IntN(3) {
			words = append(words, fmt.Sprint("w", r.IntN(12)))
		}
		return words
	case source.TextType:
		return source.Prose{}
	}
	return source.Link("https://example.org")
}

// TestProperties holds for whatever options there are.
func TestProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	said := 0
	for range 60 {
		c := random(r, 2+r.IntN(12), 1+r.IntN(20))
		s := likeness.New(c)
		for _, a := range c.Options {
			if own, _ := s.Between(a, a); own.Compared > 0 && (own.Share != likeness.Whole || own.Alike != own.Compared) {
				t.Fatalf("an option is not like itself: %+v", own)
			}
			for _, b := range c.Options {
				l, ok := s.Between(a, b)
				back, backOK := s.Between(b, a)
				back.Option = b
				if l != back || ok != backOK {
					t.Fatalf("not symmetric: %+v, %v and %+v, %v", l, ok, back, backOK)
				}
				if l.Share < 0 || l.Share > likeness.Whole || l.Alike > l.Compared || ok && l.Compared < likeness.Least {
					t.Fatalf("not a likeness: %+v", l)
				}
				alike, differ := s.Why(a, b)
				if len(differ) != l.Compared-l.Alike || len(alike) > l.Alike {
					t.Fatalf("%+v is told by %d and %d facts", l, len(alike), len(differ))
				}
				if ok {
					said++
				}
			}
		}
	}
	if said < 1000 {
		t.Errorf("only %d likenesses were said", said)
	}
}

// clone is a category of the same options with other facts.
func clone(c *site.Category, change func(*source.Option)) *site.Category {
	declared := *c.Category
	twin := &site.Category{Category: &declared}
	for _, o := range c.Options {
		own := *o.Option
		own.Facts = slices.Clone(o.Facts)
		change(&own)
		twin.Options = append(twin.Options, &site.Option{Option: &own, Category: twin})
	}
	return twin
}

// told is all that is said of a category, in words.
func told(c *site.Category) string {
	s := likeness.New(c)
	text := "families " + families(s.Families())
	options := slices.Clone(c.Options)
	slices.SortFunc(options, func(a, b *site.Option) int { return strings.Compare(a.ID, b.ID) })
	for _, o := range options {
		text += "\n" + o.ID + ":"
		for _, l := range s.Others(o) {
			alike, differ := s.Why(o, l.Option)
			text += fmt.Sprintf(" %s %d %d %d [%s] [%s]", l.Option.ID, l.Share, l.Alike, l.Compared, labels(alike), labels(differ))
		}
		for _, trait := range s.Traits(o) {
			text += fmt.Sprintf(" %s %d %d", trait.Attribute.ID, len(trait.Sharing), trait.Known)
		}
	}
	return text
}

// TestOrderOfInput: nothing depends on the order in which options or facts come.
func TestOrderOfInput(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 40 {
		c := random(r, 2+r.IntN(20), 3+r.IntN(12))
		want := told(c)
		shuffled := clone(c, func(o *source.Option) {
			r.Shuffle(len(o.Facts), func(i, j int) { o.Facts[i], o.Facts[j] = o.Facts[j], o.Facts[i] })
		})
		r.Shuffle(len(shuffled.Options), func(i, j int) {
			shuffled.Options[i], shuffled.Options[j] = shuffled.Options[j], shuffled.Options[i]
		})
		if got := told(shuffled); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	}
}

// TestUnknown: a fact that is not known changes nothing, whether it is missing, is
// said to be unknown or does not apply, and whoever else has it.
func TestUnknown(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 40 {
		c := random(r, 2+r.IntN(10), 3+r.IntN(12))
		missing := clone(c, func(o *source.Option) {
			o.Facts = slices.DeleteFunc(o.Facts, func(f *source.Fact) bool { return f.State == source.Unknown })
		})
		other := clone(c, func(o *source.Option) {
			for i, f := range o.Facts {
				if f.State != source.Known {
					o.Facts[i] = &source.Fact{Attribute: f.Attribute, State: source.NotApplicable}
				}
			}
		})
		if want := told(c); told(missing) != want || told(other) != want {
			t.Fatal("what is not known makes a difference")
		}
		// An attribute that one option alone knows is no matter between two.
		alone := &source.Attribute{ID: "alone", Type: source.SupportType, Weight: big.NewRat(2, 1)}
		knower := c.Options[r.IntN(len(c.Options))].ID
		more := clone(c, func(o *source.Option) {
			if o.ID == knower {
				o.Facts = append(o.Facts, &source.Fact{Attribute: alone, State: source.Known, Value: source.Yes})
			}
		})
		more.Attributes = append(slices.Clone(c.Attributes), alone)
		before, after := likeness.New(c), likeness.New(more)
		for i, a := range c.Options {
			for j, b := range c.Options {
				l, _ := before.Between(a, b)
				m, _ := after.Between(more.Options[i], more.Options[j])
				if i != j && (l.Compared != m.Compared || l.Alike != m.Alike) {
					t.Fatalf("%+v became %+v", l, m)
				}
			}
		}
	}
}
