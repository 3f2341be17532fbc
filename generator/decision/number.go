package decision

import "math/bits"

// A number is a signed integer of one or more machine words, the lowest first,
// in two's complement. All numbers of a model have the same size, which its
// largest sum fits, so that none overflows. With one word, which is enough for
// most questionnaires, these are plain additions.
type number []uint64

func (dst number) add(a, b number) {
	var carry uint64
	for i := range dst {
		dst[i], carry = bits.Add64(a[i], b[i], carry)
	}
}

func (dst number) sub(a, b number) {
	var borrow uint64
	for i := range dst {
		dst[i], borrow = bits.Sub64(a[i], b[i], borrow)
	}
}

func (n number) zero() bool {
	var all uint64
	for _, w := range n {
		all |= w
	}
	return all == 0
}

// sumNegative tells whether a + b - c is below 0.
func sumNegative(a, b, c number) bool {
	if len(a) == 1 {
		return int64(a[0]+b[0]-c[0]) < 0
	}
	var carry, borrow, word uint64
	for i := range a {
		word, carry = bits.Add64(a[i], b[i], carry)
		word, borrow = bits.Sub64(word, c[i], borrow)
	}
	return int64(word) < 0
}

func less(a, b number) bool {
	if len(a) == 1 {
		return int64(a[0]) < int64(b[0])
	}
	var borrow, word uint64
	for i := range a {
		word, borrow = bits.Sub64(a[i], b[i], borrow)
	}
	return int64(word) < 0
}
