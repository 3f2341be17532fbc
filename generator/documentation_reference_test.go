package generator_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// The tests here hold the tables of the writers' documentation to what the tool
// accepts, which they read from its exported lists or, where there is none, from
// its source. What is not documented fails, and so does what is documented and
// is not there.

// parsedFiles parses the Go files of a folder, tests left out.
func parsedFiles(t testing.TB, folder string) (files []*ast.File) {
	t.Helper()
	err := filepath.WalkDir(folder, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		files = append(files, parsed)
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatal(folder, err)
	}
	return files
}

// literals gives those of expressions that are texts.
func literals(expressions []ast.Expr) (texts []string) {
	for _, e := range expressions {
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			text, _ := strconv.Unquote(lit.Value)
			texts = append(texts, text)
		}
	}
	return texts
}

// declaredCodes reads the codes from their declaration.
func declaredCodes(t testing.TB) (codes []diag.Code) {
	t.Helper()
	for _, file := range parsedFiles(t, "diag") {
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok && spec.Type != nil && fmt.Sprint(spec.Type) == "Code" {
				for _, text := range literals(spec.Values) {
					codes = append(codes, diag.Code(text))
				}
			}
			return true
		})
	}
	if len(codes) < 40 {
		t.Fatalf("only %d codes were found", len(codes))
	}
	return codes
}

// keySections says where the keys of each mapping are explained: in the table of
// a section.
var keySections = map[string][2]string{
	"the site":               {"data", "The site: data/site.yaml"},
	"an author":              {"data", "Authors"},
	"a category":             {"data", "A category: data/<category>/category.yaml"},
	"a group":                {"data", "Groups of attributes"},
	"an attribute":           {"data", "Attributes"},
	"an option":              {"data", "An option: data/<category>/<option>.yaml"},
	"a fact":                 {"data", "Facts"},
	"an entry of used_by":    {"data", "Who uses it"},
	"a question":             {"decisions", "Questions"},
	"an answer":              {"decisions", "Answers"},
	"the theme":              {"theme", ""},
	"a palette":              {"theme", "Colours"},
	"the fonts":              {"theme", "Fonts"},
	"a font file":            {"theme", "Font files"},
	"a logo":                 {"theme", "Logo and icon"},
	"an entry of navigation": {"theme", "Navigation"},
	"a guide's front matter": {"guides", "Front matter"},
}

// TestDocumentationKeys demands a row for each key that the parsers accept. They
// are read from the parsers' source: the calls of Fields.
func TestDocumentationKeys(t *testing.T) {
	keys := map[string][]string{}
	for _, folder := range []string{"dataset", "guide"} {
		for _, file := range parsedFiles(t, folder) {
			lists := map[string][]string{} // variables that hold keys
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.ValueSpec:
					if len(n.Values) == 1 {
						if list, ok := n.Values[0].(*ast.CompositeLit); ok {
							lists[n.Names[0].Name] = literals(list.Elts)
						}
					}
				case *ast.CallExpr:
					called, ok := n.Fun.(*ast.SelectorExpr)
					if !ok || called.Sel.Name != "Fields" || fmt.Sprint(called.X) == "strings" {
						break
					}
					texts := literals(n.Args)
					if name, ok := n.Args[len(n.Args)-1].(*ast.Ident); ok && n.Ellipsis.IsValid() {
						texts = append(texts, lists[name.Name]...)
					}
					keys[texts[0]] = texts[1:]
				}
				return true
			})
		}
	}
	delete(keys, "the command line") // its flags are those of TestDocumentationCommands
	for what, where := range keySections {
		if len(keys[what]) == 0 {
			t.Errorf("no parser reads %s, or its keys were not found", what)
			continue
		}
		rows := tableRows(readTopic(t, where[0]).section(t, where[1]))
		if !slices.Equal(slices.Sorted(slices.Values(rows)), slices.Sorted(slices.Values(keys[what]))) {
			t.Errorf("%s.md, %q: the table has %q, and %s takes %q", where[0], where[1], rows, what, keys[what])
		}
	}
	for what := range keys {
		if keySections[what] == [2]string{} {
			t.Errorf("it is not said where the keys of %s are explained", what)
		}
	}
}

var firstCell = regexp.MustCompile("(?m)^\\| `([^`]+)` \\|")

// tableRows gives the code that each row of a section's tables begins with.
func tableRows(s section) (rows []string) {
	for _, m := range firstCell.FindAllStringSubmatch(s.text, -1) {
		rows = append(rows, m[1])
	}
	return rows
}

