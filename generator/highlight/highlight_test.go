package highlight

import (
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/alecthomas/chroma/v2"
	chtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
)

// mostSample is how much of an example is read: chroma takes seconds for the longest.
const mostSample = 4000

// samples gives chroma's own examples, by the names of lexers; of many, in a hurry of some.
func samples(t testing.TB) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/alecthomas/chroma/v2").Output()
	if err != nil {
		t.Skip("chroma's module is not here")
	}
	folder := filepath.Join(strings.TrimSpace(string(out)), "lexers", "testdata")
	found := map[string][]string{}
	filepath.WalkDir(folder, func(file string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(file) != ".actual" {
			return err
		}
		name := strings.TrimSuffix(filepath.Base(file), ".actual")
		if folderName := filepath.Base(filepath.Dir(file)); folderName != "testdata" {
			name = folderName
		}
		if lexer := lexers.Get(name); lexer != nil {
			text, _ := os.ReadFile(file)
			text = text[:min(len(text), mostSample)]
			found[lexer.Config().Name] = append(found[lexer.Config().Name], string(text))
		}
		return nil
	})
	for i, name := range slices.Sorted(maps.Keys(found)) {
		if i%hurry > 0 {
			delete(found, name)
		}
	}
	return found
}

// collected is the sink that collects tokens as chroma.Coalesce does.
type collected []chroma.Token

func (c *collected) put(t chroma.TokenType, text string) {
	if text == "" {
		return
	}
	if n := len(*c); n > 0 && (*c)[n-1].Type == t && len((*c)[n-1].Value) < mostInToken {
		(*c)[n-1].Value += text
		return
	}
	*c = append(*c, chroma.Token{Type: t, Value: text})
}

// TestTokens compares this package's driver with chroma's, on chroma's examples.
func TestTokens(t *testing.T) {
	all := samples(t)
	for name, texts := range all {
		t.Run(name, func(t *testing.T) {
			for _, text := range texts {
				compareTokens(t, lexers.Get(name), text)
			}
		})
	}
}

// TestUnderstood: nearly all lexers are read by this package's driver, and nearly all of
// their expressions by its steps.
func TestUnderstood(t *testing.T) {
	var plain []string
	expressions, left := 0, 0
	for i, lexer := range lexers.GlobalLexerRegistry.Lexers {
		if i%hurry > 0 {
			continue
		}
		l := named(lexer.Config().Name)
		l.once.Do(l.read)
		if len(l.rules) == 0 {
			plain = append(plain, lexer.Config().Name)
		}
		for _, s := range l.rules {
			for _, r := range s.rules {
				r.once.Do(r.compile)
				expressions++
				if r.pattern == nil {
					left++
				}
			}
		}
	}
	if len(plain) > 1 || left*100 > expressions {
		t.Errorf("chroma's driver reads %q, its library %d of %d expressions", plain, left, expressions)
	}
}

// TestMangled compares the drivers on code as it is while somebody writes it: cut off
// anywhere, with parts of other lines and other languages in it, in letters that are
// no ASCII.
func TestMangled(t *testing.T) {
	all := samples(t)
	names := slices.Sorted(maps.Keys(all))
	random := rand.New(rand.NewPCG(1, 2))
	piece := func(most int) string {
		texts := all[names[random.IntN(len(names))]]
		text := texts[random.IntN(len(texts))]
		start := random.IntN(len(text) + 1)
		return text[start:min(start+random.IntN(most), len(text))]
	}
	for i, lexer := range lexers.GlobalLexerRegistry.Lexers {
		if i%hurry > 0 {
			continue
		}
		name := lexer.Config().Name
		for range 4 {
			text := piece(300)
			if own := all[name]; own != nil {
				whole := own[random.IntN(len(own))]
				start := random.IntN(len(whole) + 1)
				text = whole[start:min(start+700, len(whole))] + piece(40) + []string{"", "é—日本", "\r\n", "\u2028", "\x80"}[random.IntN(5)] + piece(200)
			}
			compareTokens(t, lexer, text)
		}
	}
}

// FuzzTokens compares the drivers on anything.
func FuzzTokens(f *testing.F) {
	names := lexers.Names(false)
	for i := range names {
		f.Add(i, "a \"b\" 'c' <d>\n\t#1 // /* */ <<X\n{{ $e }} é: [f](g)\nX\n")
	}
	f.Fuzz(func(t *testing.T, i int, text string) {
		compareTokens(t, lexers.Get(names[uint(i)%uint(len(names))]), text)
	})
}

