package serve

import (
	"strings"

	"tradeoff/generator/diag"
)

// A Problem is a diagnostic as an open page shows it.
type Problem struct {
	File     string        `json:"file"`
	Line     int           `json:"line"`   // counted from 1; 0 where the whole file is meant
	Column   int           `json:"column"` // in characters, from 1; 0 where the whole line is meant
	Severity diag.Severity `json:"severity"`
	Code     diag.Code     `json:"code"`
	Message  string        `json:"message"`
	Hint     string        `json:"hint"`  // may be empty
	Lines    []Line        `json:"lines"` // around the fault; may be empty
}

// A Line is one of the lines around a fault.
type Line struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
	Before int    `json:"before,omitempty"` // characters that are left out, with a "…" in their place at the beginning of Text
	Faulty bool   `json:"faulty"`           // the fault is in this one
}

const (
	around  = 3   // lines before and after the faulty one
	longest = 400 // characters of a line that are shown
	ahead   = 100 // characters that are shown before the fault, where there are more
)

// Explain gives a diagnostic with the lines around it, from the text of its file
// as it is now; without the text, only its excerpt is shown.
func Explain(d diag.Diagnostic, text []byte) Problem {
	p := Problem{File: d.Position.File, Line: d.Position.Line, Column: d.Position.Column,
		Severity: d.Severity, Code: d.Code, Message: d.Message, Hint: d.Hint}
	if p.Line < 1 {
		return p
	}
	all := lines(text)
	for n := max(1, p.Line-around); n <= min(len(all), p.Line+around); n++ {
		p.Lines = append(p.Lines, p.line(n, all[n-1]))
	}
	// The file may have changed since: then its lines would only mislead.
	if d.Excerpt != "" && (p.Line > len(all) || all[p.Line-1] != d.Excerpt) {
		p.Lines = []Line{p.line(p.Line, d.Excerpt)}
	}
	return p
}

// line gives a line of the problem's file as it is shown. The faulty one is cut
// around the fault, and others from their beginning.
func (p Problem) line(number int, text string) Line {
	l := Line{Number: number, Faulty: number == p.Line}
	column := 1
	if l.Faulty {
		column = p.Column
	}
	l.Text, l.Before = cut(text, column)
	return l
}

// lineEnds makes the line ends of any system those of Unix, as package diag does.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// lines gives the lines of a text, without a byte order mark; none of no text.
func lines(text []byte) []string {
	if len(text) == 0 {
		return nil
	}
	return strings.Split(lineEnds.Replace(strings.TrimPrefix(string(text), "\ufeff")), "\n")
}

// cut shortens a line that is too long to show to what is around a column, with a
// "…" at each end where something is left out; before is how many characters are at
// the beginning. It makes it valid text, with a character for each byte that is none,
// as columns count them.
func cut(line string, column int) (text string, before int) {
	all := []rune(line)
	if len(all) <= longest {
		return string(all), 0
	}
	before = max(0, min(column-1-ahead, len(all)-longest))
	text = string(all[before : before+longest])
	if before > 0 {
		text = "…" + text
	}
	if before+longest < len(all) {
		text += "…"
	}
	return text, before
}
