package highlight

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/dlclark/regexp2/v2"
)

// A lexer is one of chroma's, with its rules compiled as far as they were needed.
type lexer struct {
	from   chroma.Lexer
	once   sync.Once
	rules  map[string]*state // nil where chroma's own driver is used
	config *chroma.Config
}

// A state has the rules that are tried in it.
type state struct {
	once   sync.Once
	rules  []*rule
	choice *choice[*rule] // made at its first use
}

// A rule is one of chroma's.
type rule struct {
	once       sync.Once
	expression string
	pattern    *pattern        // nil where it is left to library
	library    *regexp2.Regexp // compiled at its first use
	libraryRun sync.Once
	first      first
	emit       emitter // nil where nothing comes out
	mutator    chroma.Mutator
}

// known has all lexers of chroma by themselves. Each is compiled once in a process:
// nothing that a site can say changes it.
var known = sync.OnceValue(func() map[chroma.Lexer]*lexer {
	all := map[chroma.Lexer]*lexer{}
	for _, from := range lexers.GlobalLexerRegistry.Lexers {
		all[from] = &lexer{from: from, config: from.Config()}
	}
	return all
})

// lexerOf gives the lexer that stands for one of chroma's.
func lexerOf(from chroma.Lexer) *lexer {
	if l, ok := known()[from]; ok {
		l.once.Do(l.read)
		return l
	}
	return &lexer{from: from, config: from.Config()}
}

// named gives the lexer that chroma has for a name; nil where it has none.
func named(name string) *lexer {
	if from := lexers.Get(name); from != nil {
		return lexerOf(from)
	}
	return nil
}

// read takes over chroma's rules, if all that they do is known here.
func (l *lexer) read() {
	from, ok := l.from.(*chroma.RegexLexer)
	if !ok {
		return
	}
	raw, err := from.Rules()
	if err != nil {
		return
	}
	compiled, err := include(raw)
	if err != nil {
		return
	}
	states, ours := map[string]*state{}, map[*chroma.CompiledRule]*rule{}
	for name, rules := range compiled {
		s := &state{}
		for _, r := range rules {
			if ours[r] == nil {
				emit, known := l.emitter(r.Type)
				if !known || !isKnown(r.Mutator) {
					return
				}
				ours[r] = &rule{expression: l.expression(r.Pattern), emit: emit, mutator: r.Mutator}
			}
			s.rules = append(s.rules, ours[r])
		}
		states[name] = s
	}
	l.rules = states
}

// expression is what chroma's driver compiles for a pattern (chroma.RegexLexer).
func (l *lexer) expression(pattern string) string {
	flags := ""
	if !l.config.NotMultiline {
		flags += "m"
	}
	if l.config.CaseInsensitive {
		flags += "i"
	}
	if l.config.DotAll {
		flags += "s"
	}
	if flags != "" {
		flags = "(?" + flags + ")"
	}
	return `\G` + flags + "(?:" + pattern + ")"
}

// include puts rules that other states have where those are named, as chroma's
// driver does when it compiles.
func include(raw chroma.Rules) (chroma.CompiledRules, error) {
	rules := chroma.CompiledRules{}
	for name, list := range raw {
		rules[name] = nil
		for _, r := range list {
			rules[name] = append(rules[name], &chroma.CompiledRule{Rule: r})
		}
	}
	for {
		name, i := unresolved(rules)
		if i < 0 {
			return rules, nil
		}
		for name := range rules {
			rules[name] = slices.Clip(rules[name])
		}
		if err := rules[name][i].Mutator.(chroma.LexerMutator).MutateLexer(rules, name, i); err != nil {
			return nil, err
		}
	}
}

func unresolved(rules chroma.CompiledRules) (state string, i int) {
	for name, list := range rules {
		for i, r := range list {
			if _, ok := r.Mutator.(chroma.LexerMutator); ok {
				return name, i
			}
		}
	}
	return "", -1
}

// isKnown tells whether a mutator does nothing but push and pop states.
func isKnown(m chroma.Mutator) bool {
	if m == nil {
		return true
	}
	kind, ok := m.(chroma.SerialisableMutator)
	if !ok {
		return false
	}
	switch kind.MutatorKind() {
	case "push", "pop":
		return true
	case "mutators":
		several, ok := field[[]chroma.Mutator](m, "Mutators")
		return ok && !slices.ContainsFunc(several, func(m chroma.Mutator) bool { return !isKnown(m) })
	}
	return false
}

// field reads an exported field of one of chroma's types that have no exported name.
func field[T any](of any, name string) (value T, ok bool) {
	v := reflect.Indirect(reflect.ValueOf(of))
	if v.Kind() != reflect.Struct {
		return value, false
	}
	if v = v.FieldByName(name); !v.IsValid() || !v.CanInterface() {
		return value, false
	}
	value, ok = v.Interface().(T)
	return value, ok
}

// at gives the rules of a state that can match at a place.
func (s *state) at(text string, at int) []*rule {
	s.once.Do(func() {
		firsts := make([]first, len(s.rules))
		for i, r := range s.rules {
			r.once.Do(r.compile)
			firsts[i] = r.first
		}
		s.choice = choose(s.rules, firsts)
	})
	return s.choice.at(text, at)
}

func (r *rule) compile() {
	r.first = anything()
	if p, err := compile(r.expression); err == nil && p != nil {
		r.pattern, r.first = p, p.first
	}
}

// regexp gives what the library makes of the rule, with chroma's limit of time.
func (r *rule) regexp() *regexp2.Regexp {
	r.libraryRun.Do(func() {
		if re, err := regexp2.Compile(r.expression); err == nil {
			re.MatchTimeout = 250 * time.Millisecond
			r.library = re
		}
	})
	return r.library
}

// lineFeeds makes all line ends LF, as chroma does.
func lineFeeds(text string) string {
	if strings.IndexByte(text, '\r') < 0 {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}
