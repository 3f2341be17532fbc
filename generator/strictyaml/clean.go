package strictyaml

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"tradeoff/generator/diag"
)

// clean gives the text that the library is to read: UTF-8, lines that end in LF
// alone, and nothing in it that would move its count of lines and columns away
// from what editors show. What must not be there is reported and blanked out, so
// that the rest can be read. It is false for bytes that are not text at all.
func (p *parser) clean(src []byte) ([]byte, bool) {
	if isClean(src) {
		return src, true
	}
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	if !p.isText(src) {
		return nil, false
	}
	lines := splitLines(bytes.TrimPrefix(src, []byte("\ufeff")))
	for i, line := range lines {
		if strings.ContainsFunc(line, forbidden) {
			lines[i] = p.blank(line, i+1)
		}
	}
	p.blankDirectives(lines)
	return []byte(strings.Join(lines, "\n")), true
}

// isClean tells whether a text is as the library is to read it, as nearly all are:
// UTF-8 without forbidden characters, and without a line that begins as a directive.
func isClean(src []byte) bool {
	if !utf8.Valid(src) || bytes.HasPrefix(src, []byte("%")) || bytes.Contains(src, []byte("\n%")) {
		return false
	}
	for i, c := range src {
		switch {
		case c >= utf8.RuneSelf:
			return !bytes.HasPrefix(src, []byte("\ufeff")) && bytes.IndexFunc(src[i:], forbidden) < 0
		case c < ' ' && c != '\t' && c != '\n' || c == 0x7f:
			return false
		}
	}
	return true
}

// isText reports the first byte that UTF-8 text does not have.
func (p *parser) isText(src []byte) bool {
	line, column := 1, 1
	for rest := src; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			p.diags.Errorf(p.at(line, column), diag.NotUTF8, "byte 0x%02x is not UTF-8 text", rest[0]).
				Hint = "save the file in the encoding UTF-8"
			return false
		case r == 0:
			p.diags.Errorf(p.at(line, column), diag.NotUTF8, "a NUL byte: this is not UTF-8 text").
				Hint = "save the file as text in the encoding UTF-8"
			return false
		case r == '\n':
			line, column = line+1, 0
		case r == '\ufeff' && len(rest) == len(src):
			column = 0
		}
		column++
		rest = rest[size:]
	}
	return true
}

// forbidden tells whether a character has no place in text. Line and paragraph
// separators are among them because the library counts them as line ends and
// editors do not; they get into texts unseen, by copying from web pages.
func forbidden(r rune) bool {
	switch {
	case r == '\t', r == '\n':
		return false
	case unicode.IsControl(r), r == '\u2028', r == '\u2029':
		return true
	}
	return r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef // noncharacters
}

// blank reports the forbidden characters of a line and gives it with spaces in
// their place.
func (p *parser) blank(line string, number int) string {
	out := []rune(line)
	for i, r := range out {
		if forbidden(r) {
			p.diags.Errorf(p.at(number, i+1), diag.Syntax, "an invisible control character, U+%04X", r).Hint = "delete it"
			out[i] = ' '
		}
	}
	return string(out)
}

// blankDirectives reports `%YAML` and the like, which can only stand before
// anything else, and turns them into comments.
func (p *parser) blankDirectives(lines []string) {
	for i, line := range lines {
		switch {
		case strings.TrimSpace(line) == "", strings.HasPrefix(strings.TrimSpace(line), "#"):
		case strings.HasPrefix(line, "%"):
			name, _, _ := strings.Cut(line, " ")
			p.diags.Errorf(p.at(i+1, 1), diag.Feature, "a YAML directive, %q", name).
				Hint = "remove the line: nothing here needs directives"
			lines[i] = "#" + line[1:]
		default:
			return
		}
	}
}

func splitLines(src []byte) []string { return strings.Split(string(src), "\n") }
