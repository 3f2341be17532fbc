package source

import (
	"math"
	"math/big"
	"testing"
)

func TestOrder(t *testing.T) {
	numbers := []*big.Rat{new(big.Rat), new(big.Rat).SetInt64(0)}
	parts := []int64{0, 1, 2, 3, 7, 10, 1 << 32, math.MaxInt64 - 1, math.MaxInt64, math.MinInt64, math.MinInt64 + 1, -1, -2, -3}
	for _, a := range parts {
		for _, b := range parts {
			if b != 0 {
				numbers = append(numbers, big.NewRat(a, b))
			}
		}
	}
	large := new(big.Int).Lsh(big.NewInt(1), 64)
	for _, n := range []*big.Int{large, new(big.Int).Sub(large, big.NewInt(1)), new(big.Int).Neg(large)} {
		numbers = append(numbers, new(big.Rat).SetInt(n), new(big.Rat).SetFrac(big.NewInt(1), n), new(big.Rat).SetFrac(big.NewInt(3), n))
	}
	for _, x := range numbers {
		for _, y := range numbers {
			if got, want := order(x, y), x.Cmp(y); got != want {
				t.Errorf("%s and %s: %d, want %d", x, y, got, want)
			}
		}
	}
}

func FuzzOrder(f *testing.F) {
	f.Add(int64(1), int64(2), int64(2), int64(4))
	f.Add(int64(math.MinInt64), int64(3), int64(math.MaxInt64), int64(-2))
	f.Fuzz(func(t *testing.T, a, b, c, d int64) {
		if b == 0 || d == 0 {
			return
		}
		if x, y := big.NewRat(a, b), big.NewRat(c, d); order(x, y) != x.Cmp(y) {
			t.Errorf("%s and %s: %d, want %d", x, y, order(x, y), x.Cmp(y))
		}
	})
}

func BenchmarkOrder(b *testing.B) {
	x, y := big.NewRat(25, 2), big.NewRat(13, 1)
	b.ReportAllocs()
	for b.Loop() {
		order(x, y)
	}
}
