package render

import (
	"strings"
	"sync"
	"unicode/utf8"

	"tradeoff/generator/likeness"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// spacesOf prepares the categories for measuring, each when a page asks first.
func spacesOf(s *site.Site) map[*site.Category]func() *likeness.Space {
	spaces := map[*site.Category]func() *likeness.Space{}
	for _, c := range s.Categories {
		spaces[c] = sync.OnceValue(func() *likeness.Space { return likeness.New(c) })
	}
	return spaces
}

// How much a sentence about a likeness tells.
const (
	mostTold  = 3  // facts that are alike, and facts that differ
	mostValue = 28 // characters of a fact's value
)

// tells tells whether one of the others, in the order of likeness, can be said to be
// the one that an option is most like: there are several, and they are not all about
// as alike.
func tells(all []likeness.Likeness) bool { return !likeness.Even(all[0], all[len(all)-1]) }

// likeness says how alike an option is to another, with so many of the facts that
// make it so.
func (p *page) likeness(word string, o *site.Option, l likeness.Likeness, facts int) templates.Likeness {
	view := templates.Likeness{
		Word: word, Name: optionName(l.Option), Address: p.link(l.Option.Address()),
		Alike: l.Alike, Compared: l.Compared, Different: l.Compared - l.Alike,
	}
	alike, differ := p.spaces[o.Category]().Why(o, l.Option)
	for _, a := range alike[:min(facts, len(alike))] {
		view.Same = append(view.Same, p.toldBoth(a, o, l.Option, func(other string) string { return p.words.Text("fact.also", "value", other) }))
	}
	for _, a := range differ[:min(facts, len(differ))] {
		view.Differ = append(view.Differ, p.toldBoth(a, o, l.Option, func(other string) string { return p.words.Text("fact.instead", "value", other) }))
	}
	return view
}

// told is an option's fact within a sentence.
func (p *page) told(a *source.Attribute, o *site.Option) templates.ToldFact {
	return p.toldAs(a, p.toldValue(o.Fact(a)))
}

// toldAs is a fact within a sentence, where the value stands in brackets: those
// within become square ones.
func (p *page) toldAs(a *source.Attribute, value string) templates.ToldFact {
	t := templates.ToldFact{Label: a.Label, Row: p.rows[a.ID]}
	if utf8.RuneCountInString(value) <= mostValue {
		t.Value = squareBrackets.Replace(value)
	}
	return t
}

// toldBoth is the fact of two options, with the other's value in words where they do
// not say the same.
func (p *page) toldBoth(a *source.Attribute, o, other *site.Option, beside func(other string) string) templates.ToldFact {
	t := p.told(a, o)
	if second := p.told(a, other); t.Value == "" || second.Value == "" {
		t.Value = ""
	} else if !o.Fact(a).Value.Equal(other.Fact(a).Value) {
		t.Other = beside(second.Value)
	}
	return t
}

// toldValue is what a known fact says, as it stands within a sentence.
func (p *page) toldValue(f site.Fact) string {
	switch v := f.Value.(type) {
	case source.Support:
		return p.stateWithin(v.String())
	case source.Words:
		return p.listed(v)
	}
	return strings.TrimSpace(p.factText(f))
}

var squareBrackets = strings.NewReplacer("(", "[", ")", "]")
