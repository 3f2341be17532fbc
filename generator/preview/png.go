package preview

import (
	"encoding/binary"
	"hash/crc32"
	"image/color"
)

// A picture as a PNG (W3C, third edition) has two pixels in a byte.
const (
	bytesAcross = Width / 2
	plain       = 0 // the filter that takes nothing away
	up          = 2 // the filter that takes the row above away
)

// encode gives the canvas as a file, until it is used again.
func (c *canvas) encode(accent color.RGBA) []byte {
	d := &c.out
	d.at = 0
	d.add([]byte("\x89PNG\r\n\x1a\n")...)
	d.chunk("IHDR", func() {
		d.number(Width)
		d.number(Height)
		d.add(4, 3, 0, 0, 0) // 4 bits, colours by their number
	})
	d.chunk("PLTE", func() {
		for _, c := range palette(accent) {
			d.add(c.R, c.G, c.B)
		}
	})
	d.chunk("IDAT", func() {
		d.begin()
		c.compress(d)
		d.end()
	})
	d.chunk("IEND", func() {})
	return d.out[:d.at]
}

// compress compresses the rows. Rows of paper have no filter, so that they join in one
// run of zeros.
func (c *canvas) compress(d *deflater) {
	above, before := &row{}, span{}
	for y := range c.rows {
		row, s := &c.rows[y], c.spans[y]
		if s.from == s.to {
			d.zeros += 1 + bytesAcross
		} else {
			d.byte(up)
			s = s.with(before)
			d.zeros += s.from * 8
			d.words(above[s.from:s.to], row[s.from:s.to])
			d.zeros += (across - s.to) * 8
		}
		above, before = row, c.spans[y]
	}
}

// chunk adds a part of a file, with its length and sum.
func (d *deflater) chunk(kind string, content func()) {
	begin := d.at
	d.number(0)
	d.add([]byte(kind)...)
	content()
	binary.BigEndian.PutUint32(d.out[begin:], uint32(d.at-begin-8))
	d.number(crc32.ChecksumIEEE(d.out[begin+4 : d.at]))
}
