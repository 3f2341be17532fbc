package guide

import (
	"bufio"
	"bytes"
	"regexp"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/adrg/frontmatter"

	"tradeoff/generator/diag"
)

// example is what a writer whose guide lacks front matter has to add.
const example = `begin the file with front matter:
---
title: Node.js vs Django
description: One sentence that says what the guide decides.
compare: [nodejs, django]
---`

// A matter is a guide's front matter and where it stands.
type matter struct {
	found    bool
	yaml     []byte
	line     int // the first line of the YAML
	bodyLine int // the first line of the body
}

// split cuts a guide into front matter and body, and reports where there is no
// front matter. Blank lines may stand before it. Where its end or its language
// is wrong, there is no body: what should not be text is not read as text.
func split(file string, text []byte, diags *diag.List) (matter, []byte) {
	m := matter{bodyLine: 1}
	blank := len(text) - len(bytes.TrimLeft(text, " \t\n"))
	first, _, _ := bytes.Cut(text[blank:], []byte("\n"))
	body := text[m.extract(text[:likelyEnd(text, blank+len(first))], blank+len(first)):]
	if !m.found {
		body = text[m.extract(text, blank+len(first)):]
	}
	opening := 1 + bytes.Count(text[:blank], []byte("\n"))
	pos := diag.Position{File: file, Line: opening, Column: 1}
	switch first = bytes.TrimSpace(first); {
	case m.found:
		m.line = opening + 1
		m.bodyLine = 1 + bytes.Count(text[:len(text)-len(body)], []byte("\n"))
	case string(first) == "---":
		diags.Errorf(pos, diag.FrontMatter, "the front matter is not closed").
			Hint = "write --- on a line of its own after its last line"
		body = nil
	case string(first) == "+++" || string(first) == "{" || string(first) == ";;;":
		diags.Errorf(pos, diag.FrontMatter, "front matter is YAML between lines of ---, found %q", first).Hint = example
		body = nil
	default:
		diags.Errorf(pos, diag.FrontMatter, "a guide begins with front matter, found %q", shorten(string(first))).Hint = example
	}
	return m, body
}

// extract takes the front matter out of a text whose first line ends at an offset, and
// gives where the body begins.
func (m *matter) extract(text []byte, opening int) int {
	format := frontmatter.NewFormat("---", "---", func(data []byte, _ any) error {
		m.found, m.yaml = true, bytes.Clone(data)
		return nil
	})
	reader := readers.Get().(*bufio.Reader)
	reader.Reset(bytes.NewReader(mask(text, opening)))
	// A reader of bytes has no errors, and the function above neither.
	body, _ := frontmatter.Parse(reader, nil, format)
	reader.Reset(nil)
	readers.Put(reader)
	if bytes.Contains(m.yaml, masked) {
		m.yaml = bytes.ReplaceAll(m.yaml, masked, fence)
	}
	return len(text) - len(body)
}

// readers are used again: the library makes one of some size for each text that does not
// come in one.
var readers = sync.Pool{New: func() any { return bufio.NewReader(nil) }}

// likelyEnd gives where the line ends that probably closes the front matter: the
// library copies whatever it is given, and so it is given that much first.
func likelyEnd(text []byte, opening int) int {
	closing := bytes.Index(text[opening:], []byte("\n---"))
	if closing < 0 {
		return len(text)
	}
	closing += opening + len("\n---")
	if newline := bytes.IndexByte(text[closing:], '\n'); newline >= 0 {
		return closing + newline + 1
	}
	return len(text)
}

// The library takes a line of --- for the end wherever it begins. One that is
// indented is part of a text in YAML, so it is hidden from the library behind a
// character that texts cannot have (see isText).
var (
	indentedFence = regexp.MustCompile(`(?m)^[ \t]+---[ \t]*$`)
	fence         = []byte("---")
	masked        = []byte("-\x00-")
)

// mask hides the indented lines of --- behind the opening line, which ends at an
// offset. It keeps the text's length. Few texts have any, and to look for --- alone
// takes a hundredth of the time.
func mask(text []byte, opening int) []byte {
	if !hasIndentedFence(text[opening:]) {
		return text
	}
	rest := indentedFence.ReplaceAllFunc(text[opening:], func(line []byte) []byte {
		return bytes.Replace(line, fence, masked, 1)
	})
	return slices.Concat(text[:opening], rest)
}

// hasIndentedFence tells whether indentedFence matches somewhere.
func hasIndentedFence(text []byte) bool {
	for done := 0; ; {
		i := bytes.Index(text[done:], fence)
		if i < 0 {
			return false
		}
		i += done
		done = i + len(fence)
		line := len(bytes.TrimRight(text[:i], " \t"))
		rest := bytes.TrimLeft(text[done:], " \t")
		if line < i && (line == 0 || text[line-1] == '\n') && (len(rest) == 0 || rest[0] == '\n') {
			return true
		}
	}
}

// shorten keeps what is quoted in a message to a few words.
func shorten(text string) string {
	const most = 40
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most]) + "…"
}

// isText reports the first byte that UTF-8 text does not have.
func isText(file string, text []byte, diags *diag.List) bool {
	if utf8.Valid(text) && bytes.IndexByte(text, 0) < 0 {
		return true
	}
	line, column := 1, 1
	for rest := text; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 || r == 0 {
			diags.Errorf(diag.Position{File: file, Line: line, Column: column}, diag.NotUTF8, "byte 0x%02x is not UTF-8 text", rest[0]).
				Hint = "save the file as text in the encoding UTF-8"
			break
		}
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
		rest = rest[size:]
	}
	return false
}
