package resolve

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// TestOrders: the lists have the orders that package site defines.
func TestOrders(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var guides, dated []*site.Guide
	for i := range 300 {
		g := &source.Guide{ID: fmt.Sprint(i), Title: []string{"a", "A", "b", "É", "é", "ß"}[random.IntN(6)]}
		if random.IntN(3) > 0 {
			g.Published = source.Date{Year: 2025 + random.IntN(2), Month: random.IntN(3)}
		}
		if random.IntN(3) == 0 {
			g.Updated = source.Date{Year: 2025, Month: random.IntN(3), Day: random.IntN(2)}
		}
		guides = append(guides, &site.Guide{Guide: g})
	}
	want := slices.SortedFunc(slices.Values(guides), site.ByTitle)
	if !slices.Equal(sortedByTitle(guides), want) {
		t.Error("the guides are not in the order of ByTitle")
	}
	all, newest := sortedByNewest(want)
	want = slices.SortedFunc(slices.Values(guides), site.ByNewest)
	if !slices.Equal(all, want) {
		t.Error("the guides are not in the order of ByNewest")
	}
	for _, g := range want {
		if day, _ := g.Latest(); !day.IsZero() {
			dated = append(dated, g)
		}
	}
	if !slices.Equal(newest, dated) || len(dated) == len(all) {
		t.Error("those with a date are not those that have one")
	}
	if all, newest := sortedByNewest(nil); len(all)+len(newest) > 0 {
		t.Error("no guides became some")
	}
}
