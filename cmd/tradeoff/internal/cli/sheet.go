package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/rivo/uniseg"
)

// The colours of a sheet, as SGR numbers.
const (
	plain  = ""
	strong = "1"
	faint  = "2"
	good   = "1;32"
	bad    = "31"
	doubt  = "33"
)

// widest is how wide lines of text become, however wide the terminal is.
const widest = 100

// narrowest is how wide a text is at least: narrower than that, it becomes a
// column of single words, and the terminal breaks lines better.
const narrowest = 20

// A sheet is text for a terminal, or for a file as wide as one.
type sheet struct {
	b       strings.Builder
	colours bool
	width   int
}

// sheet makes an empty sheet for a stream.
func (c Command) sheet(w io.Writer) *sheet {
	return &sheet{colours: c.colours(w), width: min(c.width(w), widest)}
}

// String gives what was put on the sheet.
func (s *sheet) String() string { return s.b.String() }

// put adds a text in a colour, broken into lines that stand under each other,
// with what stands before the first of them.
func (s *sheet) put(before, colour, text string) {
	indent := uniseg.StringWidth(before)
	for i, line := range wrapped(text, max(s.width-indent, narrowest)) {
		if i > 0 {
			before = strings.Repeat(" ", indent)
		}
		s.b.WriteString(before + paint(s.colours, colour, printable(line)) + "\n")
	}
}

// line adds a line that is not broken: a command that somebody may copy.
func (s *sheet) line(text string) { s.b.WriteString(printable(text) + "\n") }

// heading begins a part of the sheet.
func (s *sheet) heading(text string) {
	if s.b.Len() > 0 {
		s.b.WriteString("\n")
	}
	s.put("", strong, text)
}

// wrapped breaks a text between words. A word that is too long has a line of its
// own, and stays whole: it may be an address.
func wrapped(text string, width int) []string {
	var lines []string
	line, used := "", 0
	for word := range strings.FieldsSeq(text) {
		w := uniseg.StringWidth(word)
		if line != "" && used+1+w > width {
			lines, line, used = append(lines, line), "", 0
		}
		if line != "" {
			line, used = line+" ", used+1
		}
		line, used = line+word, used+w
	}
	return append(lines, line)
}

// padded gives a text with spaces after it, as wide as that.
func padded(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-uniseg.StringWidth(text)))
}

// paint sets text in a colour, by its SGR number.
func paint(colours bool, colour, text string) string {
	if !colours || colour == plain {
		return text
	}
	return fmt.Sprintf("\x1b[%sm%s\x1b[0m", colour, text)
}
