package decision

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
)

// settled tells whether the answers leave nothing open, found by trying all that
// can follow.
func settled(n *Questionnaire, given Answers) bool {
	want := n.Judge(given).Recommended
	for _, q := range n.Questions {
		if _, ok := given[q.ID]; ok {
			continue
		}
		for _, a := range q.Answers {
			given[q.ID] = a.ID
			same := settled(n, given) && slices.Equal(want, n.Judge(given).Recommended)
			delete(given, q.ID)
			if !same {
				return false
			}
		}
		break // the others are answered below it
	}
	return true
}

// TestAhead gives answers in no order. A question is ahead if, and only if, some
// further answers change what is recommended; with every answer to it there is
// less ahead; and in the end what can be recommended is.
func TestAhead(t *testing.T) {
	open := 0
	for seed := range 150 {
		r := rand.New(rand.NewPCG(uint64(seed), 12))
		n := random(r, size{2 + r.IntN(4), 4, 3})
		n.Authored = seed%3 == 0
		tree, err := n.Grow(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			given := Answers{"no-such-question": "yes"}
			for _, q := range n.Questions {
				if r.IntN(2) == 0 {
					given[q.ID] = q.Answers[r.IntN(len(q.Answers))].ID
				}
			}
			at := tree.Ahead(given)
			if settled(n, given) != at.At.Decided() {
				t.Fatalf("seed %d, %v: settled %v, at an end %v", seed, given, !at.At.Decided(), at.At.Decided())
			}
			if at.At.Decided() {
				if want := n.Judge(given).Recommended; !slices.Equal(at.At.Recommended, want) || !slices.Equal(at.Possible, want) || at.Most != 0 {
					t.Fatalf("seed %d, %v: recommends %v of %v, by direct scoring %v", seed, given, at.At.Recommended, at.Possible, want)
				}
				continue
			}
			open++
			q := at.At.Question
			if _, answered := given[q.ID]; answered {
				t.Fatalf("seed %d, %v: %s is asked again", seed, given, q.ID)
			}
			for _, a := range q.Answers {
				given[q.ID] = a.ID
				if after := tree.Ahead(given); after.Most >= at.Most {
					t.Fatalf("seed %d, %v: at most %d, and after the answer at most %d", seed, given, at.Most, after.Most)
				}
			}
		}
	}
	if open < 300 {
		t.Errorf("only %d sets of answers leave something open", open)
	}
}
