// Package highlight colours code. What it gives is byte for byte what chroma gives;
// it is only faster.
//
// Chroma's lexers are lists of rules, each with a regular expression; at every place
// of a text the rules of the state are tried in order until one matches. Chroma asks
// a backtracking library for each, which starts a machine and reads a clock every
// time, and makes objects of what it found. This package takes over the rules as
// they are, and reads a text with them by a driver of its own:
//
//   - An expression is parsed by the same library, and its syntax tree becomes a chain
//     of functions that try what the library's machine would try, in the same order
//     (pattern.go, loop.go). What a chain cannot say stays with the library: some ways
//     of looking back, conditions, and loops that go very deep.
//   - With each expression comes the set of bytes that it can begin with. Only those
//     rules of a state are tried that can match at the next byte (class.go).
//   - Tokens are written as HTML at once (html.go), not collected.
//
// The rules themselves are chroma's, in a form that is read when they are needed
// (known.go), and tests hold them against chroma: whoever takes another version of chroma
// runs
//
//	go test ./generator/highlight -update
//
// Some lexers are more than rules (a template's language within HTML, a body whose type a
// header says). What those do is said here in Go (code.go); Raku alone is left to chroma's
// own driver, with a copy of what chroma says of it (folder raku). Of the expressions 99
// in 100 become chains.
//
// Code takes a twentieth of chroma's time and a fiftieth of its memory (BenchmarkHTML): the
// 2,000 blocks in 1,000 guides of some size take 0.1 s of a processor instead of 1.8.
// Rules that go round in circles, as some of chroma's do on faulty code, come to an
// end here.
package highlight

import "fmt"

// Append adds to a page the HTML of code in the language that chroma knows by a name:
// spans with chroma's classes. Where lines are marked, which are ranges from 1, each
// line is an element too. It is an error if there is no such language, or if chroma's
// rules fail; then the page is given as it was.
func Append(page []byte, language, code string, marked [][2]int) ([]byte, error) {
	l := named(language)
	if l == nil {
		return page, fmt.Errorf("no language has the name %q", language)
	}
	w := writer{out: page, marked: marked, numbers: len(marked) > 0}
	if err := l.safely(code, &w); err != nil {
		return page, err
	}
	w.closeSpan()
	w.closeLine()
	return w.out, nil
}

// safely gives the tokens of a text of its own. Chroma's rules may pop states that are
// not there.
func (l *lexer) safely(text string, out sink) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%w: %v", errGaveUp, fault)
		}
	}()
	return l.tokens(alone, text, out)
}
