package preview

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

const ellipsis = '…'

// A setting is words as they can be drawn in a typeface, measured: all in one line, in
// units of the font. From it any line in any size is measured without a look at its
// letters.
type setting struct {
	face    *typeface
	text    string
	letters []*letter
	at      []int // where each letter begins
	breaks  []int // how many letters there are before each place where a line may end
}

// set gives words as they can be drawn in a typeface: in one line, with composed
// letters, without what has no looks and without pictograms. It is empty where any
// letter is left that the font lacks, or whose script asks for more than one letter
// after the other.
func (c *canvas) set(t *typeface, words string) *setting {
	first, gap := len(c.letters), false
	for _, r := range norm.NFC.String(words) {
		l := t.letter(r, &c.pen.buffer)
		switch l.looks {
		case absent:
			c.letters = c.letters[:first]
			return &setting{face: t}
		case blank:
			gap = len(c.letters) > first
		case shown:
			if gap {
				c.letters = append(c.letters, t.letter(' ', &c.pen.buffer))
			}
			c.letters = append(c.letters, l)
			gap = false
		}
	}
	s := c.measured(t, first)
	c.runes = c.runes[:0]
	for _, l := range s.letters {
		c.runes = utf8.AppendRune(c.runes, l.rune)
	}
	if s.text = words; words != string(c.runes) {
		s.text = string(c.runes)
	}
	return s
}

// measured gives the letters that were added last, from one on, as a setting without
// its text.
func (c *canvas) measured(t *typeface, first int) *setting {
	s := &setting{face: t, letters: slices.Clip(c.letters[first:])}
	from, x := len(c.numbers), 0
	for i, l := range s.letters {
		if i > 0 {
			x += t.kern(s.letters[i-1], l, &c.pen.buffer)
		}
		c.numbers = append(c.numbers, x)
		x += l.advance
	}
	s.at = slices.Clip(c.numbers[from:])
	return s
}

// A setLine is a line of a setting, from one letter to before another.
type setLine struct {
	of       *setting
	from, to int
}

// whole is all in one line.
func (s *setting) whole() setLine { return setLine{s, 0, len(s.letters)} }

// line is the letters from one to before another, without a space at the end.
func (s *setting) line(from, to int) setLine {
	if to > from && s.letters[to-1].looks == blank {
		to--
	}
	return setLine{s, from, to}
}

// units is how wide a line is, in units of the font.
func (l setLine) units() int {
	if l.from == l.to {
		return 0
	}
	return l.of.at[l.to-1] + l.of.letters[l.to-1].advance - l.of.at[l.from]
}

// width is how wide a line is, in whole pixels.
func (l setLine) width(size int) int { return pixelsOf(l.units(), size, l.of.face.em) }

// pixelsOf gives units of a font of some to the em in pixels, rounded up.
func pixelsOf(units, size, em int) int {
	return int(floor(int64(units)*int64(size)+int64(em)-1, int64(em)))
}

// mayBreak finds where a line may end (Unicode, annex 14).
func (c *canvas) mayBreak(s *setting) {
	from, n, state := len(c.numbers), 0, -1
	for rest := s.text; rest != ""; {
		var segment string
		segment, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		n += utf8.RuneCountInString(segment)
		c.numbers = append(c.numbers, n)
	}
	s.breaks = slices.Clip(c.numbers[from:])
}

// wrap breaks a setting into lines of at most a width, where its language allows it,
// and adds them to others. A word that is wider has a line of its own.
func (s *setting) wrap(lines []setLine, size, most int) []setLine {
	from, to := 0, 0
	for _, end := range s.breaks {
		if to > from && s.line(from, end).width(size) > most {
			lines = append(lines, s.line(from, to))
			from = to
		}
		to = end
	}
	return append(lines, s.line(from, to))
}

// balanced gives lines that wrap has made as lines that are about as long as each other,
// and no more of them.
func (s *setting) balanced(lines []setLine, size, most int) []setLine {
	if len(lines) < 2 || widest(lines, size) > most {
		return lines
	}
	best, try := lines, make([]setLine, 0, len(lines)+1)
	least := most / 2
	for most-least > 8 {
		middle := (least + most) / 2
		try = s.wrap(try[:0], size, middle)
		if len(try) > len(lines) || widest(try, size) > middle {
			least = middle
		} else {
			best, try, most = try, best, middle
		}
	}
	return best
}

func widest(lines []setLine, size int) int {
	most := 0
	for _, l := range lines {
		most = max(most, l.width(size))
	}
	return most
}

// cut leaves at most so many lines of at most a width; where words are lost, an
// ellipsis says so.
func (c *canvas) cut(lines []setLine, size, count, most int) []setLine {
	lost := len(lines) > count
	lines = lines[:min(count, len(lines))]
	for i, l := range lines {
		if l.width(size) > most || lost && i == len(lines)-1 {
			lines[i] = c.shortened(l, size, most)
		}
	}
	return lines
}

// fitted gives a line, cut where it is too long.
func (c *canvas) fitted(l setLine, size, most int) setLine {
	if l.width(size) > most {
		return c.shortened(l, size, most)
	}
	return l
}

// shortened gives as much of a line as fits before an ellipsis: whole words, if that
// leaves enough of it.
func (c *canvas) shortened(l setLine, size, most int) setLine {
	face, letters := l.of.face, l.of.letters[l.from:l.to]
	end := face.letter(ellipsis, &c.pen.buffer)
	n := len(letters)
	for n > 0 {
		kept := l.from + trimmed(letters[:n])
		before := setLine{l.of, l.from, kept}
		units := before.units() + end.advance
		if kept > l.from {
			units += face.kern(l.of.letters[kept-1], end, &c.pen.buffer)
		}
		if pixelsOf(units, size, face.em) <= most {
			break
		}
		n--
	}
	kept := letters[:n]
	if n < len(letters) && letters[n].looks != blank {
		for space := n - 1; space > n*2/3; space-- {
			if letters[space].looks == blank {
				kept = letters[:space]
				break
			}
		}
	}
	first := len(c.letters)
	c.letters = append(append(c.letters, kept[:trimmed(kept)]...), end)
	return c.measured(face, first).whole()
}

// trimmed tells how many letters are left without the marks before an ellipsis.
func trimmed(letters []*letter) int {
	n := len(letters)
	for n > 0 && strings.ContainsRune(" ,;:.–-", letters[n-1].rune) {
		n--
	}
	return n
}
