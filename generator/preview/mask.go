package preview

import (
	"image"
	"image/draw"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/vector"
)

// A cut is a way to draw a letter of a typeface: in a size, in pixels of the em, with some
// steps from nothing to all of the ink, and some phases right of where a pixel begins. It
// is one number of 32 bits, for which Go's maps are fastest.
type cut uint32

func newCut(size, steps, phase int) cut { return cut(size<<16 | steps<<8 | phase) }

func (c cut) size() int  { return int(c >> 16) }
func (c cut) steps() int { return int(c >> 8 & 0xff) }
func (c cut) phase() int { return int(c & 0xff) }

// phases is at how many places of a pixel a letter may begin. With fewer, the gaps
// between letters show that they are unequal; browsers have four, too.
const phases = 4

// A mask is how much ink is in each pixel of a letter, as steps in four bits each: 16
// pixels make a word of a row, the leftmost in its highest bits.
type mask struct {
	left, top     int // of its first pixel, from where the letter begins on the base line
	width, height int
	words         int // of each row
	bits          []uint64
}

// A pen draws outlines. It is not safe for concurrent use.
type pen struct {
	buffer sfnt.Buffer
	shape  vector.Rasterizer
	grey   image.Alpha
}

// mask gives the mask of a letter.
func (p *pen) mask(t *typeface, l *letter, c cut) *mask {
	if known, ok := l.masks.get(c); ok {
		return known
	}
	segments, err := t.font.LoadGlyph(&p.buffer, l.glyph, t.inUnits(), nil)
	if err != nil { // which it was not when the letter was looked at
		segments = nil
	}
	o := outline{mul: c.size() * fine, div: t.em, shift: c.phase() * (fine / phases)}
	for _, s := range segments {
		o.segment(s)
	}
	return l.masks.add(c, p.fill(&o, c.steps()))
}

// fill gives what an outline encloses.
func (p *pen) fill(o *outline, steps int) *mask {
	m := o.frame()
	p.shape.Reset(m.width, m.height)
	p.shape.DrawOp = draw.Src
	o.trace(&p.shape, m.left*fine, m.top*fine)
	if n := m.width * m.height; cap(p.grey.Pix) < n {
		p.grey.Pix = make([]byte, n)
	}
	p.grey.Pix, p.grey.Stride = p.grey.Pix[:m.width*m.height], m.width
	p.grey.Rect = image.Rect(0, 0, m.width, m.height)
	p.shape.Draw(&p.grey, p.grey.Rect, image.Opaque, image.Point{})
	for i, a := range p.grey.Pix {
		m.set(i%m.width, i/m.width, (int(a)*steps+127)/255)
	}
	return m
}

// newMask makes an empty mask.
func newMask(left, top, width, height int) *mask {
	words := (width + pixels - 1) / pixels
	return &mask{left: left, top: top, width: width, height: height, words: words, bits: make([]uint64, words*height)}
}

// set gives a pixel its value.
func (m *mask) set(x, y, value int) {
	word, shift := &m.bits[y*m.words+x/pixels], 60-x%pixels*4
	*word = *word&^(15<<shift) | uint64(value)<<shift
}

// at gives the value of a pixel.
func (m *mask) at(x, y int) int { return int(m.bits[y*m.words+x/pixels]>>(60-x%pixels*4)) & 15 }
