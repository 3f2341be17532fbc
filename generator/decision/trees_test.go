package decision

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// TestMemory: a plan with the last one in mind is as one from nothing, and grows
// anew only what other numbers ask for.
func TestMemory(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	s, m, grown := &site.Site{}, &Memory{}, 0
	for i := range 4 {
		c := random(r, size{4, 4, 3}).Options[0].Category
		c.ID = fmt.Sprint("c", i)
		s.Categories = append(s.Categories, c)
	}
	for step := range 200 {
		at := r.IntN(len(s.Categories))
		c := copied(s.Categories[at])
		s.Categories[at] = c
		what := r.IntN(4)
		o := c.Options[r.IntN(len(c.Options))]
		switch {
		case what == 0:
			o.Name += "x"
			c.Questions[0].Ask += "?"
		case what == 1:
			c.Options = append(c.Options[1:], c.Options[0])
		case what == 2 && len(o.Facts) > 0:
			f := *o.Facts[r.IntN(len(o.Facts))]
			f.State, f.Value = source.Known, randomValue(r, f.Attribute)
			o.Facts = []*source.Fact{&f}
		default:
			c.Authored = !c.Authored
		}
		before := m.grown
		got, err := m.Plan(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := Plan(context.Background(), s)
		for key, tree := range want.byKey {
			if drawn(got.byKey[key]) != drawn(tree) {
				t.Fatalf("step %d, %s:\n%s\nwant\n%s", step, key, drawn(got.byKey[key]), drawn(tree))
			}
		}
		for print := range m.grown {
			if before[print] == nil {
				grown++
			}
		}
		if what == 0 && grown > 0 && len(before) > 0 && len(m.grown) != len(before) {
			t.Fatalf("step %d: names alone grow a tree", step)
		}
		if len(got.byKey) != len(want.byKey) || len(m.grown) > len(s.Categories) {
			t.Fatalf("step %d: %d trees, not %d; %d remembered", step, len(got.byKey), len(want.byKey), len(m.grown))
		}
	}
	if grown >= 200 {
		t.Errorf("%d trees grew in 200 steps", grown)
	}
}

// TestMemoryEnded: a plan that is broken off leaves the memory good.
func TestMemoryEnded(t *testing.T) {
	c := random(rand.New(rand.NewPCG(1, 2)), size{4, 4, 3}).Options[0].Category
	s, m := &site.Site{Categories: []*site.Category{c}}, &Memory{}
	ended, end := context.WithCancel(context.Background())
	end()
	if _, err := m.Plan(ended, s); err == nil {
		t.Error("no error")
	}
	got, err := m.Plan(context.Background(), s)
	want, _ := Plan(context.Background(), s)
	if err != nil || drawn(got.Of(c, c.Options)) != drawn(want.Of(c, c.Options)) {
		t.Error(err, "another tree")
	}
}

// copied copies a category as a build from changed files would make it: nothing is
// the same value, and all that did not change is equal.
func copied(old *site.Category) *site.Category {
	own := *old.Category
	c := &site.Category{Category: &own}
	own.Questions = nil
	for _, q := range old.Questions {
		question := *q
		own.Questions = append(own.Questions, &question)
	}
	for _, o := range old.Options {
		option := *o.Option
		c.Options = append(c.Options, &site.Option{Option: &option, Category: c})
	}
	return c
}

// drawn writes all of a tree that can be seen.
func drawn(t *Tree) string {
	var b strings.Builder
	fmt.Fprintln(&b, t.Method, t.Cost, t.Root.Index)
	for _, o := range t.Options {
		fmt.Fprintf(&b, "%s %p\n", o.Name, o)
	}
	for _, n := range t.Nodes {
		fmt.Fprint(&b, n.Index, n.Recommended, n.Possible, n.Most, n.Expected, n.Scored)
		if n.Question != nil {
			fmt.Fprintf(&b, " %s %p", n.Question.Ask, n.Question.Question)
		}
		for _, next := range n.Next {
			fmt.Fprint(&b, " ", next.Index)
		}
		fmt.Fprintln(&b)
	}
	return b.String()
}
