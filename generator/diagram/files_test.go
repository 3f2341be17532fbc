package diagram_test

import (
	"bytes"
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"tradeoff/generator/decision"
	"tradeoff/generator/diagram"
	"tradeoff/generator/words"
)

// read is what a program needs of the JSON to decide on its own.
type read struct {
	Options   []struct{ ID string }
	Questions []struct {
		ID      string
		Answers []struct {
			ID         string
			Likelihood struct{ Exact string }
			Points     map[string]json.Number
			RulesOut   []string `json:"rules_out"`
		}
	}
	Nodes []struct {
		Index       int
		Question    string
		Next        map[string]int
		Most        int
		Recommended []string
		Scored      bool
	}
}

// walk follows the nodes.
func (f *read) walk(answers map[string]string) (recommended []string, scored bool) {
	at := f.Nodes[0]
	for at.Question != "" {
		at = f.Nodes[at.Next[answers[at.Question]]]
	}
	return at.Recommended, at.Scored
}

// score adds up the points.
func (f *read) score(answers map[string]string) []string {
	points, out := map[string]*big.Int{}, map[string]bool{}
	for _, o := range f.Options {
		points[o.ID] = new(big.Int)
	}
	for _, q := range f.Questions {
		for _, a := range q.Answers {
			if a.ID != answers[q.ID] {
				continue
			}
			for option, n := range a.Points {
				value, _ := new(big.Int).SetString(n.String(), 10)
				points[option].Add(points[option], value)
			}
			for _, option := range a.RulesOut {
				out[option] = true
			}
		}
	}
	best := []string{}
	for _, o := range f.Options {
		switch {
		case out[o.ID]:
		case len(best) == 0 || points[o.ID].Cmp(points[best[0]]) > 0:
			best = []string{o.ID}
		case points[o.ID].Cmp(points[best[0]]) == 0:
			best = append(best, o.ID)
		}
	}
	return best
}

func parse(t *testing.T, tree *decision.Tree) *read {
	t.Helper()
	f := &read{}
	d := json.NewDecoder(bytes.NewReader(diagram.JSON(tree)))
	d.UseNumber()
	if err := d.Decode(f); err != nil {
		t.Fatal(err)
	}
	return f
}

// TestJSON reads the file back: whoever walks its nodes, and whoever adds up its
// points, comes to what the tree recommends.
func TestJSON(t *testing.T) {
	eachRandom(t, func(t *testing.T, r *rand.Rand, tree *decision.Tree) {
		f := parse(t, tree)
		for range 50 {
			answers := decision.Answers{}
			for _, q := range tree.Questions {
				answers[q.ID] = q.Answers[r.IntN(len(q.Answers))].ID
			}
			end, _ := tree.Walk(answers)
			want := []string{}
			for _, o := range end.Recommended {
				want = append(want, tree.Options[o].ID)
			}
			if got, _ := f.walk(answers); !slices.Equal(got, want) {
				t.Errorf("%v: walking leads to %v, want %v", answers, got, want)
			}
			if got := f.score(answers); !slices.Equal(got, want) {
				t.Errorf("%v: the points lead to %v, want %v", answers, got, want)
			}
		}
		checkNodes(t, tree, f)
	})
}

func checkNodes(t *testing.T, tree *decision.Tree, f *read) {
	for i, n := range f.Nodes {
		if n.Index != i || n.Most != tree.Nodes[i].Most {
			t.Errorf("node %d is %+v", i, n)
		}
	}
	for i, q := range f.Questions {
		sum := new(big.Rat)
		for _, a := range q.Answers {
			p, ok := new(big.Rat).SetString(a.Likelihood.Exact)
			if !ok {
				t.Fatalf("%q is no fraction", a.Likelihood.Exact)
			}
			sum.Add(sum, p)
		}
		if sum.Cmp(big.NewRat(1, 1)) != 0 {
			t.Errorf("the likelihoods of question %d add up to %s", i, sum)
		}
	}
}

// TestUnplanned has a tree that only lists questions.
func TestUnplanned(t *testing.T) {
	tree := random(t, rand.New(rand.NewPCG(1, 1)), 6, 70, 3)
	answers := decision.Answers{}
	for _, q := range tree.Questions {
		answers[q.ID] = q.Answers[0].ID
	}
	f := parse(t, tree)
	if got, scored := f.walk(answers); got != nil || !scored {
		t.Errorf("walking leads to %v, scored %t", got, scored)
	}
	var want []string
	for _, o := range tree.Judge(answers).Recommended {
		want = append(want, tree.Options[o].ID)
	}
	if got := f.score(answers); !slices.Equal(got, want) {
		t.Errorf("the points lead to %v, want %v", got, want)
	}
	if dot := diagram.DOT(tree, words.English()); !bytes.Contains(dot, []byte(`n0 -> n1 [label="Any answer"]`)) {
		t.Errorf("the list is not a list:\n%s", dot)
	}
}

// TestLimits: Mermaid is told of what it would refuse, and only then.
func TestLimits(t *testing.T) {
	small := diagram.Mermaid(random(t, rand.New(rand.NewPCG(2, 2)), 3, 2, 3), words.English())
	if !bytes.HasPrefix(small, []byte("flowchart TD\n")) {
		t.Errorf("a small chart begins with %.60s", small)
	}
	large := diagram.Mermaid(random(t, rand.New(rand.NewPCG(1, 1)), 8, 8, 4), words.English())
	if edges := bytes.Count(large, []byte(" -->|")); edges <= 500 {
		t.Fatalf("the large tree has %d edges", edges)
	}
	if !bytes.HasPrefix(large, []byte("%% Mermaid draws this with maxTextSize at least ")) {
		t.Errorf("a large chart begins with %.60s", large)
	}
}
