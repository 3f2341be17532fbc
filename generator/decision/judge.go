package decision

import (
	"cmp"
	"maps"
	"math/big"
	"slices"
)

// A Judgement is what one set of answers leads to, by direct scoring.
type Judgement struct {
	// Recommended are the options with the highest score among those not ruled out:
	// several where they tie, none where all are ruled out. Indices into
	// Questionnaire.Options, in their order.
	Recommended []int
	// Nearest are, where all are ruled out, those that miss the fewest conditions.
	Nearest []int
	// Ranking has every option: those not ruled out by falling score, then those
	// that are by how many conditions they miss; alike, in the questionnaire's order.
	Ranking []Standing
}

// A Standing is how one option fares.
type Standing struct {
	Option   int
	Place    int      // 1 for the best; those with the same score share one; 0 where ruled out
	Score    *big.Rat // points from all answers
	RuledOut bool
	Misses   int      // required conditions that it does not meet
	Reasons  []Reason // every condition of the answers given, in the order of the questions
}

// A Reason is one condition of an answer given, held against the option.
type Reason struct {
	Choice
	Verdict
}

// Judge scores the options under the answers given. Unknown questions and answers
// are passed over.
func (n *Questionnaire) Judge(given Answers) *Judgement {
	choices := n.choices(given)
	j := &Judgement{}
	for i := range n.Options {
		j.Ranking = append(j.Ranking, standing(i, choices))
	}
	slices.SortStableFunc(j.Ranking, func(a, b Standing) int {
		switch {
		case a.RuledOut && b.RuledOut:
			return cmp.Compare(a.Misses, b.Misses)
		case a.RuledOut:
			return 1
		case b.RuledOut:
			return -1
		}
		return b.Score.Cmp(a.Score)
	})
	for i := range j.Ranking {
		s := &j.Ranking[i]
		switch {
		case s.RuledOut:
		case i > 0 && s.Score.Cmp(j.Ranking[i-1].Score) == 0:
			s.Place = j.Ranking[i-1].Place
		default:
			s.Place = i + 1
		}
		if s.Place == 1 {
			j.Recommended = append(j.Recommended, s.Option)
		}
		if j.Ranking[0].RuledOut && s.Misses == j.Ranking[0].Misses {
			j.Nearest = append(j.Nearest, s.Option)
		}
	}
	return j
}

// choices gives the answers that there are, in the order of the questions.
func (n *Questionnaire) choices(given Answers) []Choice {
	var choices []Choice
	for _, q := range n.Questions {
		if a := q.Answer(given[q.ID]); a != nil {
			choices = append(choices, Choice{q, a})
		}
	}
	return choices
}

func standing(option int, choices []Choice) Standing {
	s := Standing{Option: option, Score: new(big.Rat)}
	for _, c := range choices {
		e := c.Answer.Effects[option]
		s.Score.Add(s.Score, e.Points)
		s.RuledOut = s.RuledOut || e.RulesOut
		for _, v := range e.Verdicts {
			if v.Required && v.Finding == Missed {
				s.Misses++
			}
			s.Reasons = append(s.Reasons, Reason{c, v})
		}
	}
	return s
}

// A Change is other answers that lead elsewhere.
type Change struct {
	Instead     []Choice // the answers to give instead, in the order of the questions
	Recommended []int    // what is recommended then
}

// Changes gives the nearest sets of answers that lead to another recommendation:
// one answer changed or, where no single one does it, two. Only questions that
// were answered change. What was not asked stays open. Where two do not do it
// either there is none.
func (n *Questionnaire) Changes(given Answers) []Change {
	before := n.Judge(given).Recommended
	choices := n.choices(given)
	changes := n.changes(given, before, choices, nil)
	if len(changes) > 0 {
		return changes
	}
	for i, first := range choices {
		for _, a := range first.Question.Answers {
			if a != first.Answer {
				changes = append(changes, n.changes(given, before, choices[i+1:], []Choice{{first.Question, a}})...)
			}
		}
	}
	return changes
}

// changes gives the changes of one of the choices, on top of those made.
func (n *Questionnaire) changes(given Answers, before []int, choices, made []Choice) []Change {
	var changes []Change
	for _, c := range choices {
		for _, a := range c.Question.Answers {
			if a == c.Answer {
				continue
			}
			instead := append(slices.Clone(made), Choice{c.Question, a})
			other := maps.Clone(given)
			for _, i := range instead {
				other[i.Question.ID] = i.Answer.ID
			}
			if after := n.Judge(other).Recommended; !slices.Equal(before, after) {
				changes = append(changes, Change{instead, after})
			}
		}
	}
	return changes
}
