package markdown_test

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tradeoff/generator/markdown"
)

// TestContrast holds every colour of code to the contrast that WCAG 2.2 asks of
// text, on all backgrounds that code may stand on.
func TestContrast(t *testing.T) {
	for style, backgrounds := range map[string][]string{
		markdown.LightStyle: {"#ffffff", "#f6f7f9", "#f1f3f5", "#e9ecef"},
		markdown.DarkStyle:  {"#000000", "#16181d", "#1d2026", "#25282f"},
	} {
		colours := regexp.MustCompile(`color:(#[0-9a-f]{6})`).FindAllStringSubmatch(markdown.HighlightCSS(style, ""), -1)
		if len(colours) < 5 {
			t.Errorf("%s has only %d colours", style, len(colours))
		}
		for _, colour := range colours {
			for _, background := range backgrounds {
				if c := contrast(t, colour[1], background); c < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of %.2f", style, colour[1], background, c)
				}
			}
		}
	}
}

func TestHighlightCSS(t *testing.T) {
	css := markdown.HighlightCSS(markdown.DarkStyle, `[data-theme="dark"]`)
	for line := range strings.Lines(css) {
		if !regexp.MustCompile(`^\[data-theme="dark"\] \.chroma :is\(\.[a-z0-9]+(,\.[a-z0-9]+)*\)\{[^{}]+\}\n$`).MatchString(line) {
			t.Errorf("rule %q", line)
		}
	}
	if strings.Contains(css, "background") {
		t.Error("the style brings backgrounds")
	}
	if plain := markdown.HighlightCSS(markdown.LightStyle, ""); !strings.HasPrefix(plain, ".chroma ") || strings.Contains(plain, "\n .") {
		t.Errorf("without a selector: %q", plain)
	}
	if markdown.HighlightCSS("no such style", "") != "" {
		t.Error("an unknown style gives rules")
	}
	if len(css) > 4000 {
		t.Errorf("%d bytes", len(css))
	}
}

// contrast is the ratio of WCAG 2.2, from the relative luminance of both colours.
func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a)+0.05, luminance(t, b)+0.05
	return max(x, y) / min(x, y)
}

func luminance(t *testing.T, colour string) float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		value, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(value) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
