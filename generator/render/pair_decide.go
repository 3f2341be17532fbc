package render

import (
	"context"
	"math/big"
	"slices"

	"golang.org/x/text/number"

	"tradeoff/generator/decision"
	"tradeoff/generator/diag"
	"tradeoff/generator/site"
	"tradeoff/templates"
)

// mostPairSteps is how many steps of a decision a pair's page holds at most. There
// may be more than a hundred thousand such pages, and a step takes half a kilobyte;
// what each answer speaks for stands beside the decision, for those without a
// script too.
const mostPairSteps = 40

// Which answers speak for one of two options follows these rules, so that nothing is
// recommended for what is not known of it:
//
//   - An answer speaks for an option if it adds more points to it than to the other,
//     or rules the other one out, and does not rule it out.
//   - An answer that requires what is not known of an option does not speak for it.
//     It stands apart, with what it does to the other.
//   - Where what an answer asks for is not known of the other option, it says so.

// pairDecides says which questions tell the two apart and grows the tree of those
// that do; nil where the category asks nothing.
func (p *page) pairDecides(pair site.Pair) *templates.PairDecides {
	c := pair.A.Category
	if len(c.Questions) == 0 {
		return nil
	}
	d := &pairDecider{page: p, Questionnaire: decision.New(c, []*site.Option{pair.A, pair.B})}
	d.names[0], d.names[1] = pair.Names()
	view := &templates.PairDecides{Questions: len(c.Questions), Tell: d.tell(), Open: d.open()}
	if view.Tell == 0 {
		view.Same = d.same()
		if link, ok := p.decisionLink(c); ok {
			view.All = &link
		}
		return view
	}
	tree, err := d.Grow(context.Background()) // which is bounded
	if err != nil {
		p.diags.Errorf(diag.Position{File: p.address}, diag.Template, "the decision cannot be made: %v", err)
		return view
	}
	p.steps = mostPairSteps
	view.Decision = p.decision(c, tree, templates.Title{Text: p.decisionTitle(tree), Section: true})
	view.Decision.Questions, view.Decision.Tree = nil, "" // the page has said what each answer means
	d.counted = view.Decision.Walk == nil
	view.Counted = d.counted
	for side := range d.names {
		view.Sides = append(view.Sides, d.side(side))
	}
	return view
}

// A pairDecider holds a category's questions against two options.
type pairDecider struct {
	*page
	*decision.Questionnaire
	names   [2]string
	counted bool // answers say how many points they add: no step adds them up
}

// tell counts the questions that tell the two apart.
func (d *pairDecider) tell() int {
	n := 0
	for _, q := range d.Questions {
		if slices.ContainsFunc(q.Answers, func(a *decision.Answer) bool {
			first, second := a.Effects[0], a.Effects[1]
			return first.RulesOut != second.RulesOut || !first.RulesOut && first.Points.Cmp(second.Points) != 0
		}) {
			n++
		}
	}
	return n
}

// side gives the answers that speak for one of the two.
func (d *pairDecider) side(side int) templates.PairAnswers {
	view := templates.PairAnswers{Name: d.names[side]}
	known, unknown := false, false
	for _, q := range d.Questions {
		answer := templates.PairAnswer{Ask: q.Ask}
		for _, a := range q.Answers {
			own, other := a.Effects[side], a.Effects[1-side]
			known = known || found(own, decision.Met, decision.Missed, decision.Inapplicable)
			unknown = unknown || found(own, decision.Unverified)
			if speaksFor(own, other) && !isOpen(own) {
				d.addChoice(&answer, a, d.remark(own, other, d.names[1-side]))
			}
		}
		if len(answer.Choices) > 0 {
			view.Answers = append(view.Answers, answer)
		}
	}
	switch {
	case len(view.Answers) > 0:
	case unknown && !known:
		view.None = d.words.Text("pair.decide.nothing_known")
	case unknown:
		view.None = d.words.Text("pair.decide.as_far_as_known")
	default:
		view.None = d.words.Text("pair.decide.none")
	}
	return view
}

