package preview

import (
	_ "embed"
	"encoding/binary"
	"math/bits"
)

// A deflater compresses the data of pictures (RFC 1950, RFC 1951) in one go.
//
// In a row of which the one above is taken away (PNG's filter "up") nearly all bytes are
// 0: only the edges of letters that are not upright are left. So nothing is looked for
// but runs of zeros, which are said by repeating the byte before them. The codes are the
// same for all pictures, and were counted in some: those of a picture's own would save
// [TestLengths]' few per cent, and take as long again. Package compress/flate, at its
// fastest, makes files that are as large, and takes six times as long.
type deflater struct {
	out   []byte // room for what is written
	at    int    // how much of it is
	bits  uint64 // those that are not yet a byte of it
	n     uint   // how many
	zeros int    // bytes that are not yet written
	a, b  uint64 // the sums of Adler-32, of which the remainder is taken at the end: 64 bits hold them for any picture
}

// lengths has how many bits each code of literals and lengths takes, in hexadecimal.
// TestLengths writes it.
//
//go:embed lengths.txt
var lengths string

// A code is what says something, to be written from its lowest bit on, and below it, in
// one byte, how many bits those are.
type code uint64

// The codes: of each byte, of the end, of runs of zeros by their length, and of each
// length that the byte before is repeated.
var literals, runs, repeats = codes(lengths)

const (
	end    = 256 // the literal that ends a block
	first  = 257 // the first that says a length
	symbol = 286 // how many there are
	most   = 258 // the longest repeat
)

// codes makes the codes of lengths (RFC 1951, section 3.2.2).
func codes(lengths string) (literals [symbol]code, runs, repeats [most + 1]code) {
	next := uint64(0)
	for length := 1; length <= 15; length++ {
		for s := range symbol {
			if lengthOf(lengths[s]) == length {
				literals[s] = code(bits.Reverse64(next)>>(64-length))<<8 | code(length)
				next++
			}
		}
		next <<= 1
	}
	for s, length := first, 3; s < symbol; s++ {
		extra := extraBits(s)
		for i := 0; i < 1<<extra && length <= most; i++ {
			// After the length comes the distance 1: the only one, 0 in one bit.
			repeats[length] = literals[s].then(code(i)<<8 | code(extra)).then(1)
			length++
		}
	}
	repeats[most] = literals[symbol-1].then(1)
	for n := 1; n <= most; n++ {
		switch {
		case n <= 3:
			runs[n] = runs[n-1].then(literals[0])
		default:
			runs[n] = literals[0].then(repeats[n-1])
		}
	}
	return literals, runs, repeats
}

// then gives two codes as one.
func (c code) then(next code) code {
	length := c & 0xff
	return (c>>8|next>>8<<length)<<8 | (length + next&0xff)
}

// extraBits tells how many bits stand after the code of a length.
func extraBits(s int) int {
	if s < first+8 || s == symbol-1 {
		return 0
	}
	return (s - first - 4) / 4
}

// lengthOf reads a hexadecimal digit.
func lengthOf(digit byte) int {
	if digit >= 'a' {
		return int(digit-'a') + 10
	}
	return int(digit - '0')
}

// begin begins the data with one block that has its codes.
func (d *deflater) begin() {
	d.add(0x78, 0x01) // a window of 32 KB; whoever wrote it was in a hurry
	d.bits, d.n, d.zeros, d.a, d.b = 0, 0, 0, 1, 0
	d.write(0b101<<8 | 3)          // the last block, with codes of its own:
	d.write((symbol-first)<<8 | 5) // all of the literals
	d.write(0<<8 | 5)              // one distance
	d.write((19-4)<<8 | 4)         // and how their lengths are said:
	for i := range 19 {            // 16 codes of 4 bits, for each length from 0 to 15
		if i < 3 { // of which three have other uses
			d.write(0<<8 | 3)
		} else {
			d.write(4<<8 | 3)
		}
	}
	for s := range symbol {
		d.write(fourBits(lengthOf(lengths[s])))
	}
	d.write(fourBits(1))
}

// fourBits is the code of the length of a code.
func fourBits(length int) code { return code(bits.Reverse8(uint8(length))>>4)<<8 | 4 }

