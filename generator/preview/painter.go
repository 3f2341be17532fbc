package preview

import "sync"

// A Painter draws pictures. It keeps the letters that it has drawn, some hundred bytes
// each, and the headers, so whoever draws many pictures has one painter for all of them. It is safe for
// concurrent use, and its zero value is one that has drawn nothing.
type Painter struct {
	begin             sync.Once
	bold, serif, sans typeface
	mark              *mask
	headers           grown[header, *begun]
	// canvases are used again: one has 400 KB of pixels.
	canvases sync.Pool
}

// PNG draws a picture and appends its file.
func (z *Painter) PNG(out []byte, p *Picture) []byte {
	z.begin.Do(z.prepare)
	c, _ := z.canvases.Get().(*canvas)
	if c == nil {
		c = &canvas{painter: z}
	}
	defer z.canvases.Put(c)
	c.clear()
	return append(out, c.file(p)...)
}

func (z *Painter) prepare() {
	z.bold.open(bold())
	z.serif.open(serif())
	z.sans.open(sans())
	z.mark = newMark(markSize)
}
