package highlight

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"go/scanner"
	gotoken "go/token"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

var update = flag.Bool("update", false, "write languages.txt and rules.txt from the version of chroma in go.mod; read the difference")

// rakuFile is the sum of the file of chroma's that package raku is a copy of.
const rakuFile = "bc045bd6a33892efa038bfacaaaa0049684356464a4fb9adde6894eb806de7a5"

// TestRules: what is kept of chroma's lexers is what the version of chroma in go.mod has.
//
// Each line of languages.txt is a language: its name, how many bytes of rules.txt are its,
// letters (s where the dot takes line ends, i where case does not matter, - where ^ and $
// know no lines, n where a text gets a line end), its priority, its other names, what its
// files are called, what else they are called, and media types.
//
// In rules.txt a line for each rule begins with r, one for each state with s, and then has
// the numbers of its rules. A line with d names the language within which this one stands,
// lines with w say which words have other types than the rules give. See known.go for what
// stands in a rule.
func TestRules(t *testing.T) {
	var languagesNow, rulesNow strings.Builder
	for _, from := range lexers.GlobalLexerRegistry.Lexers {
		w := ruleWriter{t: t, name: from.Config().Name}
		w.lexer(from)
		rulesNow.WriteString(w.out.String())
		w.language(&languagesNow, from.Config())
	}
	for _, file := range []struct{ name, got, want string }{{"languages.txt", languages, languagesNow.String()}, {"rules.txt", allRules, rulesNow.String()}} {
		switch {
		case file.got == file.want:
		case *update:
			if err := os.WriteFile(file.name, []byte(file.want), 0o644); err != nil {
				t.Error(err)
			}
		default:
			t.Errorf("%s is not what chroma's lexers say: go test ./generator/highlight -update", file.name)
		}
	}
}

// TestCopies: what is copied from chroma as it is, is what chroma has.
func TestCopies(t *testing.T) {
	if text := chromaFile(t, "lexers/raku.go"); hex.EncodeToString(sum(text)) != rakuFile {
		t.Errorf("chroma changed lexers/raku.go: copy it to raku/raku.go with the changes that are named there, and its sum, %x, to rules_test.go", sum(text))
	}
	licence, err := os.ReadFile("chroma.LICENSE")
	if err != nil || string(licence) != string(chromaFile(t, "COPYING")) {
		t.Errorf("chroma changed COPYING: copy it to chroma.LICENSE (%v)", err)
	}
}

func sum(text []byte) []byte {
	all := sha256.Sum256(text)
	return all[:]
}

// chromaFile reads a file of chroma's module.
func chromaFile(t testing.TB, name string) []byte {
	t.Helper()
	folder, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/alecthomas/chroma/v2").Output()
	if err != nil {
		t.Skip("chroma's module is not here")
	}
	text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(folder)), name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestNames: chroma and this package find the same lexer by each name and media type, and
// by some names of files, which are looked for long.
func TestNames(t *testing.T) {
	ours, types := known(), []string{"text/none"}
	names := []string{"", "none", "x.y", "GO", "h", "pl", "Foo.rb", "a.html.erb", "Makefile.in", "xxx.sls"}
	for i, from := range lexers.GlobalLexerRegistry.Lexers {
		config := *from.Config()
		names = append(append(names, config.Name, strings.ToLower(config.Name)), config.Aliases...)
		types = append(types, config.MimeTypes...)
		config.Analyse = nil
		if got := *ours.Lexers[i].Config(); fmt.Sprint(config) != fmt.Sprint(got) {
			t.Errorf("got %+v, want %+v", got, config)
		}
	}
	nameOf := func(l chroma.Lexer) string {
		if l == nil {
			return "nothing"
		}
		return l.Config().Name
	}
	for _, name := range names {
		if got, want := nameOf(ours.Get(name)), nameOf(lexers.Get(name)); got != want {
			t.Errorf("%q is %s, want %s", name, got, want)
		}
	}
	for _, name := range types {
		if got, want := nameOf(ours.MatchMimeType(name)), nameOf(lexers.MatchMimeType(name)); got != want {
			t.Errorf("%q is the type of %s, want %s", name, got, want)
		}
	}
}

// A ruleWriter writes what is kept of one of chroma's lexers.
type ruleWriter struct {
	t    *testing.T
	name string
	out  strings.Builder
}

