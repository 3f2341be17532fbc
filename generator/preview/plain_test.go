package preview

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// What is drawn and measured fast is compared with the plain way here: letter by letter
// from the outlines as package opentype draws them, line by line as strings, pixel by
// pixel, and with package image/png.

// texts are of all kinds.
var texts = []string{"", "A", "Node.js vs Django", "AVAVA To Wa. “fi ffl” — 0123456789",
	"If your front-end team will write the server too, or open connections are the product, take Node.js. If records, staff screens and data work are the product, take Django.",
	"Ελληνικά ή Русский? Größe, naïveté, Đà Nẵng", "supercalifragilisticexpialidocious-and-more words/with/slashes", "a b c d e f g h i j k l m n o p q r s t u v w x y z",
	"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "x², ½ of it; 5 % – “quoted”, (in brackets) [and] {others}…"}

// newCanvas makes a canvas of a painter of its own.
func newCanvas() *canvas {
	z := new(Painter)
	z.begin.Do(z.prepare)
	return &canvas{painter: z}
}

func faceOf(t *testing.T, f *typeface, size int) font.Face {
	t.Helper()
	face, err := opentype.NewFace(f.font, &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		t.Fatal(err)
	}
	return face
}

// pixel gives a pixel of the canvas.
func (c *canvas) pixel(x, y int) int { return int(c.rows[y][x/pixels]>>(60-x%pixels*4)) & 15 }

// TestWrite: a line looks as package opentype draws its letters, to within a step. Where
// letters touch, there is the ink of the one that has more of it, or of both.
func TestWrite(t *testing.T) {
	c := newCanvas()
	for _, style := range []struct {
		face      *typeface
		size, ink int
	}{{&c.painter.bold, 96, textInk}, {&c.painter.bold, 24, textInk}, {&c.painter.serif, 34, textInk}, {&c.painter.serif, 34, quietInk}, {&c.painter.sans, 24, quietInk}} {
		face := faceOf(t, style.face, style.size*larger)
		for _, words := range texts {
			c.clear()
			s := c.set(style.face, words)
			l := c.fitted(s.whole(), style.size, inner)
			c.write(l, style.size, style.ink, margin, 300)
			c.sameAsPlain(t, l, face, style.size, style.ink)
		}
	}
}

// larger is how many times larger letters are drawn to see how much of each pixel they
// cover: in their own size, package opentype moves their outlines by up to 1/128 pixel.
const larger = 4

// sameAsPlain compares a line that stands on 300 at the margin with how it is drawn
// letter by letter. The face is that of the larger letters.
func (c *canvas) sameAsPlain(t *testing.T, l setLine, face font.Face, size, ink int) {
	t.Helper()
	var most, sum [Height][Width]int
	for i := l.from; i < l.to; i++ {
		quarters := float64(l.of.at[i]-l.of.at[l.from])*float64(size)/float64(l.of.face.em)*phases + 0.5
		covered := coverage(face, l.of.letters[i].rune, fixed.P(margin*larger+int(quarters)*larger/phases, 300*larger))
		for at, area := range covered {
			step := (area*2*ink + larger*larger*255) / (2 * larger * larger * 255)
			most[at.Y][at.X] = max(most[at.Y][at.X], step)
			sum[at.Y][at.X] += step
		}
	}
	for y := range Height {
		for x := range Width {
			if got := c.pixel(x, y); got < most[y][x]-1 || got > sum[y][x]+1 {
				t.Fatalf("%q of %d: at %d, %d are %d steps, not %d to %d", l.of.text, size, x, y, got, most[y][x], sum[y][x])
			}
		}
	}
}

// coverage tells how much of each pixel is in a letter that is drawn larger.
func coverage(face font.Face, r rune, dot fixed.Point26_6) map[image.Point]int {
	covered := map[image.Point]int{}
	to, m, _, _, _ := face.Glyph(dot, r)
	for y := range to.Dy() {
		for x, a := range m.(*image.Alpha).Pix[y*to.Dx():][:to.Dx()] {
			covered[image.Pt((to.Min.X+x)/larger, (to.Min.Y+y)/larger)] += int(a)
		}
	}
	return covered
}

// TestWidth: a line is as wide as its letters, measured one by one in its size, but for
// the rounding of each.
func TestWidth(t *testing.T) {
	c := newCanvas()
	for _, f := range []*typeface{&c.painter.bold, &c.painter.serif, &c.painter.sans} {
		for _, size := range []int{24, 38, 96} {
			for _, words := range texts {
				s := c.set(f, words)
				is, want := s.whole().width(size), plainWidth(t, f, size, s.text)
				if is < want-2 || is > want+2 {
					t.Errorf("%q of %d is %d pixels wide, not %d", words, size, is, want)
				}
			}
		}
	}
}

// plainWidth measures words. Package font does it, too, but the kerning of package
// opentype's faces is too small (v0.47.0): they give units of the font as 64ths of a pixel.
func plainWidth(t *testing.T, f *typeface, size int, words string) int {
	face, x := faceOf(t, f, size), fixed.I(0)
	var buffer sfnt.Buffer
	before := sfnt.GlyphIndex(0)
	for _, r := range words {
		glyph, _ := f.font.GlyphIndex(&buffer, r)
		if before != 0 {
			kern, _ := f.font.Kern(&buffer, before, glyph, fixed.I(size), font.HintingNone)
			x += kern
		}
		advance, _ := face.GlyphAdvance(r)
		x, before = x+advance, glyph
	}
	return x.Ceil()
}

// A measure tells how wide words are, in pixels.
type measure func(words string) int

// plainWrap is [setting.wrap] of strings.
func plainWrap(width measure, words string, most int) []string {
	var lines []string
	current, state := "", -1
	for rest := words; rest != ""; {
		var segment string
		segment, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		if current != "" && width(strings.TrimRight(current+segment, " ")) > most {
			lines = append(lines, strings.TrimRight(current, " "))
			current = ""
		}
		current += segment
	}
	return append(lines, strings.TrimRight(current, " "))
}

// plainWidest is [widest] of strings.
func plainWidest(width measure, lines []string) (most int) {
	for _, l := range lines {
		most = max(most, width(l))
	}
	return most
}

// plainBalanced is [setting.balanced] of strings.
func plainBalanced(width measure, words string, most int) []string {
	lines := plainWrap(width, words, most)
	if len(lines) < 2 || plainWidest(width, lines) > most {
		return lines
	}
	least := most / 2
	for most-least > 8 {
		middle := (least + most) / 2
		if try := plainWrap(width, words, middle); len(try) > len(lines) || plainWidest(width, try) > middle {
			least = middle
		} else {
			most = middle
		}
	}
	return plainWrap(width, words, most)
}

// plainShortened is [canvas.shortened] of strings.
func plainShortened(width measure, words string, most int) string {
	letters := []rune(words)
	const marks = " ,;:.–-"
	n := len(letters)
	for n > 0 && width(strings.TrimRight(string(letters[:n]), marks)+"…") > most {
		n--
	}
	kept := letters[:n]
	if n < len(letters) && letters[n] != ' ' {
		for space := n - 1; space > n*2/3; space-- {
			if letters[space] == ' ' {
				kept = letters[:space]
				break
			}
		}
	}
	return strings.TrimRight(string(kept), marks) + "…"
}

func stringOf(l setLine) string {
	var b strings.Builder
	for _, l := range l.of.letters[l.from:l.to] {
		b.WriteRune(l.rune)
	}
	return b.String()
}

func stringsOf(lines []setLine) (all []string) {
	for _, l := range lines {
		all = append(all, stringOf(l))
	}
	return all
}

// FuzzLines: text is broken into the lines into which its string is, measured anew each
// time.
func FuzzLines(f *testing.F) {
	for i, words := range texts {
		for _, most := range []int{20, 90, 200, 310, 420, 700} {
			f.Add(words, most, i%3)
		}
	}
	c := newCanvas()
	f.Fuzz(func(t *testing.T, words string, most, face int) {
		c.clear()
		typeface := []*typeface{&c.painter.bold, &c.painter.serif, &c.painter.sans}[uint(face)%3]
		s := c.set(typeface, words)
		if s.text == "" || len(words) > 400 {
			return
		}
		size, most := 24, int(uint(most)%2000)
		width := func(words string) int { return c.set(typeface, words).whole().width(size) }
		c.mayBreak(s)
		lines := s.wrap(nil, size, most)
		if got, want := stringsOf(lines), plainWrap(width, s.text, most); !slices.Equal(got, want) {
			t.Fatalf("%d pixels: %q, not %q", most, got, want)
		}
		if got, want := stringsOf(s.balanced(lines, size, most)), plainBalanced(width, s.text, most); !slices.Equal(got, want) {
			t.Fatalf("%d pixels, balanced: %q, not %q", most, got, want)
		}
		if got, want := stringOf(c.shortened(s.whole(), size, most)), plainShortened(width, s.text, most); got != want {
			t.Fatalf("%d pixels, shortened: %q, not %q", most, got, want)
		}
	})
}

// TestFill: rectangles end where they should, and grounds leave what is written on them.
func TestFill(t *testing.T) {
	c := newCanvas()
	for _, box := range [][4]int{{0, 0, Width, 2}, {72, 10, 6, 30}, {5, 5, 1, 1}, {15, 5, 2, 2}, {16, 5, 16, 1}, {100, 600, 300, 60}, {1199, 0, 1, 630}, {31, 7, 34, 0}} {
		for _, ground := range []bool{false, true} {
			c.clear()
			for y := range c.rows {
				c.spans[y] = span{0, across}
				for i := range across {
					c.rows[y][i] = 0x0123_4567_890a_b0cd * uint64(y%2)
				}
			}
			before := c.rows
			if ground {
				c.ground(box[0], box[1], box[2], box[3])
			} else {
				c.fill(accentColour, box[0], box[1], box[2], box[3])
			}
			for y := range Height {
				for x := range Width {
					want := int(before[y][x/pixels]>>(60-x%pixels*4)) & 15
					if image.Pt(x, y).In(image.Rect(box[0], box[1], box[0]+box[2], box[1]+box[3])) {
						if !ground {
							want = accentColour
						} else if want == paperColour {
							want = softColour
						}
					}
					if got := c.pixel(x, y); got != want {
						t.Fatalf("%v: at %d, %d is %d, not %d", box, x, y, got, want)
					}
				}
			}
		}
	}
}

// sameAsFile: package image/png reads from the file what is on the canvas, and what the
// canvas says to be paper is.
func (c *canvas) sameAsFile(t *testing.T, accent color.RGBA) {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(c.encode(accent)))
	if err != nil {
		t.Fatal(err)
	}
	decoded := m.(*image.Paletted)
	for i, want := range palette(accent) {
		if got := decoded.Palette[i]; got != want {
			t.Fatalf("colour %d is %v, not %v", i, got, want)
		}
	}
	for y := range Height {
		for x := range Width {
			got, want := int(decoded.ColorIndexAt(x, y)), c.pixel(x, y)
			if got != want {
				t.Fatalf("at %d, %d is %d, not %d", x, y, got, want)
			}
			if s := c.spans[y]; want != paperColour && (x/pixels < s.from || x/pixels >= s.to) {
				t.Fatalf("at %d, %d is %d, where there should be nothing", x, y, want)
			}
		}
	}
}

