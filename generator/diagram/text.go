package diagram

import (
	"strings"

	"github.com/rivo/uniseg"
)

// A Text is lines of words, left-aligned, with the first baseline's left end.
type Text struct {
	X, Y  int
	Lines []string // no spaces at their ends
	// Full is the whole text where the lines leave some of it out; they end with an
	// ellipsis, or say how many there are instead of naming them.
	Full  string
	Width int // about, of the longest line
}

// widths of the printable characters of ASCII, from the space on, in hundredths
// of the size of the font: those of DejaVu Sans, which is the widest of the fonts
// that the style sheet names, so that text is never wider than it was taken for.
var widths = [...]int{
	32, 40, 46, 84, 64, 95, 78, 28, 39, 39, 50, 84, 32, 36, 32, 34,
	64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53,
	100, 68, 69, 70, 77, 63, 58, 78, 75, 30, 30, 66, 56, 86, 75, 79,
	60, 79, 70, 64, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50,
	50, 61, 64, 55, 64, 62, 35, 64, 63, 28, 28, 58, 28, 97, 63, 61,
	64, 64, 41, 52, 39, 63, 59, 82, 59, 59, 53, 64, 34, 64, 84,
}

const (
	fullWidth = 100 // of a Chinese character, an ellipsis, about of an emoji
	halfWidth = 70  // of any other, on average: Greek, Cyrillic, Hebrew, Arabic
	ellipsis  = "…"
)

// A font measures text.
type font struct {
	size, line int // pixels: of an em, between baselines
	bold       int // how much wider its characters are, in hundredths
}

// width estimates how wide a text is, in pixels.
func (f font) width(s string) int {
	sum := 0
	for s != "" {
		cluster, rest, cells, _ := uniseg.FirstGraphemeClusterInString(s, -1)
		sum += clusterWidth(cluster, cells)
		s = rest
	}
	return (sum*f.size*f.bold + 9999) / 10000
}

// clusterWidth is the width of what a reader takes for one character. cells are
// those that it fills on a terminal, where wide characters of East Asia fill two.
func clusterWidth(cluster string, cells int) int {
	switch r := cluster[0]; {
	case r >= ' ' && int(r-' ') < len(widths):
		return widths[r-' ']
	case cells > 1, cluster == ellipsis, cluster == "—":
		return fullWidth
	}
	return cells * halfWidth
}

// wrap breaks a text into at most so many lines that are no wider than a width,
// where Unicode allows a break (UAX #14), and inside a word only where the word is
// wider than a line. What does not fit is left out.
func (f font) wrap(s string, width, most int) Text {
	s = plain(s)
	t := Text{}
	line, state := "", -1
	for rest := s; rest != "" && len(t.Lines) <= most; {
		var segment string
		segment, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		for _, piece := range f.pieces(segment, width) {
			if line != "" && f.width(strings.TrimRight(line+piece, " ")) > width {
				t.Lines, line = append(t.Lines, strings.TrimRight(line, " ")), ""
			}
			line += piece
		}
	}
	t.Lines = append(t.Lines, strings.TrimRight(line, " "))
	if len(t.Lines) > most {
		t.Lines, t.Full = t.Lines[:most], s
		t.Lines[most-1] = f.shortened(t.Lines[most-1], width)
	}
	for _, l := range t.Lines {
		t.Width = max(t.Width, f.width(l))
	}
	return t
}

// pieces cuts a word that is wider than a line.
func (f font) pieces(word string, width int) []string {
	if f.width(strings.TrimRight(word, " ")) <= width {
		return []string{word}
	}
	var pieces []string
	piece := ""
	for word != "" {
		cluster, rest, _, _ := uniseg.FirstGraphemeClusterInString(word, -1)
		if piece != "" && f.width(piece+cluster) > width {
			pieces, piece = append(pieces, piece), ""
		}
		piece += cluster
		word = rest
	}
	return append(pieces, piece)
}

// shortened ends a line with an ellipsis and drops the characters that leave no
// room for it.
func (f font) shortened(line string, width int) string {
	for {
		short := strings.TrimRight(line, " ,;:/") + ellipsis
		if line == "" || f.width(short) <= width {
			return short
		}
		last := ""
		for rest := line; rest != ""; {
			last, rest, _, _ = uniseg.FirstGraphemeClusterInString(rest, -1)
		}
		line = line[:len(line)-len(last)]
	}
}
