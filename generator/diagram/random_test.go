package diagram_test

import (
	"context"
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"tradeoff/generator/decision"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// phrases that random sites are made of, nasty ones too.
var phrases = []string{"a", "Yes", "No, never", "one or two", "Donaudampfschifffahrtsgesellschaft", "日本語のラベルはここにあります", "👩‍👩‍👧",
	"e\u0301\u0301", "مرحبا", `"quoted"`, `back\slash\`, "<b>&amp;</b>", "#35;", "%%{init}%%", "style x:#1;", "`code`", "{}[]()|", "a\nb", "\u2028"}

func phrase(r *rand.Rand) string {
	s := phrases[r.IntN(len(phrases))]
	for range r.IntN(8) {
		s += " " + phrases[r.IntN(len(phrases))]
	}
	return s
}

// random grows the tree of a random category. Each answer asks for an attribute
// of its own, which each option has or has not.
func random(t testing.TB, r *rand.Rand, options, questions, answers int) *decision.Tree {
	t.Helper()
	c := &site.Category{Category: &source.Category{ID: "random", Title: phrase(r), Authored: r.IntN(4) == 0}}
	for i := range options {
		c.Options = append(c.Options, &site.Option{Option: &source.Option{ID: fmt.Sprint("o", i), Name: phrase(r)}, Category: c})
	}
	for i := range questions {
		q := &source.Question{ID: fmt.Sprint("q", i), Ask: phrase(r), Weight: big.NewRat(1+r.Int64N(6), 1+r.Int64N(3)), NotSure: big.NewRat(1, 2)}
		for j := range 1 + r.IntN(answers) {
			a := &source.Answer{ID: fmt.Sprint("a", j), Label: phrase(r), Likelihood: big.NewRat(1+r.Int64N(4), 1)}
			condition := &source.Condition{Attribute: attribute(r, c, fmt.Sprint("x", i, "-", j)), Values: []source.Value{source.Yes}}
			if r.IntN(6) == 0 {
				a.Require = append(a.Require, condition)
			} else {
				a.Prefer = append(a.Prefer, condition)
			}
			q.Answers = append(q.Answers, a)
		}
		c.Questions = append(c.Questions, q)
	}
	tree, err := decision.New(c, c.Options).Grow(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// attribute makes an attribute that each option has or has not.
func attribute(r *rand.Rand, c *site.Category, id string) *source.Attribute {
	a := &source.Attribute{ID: id, Type: source.SupportType}
	for _, o := range c.Options {
		f := &source.Fact{Attribute: a, State: source.Known, Value: source.No}
		if r.IntN(2) == 0 {
			f.Value = source.Yes
		}
		o.Option.Facts = append(o.Option.Facts, f)
	}
	return a
}

// eachRandom runs a test on many random trees, small and large.
func eachRandom(t *testing.T, test func(t *testing.T, r *rand.Rand, tree *decision.Tree)) {
	for seed := range uint64(150) {
		t.Run(fmt.Sprint("seed=", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 7))
			test(t, r, random(t, r, 1+r.IntN(7), 1+r.IntN(5), 1+r.IntN(9)))
		})
	}
}
