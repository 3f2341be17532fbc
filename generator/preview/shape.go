package preview

import (
	"math"

	"golang.org/x/image/vector"
)

// rounded is a square with round corners.
func rounded(z *vector.Rasterizer, size, radius float32) {
	const k = 0.5523 // how far the handles of a cubic curve are that is nearest to a quarter of a circle
	r, h := radius, radius*(1-k)
	z.MoveTo(r, 0)
	z.LineTo(size-r, 0)
	z.CubeTo(size-h, 0, size, h, size, r)
	z.LineTo(size, size-r)
	z.CubeTo(size, size-h, size-h, size, size-r, size)
	z.LineTo(r, size)
	z.CubeTo(h, size, 0, size-h, 0, size-r)
	z.LineTo(0, r)
	z.CubeTo(0, h, h, 0, r, 0)
	z.ClosePath()
}

// stroke is a line, half as thick to either side. All strokes turn the same way, so
// that where two cross, both are there.
func stroke(z *vector.Rasterizer, x1, y1, x2, y2, half float32) {
	dx, dy := x2-x1, y2-y1
	length := float32(math.Hypot(float64(dx), float64(dy)))
	nx, ny := -dy/length*half, dx/length*half
	z.MoveTo(x1+nx, y1+ny)
	z.LineTo(x2+nx, y2+ny)
	z.LineTo(x2-nx, y2-ny)
	z.LineTo(x1-nx, y1-ny)
	z.ClosePath()
}