// encodePlainly is encode, word by word.
func (c *canvas) encodePlainly(accent color.RGBA) []byte {
	d := new(deflater)
	d.begin(accent)
	for y, above := range append([]row{{}}, c.rows[:Height-1]...) {
		if c.spans[y].from == c.spans[y].to {
			d.zeros += 1 + bytesAcross
		} else {
			d.byte(up)
			d.words(above[:across], c.rows[y][:across])
		}
	}
	return d.file()
}

// TestHeaders: a picture is the same whether its header is kept or not; one that reaches
// into what is below it is not kept, nor are more than there is room for.
func TestHeaders(t *testing.T) {
	p, c := &Picture{Site: "Site", Title: "Title", Accent: color.RGBA{A: 0xff}}, newCanvas()
	draw := func() []byte {
		c.clear()
		return bytes.Clone(c.file(p))
	}
	for i := range mostHeaders + 10 {
		p.Kicker = strings.Repeat("|", i)
		first := draw()
		if again := draw(); !bytes.Equal(again, first) {
			t.Fatalf("header %d is another", i)
		}
		c.clear()
		c.picture(p)
		if !bytes.Equal(c.encode(p.Accent), first) {
			t.Fatalf("header %d is not as it is drawn", i)
		}
	}
	if n := c.painter.headers.size(); n != mostHeaders {
		t.Errorf("%d headers are kept", n)
	}

	c = newCanvas()
	c.painter.bold.letters = -6 * c.painter.bold.em // so that titles stand very high
	for range 2 {
		file := draw()
		if c.clear(); c.begun(headerOf(p)) == nil {
			t.Fatal("the header is not kept")
		}
		if c.picture(p); !bytes.Equal(c.encode(p.Accent), file) {
			t.Error("a title that reaches into the header makes another picture")
		}
	}
	c = newCanvas()
	c.touch(0, headerEnd, 1, 1) // as a letter does that hangs very low
	if c.begun(headerOf(p)) != nil {
		t.Error("a header is kept that reaches into what is below it")
	}
	whole := draw()
	if c = newCanvas(); c.begun(headerOf(p)) == nil || !bytes.Equal(draw(), whole) {
		t.Error("the picture with a header that is not kept is another")
	}
}

