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
	c.out.begin(accent)
	c.compress(0, Height)
	return c.out.file()
}

// dataAt is where the data of a file begins: behind the name of its part.
const dataAt = 8 + (12 + 13) + (12 + 3*colours) + 8

// begin begins a file, up to before its rows.
func (d *deflater) begin(accent color.RGBA) {
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
	d.open("IDAT")
	d.codes()
}

// file ends a file, and gives it until the deflater is used again.
func (d *deflater) file() []byte {
	d.end()
	d.close(dataAt)
	d.chunk("IEND", func() {})
	return d.out[:d.at]
}

// compress compresses the rows from one to before another. Rows of paper have no filter, so
// that they join in one run of zeros.
func (c *canvas) compress(from, to int) {
	d := &c.out
	above, before := &row{}, span{}
	if from > 0 {
		above, before = &c.rows[from-1], c.spans[from-1]
	}
	for y := from; y < to; y++ {
		row, s := &c.rows[y], c.spans[y]
		if s.from == s.to {
			d.zeros += 1 + bytesAcross
		} else {
			d.byte(up)
			d.row(above, row, s.with(before))
		}
		above, before = row, c.spans[y]
	}
}

// chunk adds a part of a file, with its length and sum.
func (d *deflater) chunk(kind string, content func()) {
	at := d.open(kind)
	content()
	d.close(at)
}

// open begins a part of a file, and tells where its content does.
func (d *deflater) open(kind string) (at int) {
	d.number(0)
	d.add([]byte(kind)...)
	return d.at
}

// close ends a part of a file, of which the content began there.
func (d *deflater) close(at int) {
	binary.BigEndian.PutUint32(d.out[at-8:], uint32(d.at-at))
	d.number(crc32.ChecksumIEEE(d.out[at-4 : d.at]))
}
