package dataset_test

import (
	"strings"
	"testing"

	"tradeoff/generator/dataset"
	"tradeoff/generator/golden"
	"tradeoff/generator/source"
)

// seeds gives the inputs of the archives whose names match.
func seeds(f *testing.F, match func(name string) bool) {
	for _, input := range golden.Inputs(f) {
		if match(input.Name) {
			f.Add(input.Data)
		}
	}
}

// FuzzConfig holds that every text gives a config.
func FuzzConfig(f *testing.F) {
	seeds(f, func(name string) bool { return strings.HasPrefix(name, "site") })
	f.Fuzz(func(t *testing.T, src []byte) {
		c, diags := dataset.Config("f", src)
		if c.Language == "" || c.Title.Value == "" && !diags.HasErrors() {
			t.Errorf("%+v", c)
		}
		if c.URL != "" && !strings.HasSuffix(c.URL, "/") {
			t.Errorf("url %q", c.URL)
		}
	})
}

// FuzzCategory holds that what later stages rely on is true of every category,
// also of those with errors.
func FuzzCategory(f *testing.F) {
	seeds(f, func(name string) bool { return strings.HasPrefix(name, "category") })
	f.Fuzz(func(t *testing.T, src []byte) {
		c, _ := dataset.Category("backend", "f", src)
		if c.Title == "" || c.Singular == "" {
			t.Error("no title")
		}
		count, ids := 0, map[string]bool{}
		for _, g := range c.Groups {
			count += len(g.Attributes)
		}
		if count != len(c.Attributes) {
			t.Errorf("%d attributes, %d of them in groups", len(c.Attributes), count)
		}
		for _, a := range c.Attributes {
			if a.ID == "" || ids[a.ID] || a.Label == "" || a.Weight == nil || a.Weight.Sign() < 0 {
				t.Errorf("attribute %+v", a)
			}
			ids[a.ID] = true
			if (a.Type == source.LevelType) != (len(a.Levels) > 0) || (a.Type == source.ChoiceType) != (len(a.Choices) > 0) ||
				(a.Type == source.RatingType) != (a.Max != nil) || !a.Type.Ordered() && a.Better != source.NeitherBetter {
				t.Errorf("attribute %+v", a)
			}
		}
		checkQuestions(t, c)
	})
}

func checkQuestions(t *testing.T, c *source.Category) {
	ids := map[string]bool{}
	for _, q := range c.Questions {
		if q.ID == "" || ids[q.ID] || q.Weight.Sign() < 0 || q.NotSure.Sign() < 0 {
			t.Errorf("question %+v", q)
		}
		ids[q.ID] = true
		answers := map[string]bool{source.NotSure: true}
		for _, a := range q.Answers {
			if a.ID == "" || answers[a.ID] || a.Likelihood.Sign() < 0 {
				t.Errorf("answer %+v", a)
			}
			answers[a.ID] = true
			for _, condition := range a.Require {
				checkCondition(t, c, condition, false)
			}
			for _, condition := range a.Prefer {
				checkCondition(t, c, condition, true)
			}
		}
	}
}

func checkCondition(t *testing.T, c *source.Category, condition *source.Condition, prefer bool) {
	a := condition.Attribute
	if c.Attribute(a.ID) != a {
		t.Errorf("condition on %q, which is not of the category", a.ID)
	}
	switch condition.Op {
	case source.AnyOf:
		if len(condition.Values) == 0 {
			t.Error("no values")
		}
	case source.Higher, source.Lower:
		if !prefer || !a.Type.Ordered() || len(condition.Values) != 0 {
			t.Errorf("condition %+v", condition)
		}
	default:
		if !a.Type.Ordered() || len(condition.Values) != 1 {
			t.Errorf("condition %+v", condition)
		}
	}
	for _, v := range condition.Values {
		checkValue(t, a, v)
	}
}

// checkValue holds that a value is of its attribute's type.
func checkValue(t *testing.T, a *source.Attribute, v source.Value) {
	ok := false
	switch a.Type {
	case source.SupportType:
		_, ok = v.(source.Support)
	case source.LevelType:
		level, isLevel := v.(source.Level)
		ok = isLevel && a.Levels[level.Index] == level.Name
	case source.RatingType, source.NumberType:
		number, isNumber := v.(source.Number)
		ok = isNumber && number.Rat != nil
	case source.DateType:
		_, ok = v.(source.Date)
	case source.ChoiceType, source.ListType:
		words, isWords := v.(source.Words)
		ok = isWords && len(words) > 0
	case source.TextType:
		_, ok = v.(source.Prose)
	case source.LinkType:
		_, ok = v.(source.Link)
	}
	if !ok || !v.Equal(v) {
		t.Errorf("%q is of the type %s, and its value is %#v", a.ID, a.Type, v)
	}
}

const fuzzedCategory = `
title: Backend
attributes:
  - {id: language, type: choice, choices: [JavaScript, Python, unknown]}
  - {id: typing, type: level, levels: [none, hints, static]}
  - {id: orm, type: support}
  - {id: stars, type: number}
  - {id: polish, type: rating}
  - {id: eol, type: date}
  - {id: tags, type: list}
  - {id: history, type: text}
  - {id: docs, type: link}
`

// FuzzOption holds that facts have the types of their attributes and stand in
// their order.
func FuzzOption(f *testing.F) {
	seeds(f, func(name string) bool {
		return !strings.HasPrefix(name, "category") && !strings.HasPrefix(name, "site")
	})
	category, diags := dataset.Category("backend", "f", []byte(fuzzedCategory))
	if diags.HasErrors() {
		f.Fatal(golden.Diagnostics(diags))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		o, _ := dataset.Option(category, "django", "f", src)
		if o.Name == "" {
			t.Error("no name")
		}
		place := map[string]int{}
		for i, a := range category.Attributes {
			place[a.ID] = i
		}
		last := -1
		for _, fact := range o.Facts {
			if (fact.State == source.Known) != (fact.Value != nil) {
				t.Errorf("fact %+v", fact)
			}
			if fact.Value != nil {
				checkValue(t, fact.Attribute, fact.Value)
			}
			if place[fact.Attribute.ID] <= last {
				t.Error("the facts are not in the order of the attributes")
			}
			last = place[fact.Attribute.ID]
		}
	})
}
