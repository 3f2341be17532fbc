package preview

import (
	"strconv"

	"golang.org/x/image/font"
	"golang.org/x/image/vector"
)

// Where things are, in pixels: everything keeps to a grid of 8.
const (
	margin = 72
	inner  = Width - 2*margin

	headerBase = 64 // the line on which the site's title stands
	headerEnd  = 104

	cardsTop    = 472
	cardsHeight = 96
	cardEdge    = 6
	cardsGap    = 24
	restWidth   = 112 // of the card that says how many more there are
	mostCards   = 5
)

// A block is lines of one style.
type block struct {
	face    font.Face
	lines   []string
	leading int // from line to line
	ink     ramp
}

func (b block) height() int { return len(b.lines) * b.leading }

// picture draws all of it.
func (c *canvas) picture(p *Picture) error {
	if err := c.header(p); err != nil {
		return err
	}
	options := drawableAll(p.Options)
	bottom := Height - margin
	if len(options) > 0 {
		bottom = cardsTop - 40
		if err := c.cards(options); err != nil {
			return err
		}
	}
	return c.middle(p, headerEnd+32, bottom)
}

// drawableAll gives names as they can be drawn; none where one cannot, for a
// comparison that lacks an option would be another one.
func drawableAll(names []string) []string {
	var all []string
	for _, name := range names {
		if name = drawable(bold(), name); name == "" {
			return nil
		}
		all = append(all, name)
	}
	return all
}

// header draws the site's title, what the page belongs to, and a line below them.
func (c *canvas) header(p *Picture) error {
	title, err := c.face(style{bold(), 32})
	if err != nil {
		return err
	}
	small, err := c.face(style{sans(), 24})
	if err != nil {
		return err
	}
	at := margin
	if p.Mark {
		c.mark(at, headerBase-31, 40)
		at += 40 + 16
	}
	site, kicker := drawable(bold(), p.Site), drawable(sans(), p.Kicker)
	if site == kicker || p.Site == p.Title {
		kicker = ""
	}
	kicker = fitted(small, kicker, inner/2)
	room := margin + inner - at - 40 - width(small, kicker)
	c.write(textOnPaper, title, fitted(title, site, room), at, headerBase)
	c.write(quietOnPaper, small, kicker, margin+inner-width(small, kicker), headerBase-2)
	c.fill(lineOnPaper, 0, headerEnd-2, Width, 2)
	return nil
}

// fitted gives words, cut where they are too long.
func fitted(face font.Face, words string, most int) string {
	if width(face, words) > most {
		return shortened(face, words, most)
	}
	return words
}

// titleSizes are tried in order, each with the lines that a title may have in it.
var titleSizes = []struct{ size, lines int }{{96, 1}, {84, 2}, {72, 2}, {60, 3}, {52, 3}}

// middle draws the title and the sentence between two heights.
func (c *canvas) middle(p *Picture, top, bottom int) error {
	words := drawable(bold(), p.Title)
	if words == "" {
		c.neutral(top, bottom)
		return nil
	}
	title, err := c.title(words, bottom-top)
	if err != nil {
		return err
	}
	gap := 24
	sentence, err := c.sentence(p, bottom-top-title.height()-gap)
	if err != nil {
		return err
	}
	if len(sentence.lines) == 0 {
		gap = 0
	}
	y := top + (bottom-top-title.height()-gap-sentence.height())/2
	c.block(title, margin, y)
	y += title.height() + gap
	x := margin
	if p.Rule && len(sentence.lines) > 0 {
		c.fill(accentOnPaper, margin, y, 6, sentence.height())
		x += ruleIndent
	}
	c.block(sentence, x, y)
	return nil
}

// ruleIndent is how far a rule stands from the margin, beside its bar.
const ruleIndent = 32

// title sets a title as large as it fits.
func (c *canvas) title(words string, room int) (b block, err error) {
	for _, try := range titleSizes {
		face, err := c.face(style{bold(), try.size})
		if err != nil {
			return b, err
		}
		lines := balanced(face, words, inner)
		b = block{face: face, lines: lines, leading: try.size * 9 / 8, ink: textOnPaper}
		if len(lines) <= try.lines && widest(face, lines) <= inner && b.height() <= room {
			return b, nil
		}
	}
	b.lines = cut(b.face, wrap(b.face, words, inner), 3, inner)
	return b, nil
}

