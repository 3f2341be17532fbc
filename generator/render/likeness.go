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

// likeness says how alike an option is to another, with so many of the facts that
// make it so.
func (p *page) likeness(word string, o *site.Option, l likeness.Likeness, facts int) templates.Likeness {
	view := templates.Likeness{
		Word: word, Name: l.Option.Name, Address: p.link(l.Option.Address()),
		Alike: l.Alike, Compared: l.Compared, Different: l.Compared - l.Alike,
	}
	alike, differ := p.spaces[o.Category]().Why(o, l.Option)
	for _, a := range alike[:min(facts, len(alike))] {
		view.Same = append(view.Same, p.toldBoth(a, o, l.Option, "and"))
	}
	for _, a := range differ[:min(facts, len(differ))] {
		view.Differ = append(view.Differ, p.toldBoth(a, o, l.Option, "instead of"))
	}
	return view
}

// told is an option's fact within a sentence.
func (p *page) told(a *source.Attribute, o *site.Option) templates.ToldFact {
	t := templates.ToldFact{Label: a.Label, Row: p.rows[a.ID], Value: p.toldValue(o.Fact(a))}
	if utf8.RuneCountInString(t.Value) > mostValue {
		t.Value = ""
	}
	return t
}

// toldBoth is the fact of two options, with a word between them where they do not
// say the same.
func (p *page) toldBoth(a *source.Attribute, o, other *site.Option, between string) templates.ToldFact {
	t := p.told(a, o)
	if second := p.told(a, other); t.Value == "" || second.Value == "" {
		t.Value = ""
	} else if second.Value != t.Value {
		t.Other = between + " " + second.Value
	}
	return t
}

// toldValue is what a known fact says, as it stands within a sentence.
func (p *page) toldValue(f site.Fact) string {
	switch v := f.Value.(type) {
	case source.Support:
		return v.String()
	case source.Words:
		return listed(v)
	}
	return strings.TrimSpace(p.factText(f))
}
