package preview_test

import (
	"encoding/binary"
	"maps"
	"math"
	"os"
	"slices"
	"testing"

	"tradeoff/generator/preview"
)

// symbols are what RFC 1951 has codes for: bytes, the end, lengths.
const symbols = 286

// compressed gives the data of a picture as it is in the file.
func compressed(t *testing.T, content []byte) []byte {
	t.Helper()
	for rest := content[8:]; len(rest) > 0; {
		length := binary.BigEndian.Uint32(rest)
		if string(rest[4:8]) == "IDAT" {
			return rest[8 : 8+length]
		}
		rest = rest[12+length:]
	}
	t.Fatal("there is no data")
	return nil
}

// headerBits is how many bits come before the first symbol.
const headerBits = 16 + 3 + 5 + 5 + 4 + 19*3 + (symbols+1)*4

// symbolsOf counts what the data of a picture is said with.
func symbolsOf(data []byte, lengths []int) (counts [symbols]int) {
	type code struct{ length, bits int }
	meanings, next := map[code]int{}, 0
	for length := 1; length <= 15; length++ {
		for s := range symbols {
			if lengths[s] == length {
				meanings[code{length, next}] = s
				next++
			}
		}
		next <<= 1
	}
	at := headerBits
	for counts[256] == 0 {
		for c, known := (code{}), false; !known; {
			c = code{c.length + 1, c.bits<<1 | int(data[at/8]>>(at%8)&1)}
			at++
			var s int
			if s, known = meanings[c]; known {
				counts[s]++
				if s >= 257 {
					at++ // the distance
				}
				if s >= 265 && s < 285 {
					at += (s - 261) / 4
				}
			}
		}
	}
	return counts
}

// shortest gives the lengths of the codes that say all with the fewest bits (Huffman).
func shortest(counts [symbols]float64) (lengths [symbols]int) {
	type tree struct {
		count float64
		under []int
	}
	var trees []tree
	for s, n := range counts {
		trees = append(trees, tree{n, []int{s}})
	}
	for len(trees) > 1 {
		slices.SortStableFunc(trees, func(a, b tree) int { return int(math.Copysign(1, b.count-a.count)) })
		a, b := trees[len(trees)-1], trees[len(trees)-2]
		under := slices.Concat(a.under, b.under)
		for _, s := range under {
			lengths[s]++
		}
		trees = append(trees[:len(trees)-2], tree{a.count + b.count, under})
	}
	return lengths
}

// TestLengths: the codes are near to the best that there are for pictures. With -update
// it counts what pictures are made of, and writes the lengths of the best codes. As the
// bytes of all pictures change then, so does the number of the design.
func TestLengths(t *testing.T) {
	var all [symbols]float64
	lengths := preview.Lengths()
	for _, name := range slices.Sorted(maps.Keys(pictures)) {
		var own [symbols]float64
		counts := symbolsOf(compressed(t, draw(t, pictures[name])), lengths)
		for s, n := range counts {
			own[s] = float64(n)
			all[s] += own[s]
		}
		is, best := 0, 0
		for s, length := range shortest(own) {
			is += counts[s] * lengths[s]
			best += counts[s] * length
		}
		if is > best*103/100+1000*8 {
			t.Errorf("%s takes %d bytes, with codes of its own %d", name, is/8, best/8)
		}
	}
	total := 0.0
	for _, n := range all {
		total += n
	}
	for s := range all { // none is so rare that its code is longer than 15 bits
		all[s] = max(all[s], total/(1<<13))
	}
	if *update {
		var digits []byte
		for _, length := range shortest(all) {
			digits = append(digits, "0123456789abcdef"[length])
		}
		if err := os.WriteFile("lengths.txt", digits, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
