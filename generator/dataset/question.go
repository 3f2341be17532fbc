package dataset

import (
	"fmt"
	"math/big"

	"tradeoff/generator/diag"
	"tradeoff/generator/source"
	"tradeoff/generator/strictyaml"
)

// questions reads the questions of a category, whose attributes have been read.
func (r *categoryReader) questions(v strictyaml.Value) {
	ids := idSet{}
	for _, item := range v.List() {
		q, id := r.question(item)
		if q.ID != "" && ids.take("the question", q.ID, id) {
			r.category.Questions = append(r.category.Questions, q)
		}
	}
}

// question reads one question and gives the value that its id is from.
func (r *categoryReader) question(v strictyaml.Value) (*source.Question, strictyaml.Value) {
	f := v.Fields("a question", "id", "ask", "help", "weight", "not_sure", "answers")
	ask := f.Required("ask")
	q := &source.Question{
		Ask:     ask.Text(),
		Help:    prose(f.Get("help")),
		Weight:  weight(f.Get("weight")),
		NotSure: weight(f.Get("not_sure")),
	}
	id := f.Get("id")
	if q.ID = readID(id, isID, idFrom); q.ID == "" {
		id, q.ID = ask, idFrom(q.Ask)
	}
	q.Pos = id.Pos()
	q.Answers = r.answers(f.Required("answers"))
	r.checkLikelihoods(q, f.Get("answers"))
	return q, id
}

// answers reads the answers to one question.
func (r *categoryReader) answers(v strictyaml.Value) []*source.Answer {
	if v.Given() && len(v.List()) == 0 {
		v.Errorf(diag.InvalidValue, "a question needs at least one answer").Hint = `"not sure" is offered beside it`
	}
	var answers []*source.Answer
	ids := idSet{}
	for _, item := range v.List() {
		a, id := r.answer(item)
		switch {
		case a.ID == "":
		case a.ID == source.NotSure:
			id.Errorf(diag.Duplicate, "the answer %q is offered with every question", a.ID).
				Hint = "remove it; not_sure: 0.2 in the question says how likely it is"
		case takeAnswer(ids, a.ID, id):
			answers = append(answers, a)
		}
	}
	return answers
}

// takeAnswer reports two answers of one id. Where the id comes from the label,
// as it does for C and C++, the way out is to write one.
func takeAnswer(ids idSet, id string, v strictyaml.Value) bool {
	if first, taken := ids[id]; taken && v.Key == "label" {
		v.Errorf(diag.Duplicate, "the label gives the id %q, which the answer in line %d has", id, first.Line).
			Hint = fmt.Sprintf("give the answer an id of its own: id: %s-2", id)
		return false
	}
	return ids.take("the answer", id, v)
}

// answer reads one answer and gives the value that its id is from.
func (r *categoryReader) answer(v strictyaml.Value) (*source.Answer, strictyaml.Value) {
	f := v.Fields("an answer", "id", "label", "likelihood", "require", "prefer")
	label := f.Required("label")
	a := &source.Answer{
		Label:      label.Text(),
		Likelihood: weight(f.Get("likelihood")),
		Require:    r.conditions(f.Get("require"), false),
		Prefer:     r.conditions(f.Get("prefer"), true),
	}
	id := f.Get("id")
	if a.ID = readID(id, isID, idFrom); a.ID == "" {
		id, a.ID = label, idFrom(a.Label)
	}
	a.Pos = id.Pos()
	return a, id
}

// checkLikelihoods reports a question to which no answer is possible: relative
// weights need a sum.
func (r *categoryReader) checkLikelihoods(q *source.Question, answers strictyaml.Value) {
	sum := new(big.Rat).Set(q.NotSure)
	for _, a := range q.Answers {
		sum.Add(sum, a.Likelihood)
	}
	if sum.Sign() == 0 && len(q.Answers) > 0 {
		answers.Errorf(diag.InvalidValue, "no answer to %q is likely, not even \"not sure\"", q.Ask).
			Hint = "give at least one of them a likelihood above 0"
	}
}
