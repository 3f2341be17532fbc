// Package preview draws the pictures that other sites show with a link to a page:
// 1200 by 630 pixels, as Open Graph's users expect them (ogp.me), as PNG.
//
// In comes what a picture says, a [Picture]; out come its address, which tells what is
// drawn, and from a [Painter] its bytes. The looks are those of the site's pages: a line
// with the site's name, the title in bold serifs, the rule beside a bar in the accent
// colour, and the options as the cards of a verdict.
//
// # The rules
//
//   - The same picture has the same bytes, on any machine. There is no clock and no
//     goroutine in it, no map whose order shows, and no sum of a product in floating
//     point, which some processors round once and others twice: curves are divided in
//     whole numbers, and filled in fixed point (golang.org/x/image/vector, which does so
//     up to 512 pixels).
//   - The address is a hash of all that is drawn and of the design. Whoever changes
//     how anything is drawn or compressed changes [design] too, which a test demands. So
//     a page knows the address of its picture before that is drawn.
//   - Never a box for a character that the fonts lack. They have the Latin, Greek and
//     Cyrillic scripts. Other words are left out with their line; a picture that is left
//     without a title shows the mark of the site instead.
//   - What is too long is set smaller, then in more lines, and is then cut at a word,
//     with an ellipsis.
//   - Colours are few and come in steps (see [canvas]), so that a file takes 10 to 20 KB.
//
// # How a picture takes a seventh of a millisecond
//
// A site has as many pictures as pages. The plain way, letter by letter from the
// outlines, then through package compress/zlib, took 3.7 ms, a fifth of a build. So
//
//   - a letter is made into a mask once for each size and each quarter of a pixel at
//     which it begins, and is then put in place, sixteen pixels at once ([mask],
//     [canvas.stamp]);
//   - words are measured once, in the units of their font, which are the same for all
//     sizes and lines that are tried ([setting]);
//   - of a row only the part that anything is drawn in is looked at ([span]);
//   - the data is compressed in one pass, with codes that suit such pictures ([deflater]);
//   - pictures with the same header begin with the same bytes, which are kept ([begun]).
//
// Tests compare each of these with the plain way.
//
// The fonts are STIX Two (SIL Open Font License 1.1) and Go (the licence of Go).
package preview

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"image/color"
)

// The size of a picture in pixels.
const (
	Width  = 1200
	Height = 630
)

// Folder is where pictures are published.
const Folder = "assets/preview/"

// design is the version of what pictures look like and how they are compressed, which
// is part of their addresses.
const design = 2

// A Picture is what is drawn. All texts are plain; any may be empty.
type Picture struct {
	Site     string   // the site's title
	Kicker   string   // what the page belongs to, such as the title of its category
	Title    string   // of the page
	Sentence string   // what it comes to: a rule, a summary
	Rule     bool     // the sentence is one to go by, and is set like that
	Options  []string // what is compared, in order
	Mark     bool     // the site has the built-in icon, which stands before its title
	Accent   color.RGBA
}

// Address is where the picture is published: its name tells what is drawn.
func (p *Picture) Address() string {
	told := binary.LittleEndian.AppendUint64(make([]byte, 0, 512), design)
	text := func(s string) {
		told = binary.LittleEndian.AppendUint64(told, uint64(len(s)))
		told = append(told, s...)
	}
	for _, s := range [...]string{p.Site, p.Kicker, p.Title, p.Sentence} {
		text(s)
	}
	for _, s := range p.Options {
		text(s)
	}
	flags := [...]byte{p.Accent.R, p.Accent.G, p.Accent.B, 0, 0}
	if p.Rule {
		flags[3] = 1
	}
	if p.Mark {
		flags[4] = 1
	}
	sum := sha256.Sum256(append(told, flags[:]...))
	return Folder + hex.EncodeToString(sum[:8]) + ".png"
}
