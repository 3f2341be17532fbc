package preview

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/go-fonts/stix/stix2textbold"
	"github.com/go-fonts/stix/stix2textregular"
	"github.com/rivo/uniseg"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
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
		f, err := opentype.Parse(data)
		if err != nil {
			panic("preview: an embedded font cannot be read: " + err.Error()) // a test reads them
		}
		return f
	})
}

const ellipsis = "…"

// drawable gives words as they can be drawn in a font: in one line, with composed
// letters, without what has no looks and without pictograms. It is empty where any
// letter is left that the font lacks, or whose script asks for more than one letter
// after the other.
func drawable(f *sfnt.Font, words string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(words) {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case r == unicode.ReplacementChar, unicode.In(r, unicode.Cf, unicode.Cc, unicode.Co, unicode.Variation_Selector), unicode.In(r, unicode.So, unicode.Sk) && !has(f, r):
		case !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Common) || !has(f, r):
			return ""
		default:
			b.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// has tells whether a font has a letter.
func has(f *sfnt.Font, r rune) bool {
	var buffer sfnt.Buffer
	i, err := f.GlyphIndex(&buffer, r)
	return err == nil && i != 0
}

// width is how wide a line is, in whole pixels.
func width(face font.Face, words string) int { return font.MeasureString(face, words).Ceil() }

// wrap breaks words into lines of at most a width, where their language allows it
// (Unicode, annex 14). A word that is wider has a line of its own.
func wrap(face font.Face, words string, most int) []string {
	var lines []string
	current, state := "", -1
	for rest := words; rest != ""; {
		var segment string
		segment, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		if current != "" && width(face, strings.TrimRight(current+segment, " ")) > most {
			lines = append(lines, strings.TrimRight(current, " "))
			current = ""
		}
		current += segment
	}
	return append(lines, strings.TrimRight(current, " "))
}

// balanced is wrap with lines that are about as long as each other, and no more of them.
func balanced(face font.Face, words string, most int) []string {
	lines := wrap(face, words, most)
	if len(lines) < 2 || widest(face, lines) > most {
		return lines
	}
	least := most / 2
	for most-least > 8 {
		if middle := (least + most) / 2; len(wrap(face, words, middle)) > len(lines) || widest(face, wrap(face, words, middle)) > middle {
			least = middle
		} else {
			most = middle
		}
	}
	return wrap(face, words, most)
}

func widest(face font.Face, lines []string) int {
	most := 0
	for _, l := range lines {
		most = max(most, width(face, l))
	}
	return most
}

// cut leaves at most so many lines of at most a width; where words are lost, an
// ellipsis says so.
func cut(face font.Face, lines []string, count, most int) []string {
	lost := len(lines) > count
	lines = slices.Clone(lines[:min(count, len(lines))])
	for i, l := range lines {
		if width(face, l) > most || lost && i == len(lines)-1 {
			lines[i] = shortened(face, l, most)
		}
	}
	return lines
}

// shortened gives as much of a line as fits before an ellipsis: whole words, if that
// leaves enough of it.
func shortened(face font.Face, words string, most int) string {
	letters := []rune(words)
	n := len(letters)
	for n > 0 && width(face, strings.TrimRight(string(letters[:n]), " ,;:.–-")+ellipsis) > most {
		n--
	}
	kept := string(letters[:n])
	if n < len(letters) && letters[n] != ' ' {
		if space := strings.LastIndexByte(kept, ' '); space > len(kept)*2/3 {
			kept = kept[:space]
		}
	}
	return strings.TrimRight(kept, " ,;:.–-") + ellipsis
}
