package templates

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
)

// A scheme is the colours of the light or the dark pages, by the names that they have
// as custom properties of the style sheet, without the hyphens before them.
type scheme map[string]colour

var declared = regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`)

// builtInSchemes are those of the built-in style sheet, which says each once: the
// light one first, the dark one last where the switch asks for it.
func builtInSchemes() (light, dark scheme) {
	css := string(must(builtIn.ReadFile(StyleSheet)))
	before, _, _ := strings.Cut(css, "@media")
	_, behind, _ := strings.Cut(css, `:root[data-theme="dark"] {`)
	behind, _, _ = strings.Cut(behind, "}")
	return readScheme(before), readScheme(behind)
}

func readScheme(css string) scheme {
	s := scheme{}
	for _, m := range declared.FindAllStringSubmatch(css, -1) {
		s[m[1]] = mustColour(m[2])
	}
	return s
}

// A schemePlan is how the colours of a scheme come about: those that the writer gives,
// and those that stand in for what is not given, as far as something is known of them.
type schemePlan struct {
	name    string
	base    scheme // the built-in colours
	given   source.Palette
	derived map[string]colour
	tint    float64 // how much of the accent its soft variant has
}

// schemesOf gives the colours of both schemes of a theme, with those pairs corrected
// that could not be read (WCAG 2.2, 1.4.3). A colour of the writer's that is corrected
// is a warning, with the ratio measured and what is used instead.
//
// What is not given follows from what is: the shades between background and text move
// with them, and the dark scheme takes its background from the light text and its text
// from the light background, at the lightness that the built-in ones have. With
// nothing given but an accent, all else is as built in.
func schemesOf(t source.Theme, diags *diag.List) (light, dark scheme) {
	baseLight, baseDark := builtInSchemes()
	plan := schemePlan{
		name: "light", base: baseLight, given: t.Light, tint: lightGround.tint,
		derived: map[string]colour{"accent": mustColour(DefaultAccent)},
	}
	if c, ok := parseColour(t.Light.Background.Value); ok && c.away() == white {
		plan.base, plan.tint = baseDark, darkGround.tint
	}
	light = plan.scheme(diags)
	plan = schemePlan{name: "dark", base: baseDark, given: t.Dark, tint: darkGround.tint, derived: map[string]colour{"accent": mustColour(DefaultAccent)}}
	if c, ok := parseColour(t.Light.Accent.Value); ok {
		plan.derived["accent"] = c
	}
	if c, ok := parseColour(t.Light.Text.Value); ok && c.away() == white {
		plan.derived["bg"] = dimmed(c, baseDark["bg"])
	}
	if c, ok := parseColour(t.Light.Background.Value); ok && c.away() == black {
		plan.derived["text"] = dimmed(c, baseDark["text"])
	}
	if c, ok := parseColour(t.Dark.Background.Value); ok && c.away() == black {
		plan.base, plan.tint = baseLight, lightGround.tint
		delete(plan.derived, "text")
	}
	return light, plan.scheme(diags)
}

// dimmed darkens a colour until it is no lighter than another.
func dimmed(c, limit colour) colour {
	for step := 0.0; step < 1; step += .02 {
		if m := mix(c, black, step); m.luminance() <= limit.luminance()+.001 {
			return rounded(m)
		}
	}
	return black
}

// scheme works the colours out.
func (p schemePlan) scheme(diags *diag.List) scheme {
	s := maps.Clone(p.base)
	text, ownText := p.colour("text", p.given.Text)
	if ownText {
		s["text"] = text
	}
	if bg, own := p.colour("bg", p.given.Background); own {
		for name, c := range p.base {
			if isGround(name) || strings.HasPrefix(name, "line") {
				s[name] = rounded(shifted(c, p.base["bg"], bg))
			}
		}
		s["bg"] = bg
	}
	if ownText {
		s["muted"] = rounded(mix(text, s["bg"], .29))
	}
	if muted, own := p.colour("muted", p.given.Muted); own {
		s["muted"] = muted
	}
	if line, own := p.colour("line", p.given.Line); own {
		s["line"], s["line-strong"] = line, rounded(mix(line, s["text"], .25))
	}
	p.correct(s, diags)
	return s
}

// colour gives a colour of the writer's, or the one derived for it; own tells whether
// there is either.
func (p schemePlan) colour(name string, given source.Name) (c colour, own bool) {
	if c, ok := parseColour(given.Value); ok {
		return c, true
	}
	c, own = p.derived[name]
	return c, own
}

// correct makes each colour of text one that can be read on all grounds.
func (p schemePlan) correct(s scheme, diags *diag.List) {
	away := s["bg"].away()
	accent, _ := p.colour("accent", p.given.Accent)
	a := accentFor(accent, ground{page: s["bg"], soft: s["soft"], away: away, tint: p.tint})
	s["accent"], s["accent-soft"] = rounded(a.strong), rounded(a.soft)
	p.mention(p.given.Accent, "accent", s["accent"], []colour{s["bg"], s["soft"], rounded(mix(s["bg"], accent, p.tint))}, diags)
	var grounds []colour
	for _, name := range slices.Sorted(maps.Keys(s)) {
		if isGround(name) {
			grounds = append(grounds, s[name])
		}
	}
	given := map[string]source.Name{"text": p.given.Text, "muted": p.given.Muted}
	for _, name := range []string{"text", "muted", "yes", "partial", "no"} {
		if was, known := s[name]; known && leastContrast(was, grounds) < 4.5 {
			s[name] = readable(was, away, grounds)
		}
		p.mention(given[name], name, s[name], append([]colour{s["bg"]}, grounds...), diags)
	}
}

// mention warns of a colour of the writer's that cannot be read on one of the grounds,
// of which the first is the page's.
func (p schemePlan) mention(given source.Name, name string, used colour, grounds []colour, diags *diag.List) {
	was, ok := parseColour(given.Value)
	if !ok || leastContrast(was, grounds) >= 4.5 {
		return
	}
	worst, where := grounds[0], "background"
	if contrast(was, worst) >= 4.5 {
		where = "shaded background"
		for _, g := range grounds {
			if contrast(was, g) < contrast(was, worst) {
				worst = g
			}
		}
	}
	d := diags.Warnf(given.Pos, diag.Contrast, "the %s colour %s has a contrast of %s on the %s %s of the %s scheme, and text needs 4.5",
		name, was.hex(), ratio(contrast(was, worst)), where, worst.hex(), p.name)
	d.Hint = fmt.Sprintf("%s is used, the nearest that can be read everywhere: write that, or another", used.hex())
	if leastContrast(used, grounds) < 4.5 {
		d.Hint = "no shade of it can be read on all of the backgrounds: choose one that is lighter or darker"
	}
}

// ratio writes a contrast, rounded so that what is too little never looks enough.
func ratio(contrast float64) string { return fmt.Sprintf("%.2f", math.Floor(contrast*100)/100) }

// isGround tells whether text stands on a colour, by its name.
func isGround(name string) bool {
	return name == "bg" || name == "soft" || strings.HasSuffix(name, "-soft")
}

// shifted moves a colour as far as another one was moved.
func shifted(c, from, to colour) colour {
	for i := range c {
		c[i] += to[i] - from[i]
	}
	return c
}

// css writes those colours that differ from the ones of a style sheet, which has no
// accent.
func (s scheme) css(base scheme) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(s)) {
		if c, known := base[name]; !known || c != s[name] {
			fmt.Fprintf(&b, "--%s:%s;", name, s[name].hex())
		}
	}
	return strings.TrimSuffix(b.String(), ";")
}
