package highlight

import (
	"slices"

	"github.com/alecthomas/chroma/v2"
)

// An emitter gives the tokens of what a rule matched.
type emitter interface {
	// emit gives those of a match, whose groups the run's matcher has.
	emit(r *run)
	// one gives those of a text that is one group of another emitter's.
	one(r *run, text string)
}

// harmless are the lexers whose functions look at nothing but the text that they
// are given. Those of others may do anything to chroma's driver.
var harmless = []string{"Go"}

// emitter gives what stands for one of chroma's, and whether that is known. Nothing
// stands for nothing.
func (l *lexer) emitter(from chroma.Emitter) (e emitter, ok bool) {
	switch from := from.(type) {
	case nil:
		return nil, true
	case chroma.TokenType:
		return token(from), true
	case chroma.EmitterFunc:
		return function(from), slices.Contains(harmless, l.config.Name)
	case chroma.SerialisableEmitter:
		return l.serialisable(from)
	}
	return nil, false
}

// serialisable is emitter for those whose types chroma does not export, but their
// fields, because they can be written as XML.
func (l *lexer) serialisable(from chroma.SerialisableEmitter) (e emitter, ok bool) {
	switch from.EmitterKind() {
	case "bygroups":
		return l.byGroups(from)
	case "using":
		name, ok := field[string](from, "Lexer")
		return using(name), ok
	case "usingself":
		name, ok := field[string](from, "State")
		return &usingSelf{l, name}, ok
	case "usingbygroup":
		parts, ok := l.byGroups(from)
		name, hasName := field[int](from, "SublexerNameGroup")
		code, hasCode := field[int](from, "CodeGroup")
		return &usingByGroup{parts, name, code}, ok && hasName && hasCode && name > 0 && code > 0
	}
	return nil, false
}

func (l *lexer) byGroups(from chroma.Emitter) (parts byGroups, ok bool) {
	emitters, ok := field[chroma.Emitters](from, "Emitters")
	for _, from := range emitters {
		part, known := l.emitter(from)
		parts, ok = append(parts, part), ok && known
	}
	return parts, ok
}

// A token is a type of token, which the whole text is.
type token chroma.TokenType

func (t token) emit(r *run)             { r.put(chroma.TokenType(t), r.m.group(0)) }
func (t token) one(r *run, text string) { r.put(chroma.TokenType(t), text) }

// byGroups has an emitter for each group; nil for those that are passed over.
type byGroups []emitter

func (b byGroups) emit(r *run) {
	if len(b) != len(r.m.groups)-1 {
		r.put(chroma.Error, r.m.group(0))
		return
	}
	for i, part := range b {
		if part != nil {
			part.one(r, r.m.group(i+1))
		}
	}
}

func (b byGroups) one(r *run, text string) {
	if len(b) > 0 {
		r.put(chroma.Error, text)
	}
}

// using names another lexer, which reads the text.
type using string

func (u using) emit(r *run)             { u.one(r, r.m.group(0)) }
func (u using) one(r *run, text string) { r.nested(named(string(u)), nestedFrom("root"), text) }

// usingSelf begins the same lexer anew, in some state.
type usingSelf struct {
	lexer *lexer
	state string
}

func (u *usingSelf) emit(r *run)             { u.one(r, r.m.group(0)) }
func (u *usingSelf) one(r *run, text string) { r.nested(u.lexer, nestedFrom(u.state), text) }

// usingByGroup reads one group with the lexer that another one names, as far as
// there is one.
type usingByGroup struct {
	parts      byGroups
	name, code int
}

func (u *usingByGroup) emit(r *run) {
	if len(u.parts) != len(r.m.groups)-1 {
		r.err = errGaveUp
		return
	}
	lexer := named(r.m.group(u.name))
	for i, part := range u.parts {
		switch {
		case i == u.code-1 && lexer != nil:
			r.nested(lexer, alone, r.m.group(u.code))
		case part != nil:
			part.one(r, r.m.group(i+1))
		}
	}
}

func (u *usingByGroup) one(r *run, _ string) { r.err = errGaveUp }

// A function makes tokens of a text that it is given.
type function chroma.EmitterFunc

func (f function) emit(r *run) { f.one(r, r.m.group(0)) }

func (f function) one(r *run, text string) {
	tokens := f([]string{text}, nil)
	for t := tokens(); t != chroma.EOF; t = tokens() {
		r.put(t.Type, t.Value)
	}
}
