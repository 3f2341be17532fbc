package source

import (
	"math"
	"math/big"
	"testing"
)

func TestOrderAndFloat(t *testing.T) {
	numbers := []*big.Rat{new(big.Rat), new(big.Rat).SetInt64(0)}
	parts := []int64{0, 1, 2, 3, 7, 10, 1 << 32, 1 << 53, 1<<53 + 1, 9007199254740881, 1<<53 - 1, math.MaxInt64 - 1, math.MaxInt64, math.MinInt64, math.MinInt64 + 1, -1, -2, -3}
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
		if want, _ := x.Float64(); Float(x) != want {
			t.Errorf("%s is nearest to %v, want %v", x, Float(x), want)
		}
		for _, y := range numbers {
			if got, want := Order(x, y), x.Cmp(y); got != want {
				t.Errorf("%s and %s: %d, want %d", x, y, got, want)
			}
		}
	}
}

func FuzzOrderAndFloat(f *testing.F) {
	f.Add(int64(1), int64(2), int64(2), int64(4))
	f.Add(int64(math.MinInt64), int64(3), int64(math.MaxInt64), int64(-2))
	f.Fuzz(func(t *testing.T, a, b, c, d int64) {
		if b == 0 || d == 0 {
			return
		}
		x, y := big.NewRat(a, b), big.NewRat(c, d)
		if Order(x, y) != x.Cmp(y) {
			t.Errorf("%s and %s: %d, want %d", x, y, Order(x, y), x.Cmp(y))
		}
		if want, _ := x.Float64(); Float(x) != want {
			t.Errorf("%s is nearest to %v, want %v", x, Float(x), want)
		}
	})
}

func BenchmarkOrder(b *testing.B) {
	x, y := big.NewRat(25, 2), big.NewRat(13, 1)
	b.ReportAllocs()
	for b.Loop() {
		Order(x, y)
	}
}
