package markdown

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"tradeoff/generator/diag"
)

// A source is the text of a body, made fit for the parser, that knows its place
// in its file.
type source struct {
	file  string
	text  []byte
	lines []int // where each line begins; nil until a place was asked for
	first int   // the number of the first line
}

// newSource makes bytes UTF-8 with line feeds. Neither moves a line or, within
// valid text, a column.
func newSource(file string, src []byte, line int) *source {
	text := src
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	if !utf8.Valid(text) {
		text = bytes.ToValidUTF8(text, []byte("\ufffd"))
	}
	if bytes.IndexByte(text, 0) >= 0 {
		text = bytes.ReplaceAll(text, []byte{0}, []byte("\ufffd"))
	}
	return &source{file: file, text: text, first: max(line, 1)}
}

// position gives the place in the file of a byte of the text.
func (s *source) position(offset int) diag.Position {
	offset = min(max(offset, 0), len(s.text))
	if s.lines == nil {
		s.lines = lineStarts(s.text)
	}
	line := sort.SearchInts(s.lines, offset+1) - 1
	column := utf8.RuneCount(s.text[s.lines[line]:offset]) + 1
	return diag.Position{File: s.file, Line: s.first + line, Column: column}
}

func lineStarts(text []byte) []int {
	starts := append(make([]int, 0, 1+bytes.Count(text, []byte{'\n'})), 0)
	for at := 0; ; {
		next := bytes.IndexByte(text[at:], '\n')
		if next < 0 {
			return starts
		}
		at += next + 1
		starts = append(starts, at)
	}
}

// maxDepth bounds how many quotations and list items one line may open. Parser
// and renderer recurse into them, and time grows with the square of the depth.
const maxDepth = 200

// tooDeep gives where a line opens more blocks than anybody means, or -1.
func tooDeep(text []byte) int {
	offset := 0
	for line := range bytes.Lines(text) {
		if depth(line) > maxDepth {
			return offset
		}
		offset += len(line)
	}
	return -1
}

// depth counts the marks of quotations and list items that a line begins with.
func depth(line []byte) int {
	n := 0
	for i, c := range line {
		switch {
		case c == '>':
			n++
		case bytes.IndexByte([]byte("-+*.):"), c) >= 0:
			if i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t') {
				n++
			}
		case c != ' ' && c != '\t' && (c < '0' || c > '9'):
			return n
		}
	}
	return n
}