// sentence sets the sentence into what room there is.
func (c *canvas) sentence(p *Picture, room int) (b block, err error) {
	most, ink := inner-72, quietOnPaper
	of, size := serif(), 34
	if p.Rule {
		most, ink = inner-ruleIndent, textOnPaper
	}
	if b.face, err = c.face(style{of, size}); err != nil {
		return b, err
	}
	b.leading, b.ink = 46, ink
	words := drawable(of, p.Sentence)
	if words == "" || words == drawable(of, p.Title) || room < b.leading {
		return b, nil
	}
	b.lines = cut(b.face, wrap(b.face, words, most), min(4, room/b.leading), most)
	return b, nil
}

// block draws lines from a height downwards.
func (c *canvas) block(b block, x, y int) {
	if len(b.lines) == 0 {
		return
	}
	metrics := b.face.Metrics()
	letters := (metrics.CapHeight + (metrics.XHeight-metrics.CapHeight)/4).Ceil()
	for i, l := range b.lines {
		c.write(b.ink, b.face, l, x, y+i*b.leading+(b.leading+letters)/2)
	}
}

// cards draws the options side by side, like the cards of a verdict. Of many it draws
// the first, and how many more there are.
func (c *canvas) cards(options []string) error {
	room, rest := inner, 0
	if len(options) > mostCards {
		rest = len(options) - (mostCards - 1)
		options = options[:mostCards-1]
		room -= restWidth + cardsGap
	}
	wide := (room - cardsGap*(len(options)-1)) / len(options)
	names, err := c.names(options, wide-2*cardsGap)
	if err != nil {
		return err
	}
	for i, name := range names {
		x := margin + i*(wide+cardsGap)
		c.fill(softOnPaper, x, cardsTop, wide, cardsHeight)
		c.fill(accentOnPaper, x, cardsTop, wide, cardEdge)
		c.block(name, x+cardsGap, cardsTop+cardEdge+(cardsHeight-cardEdge-name.height())/2)
	}
	if rest == 0 {
		return nil
	}
	x := margin + inner - restWidth
	c.fill(softOnPaper, x, cardsTop, restWidth, cardsHeight)
	face, err := c.face(style{bold(), 32})
	if err == nil {
		more := block{face: face, lines: []string{"+" + strconv.Itoa(rest)}, leading: 36, ink: quietOnSoft}
		c.block(more, x+(restWidth-widest(face, more.lines))/2, cardsTop+(cardsHeight-more.height())/2)
	}
	return err
}

// nameSizes are tried in order, each with the lines that a name may have in it.
var nameSizes = []struct{ size, lines int }{{38, 1}, {34, 1}, {30, 1}, {30, 2}, {26, 2}, {24, 2}}

// names sets the names of options in the largest letters in which all of them fit.
func (c *canvas) names(options []string, wide int) ([]block, error) {
	blocks := make([]block, len(options))
	for _, try := range nameSizes {
		face, err := c.face(style{bold(), try.size})
		if err != nil {
			return nil, err
		}
		fit := true
		for i, name := range options {
			lines := balanced(face, name, wide)
			fit = fit && len(lines) <= try.lines && widest(face, lines) <= wide
			blocks[i] = block{face: face, lines: cut(face, lines, try.lines, wide), leading: try.size * 9 / 8, ink: textOnSoft}
		}
		if fit {
			break
		}
	}
	return blocks, nil
}

// neutral stands in for a title that cannot be drawn: bars of several lengths, as a
// table of facts has them.
func (c *canvas) neutral(top, bottom int) {
	height := 28
	y := top + (bottom-top-3*height-2*height)/2
	for i, share := range []int{100, 62, 81} {
		c.fill(softOnPaper, margin, y+2*i*height, inner, height)
		c.fill(accentOnPaper, margin, y+2*i*height, inner*share/100*2/3, height)
	}
}

// mark draws the built-in icon, which has a grid of 32.
func (c *canvas) mark(x, y, size int) {
	scale := float32(size) / 32
	c.shape(accentOnPaper, x, y, size, func(z *vector.Rasterizer) { rounded(z, float32(size), 6*scale) })
	c.shape(paperOnAccent, x, y, size, func(z *vector.Rasterizer) {
		for _, s := range [][4]float32{{16, 6, 16, 26}, {8, 10, 24, 10}, {8, 10, 4, 19}, {8, 10, 12, 19}, {4, 19, 12, 19}, {24, 10, 20, 19}, {24, 10, 28, 19}, {20, 19, 28, 19}} {
			stroke(z, s[0]*scale, s[1]*scale, s[2]*scale, s[3]*scale, scale)
		}
	})
}
