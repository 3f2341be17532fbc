package highlight

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

// What chroma's lexers are is kept in two files, which a test makes of chroma's package
// (rules_test.go says how they are written): to load that package takes 9 ms of each
// process, since it opens the files of all lexers, and it compiles all expressions of a
// lexer for a single use. Here a lexer's rules are read when code is in its language.
//
//go:embed languages.txt
var languages string

//go:embed rules.txt
var allRules string

// known has all lexers. Each is read and compiled once in a process: nothing that a site
// can say changes it.
var known = sync.OnceValue(func() *chroma.LexerRegistry {
	registry, rest := chroma.NewLexerRegistry(), allRules
	for line := range strings.Lines(languages) {
		config, size := languageOf(strings.TrimSuffix(line, "\n"))
		registry.Register(&lexer{config: config, source: rest[:size]})
		rest = rest[size:]
	}
	return registry
})

// Languages calls for each language that there is, with its name and its other names.
func Languages(yield func(name string, others []string) bool) {
	for _, l := range known().Lexers {
		if c := l.Config(); !yield(c.Name, c.Aliases) {
			return
		}
	}
}

// languageOf reads a line of languages.txt, and how much of rules.txt is the language's.
func languageOf(line string) (config *chroma.Config, size int) {
	parts := strings.Split(line, "\t")
	size, _ = strconv.Atoi(parts[1])
	priority, _ := strconv.ParseFloat(parts[3], 32)
	return &chroma.Config{
		Name:            parts[0],
		CaseInsensitive: strings.Contains(parts[2], "i"),
		DotAll:          strings.Contains(parts[2], "s"),
		NotMultiline:    strings.Contains(parts[2], "-"),
		EnsureNL:        strings.Contains(parts[2], "n"),
		Priority:        float32(priority),
		Aliases:         several(parts[4]), Filenames: several(parts[5]), AliasFilenames: several(parts[6]), MimeTypes: several(parts[7]),
	}, size
}

// several gives the names in a list.
func several(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, "|")
}

// read takes over a lexer's rules from its part of rules.txt.
func (l *lexer) read() {
	var rules []*rule
	l.rules = map[string]*state{}
	for line := range strings.Lines(l.source) {
		kind, line := line[0], strings.TrimSuffix(line[1:], "\n")
		first, rest, _ := strings.Cut(line, "\t")
		switch kind {
		case 'r':
			rules = append(rules, l.rule(first, rest))
		case 's':
			l.rules[first] = stateOf(rules, rest)
		case 'd':
			l.whole = l.within(first)
		case 'w':
			l.whole = l.renaming(first, rest)
		}
	}
	if code := l.code(); code != nil {
		l.whole = code
	}
}

// stateOf gives a state with some ranges of rules.
func stateOf(rules []*rule, ranges string) *state {
	s := &state{}
	for part := range strings.FieldsSeq(ranges) {
		from, to, several := strings.Cut(part, "-")
		i, _ := strconv.Atoi(from)
		end := i
		if several {
			end, _ = strconv.Atoi(to)
		}
		s.rules = append(s.rules, rules[i:end+1]...)
	}
	return s
}

// rule reads what comes out of a rule, and what it does to the states and its pattern,
// between which there is a tab.
func (l *lexer) rule(emit, rest string) *rule {
	does, pattern, _ := strings.Cut(rest, "\t")
	if strings.HasPrefix(pattern, `"`) {
		pattern, _ = strconv.Unquote(pattern)
	}
	r := &rule{expression: l.expression(pattern)}
	r.emit, _ = l.emitter(emit)
	r.mutator, r.groups = mutatorOf(does)
	return r
}

// mutatorOf reads what a rule does to the states: ">a,b" pushes two, "<2" pops two, "!f" is
// a function. Several have semicolons between them.
func mutatorOf(text string) (m chroma.Mutator, groups bool) {
	if text == "" {
		return nil, false
	}
	var all []chroma.Mutator
	for one := range strings.SplitSeq(text, ";") {
		switch rest := one[1:]; one[0] {
		case '>':
			all = append(all, chroma.Push(strings.FieldsFunc(rest, func(r rune) bool { return r == ',' })...))
		case '<':
			depth, _ := strconv.Atoi(rest)
			all = append(all, chroma.Pop(depth))
		case '!':
			all, groups = append(all, mutator(rest)), true
		}
	}
	if len(all) == 1 {
		return all[0], groups
	}
	return chroma.Mutators(all...), groups
}

// emitter reads what comes out of a rule, and gives what stands behind it: "Name" is a type
// of token, "(a,b)" one for each group, "[2 4 a,b]" the same where the second names the
// language of the fourth, "<Go>" another language, "@state" the same one, "!f" a function.
// Nothing stands for nothing.
func (l *lexer) emitter(text string) (e emitter, rest string) {
	if text == "" {
		return nil, ""
	}
	switch text[0] {
	case ',', ')', ']':
		return nil, text
	case '(':
		return l.byGroups(text[1:])
	case '[':
		var u usingByGroup
		head, rest, _ := strings.Cut(text[1:], ":")
		_, _ = fmt.Sscan(head, &u.name, &u.code)
		u.parts, rest = l.byGroups(rest)
		return &u, rest
	case '<':
		name, rest, _ := strings.Cut(text[1:], ">")
		return using(name), rest
	}
	name := text
	if end := strings.IndexAny(text, ",)]"); end >= 0 {
		name = text[:end]
	}
	rest = text[len(name):]
	switch name[0] {
	case '@':
		return &usingSelf{l, name[1:]}, rest
	case '!':
		return function(name[1:]), rest
	}
	t, _ := chroma.TokenTypeString(name)
	return token(t), rest
}

// byGroups reads emitters up to the bracket that closes them.
func (l *lexer) byGroups(text string) (parts byGroups, rest string) {
	for {
		var part emitter
		part, text = l.emitter(text)
		parts = append(parts, part)
		if text == "" {
			return parts, ""
		}
		separator := text[0]
		if text = text[1:]; separator != ',' {
			return parts, text
		}
	}
}