// open gives the answers that require what is not known of one of the two or of
// both, but for those that are said to speak for the other.
func (d *pairDecider) open() []templates.PairAnswer {
	var answers []templates.PairAnswer
	for _, q := range d.Questions {
		answer := templates.PairAnswer{Ask: q.Ask}
		for _, a := range q.Answers {
			first, second := a.Effects[0], a.Effects[1]
			switch {
			case isOpen(first) && isOpen(second):
				d.addChoice(&answer, a, d.words.Text("pair.decide.of_either"))
			case isOpen(first) && second.RulesOut:
				d.addChoice(&answer, a, d.words.Text("pair.decide.out_and_open", "out", d.names[1], "option", d.names[0]))
			case isOpen(second) && first.RulesOut:
				d.addChoice(&answer, a, d.words.Text("pair.decide.out_and_open", "out", d.names[0], "option", d.names[1]))
			case isOpen(first) && !speaksFor(second, first):
				d.addChoice(&answer, a, d.words.Text("pair.decide.not_known", "option", d.names[0]))
			case isOpen(second) && !speaksFor(first, second):
				d.addChoice(&answer, a, d.words.Text("pair.decide.not_known", "option", d.names[1]))
			}
		}
		if len(answer.Choices) > 0 {
			answers = append(answers, answer)
		}
	}
	return answers
}

// same says what the facts come to where no question tells the two apart.
func (d *pairDecider) same() string {
	known, unknown := false, false
	for _, q := range d.Questions {
		for _, a := range q.Answers {
			for _, e := range a.Effects {
				known = known || found(e, decision.Met, decision.Missed)
				unknown = unknown || found(e, decision.Unverified, decision.Inapplicable)
			}
		}
	}
	switch {
	case unknown && !known:
		return d.words.Text("pair.decide.same_unknown")
	case unknown:
		return d.words.Text("pair.decide.same_as_known")
	}
	return d.words.Text("pair.decide.same")
}

// remark says what an answer that speaks for an option does.
func (d *pairDecider) remark(own, other *decision.Effect, name string) string {
	if other.RulesOut {
		return d.words.Text("pair.decide.rules_out", "option", name)
	}
	points, unknown := "", found(other, decision.Unverified)
	if d.counted {
		points = d.points(new(big.Rat).Sub(own.Points, other.Points))
	}
	switch {
	case !unknown:
		return points
	case points == "":
		return d.words.Text("pair.decide.unknown_for", "option", name)
	}
	return d.words.Text("pair.decide.points_unknown", "points", points, "option", name)
}

// points writes by how many points an answer puts one ahead.
func (d *pairDecider) points(r *big.Rat) string {
	value, _ := r.Float64()
	text := d.format.printer.Sprint(number.Decimal(value, number.MaxFractionDigits(2)))
	if r.IsInt() && r.Num().IsInt64() { // whole numbers have plural forms
		return d.words.Text("count.points", "count", int(r.Num().Int64()))
	}
	return d.words.Text("count.points", "count", text)
}

// speaksFor tells whether an answer speaks for an option rather than for the other.
func speaksFor(own, other *decision.Effect) bool {
	return !own.RulesOut && (other.RulesOut || own.Points.Cmp(other.Points) > 0)
}

// isOpen tells whether an answer requires of an option what is not known of it, and
// does not rule it out for another reason.
func isOpen(e *decision.Effect) bool {
	return !e.RulesOut && slices.ContainsFunc(e.Verdicts, func(v decision.Verdict) bool {
		return v.Required && v.Finding == decision.Unverified
	})
}

// found tells whether one of the conditions of an answer has one of the findings.
func found(e *decision.Effect, findings ...decision.Finding) bool {
	return slices.ContainsFunc(e.Verdicts, func(v decision.Verdict) bool { return slices.Contains(findings, v.Finding) })
}

// addChoice adds an answer to those of a question that do the same.
func (d *pairDecider) addChoice(to *templates.PairAnswer, a *decision.Answer, remark string) {
	at := slices.IndexFunc(to.Choices, func(c templates.PairChoice) bool { return c.Remark == remark })
	if at < 0 {
		at = len(to.Choices)
		to.Choices = append(to.Choices, templates.PairChoice{Remark: remark})
	}
	to.Choices[at].Labels = append(to.Choices[at].Labels, d.answerLabel(a))
}
