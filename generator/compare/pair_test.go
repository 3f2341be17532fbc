package compare_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/compare"
	"tradeoff/generator/markup"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// pairOf makes a pair of two options from lines "attribute: first second", with
// values as options reads them, "value/note". An attribute is written
// "id type [less|none] [weight]".
func pairOf(lines string) site.Pair {
	var attributes []*source.Attribute
	var rows [][]string
	for line := range strings.Lines(lines) {
		declared, values, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		words := strings.Fields(declared)
		a := attribute(words[0], source.Type(words[1]), source.MoreBetter)
		a.Weight = big.NewRat(1, 1)
		for _, w := range words[2:] {
			switch w {
			case "less":
				a.Better = source.LessBetter
			case "none":
				a.Better = source.NeitherBetter
			default:
				a.Weight.SetString(w)
			}
		}
		attributes = append(attributes, a)
		rows = append(rows, strings.Fields(values))
	}
	c := &site.Category{Category: &source.Category{ID: "c", Attributes: attributes, Groups: []*source.Group{{Attributes: attributes}}}}
	p := site.Pair{A: &site.Option{Category: c, Option: &source.Option{ID: "a"}}, B: &site.Option{Category: c, Option: &source.Option{ID: "b"}}}
	for i, row := range rows {
		for side, o := range []*site.Option{p.A, p.B} {
			text, note, _ := strings.Cut(row[side], "/")
			if text == "" { // the file is silent
				continue
			}
			f := &source.Fact{Attribute: attributes[i], Note: markup.Text{Plain: note}}
			f.State, f.Value = value(attributes[i], text)
			o.Facts = append(o.Facts, f)
		}
	}
	return p
}

func labels(t compare.Table) string {
	var ids []string
	for _, g := range t.Groups {
		ids = append(ids, rowLabels(g.Rows))
	}
	return strings.Join(ids, " | ")
}

func rowLabels(rows []compare.Row) string {
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.Attribute.ID)
	}
	return strings.Join(ids, " ")
}

