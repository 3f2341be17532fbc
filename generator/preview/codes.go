package preview

import (
	_ "embed"
	"math/bits"
)

// lengths has how many bits each code of literals and lengths takes, in hexadecimal.
// TestLengths writes it.
//
//go:embed lengths.txt
var lengths string

// A code is what says something, to be written from its lowest bit on, and below it, in
// one byte, how many bits those are.
type code uint64

// The codes: of each byte and the end, of each length that the byte before is repeated,
// and of runs of zeros by their length.
var literals, repeats, runs = codes(lengths)

const (
	endOfBlock  = 256 // the literal that ends a block
	firstLength = 257 // the first that says a length
	symbols     = 286 // how many there are of these
	longest     = 258 // the longest repeat
	someRuns    = 512 // more than there are, so that an index takes an "and"
)

// codes makes the codes of lengths (RFC 1951, section 3.2.2).
func codes(lengths string) (literals [symbols]code, repeats [longest + 1]code, runs [someRuns]code) {
	next := uint64(0)
	for length := 1; length <= 15; length++ {
		for s := range symbols {
			if lengthOf(lengths[s]) == length {
				literals[s] = code(bits.Reverse64(next)>>(64-length))<<8 | code(length)
				next++
			}
		}
		next <<= 1
	}
	for s, length := firstLength, 3; s < symbols; s++ {
		extra := extraBits(s)
		for i := 0; i < 1<<extra && length <= longest; i++ {
			// After the length comes the distance 1: the only one, 0 in one bit.
			repeats[length] = literals[s].then(code(i)<<8 | code(extra)).then(1)
			length++
		}
	}
	repeats[longest] = literals[symbols-1].then(1)
	for n := 1; n <= longest; n++ {
		switch {
		case n <= 3:
			runs[n] = runs[n-1].then(literals[0])
		default:
			runs[n] = literals[0].then(repeats[n-1])
		}
	}
	return literals, repeats, runs
}

// then gives two codes as one.
func (c code) then(next code) code {
	length := c & 0xff
	return (c>>8|next>>8<<length)<<8 | (length + next&0xff)
}

// extraBits tells how many bits stand after the code of a length.
func extraBits(s int) int {
	if s < firstLength+8 || s == symbols-1 {
		return 0
	}
	return (s - firstLength - 4) / 4
}

// lengthOf reads a hexadecimal digit.
func lengthOf(digit byte) int {
	if digit >= 'a' {
		return int(digit-'a') + 10
	}
	return int(digit - '0')
}

// fourBits is the code of the length of a code.
func fourBits(length int) code { return code(bits.Reverse8(uint8(length))>>4)<<8 | 4 }
