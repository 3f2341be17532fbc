package serve

import (
	"slices"
	"strings"
	"unicode/utf8"

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
	Faulty bool   `json:"faulty"` // the fault is in this one
}

const (
	around  = 3    // lines before and after the faulty one
	longest = 1000 // characters of a line that are shown
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
		p.Lines = append(p.Lines, Line{Number: n, Text: cut(all[n-1]), Faulty: n == p.Line})
	}
	// The file may have changed since: then its lines would only mislead.
	is := slices.IndexFunc(p.Lines, func(l Line) bool { return l.Faulty })
	if d.Excerpt != "" && (is < 0 || p.Lines[is].Text != cut(d.Excerpt)) {
		p.Lines = []Line{{Number: p.Line, Text: cut(d.Excerpt), Faulty: true}}
	}
	return p
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

// cut shortens a line that is too long to show, and makes it valid text.
func cut(line string) string {
	line = strings.ToValidUTF8(line, "\ufffd")
	if utf8.RuneCountInString(line) <= longest {
		return line
	}
	return string([]rune(line)[:longest]) + "…"
}
