package decision

import (
	"context"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestOptimalIsLeast compares the tree with a brute force over all trees, which
// knows nothing of states, of merged answers or of bounds.
func TestOptimalIsLeast(t *testing.T) {
	runs := 3000 / hurry
	if testing.Short() {
		runs = 300 / hurry
	}
	asked := 0
	for seed := range runs {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		n := random(r, size{2 + r.IntN(4), 1 + r.IntN(4), 1 + r.IntN(3)})
		tree, err := n.Grow(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		brute := &bruteForce{n: n, costs: map[string]*big.Rat{}, outcomes: map[string]string{}}
		want := brute.cost(make([]int, len(n.Questions)))
		if tree.Method != Optimal || tree.Cost.Expected.Cmp(want) != 0 {
			t.Fatalf("seed %d: %s tree asks %v questions, the best of all trees %v", seed, tree.Method, tree.Cost.Expected, want)
		}
		if least, _ := want.Float64(); tree.Cost.EntropyBound > least+tie {
			t.Fatalf("seed %d: the bound by entropy is %v, and %v are enough", seed, tree.Cost.EntropyBound, least)
		}
		if tree.Cost.Authored.Cmp(want) < 0 {
			t.Fatalf("seed %d: the author's order asks %v, less than the best tree", seed, tree.Cost.Authored)
		}
		if want.Cmp(big.NewRat(1, 1)) > 0 {
			asked++
		}
		check(t, fmt.Sprint("seed ", seed), tree)
	}
	if asked < runs/3 {
		t.Errorf("only %d of %d questionnaires ask more than one question: the test says little", asked, runs)
	}
}

// check fails where a tree does not give what direct scoring gives, or has a node
// that promises something else than what is below it.
func check(t *testing.T, name string, tree *Tree) *Findings {
	t.Helper()
	f, err := tree.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Mismatches) > 0 {
		t.Fatalf("%s: the tree contradicts direct scoring for %v", name, f.Mismatches[0])
	}
	for i, n := range tree.Nodes {
		if n.Index != i {
			t.Fatalf("%s: node %d says that it is %d", name, i, n.Index)
		}
		if n.Decided() {
			continue
		}
		if len(n.Next) != len(n.Question.Answers) {
			t.Fatalf("%s: node %d has %d ways on for %d answers", name, i, len(n.Next), len(n.Question.Answers))
		}
		if !slices.ContainsFunc(n.Next, func(next *Node) bool { return next != n.Next[0] }) && !n.Next[0].Scored && tree.Method != Unplanned {
			t.Fatalf("%s: node %d asks a question whose answer does not matter", name, i)
		}
		var possible []int
		for _, next := range n.Next {
			if next.Index <= i {
				t.Fatalf("%s: node %d stands behind %d, to which it leads", name, i, next.Index)
			}
			possible = append(possible, next.Possible...)
		}
		slices.Sort(possible)
		if possible = slices.Compact(possible); !slices.Equal(n.Possible, possible) {
			t.Fatalf("%s: node %d can recommend %v, and leads to %v", name, i, n.Possible, possible)
		}
	}
	return f
}

// bruteForce tries every question in every set of answers: 0 is no answer, i+1
// the i-th.
type bruteForce struct {
	n        *Questionnaire
	costs    map[string]*big.Rat
	outcomes map[string]string // the one outcome of all completions; "differ" where there are several
}

func (b *bruteForce) cost(given []int) *big.Rat {
	key := fmt.Sprint(given)
	if c, ok := b.costs[key]; ok {
		return c
	}
	least := new(big.Rat)
	if b.outcome(given) == "differ" {
		least = nil
		for q, question := range b.n.Questions {
			if given[q] != 0 {
				continue
			}
			sum := big.NewRat(1, 1)
			for a := range question.Answers {
				given[q] = a + 1
				sum.Add(sum, new(big.Rat).Mul(question.Answers[a].Likelihood, b.cost(given)))
			}
			given[q] = 0
			if least == nil || sum.Cmp(least) < 0 {
				least = sum
			}
		}
	}
	b.costs[key] = least
	return least
}

func (b *bruteForce) outcome(given []int) string {
	key := fmt.Sprint(given)
	if o, ok := b.outcomes[key]; ok {
		return o
	}
	outcome := ""
	if q := slices.Index(given, 0); q >= 0 {
		var all []string
		for a := range b.n.Questions[q].Answers {
			given[q] = a + 1
			all = append(all, b.outcome(given))
		}
		given[q] = 0
		outcome = all[0]
		if slices.ContainsFunc(all, func(o string) bool { return o != all[0] }) {
			outcome = "differ"
		}
	} else {
		answers := Answers{}
		for q, a := range given {
			answers[b.n.Questions[q].ID] = b.n.Questions[q].Answers[a-1].ID
		}
		outcome = "recommend " + names(b.n.Judge(answers).Recommended)
	}
	b.outcomes[key] = outcome
	return outcome
}

// TestEveryMethodIsRight grows the other kinds of trees on questionnaires that are
// too large for a brute force, and holds each against direct scoring.
func TestEveryMethodIsRight(t *testing.T) {
	met := map[Method]int{}
	for seed := range 200 / hurry {
		r := rand.New(rand.NewPCG(uint64(seed), 8))
		n := random(r, size{2 + r.IntN(6), 3 + r.IntN(5), 1 + r.IntN(4)})
		best, err := n.Grow(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		check(t, fmt.Sprint("optimal, seed ", seed), best)
		for name, l := range map[string]limits{
			"no table":    {work: standard.work, states: standard.states, keys: standard.keys, nodes: standard.nodes},
			"few states":  {work: standard.work, states: 5, keys: standard.keys, nodes: standard.nodes},
			"few keys":    {work: standard.work, states: standard.states, keys: 300, nodes: standard.nodes},
			"little work": {work: 1000, states: standard.states, keys: standard.keys, nodes: standard.nodes},
			"few nodes":   {work: standard.work, states: standard.states, keys: standard.keys, nodes: 3},
		} {
			tree, err := n.grow(context.Background(), l)
			if err != nil {
				t.Fatal(err)
			}
			met[tree.Method]++
			check(t, fmt.Sprint(name, ", seed ", seed), tree)
			order := tree.Cost.Expected.Cmp(best.Cost.Expected)
			if order < 0 || order > 0 && tree.Method == Optimal || name == "no table" && tree.Method != Optimal {
				t.Fatalf("%s, seed %d: the %s tree asks %v, the one from a table %v", name, seed, tree.Method, tree.Cost.Expected, best.Cost.Expected)
			}
			if least, _ := best.Cost.Expected.Float64(); tree.Cost.LeastPossible > least+tie {
				t.Fatalf("%s, seed %d: claims that %v questions are needed, and %v are enough", name, seed, tree.Cost.LeastPossible, least)
			}
		}
		n.Authored = true
		authored, err := n.Grow(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		met[authored.Method]++
		check(t, fmt.Sprint("authored, seed ", seed), authored)
		inOrder(t, authored)
		if authored.Cost.Expected.Cmp(best.Cost.Authored) != 0 {
			t.Fatalf("seed %d: the author's order asks %v, and was said to ask %v", seed, authored.Cost.Expected, best.Cost.Authored)
		}
	}
	for _, m := range []Method{Optimal, Authored, Greedy, Unplanned} {
		if met[m] < 20/hurry {
			t.Errorf("only %d trees are %s: the test says little of them", met[m], m)
		}
	}
}

// inOrder fails where a tree asks an earlier question after a later one.
func inOrder(t *testing.T, tree *Tree) {
	t.Helper()
	for _, n := range tree.Nodes {
		for _, next := range n.Next {
			if !next.Decided() && slices.Index(tree.Questions, next.Question) <= slices.Index(tree.Questions, n.Question) {
				t.Fatalf("%s is asked after %s", next.Question.ID, n.Question.ID)
			}
		}
	}
}

// TestWide uses proportions of ranges that are prime to each other, so that scores
// take several machine words.
func TestWide(t *testing.T) {
	noTable := standard
	noTable.cells = 0
	primes := []int64{1_000_003, 1_000_033, 1_000_037, 1_000_039, 1_000_081, 1_000_099, 1_000_117, 1_000_121}
	for seed := range 20 {
		r := rand.New(rand.NewPCG(uint64(seed), 9))
		n := scattered(r, size{4, 4, 2}, 3)
		for i, q := range n.Questions {
			for _, a := range q.Answers {
				for _, e := range a.Effects {
					if e.Points.Sign() > 0 {
						e.Points = big.NewRat(r.Int64N(primes[i]), primes[i]*primes[i+4])
					}
				}
			}
		}
		n.scale = n.denominator()
		if n.words() < 2 {
			t.Fatalf("scores take %d words: the test says nothing", n.words())
		}
		tree, err := n.Grow(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		check(t, fmt.Sprint("seed ", seed), tree)
		brute := &bruteForce{n: n, costs: map[string]*big.Rat{}, outcomes: map[string]string{}}
		if want := brute.cost(make([]int, len(n.Questions))); tree.Cost.Expected.Cmp(want) != 0 {
			t.Fatalf("seed %d: asks %v questions, the best of all trees %v", seed, tree.Cost.Expected, want)
		}
		if searched, err := n.grow(context.Background(), noTable); err != nil || searched.Cost.Expected.Cmp(tree.Cost.Expected) != 0 {
			t.Fatalf("seed %d: a search finds %v questions, a table %v: %v", seed, searched.Cost.Expected, tree.Cost.Expected, err)
		}
	}
}

// TestSharedSubtrees: no two nodes are alike, and trees are the same every time.
func TestSharedSubtrees(t *testing.T) {
	for seed := range 100 {
		n := random(rand.New(rand.NewPCG(uint64(seed), 10)), size{6, 6, 3})
		var texts []string
		for range 2 {
			tree, err := n.Grow(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			text, seen := write(tree), map[string]bool{}
			for line := range strings.Lines(text) {
				_, what, _ := strings.Cut(line, ":")
				if seen[what] {
					t.Fatalf("seed %d: a subtree is stored twice: %s", seed, what)
				}
				seen[what] = true
			}
			texts = append(texts, text)
		}
		if texts[0] != texts[1] {
			t.Fatalf("seed %d: two trees of one questionnaire differ", seed)
		}
	}
}

// write writes a tree, a line for each node.
func write(t *Tree) string {
	var b strings.Builder
	for _, n := range t.Nodes {
		fmt.Fprintf(&b, "%d:", n.Index)
		if n.Decided() {
			fmt.Fprintf(&b, " recommend %s\n", names(n.Recommended))
			continue
		}
		fmt.Fprintf(&b, " ask %s", n.Question.ID)
		for _, next := range n.Next {
			fmt.Fprintf(&b, " %d", next.Index)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := scattered(rand.New(rand.NewPCG(1, 1)), size{4, 3, 2}, 1).Grow(ctx); err != context.Canceled {
		t.Errorf("a cancelled Grow gives %v", err)
	}
}
