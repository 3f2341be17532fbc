package render_test

import (
	"fmt"
	"strings"
	"testing"
)

// weighing shows what readers can weigh by what its view holds.
const weighing = `
-- templates/weigh.html --
weigh {{.ID}} scale {{.Scale}}{{if .Long}} long{{end}}: {{.Said}}{{with .More}} of {{.}}{{end}}
{{range .Groups}}{{.ID}} {{.Label}}: {{.Flips}}
{{end}}{{range .Options}}{{.Place}} {{.Name}} {{.Address}} {{.Said}} [{{.Scores}}]{{with .Left}} without {{.}}{{end}}
{{end}}{{.Facts}} left out
{{range .Left}}{{.Name}}: {{range .Unknown}}{{.Label}}#{{.Row}} unknown {{end}}{{range .NotApplicable}}{{.Label}}#{{.Row}} n/a {{end}}{{.UnknownCount}} {{.NotApplicableCount}}
{{end}}{{define "weigh-link"}}way to {{.Label}} {{.Address}}
{{end}}
-- templates/profile.html --
profile among {{.Options}}
{{range .Groups}}{{.Label}}#{{.Row}} {{.Known}}/{{.Facts}} {{.Said}}, {{.Score}}, median {{.Median}}{{if .Scored}} scored{{end}}
{{end}}
-- templates/compare-table.html --
table {{.ID}}
-- templates/guide.html --
{{with .WeighStyle}}style {{end}}{{with .WeighScript}}script{{end}}
{{.Body}}
{{with .Weighing}}{{template "weigh.html" .}}{{end}}
{{range .Contents}}{{.Label}}#{{.ID}} {{end}}
-- templates/category.html --
{{with .WeighStyle}}style {{end}}{{with .WeighScript}}script{{end}}
{{with .Weighing}}{{template "weigh.html" .}}{{end}}
-- templates/option.html --
{{with .WeighStyle}}style {{end}}{{with .WeighScript}}script{{end}}
{{with .Profile}}{{template "profile.html" .}}{{end}}
`

const weighed = `
-- data/c/category.yaml --
title: C
attributes:
  - group: One
    attributes:
      - {id: p, type: support}
      - {id: q, type: support, weight: 2}
      - {id: word, type: text}
  - group: Two <&>
    attributes: [{id: r, type: number, better: lower}]
  - group: None
    attributes: [{id: s, type: number}]
  - {id: alone, type: level, levels: [low, mid, high]}
-- data/c/a.yaml --
name: Axe
facts: {p: yes, q: no, r: 10, s: 1, alone: mid}
-- data/c/b.yaml --
name: Bit
facts: {p: partial, q: yes, r: unknown, s: 2, alone: n/a}
-- data/c/d.yaml --
name: Dee
facts: {p: no, q: yes, r: 5, s: 3, alone: high}
-- data/c/e.yaml --
name: Elk
-- guides/g.md --
---
title: G
description: G.
compare: [a, b, d, e]
---
::compare{group="One"}

::compare{only="alone"}

## Weigh

Text.
`

func TestWeighingOfCategory(t *testing.T) {
	compareLines(t, viewOf(t, weighed+weighing, "c/index.html"), `
		style script
		weigh weigh scale 6: Dee comes first, with 89 of 100; then Axe, with 28.
		one One: At “most”, Bit and Dee share the first place.
		two-and Two &lt;&amp;&gt;: At “not at all”, Bit and Dee share the first place.
		alone Alone: At “not at all”, Bit and Dee share the first place.
		1 Dee d.html 89 of 100 [4,6,6]
		2 Axe a.html 28 of 100 [2,0,3]
		0 Bit b.html Too little is known [5,,] without 2
		0 Elk e.html Too little is known [,,] without 4
		6 left out
		Bit: R#row-r unknown Alone#row-alone n/a 1 1
		Elk: P#row-p unknown Q#row-q unknown R#row-r unknown Alone#row-alone unknown 4 0`)
}

// A guide weighs what its tables show, below its text, and its first table leads there.
func TestWeighingOfGuide(t *testing.T) {
	compareLines(t, viewOf(t, weighed+weighing, "guides/g.html"), `
		style script
		table comparison
		way to Weigh it yourself #weigh-2
		table comparison-2
		<h2 id="weigh">Weigh <a class="anchor" href="#weigh" aria-label="Link to this section: Weigh"><span aria-hidden="true">#</span></a></h2>
		<p>Text.</p>
		weigh weigh-2 scale 6: Bit and Dee share the first place, with 83 of 100.
		one One: At “a little”, Dee comes first. At “much”, Bit comes first.
		alone Alone: At “a little”, Bit comes first. At “much”, Dee comes first.
		1 Bit ../c/b.html 83 of 100 [5,] without 1
		1 Dee ../c/d.html 83 of 100 [4,6]
		3 Axe ../c/a.html 42 of 100 [2,3]
		0 Elk ../c/e.html Too little is known [,] without 3
		4 left out
		Bit: Alone#row-alone n/a 0 1
		Elk: P#row-p unknown Q#row-q unknown Alone#row-alone unknown 3 0
		Weigh#weigh Weigh it yourself#weigh-2`)
}

func TestProfile(t *testing.T) {
	compareLines(t, viewOf(t, weighed+weighing, "c/b.html"), `
		style
		profile among 4
		One#row-p 2/2 83 of 100, 83, median 67 scored
		Two &lt;&amp;&gt;#row-r 0/1 Too little is known, 0, median 50
		Alone#row-alone 0/1 Too little is known, 0, median 75`)
}

// Nothing is weighed where there is one group, one option that can be ranked, or too
// many options.
func TestNothingToWeigh(t *testing.T) {
	many := weighed
	for i := range 60 {
		many += fmt.Sprintf("-- data/c/x%d.yaml --\nfacts: {p: yes}\n", i)
	}
	for name, site := range map[string]string{
		"one group":   strings.NewReplacer("r, type: number", "r, type: text", "alone, type: level", "alone, type: text").Replace(strings.ReplaceAll(weighed, ", levels: [low, mid, high]", "")),
		"one option":  strings.NewReplacer("r: 5", "r: unknown", "alone: high", "alone: unknown").Replace(weighed),
		"no options":  weighed[:strings.Index(weighed, "-- data/c/a.yaml")],
		"sixty-three": many,
	} {
		site = strings.ReplaceAll(site, ", better: lower}", "}")
		if got := viewOf(t, site+weighing, "c/index.html"); len(got) != 0 {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// A guide of few options leads to their category, where readers can weigh all of them;
// if nothing can be weighed there, it leads nowhere.
func TestWeighingOfFew(t *testing.T) {
	few := strings.Replace(weighed, "compare: [a, b, d, e]", "compare: [a, b]", 1)
	compareLines(t, viewOf(t, few+weighing, "guides/g.html"), `
		table comparison
		way to C: weigh them yourself ../c/index.html#weigh
		table comparison-2
		<h2 id="weigh">Weigh <a class="anchor" href="#weigh" aria-label="Link to this section: Weigh"><span aria-hidden="true">#</span></a></h2>
		<p>Text.</p>
		Weigh#weigh`)
	alone := strings.NewReplacer("name: Dee\nfacts: {p: no, q: yes, r: 5, s: 3, alone: high}", "name: Dee", "name: Bit\nfacts: {p: partial, q: yes", "name: Bit\nfacts: {p: unknown, q: unknown").Replace(few)
	if got := strings.Join(viewOf(t, alone+weighing, "guides/g.html"), "\n"); strings.Contains(got, "way to") {
		t.Errorf("the guide leads to what is not there:\n%s", got)
	}
}