func TestPair(t *testing.T) {
	p := compare.Pair(pairOf(`
		better support: yes no
		worse support: no partial/some
		same support: yes yes
		noted support: yes/this yes/that
		parts support: partial/this partial/that
		silent support: / yes
		unknown support: ? ?/asked
		inapplicable support: - yes
		neither support: - -
		latency number less: 2 3
		size number none 5: 2 3
		level level 2: none static
		choice choice: x x+y
		text text: x x
		link link: x y
		weightless support 0: yes no
		nothing choice 0: x y
		day date: 2015 2015-02-26
		later date: 2015 2016-02
	`))
	for name, got := range map[string]string{
		"differing":            labels(p.Differing) + "; better worse parts inapplicable latency size level choice weightless nothing day later",
		"nearly":               labels(p.Nearly) + "; noted link",
		"alike":                labels(p.Alike) + "; same neither text",
		"open":                 labels(p.Open) + "; silent unknown",
		"for the first":        rowLabels(p.First) + "; better latency",
		"for the second":       rowLabels(p.Second) + "; level worse later",
		"without a better end": rowLabels(p.WithoutABetterEnd) + "; size choice day",
		"missing":              missing(p) + "; silent unknown / unknown",
		"told":                 fmt.Sprint(p.Told()) + "; 17",
	} {
		if got, want, _ := strings.Cut(got, "; "); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func missing(p compare.Pairing) string {
	var sides []string
	for i := range p.Options {
		var ids []string
		for _, a := range p.Missing(i) {
			ids = append(ids, a.ID)
		}
		sides = append(sides, strings.Join(ids, " "))
	}
	return strings.Join(sides, " / ")
}

// TestUnknownSpeaksAgainstNobody: whatever the other has, a fact that is unknown
// or does not apply puts nobody ahead.
func TestUnknownSpeaksAgainstNobody(t *testing.T) {
	for _, nothing := range []string{"?", "-"} {
		for _, kind := range []string{"support: %s yes", "support: no %s", "support less: %s no", "rating: 5 %s", "number less: %s 1", "level: static %s"} {
			p := compare.Pair(pairOf("x " + fmt.Sprintf(kind, nothing)))
			if len(p.First)+len(p.Second)+len(p.WithoutABetterEnd) > 0 {
				t.Errorf(kind+" says something", nothing)
			}
		}
	}
}

func TestSaysEnough(t *testing.T) {
	same := func(n int, values string) string { return strings.Repeat("x support: "+values+"\n", n) }
	for _, test := range []struct {
		name, rows string
		want       bool
	}{
		{"no attributes", "", false},
		{"five known, two differ", same(3, "yes yes") + same(2, "yes no"), true},
		{"four known", same(4, "yes no"), false},
		{"one differs", same(9, "yes yes") + same(1, "yes no"), false},
		{"none differs", same(9, "yes yes"), false},
		{"half is known", same(6, "yes no") + same(6, "yes ?"), true},
		{"less than half is known", same(6, "yes no") + same(7, "yes ?"), false},
		{"each knows another half", same(9, "yes ?") + same(9, "? yes"), false},
		{"the files are silent", same(6, "yes no") + same(7, "/ yes"), false},
		{"applies to one, and two differ", same(1, "yes yes") + same(2, "yes no") + same(2, "- no"), true},
		{"differs only by what does not apply", same(3, "yes yes") + same(20, "- no"), false},
		{"one differs, the rest does not apply", same(3, "yes yes") + same(1, "yes no") + same(20, "- no"), false},
		{"applies to neither", same(4, "yes no") + same(4, "- -"), false},
		{"notes differ", same(5, "yes/this yes/that"), false},
		{"links differ", same(4, "yes yes") + strings.Repeat("x link: a b\n", 4), false},
	} {
		// Ids tell the attributes apart.
		var rows []string
		for i, line := range strings.Split(strings.TrimSpace(test.rows), "\n") {
			rows = append(rows, strings.Replace(line, "x", fmt.Sprintf("x%d", i), 1))
		}
		p := pairOf(strings.Join(rows, "\n"))
		if got := compare.SaysEnough(p); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
		if got := compare.SaysEnough(site.Pair{A: p.B, B: p.A}); got != test.want {
			t.Errorf("%s, the other way round: %v", test.name, got)
		}
	}
}

// TestLack: the first reason that holds.
func TestLack(t *testing.T) {
	for _, test := range []struct {
		tally compare.Tally
		want  compare.Lack
	}{
		{compare.Tally{Attributes: 10, Told: 5, Differing: 2, Open: 5}, compare.LacksNothing},
		{compare.Tally{Attributes: 10, Told: 4, Differing: 4, Open: 6}, compare.LacksFacts},
		{compare.Tally{Attributes: 10, Told: 4, Differing: 4}, compare.LacksAttributes},
		{compare.Tally{Attributes: 11, Told: 5, Differing: 5, Open: 6}, compare.LacksHalf},
		{compare.Tally{Attributes: 11, Told: 10, Differing: 1, Open: 1}, compare.LacksDifferences},
	} {
		if got := test.tally.Lack(); got != test.want {
			t.Errorf("%+v: got %d, want %d", test.tally, got, test.want)
		}
	}
}

// TestCount counts what each kind of row is.
func TestCount(t *testing.T) {
	got := compare.Count(pairOf(`
		a support: yes no
		b support: yes yes/noted
		c support: - no
		d support: - -
		e support: yes ?
		f support: / yes
		g link: x y
	`))
	if want := (compare.Tally{Attributes: 7, Told: 4, Differing: 1, Open: 2}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestPairKeepsEveryRow: a pairing sorts the rows of the table and loses none.
func TestPairKeepsEveryRow(t *testing.T) {
	values := []string{"yes", "no", "partial/this", "partial/that", "?", "-", "/", "yes/note"}
	for _, a := range values {
		for _, b := range values {
			pair := pairOf("x support: " + a + " " + b + "\ny support none: " + b + " " + a)
			all, p := compare.Options([]*site.Option{pair.A, pair.B}), compare.Pair(pair)
			var ids []string
			for _, part := range []compare.Table{p.Differing, p.Nearly, p.Alike, p.Open} {
				for _, g := range part.Groups {
					for _, r := range g.Rows {
						ids = append(ids, r.Attribute.ID)
					}
				}
			}
			if slices.Sort(ids); len(ids) != all.Rows || strings.Join(ids, " ") != "x y" {
				t.Errorf("%s and %s: %v", a, b, ids)
			}
		}
	}
}
