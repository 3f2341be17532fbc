package preview

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// The colours of the style sheet in its light scheme.
var (
	paper   = color.RGBA{0xff, 0xff, 0xff, 0xff}
	soft    = color.RGBA{0xf6, 0xf5, 0xf2, 0xff}
	line    = color.RGBA{0xe2, 0xdf, 0xd9, 0xff}
	quieter = color.RGBA{0x5b, 0x58, 0x51, 0xff}
	text    = color.RGBA{0x1b, 0x1a, 0x17, 0xff}
)

// A canvas draws into an image of 16 colours at most, so that a pixel takes half a
// byte: that halves the size of the file, and the time to compress it, which is most
// of all. The edges of letters are steps between two colours. A canvas is not safe
// for concurrent use.
type canvas struct {
	image *image.Paletted
	faces map[style]font.Face
	// shapes is where what is not a letter is drawn first.
	shapes vector.Rasterizer
	mask   *image.Alpha
	file   *file
}

// A ramp is the colours from a ground to an ink, by their places in the palette. They
// lie in the order of how much of the ink is in them.
type ramp []uint8

// The palette, as begin mixes it: the quieter ink is one of the steps from the paper to
// the text, and those stand in for the steps from the soft ground too, which is nearly
// as light.
var (
	textOnPaper   = ramp{0, 1, 2, 3, 4, 5, 6, 7}
	quietOnPaper  = ramp{0, 1, 2, 3, 4, 5}
	textOnSoft    = ramp{8, 1, 2, 3, 4, 5, 6, 7}
	quietOnSoft   = ramp{8, 1, 2, 3, 4, 5}
	softOnPaper   = ramp{0, 8}
	lineOnPaper   = ramp{0, 9}
	accentOnPaper = ramp{0, 10, 11, 12, 13}
	paperOnAccent = ramp{13, 12, 11, 10, 0}
)

// quietStep is the step from the paper to the text that is the quieter ink.
const quietStep = 5

// newCanvas makes a canvas without colours.
func newCanvas() *canvas {
	bounds := image.Rect(0, 0, Width, Height)
	return &canvas{image: image.NewPaletted(bounds, make(color.Palette, 14)), faces: map[style]font.Face{}, mask: image.NewAlpha(bounds), file: newFile()}
}

// begin clears the canvas and mixes its colours.
func (c *canvas) begin(accent color.RGBA) {
	accent.A = 0xff
	for _, r := range []struct {
		ramp ramp
		ink  color.RGBA
	}{{textOnPaper, text}, {accentOnPaper, accent}} {
		for i, at := range r.ramp {
			c.image.Palette[at] = mixed(paper, r.ink, i, len(r.ramp)-1)
		}
	}
	c.image.Palette[textOnPaper[quietStep]] = quieter
	c.image.Palette[softOnPaper[1]], c.image.Palette[lineOnPaper[1]] = soft, line
	clear(c.image.Pix)
}

// mixed is the colour that lies some of all steps on the way between two.
func mixed(from, to color.RGBA, step, all int) color.RGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*(all-step) + int(b)*step + all/2) / all) }
	return color.RGBA{mix(from.R, to.R), mix(from.G, to.G), mix(from.B, to.B), 0xff}
}

// fill fills a rectangle with the ink of a ramp.
func (c *canvas) fill(r ramp, x, y, width, height int) {
	area := image.Rect(x, y, x+width, y+height).Intersect(c.image.Rect)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		row := c.image.Pix[c.image.PixOffset(area.Min.X, y):][:area.Dx()]
		for i := range row {
			row[i] = r[len(r)-1]
		}
	}
}

// shade draws a mask with the ink of a ramp on its ground. Where two letters touch,
// the step with more ink stays.
func (c *canvas) shade(r ramp, to image.Rectangle, mask *image.Alpha, from image.Point) {
	clipped := to.Intersect(c.image.Rect)
	from = from.Add(clipped.Min.Sub(to.Min))
	most := len(r) - 1
	for y := range clipped.Dy() {
		row := c.image.Pix[c.image.PixOffset(clipped.Min.X, clipped.Min.Y+y):][:clipped.Dx()]
		shades := mask.Pix[mask.PixOffset(from.X, from.Y+y):][:clipped.Dx()]
		for i, a := range shades {
			if step := (int(a)*most + 127) / 255; step > 0 && bytes.IndexByte(r, row[i]) < step {
				row[i] = r[step]
			}
		}
	}
}

// shape draws what a path encloses, in a box of a size at a place.
func (c *canvas) shape(r ramp, x, y, size int, path func(*vector.Rasterizer)) {
	c.shapes.Reset(size, size)
	c.shapes.DrawOp = draw.Src
	path(&c.shapes)
	box := image.Rect(0, 0, size, size)
	c.shapes.Draw(c.mask, box, image.Opaque, image.Point{})
	c.shade(r, box.Add(image.Pt(x, y)), c.mask, image.Point{})
}

// A style is a font in a size.
type style struct {
	font *sfnt.Font
	size int // pixels
}

// face gives the letters of a style.
func (c *canvas) face(s style) (font.Face, error) {
	if face := c.faces[s]; face != nil {
		return face, nil
	}
	face, err := opentype.NewFace(s.font, &opentype.FaceOptions{Size: float64(s.size), DPI: 72, Hinting: font.HintingNone})
	if err == nil {
		c.faces[s] = face
	}
	return face, err
}

// write writes a line that begins at x and stands on y.
func (c *canvas) write(r ramp, face font.Face, words string, x, y int) {
	dot, before := fixed.P(x, y), rune(-1)
	for _, letter := range words {
		if before >= 0 {
			dot.X += face.Kern(before, letter)
		}
		to, mask, from, advance, ok := face.Glyph(dot, letter)
		if alpha, is := mask.(*image.Alpha); ok && is {
			c.shade(r, to, alpha, from)
		}
		dot.X += advance
		before = letter
	}
}
