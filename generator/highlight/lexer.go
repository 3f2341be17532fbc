package highlight

import (
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/dlclark/regexp2/v2"
)

// A lexer is one of chroma's, with its rules read and compiled as far as they were
// needed.
type lexer struct {
	config *chroma.Config
	source string // its part of rules.txt
	once   sync.Once
	rules  map[string]*state
	whole  driver // what it does to a whole text; its rules alone where it is nil
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
	groups     bool // the mutator asks for what the groups matched
}

// named gives the lexer that chroma has for a name; nil where it has none.
func named(name string) *lexer {
	l, _ := known().Get(name).(*lexer)
	return l
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

// patience is how long an expression may look for a match: what it takes if it would never
// end. Chroma's quarter of a second is over on a busy machine before some matches are found,
// and then a page would have other colours there.
const patience = time.Minute

// regexp gives what the library makes of the rule.
func (r *rule) regexp() *regexp2.Regexp {
	r.libraryRun.Do(func() {
		if re, err := regexp2.Compile(r.expression); err == nil {
			re.MatchTimeout = patience
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

// The methods below make a lexer one of chroma's, so that chroma's registry finds it and
// chroma's own lexers may use it.

// Config implements chroma.Lexer.
func (l *lexer) Config() *chroma.Config { return l.config }

// SetRegistry implements chroma.Lexer. There is one registry.
func (l *lexer) SetRegistry(*chroma.LexerRegistry) chroma.Lexer { return l }

// SetAnalyser implements chroma.Lexer. Nobody guesses languages here.
func (l *lexer) SetAnalyser(func(string) float32) chroma.Lexer { return l }

// AnalyseText implements chroma.Lexer.
func (l *lexer) AnalyseText(string) float32 { return 0 }

// Tokenise implements chroma.Lexer.
func (l *lexer) Tokenise(options *chroma.TokeniseOptions, text string) (chroma.Iterator, error) {
	return tokenise(l.tokens, options, text)
}

// An inner lexer is one without what it does to whole texts.
type inner struct{ *lexer }

// Tokenise implements chroma.Lexer.
func (l inner) Tokenise(options *chroma.TokeniseOptions, text string) (chroma.Iterator, error) {
	return tokenise(l.own, options, text)
}

func tokenise(tokens driver, options *chroma.TokeniseOptions, text string) (chroma.Iterator, error) {
	if options == nil {
		options = &alone
	}
	var all tokenList
	err := tokens(*options, text, &all)
	return chroma.Literator(all...), err
}

// A tokenList is the sink that collects tokens.
type tokenList []chroma.Token

func (l *tokenList) put(t chroma.TokenType, text string) {
	if text != "" {
		*l = append(*l, chroma.Token{Type: t, Value: text})
	}
}
