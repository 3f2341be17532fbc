package preview

import "image/color"

// The colours of the style sheet in its light scheme.
var (
	paper   = color.RGBA{0xff, 0xff, 0xff, 0xff}
	soft    = color.RGBA{0xf6, 0xf5, 0xf2, 0xff}
	line    = color.RGBA{0xe2, 0xdf, 0xd9, 0xff}
	quieter = color.RGBA{0x5b, 0x58, 0x51, 0xff}
	text    = color.RGBA{0x1b, 0x1a, 0x17, 0xff}
)

// The colours by their numbers in the palette: the steps from the paper to the text,
// among which is the quieter ink, then grounds, then the steps from the paper to the
// accent. The steps from the paper stand in for those from the soft ground too, which
// is nearly as light.
const (
	paperColour  = 0
	quietInk     = 5
	textInk      = 7
	softColour   = 8
	lineColour   = 9
	accentFirst  = 10
	accentColour = accentFirst + accentSteps - 1
	accentSteps  = 4
	colours      = accentColour + 1
)

// palette mixes the colours.
func palette(accent color.RGBA) (all [colours]color.RGBA) {
	for i := range textInk + 1 {
		all[i] = mixed(paper, text, i, textInk)
	}
	for i := 1; i <= accentSteps; i++ {
		all[accentFirst+i-1] = mixed(paper, accent, i, accentSteps)
	}
	all[quietInk], all[softColour], all[lineColour] = quieter, soft, line
	return all
}

// mixed is the colour that lies some of all steps on the way between two.
func mixed(from, to color.RGBA, step, all int) color.RGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*(all-step) + int(b)*step + all/2) / all) }
	return color.RGBA{mix(from.R, to.R), mix(from.G, to.G), mix(from.B, to.B), 0xff}
}

// How pixels lie in a row: 16 in a word, the leftmost in its highest bits.
const (
	pixels = 16
	across = Width / pixels
	// each is a word with 1 in each of its pixels.
	each = 0x1111_1111_1111_1111
)

// A row is one of a canvas. The words more are 0, so that it can be looked at by eight; the
// first of them takes what masks have on their right, which is nothing.
type row [(across/eight + 1) * eight]uint64

// A span is the words of a row between two; what is outside of it is paper.
type span struct{ from, to int }

// with gives a span that has both.
func (s span) with(other span) span {
	if s.from == s.to {
		return other
	}
	if other.from == other.to {
		return s
	}
	return span{min(s.from, other.from), max(s.to, other.to)}
}

// A canvas has pixels of 16 colours at most, so that they take half a byte each. That
// halves the size of a file, and letters can be put in place by an "or" of words: where
// two of them touch, there is more of the ink than either has, and not more than both
// have together, as it is if they do not overlap. So letters are written on paper, and
// what is behind or over them is filled in afterwards. A canvas is not safe for
// concurrent use.
type canvas struct {
	painter *Painter
	pen     pen
	out     deflater

	// What settings are made in, until the canvas is cleared.
	letters []*letter
	numbers []int
	runes   []byte

	spans [Height]span
	rows  [Height]row // the last, so that the garbage collector need not look through it
}

// clear makes all of it paper.
func (c *canvas) clear() {
	for y, s := range c.spans {
		clear(c.rows[y][s.from:s.to])
	}
	clear(c.spans[:])
	c.letters, c.numbers = c.letters[:0], c.numbers[:0]
}

// touch notes that something is drawn in a box, and gives the rows that it has.
func (c *canvas) touch(x, y, width, height int) (from, to int) {
	from, to = max(y, 0), min(y+height, Height)
	if width <= 0 || from >= to {
		return 0, 0
	}
	s := span{max(x, 0) / pixels, min(x+width+pixels-1, Width) / pixels}
	for y := from; y < to; y++ {
		c.spans[y] = c.spans[y].with(s)
	}
	return from, to
}

// stamp puts a mask in its place. It does not touch. A mask that would hang out of a
// side is left out, which no layout leads to.
func (c *canvas) stamp(m *mask, x, y int) {
	x, y = x+m.left, y+m.top
	if x < 0 || x+m.width > Width {
		return
	}
	word, shift := x/pixels, uint(x%pixels*4)
	if m.words == 1 && y >= 0 && y+m.height <= Height { // as most letters
		rows := c.rows[y:][:m.height]
		for i, bits := range m.bits {
			rows[i][word] |= bits >> shift
			rows[i][word+1] |= bits << 1 << (63 - shift)
		}
		return
	}
	for i := max(0, -y); i < min(m.height, Height-y); i++ {
		to := c.rows[y+i][word:][:m.words+1]
		for j, bits := range m.bits[i*m.words:][:m.words] {
			to[j] |= bits >> shift
			to[j+1] |= bits << 1 << (63 - shift)
		}
	}
}

// fill fills a rectangle with a colour.
func (c *canvas) fill(colour uint64, x, y, width, height int) {
	c.change(x, y, width, height, func(words []uint64) {
		for i := range words {
			words[i] = colour * each
		}
	})
}

// ground makes the paper of a rectangle soft.
func (c *canvas) ground(x, y, width, height int) {
	c.change(x, y, width, height, func(words []uint64) {
		for i, word := range words {
			inked := word | word>>1
			inked |= inked >> 2
			words[i] = word | ^inked&each*softColour
		}
	})
}

// change changes a rectangle, of which no side is out of the picture, row by row. What
// else is in its first and its last words stays as it was.
func (c *canvas) change(x, y, width, height int, to func(words []uint64)) {
	from, end := c.touch(x, y, width, height)
	first, last := x/pixels, (x+width-1)/pixels
	left, right := ^uint64(0)>>(x%pixels*4), ^uint64(0)<<((last*pixels+pixels-x-width)*4)
	for y := from; y < end; y++ {
		words := c.rows[y][first : last+1]
		before, after := words[0]&^left, words[last-first]&^right
		to(words)
		words[0] = words[0]&left | before
		words[last-first] = words[last-first]&right | after
	}
}

// write writes a line that begins at x and stands on y.
func (c *canvas) write(l setLine, size, ink, x, y int) {
	face := l.of.face
	masks := face.readied(size, ink)
	left, right, top, bottom := Width, 0, Height, 0
	for i := l.from; i < l.to; i++ {
		quarters := floor((l.of.at[i]-l.of.at[l.from])*size*2*phases+face.em, 2*face.em)
		m := c.pen.readyMask(masks, face, l.of.letters[i], newCut(size, ink, quarters%phases))
		at := x + quarters/phases
		c.stamp(m, at, y)
		left, right = min(left, at+m.left), max(right, at+m.left+m.width)
		top, bottom = min(top, y+m.top), max(bottom, y+m.top+m.height)
	}
	c.touch(left, top, right-left, bottom-top)
}