// TestDocumentationDirectives demands a section for each directive, with a row
// for each attribute and an example.
func TestDocumentationDirectives(t *testing.T) {
	p := readTopic(t, "directives")
	check := func(directive string, attributes []string) {
		s := p.section(t, directive)
		if !slices.ContainsFunc(s.blocks, func(b block) bool { return b.file != "" && strings.Contains(b.content, directive) }) {
			t.Errorf("the section %q has no example with a file name", directive)
		}
		if rows := tableRows(s); !slices.Equal(slices.Sorted(slices.Values(rows)), slices.Sorted(slices.Values(attributes))) {
			t.Errorf("the section %q has rows for %q, and the directive takes %q", directive, rows, attributes)
		}
	}
	for name, attributes := range markup.LeafDirectives {
		check("::"+name, attributes)
	}
	for name := range markup.Containers {
		check(":::"+name, nil)
	}
	check(":fact", nil)
}

// TestDocumentationTypes demands a row for each type of an attribute, and that
// the comparisons of conditions are all mentioned.
func TestDocumentationTypes(t *testing.T) {
	rows := tableRows(readTopic(t, "data").section(t, "Types"))
	for _, kind := range source.Types {
		if !slices.Contains(rows, string(kind)) {
			t.Errorf("data.md has no row for the type %q", kind)
		}
	}
	conditions, signs := readTopic(t, "decisions").section(t, "Conditions"), 0
	for _, file := range parsedFiles(t, "dataset") {
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok && spec.Names[0].Name == "comparisons" {
				for _, element := range spec.Values[0].(*ast.CompositeLit).Elts {
					for _, sign := range literals(element.(*ast.CompositeLit).Elts) {
						signs++
						if !strings.Contains(conditions.text, "`"+sign+"`") {
							t.Errorf("decisions.md does not mention %q", sign)
						}
					}
				}
			}
			return true
		})
	}
	if signs == 0 {
		t.Error("no comparison was found")
	}
}

// TestDocumentationCommands demands that every command has a section and every
// flag a row in it. Both are read from the source of the command.
func TestDocumentationCommands(t *testing.T) {
	p := readTopic(t, "commands")
	flags, found := map[string][]string{}, 0
	for _, file := range parsedFiles(t, "../cmd/tradeoff") {
		command := ""
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl: // each command has a function of its own
				command = ""
			case *ast.KeyValueExpr:
				if use := literals([]ast.Expr{n.Value}); fmt.Sprint(n.Key) == "Use" && use != nil {
					command, _, _ = strings.Cut(use[0], " ")
					if command != "tradeoff" {
						command = "tradeoff " + command
					}
					flags[command] = append(flags[command], "--help")
				}
			case *ast.CallExpr:
				called, ok := n.Fun.(*ast.SelectorExpr)
				if ok && command != "" && regexp.MustCompile(`^(Bool|String|StringSlice|Int|Duration)VarP?$`).MatchString(called.Sel.Name) {
					found++
					flags[command] = append(flags[command], "--"+literals(n.Args)[0])
				}
			}
			return true
		})
	}
	flags["tradeoff"] = append(flags["tradeoff"], "--version")
	if len(flags) < 4 || found < 6 {
		t.Fatalf("only these commands and flags were found: %v", flags)
	}
	for command, names := range flags {
		if rows := tableRows(p.section(t, command)); !slices.Equal(slices.Sorted(slices.Values(rows)), slices.Sorted(slices.Values(names))) {
			t.Errorf("commands.md, %q: the table has %q, and the command takes %q", command, rows, names)
		}
	}
}

// TestDocumentationTemplates demands a row for each built-in file, and that the
// views are described as the files *views.go declare them.
func TestDocumentationTemplates(t *testing.T) {
	p := readTopic(t, "templates")
	set, diags := templates.Load(nil, nil)
	if diags.HasErrors() {
		t.Fatal("the built-in templates are faulty")
	}
	rows := tableRows(p.section(t, "The files"))
	if !slices.Equal(slices.Sorted(slices.Values(rows)), set.Names()) {
		t.Errorf("templates.md names the files %q, and the built-in ones are %q", rows, set.Names())
	}
	checkParts(t, p)
	s := p.section(t, "The views")
	start := slices.IndexFunc(p.lines[s.start:s.end], func(line string) bool { return strings.HasPrefix(line, "### ") })
	if start < 0 {
		t.Fatal("the section of the views has no heading of level 3, where they begin")
	}
	want := describeViews(t)
	if got := strings.Join(p.lines[s.start+start:s.end], "\n"); got != want && !*update {
		t.Error("the views are not described as templates/*views.go declare them; run this test with -update")
	}
	p.apply(t, []edit{{s.start + start, s.end, want + "\n"}})
}

