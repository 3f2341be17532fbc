package highlight

import (
	"strings"

	"github.com/alecthomas/chroma/v2"

	"tradeoff/generator/highlight/raku"
)

// This file has what some of chroma's lexers say in Go instead of in rules. Chroma's licence
// is in chroma.LICENSE.

// A driver gives the tokens of a text.
type driver func(options chroma.TokeniseOptions, text string, out sink) error

// code gives what a language does to a whole text; nil where its rules are all.
func (l *lexer) code() driver {
	switch l.config.Name {
	case "HTTP":
		return l.withBody
	case "markdown":
		return l.withFrontMatter
	case "Raku":
		return l.asRaku()
	}
	return nil
}

// function gives the emitter that a rule names; nil where there is none.
func function(name string) emitter {
	switch name {
	case "goRawString":
		return goRawString{}
	case "rstCodeBlock":
		return rstCodeBlock{}
	case "httpContentBlock":
		return token(chroma.Generic)
	case "httpContinuousHeaderBlock":
		return byGroups{token(chroma.Text), token(chroma.Literal), token(chroma.Text)}
	case "httpHeaderBlock":
		return byGroups{token(chroma.Name), token(chroma.Text), token(chroma.Operator), token(chroma.Text), token(chroma.Literal), token(chroma.Text)}
	}
	return nil
}

// mutator gives the mutator that a rule names; nil where there is none.
func mutator(name string) chroma.Mutator {
	if name == "haxePreProcMutator" {
		return chroma.MutatorFunc(haxePreprocessor)
	}
	return nil
}

// within reads what the rules leave over, such as the HTML around a template's tags, with
// another lexer. Chroma puts the two together.
func (l *lexer) within(root string) driver {
	both := chroma.DelegatingLexer(named(root), inner{l})
	return func(options chroma.TokeniseOptions, text string, out sink) error {
		return put(both, options, text, out)
	}
}

// put gives the tokens of one of chroma's lexers.
func put(from chroma.Lexer, options chroma.TokeniseOptions, text string, out sink) error {
	tokens, err := from.Tokenise(&options, text)
	if err != nil {
		return err
	}
	for t := tokens(); t != chroma.EOF; t = tokens() {
		out.put(t.Type, t.Value)
	}
	return nil
}

// renaming gives another type to tokens of some type that are certain words. The line
// is "From To" and the words. Each further line adds to what is there.
func (l *lexer) renaming(types, list string) driver {
	from, to, _ := strings.Cut(types, " ")
	was, _ := chroma.TokenTypeString(from)
	is, _ := chroma.TokenTypeString(to)
	next := l.whole
	if next == nil {
		next = l.own
	}
	words := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		words[word] = true
	}
	return func(options chroma.TokeniseOptions, text string, out sink) error {
		return next(options, text, rename(func(t chroma.TokenType, text string) {
			if t == was && words[text] {
				t = is
			}
			out.put(t, text)
		}))
	}
}

// rename is a sink that is a function.
type rename func(t chroma.TokenType, text string)

func (f rename) put(t chroma.TokenType, text string) { f(t, text) }

// goRawString: in raw strings of Go there may be templates.
type goRawString struct{}

func (g goRawString) emit(r *run) { g.one(r, r.m.group(0)) }

func (goRawString) one(r *run, text string) {
	out := r.out
	r.out = rename(func(t chroma.TokenType, text string) {
		if t == chroma.Other {
			t = chroma.LiteralString
		}
		out.put(t, text)
	})
	using("Go Text Template").one(r, text)
	r.out = out
}

// rstCodeBlock: a block of code names its language.
type rstCodeBlock struct{}

func (rstCodeBlock) emit(r *run) {
	for i, t := range []chroma.TokenType{chroma.Punctuation, chroma.Text, chroma.OperatorWord, chroma.Punctuation, chroma.Text, chroma.Keyword, chroma.Text} {
		r.put(t, r.m.group(i+1))
	}
	var code strings.Builder
	for i := 8; i < len(r.m.groups); i++ {
		code.WriteString(r.m.group(i))
	}
	if lexer := named(r.m.group(6)); lexer != nil {
		r.nested(lexer, alone, code.String())
	} else {
		r.put(chroma.String, code.String())
	}
}

func (rstCodeBlock) one(r *run, _ string) { r.err = errGaveUp }

