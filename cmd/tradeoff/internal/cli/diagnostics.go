package cli

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"tradeoff/generator/diag"
)

// tabWidth is how far apart tab stops are in excerpts.
const tabWidth = 4

// indent is what stands left of an excerpt: a line number of five digits.
const indent = "      "

// Diagnostics are shown as text, for people.
type diagnostics struct {
	colours bool
	width   int // columns there are
}

// format gives the lines for one diagnostic: the place and the message, the
// line of the file with the word underlined, and the hint.
func (t diagnostics) format(d diag.Diagnostic) string {
	colour := map[diag.Severity]string{diag.Error: "1;31", diag.Warning: "1;33", diag.Note: "1;36"}[d.Severity]
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s %s", t.paint("1", printable(d.Position.String())),
		t.paint(colour, d.Severity.String()+":"), printable(d.Message))
	if d.Code != "" {
		b.WriteString(" " + t.paint("2", "["+string(d.Code)+"]"))
	}
	b.WriteString("\n")
	if d.Excerpt != "" {
		line, before, marked := excerpt(d, max(t.width-len(indent)-3, 20))
		fmt.Fprintf(&b, "%5d %s %s\n", d.Position.Line, t.paint("2", "|"), line)
		if marked > 0 {
			fmt.Fprintf(&b, "%s%s %s%s\n", indent, t.paint("2", "|"), strings.Repeat(" ", before), t.paint(colour, strings.Repeat("^", marked)))
		}
	}
	if d.Hint != "" {
		for line := range strings.SplitSeq(d.Hint, "\n") {
			fmt.Fprintf(&b, "%s%s\n", indent, printable(line))
		}
	}
	return b.String()
}

func (t diagnostics) paint(colour, text string) string { return paint(t.colours, colour, text) }

// A cell is one character as a reader sees it, and the columns it takes.
type cell struct {
	text  string
	width int
	runes int // code points: diagnostics count them
}

// cells splits a line. Tabs become spaces, and what a terminal would obey
// instead of showing it becomes a replacement character.
func cells(line string) []cell {
	var all []cell
	column := 0
	for line != "" {
		text, rest, width, _ := uniseg.FirstGraphemeClusterInString(line, -1)
		next := cell{printable(text), width, utf8.RuneCountInString(text)}
		switch {
		case text == "\t":
			next.width = tabWidth - column%tabWidth
			next.text = strings.Repeat(" ", next.width)
		case next.text != text:
			next.width = uniseg.StringWidth(next.text)
		}
		column += next.width
		all, line = append(all, next), rest
	}
	return all
}

// excerpt gives the diagnostic's line as it fits into the width, and where the
// word is that it is about: after so many columns, so many wide. Without a
// column, nothing is marked.
func excerpt(d diag.Diagnostic, width int) (line string, before, marked int) {
	all := cells(d.Excerpt)
	if d.Position.Column == 0 {
		shown, _ := window(all, 0, width)
		return shown, 0, 0
	}
	start := d.Position.Column - 1
	first, past, seen := len(all), len(all), 0
	end := start + wordLength(d.Excerpt, start, d.Message)
	for i, c := range all {
		if seen <= start && start < seen+c.runes {
			first = i
		}
		if seen < end {
			past = i + 1
		}
		seen += c.runes
	}
	for _, c := range all[first:max(first, past)] {
		marked += c.width
	}
	shown, skipped := window(all, first, width)
	for _, c := range all[skipped:first] {
		before += c.width
	}
	if skipped > 0 {
		before++ // the ellipsis
	}
	return shown, before, max(1, min(marked, width-before))
}

// window cuts a line that is too wide to the part around a cell, with ellipses,
// and tells how many cells it left out at the beginning.
func window(all []cell, first, width int) (shown string, skipped int) {
	if columns(all) <= width {
		return joined(all), 0
	}
	for before := columns(all[:first]); before > width/2; skipped++ {
		before -= all[skipped].width
	}
	prefix := ""
	if skipped > 0 {
		prefix = "…"
	}
	last := skipped
	for room := width - 2; last < len(all) && all[last].width <= room; last++ {
		room -= all[last].width
	}
	if last == len(all) {
		return prefix + joined(all[skipped:]), skipped
	}
	return prefix + joined(all[skipped:last]) + "…", skipped
}

func columns(all []cell) int {
	n := 0
	for _, c := range all {
		n += c.width
	}
	return n
}

func joined(all []cell) string {
	var b strings.Builder
	for _, c := range all {
		b.WriteString(c.text)
	}
	return b.String()
}

var (
	quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
	// word is what a diagnostic is about where its message does not quote it: a
	// directive, something in quotes, or a run of what names and paths consist of.
	word = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile("^(?::+[a-z-]+|\"[^\"]*\"|'[^']*'|`[^`]*`|[\\p{L}\\p{N}_./#@~%+-]*[\\p{L}\\p{N}_/#@~%+-])")
	})
)

// wordLength gives the length, in code points, of the word that begins at a
// place in a line: what the message quotes, if it stands there, else what looks
// like a word, else 1.
func wordLength(line string, start int, message string) int {
	runes := []rune(line)
	if start >= len(runes) {
		return 1
	}
	rest := string(runes[start:])
	best := ""
	for _, q := range quoted.FindAllString(message, -1) {
		name, err := strconv.Unquote(q)
		if err == nil && len(name) > len(best) && strings.HasPrefix(rest, name) {
			best = name
		}
	}
	if best == "" {
		best = word().FindString(rest)
	}
	return max(1, utf8.RuneCountInString(best))
}

// printable replaces what a terminal would obey instead of showing it: control
// characters, and those that turn the direction of the text around them.
func printable(text string) string {
	return strings.Map(func(c rune) rune {
		if c != '\t' && (unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c)) {
			return utf8.RuneError
		}
		return c
	}, text)
}
