package templates

import (
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"text/template/parse"

	"tradeoff/generator/diag"
)

// Words come from package words, by key; what stands in their holes are values of the
// views, links, and parts: so that a sentence is one text, which a translator can turn
// around as the language wants it, and no template puts one together.

// functions gives what templates may call, some of which depend on the set.
func (s *Set) functions() template.FuncMap {
	own := template.FuncMap{
		// say gives words: {{say "table.differ" "count" 3 "differing" 2}}.
		"say": s.words.Say,
		// part gives what another template makes of a value, to stand in a sentence.
		"part": s.part,
		// parts gives a list of these, as a sentence has it: {{parts "and" "told-fact" .Same}}.
		"parts": s.parts,
		// joined gives a list of texts, as a sentence has it: {{joined "and" .Names}}.
		"joined": s.words.Join,
	}
	for name, function := range functions {
		own[name] = function
	}
	return own
}

func (s *Set) part(name string, view any) (template.HTML, error) {
	var b strings.Builder
	err := s.html.ExecuteTemplate(&b, name, view)
	return template.HTML(strings.TrimSpace(b.String())), err
}

func (s *Set) parts(kind, name string, views any) (template.HTML, error) {
	list := reflect.ValueOf(views)
	if list.Kind() != reflect.Slice {
		return "", fmt.Errorf("parts takes a list, found %v", views)
	}
	made := make([]template.HTML, list.Len())
	for i := range made {
		html, err := s.part(name, list.Index(i).Interface())
		if err != nil {
			return "", err
		}
		made[i] = html
	}
	return s.words.JoinHTML(kind, made), nil
}

// reportWords reports the words that templates ask for and that are not there, and
// holes for which they give nothing: at once, whichever page is the first to say them.
// It tells whether there were any.
func (s *Set) reportWords(diags *diag.List) bool {
	seen := map[diag.Position]bool{} // escaping copies templates that stand in several places
	for _, t := range s.html.Templates() {
		walk(t, func(node parse.Node) {
			c, ok := node.(*parse.CommandNode)
			if !ok || calls(c) != "say" || literal(c, 1) == "" {
				return
			}
			var given []string
			for at := 2; at < len(c.Args); at += 2 {
				given = append(given, literal(c, at))
			}
			err := s.words.Check(literal(c, 1), given)
			if err == nil {
				return
			}
			location, _ := t.Tree.ErrorContext(c)
			pos, _ := s.placeOf("template: " + location + ": ")
			if !seen[pos] {
				seen[pos] = true
				diags.Errorf(pos, diag.Template, "%s", err).Hint = "see `tradeoff help words`"
			}
		})
	}
	return len(seen) > 0
}
