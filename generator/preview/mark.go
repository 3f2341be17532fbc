package preview

import "math"

// markSize is how large the built-in icon is drawn, in pixels; it has a grid of 32.
const markSize = 40

// newMark gives the built-in icon, with the numbers of colours in the place of steps.
func newMark(size int) *mask {
	var p pen
	square, scales := outline{mul: size * fine, div: 32 * hundredths}, outline{mul: size * fine, div: 32 * hundredths}
	square.rounded(32*hundredths, 6*hundredths)
	for _, s := range [][4]int{{16, 6, 16, 26}, {8, 10, 24, 10}, {8, 10, 4, 19}, {8, 10, 12, 19}, {4, 19, 12, 19}, {24, 10, 20, 19}, {24, 10, 28, 19}, {20, 19, 28, 19}} {
		scales.stroke(s[0]*hundredths, s[1]*hundredths, s[2]*hundredths, s[3]*hundredths, hundredths)
	}
	m, on := p.fill(&square, accentSteps), p.fill(&scales, accentSteps)
	for y := range size {
		for x := range size {
			if step := m.at(x, y); step > 0 {
				m.set(x, y, accentFirst+step-1)
			}
		}
	}
	for y := range on.height {
		for x := range on.width {
			if step := on.at(x, y); step > 0 {
				m.set(x+on.left, y+on.top, [...]int{accentFirst + 2, accentFirst + 1, accentFirst, paperColour}[step-1])
			}
		}
	}
	return m
}

// hundredths is in how many parts of the grid the icon is told.
const hundredths = 100

// rounded is a square with round corners.
func (o *outline) rounded(size, radius int) {
	r, h := radius, radius*4477/10000 // as cubic curves are nearest to quarters of a circle
	o.move(r, 0)
	o.line(size-r, 0)
	o.cubic(size-h, 0, size, h, size, r)
	o.line(size, size-r)
	o.cubic(size, size-h, size-h, size, size-r, size)
	o.line(r, size)
	o.cubic(h, size, 0, size-h, 0, size-r)
	o.line(0, r)
	o.cubic(0, h, h, 0, r, 0)
}

// stroke is a line, half as thick to either side. All strokes turn the same way, so
// that where two cross, both are there.
func (o *outline) stroke(x1, y1, x2, y2, half int) {
	dx, dy := x2-x1, y2-y1
	length := math.Sqrt(float64(dx*dx + dy*dy)) // which all processors round alike, as they do a quotient
	nx, ny := int(math.Round(float64(-dy*half)/length)), int(math.Round(float64(dx*half)/length))
	o.move(x1+nx, y1+ny)
	o.line(x2+nx, y2+ny)
	o.line(x2-nx, y2-ny)
	o.line(x1-nx, y1-ny)
}
