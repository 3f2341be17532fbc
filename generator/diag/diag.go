// Package diag holds what a build has to say to a writer: positions in the
// writer's files, and diagnostics that point at them.
//
// Diagnostics are data. A stage never stops at the first fault and never
// prints: it adds to a [List] and goes on with what is left, so that one run
// shows everything there is to mend. A list with an error in it keeps the
// build from publishing; warnings and notes do not.
//
// Every diagnostic has a [Code], the stable name under which the writers'
// documentation explains it.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// A Position is a place in a file of the site.
//
// Line and Column count from 1; a column is a character (a Unicode code
// point), not a byte, as editors count. A Line of 0 means the whole file.
type Position struct {
	File   string // slash-separated, relative to the site's root
	Line   int
	Column int
}

// String gives the position as editors and terminals recognise it:
// file:line:column, or as much of it as is known.
func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Compare orders positions by file, line and column.
func (p Position) Compare(q Position) int {
	return cmp.Or(strings.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// A Severity says what a diagnostic does to the build.
type Severity uint8

const (
	Error   Severity = iota // the site is not published
	Warning                 // published, but something is probably not as meant
	Note                    // something to know, said once
)

// String gives the word that is printed: "error", "warning" or "note".
func (s Severity) String() string {
	return [...]string{"error", "warning", "note"}[s]
}

// MarshalText makes a severity its word in JSON.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (s *Severity) UnmarshalText(text []byte) error {
	for *s = Error; *s <= Note; *s++ {
		if s.String() == string(text) {
			return nil
		}
	}
	return fmt.Errorf("diag: there is no severity %q", text)
}

// A Diagnostic is one thing to tell the writer.
type Diagnostic struct {
	Position Position
	Severity Severity
	Code     Code
	Message  string // what was found and what was expected, one line, no full stop
	Hint     string // what to do, such as the nearest known name; may be empty
	Excerpt  string // the line at Position, filled by List.Excerpt
}

// A List collects the diagnostics of a run. The zero value is ready to use.
// It is not safe for concurrent use: give each task its own and [List.Append].
type List struct {
	all []*Diagnostic
}

// Errorf adds an error and returns it, so that a hint can be set on it.
func (l *List) Errorf(pos Position, code Code, format string, args ...any) *Diagnostic {
	return l.add(pos, Error, code, format, args)
}

// Warnf adds a warning and returns it, so that a hint can be set on it.
func (l *List) Warnf(pos Position, code Code, format string, args ...any) *Diagnostic {
	return l.add(pos, Warning, code, format, args)
}

// Notef adds a note and returns it, so that a hint can be set on it.
func (l *List) Notef(pos Position, code Code, format string, args ...any) *Diagnostic {
	return l.add(pos, Note, code, format, args)
}

func (l *List) add(pos Position, s Severity, code Code, format string, args []any) *Diagnostic {
	args = slices.Clone(args)
	for i, arg := range args {
		switch arg := arg.(type) {
		case string:
			args[i] = words(arg)
		case []byte:
			args[i] = words(arg)
		}
	}
	d := &Diagnostic{Position: pos, Severity: s, Code: code, Message: fmt.Sprintf(format, args...)}
	l.all = append(l.all, d)
	return d
}

// words are text from a writer's file in a message. The verb %q puts it between
// quotation marks as it stands: Go's own would add backslashes that nobody wrote.
type words string

// Format implements [fmt.Formatter].
func (w words) Format(f fmt.State, verb rune) {
	if verb == 'q' {
		line := strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return ' '
			}
			return r
		}, string(w))
		fmt.Fprintf(f, `"%s"`, line)
		return
	}
	fmt.Fprintf(f, fmt.FormatString(f, verb), string(w))
}

// Append adds the diagnostics of another list.
func (l *List) Append(other List) { l.all = append(l.all, other.all...) }

// AppendNew adds those of another list that are not in this one yet.
func (l *List) AppendNew(other List) {
	for _, d := range other.all {
		if !slices.ContainsFunc(l.all, func(own *Diagnostic) bool { return *own == *d }) {
			l.all = append(l.all, d)
		}
	}
}

// Len gives the number of diagnostics, equal ones counted each.
func (l *List) Len() int { return len(l.all) }

// Sorted gives the diagnostics by position, those of the same words at the same
// place once. The result does not depend on the order in which they were added.
func (l *List) Sorted() []Diagnostic {
	out := make([]Diagnostic, len(l.all))
	for i, d := range l.all {
		out[i] = *d
	}
	slices.SortStableFunc(out, func(a, b Diagnostic) int {
		return cmp.Or(a.Position.Compare(b.Position), cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Code, b.Code), strings.Compare(a.Message, b.Message), strings.Compare(a.Hint, b.Hint))
	})
	return slices.Compact(out)
}

// Count gives the number of distinct diagnostics of a severity.
func (l *List) Count(s Severity) int {
	n := 0
	for _, d := range l.Sorted() {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// HasErrors tells whether the build must not publish.
func (l *List) HasErrors() bool {
	return slices.ContainsFunc(l.all, func(d *Diagnostic) bool { return d.Severity == Error })
}

// lineEnds makes the line ends of any system those of Unix, as parsers count them.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// Excerpt fills the Excerpt of every diagnostic from the text of its file, as
// read gives it. A file that read cannot give leaves its excerpts empty.
func (l *List) Excerpt(read func(file string) ([]byte, error)) {
	lines := map[string][]string{}
	for _, d := range l.all {
		if d.Position.Line == 0 || d.Excerpt != "" {
			continue
		}
		file := d.Position.File
		if _, ok := lines[file]; !ok {
			text, err := read(file)
			if err != nil {
				text = nil
			}
			lines[file] = strings.Split(lineEnds.Replace(strings.TrimPrefix(string(text), "\ufeff")), "\n")
		}
		if n := d.Position.Line; n <= len(lines[file]) {
			d.Excerpt = lines[file][n-1]
		}
	}
}
