package preview

import (
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/vector"
)

// fine is how many parts of a pixel an outline counts in: as many as package vector
// does, so that it rounds nothing.
const fine = 512

// An outline is made of straight lines in whole numbers. From the units that curves are
// told in to parts of a pixel it is mul/div.
type outline struct {
	mul, div int
	shift    int // to the right, in parts of a pixel
	points   []point
	x, y     int // where the last line ends, in those units
}

// A point is one of an outline.
type point struct {
	x, y  int
	first bool // of a line around something
}

// add adds a point, which is told in so many parts of a unit.
func (o *outline) add(x, y, parts int, first bool) {
	mul, div := int64(o.mul), int64(o.div)*int64(parts)                                  // 32 bits would not hold all
	scaled := func(length int) int { return int(floor(2*int64(length)*mul+div, 2*div)) } // rounded
	o.points = append(o.points, point{scaled(x) + o.shift, scaled(y), first})
	o.x, o.y = x/parts, y/parts
}

// floor is a/b rounded down; b is above 0.
func floor[number int | int64](a, b number) number {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// move begins a line around something.
func (o *outline) move(x, y int) { o.add(x, y, 1, true) }

// line goes on straight.
func (o *outline) line(x, y int) { o.add(x, y, 1, false) }

// quadratic goes on in a quadratic curve.
func (o *outline) quadratic(x1, y1, x2, y2 int) {
	x0, y0 := o.x, o.y
	n := o.pieces(max(bend(x0, x1, x2), bend(y0, y1, y2)))
	for i := 1; i <= n; i++ {
		j := n - i
		a, b, c := j*j, 2*j*i, i*i
		o.add(a*x0+b*x1+c*x2, a*y0+b*y1+c*y2, n*n, false)
	}
}

// cubic goes on in a cubic curve.
func (o *outline) cubic(x1, y1, x2, y2, x3, y3 int) {
	x0, y0 := o.x, o.y
	n := o.pieces(max(bend(x0, x1, x2), bend(x1, x2, x3), bend(y0, y1, y2), bend(y1, y2, y3)))
	for i := 1; i <= n; i++ {
		j := n - i
		a, b, c, d := j*j*j, 3*j*j*i, 3*j*i*i, i*i*i
		o.add(a*x0+b*x1+c*x2+d*x3, a*y0+b*y1+c*y2+d*y3, n*n*n, false)
	}
}

// bend tells how far a point is from the middle of those before and after it, twice.
func bend(before, at, after int) int {
	d := before - 2*at + after
	return max(d, -d)
}

// pieces tells into how many straight lines a curve is divided. A cubic curve that bends
// so much is within 3/4 of that, by the square of their number, of all of them: here
// within a twentieth of a pixel.
func (o *outline) pieces(bend int) int {
	n := 1
	for 16*int64(bend)*int64(o.mul) > int64(n*n*fine)*int64(o.div) {
		n++
	}
	return n
}

// segment adds a part of the outline of a letter.
func (o *outline) segment(s sfnt.Segment) {
	a, b, c := s.Args[0], s.Args[1], s.Args[2]
	switch s.Op {
	case sfnt.SegmentOpMoveTo:
		o.move(int(a.X), int(a.Y))
	case sfnt.SegmentOpLineTo:
		o.line(int(a.X), int(a.Y))
	case sfnt.SegmentOpQuadTo:
		o.quadratic(int(a.X), int(a.Y), int(b.X), int(b.Y))
	case sfnt.SegmentOpCubeTo:
		o.cubic(int(a.X), int(a.Y), int(b.X), int(b.Y), int(c.X), int(c.Y))
	}
}

// frame gives an empty mask around the outline.
func (o *outline) frame() *mask {
	if len(o.points) == 0 {
		return newMask(0, 0, 0, 0)
	}
	left, top := o.points[0].x, o.points[0].y
	right, bottom := left, top
	for _, p := range o.points {
		left, right = min(left, p.x), max(right, p.x)
		top, bottom = min(top, p.y), max(bottom, p.y)
	}
	left, top = floor(left, fine), floor(top, fine)
	return newMask(left, top, floor(right+fine-1, fine)-left, floor(bottom+fine-1, fine)-top)
}

// trace draws the outline, moved so that a point is at 0, 0.
func (o *outline) trace(z *vector.Rasterizer, left, top int) {
	for i, p := range o.points {
		x, y := float32(p.x-left)/fine, float32(p.y-top)/fine // without a rest: fine is a power of 2
		switch {
		case !p.first:
			z.LineTo(x, y)
		case i > 0:
			z.ClosePath()
			fallthrough
		default:
			z.MoveTo(x, y)
		}
	}
	if len(o.points) > 0 {
		z.ClosePath()
	}
}
