package templates

import (
	"fmt"
	"image/color"
	"math"
	"path"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
)

// Looks are what a site's theme makes of the built-in looks. Files are named as in
// [Set.ThemeFiles].
type Looks struct {
	Icon  string    // of the browser's tab; empty for the built-in one
	Style string    // the writer's own style sheet; empty where there is none
	Logos []Picture // one for each scheme, or one for both; none where the title stands there

	light, dark string // declarations of the colours
	accent      string // "#rrggbb", of the light scheme
	fonts       source.Fonts
}

// A Picture of the theme's, with the size at which it is shown.
type Picture struct {
	File          string
	Scheme        string // "light" or "dark"; empty where it is for both
	Width, Height int    // in CSS pixels
}

// newLooks works a theme out, but for its files.
func newLooks(t source.Theme, diags *diag.List) *Looks {
	baseLight, baseDark := builtInSchemes()
	light, dark := schemesOf(t, diags)
	return &Looks{
		Icon: t.Favicon.Value, Style: t.Style.Value, fonts: t.Fonts,
		light: light.css(baseLight), dark: dark.css(baseDark), accent: light["accent"].hex(),
	}
}

// CSS gives what follows the style sheet: the colours of both schemes and the fonts.
// address gives that of a font's file, relative to the style sheet; a font for which
// it gives none is left out.
func (l *Looks) CSS(address func(file string) string) string {
	var b strings.Builder
	for _, f := range l.fonts.Files {
		if at := address(f.File.Value); at != "" {
			writeFontFace(&b, f, at)
		}
	}
	fmt.Fprintf(&b, ":root{%s%s}@media (prefers-color-scheme:dark){:root:not([data-theme=\"light\"]){%s}}:root[data-theme=\"dark\"]{%s}",
		l.families(), l.light, l.dark, l.dark)
	l.writeLogos(&b)
	return b.String()
}

// writeLogos gives each logo its width, which shrinks where there is no room for it;
// its height follows. Of two, the one that is meant is shown; on paper, the one for
// light.
func (l *Looks) writeLogos(b *strings.Builder) {
	for _, logo := range l.Logos {
		class := ""
		if logo.Scheme != "" {
			class = "." + logo.Scheme
		}
		fmt.Fprintf(b, ".site-title .logo%s{width:%grem;height:auto;min-width:0;max-width:max(5rem,100vw - 15rem)}", class, float64(logo.Width)/16)
	}
	if len(l.Logos) > 0 {
		b.WriteString(".site-title{min-width:0}")
	}
	if len(l.Logos) > 1 {
		b.WriteString(logosCSS)
	}
}

// HasFontFiles tells whether a font comes from a file.
func (l *Looks) HasFontFiles() bool { return len(l.fonts.Files) > 0 }

// AccentOnPaper is the accent of the light scheme.
func (l *Looks) AccentOnPaper() color.RGBA {
	c := mustColour(l.accent)
	channel := func(v float64) uint8 { return uint8(math.Round(v * 255)) }
	return color.RGBA{channel(c[0]), channel(c[1]), channel(c[2]), 0xff}
}

// Tint gives the built-in icon the accent. An icon that the writer drew has its own
// colours.
func (l *Looks) Tint(icon string) string {
	if icon != string(must(builtIn.ReadFile(Icon))) {
		return icon
	}
	return strings.ReplaceAll(icon, DefaultAccent, l.accent)
}

// families declares the fonts under the names that the style sheet has for them:
// headings are set in its serif.
func (l *Looks) families() string {
	var b strings.Builder
	for _, font := range []struct {
		token string
		names []string
	}{{"sans", l.fonts.Text}, {"serif", l.fonts.Heading}, {"mono", l.fonts.Code}} {
		if len(font.names) > 0 {
			fmt.Fprintf(&b, "--%s:%s;", font.token, familyList(font.names))
		}
	}
	return b.String()
}

// logosCSS chooses among two logos.
const logosCSS = ".logo.dark{display:none}" +
	"@media screen and (prefers-color-scheme:dark){:root:not([data-theme=\"light\"]) .logo.light{display:none}:root:not([data-theme=\"light\"]) .logo.dark{display:inline}}" +
	"@media screen{:root[data-theme=\"dark\"] .logo.light{display:none}:root[data-theme=\"dark\"] .logo.dark{display:inline}}"

// familyList writes families as CSS has them: without quotes around the generic ones
// (CSS Fonts 4, 2.1).
func familyList(names []string) string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = cssString(name)
		if source.IsGenericFont(name) {
			list[i] = name
		}
	}
	return strings.Join(list, ",")
}

// cssString writes a string of CSS (CSS Syntax 3, 4.3.5). Nothing in it can end the
// style element of a page either.
func cssString(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		if r < ' ' || strings.ContainsRune(`"\<>`, r) {
			fmt.Fprintf(&b, `\%x `, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String() + `"`
}

// formats are the kinds of fonts, as CSS calls them.
var formats = map[string]string{".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}

// writeFontFace declares a face of a family. Unless the writer says otherwise, a font
// that is not there at once is used from the next page on (optional), so that no line
// moves under a reader's eyes.
func writeFontFace(b *strings.Builder, f source.FontFile, address string) {
	fmt.Fprintf(b, "@font-face{font-family:%s;src:url(%s) format(%q)", cssString(f.Family.Value), cssString(address), formats[strings.ToLower(path.Ext(f.File.Value))])
	for _, d := range []struct{ property, value string }{{"font-weight", f.Weight}, {"font-style", f.Style}} {
		if d.value != "" {
			fmt.Fprintf(b, ";%s:%s", d.property, d.value)
		}
	}
	display := f.Display
	if display == "" {
		display = "optional"
	}
	fmt.Fprintf(b, ";font-display:%s}", display)
}
