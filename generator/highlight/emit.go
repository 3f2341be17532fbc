package highlight

import (
	"github.com/alecthomas/chroma/v2"
)

// An emitter gives the tokens of what a rule matched.
type emitter interface {
	// emit gives those of a match, whose groups the run's matcher has.
	emit(r *run)
	// one gives those of a text that is one group of another emitter's.
	one(r *run, text string)
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

// usingSelf begins the same lexer's rules anew, in some state.
type usingSelf struct {
	lexer *lexer
	state string
}

func (u *usingSelf) emit(r *run) { u.one(r, r.m.group(0)) }
func (u *usingSelf) one(r *run, text string) {
	if r.err == nil {
		r.err = u.lexer.own(nestedFrom(u.state), text, r.out)
	}
}

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
