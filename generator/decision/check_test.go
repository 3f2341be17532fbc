package decision

import (
	"context"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// TestCheckFinds spoils trees in one place each and demands that the proof finds
// it.
func TestCheckFinds(t *testing.T) {
	spoiled := 0
	for seed := range 100 {
		r := rand.New(rand.NewPCG(uint64(seed), 11))
		n := random(r, size{4, 4, 3})
		tree, err := n.Grow(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		ends := slices.DeleteFunc(slices.Clone(tree.Nodes), func(n *Node) bool { return !n.Decided() })
		if len(ends) < 2 {
			continue
		}
		spoiled++
		end := ends[r.IntN(len(ends))]
		end.Recommended = append(slices.Clone(end.Recommended), len(n.Options)) // one that is not there
		f, err := tree.Check(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Mismatches) == 0 {
			t.Fatalf("seed %d: an end recommends what it should not, and the check passes", seed)
		}
	}
	if spoiled < 50 {
		t.Errorf("only %d trees could be spoiled", spoiled)
	}
}

// TestFindings: a question that moves scores but never the recommendation is idle,
// and an option that is as good as another at best never wins alone.
func TestFindings(t *testing.T) {
	points := func(values ...int64) []*Effect {
		var effects []*Effect
		for _, v := range values {
			effects = append(effects, &Effect{Points: big.NewRat(v, 10)})
		}
		return effects
	}
	n := &Questionnaire{}
	for _, id := range []string{"best", "second", "other"} {
		n.Options = append(n.Options, &site.Option{Option: &source.Option{ID: id}})
	}
	ask := func(id string, yes []*Effect) {
		n.Questions = append(n.Questions, &Question{Question: &source.Question{ID: id}, Answers: []*Answer{
			{ID: "yes", Likelihood: big.NewRat(1, 2), Effects: yes},
			{ID: source.NotSure, Likelihood: big.NewRat(1, 2), Effects: points(0, 0, 0)},
		}})
	}
	ask("first", points(20, 10, 0))
	ask("last", points(0, 0, 30))
	ask("none", points(0, 0, 0))
	n.scale = n.denominator()
	tree, err := n.Grow(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	f, err := tree.Check(context.Background())
	if err != nil || len(f.Mismatches) > 0 || !f.Exhaustive || f.Assignments != 8 {
		t.Errorf("got %+v, %v", f, err)
	}
	if len(f.Idle) != 1 || f.Idle[0].ID != "none" {
		t.Errorf("idle questions: %v", f.Idle)
	}
	if len(f.Never) != 1 || f.Never[0].Option != 1 || !slices.Equal(f.Never[0].Because, []int{0}) {
		t.Errorf("options that never win: %+v", f.Never)
	}
}
