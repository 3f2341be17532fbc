package preview

import (
	"sync"
	"sync/atomic"
	"unicode"

	"github.com/go-fonts/stix/stix2textbold"
	"github.com/go-fonts/stix/stix2textregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The fonts; parsed once, and never changed.
var (
	bold  = parsed(stix2textbold.TTF)
	serif = parsed(stix2textregular.TTF)
	sans  = parsed(goregular.TTF)
)

// parsed gives a font when it is needed.
func parsed(data []byte) func() *sfnt.Font {
	return sync.OnceValue(func() *sfnt.Font {
		f, err := sfnt.Parse(data)
		if err != nil {
			panic("preview: an embedded font cannot be read: " + err.Error()) // a test reads them
		}
		return f
	})
}

// A typeface is a font with what was asked of it before. All its lengths are in units of
// the font, of which one em has some: they are whole numbers, and hold for any size.
type typeface struct {
	font    *sfnt.Font
	em      int
	letters int // how high most letters are: between small ones and capitals, nearer to these
	seen    grown[rune, *letter]
	first   [ascii]atomic.Pointer[letter] // of these, those in ASCII
	cuts    grown[cut, *readied]          // by their first phase
}

// A letter is a character of a text as a typeface draws it.
type letter struct {
	rune    rune
	looks   looks
	glyph   sfnt.GlyphIndex
	advance int
	kerns   grown[rune, int] // by the letter after it
	first   kerns            // of these, those in ASCII
	masks   grown[cut, *mask]
}

// The looks of a character: whether and how it is drawn.
type looks uint8

const (
	shown  looks = iota // as the font has it
	blank               // as a space
	hidden              // not at all: it has no looks, or is a pictogram
	absent              // it cannot be: no text that has it is drawn
)

// open makes a typeface of a font.
func (t *typeface) open(f *sfnt.Font) {
	var buffer sfnt.Buffer
	t.font, t.em = f, int(f.UnitsPerEm())
	if metrics, err := f.Metrics(&buffer, t.inUnits(), font.HintingNone); err == nil {
		t.letters = int(metrics.CapHeight*3+metrics.XHeight) / 4
	}
}

// inUnits is the size, in pixels of the em, at which package sfnt says all lengths in
// units of the font: it counts 64ths of a pixel, and scales by this.
func (t *typeface) inUnits() fixed.Int26_6 { return fixed.Int26_6(t.em) }

// letter gives a character of the typeface.
func (t *typeface) letter(r rune, buffer *sfnt.Buffer) *letter {
	if r < ascii {
		if known := t.first[r].Load(); known != nil {
			return known
		}
	} else if known, ok := t.seen.get(r); ok {
		return known
	}
	l := t.look(r, buffer)
	if l.looks == absent { // of which there may be very many, and the first ends a text
		return l
	}
	l = t.seen.add(r, l)
	if r < ascii {
		t.first[r].Store(l)
	}
	return l
}

// look finds out what a character looks like.
func (t *typeface) look(r rune, buffer *sfnt.Buffer) *letter {
	if unicode.IsSpace(r) {
		r = ' '
	}
	l := &letter{rune: r}
	glyph, err := t.font.GlyphIndex(buffer, r)
	has := err == nil && glyph != 0
	switch {
	case r == ' ':
		l.looks = blank
	case r == unicode.ReplacementChar, unicode.In(r, unicode.Cf, unicode.Cc, unicode.Co, unicode.Variation_Selector), unicode.In(r, unicode.So, unicode.Sk) && !has:
		l.looks = hidden
		return l
	case !has || !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Common):
		l.looks = absent
		return l
	}
	advance, err := t.font.GlyphAdvance(buffer, glyph, t.inUnits(), font.HintingNone)
	if err == nil {
		_, err = t.font.LoadGlyph(buffer, glyph, t.inUnits(), nil)
	}
	if err != nil {
		l.looks = absent
	}
	l.glyph, l.advance = glyph, int(advance)
	return l
}

// kern tells how far a letter moves away from the one before it. Package opentype's faces
// have it too small (v0.47.0): they give units of the font as 64ths of a pixel.
func (t *typeface) kern(before, l *letter, buffer *sfnt.Buffer) int {
	if units, ok := before.first.get(l.rune); ok {
		return units
	}
	if known, ok := before.kerns.get(l.rune); ok {
		return known
	}
	kern, err := t.font.Kern(buffer, before.glyph, l.glyph, t.inUnits(), font.HintingNone)
	if err != nil { // the font does not say
		kern = 0
	}
	before.first.set(l.rune, int(kern))
	return before.kerns.add(l.rune, int(kern))
}
