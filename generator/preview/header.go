package preview

import (
	"bytes"
	"image/color"
)

// A site has as many headers as categories, each on dozens of pictures, and a fifth of what
// is in a picture is in its header. It is at the beginning, and what is compressed never
// points back. So the file is the same up to there, and is begun once.

// A header is what the header of a picture shows.
type header struct {
	site, kicker string
	mark         bool
	accent       color.RGBA
}

// headerOf gives the header of a picture.
func headerOf(p *Picture) header {
	h := header{p.Site, p.Kicker, p.Mark, p.Accent}
	if p.Site == p.Title { // the site's home belongs to nothing
		h.kicker = ""
	}
	return h
}

// begun is the file of a picture from its beginning to before the first row that is below
// the header, and how to go on.
type begun struct {
	content []byte
	state
}

// mostHeaders is how many a painter keeps, of some 4 KB each.
const mostHeaders = 200

// file draws a picture on a canvas that is clear, and gives its file until the canvas is used
// again.
func (c *canvas) file(p *Picture) []byte {
	if b := c.begun(headerOf(p)); b != nil {
		if c.below(p); c.isPaper(0, headerEnd) {
			c.headerLine() // which the next row is compared with
			c.out.resume(b)
			c.compress(headerEnd, Height)
			return c.out.file()
		}
		c.clear()
	}
	c.picture(p)
	return c.encode(p.Accent)
}

// begun begins a file, or finds that somebody did, and leaves the canvas clear. It gives nil
// where it may not: the header reaches into what is below it, or too many are kept.
func (c *canvas) begun(h header) *begun {
	known, ok := c.painter.headers.get(h)
	if ok || c.painter.headers.size() >= mostHeaders {
		return known
	}
	c.header(h)
	var b *begun
	if c.isPaper(headerEnd, Height) {
		c.out.begin(h.accent)
		c.compress(0, headerEnd)
		b = &begun{bytes.Clone(c.out.out[:c.out.at]), c.out.state}
	}
	c.clear()
	return c.painter.headers.add(h, b)
}

// isPaper tells whether nothing is drawn in the rows from one to before another.
func (c *canvas) isPaper(from, to int) bool {
	for _, s := range c.spans[from:to] {
		if s.from != s.to {
			return false
		}
	}
	return true
}

// resume goes on with a file.
func (d *deflater) resume(b *begun) {
	d.at = 0
	d.add(b.content...)
	d.state = b.state
}
