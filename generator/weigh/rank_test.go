package weigh_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/source"
	"tradeoff/generator/weigh"
)

// ranks writes a ranking: "1 b 3/4, 2 a 1/2; c".
func ranks(b *weigh.Board, r weigh.Ranking) string {
	var places, rest []string
	for _, x := range r.Ranked {
		places = append(places, fmt.Sprintf("%d %s %s", x.Place, b.Options[x.Option].ID, x.Total.RatString()))
	}
	for _, o := range r.Unranked {
		rest = append(rest, b.Options[o].ID)
	}
	text := strings.Join(places, ", ")
	if rest != nil {
		text += "; " + strings.Join(rest, " ")
	}
	return text
}

func TestRank(t *testing.T) {
	const four = `group One
		p support: yes no partial ?
		group Two
		q support: no yes partial ?
		group Three
		r support: ? ? partial yes
		s support: - no partial yes`
	for _, test := range []struct {
		lines   string
		weights []int
		want    string
	}{
		{four, []int{2, 2, 2}, "1 a 1/2, 1 c 1/2, 3 b 1/3; d"},
		{four, []int{2, 0, 0}, "1 a 1, 2 c 1/2, 3 b 0; d"},
		{four, []int{0, 4, 0}, "1 b 1, 2 c 1/2, 3 a 0; d"},
		{four, []int{0, 0, 1}, "1 d 1, 2 c 1/2, 3 b 0; a"},
		{four, []int{1, 0, 1}, "1 a 1, 1 d 1, 3 c 1/2, 4 b 0"}, // half of the weight is enough
		{four, []int{0, 0, 0}, "; a b c d"},
		{"x support: yes partial\ny support: no partial\nz support: no partial", []int{2, 1, 1}, "1 a 1/2, 1 b 1/2"},
		{"x level: l1 l3\ny level: l1 l0\nz level: l1 l0", []int{2, 2, 2}, "1 a 1/3, 1 b 1/3"}, // exactly
	} {
		b := boardOf(t, test.lines)
		if got := ranks(b, b.Rank(test.weights)); got != test.want {
			t.Errorf("%v: got %s, want %s", test.weights, got, test.want)
		}
	}
}

func TestFlips(t *testing.T) {
	b := boardOf(t, `x support: yes no partial
		y support: no yes partial
		z support: yes yes no`)
	for _, test := range []struct {
		weights []int
		group   int
		want    string
	}{
		{[]int{2, 2, 2}, 0, "[{1 [1]} {3 [0]}]"}, // a and b tie
		{[]int{2, 2, 2}, 2, "[{0 [0 1 2]}]"},
		{[]int{3, 2, 2}, 0, "[{2 [0 1]}]"},
		{[]int{4, 2, 2}, 1, "[{4 [0 1]}]"},
		{[]int{0, 0, 2}, 2, "[]"}, // at 0 nothing counts
		{[]int{0, 0, 2}, 1, "[{1 [1]}]"},
	} {
		if got := fmt.Sprint(b.Flips(test.weights, test.group)); got != test.want {
			t.Errorf("%v, group %d: got %s, want %s", test.weights, test.group, got, test.want)
		}
	}
}

