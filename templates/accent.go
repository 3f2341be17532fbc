package templates

import (
	"fmt"
	"math"
	"strconv"
)

// DefaultAccent is the accent colour of a site that names none.
const DefaultAccent = "#3b5bdb"

// enough is the contrast that text needs against its background, with a little
// to spare for rounding (WCAG 2.2, success criterion 1.4.3, asks for 4.5).
const enough = 4.6

// A colour in sRGB, each channel from 0 to 1.
type colour [3]float64

var black, white = colour{0, 0, 0}, colour{1, 1, 1}

// away gives the end of all greys that can be read on a colour.
func (c colour) away() colour {
	if contrast(c, black) > contrast(c, white) {
		return black
	}
	return white
}

// A ground is what a scheme's text stands on.
type ground struct {
	page, soft colour
	away       colour // the end that contrasts with it
	tint       float64
}

var (
	lightGround = ground{page: mustColour("#ffffff"), soft: mustColour("#f6f5f2"), away: black, tint: .07}
	darkGround  = ground{page: mustColour("#151412"), soft: mustColour("#1e1d1a"), away: white, tint: .13}
)

// An accent is a colour for text and lines, and a tint of the page with it.
type accent struct{ strong, soft colour }

// accentFor moves a colour away from the ground, step by step, until it can be
// read on everything it stands on, its own tint included.
func accentFor(c colour, g ground) accent {
	for step := 0.0; ; step += .02 {
		a := accent{strong: mix(c, g.away, math.Min(step, 1))}
		a.soft = mix(g.page, a.strong, g.tint)
		worst := math.Min(contrast(a.strong, a.soft), math.Min(contrast(a.strong, g.soft), contrast(a.strong, g.page)))
		if worst >= enough || step >= 1 {
			return a
		}
	}
}

// readable moves a colour away from the grounds it stands on, step by step, until it
// can be read on all of them, or is black or white.
func readable(c, away colour, grounds []colour) colour {
	for step := 0.0; ; step += .02 {
		moved := rounded(mix(c, away, math.Min(step, 1)))
		if leastContrast(moved, grounds) >= enough || step >= 1 {
			return moved
		}
	}
}

// leastContrast is that of a colour with the one of some grounds on which it is worst
// to read.
func leastContrast(c colour, grounds []colour) float64 {
	least := math.Inf(1)
	for _, g := range grounds {
		least = math.Min(least, contrast(c, g))
	}
	return least
}

// rounded is a colour as it can be written.
func rounded(c colour) colour { return mustColour(c.hex()) }

func mix(a, b colour, share float64) colour {
	var c colour
	for i := range c {
		c[i] = a[i]*(1-share) + b[i]*share
	}
	return c
}

// contrast is the ratio of two colours' relative luminances (WCAG 2.2,
// definition of contrast ratio): 1 to 21.
func contrast(a, b colour) float64 {
	x, y := a.luminance(), b.luminance()
	return (math.Max(x, y) + .05) / (math.Min(x, y) + .05)
}

// luminance is the relative luminance (WCAG 2.2).
func (c colour) luminance() float64 {
	linear := func(v float64) float64 {
		if v <= .04045 {
			return v / 12.92
		}
		return math.Pow((v+.055)/1.055, 2.4)
	}
	return .2126*linear(c[0]) + .7152*linear(c[1]) + .0722*linear(c[2])
}

func (c colour) hex() string {
	channel := func(v float64) int { return int(math.Round(math.Min(math.Max(v, 0), 1) * 255)) }
	return fmt.Sprintf("#%02x%02x%02x", channel(c[0]), channel(c[1]), channel(c[2]))
}

func parseColour(s string) (colour, bool) {
	if len(s) != 7 || s[0] != '#' {
		return colour{}, false
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil {
		return colour{}, false
	}
	return colour{float64(n>>16) / 255, float64(n>>8&0xff) / 255, float64(n&0xff) / 255}, true
}

func mustColour(s string) colour {
	c, ok := parseColour(s)
	if !ok {
		panic("templates: not a colour: " + s)
	}
	return c
}