// room makes sure that some bytes can be written.
func (d *deflater) room(bytes int) {
	if d.at+bytes > len(d.out) {
		d.out = append(d.out, make([]byte, len(d.out)+bytes)...)
	}
}

// add adds bytes as they are.
func (d *deflater) add(bytes ...byte) {
	d.room(len(bytes))
	d.at += copy(d.out[d.at:], bytes)
}

// number adds a number, its highest byte first.
func (d *deflater) number(n uint32) { d.add(byte(n>>24), byte(n>>16), byte(n>>8), byte(n)) }

// write writes a code.
func (d *deflater) write(c code) {
	d.room(8)
	d.bits |= uint64(c>>8) << d.n
	d.n += uint(c & 0xff)
	binary.LittleEndian.PutUint64(d.out[d.at:], d.bits)
	d.at += int(d.n / 8)
	d.bits >>= d.n &^ 7
	d.n %= 8
}

// byte adds a byte.
func (d *deflater) byte(b uint8) {
	if b == 0 {
		d.zeros++
		return
	}
	if d.zeros > 0 {
		d.run()
	}
	d.a += uint64(b)
	d.b += d.a
	d.write(literals[b])
}

// run writes the zeros that are not yet written.
func (d *deflater) run() {
	d.b += d.a * uint64(d.zeros)
	for d.zeros > 0 {
		n := min(d.zeros, most)
		d.write(runs[n])
		d.zeros -= n
		for d.zeros >= most {
			d.write(repeats[most])
			d.zeros -= most
		}
	}
}

// end ends the data.
func (d *deflater) end() {
	d.run()
	d.write(literals[end])
	d.write(0<<8 | 7) // to the end of the byte
	const modulus = 65521
	d.number(uint32(d.b%modulus<<16 | d.a%modulus))
}

// words adds what words are more than those above, byte by byte from the highest.
func (d *deflater) words(above, row []uint64) {
	for i := 0; i < len(row); i++ {
		word := less(row[i], above[i])
		switch {
		case word == 0:
			d.zeros += 8
		case word == bits.RotateLeft64(word, 8): // where a rectangle begins or ends
			n := 1
			for i+1 < len(row) && less(row[i+1], above[i+1]) == word {
				i, n = i+1, n+1
			}
			d.same(uint8(word), n*8)
		default:
			d.word(word)
		}
	}
}

// same adds a byte, which is not 0, several times.
func (d *deflater) same(b uint8, times int) {
	d.byte(b)
	times--
	d.b += uint64(times)*d.a + uint64(b)*uint64(times)*uint64(times+1)/2
	d.a += uint64(times) * uint64(b)
	for n := 0; times > 0; times -= n {
		if n = min(times, most); n >= 3 {
			d.write(repeats[n])
		} else {
			n = 1
			d.write(literals[b])
		}
	}
}

// less takes the bytes of a word away from those of another, each by itself.
func less(a, b uint64) uint64 {
	const high = 0x8080_8080_8080_8080
	return (a | high) - b&^high ^ (a^^b)&high
}

// word adds the bytes of a word, which are what nearly all of the time goes to: each that
// is not 0 is written with the zeros before it at once, in 7+36+15 bits at most.
func (d *deflater) word(word uint64) {
	if d.zeros > most-8 {
		d.run()
	}
	d.room(8 * 8)
	out, at, pending, n := d.out, d.at, d.bits, d.n
	zeros, a, b, left := d.zeros, d.a, d.b, 8
	for word != 0 {
		more := bits.LeadingZeros64(word) / 8
		zeros += more
		literal := uint8(word << (more * 8) >> 56)
		word = word << (more * 8) << 8
		left -= more + 1

		b += a * uint64(zeros)
		a += uint64(literal)
		b += a

		c := runs[zeros%len(runs)]
		pending |= uint64(c>>8) << (n % 64)
		n += uint(c & 0xff)
		c = literals[literal]
		pending |= uint64(c>>8) << (n % 64)
		n += uint(c & 0xff)
		binary.LittleEndian.PutUint64(out[at:], pending)
		at += int(n / 8)
		pending >>= n &^ 7 % 64
		n %= 8
		zeros = 0
	}
	d.at, d.bits, d.n = at, pending, n
	d.zeros, d.a, d.b = zeros+left, a, b
}
