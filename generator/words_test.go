package generator_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"tradeoff/generator/words"
)

// TestWordsAreThere: every key that Go code or a template says is in en.yaml, with
// values for its holes, and every key of en.yaml is said somewhere. That templates say
// keys that are there, loading them tells.
func TestWordsAreThere(t *testing.T) {
	english := words.English()
	said := saidInGo(t, english)
	for name, text := range builtInTemplates(t) {
		if path.Ext(name) == ".js" {
			area := "script." + strings.TrimSuffix(name, ".js") + "."
			for _, key := range english.Keys() {
				own, ok := strings.CutPrefix(key, area)
				own = strings.TrimRight(own, ".0123456789")      // of a list
				composed := said[strings.TrimSuffix(own, "-by")] // of what Go says to the script
				if ok && (composed || regexp.MustCompile(`["'.]`+regexp.QuoteMeta(own)+`\b`).MatchString(text)) {
					said[key] = true
				}
			}
			continue
		}
		for _, m := range regexp.MustCompile(`\bsay "([^"]+)"`).FindAllStringSubmatch(text, -1) {
			said[m[1]] = true
		}
		for _, m := range regexp.MustCompile(`\b(?:parts|joined) "([^"]+)"`).FindAllStringSubmatch(text, -1) {
			sayList(said, m[1])
		}
	}
	for _, key := range english.Keys() {
		if !said[key] && !strings.HasPrefix(key, "date.months.") {
			t.Errorf("en.yaml: nothing says %q", key)
		}
	}
}

// sayList marks the keys of a kind of list.
func sayList(said map[string]bool, kind string) {
	for _, key := range []string{"two", "more", "last"} {
		said["list."+kind+"."+key] = true
	}
}

// saidInGo gives the keys that the generator says, and reports those that are not there.
func saidInGo(t *testing.T, english *words.Words) map[string]bool {
	t.Helper()
	said := map[string]bool{}
	err := filepath.WalkDir(".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			return err
		}
		positions := token.NewFileSet()
		parsed, err := parser.ParseFile(positions, file, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok { // a key or a kind of list, on its way to where it is said
				for _, text := range literals([]ast.Expr{lit}) {
					if said[text] = true; english.Has("list." + text + ".two") {
						sayList(said, text)
					}
				}
			}
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			texts := literals(call.Args[:1])
			method, isMethod := call.Fun.(*ast.SelectorExpr)
			if !isMethod || len(texts) == 0 {
				return true
			}
			switch method.Sel.Name {
			case "Text", "HTML", "Say":
				var given []string
				for at := 1; at < len(call.Args); at += 2 {
					given = append(given, literals(call.Args[at:at+1])...)
				}
				if err := english.Check(texts[0], given); err != nil && strings.Contains(texts[0], ".") && texts[0] != "date.months." {
					t.Errorf("%s: %v", positions.Position(call.Pos()), err)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return said
}

// builtInTemplates gives the texts of the built-in templates and scripts.
func builtInTemplates(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, pattern := range []string{"*.html", "*.js"} {
		names, err := filepath.Glob(filepath.Join("../templates", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			texts[filepath.Base(name)] = string(text)
		}
	}
	return texts
}

// seen are the attributes that readers see or hear.
var seen = []string{"aria-label", "alt", "title", "placeholder", "content", "aria-description", "label"}

// TestTemplatesSayWords: no built-in template has words of its own, neither between
// its tags nor in an attribute that a reader sees or hears.
func TestTemplatesSayWords(t *testing.T) {
	for name, text := range builtInTemplates(t) {
		if path.Ext(name) == ".html" {
			for _, own := range ownWords(text) {
				t.Errorf("templates/%s has words of its own: %q", name, own)
			}
		}
	}
	for text, want := range map[string]string{
		`<p>{{say "a.b"}}</p>`:                             "",
		`<p>{{.Name}}, at most 3 · {{.Name}}</p>`:          ", at most 3 · ",
		`<a href="x" aria-label="Back {{.Name}}">↑</a>`:    "Back ",
		`<meta name="viewport" content="width=1"><p>1</p>`: "",
		`<script>var words;</script><style>p { }</style>`:  "",
	} {
		if got := strings.Join(ownWords(text), "|"); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// attributeAlone is a part that stands within a tag.
var attributeAlone = regexp.MustCompile(`^\s*class="[^"]*"\s*$`)

// ownWords gives what a template has of letters that a reader sees or hears.
func ownWords(text string) []string {
	text = regexp.MustCompile(`(?s)\{\{-?\s*/\*.*?\*/\s*-?\}\}`).ReplaceAllString(text, "")
	text = regexp.MustCompile(`(?s)\{\{.*?\}\}`).ReplaceAllString(text, "")
	var found []string
	keep := func(s string) {
		if strings.ContainsFunc(s, unicode.IsLetter) {
			found = append(found, s)
		}
	}
	tokens, within := html.NewTokenizer(strings.NewReader(text)), ""
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return found
		case html.TextToken:
			switch text := string(tokens.Text()); {
			case within == "noscript": // whose content is no markup to who reads with scripts
				found = append(found, ownWords(text)...)
			case within != "script" && within != "style" && !attributeAlone.MatchString(text):
				keep(text)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			token := tokens.Token()
			within = token.Data
			if token.Data == "meta" && !slices.ContainsFunc(token.Attr, func(a html.Attribute) bool { return a.Key == "name" && a.Val == "description" }) {
				continue
			}
			for _, a := range token.Attr {
				if slices.Contains(seen, a.Key) {
					keep(a.Val)
				}
			}
		case html.EndTagToken:
			within = ""
		}
	}
}