// checkParts demands a row for each part that the built-in templates define, and
// for each function that they may call.
func checkParts(t *testing.T, p *topic) {
	t.Helper()
	var parts, functions []string
	all, err := fs.Glob(os.DirFS("../templates"), "*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range all {
		text, err := os.ReadFile(filepath.Join("../templates", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`{{-? *define "([^"]+)"`).FindAllStringSubmatch(string(text), -1) {
			parts = append(parts, m[1])
		}
	}
	for _, file := range parsedFiles(t, "../templates") {
		ast.Inspect(file, func(n ast.Node) bool {
			if list, ok := n.(*ast.CompositeLit); ok && strings.HasSuffix(fmt.Sprint(list.Type), "FuncMap}") {
				for _, entry := range list.Elts {
					functions = append(functions, literals([]ast.Expr{entry.(*ast.KeyValueExpr).Key})...)
				}
			}
			return true
		})
	}
	for heading, want := range map[string][]string{"Parts": parts, "Functions": functions} {
		if rows := tableRows(p.section(t, heading)); len(want) == 0 || !slices.Equal(slices.Sorted(slices.Values(rows)), slices.Sorted(slices.Values(want))) {
			t.Errorf("templates.md, %q: the table has %q, and there are %q", heading, rows, want)
		}
	}
}

// describeViews writes what the views' files say, in a writer's words.
func describeViews(t *testing.T) string {
	t.Helper()
	var declarations []ast.Decl
	more, err := filepath.Glob("../templates/*_views.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append([]string{"../templates/views.go"}, more...) {
		parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		declarations = append(declarations, parsed.Decls...)
	}
	var b strings.Builder
	for _, declaration := range declarations {
		general, ok := declaration.(*ast.GenDecl)
		if !ok || general.Tok != token.TYPE {
			continue
		}
		spec := general.Specs[0].(*ast.TypeSpec)
		view, ok := spec.Type.(*ast.StructType)
		if !ok {
			t.Errorf("%s is not a view", spec.Name)
			continue
		}

		fmt.Fprintf(&b, "### `%s`\n\n%s\n| field | is | what it says |\n| --- | --- | --- |\n", spec.Name, general.Doc.Text())
		for _, field := range view.Fields.List {
			comment := strings.Join(strings.Fields(field.Doc.Text()+field.Comment.Text()), " ")
			if len(field.Names) == 0 {
				fmt.Fprintf(&b, "| all fields of `%s` | | %s |\n", field.Type, comment)
			}
			for _, name := range field.Names {
				fmt.Fprintf(&b, "| `%s` | %s | %s |\n", name, kindOf(field.Type), comment)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// kindOf says in a writer's words what a field holds.
func kindOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.ArrayType:
		return "list of " + kindOf(e.Elt)
	case *ast.StarExpr:
		return kindOf(e.X) + ", or nothing"
	case *ast.SelectorExpr:
		if e.Sel.Name == "RawMessage" {
			return "JSON"
		}
		return e.Sel.Name // HTML, CSS
	case *ast.Ident:
		if word, ok := map[string]string{"string": "text", "int": "number", "bool": "yes or no"}[e.Name]; ok {
			return word
		}
		return "`" + e.Name + "`"
	}
	return "?"
}

// TestDocumentationLinks follows the links between topics.
func TestDocumentationLinks(t *testing.T) {
	code, link := regexp.MustCompile("`[^`\n]+`"), regexp.MustCompile(`\]\(([a-z]*)(?:\.md)?(?:#([^)]+))?\)`)
	topics, ids := map[string]*topic{}, map[string][]string{}
	for _, name := range topicNames(t) {
		topics[name] = readTopic(t, name)
		ids[name] = headingIDs(topics[name])
	}
	links := 0
	for name, p := range topics {
		for _, s := range p.sections {
			text := code.ReplaceAllString(s.text, "code")
			for _, m := range link.FindAllStringSubmatch(text, -1) {
				links++
				to := m[1]
				if to == "" {
					to = name
				}
				if topics[to] == nil {
					t.Errorf("%s.md links to %s.md, which is not there", name, to)
				} else if m[2] != "" && !slices.Contains(ids[to], m[2]) {
					t.Errorf("%s.md links to %s.md#%s, and there is no such heading", name, to, m[2])
				}
			}
		}
	}
	if links == 0 {
		t.Error("there is no link at all")
	}
}

// headingIDs gives the ids that GitHub gives a topic's headings.
func headingIDs(p *topic) (ids []string) {
	below, odd := regexp.MustCompile(`(?m)^#{3,} .*$`), regexp.MustCompile(`[^\pL\pN_ -]`)
	for _, s := range p.sections {
		for _, heading := range append(below.FindAllString(s.text, -1), s.heading) {
			id := strings.ToLower(strings.TrimLeft(heading, "# "))
			ids = append(ids, strings.ReplaceAll(odd.ReplaceAllString(id, ""), " ", "-"))
		}
	}
	return ids
}

// TestDocumentationWords: words.md has all words, as en.yaml has them.
func TestDocumentationWords(t *testing.T) {
	p := readTopic(t, "words")
	s := p.section(t, "All words")
	text, err := os.ReadFile("words/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want := "## All words\n\n```yaml\n" + string(text) + "```"
	if got := strings.TrimRight(strings.Join(p.lines[s.start:s.end], "\n"), "\n"); got != want && !*update {
		t.Error("words.md does not have the words of en.yaml; run this test with -update")
	}
	p.apply(t, []edit{{s.start, s.end, want + "\n"}})
}