// language writes the line of languages.txt.
func (w *ruleWriter) language(out *strings.Builder, c *chroma.Config) {
	letters := ""
	for letter, is := range map[string]bool{"s": c.DotAll, "i": c.CaseInsensitive, "-": c.NotMultiline, "n": c.EnsureNL} {
		if is {
			letters += letter
		}
	}
	sorted := strings.Split(letters, "")
	slices.Sort(sorted)
	fields := []string{c.Name, strconv.Itoa(w.out.Len()), strings.Join(sorted, ""), strconv.FormatFloat(float64(c.Priority), 'g', -1, 32)}
	for _, list := range [][]string{c.Aliases, c.Filenames, c.AliasFilenames, c.MimeTypes} {
		for _, name := range list {
			w.plain(name, "|")
		}
		fields = append(fields, strings.Join(list, "|"))
	}
	w.plain(c.Name, "")
	fmt.Fprintln(out, strings.Join(fields, "\t"))
}

// plain fails if a name has a character in it by which names are told apart.
func (w *ruleWriter) plain(name, separators string) string {
	if name == "" || strings.ContainsAny(name, "\t\n"+separators) {
		w.t.Errorf("%s: the name %q cannot be written", w.name, name)
	}
	return name
}

// lexer writes the rules of a lexer, and what is around them.
func (w *ruleWriter) lexer(from chroma.Lexer) {
	switch kind := reflect.TypeOf(from).Elem().Name(); kind {
	case "RegexLexer":
		if w.name != "Raku" {
			w.rules(from.(*chroma.RegexLexer))
		}
	case "markdownLexer", "httpBodyContentTyper": // see code
		w.lexer(hidden[chroma.Lexer](from, "Lexer"))
	case "delegatingLexer":
		w.lexer(hidden[chroma.Lexer](from, "language"))
		fmt.Fprintf(&w.out, "d%s\n", w.plain(hidden[chroma.Lexer](from, "root").Config().Name, ""))
	case "remappingLexer":
		w.lexer(hidden[chroma.Lexer](from, "lexer"))
		w.renamed(hidden[func(chroma.Token) []chroma.Token](from, "mapper"))
	default:
		w.t.Errorf("%s is a lexer of a kind that is not known here: %s", w.name, kind)
	}
}

// hidden reads a field of one of chroma's structs.
func hidden[T any](of any, name string) T {
	field := reflect.ValueOf(of).Elem().FieldByName(name)
	return *(*T)(field.Addr().UnsafePointer())
}

// renamed writes which words have other types than the rules give. Only the lexer's file
// knows the words.
func (w *ruleWriter) renamed(mapper func(chroma.Token) []chroma.Token) {
	file := map[string]string{"Common Lisp": "lexers/cl.go", "EmacsLisp": "lexers/emacs.go"}[w.name]
	if file == "" {
		w.t.Fatalf("%s gives words other types; where do they stand?", w.name)
	}
	lists := map[string][]string{}
	for _, word := range append(stringsIn(chromaFile(w.t, file)), "any other word") {
		for t := range chroma.StandardTypes {
			if is := mapper(chroma.Token{Type: t, Value: word}); len(is) != 1 {
				w.t.Errorf("%s makes %d tokens of %q", w.name, len(is), word)
			} else if is[0].Type != t {
				types := t.String() + " " + is[0].Type.String()
				lists[types] = append(lists[types], w.plain(word, " "))
			}
		}
	}
	for _, types := range slices.Sorted(maps.Keys(lists)) {
		fmt.Fprintf(&w.out, "w%s\t%s\n", types, strings.Join(lists[types], " "))
	}
}

