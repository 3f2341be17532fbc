package source

import (
	"math/big"
	"math/bits"
)

// Order is x.Cmp(y). Numbers that people write fit into a word each, and are compared
// without asking for memory: big.Rat asks six times, which was a twentieth of all that a
// build of many tables asks for.
func Order(x, y *big.Rat) int {
	if x.Sign() != y.Sign() || x.IsInt() && y.IsInt() {
		return x.Num().Cmp(y.Num())
	}
	a, b, c, d := x.Num(), x.Denom(), y.Num(), y.Denom()
	if !a.IsInt64() || !b.IsUint64() || !c.IsInt64() || !d.IsUint64() {
		return x.Cmp(y)
	}
	high, low := bits.Mul64(magnitude(a), d.Uint64())
	otherHigh, otherLow := bits.Mul64(magnitude(c), b.Uint64())
	switch {
	case high == otherHigh && low == otherLow:
		return 0
	case high > otherHigh || high == otherHigh && low > otherLow:
		return x.Sign()
	}
	return -x.Sign()
}

// magnitude is how far a number is from 0.
func magnitude(n *big.Int) uint64 {
	if n.Sign() < 0 {
		return -uint64(n.Int64())
	}
	return uint64(n.Int64())
}

// Float gives the number nearest to x that a float64 can hold: what big.Rat says, which
// asks for memory. Numbers that a float64 holds as they are have a quotient that is
// rounded as the exact one is (IEEE 754, 4.3).
func Float(x *big.Rat) float64 {
	const exact = 1 << 53
	a, b := x.Num(), x.Denom()
	if a.IsInt64() && b.IsInt64() && magnitude(a) <= exact && magnitude(b) <= exact {
		return float64(a.Int64()) / float64(b.Int64())
	}
	nearest, _ := x.Float64()
	return nearest
}
