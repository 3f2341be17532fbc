package decision

import (
	"fmt"
	"math/big"
	"math/rand/v2"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A size of random questionnaires.
type size struct{ options, questions, answers int }

// random makes a questionnaire of about the given size, out of a category with
// facts, as a site has: some unknown, some that do not apply, of several types,
// with requirements, preferences, proportions, weights and likelihoods.
func random(r *rand.Rand, s size) *Questionnaire {
	c := &site.Category{Category: &source.Category{ID: "c"}}
	attributes := []*source.Attribute{
		{ID: "support", Type: source.SupportType},
		{ID: "level", Type: source.LevelType, Levels: []string{"a", "b", "c"}},
		{ID: "number", Type: source.NumberType},
		{ID: "date", Type: source.DateType},
		{ID: "choice", Type: source.ChoiceType, Choices: []string{"x", "y", "z"}},
	}
	group := &source.Group{}
	for range 2 * s.questions {
		a := *attributes[r.IntN(len(attributes))]
		a.ID = fmt.Sprint(a.ID, len(group.Attributes))
		group.Attributes = append(group.Attributes, &a)
	}
	c.Groups, c.Attributes = []*source.Group{group}, group.Attributes
	for i := range s.options {
		o := &source.Option{ID: fmt.Sprint("o", i), Name: fmt.Sprint("Option ", i)}
		for _, a := range c.Attributes {
			if f := randomFact(r, a); f != nil {
				o.Facts = append(o.Facts, f)
			}
		}
		c.Options = append(c.Options, &site.Option{Option: o, Category: c})
	}
	for i := range s.questions {
		q := &source.Question{ID: fmt.Sprint("q", i), Weight: big.NewRat(r.Int64N(4), 1), NotSure: big.NewRat(r.Int64N(3), 2)}
		if r.IntN(4) == 0 {
			q.Weight = big.NewRat(1+r.Int64N(5), 3)
		}
		for j := range 1 + r.IntN(s.answers) {
			q.Answers = append(q.Answers, randomAnswer(r, j, c.Attributes))
		}
		q.Answers[0].Likelihood = big.NewRat(1, 1)
		c.Questions = append(c.Questions, q)
	}
	return New(c, c.Options)
}

func randomValue(r *rand.Rand, a *source.Attribute) source.Value {
	switch a.Type {
	case source.SupportType:
		return source.Support(r.IntN(3))
	case source.LevelType:
		i := r.IntN(len(a.Levels))
		return source.Level{Index: i, Name: a.Levels[i]}
	case source.NumberType:
		n := r.Int64N(5)
		return source.Number{Text: fmt.Sprint(n), Rat: big.NewRat(n, 1+r.Int64N(2))}
	case source.DateType:
		return source.Date{Year: 2020 + r.IntN(3), Month: r.IntN(3)}
	}
	return source.Words{a.Choices[r.IntN(len(a.Choices))]}
}

func randomFact(r *rand.Rand, a *source.Attribute) *source.Fact {
	f := &source.Fact{Attribute: a}
	switch r.IntN(10) {
	case 0:
		return nil
	case 1:
		f.State = source.NotApplicable
	default:
		f.State, f.Value = source.Known, randomValue(r, a)
	}
	return f
}

func randomAnswer(r *rand.Rand, index int, attributes []*source.Attribute) *source.Answer {
	a := &source.Answer{ID: fmt.Sprint("a", index), Label: fmt.Sprint("Answer ", index), Likelihood: big.NewRat(r.Int64N(4), 1+r.Int64N(2))}
	for range r.IntN(3) {
		a.Prefer = append(a.Prefer, randomCondition(r, attributes, true))
	}
	if r.IntN(5) == 0 {
		a.Require = append(a.Require, randomCondition(r, attributes, false))
	}
	return a
}

func randomCondition(r *rand.Rand, attributes []*source.Attribute, prefer bool) *source.Condition {
	c := &source.Condition{Attribute: attributes[r.IntN(len(attributes))]}
	ops := []source.Op{source.AnyOf}
	if c.Attribute.Type.Ordered() {
		ops = append(ops, source.Less, source.LessEqual, source.Greater, source.GreaterEqual)
		if prefer {
			ops = append(ops, source.Higher, source.Lower)
		}
	}
	c.Op = ops[r.IntN(len(ops))]
	if c.Op != source.Higher && c.Op != source.Lower {
		c.Values = append(c.Values, randomValue(r, c.Attribute))
	}
	if c.Op == source.AnyOf && r.IntN(2) == 0 {
		c.Values = append(c.Values, randomValue(r, c.Attribute))
	}
	return c
}

// scattered makes a questionnaire with effects that have nothing to do with each
// other, which is the hardest kind: no two options are alike, and few states.
func scattered(r *rand.Rand, s size, grain int64) *Questionnaire {
	n := &Questionnaire{}
	for i := range s.options {
		n.Options = append(n.Options, &site.Option{Option: &source.Option{ID: fmt.Sprint("o", i)}})
	}
	for i := range s.questions {
		q := &Question{Question: &source.Question{ID: fmt.Sprint("q", i)}}
		weight := 1 + r.Int64N(3)
		for j := range s.answers + 1 {
			a := &Answer{ID: fmt.Sprint("a", j), Likelihood: big.NewRat(1, int64(s.answers+1))}
			for range s.options {
				e := &Effect{Points: new(big.Rat)}
				if j < s.answers {
					e.Points = big.NewRat(weight*r.Int64N(grain+1), grain)
					e.RulesOut = r.IntN(20) == 0
				}
				a.Effects = append(a.Effects, e)
			}
			q.Answers = append(q.Answers, a)
		}
		n.Questions = append(n.Questions, q)
	}
	n.scale = n.denominator()
	return n
}