// stringsIn gives all strings in a file of Go, each once.
func stringsIn(text []byte) []string {
	all, files := []string{}, gotoken.NewFileSet()
	var s scanner.Scanner
	s.Init(files.AddFile("", files.Base(), len(text)), text, nil, 0)
	for _, kind, literal := s.Scan(); kind != gotoken.EOF; _, kind, literal = s.Scan() {
		if kind == gotoken.STRING {
			word, _ := strconv.Unquote(literal)
			all = append(all, word)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// rules writes the rules and states of a lexer.
func (w *ruleWriter) rules(from *chroma.RegexLexer) {
	raw, err := from.Rules()
	if err != nil {
		w.t.Fatal(w.name, err)
	}
	numbers := map[*chroma.CompiledRule]int{}
	states := w.include(raw)
	for _, name := range slices.Sorted(maps.Keys(states)) {
		for _, r := range states[name] {
			if _, ok := numbers[r]; !ok {
				numbers[r] = len(numbers)
				fmt.Fprintf(&w.out, "r%s\t%s\t%s\n", w.emitter(r.Type), w.mutator(r.Mutator), quoted(r.Pattern))
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(states)) {
		fmt.Fprintf(&w.out, "s%s\t%s\n", w.plain(name, ""), ranges(states[name], numbers))
	}
}

// ranges gives the numbers of a state's rules.
func ranges(rules []*chroma.CompiledRule, numbers map[*chroma.CompiledRule]int) string {
	var all []string
	for i := 0; i < len(rules); i++ {
		from := numbers[rules[i]]
		end := from
		for i+1 < len(rules) && numbers[rules[i+1]] == end+1 {
			i, end = i+1, end+1
		}
		one := strconv.Itoa(from)
		if end > from {
			one += "-" + strconv.Itoa(end)
		}
		all = append(all, one)
	}
	return strings.Join(all, " ")
}

// quoted is a pattern, quoted where a reader, or an editor, could take it for something else.
func quoted(p string) string {
	if strings.HasPrefix(p, `"`) || strings.ContainsFunc(p, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(p)
	}
	return p
}

// include puts rules that other states have where those are named, as chroma's driver does
// when it compiles.
func (w *ruleWriter) include(raw chroma.Rules) chroma.CompiledRules {
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
			return rules
		}
		for name := range rules {
			rules[name] = slices.Clip(rules[name])
		}
		if err := rules[name][i].Mutator.(chroma.LexerMutator).MutateLexer(rules, name, i); err != nil {
			w.t.Fatal(w.name, err)
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

// emitter writes what comes out of a rule.
func (w *ruleWriter) emitter(from chroma.Emitter) string {
	switch from := from.(type) {
	case nil:
		return ""
	case chroma.TokenType:
		return from.String()
	case chroma.EmitterFunc:
		return "!" + w.function(from)
	case chroma.SerialisableEmitter:
		switch from.EmitterKind() {
		case "bygroups":
			return "(" + w.emitters(from) + ")"
		case "using":
			return "<" + w.plain(hidden[string](from, "Lexer"), ">") + ">"
		case "usingself":
			return "@" + w.plain(hidden[string](from, "State"), ",)]")
		case "usingbygroup":
			return fmt.Sprintf("[%d %d:%s]", hidden[int](from, "SublexerNameGroup"), hidden[int](from, "CodeGroup"), w.emitters(from))
		}
	}
	w.t.Errorf("%s has an emitter that is not known here: %T", w.name, from)
	return ""
}

func (w *ruleWriter) emitters(of chroma.Emitter) string {
	var all []string
	for _, from := range hidden[chroma.Emitters](of, "Emitters") {
		all = append(all, w.emitter(from))
	}
	return strings.Join(all, ",")
}

// function gives the name of a function.
func (w *ruleWriter) function(f any) string {
	name := regexp.MustCompile(`(\.func\d+)+$`).ReplaceAllString(runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name(), "")
	if name = strings.TrimPrefix(path.Ext(name), "."); name == "UsingLexer" && w.name == "Go" {
		name = "goRawString"
	}
	if function(name) == nil && mutator(name) == nil {
		w.t.Errorf("%s has a function that is not known here (code.go): %s", w.name, name)
	}
	return name
}

// mutator writes what a rule does to the states.
func (w *ruleWriter) mutator(from chroma.Mutator) string {
	switch from := from.(type) {
	case nil:
		return ""
	case chroma.MutatorFunc:
		return "!" + w.function(from)
	case chroma.SerialisableMutator:
		switch from.MutatorKind() {
		case "push":
			states := hidden[[]string](from, "States")
			for _, name := range states {
				w.plain(name, ",;")
			}
			return ">" + strings.Join(states, ",")
		case "pop":
			return "<" + strconv.Itoa(hidden[int](from, "Depth"))
		case "mutators":
			var all []string
			for _, m := range hidden[[]chroma.Mutator](from, "Mutators") {
				all = append(all, cmp.Or(w.mutator(m), "nothing"))
			}
			return strings.Join(all, ";")
		}
	}
	w.t.Errorf("%s has a mutator that is not known here: %T", w.name, from)
	return ""
}
