package templates

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
)

// DefaultAccent is the accent colour of a site that names none.
const DefaultAccent = "#3b5bdb"

// enough is the contrast that text needs against its background, with a little
// to spare for rounding (WCAG 2.2, success criterion 1.4.3, asks for 4.5).
const enough = 4.6

// AccentCSS gives the rules that set the accent colour in both schemes. A colour
// that could not be read on the scheme's backgrounds is darkened or lightened
// until it can. accent is "#rrggbb"; anything else means the default.
func AccentCSS(accent string) string {
	c, ok := parseColour(accent)
	if !ok {
		c, _ = parseColour(DefaultAccent)
	}
	light, dark := accentFor(c, lightGround), accentFor(c, darkGround)
	return fmt.Sprintf(":root{%s}@media (prefers-color-scheme:dark){:root:not([data-theme=\"light\"]){%s}}:root[data-theme=\"dark\"]{%s}",
		light.css(), dark.css(), dark.css())
}

// AccentOnPaper is the accent colour as [AccentCSS] has it in the light scheme.
func AccentOnPaper(accent string) color.RGBA {
	c, ok := parseColour(accent)
	if !ok {
		c, _ = parseColour(DefaultAccent)
	}
	strong := accentFor(c, lightGround).strong
	channel := func(v float64) uint8 { return uint8(math.Round(v * 255)) }
	return color.RGBA{channel(strong[0]), channel(strong[1]), channel(strong[2]), 0xff}
}

// A colour in sRGB, each channel from 0 to 1.
type colour [3]float64

var black, white = colour{0, 0, 0}, colour{1, 1, 1}

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

func (a accent) css() string {
	return fmt.Sprintf("--accent:%s;--accent-soft:%s", a.strong.hex(), a.soft.hex())
}

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
	channel := func(v float64) int { return int(math.Round(v * 255)) }
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
