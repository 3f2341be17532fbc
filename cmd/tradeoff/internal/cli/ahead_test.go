package cli

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator"
	"tradeoff/generator/decision"
)

// randomSite writes a site with a random decision: three options, four questions
// of two answers.
func randomSite(t *testing.T, random *rand.Rand) string {
	t.Helper()
	root := t.TempDir()
	write := func(path, text string) {
		path = filepath.Join(root, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	category := "title: C\n" + []string{"", "order: authored\n"}[random.IntN(2)] + "attributes:\n"
	questions := "questions:\n"
	for q := range 4 {
		category += fmt.Sprintf("  - {id: a%d, type: support}\n", q)
		questions += fmt.Sprintf("  - {id: q%d, ask: Q, weight: %d, answers: [", q, 1+random.IntN(3))
		for a, value := range []string{"yes", "no"} {
			kind := []string{"prefer", "prefer", "require"}[random.IntN(3)]
			questions += fmt.Sprintf("{id: x%d, label: X, %s: {a%d: %s}}, ", a, kind, random.IntN(q+1), value)
		}
		questions = strings.TrimSuffix(questions, ", ") + "]}\n"
	}
	write("data/site.yaml", "title: S\n")
	write("data/c/category.yaml", category+questions)
	for o := range 3 {
		facts := "facts: {"
		for q := range 4 {
			facts += fmt.Sprintf("a%d: %s, ", q, []string{"yes", "no", "unknown"}[random.IntN(3)])
		}
		write(fmt.Sprintf("data/c/o%d.yaml", o), strings.TrimSuffix(facts, ", ")+"}\n")
	}
	return root
}

// settled tells whether the answers leave nothing open, found by trying all that can follow.
func settled(n *decision.Questionnaire, given decision.Answers) bool {
	want := n.Judge(given).Recommended
	for _, q := range n.Questions {
		if _, ok := given[q.ID]; ok {
			continue
		}
		for _, a := range q.Answers {
			given[q.ID] = a.ID
			same := settled(n, given) && slices.Equal(want, n.Judge(given).Recommended)
			delete(given, q.ID)
			if !same {
				return false
			}
		}
		break // the others are answered below it
	}
	return true
}

// A next question is named if, and only if, some further answers change what is
// recommended; and with every answer to it there is less ahead.
func TestLookAhead(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for range 60 {
		s, report, err := generator.Load(t.Context(), generator.Options{Site: randomSite(t, random)})
		if err != nil || s == nil {
			t.Fatal(err, report.Diagnostics)
		}
		tree, err := decision.New(s.Categories[0], s.Categories[0].Options).Grow(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for range 40 {
			given := decision.Answers{}
			for _, q := range tree.Questions {
				if random.IntN(2) == 0 {
					given[q.ID] = q.Answers[random.IntN(len(q.Answers))].ID
				}
			}
			at := lookAhead(tree, given)
			if settled(tree.Questionnaire, given) != (at.question == nil) {
				t.Fatalf("%v: settled %v, next %v", given, at.question != nil, at.question)
			}
			if at.question == nil {
				continue
			}
			if _, answered := given[at.question.ID]; answered {
				t.Fatalf("%v: %s is asked again", given, at.question.ID)
			}
			for _, a := range at.question.Answers {
				given[at.question.ID] = a.ID
				if after := lookAhead(tree, given); after.most >= at.most {
					t.Fatalf("%v: at most %d, and after the answer at most %d", given, at.most, after.most)
				}
			}
		}
	}
}

// Where there are too many questions for a tree, all that have no answer are ahead.
func TestLookAheadOfAList(t *testing.T) {
	root := newSite(t)
	category := "title: Backend\nattributes: [{id: orm, type: support}]\nquestions:\n"
	for q := range 70 {
		category += fmt.Sprintf("  - {id: q%d, ask: Q, answers: [{label: A, prefer: {orm: yes}}]}\n", q)
	}
	if err := os.WriteFile(filepath.Join(root, "data", "backend", "category.yaml"), []byte(category), 0o644); err != nil {
		t.Fatal(err)
	}
	d, err := Command{}.openDecision(t.Context(), &request{site: root, category: "backend", answers: []string{"q0=a", "q2=a"}})
	if err != nil {
		t.Fatal(err)
	}
	at := lookAhead(d.tree, d.given)
	if d.tree.Method != decision.Unplanned || at.question == nil || at.question.ID != "q1" || at.most != 68 {
		t.Errorf("%v: %+v", d.tree.Method, at)
	}
	s := Command{}.sheet(nil)
	d.text(s)
	if !strings.Contains(s.String(), "Recommended: django\n") || !strings.Contains(s.String(), "at most 68 questions more") {
		t.Error(s)
	}
}
