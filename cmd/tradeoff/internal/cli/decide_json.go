package cli

import (
	"tradeoff/generator/decision"
	"tradeoff/generator/site"
)

// A dialogueJSON is what `tradeoff decide --format json` prints. Its keys are a
// promise, as those of buildJSON are; no list is ever null.
type dialogueJSON struct {
	Category    string            `json:"category"`
	Options     []string          `json:"options"`
	Answers     map[string]string `json:"answers"`
	Recommended []string          `json:"recommended"`
	Nearest     []string          `json:"nearest"` // where all are ruled out
	RuledOut    []string          `json:"ruled_out"`
	Ranking     []standingJSON    `json:"ranking"`
	Reasons     []reasonJSON      `json:"reasons"`
	Unverified  []reasonJSON      `json:"unverified"` // those of the reasons
	Changes     []changeJSON      `json:"changes"`
	Next        *questionJSON     `json:"next"` // null where no answer changes what is recommended

	Expected     float64  `json:"questions_expected"`
	Most         int      `json:"questions_most"`
	All          int      `json:"questions_all"`
	Authored     *float64 `json:"questions_authored"` // null where it is not known
	Entropy      float64  `json:"entropy_bits"`
	EntropyBound float64  `json:"entropy_bound"`
	LowerBound   float64  `json:"lower_bound"`
	States       int      `json:"states"`
	Nodes        int      `json:"nodes"`
	Optimal      bool     `json:"optimal"`
	Method       string   `json:"method"`
}

type standingJSON struct {
	Option     string  `json:"option"`
	Score      float64 `json:"score"`
	ScoreExact string  `json:"score_exact"` // "7" or "16/3"
	Place      int     `json:"place"`       // 0 where ruled out
	RuledOut   bool    `json:"ruled_out"`
	Misses     int     `json:"misses"`
}

type reasonJSON struct {
	Option      string   `json:"option"`
	Question    string   `json:"question"`
	Answer      string   `json:"answer"`
	Attribute   string   `json:"attribute"`
	Condition   string   `json:"condition"`
	Required    bool     `json:"required"`
	Fact        string   `json:"fact"`
	Finding     string   `json:"finding"`
	Points      float64  `json:"points"`
	PointsExact string   `json:"points_exact"`
	Sources     []string `json:"sources"`
}

type changeJSON struct {
	Answers     map[string]string `json:"answers"` // to give instead
	Recommended []string          `json:"recommended"`
}

type questionJSON struct {
	Question string       `json:"question"`
	Ask      string       `json:"ask"`
	Help     string       `json:"help"`
	Answers  []answerJSON `json:"answers"`
	Most     int          `json:"most"` // questions from this one on
}

type answerJSON struct {
	Answer string `json:"answer"`
	Label  string `json:"label"`
}

// json gives the dialogue for programs.
func (d *dialogue) json() dialogueJSON {
	judged, cost := d.tree.Judge(d.given), d.tree.Cost
	j := dialogueJSON{
		Category: d.category.ID, Options: optionIDs(d.tree.Options), Answers: d.given,
		Recommended: d.ids(judged.Recommended), Nearest: d.ids(judged.Nearest), RuledOut: []string{},
		Reasons: []reasonJSON{}, Unverified: []reasonJSON{}, Changes: []changeJSON{}, Next: d.next(),
		Expected: decimal(cost.Expected), Most: cost.Most, All: cost.Questions,
		Entropy: cost.Entropy, EntropyBound: cost.EntropyBound, LowerBound: cost.LeastPossible,
		States: cost.States, Nodes: len(d.tree.Nodes),
		Optimal: d.tree.Method == decision.Optimal, Method: d.tree.Method.String(),
	}
	if cost.Authored != nil {
		authored := decimal(cost.Authored)
		j.Authored = &authored
	}
	for _, s := range judged.Ranking {
		id := d.tree.Options[s.Option].ID
		j.Ranking = append(j.Ranking, standingJSON{id, decimal(s.Score), s.Score.RatString(), s.Place, s.RuledOut, s.Misses})
		if s.RuledOut {
			j.RuledOut = append(j.RuledOut, id)
		}
		for _, r := range s.Reasons {
			reason := newReasonJSON(r)
			j.Reasons = append(j.Reasons, reason)
			if r.Finding == decision.Unverified {
				j.Unverified = append(j.Unverified, reason)
			}
		}
	}
	for _, c := range d.tree.Changes(d.given) {
		instead := map[string]string{}
		for _, choice := range c.Instead {
			instead[choice.Question.ID] = choice.Answer.ID
		}
		j.Changes = append(j.Changes, changeJSON{instead, d.ids(c.Recommended)})
	}
	return j
}

// ids gives the ids of options by their places.
func (d *dialogue) ids(places []int) []string { return optionIDs(d.options(places)) }

func (d *dialogue) options(places []int) []*site.Option {
	options := make([]*site.Option, len(places))
	for i, place := range places {
		options[i] = d.tree.Options[place]
	}
	return options
}

func newReasonJSON(r decision.Reason) reasonJSON {
	return reasonJSON{
		Option: r.Fact.Option.ID, Question: r.Question.ID, Answer: r.Answer.ID,
		Attribute: r.Fact.Attribute.ID, Condition: conditionText(r.Condition), Required: r.Required,
		Fact: factText(r.Fact), Finding: findingText(r.Finding),
		Points: decimal(r.Points), PointsExact: r.Points.RatString(),
		Sources: append([]string{}, r.Fact.Sources...),
	}
}

// next gives the question that the answers leave open, if one is.
func (d *dialogue) next() *questionJSON {
	ahead := d.tree.Ahead(d.given)
	q := ahead.At.Question
	if q == nil {
		return nil
	}
	next := &questionJSON{Question: q.ID, Ask: q.Ask, Help: q.Help.Plain, Most: ahead.Most}
	for _, a := range q.Answers {
		next.Answers = append(next.Answers, answerJSON{a.ID, answerLabel(a)})
	}
	return next
}
