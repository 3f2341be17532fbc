// Package preview draws the pictures that other sites show with a link to a page:
// 1200 by 630 pixels, as Open Graph's users expect them (ogp.me), as PNG.
//
// In comes what a picture says, a [Picture]; out come its address, which tells what is
// drawn, and its bytes. The looks are those of the site's pages: a line with the site's
// name, the title in bold serifs, the rule beside a bar in the accent colour, and the
// options as the cards of a verdict.
//
// # The rules
//
//   - The same picture has the same bytes. There is no clock, no map and no goroutine in
//     it, and lines and curves are drawn in fixed point.
//   - The address is a hash of all that is drawn and of the design. Whoever changes
//     how anything is drawn changes [design] too, which a test demands.
//   - Never a box for a character that the fonts lack. They have the Latin, Greek and
//     Cyrillic scripts. Other words are left out with their line; a picture that is left
//     without a title shows the mark of the site instead.
//   - What is too long is set smaller, then in more lines, and is then cut at a word,
//     with an ellipsis.
//   - Colours are few and come in steps (see [canvas]), so that a file takes 10 to 20 KB.
//
// The fonts are STIX Two (SIL Open Font License 1.1) and Go (the licence of Go).
package preview

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"image/color"
	"sync"
)

// The size of a picture in pixels.
const (
	Width  = 1200
	Height = 630
)

// Folder is where pictures are published.
const Folder = "assets/preview/"

// design is the version of what pictures look like, which is part of their addresses.
const design = 1

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
	hash := sha256.New()
	number := func(n int) { _ = binary.Write(hash, binary.LittleEndian, uint64(n)) } // a hash takes all
	number(design)
	for _, text := range append([]string{p.Site, p.Kicker, p.Title, p.Sentence}, p.Options...) {
		number(len(text))
		hash.Write([]byte(text))
	}
	flags := []byte{p.Accent.R, p.Accent.G, p.Accent.B, 0, 0}
	if p.Rule {
		flags[3] = 1
	}
	if p.Mark {
		flags[4] = 1
	}
	hash.Write(flags)
	return Folder + hex.EncodeToString(hash.Sum(nil)[:8]) + ".png"
}

// PNG draws the picture. It is safe for concurrent use.
func (p *Picture) PNG() ([]byte, error) {
	c := canvases.Get().(*canvas)
	defer canvases.Put(c)
	c.begin(p.Accent)
	if err := c.picture(p); err != nil {
		return nil, err
	}
	return c.file.encode(c.image)
}

// canvases are used again: one has half a megabyte of pixels, and its fonts.
var canvases = sync.Pool{New: func() any { return newCanvas() }}
