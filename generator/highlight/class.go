package highlight

import (
	"unicode/utf8"

	"github.com/dlclark/regexp2/v2/syntax"
)

// A class is a set of characters.
type class struct {
	ascii [utf8.RuneSelf]bool
	wide  func(rune) bool // for characters beyond ASCII
}

// classOf gives the characters that a node for one character, or for a loop of one,
// stands for.
func classOf(n *syntax.RegexNode) *class {
	c := &class{}
	switch {
	case n.IsSetFamily():
		c.wide = n.Set.CharIn
	case n.IsNotoneFamily():
		c.wide = func(r rune) bool { return r != n.Ch }
	default:
		c.wide = func(r rune) bool { return r == n.Ch }
	}
	for r := range rune(utf8.RuneSelf) {
		c.ascii[r] = c.wide(r)
	}
	return c
}

// width gives how many bytes the character at a place has; 0 where it is not in the
// class, and at the end of the text.
func (c *class) width(text string, at int) int {
	if at >= len(text) {
		return 0
	}
	if b := text[at]; b < utf8.RuneSelf {
		if c.ascii[b] {
			return 1
		}
		return 0
	}
	return c.wideWidth(text, at)
}

func (c *class) wideWidth(text string, at int) int {
	if r, size := utf8.DecodeRuneInString(text[at:]); c.wide(r) {
		return size
	}
	return 0
}

// widthBefore is width for the character that ends at a place.
func (c *class) widthBefore(text string, at int) int {
	r, size := utf8.DecodeLastRuneInString(text[:at])
	if size > 0 && (r < utf8.RuneSelf && c.ascii[r] || r >= utf8.RuneSelf && c.wide(r)) {
		return size
	}
	return 0
}

// before gives how many bytes the character that ends at a place has.
func before(text string, at int) int {
	if text[at-1] < utf8.RuneSelf {
		return 1
	}
	_, size := utf8.DecodeLastRuneInString(text[:at])
	return size
}

// first is a set of bytes, and of the end of the text: what may stand where a
// pattern matches. It may have too much in it, never too little.
type first struct {
	bytes [4]uint64
	end   bool
}

func anything() first {
	all := ^uint64(0)
	return first{[4]uint64{all, all, all, all}, true}
}

// beyondASCII are all bytes of characters beyond ASCII.
func beyondASCII() first {
	all := ^uint64(0)
	return first{bytes: [4]uint64{2: all, 3: all}}
}

// firstOf gives the bytes that a character of the class begins with.
func firstOf(c *class) first {
	f := beyondASCII()
	for b, in := range c.ascii {
		if in {
			f.add(byte(b))
		}
	}
	return f
}

func (f *first) add(b byte) { f.bytes[b>>6] |= 1 << (b & 63) }

// or gives what is in one of two sets.
func (f first) or(g first) first {
	for i := range f.bytes {
		f.bytes[i] |= g.bytes[i]
	}
	f.end = f.end || g.end
	return f
}

// and gives what is in both of two sets.
func (f first) and(g first) first {
	for i := range f.bytes {
		f.bytes[i] &= g.bytes[i]
	}
	f.end = f.end && g.end
	return f
}

// holds tells whether what stands at a place of a text is in the set.
func (f *first) holds(text string, at int) bool {
	if at >= len(text) {
		return f.end
	}
	b := text[at]
	return f.bytes[b>>6]&(1<<(b&63)) != 0
}

// A choice gives those of some things, in their order, whose sets hold what stands
// at a place. Most bytes have the same answer, which is kept once.
type choice[T any] struct {
	which [endOfText + 1]uint16 // by byte, the index in lists
	lists [][]T
}

const endOfText = 256

// choose makes a choice of things and their sets, which are parallel.
func choose[T any](things []T, firsts []first) *choice[T] {
	c := &choice[T]{}
	known := map[string]uint16{}
	for b := range endOfText + 1 {
		var list []T
		var key []byte
		for i, thing := range things {
			f := firsts[i]
			if b == endOfText && f.end || b < endOfText && f.bytes[b>>6]&(1<<(b&63)) != 0 {
				list, key = append(list, thing), append(key, byte(i), byte(i>>8))
			}
		}
		index, ok := known[string(key)]
		if !ok {
			index = uint16(len(c.lists))
			known[string(key)] = index
			c.lists = append(c.lists, list)
		}
		c.which[b] = index
	}
	return c
}

// at gives the things for a place of a text.
func (c *choice[T]) at(text string, at int) []T {
	if at >= len(text) {
		return c.lists[c.which[endOfText]]
	}
	return c.lists[c.which[text[at]]]
}
