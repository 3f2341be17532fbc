package source

import (
	"math/big"
	"math/bits"
)

// order is x.Cmp(y). Numbers that people write fit into a word each, and are compared
// without asking for memory: big.Rat asks six times, which was a twentieth of all that a
// build of many tables asks for.
func order(x, y *big.Rat) int {
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