// haxePreprocessor: after #else the states are those of #if.
func haxePreprocessor(state *chroma.LexerState) error {
	stack, _ := state.Get("haxe-pre-proc").([][]string)
	word := state.Groups[2]
	switch {
	case word == "if":
		stack = append(stack, state.Stack)
	case len(stack) == 0:
	case word == "else", word == "elseif":
		state.Stack = stack[len(stack)-1]
	case word == "end":
		stack = stack[:len(stack)-1]
	}
	if word == "if" || word == "elseif" {
		state.Stack = append(state.Stack, "preproc-expr")
	}
	if word == "error" {
		state.Stack = append(state.Stack, "preproc-error")
	}
	state.Set("haxe-pre-proc", stack)
	return nil
}

// withFrontMatter: Markdown may begin with YAML.
func (l *lexer) withFrontMatter(options chroma.TokeniseOptions, text string, out sink) error {
	end := frontMatter(text)
	if end > 0 {
		if err := named("YAML").tokens(options, text[:end], out); err != nil {
			return err
		}
	}
	return l.own(options, text[end:], out)
}

// frontMatter gives where the YAML at the beginning of a text ends; 0 where there is none.
func frontMatter(text string) int {
	at := 0
	for line := range strings.Lines(text) {
		mark := strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r") == "---" && strings.HasSuffix(line, "\n")
		if at == 0 && !mark {
			return 0
		}
		if at += len(line); mark && at > len(line) {
			return at
		}
	}
	return 0
}

// withBody: a header of HTTP says what the body is.
func (l *lexer) withBody(options chroma.TokeniseOptions, text string, out sink) error {
	body := httpBody{out: out}
	if err := l.own(options, text, &body); err != nil {
		return err
	}
	return body.err
}

// An httpBody is the sink that reads the body as what the header says.
type httpBody struct {
	out       sink
	isType    bool // the next literal is the body's type
	mediaType string
	err       error
}

func (b *httpBody) put(t chroma.TokenType, text string) {
	switch {
	case t == chroma.Name && strings.ToLower(text) == "content-type":
		b.isType = true
	case t == chroma.Literal && b.isType:
		b.isType = false
		b.mediaType = strings.TrimSpace(text)
		if end := strings.IndexByte(b.mediaType, ';'); end > 0 {
			b.mediaType = strings.TrimSpace(b.mediaType[:end])
		}
	case t == chroma.Generic && b.mediaType != "" && b.err == nil:
		if lexer := lexerFor(b.mediaType); lexer != nil {
			b.err = lexer.tokens(alone, text, b.out)
			return
		}
		t = chroma.Text
	}
	b.out.put(t, text)
}

// lexerFor gives the lexer for a media type; for application/calendar+xml, that for
// application/xml where there is none of its own.
func lexerFor(mediaType string) *lexer {
	l, _ := known().MatchMimeType(mediaType).(*lexer)
	if l == nil && strings.Contains(mediaType, "+") {
		family := mediaType[:strings.Index(mediaType, "/")+1] + mediaType[strings.LastIndex(mediaType, "+")+1:]
		l, _ = known().MatchMimeType(family).(*lexer)
	}
	return l
}

// asRaku: what Raku's rules do to each other can be said to chroma's driver alone. They
// change while a text is read, so each text has its own: of rules that several share, the
// colours of one would depend on what is read beside it.
func (l *lexer) asRaku() driver {
	return func(options chroma.TokeniseOptions, text string, out sink) error {
		begin := options.State
		options.State = "patient"
		own, err := chroma.NewLexer(l.config, func() chroma.Rules {
			rules := raku.Fresh()
			rules[options.State] = []chroma.Rule{{Mutator: chroma.MutatorFunc(func(state *chroma.LexerState) error {
				grantPatience(state.Rules)
				state.Stack[len(state.Stack)-1] = begin
				return nil
			})}}
			return rules
		})
		if err != nil {
			return err
		}
		return put(own.SetRegistry(known()), options, text, out)
	}
}

// grantPatience gives rules that chroma has compiled the time that expressions have here.
func grantPatience(rules map[string][]*chroma.CompiledRule) {
	for _, list := range rules {
		for _, r := range list {
			r.Regexp.MatchTimeout = patience
		}
	}
}
