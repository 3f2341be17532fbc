//go:build !race

package decision

import (
	"bytes"
	"context"
	"math/big"
	"math/rand/v2"
	"testing"
)

// The tests in this file run in one goroutine and compute much. Looking for races in
// them would find none and take ten times as long.

// TestSample: what is too much to compare is sampled, and faults are found.
func TestSample(t *testing.T) {
	n := scattered(rand.New(rand.NewPCG(1, 3)), size{3, 16, 2}, 1)
	for _, q := range n.Questions[4:] { // so that the tree stays small
		for _, a := range q.Answers {
			for _, e := range a.Effects {
				e.Points, e.RulesOut = new(big.Rat), false
			}
		}
	}
	tree, err := n.Grow(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	f, err := tree.Check(context.Background())
	if err != nil || f.Exhaustive || f.Assignments == 0 || len(f.Mismatches) > 0 {
		t.Errorf("got %+v, %v", f, err)
	}
	for _, node := range tree.Nodes {
		if node.Decided() {
			node.Recommended = nil
		}
	}
	if f, _ = tree.Check(context.Background()); len(f.Mismatches) != mismatchesAtMost {
		t.Errorf("%d mismatches are found in a tree that recommends nothing", len(f.Mismatches))
	}
}

// TestLeadsFit demands leads for every set of open questions. They keep to their
// room, and a state is the same with and without.
func TestLeadsFit(t *testing.T) {
	for _, words := range []int{1, 2} {
		n := scattered(rand.New(rand.NewPCG(1, 5)), size{160, 10, 2}, 10)
		if words > 1 {
			n.scale.Mul(n.scale, new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), 70)))
		}
		full, roomy := newModel(n), newModel(n)
		for open := range uint64(1 << len(full.questions)) {
			full.leads(open)
		}
		kept := 0
		for _, l := range full.bounds {
			kept += len(l)
		}
		if full.words != words || kept > leadsAtMost || kept != full.kept || len(full.bounds) == 1<<len(full.questions)-1 {
			t.Fatalf("%d words in %d leads of numbers of %d words, %d are said to be kept", kept, len(full.bounds), full.words, full.kept)
		}
		r := rand.New(rand.NewPCG(1, 6))
		without := 0
		for range 15 {
			state := full.start()
			for _, q := range r.Perm(len(full.questions)) {
				if state.open&(1<<q) == 0 {
					continue
				}
				v := r.IntN(len(full.questions[q].moves))
				clear(roomy.bounds)
				roomy.kept = 0
				want, got := roomy.newState(), full.newState()
				roomy.after(&want, &state, q, &roomy.questions[q].moves[v])
				full.after(&got, &state, q, &full.questions[q].moves[v])
				if !bytes.Equal(got.appendKey(nil), want.appendKey(nil)) {
					t.Fatalf("of %d words: without leads %v are left, with them %v", words, got.who, want.who)
				}
				if leads, _ := full.leads(state.open &^ (1 << q)); leads == nil && len(got.who) > 1 {
					without++
				}
				state = got
			}
		}
		if without < 20 {
			t.Errorf("only %d states were found without leads", without)
		}
	}
}