// compareTokens compares the drivers on a text. What this one gives up, chroma's is not
// asked for, since it may not come to an end.
func compareTokens(t *testing.T, lexer chroma.Lexer, text string) {
	t.Helper()
	l := named(lexer.Config().Name)
	var got collected
	if err := l.safely(text, &got); err != nil {
		t.Logf("%s: %s in %q", l.config.Name, err, text)
		return
	}
	var want []chroma.Token
	for range 5 { // where the machine is busy, chroma passes over rules for want of time
		var err error
		if want, err = chroma.Tokenise(chroma.Coalesce(unused(t, lexer)), nil, text); err != nil {
			t.Fatal(err)
		}
		if slices.Equal(got, want) {
			return
		}
	}
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) || want[i] != got[i] {
			t.Errorf("%s: token %d: got %q, want %q in\n%q", lexer.Config().Name, i, got[min(i, len(got)):min(i+3, len(got))], want[min(i, len(want)):min(i+3, len(want))], text)
			return
		}
	}
}

// unused gives one of chroma's lexers as it is before it has read anything. Raku's changes
// with what it reads: after code that is cut off, it reads the next as if it were within.
func unused(t testing.TB, lexer chroma.Lexer) chroma.Lexer {
	t.Helper()
	from, ok := lexer.(*chroma.RegexLexer)
	if !ok || lexer.Config().Name != "Raku" {
		return lexer
	}
	rules, err := from.Rules()
	if err != nil {
		t.Fatal(err)
	}
	return chroma.MustNewLexer(lexer.Config(), rules.Clone).SetRegistry(lexers.GlobalLexerRegistry)
}

// chromaHTML is what chroma's formatter writes, without elements for white space.
func chromaHTML(t testing.TB, lexer chroma.Lexer, text string, marked [][2]int) string {
	options := []chtml.Option{chtml.WithClasses(true), chtml.PreventSurroundingPre(true)}
	if len(marked) > 0 {
		options = []chtml.Option{chtml.WithClasses(true), chtml.HighlightLines(marked), chtml.WithPreWrapper(noPre{})}
	}
	tokens, err := chroma.Coalesce(unused(t, lexer)).Tokenise(nil, text)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	withoutSpace := func() chroma.Token {
		token := tokens()
		if token.Type == chroma.TextWhitespace {
			token.Type = chroma.Text
		}
		return token
	}
	if err := chtml.New(options...).Format(&out, styles.Fallback, withoutSpace); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

type noPre struct{}

func (noPre) Start(bool, string) string { return "" }
func (noPre) End(bool) string           { return "" }

// TestHTML compares what is written with what chroma's formatter writes.
// HTML is Append to nothing.
func HTML(language, code string, marked [][2]int) (string, error) {
	page, err := Append(nil, language, code, marked)
	return string(page), err
}

func TestHTML(t *testing.T) {
	for name, texts := range samples(t) {
		for _, text := range texts {
			text = text[:min(len(text), mostSample/4)]
			for _, marked := range [][][2]int{nil, {{1, 2}, {4, 9}, {6, 7}, {6, 12}}} {
				got, err := HTML(name, text, marked)
				if err != nil {
					t.Errorf("%s: %s", name, err)
					continue
				}
				want := ""
				for i := 0; i < 5 && got != want; i++ { // see compareTokens
					want = chromaHTML(t, lexers.Get(name), text, marked)
				}
				if got != want {
					t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
				}
			}
		}
	}
}

// BenchmarkHTML is what a block of code of some forty lines costs here, and with
// chroma's driver and formatter.
func BenchmarkHTML(b *testing.B) {
	all := samples(b)
	for _, name := range []string{"Go", "JavaScript", "Bash", "YAML", "Python", "JSON", "CSS", "TypeScript", "Java", "Ruby"} {
		if len(all[name]) == 0 {
			b.Fatalf("there is no example of %s", name)
		}
		text := all[name][0]
		text = text[:min(len(text), 1000)]
		if _, err := HTML(name, text, nil); err != nil { // compiles the rules
			b.Fatal(err)
		}
		b.Run("ours/"+name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				_, _ = HTML(name, text, nil)
			}
		})
		b.Run("chroma/"+name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				chromaHTML(b, lexers.Get(name), text, nil)
			}
		})
	}
}

// TestTogether: a lexer's rules are compiled by whoever comes first.
func TestTogether(t *testing.T) {
	var group sync.WaitGroup
	results := make([]string, 8)
	for i := range results {
		group.Go(func() { results[i], _ = HTML("Kotlin", "fun main() { println(\"${1 + 2}\") } // é\n", nil) })
	}
	group.Wait()
	if slices.Sort(results); results[0] == "" || results[0] != results[7] {
		t.Errorf("%q and %q", results[0], results[7])
	}
}
