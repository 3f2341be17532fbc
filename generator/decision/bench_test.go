package decision

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
)

// BenchmarkGrow grows trees for ten options, eight questions and four answers each
// (and "not sure"), with effects that have nothing to do with each other: the
// finer their grain, the fewer states are alike.
//
//	go test -bench Grow -benchtime 3x ./generator/decision
func BenchmarkGrow(b *testing.B) {
	for _, grain := range []int64{1, 2, 10, 100} {
		b.Run(fmt.Sprint("grain=", grain), func(b *testing.B) {
			n := scattered(rand.New(rand.NewPCG(1, 2)), size{10, 8, 4}, grain)
			b.ReportAllocs()
			for b.Loop() {
				t, err := n.Grow(context.Background())
				if err != nil || t.Method != Optimal {
					b.Fatal(t.Method, err)
				}
				expected, _ := t.Cost.Expected.Float64()
				b.ReportMetric(float64(t.Cost.States), "states")
				b.ReportMetric(float64(len(t.Nodes)), "nodes")
				b.ReportMetric(expected, "questions")
			}
		})
	}
}

// BenchmarkSearch is BenchmarkGrow without a table.
func BenchmarkSearch(b *testing.B) {
	l := standard
	l.cells, l.work = 0, 10*l.work
	n := scattered(rand.New(rand.NewPCG(1, 2)), size{10, 8, 4}, 1)
	b.ReportAllocs()
	for b.Loop() {
		t, err := n.grow(context.Background(), l)
		if err != nil || t.Method != Optimal {
			b.Fatal(t.Method, err)
		}
		b.ReportMetric(float64(t.Cost.States), "states")
	}
}

// BenchmarkLarge grows a tree where there are too many states to look at all.
func BenchmarkLarge(b *testing.B) {
	n := scattered(rand.New(rand.NewPCG(1, 2)), size{10, 20, 4}, 1)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := n.Grow(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
