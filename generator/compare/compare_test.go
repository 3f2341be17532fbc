package compare_test

import (
	"math/big"
	"strconv"
	"strings"
	"testing"

	"tradeoff/generator/compare"
	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// attribute makes an attribute of a type with levels none < hints < static.
func attribute(id string, kind source.Type, better source.Better) *source.Attribute {
	a := &source.Attribute{ID: id, Label: id, Type: kind, Better: better, Max: big.NewRat(5, 1)}
	if kind == source.LevelType {
		a.Levels = []string{"none", "hints", "static"}
	}
	return a
}

// category makes a category of two groups: the first attribute alone, the rest
// under "Rest".
func category(id string, attributes ...*source.Attribute) *site.Category {
	return &site.Category{Category: &source.Category{ID: id, Attributes: attributes, Groups: []*source.Group{
		{Attributes: attributes[:1]}, {Label: "Rest", Attributes: attributes[1:]},
	}}}
}

// value reads a value as the tests below write it; "?" is unknown, "-" n/a.
func value(a *source.Attribute, text string) (source.State, source.Value) {
	switch {
	case text == "?":
		return source.Unknown, nil
	case text == "-":
		return source.NotApplicable, nil
	}
	switch a.Type {
	case source.SupportType:
		return source.Known, map[string]source.Support{"no": source.No, "partial": source.Partial, "yes": source.Yes}[text]
	case source.LevelType:
		for i, l := range a.Levels {
			if l == text {
				return source.Known, source.Level{Index: i, Name: text}
			}
		}
	case source.NumberType, source.RatingType:
		r, _ := new(big.Rat).SetString(text)
		return source.Known, source.Number{Text: text, Rat: r}
	case source.ChoiceType, source.ListType:
		return source.Known, source.Words(strings.Split(text, "+"))
	case source.DateType:
		var d source.Date
		for i, part := range strings.Split(text, "-") {
			*[]*int{&d.Year, &d.Month, &d.Day}[i], _ = strconv.Atoi(part)
		}
		return source.Known, d
	}
	return source.Known, source.Prose{Text: markup.Text{Body: markup.Body{markup.HTML(text)}, Plain: text}}
}

// options makes an option for each word of facts, "value" or "value/note" or
// "value@since", all for one attribute.
func options(c *site.Category, a *source.Attribute, facts string) []*site.Option {
	var list []*site.Option
	for i, text := range strings.Fields(facts) {
		text, since, _ := strings.Cut(text, "@")
		text, note, _ := strings.Cut(text, "/")
		f := &source.Fact{Attribute: a, Since: since, Note: markup.Text{Plain: note}}
		f.State, f.Value = value(a, text)
		list = append(list, &site.Option{Category: c, Option: &source.Option{ID: string(rune('a' + i)), Facts: []*source.Fact{f}}})
	}
	return list
}

func TestDiffers(t *testing.T) {
	for _, test := range []struct {
		kind    source.Type
		facts   string
		differs bool
	}{
		{source.SupportType, "yes yes", false},
		{source.SupportType, "yes no", true},
		{source.SupportType, "yes yes no", true},
		{source.SupportType, "? ?", true}, // nobody can say that they are the same
		{source.SupportType, "yes ?", true},
		{source.SupportType, "- -", false},
		{source.SupportType, "- no", true},
		{source.SupportType, "- ?", true},
		{source.SupportType, "partial/paid partial/paid", false},
		{source.SupportType, "partial/paid partial/beta", true},
		{source.SupportType, "-/why -/other", true},
		{source.SupportType, "yes@1.2 yes@1.3", true},
		{source.NumberType, "1 1.0", false},
		{source.NumberType, "1 1.1", true},
		{source.ChoiceType, "x+y y+x", false},
		{source.ChoiceType, "x x+y", true},
		{source.ChoiceType, "x X", true}, // case tells choices apart
		{source.DateType, "2015 2015-02-26", true},
		{source.DateType, "2015 2015", false},
		{source.TextType, "same same", false},
		{source.TextType, "same other", true},
		{source.SupportType, "yes", false}, // one option differs from nothing
	} {
		a := attribute("a", test.kind, source.NeitherBetter)
		table := compare.Options(options(category("c", a), a, test.facts))
		if got := table.Differing == 1; got != test.differs || table.Rows != 1 {
			t.Errorf("%s %s: differs = %v, want %v (rows %d)", test.kind, test.facts, got, test.differs, table.Rows)
		}
	}
}

func TestBest(t *testing.T) {
	for _, test := range []struct {
		kind   source.Type
		better source.Better
		facts  string
		best   string // the options that are marked
	}{
		{source.SupportType, source.MoreBetter, "no yes partial", "b"},
		{source.SupportType, source.MoreBetter, "yes no yes", "a c"},
		{source.SupportType, source.MoreBetter, "yes yes", ""}, // nothing is worse
		{source.SupportType, source.MoreBetter, "yes ?", ""},   // unknown is not worse
		{source.SupportType, source.MoreBetter, "yes -", ""},   // nor is not applicable
		{source.SupportType, source.MoreBetter, "no ? partial", "c"},
		{source.SupportType, source.NeitherBetter, "yes no", ""},
		{source.LevelType, source.MoreBetter, "hints static none", "b"},
		{source.LevelType, source.LessBetter, "hints static none", "c"},
		{source.NumberType, source.MoreBetter, "9 10", "b"}, // as numbers, not as text
		{source.NumberType, source.LessBetter, "9 10 9.0", "a c"},
		{source.NumberType, source.NeitherBetter, "9 10", ""},
		{source.RatingType, source.MoreBetter, "4.5 4", "a"},
		{source.DateType, source.MoreBetter, "2015 2016", "b"},
		{source.DateType, source.LessBetter, "2015-03 2016 2015-03", "a c"},
		{source.DateType, source.MoreBetter, "2015-02-26 2016", "b"},
		{source.DateType, source.MoreBetter, "2015 2015-02-26", ""}, // one is a part of the other
		{source.DateType, source.MoreBetter, "2015-02-26 2015", ""},
		{source.DateType, source.LessBetter, "2026-05 2026", ""},
		{source.DateType, source.LessBetter, "2026-05 2026-05-01", ""},
		{source.DateType, source.MoreBetter, "2015 2015-02 2015-09", ""}, // the year may end after September
		{source.DateType, source.MoreBetter, "2015 2015-02 2016", "c"},   // whatever the others are
		{source.DateType, source.MoreBetter, "2016 2015 2015-02", "a"},
		{source.DateType, source.MoreBetter, "2015 2015-02 2010", ""}, // that one is worse does not help
		{source.DateType, source.MoreBetter, "2015-02-26 2015-02-27 2015-03", "c"},
		{source.ChoiceType, source.MoreBetter, "x y", ""}, // no order, whatever the file says
	} {
		a := attribute("a", test.kind, test.better)
		table := compare.Options(options(category("c", a), a, test.facts))
		var best []string
		for _, c := range table.Groups[0].Rows[0].Cells {
			if c.Best {
				best = append(best, c.Option.ID)
			}
		}
		if got := strings.Join(best, " "); got != test.best {
			t.Errorf("%s %s: best = %q, want %q", test.kind, test.facts, got, test.best)
		}
	}
}

// rows lists a table's groups and rows: "one | Rest: two three".
func rows(table compare.Table) string {
	var groups []string
	for _, g := range table.Groups {
		text := ""
		if g.Label != "" {
			text = g.Label + ": "
		}
		for i, r := range g.Rows {
			if i > 0 {
				text += " "
			}
			text += r.Attribute.ID
		}
		groups = append(groups, text)
	}
	return strings.Join(groups, " | ")
}

func TestRows(t *testing.T) {
	text := func(id string) *source.Attribute { return attribute(id, source.TextType, source.NeitherBetter) }
	backend := category("backend", text("one"), text("two"), text("three"))
	database := category("database", text("three"), text("four"), text("one"))
	a := &site.Option{Category: backend, Option: &source.Option{ID: "a"}}
	b := &site.Option{Category: database, Option: &source.Option{ID: "b"}}
	own, both := []*site.Option{a}, []*site.Option{a, b}
	for name, test := range map[string]struct {
		directive site.Directive
		want      string
	}{
		"all":             {site.Directive{Options: own}, "one | Rest: two three"},
		"only orders":     {site.Directive{Options: own, Only: []string{"three", "one"}}, "three one"},
		"group":           {site.Directive{Options: own, Groups: []string{"Rest"}}, "Rest: two three"},
		"only and group":  {site.Directive{Options: own, Groups: []string{"Rest"}, Only: []string{"two", "one"}}, "two"},
		"shared":          {site.Directive{Options: both}, "one | Rest: three"},
		"shared, only":    {site.Directive{Options: both, Only: []string{"three"}}, "three"},
		"no options":      {site.Directive{}, ""},
		"order of b":      {site.Directive{Options: []*site.Option{b, a}}, "three | Rest: one"},
		"nothing matches": {site.Directive{Options: own, Only: []string{"one"}, Groups: []string{"Rest"}}, ""},
	} {
		if got := rows(compare.New(test.directive)); got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}

func TestScalesOfTwoCategories(t *testing.T) {
	years := attribute("age", source.NumberType, source.LessBetter)
	days := attribute("age", source.NumberType, source.LessBetter)
	days.Unit = "days"
	a := options(category("one", years), years, "1")[0]
	b := options(category("two", days), days, "2")[0]
	table := compare.Options([]*site.Option{a, b})
	for _, c := range table.Groups[0].Rows[0].Cells {
		if c.Best {
			t.Errorf("%s is marked as best, but the two do not have one scale", c.Option.ID)
		}
	}
	if table.Differing != 1 {
		t.Error("1 and 2 do not differ")
	}
}
