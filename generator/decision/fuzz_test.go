package decision_test

import (
	"context"
	"fmt"
	"math/big"
	"strconv"
	"testing"
	"testing/fstest"

	"tradeoff/generator/decision"
	"tradeoff/generator/load"
	"tradeoff/generator/resolve"
	"tradeoff/generator/source"
)

// declarations are attributes of every type.
var declarations = []string{
	"type: support", "type: level, levels: [none, some, full]", "type: rating", "type: number", "type: date",
	"type: choice, choices: [x, y, '>= z']", "type: list", "type: text", "type: link",
}

// FuzzCondition holds a condition, as a writer wrote it, against a fact. Whatever
// they are, nothing panics, and what is accepted keeps the rules: only a known
// fact that misses a requirement rules out, preferences add between nothing and
// their weight, and a comparison and its opposite never both hold.
func FuzzCondition(f *testing.F) {
	for i, c := range []struct{ condition, fact string }{
		{">= partial", "yes"}, {"< full", "some"}, {"higher", "4.5"}, {"<= 1000000000000000000000", "0.1"}, {"> 2026", "2026-02"},
		{">= z", "x"}, {"=x", "x"}, {"word", "word"}, {"https://e.org", "https://e.org"}, {"lower", "n/a"}, {"≥ 3", "unknown"}, {"== no", "no"},
	} {
		f.Add(byte(i), c.condition, c.fact)
	}
	f.Fuzz(func(t *testing.T, kind byte, condition, fact string) {
		declaration := declarations[int(kind)%len(declarations)]
		effects := judge(t, declaration, fact, "prefer", condition)
		if effects != nil {
			e := effects[0]
			if e.Points.Sign() < 0 || e.Points.Cmp(big.NewRat(3, 1)) > 0 || e.RulesOut {
				t.Errorf("%s: preferring %q of %q adds %s and rules out: %t", declaration, condition, fact, e.Points, e.RulesOut)
			}
			if known := e.Verdicts[0].Fact.State == source.Known; !known && e.Points.Sign() != 0 {
				t.Errorf("%s: preferring %q adds %s where the fact is %q", declaration, condition, e.Points, fact)
			}
		}
		if effects = judge(t, declaration, fact, "require", condition); effects != nil {
			e := effects[0]
			if known := e.Verdicts[0].Fact.State == source.Known; e.RulesOut && !known || e.Points.Sign() != 0 {
				t.Errorf("%s: requiring %q of %q adds %s and rules out: %t", declaration, condition, fact, e.Points, e.RulesOut)
			}
			if known := e.Verdicts[0].Fact.State == source.Known; known && e.RulesOut == (e.Verdicts[0].Finding == decision.Met) {
				t.Errorf("%s: requiring %q of %q is %v and rules out: %t", declaration, condition, fact, e.Verdicts[0].Finding, e.RulesOut)
			}
		}
		below, least := judge(t, declaration, fact, "require", "< "+condition), judge(t, declaration, fact, "require", ">= "+condition)
		if below != nil && least != nil && below[0].Verdicts[0].Fact.State == source.Known && below[0].RulesOut == least[0].RulesOut {
			t.Errorf("%s: %q is neither or both of < and >= %q", declaration, fact, condition)
		}
		up, down := judge(t, declaration, fact, "prefer", "higher"), judge(t, declaration, fact, "prefer", "lower")
		if up != nil && down != nil && up[0].Verdicts[0].Fact.State == source.Known {
			if sum := new(big.Rat).Add(up[0].Points, down[0].Points); sum.Sign() != 0 && sum.Cmp(big.NewRat(3, 1)) != 0 {
				t.Errorf("%s: the places of %q from both ends add up to %s", declaration, fact, sum)
			}
		}
	})
}

// judge gives the effects of one condition on an option with the fact, and on
// others with some; nil where the writer would get an error.
func judge(t *testing.T, declaration, fact, key, condition string) []*decision.Effect {
	files := fstest.MapFS{
		"data/site.yaml": {Data: []byte("title: T\n")},
		"data/c/category.yaml": {Data: fmt.Appendf(nil, "title: C\nattributes: [{id: a, %s}]\nquestions: [{id: q, ask: Q, weight: 3, answers: [{id: yes, label: Y, %s: {a: %s}}]}]\n",
			declaration, key, strconv.Quote(condition))},
		"data/c/one.yaml":   {Data: fmt.Appendf(nil, "facts: {a: %s}\n", strconv.Quote(fact))},
		"data/c/other.yaml": {Data: []byte("facts: {a: 2}\n")},
	}
	tree, diags, err := load.Site(context.Background(), files)
	if err != nil {
		t.Fatal(err)
	}
	// What the other option says is of the right type for some attributes only.
	if diags.HasErrors() {
		delete(files, "data/c/other.yaml")
		if tree, diags, err = load.Site(context.Background(), files); err != nil || diags.HasErrors() {
			return nil
		}
	}
	site, diags := resolve.Site(tree, resolve.Options{})
	if diags.HasErrors() {
		return nil
	}
	n := decision.New(site.Categories[0], site.Categories[0].Options)
	grown, err := n.Grow(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if f, err := grown.Check(context.Background()); err != nil || len(f.Mismatches) > 0 {
		t.Errorf("the tree contradicts direct scoring: %v %v", f.Mismatches, err)
	}
	return n.Questions[0].Answers[0].Effects
}
