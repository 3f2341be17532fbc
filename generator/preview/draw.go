package preview

import "strconv"

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

// A block is lines of one size and ink.
type block struct {
	lines   []setLine
	size    int
	leading int // from line to line
	ink     int
}

func (b block) height() int { return len(b.lines) * b.leading }

// picture draws all of it.
func (c *canvas) picture(p *Picture) {
	c.header(headerOf(p))
	c.below(p)
}

// below draws what is below the header.
func (c *canvas) below(p *Picture) {
	title := c.set(&c.painter.bold, p.Title)
	options := c.setAll(p.Options)
	bottom := Height - margin
	if len(options) > 0 {
		bottom = cardsTop - 40
		c.cards(options)
	}
	c.middle(p, title, headerEnd+32, bottom)
}

// setAll sets names; none where one cannot be drawn, for a comparison that lacks an
// option would be another one.
func (c *canvas) setAll(names []string) []*setting {
	var all []*setting
	for _, name := range names {
		s := c.set(&c.painter.bold, name)
		if s.text == "" {
			return nil
		}
		all = append(all, s)
	}
	return all
}

// header draws the site's title, what the page belongs to, and a line below them.
func (c *canvas) header(p header) {
	const large, small = 32, 24
	site := c.set(&c.painter.bold, p.site)
	at := margin
	if p.mark {
		at += markSize + 16
	}
	room := margin + inner - at - 40
	if s := c.set(&c.painter.sans, p.kicker); s.text != "" && s.text != site.text {
		kicker := c.fitted(s.whole(), small, inner/2)
		room -= kicker.width(small)
		c.write(kicker, small, quietInk, margin+inner-kicker.width(small), headerBase-2)
	}
	if site.text != "" {
		c.write(c.fitted(site.whole(), large, room), large, textInk, at, headerBase)
	}
	if p.mark {
		c.fill(paperColour, margin, headerBase-31, markSize, markSize)
		c.stamp(c.painter.mark, margin, headerBase-31)
	}
	c.headerLine()
}

// headerLine draws the line below the header.
func (c *canvas) headerLine() { c.fill(lineColour, 0, headerEnd-2, Width, 2) }

// titleSizes are tried in order, each with the lines that a title may have in it.
var titleSizes = [...]struct{ size, lines int }{{96, 1}, {84, 2}, {72, 2}, {60, 3}, {52, 3}}

// middle draws the title and the sentence between two heights.
func (c *canvas) middle(p *Picture, words *setting, top, bottom int) {
	if words.text == "" {
		c.neutral(top, bottom)
		return
	}
	title := c.title(words, bottom-top)
	gap := 24
	sentence := c.sentence(p, bottom-top-title.height()-gap)
	if len(sentence.lines) == 0 {
		gap = 0
	}
	y := top + (bottom-top-title.height()-gap-sentence.height())/2
	c.block(title, margin, y)
	y += title.height() + gap
	x := margin
	if p.Rule && len(sentence.lines) > 0 {
		x += ruleIndent
	}
	c.block(sentence, x, y)
	if x > margin {
		c.fill(accentColour, margin, y, 6, sentence.height())
	}
}

// ruleIndent is how far a rule stands from the margin, beside its bar.
const ruleIndent = 32

// title sets a title as large as it fits.
func (c *canvas) title(words *setting, room int) block {
	c.mayBreak(words)
	var b block
	for _, try := range titleSizes {
		b = block{lines: words.wrap(b.lines[:0], try.size, inner), size: try.size, leading: try.size * 9 / 8, ink: textInk}
		if len(b.lines) <= try.lines && widest(b.lines, try.size) <= inner && b.height() <= room {
			b.lines = words.balanced(b.lines, try.size, inner)
			return b
		}
	}
	b.lines = c.cut(b.lines, b.size, 3, inner)
	return b
}

// sentence sets the sentence into what room there is.
func (c *canvas) sentence(p *Picture, room int) block {
	b := block{size: 34, leading: 46, ink: quietInk}
	most := inner - 72
	if p.Rule {
		most, b.ink = inner-ruleIndent, textInk
	}
	words := c.set(&c.painter.serif, p.Sentence)
	if words.text == "" || room < b.leading || words.text == c.set(&c.painter.serif, p.Title).text {
		return b
	}
	c.mayBreak(words)
	b.lines = c.cut(words.wrap(nil, b.size, most), b.size, min(4, room/b.leading), most)
	return b
}

// block draws lines from a height downwards.
func (c *canvas) block(b block, x, y int) {
	for i, l := range b.lines {
		face := l.of.face
		letters := pixelsOf(face.letters, b.size, face.em)
		c.write(l, b.size, b.ink, x, y+i*b.leading+(b.leading+letters)/2)
	}
}

// cards draws the options side by side, like the cards of a verdict. Of many it draws
// the first, and how many more there are.
func (c *canvas) cards(options []*setting) {
	room, rest := inner, 0
	if len(options) > mostCards {
		rest = len(options) - (mostCards - 1)
		options = options[:mostCards-1]
		room -= restWidth + cardsGap
	}
	wide := (room - cardsGap*(len(options)-1)) / len(options)
	for i, name := range c.names(options, wide-2*cardsGap) {
		x := margin + i*(wide+cardsGap)
		c.block(name, x+cardsGap, cardsTop+cardEdge+(cardsHeight-cardEdge-name.height())/2)
		c.ground(x, cardsTop, wide, cardsHeight)
		c.fill(accentColour, x, cardsTop, wide, cardEdge)
	}
	if rest > 0 {
		x := margin + inner - restWidth
		more := c.set(&c.painter.bold, "+"+strconv.Itoa(rest)).whole()
		b := block{lines: []setLine{more}, size: 32, leading: 36, ink: quietInk}
		c.block(b, x+(restWidth-more.width(b.size))/2, cardsTop+(cardsHeight-b.height())/2)
		c.ground(x, cardsTop, restWidth, cardsHeight)
	}
}

// nameSizes are tried in order, each with the lines that a name may have in it.
var nameSizes = [...]struct{ size, lines int }{{38, 1}, {34, 1}, {30, 1}, {30, 2}, {26, 2}, {24, 2}}

// names sets the names of options in the largest letters in which all of them fit.
func (c *canvas) names(options []*setting, wide int) []block {
	for _, o := range options {
		c.mayBreak(o)
	}
	blocks := make([]block, len(options))
	for _, try := range nameSizes {
		fit := true
		for i, o := range options {
			lines := o.wrap(blocks[i].lines[:0], try.size, wide)
			fit = fit && len(lines) <= try.lines && widest(lines, try.size) <= wide
			blocks[i] = block{lines: lines, size: try.size, leading: try.size * 9 / 8, ink: textInk}
		}
		if fit || try == nameSizes[len(nameSizes)-1] {
			for i, o := range options {
				blocks[i].lines = c.cut(o.balanced(blocks[i].lines, try.size, wide), try.size, try.lines, wide)
			}
			break
		}
	}
	return blocks
}

// neutral stands in for a title that cannot be drawn: bars of several lengths, as a
// table of facts has them.
func (c *canvas) neutral(top, bottom int) {
	height := 28
	y := top + (bottom-top-3*height-2*height)/2
	for i, share := range []int{100, 62, 81} {
		c.fill(softColour, margin, y+2*i*height, inner, height)
		c.fill(accentColour, margin, y+2*i*height, inner*share/100*2/3, height)
	}
}