// FuzzPNG: whatever the texts are, there is a picture, and its file shows it.
func FuzzPNG(f *testing.F) {
	for i, words := range texts {
		f.Add(words, words, texts[(i+1)%len(texts)], texts[(i+2)%len(texts)], strings.Join(texts[:i], "|"), i%2 == 0)
	}
	f.Add("日本", "العربية", "ภาษาไทย", "עברית", "q\u0302|☕🎉\ufe0f|\xff|\u202e", true)
	f.Add("⸻⸻⸻⸻", "∫∮⨌", "∰⟅⟆", "\u0305\u20e0", "﷽|𝔄|ﬃ", false)
	c := newCanvas()
	f.Fuzz(func(t *testing.T, site, kicker, title, sentence, options string, rule bool) {
		c.clear()
		p := &Picture{Site: site, Kicker: kicker, Title: title, Sentence: sentence, Rule: rule, Options: strings.Split(options, "|"), Mark: rule, Accent: color.RGBA{A: 0xff}}
		c.picture(p)
		c.sameAsFile(t, p.Accent)
		whole := bytes.Clone(c.encode(p.Accent))
		for _, what := range []string{"begun", "resumed"} {
			c.clear()
			if !bytes.Equal(c.file(p), whole) {
				t.Fatalf("the file that is %s at its header is another", what)
			}
		}
	})
}

