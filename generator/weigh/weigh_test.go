package weigh_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/generator/weigh"
)

// boardOf makes a category from lines "attribute: value of the first, of the second,
// ..." and "group Label" or "group" alone. An attribute is written
// "id type [less|none] [weight]"; "?" is unknown, "-" not applicable. The options are
// a, b, c...
func boardOf(t *testing.T, lines string) *weigh.Board {
	t.Helper()
	c := &site.Category{Category: &source.Category{ID: "c", Groups: []*source.Group{{}}}}
	for line := range strings.Lines(lines) {
		declared, values, isAttribute := strings.Cut(strings.TrimSpace(line), ": ")
		words := strings.Fields(declared)
		if len(words) == 0 {
			continue
		}
		if !isAttribute {
			c.Groups = append(c.Groups, &source.Group{Label: strings.Join(words[1:], " ")})
			continue
		}
		a := declare(t, words)
		group := c.Groups[len(c.Groups)-1]
		group.Attributes = append(group.Attributes, a)
		c.Attributes = append(c.Attributes, a)
		for i, text := range strings.Fields(values) {
			if i == len(c.Options) {
				c.Options = append(c.Options, &site.Option{Category: c, Option: &source.Option{ID: string(rune('a' + i))}})
			}
			f := &source.Fact{Attribute: a}
			f.State, f.Value = valueOf(t, a, text)
			c.Options[i].Facts = append(c.Options[i].Facts, f)
		}
	}
	return weigh.New(c.Options, nil)
}

func declare(t *testing.T, words []string) *source.Attribute {
	a := &source.Attribute{ID: words[0], Label: words[0], Type: source.Type(words[1]), Better: source.MoreBetter,
		Weight: big.NewRat(1, 1), Max: big.NewRat(5, 1), Levels: []string{"l0", "l1", "l2", "l3"}}
	for _, w := range words[2:] {
		switch w {
		case "less":
			a.Better = source.LessBetter
		case "none":
			a.Better = source.NeitherBetter
		default:
			if _, ok := a.Weight.SetString(w); !ok {
				t.Fatalf("what is %q?", w)
			}
		}
	}
	return a
}

func valueOf(t *testing.T, a *source.Attribute, text string) (source.State, source.Value) {
	switch {
	case text == "?":
		return source.Unknown, nil
	case text == "-":
		return source.NotApplicable, nil
	}
	switch a.Type {
	case source.SupportType:
		return source.Known, source.Support(slices.Index([]string{"no", "partial", "yes"}, text))
	case source.LevelType:
		return source.Known, source.Level{Index: slices.Index(a.Levels, text), Name: text}
	case source.DateType:
		var d source.Date
		fmt.Sscanf(text, "%d-%d-%d", &d.Year, &d.Month, &d.Day)
		return source.Known, d
	case source.ChoiceType:
		return source.Known, source.Words{text}
	}
	n, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("what is %q?", text)
	}
	return source.Known, source.Number{Text: text, Rat: n}
}

// show writes a board: its groups with their scores, a line each.
func show(b *weigh.Board) string {
	var out strings.Builder
	for _, g := range b.Groups {
		var ids []string
		for _, a := range g.Attributes {
			ids = append(ids, a.ID)
		}
		fmt.Fprintf(&out, "%s %q (%s):", g.ID, g.Label, strings.Join(ids, " "))
		for i, s := range g.Scores {
			if s == nil {
				fmt.Fprintf(&out, " ?%d", g.Known[i])
			} else {
				out.WriteString(" " + s.RatString())
			}
		}
		out.WriteString("\n")
	}
	return out.String()
}

func TestPlaces(t *testing.T) {
	for _, test := range []struct{ attribute, want string }{
		{"s support: no partial yes", "0 1/2 1"},
		{"s support less: no partial yes", "1 1/2 0"},
		{"s support: partial yes yes", "1/2 1 1"}, // the ends are declared
		{"s support: yes yes yes", ""},
		{"s support: yes ? no", "1 ?0 0"},
		{"s support: yes - no", "1 ?0 0"},
		{"s support: yes ? ?", ""},
		{"s support none: yes no no", ""},
		{"s support 0: yes no no", ""},
		{"l level: l1 l2 l3", "1/3 2/3 1"},
		{"r rating: 4 5 4.5", "3/4 1 7/8"},
		{"r rating less: 4 5 1", "1/4 0 1"},
		{"n number: 100 150 200", "0 1/2 1"},
		{"n number less: 100 150 200", "1 1/2 0"},
		{"n number: -1 0 2", "0 1/3 1"},
		{"n number: 0 0.00001 1", "0 0 1"},          // rounded
		{"n number: 0 0.00011 1", "0 1/5040 1"},     // to the nearest
		{"n number less: 0 0.9999 1", "1 1/5040 0"}, // and the same the other way round
		{"n number: 7 7.0 7", ""},
		{"d date: 2020-01-01 2020-01-03 2020-01-02", "0 1 1/2"},
		{"d date less: 2019 2021 2020", "1 0 841/1680"}, // 366 of 731 days: 2523.4 of 5040
		{"d date: 2015 2015-02-26 2015-02", ""},         // one is a part of the other
		{"d date: 2015 2015-02 2015-09", "0 643/5040 1"},
		{"d date: 2015 2015-02-28 2016", "0 89/560 1"},
		{"c choice: x y z", ""},
	} {
		got := show(boardOf(t, test.attribute))
		if _, scores, ok := strings.Cut(got, "):"); ok {
			got = strings.TrimSpace(scores)
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.attribute, got, test.want)
		}
	}
}

func TestGroups(t *testing.T) {
	for name, test := range map[string]struct{ lines, want string }{
		"means by weight": {`group In the box
			a support 3: yes no
			b support: no yes
			group Speed & size
			c number: 1 2`,
			"in-the-box \"In the box\" (a b): 3/4 1/4\nspeed-and-size \"Speed & size\" (c): 0 1\n"},
		"unknown is no zero": {"group G\na support: yes yes\nb support: yes no\nc support: ? yes\nd support: yes no",
			"g \"G\" (b d): 1 0\n"}, // a and c tell nothing apart
		"left out": {"group G\na support: yes yes no\nb support: - no yes\nc support: ? no yes\nd support: yes no no",
			"g \"G\" (a b c d): 1 1/4 1/2\n"},
		"less than half": {"group G\na support: yes yes no\nb support 1.1: ? no yes",
			"g \"G\" (a b): ?1 10/21 11/21\n"},
		"two must have a score": {"group G\na support: yes no ? ?\nb support: yes ? no ?\nc support: yes ? - no", ""},
		"alone":                 {"x support: yes no\ny number: 1 2\nz choice: a b", "x \"x\" (x): 1 0\ny \"y\" (y): 0 1\n"},
		"one name": {"x support: yes no\ngroup X\ny number: 1 2\ngroup x\nz support: no yes\ngroup –\nu support: no yes",
			"x \"x\" (x): 1 0\nx-2 \"X\" (y): 0 1\nx-3 \"x\" (z): 0 1\nothers \"–\" (u): 0 1\n"},
	} {
		if got := show(boardOf(t, test.lines)); got != test.want {
			t.Errorf("%s: got\n%swant\n%s", name, got, test.want)
		}
	}
}
