package decision_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tradeoff/generator/decision"
	"tradeoff/generator/golden"
	"tradeoff/generator/load"
	"tradeoff/generator/resolve"
)

// TestGolden reads testdata/*.txtar: the files of a site with one category, and
// asked.txt, whose lines are sets of answers. The view "tree" is the decision for
// all options, "judged" what each set leads to.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, a golden.Archive) []golden.View {
		files, asked := fstest.MapFS{"data/site.yaml": {Data: []byte("title: T\n")}}, ""
		for _, f := range a.Inputs {
			if f.Name == "asked.txt" {
				asked = string(f.Data)
				continue
			}
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
		tree, diags, err := load.Site(context.Background(), files)
		if err != nil {
			t.Fatal(err)
		}
		site, more := resolve.Site(tree, resolve.Options{})
		diags.Append(more)
		if diags.HasErrors() {
			t.Fatal(golden.Diagnostics(diags))
		}
		c := site.Categories[0]
		n := decision.New(c, c.Options)
		grown, err := n.Grow(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if f, err := grown.Check(context.Background()); err != nil || len(f.Mismatches) > 0 {
			t.Errorf("the tree contradicts direct scoring: %v %v", f.Mismatches, err)
		}
		return []golden.View{{Name: "tree", Text: treeView(grown)}, {Name: "judged", Text: judgedView(grown, asked)}}
	})
}

func names(n *decision.Questionnaire, options []int) string {
	var ids []string
	for _, o := range options {
		ids = append(ids, n.Options[o].ID)
	}
	if len(ids) == 0 {
		return "nothing"
	}
	return strings.Join(ids, ", ")
}

func treeView(t *decision.Tree) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d questions, %d matter, %s expected, %d at most, %s in the author's order\n", t.Method,
		t.Cost.Questions, t.Cost.Matter, t.Cost.Expected.RatString(), t.Cost.Most, t.Cost.Authored.RatString())
	for _, n := range t.Nodes {
		if n.Decided() {
			fmt.Fprintf(&b, "%d: recommend %s\n", n.Index, names(t.Questionnaire, n.Recommended))
			continue
		}
		fmt.Fprintf(&b, "%d: %s? at most %d more, of %s\n", n.Index, n.Question.ID, n.Most, names(t.Questionnaire, n.Possible))
		for i, next := range n.Next {
			fmt.Fprintf(&b, "\t%s → %d\n", n.Question.Answers[i].ID, next.Index)
		}
	}
	return b.String()
}

func judgedView(t *decision.Tree, asked string) string {
	var b strings.Builder
	for line := range strings.Lines(asked) {
		given := decision.Answers{}
		for _, pair := range strings.Fields(line) {
			q, a, _ := strings.Cut(pair, "=")
			given[q] = a
		}
		j := t.Judge(given)
		fmt.Fprintf(&b, "%s\n\trecommended: %s\n", strings.TrimSpace(line), names(t.Questionnaire, j.Recommended))
		if len(j.Nearest) > 0 {
			fmt.Fprintf(&b, "\tnearest: %s\n", names(t.Questionnaire, j.Nearest))
		}
		for _, s := range j.Ranking {
			fmt.Fprintf(&b, "\t%d. %s: %s", s.Place, t.Options[s.Option].ID, s.Score.RatString())
			if s.RuledOut {
				fmt.Fprintf(&b, ", ruled out by %d", s.Misses)
			}
			for _, r := range s.Reasons {
				fmt.Fprintf(&b, "; %s %s%s +%s", r.Condition.Attribute.ID, [...]string{"met", "missed", "unverified", "inapplicable"}[r.Finding],
					map[bool]string{true: " (required)"}[r.Required], r.Points.RatString())
			}
			b.WriteString("\n")
		}
		for _, c := range t.Changes(given) {
			b.WriteString("\tchange")
			for _, i := range c.Instead {
				fmt.Fprintf(&b, " %s=%s", i.Question.ID, i.Answer.ID)
			}
			fmt.Fprintf(&b, ": %s\n", names(t.Questionnaire, c.Recommended))
		}
		at, path := t.Walk(given)
		fmt.Fprintf(&b, "\tat node %d after %d questions\n", at.Index, len(path))
	}
	return b.String()
}