// FuzzEncode: a file shows what is on a canvas, whatever that is: each byte of what is
// foreign makes a word or many.
func FuzzEncode(f *testing.F) {
	f.Add([]byte("\x00\x01\xff\xff\xff\xffwords that are repeated, repeated"))
	f.Add(bytes.Repeat([]byte{0xff, 0x77, 0xc0, 0}, 3000))
	f.Add(bytes.Repeat([]byte{0xff, 0xff, 0xfe}, 20000))
	c := newCanvas()
	f.Fuzz(func(t *testing.T, seed []byte) {
		c.clear()
		at := 0
		for i, b := range seed {
			times := 1
			if b%8 == 0 {
				times = 1 + i%(3*across)
			}
			for range times {
				y, x := at/across%Height, at%across
				word := uint64(b) << (i % 57)
				if b%4 == 3 {
					word = uint64(b%16) * each
				}
				c.rows[y][x] = word
				c.touch(x*pixels, y, pixels, 1)
				at++
			}
		}
		for y := range c.rows {
			for i, word := range c.rows[y] { // there are no colours 14 and 15
				over := word >> 3 & word >> 2 & word >> 1 & each
				c.rows[y][i] = word &^ (over * 8)
			}
		}
		accent := color.RGBA{0x3b, 0x5b, 0xdb, 0xff}
		c.sameAsFile(t, accent)
		if plain := c.encodePlainly(accent); !bytes.Equal(c.encode(accent), plain) {
			t.Fatal("eight words at a time are not what they are one by one")
		}
	})
}
