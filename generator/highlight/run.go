package highlight

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
)

// A sink takes tokens as they come: some are empty, and several of one type may
// follow each other.
type sink interface {
	put(t chroma.TokenType, text string)
}

// A run is a lexer on its way through a text.
type run struct {
	lexer *lexer
	out   sink
	m     *matcher
	stack chroma.LexerState // of which mutators know the states alone
	runes runes
	err   error
}

// The ways in which a text is begun; see chroma.TokeniseOptions.
var alone = chroma.TokeniseOptions{State: "root", EnsureLF: true}

func nestedFrom(state string) chroma.TokeniseOptions {
	return chroma.TokeniseOptions{State: state, Nested: true}
}

// errGaveUp: chroma panics or does not come to an end, too.
var errGaveUp = errors.New("the lexer's rules cannot read this text")

// mostEmpty is how many rules may match nothing at one place. States follow each
// other that way; chroma's use some ten.
const mostEmpty = 1000

// tokens gives the tokens of a text.
func (l *lexer) tokens(options chroma.TokeniseOptions, text string, out sink) error {
	l.once.Do(l.read)
	if l.whole != nil {
		return l.whole(options, text, out)
	}
	return l.own(options, text, out)
}

// own gives the tokens that the rules alone make of a text.
func (l *lexer) own(options chroma.TokeniseOptions, text string, out sink) error {
	if !utf8.ValidString(text) {
		text = string([]rune(text))
	}
	if options.EnsureLF {
		text = lineFeeds(text)
	}
	end := len(text)
	if !options.Nested && l.config.EnsureNL && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	r := run{lexer: l, out: out, m: matchers.Get().(*matcher)}
	defer matchers.Put(r.m)
	r.m.text = text
	r.stack.Stack = []string{options.State}
	r.all(options.State, end)
	r.m.text = ""
	return r.err
}

// all goes through the text up to an end. It is chroma.LexerState.Iterator without
// its detours.
func (r *run) all(root string, end int) {
	text, at, empty := r.m.text, 0, 0
	for at < end && len(r.stack.Stack) > 0 && r.err == nil {
		r.stack.State = r.stack.Stack[len(r.stack.Stack)-1]
		s := r.lexer.rules[r.stack.State]
		if s == nil {
			r.err = errGaveUp
			return
		}
		rule := r.match(s, at)
		switch {
		case rule != nil:
			if empty++; r.m.groups[0].to > at {
				empty = 0
			} else if empty > mostEmpty {
				r.err = errGaveUp
			}
			at = r.m.groups[0].to
			r.apply(rule)
		case text[at] == '\n' && r.stack.State != root:
			r.stack.Stack = []string{root} // the old one may be kept by a mutator
		default:
			_, size := utf8.DecodeRuneInString(text[at:])
			r.out.put(chroma.Error, text[at:at+size])
			at += size
		}
	}
	if r.err == nil && len(r.stack.Stack) == 0 && at < len(text) {
		r.out.put(chroma.Error, text[at:])
	}
}

// apply does what a rule does that matched.
func (r *run) apply(rule *rule) {
	if rule.groups {
		r.say()
	}
	if rule.mutator != nil {
		if err := rule.mutator.Mutate(&r.stack); err != nil {
			r.err = err
			return
		}
	}
	if rule.emit != nil {
		rule.emit.emit(r)
	}
}

// say tells a mutator what the groups matched.
func (r *run) say() {
	if r.stack.MutatorContext == nil {
		r.stack.MutatorContext = map[any]any{}
	}
	r.stack.Groups = r.stack.Groups[:0]
	for i := range r.m.groups {
		r.stack.Groups = append(r.stack.Groups, r.m.group(i))
	}
}

// put gives a token on, but for those that are to be ignored.
func (r *run) put(t chroma.TokenType, text string) {
	if t != chroma.Ignore {
		r.out.put(t, text)
	}
}

// nested reads a part of the text with another lexer.
func (r *run) nested(l *lexer, options chroma.TokeniseOptions, text string) {
	if l == nil {
		r.err = errGaveUp
	}
	if r.err == nil {
		r.err = l.tokens(options, text, r.out)
	}
}

// match gives the first rule of a state that matches at a place. The matcher has
// its groups.
func (r *run) match(s *state, at int) *rule {
	for _, rule := range s.at(r.m.text, at) {
		if rule.pattern != nil {
			matched, deep := r.m.match(rule.pattern, at)
			if matched {
				return rule
			}
			if !deep {
				continue
			}
		}
		if r.libraryMatches(rule, at) {
			return rule
		}
	}
	return nil
}

// libraryMatches lets the library try a rule.
func (r *run) libraryMatches(rule *rule, at int) bool {
	re := rule.regexp()
	if re == nil {
		return false
	}
	r.runes.read(r.m.text)
	start := r.runes.index(at)
	match, err := re.FindRunesMatchStartingAt(r.runes.text, start)
	if err != nil || match == nil || match.RuneIndex != start {
		return false
	}
	r.m.groups = r.m.groups[:0]
	for _, g := range match.Groups() {
		r.m.groups = append(r.m.groups, span{r.runes.offset(g.RuneIndex), r.runes.offset(g.RuneIndex + g.RuneLength)})
	}
	return true
}

// runes is a text as the library takes it.
type runes struct {
	text    []rune
	offsets []int // of the characters and the end; nil where all are ASCII
	ready   bool
}

// read takes the text of a run, once.
func (x *runes) read(text string) {
	if x.ready {
		return
	}
	x.ready, x.text = true, []rune(text)
	if len(x.text) == len(text) {
		return
	}
	for at := range text {
		x.offsets = append(x.offsets, at)
	}
	x.offsets = append(x.offsets, len(text))
}

// index gives which character begins at an offset.
func (x *runes) index(offset int) int {
	if x.offsets == nil {
		return offset
	}
	i, _ := slices.BinarySearch(x.offsets, offset)
	return i
}

// offset gives where a character begins.
func (x *runes) offset(index int) int {
	if x.offsets == nil {
		return index
	}
	return x.offsets[index]
}
