package preview

import "sync/atomic"

// Most letters are of ASCII. What is kept of them is found by their number and not in a
// map, which took a fifth of the time of a picture.

// ascii is how many characters there are in ASCII.
const ascii = 128

// readied are the masks of letters in ASCII as they are cut for a line: each in its phases.
type readied [ascii][phases]atomic.Pointer[mask]

// readied gives those of lines in a size and with so many steps.
func (t *typeface) readied(size, steps int) *readied {
	c := newCut(size, steps, 0)
	if known, ok := t.cuts.get(c); ok {
		return known
	}
	return t.cuts.add(c, new(readied))
}

// readyMask is mask for a line, given what is kept for it.
func (p *pen) readyMask(of *readied, t *typeface, l *letter, c cut) *mask {
	if l.rune >= ascii {
		return p.mask(t, l, c)
	}
	place := &of[l.rune][c.phase()]
	known := place.Load()
	if known == nil {
		known = p.mask(t, l, c)
		place.Store(known)
	}
	return known
}

// kerns are how far letters in ASCII move away from the one before them, which is known
// where it is not 0.
type kerns [ascii]atomic.Int32

// known is added to what is known; no letter moves so far.
const known = 1 << 30

func (k *kerns) get(r rune) (units int, ok bool) {
	if r >= ascii {
		return 0, false
	}
	n := k[r].Load()
	return int(n) - known, n != 0
}

func (k *kerns) set(r rune, units int) {
	if r < ascii {
		k[r].Store(int32(units + known))
	}
}