func TestMissing(t *testing.T) {
	b := boardOf(t, "group G\nx support: yes ? no\ny number: 1 2 -\nz text: ? ? ?\nw support: yes yes ?")
	got := fmt.Sprint(len(b.Missing()))
	for _, m := range b.Missing() {
		got += fmt.Sprintf(" %s.%s %v", b.Options[m.Option].ID, m.Attribute.ID, m.State == source.NotApplicable)
	}
	if want := "2 b.x false c.y true"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestMedianAndPercent(t *testing.T) {
	for values, want := range map[string]string{"yes no": "50", "yes no no": "0", "yes yes partial no ?": "75"} {
		b := boardOf(t, "x support: "+values)
		if got := fmt.Sprint(weigh.Percent(b.Groups[0].Median())); got != want {
			t.Errorf("%s: got %s, want %s", values, got, want)
		}
	}
	for share, want := range map[string]int{"0": 0, "1": 100, "1/200": 1, "99/20000": 0, "2/3": 67, "1/3": 33} {
		r, _ := new(big.Rat).SetString(share)
		if got := weigh.Percent(r); got != want {
			t.Errorf("%s: got %d, want %d", share, got, want)
		}
	}
}

func TestLong(t *testing.T) {
	if boardOf(t, "x support: yes no\ny number: 1 2 5").Long() {
		t.Error("small scores are long")
	}
	var lines strings.Builder
	for g, weights := range []string{"1.37 2.71", "1.013 0.97", "3.14159 2.9", "1.7 1.93"} {
		fmt.Fprintf(&lines, "group G%d\n", g)
		for i, w := range strings.Fields(weights) {
			fmt.Fprintf(&lines, "x%d%d number %s: 1 %d 10\n", g, i, w, i+2)
		}
	}
	b := boardOf(t, lines.String())
	if !b.Long() {
		t.Errorf("a scale of %v is not long", b.Scale)
	}
	for _, g := range b.Groups {
		for i, p := range g.Parts {
			if p != nil && new(big.Rat).SetFrac(p, b.Scale).Cmp(g.Scores[i]) != 0 {
				t.Errorf("%s: part %v of %v is not %v", g.ID, p, b.Scale, g.Scores[i])
			}
		}
	}
}

// randomBoard makes a board of few options, many of them alike in something. With
// complete, all facts are known.
func randomBoard(t *testing.T, random *rand.Rand, complete bool) *weigh.Board {
	options := 2 + random.IntN(5)
	var lines strings.Builder
	for g := range 2 + random.IntN(5) {
		lines.WriteString("group G\n")
		for k := range 1 + random.IntN(4) {
			kinds := []struct{ kind, values string }{
				{"support", "no partial yes"}, {"level", "l0 l1 l2 l3"}, {"number", "1 2 3 10"}, {"rating less", "1 3 4.5 5"}, {"date", "2015 2016-03 2016-03-09"}}
			kind := kinds[random.IntN(len(kinds))]
			fmt.Fprintf(&lines, "x%d-%d %s %d:", g, k, kind.kind, 1+random.IntN(3))
			values := strings.Fields(kind.values)
			if !complete {
				values = append(values, "?", "-")
			}
			for range options {
				lines.WriteString(" " + values[random.IntN(len(values))])
			}
			lines.WriteString("\n")
		}
	}
	return boardOf(t, lines.String())
}

func randomWeights(random *rand.Rand, b *weigh.Board) []int {
	weights := make([]int, len(b.Groups))
	for i := range weights {
		weights[i] = random.IntN(weigh.MostWeight + 1)
	}
	return weights
}

// forBoards calls a test with random boards and weights.
func forBoards(t *testing.T, complete bool, test func(random *rand.Rand, b *weigh.Board, weights []int)) {
	t.Helper()
	tested := 0
	for seed := range uint64(400) {
		random := rand.New(rand.NewPCG(seed, 1))
		if b := randomBoard(t, random, complete); len(b.Groups) > 0 {
			tested++
			test(random, b, randomWeights(random, b))
		}
	}
	if tested < 300 {
		t.Errorf("only %d boards", tested)
	}
}

// TestDefinition adds the totals up by the words of the package's comment, with the
// scores as fractions.
func TestDefinition(t *testing.T) {
	forBoards(t, false, func(_ *rand.Rand, b *weigh.Board, weights []int) {
		r := b.Rank(weights)
		if len(r.Ranked)+len(r.Unranked) != len(b.Options) {
			t.Fatalf("%d options are ranked and %d are not, of %d", len(r.Ranked), len(r.Unranked), len(b.Options))
		}
		totals := map[int]*big.Rat{}
		for i := range b.Options {
			sum, have, all := new(big.Rat), int64(0), int64(0)
			for k, g := range b.Groups {
				w := int64(weights[k])
				all += w
				if g.Scores[i] != nil {
					have += w
					sum.Add(sum, new(big.Rat).Mul(g.Scores[i], big.NewRat(w, 1)))
				}
			}
			if have > 0 && 2*have >= all {
				totals[i] = sum.Quo(sum, big.NewRat(have, 1))
			} else if !slices.Contains(r.Unranked, i) {
				t.Fatalf("%d is ranked with %d of %d", i, have, all)
			}
		}
		for _, x := range r.Ranked {
			place := 1
			for _, y := range r.Ranked {
				if totals[y.Option].Cmp(totals[x.Option]) > 0 {
					place++
				}
			}
			if x.Place != place || x.Total.Cmp(totals[x.Option]) != 0 || x.Total.Sign() < 0 || x.Total.Cmp(big.NewRat(1, 1)) > 0 {
				t.Fatalf("%d: place %d of total %v, should be %d of %v", x.Option, x.Place, x.Total, place, totals[x.Option])
			}
		}
	})
}

// TestScaling: all weights twice as large rank the same.
func TestScaling(t *testing.T) {
	forBoards(t, false, func(_ *rand.Rand, b *weigh.Board, weights []int) {
		twice := make([]int, len(weights))
		for i, w := range weights {
			twice[i] = 2 * w
		}
		if got, want := ranks(b, b.Rank(twice)), ranks(b, b.Rank(weights)); got != want {
			t.Fatalf("%v: %s, twice: %s", weights, want, got)
		}
	})
}

// TestRaising: who has a score in every group and is ahead, or on a par, of one that
// has too, and is as good in a group, stays so when the group's weight is raised.
func TestRaising(t *testing.T) {
	check := func(_ *rand.Rand, b *weigh.Board, weights []int) {
		for k, g := range b.Groups {
			if weights[k] == weigh.MostWeight {
				continue
			}
			raised := slices.Clone(weights)
			raised[k]++
			before, after := totalsOf(b, weights), totalsOf(b, raised)
			for i := range b.Options {
				for j := range b.Options {
					if !whole(b, i) || !whole(b, j) || before[i] == nil || g.Scores[i].Cmp(g.Scores[j]) < 0 || before[i].Cmp(before[j]) < 0 {
						continue
					}
					if after[i].Cmp(after[j]) < 0 {
						t.Fatalf("%v: raising %s lets %d overtake %d", weights, g.ID, j, i)
					}
				}
			}
		}
	}
	forBoards(t, true, check)
	forBoards(t, false, check)
}

func totalsOf(b *weigh.Board, weights []int) map[int]*big.Rat {
	totals := map[int]*big.Rat{}
	for _, x := range b.Rank(weights).Ranked {
		totals[x.Option] = x.Total
	}
	return totals
}

// whole tells whether an option has a score in every group.
func whole(b *weigh.Board, option int) bool {
	return !slices.ContainsFunc(b.Groups, func(g *weigh.Group) bool { return g.Scores[option] == nil })
}

// TestRaisingWithoutScore shows why a score in every group is asked for: b, of which
// less is known, moves faster towards its score in z.
func TestRaisingWithoutScore(t *testing.T) {
	b := boardOf(t, `x level: l1 l1 l0
		y level: l1 ? l0
		z level: l3 l3 l0`)
	if got := ranks(b, b.Rank([]int{4, 4, 0})); got != "1 a 1/3, 1 b 1/3, 3 c 0" {
		t.Error(got)
	}
	if got := ranks(b, b.Rank([]int{4, 4, 4})); got != "1 b 2/3, 2 a 5/9, 3 c 0" {
		t.Error(got)
	}
}

// TestFlipsAreNearest looks at every weight of every group: at the flip the first
// place is another, nearer it is not, and where no flip is said it never is.
func TestFlipsAreNearest(t *testing.T) {
	forBoards(t, false, func(_ *rand.Rand, b *weigh.Board, weights []int) {
		now := b.Rank(weights).First()
		for k := range b.Groups {
			said := b.Flips(weights, k)
			for w := range weigh.MostWeight + 1 {
				other := slices.Clone(weights)
				other[k] = w
				first := b.Rank(other).First()
				nearer := !slices.ContainsFunc(said, func(f weigh.Flip) bool {
					return (f.Weight < weights[k]) == (w < weights[k]) && (f.Weight <= w) == (weights[k] < w)
				})
				at := slices.IndexFunc(said, func(f weigh.Flip) bool { return f.Weight == w })
				switch {
				case at >= 0 && (slices.Equal(first, now) || !slices.Equal(first, said[at].First)):
					t.Fatalf("%v: at %d of group %d %v is said to come first; it is %v", weights, w, k, said[at].First, first)
				case at < 0 && nearer && len(first) > 0 && !slices.Equal(first, now):
					t.Fatalf("%v: at %d of group %d %v comes first, and %v is said", weights, w, k, first, said)
				}
			}
		}
	})
}
