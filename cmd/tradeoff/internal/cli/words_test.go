package cli

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator"
	"tradeoff/generator/decision"
	"tradeoff/generator/source"
)

func TestScoreTexts(t *testing.T) {
	for scores, want := range map[string]string{
		"7 0 3":                       "7 0 3",
		"5/2 16/3":                    "2.5 5.33",
		"1/3 1/3":                     "0.33 0.33",
		"1/3 333/1000":                "0.3333 0.333",
		"1/3 3333/10000 1":            "1/3 3333/10000 1",
		"100 200":                     "100 200",
		"1/1000000000 1/1000000001 0": "1/1000000000 1/1000000001 0",
	} {
		var numbers []*big.Rat
		for word := range strings.FieldsSeq(scores) {
			r, _ := new(big.Rat).SetString(word)
			numbers = append(numbers, r)
		}
		if got := strings.Join(scoreTexts(numbers), " "); got != want {
			t.Errorf("%s: %s, want %s", scores, got, want)
		}
	}
}

func TestWrapped(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 10, ""},
		{"one two three", 10, "one two|three"},
		{"one  two\nthree", 20, "one two three"},
		{"https://example.org/long/address here", 10, "https://example.org/long/address|here"},
		{"日本語 日本語", 10, "日本語|日本語"},
		{"e\u0301e\u0301 e\u0301e\u0301", 5, "e\u0301e\u0301 e\u0301e\u0301"},
	} {
		if got := strings.Join(wrapped(c.text, c.width), "|"); got != c.want {
			t.Errorf("%q to %d: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestConditionText(t *testing.T) {
	date := &source.Attribute{Type: source.DateType}
	number := &source.Attribute{Type: source.NumberType}
	one := []source.Value{source.Number{Text: "1"}}
	for want, c := range map[string]*source.Condition{
		"1":       {Attribute: number, Values: one},
		"< 1":     {Attribute: number, Op: source.Less, Values: one},
		"<= 1":    {Attribute: number, Op: source.LessEqual, Values: one},
		"> 1":     {Attribute: number, Op: source.Greater, Values: one},
		">= 1":    {Attribute: number, Op: source.GreaterEqual, Values: one},
		"higher":  {Attribute: number, Op: source.Higher},
		"lower":   {Attribute: number, Op: source.Lower},
		"later":   {Attribute: date, Op: source.Higher},
		"earlier": {Attribute: date, Op: source.Lower},
		"a or b":  {Attribute: number, Values: []source.Value{source.Words{"a"}, source.Words{"b"}}},
	} {
		if got := conditionText(c); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestAboutDecisions(t *testing.T) {
	made := func(category string, method decision.Method, expected *big.Rat, bound float64) generator.Decision {
		return generator.Decision{
			Category: category, Method: method, Cost: decision.Cost{Expected: expected, Most: 70, LeastPossible: bound},
		}
	}
	optimal := made("api", decision.Optimal, big.NewRat(4, 1), 4)
	greedy := made("backend", decision.Greedy, big.NewRat(24, 5), 4)
	authored := made("database", decision.Authored, big.NewRat(5, 1), 4)
	list := made("shell", decision.Unplanned, big.NewRat(70, 1), 0)
	inGuide := made("api", decision.Greedy, big.NewRat(401, 100), 4)
	inGuide.Guide, inGuide.File = "a", "guides/a.md"
	for _, c := range []struct {
		all  []generator.Decision
		want []string
	}{
		{nil, nil},
		{[]generator.Decision{optimal}, []string{"1 decision, proven to ask the fewest questions"}},
		{[]generator.Decision{made("api", decision.Authored, big.NewRat(4, 1), 4)}, []string{
			"1 decision, none of them proven to ask the fewest questions",
			"api: in the written order, which asks the fewest questions",
		}},
		{[]generator.Decision{optimal, optimal}, []string{"2 decisions, each proven to ask the fewest questions"}},
		{[]generator.Decision{optimal, greedy, authored, list, inGuide}, []string{
			"5 decisions, 1 of them proven to ask the fewest questions",
			"backend: at most 0.8 questions above the proven bound",
			"database: in the written order, at most 1 question above the proven bound",
			"shell: too many questions for a tree, all 70 are asked",
			"api in guides/a.md: at most 0.01 questions above the proven bound",
		}},
	} {
		if got := aboutDecisions(c.all); !slices.Equal(got, c.want) {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}

// A tree that is wrong fails the check; only one that is made wrong can show it.
func TestMismatchesAreShown(t *testing.T) {
	question := &decision.Question{Question: &source.Question{ID: "q"}, Answers: []*decision.Answer{{ID: "a"}}}
	tree := &decision.Tree{Questionnaire: &decision.Questionnaire{Questions: []*decision.Question{question}}, Cost: decision.Cost{Expected: new(big.Rat)}}
	k := checked{proofs: []generator.Proof{{
		Decision: generator.Decision{Category: "c", Title: "C", Method: tree.Method, Cost: tree.Cost, Tree: tree},
		Findings: &decision.Findings{Assignments: 1, Mismatches: []decision.Answers{{"q": "a"}}},
	}}}
	if k.proven() || newCheckJSON(k).OK || len(newCheckJSON(k).Decisions[0].Mismatches) != 1 {
		t.Error("it counts as proven")
	}
	var out, stderr strings.Builder
	Command{Stdout: &out, Stderr: &stderr, Getenv: func(string) string { return "" }}.writeChecked(k)
	if !strings.Contains(out.String(), "disagree\n             q=a\n") || !strings.Contains(stderr.String(), "a fault of tradeoff") {
		t.Errorf("%q, %q", out.String(), stderr.String())
	}
}
