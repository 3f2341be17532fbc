package highlight

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// A writer is the sink that writes HTML. It writes what chroma's formatter writes,
// with classes and without an element around the whole, but token by token.
type writer struct {
	out     []byte
	marked  [][2]int // ranges of lines, from 1
	numbers bool     // lines have elements of their own
	line    int      // the number of the line that is written
	inLine  bool
	kind    chroma.TokenType // of the token that is open
	size    int              // how much is in it; 0 where none is open
	inSpan  bool
}

// mostInToken: chroma.Coalesce begins another token behind one that has so many
// bytes.
const mostInToken = 8192

// put implements sink.
func (w *writer) put(t chroma.TokenType, text string) {
	if text == "" {
		return
	}
	if w.size == 0 || t != w.kind || w.size >= mostInToken {
		w.closeSpan()
		w.kind, w.size = t, 0
	}
	w.size += len(text)
	for text != "" {
		end, newline := len(text), strings.IndexByte(text, '\n')
		if newline >= 0 {
			end = newline + 1
		}
		w.open()
		w.out = appendEscaped(w.out, text[:end])
		text = text[end:]
		if newline >= 0 {
			w.closeSpan()
			w.closeLine()
		}
	}
}

// open begins the line and the element of the token, where they are not begun.
func (w *writer) open() {
	if w.numbers && !w.inLine {
		w.inLine = true
		w.line++
		w.out = append(w.out, `<span class="line`...)
		if w.isMarked() {
			w.out = append(w.out, ` hl`...)
		}
		w.out = append(w.out, `"><span class="cl">`...)
	}
	if w.inSpan {
		return
	}
	if name := className(w.kind); name != "" {
		w.inSpan = true
		w.out = append(w.out, `<span class="`...)
		w.out = append(w.out, name...)
		w.out = append(w.out, `">`...)
	}
}

func (w *writer) isMarked() bool {
	for _, lines := range w.marked {
		if lines[0] <= w.line && w.line <= lines[1] {
			return true
		}
	}
	return false
}

func (w *writer) closeSpan() {
	if w.inSpan {
		w.inSpan = false
		w.out = append(w.out, "</span>"...)
	}
}

func (w *writer) closeLine() {
	if w.inLine {
		w.inLine = false
		w.out = append(w.out, "</span></span>"...)
	}
}

// className gives the class of a type of token: chroma's for the type or for the
// nearest above it. White space is ordinary text, which has none.
func className(t chroma.TokenType) string {
	if t == chroma.TextWhitespace {
		t = chroma.Text
	}
	for t != 0 {
		if name, ok := chroma.StandardTypes[t]; ok {
			return name
		}
		t = t.Parent()
	}
	return chroma.StandardTypes[t]
}

// appendEscaped adds a text as html.EscapeString gives it.
func appendEscaped(page []byte, text string) []byte {
	done := 0
	for i := 0; i < len(text); i++ {
		entity := ""
		switch text[i] {
		case '&':
			entity = "&amp;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case '"':
			entity = "&#34;"
		case '\'':
			entity = "&#39;"
		default:
			continue
		}
		page = append(append(page, text[done:i]...), entity...)
		done = i + 1
	}
	return append(page, text[done:]...)
}
