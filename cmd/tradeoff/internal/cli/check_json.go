package cli

import (
	"tradeoff/generator"
	"tradeoff/generator/decision"
	"tradeoff/generator/diag"
)

// A checkJSON is what `tradeoff check --json` prints. Its keys are a promise, as
// those of buildJSON are; no list is ever null.
type checkJSON struct {
	OK          bool             `json:"ok"`
	Pages       int              `json:"pages"`
	Facts       int              `json:"facts"`
	Sourced     int              `json:"sourced"`
	Warnings    int              `json:"warnings"`
	Errors      int              `json:"errors"`
	Seconds     float64          `json:"seconds"` // to the millisecond
	Decisions   []proofJSON      `json:"decisions"`
	Diagnostics []diagnosticJSON `json:"diagnostics"`
}

type proofJSON struct {
	decisionJSON
	Options    []string           `json:"options"`
	Authored   *float64           `json:"authored"` // null where it is not known
	Free       *float64           `json:"free"`     // asked where the order is free; null where it is
	Sets       int64              `json:"sets"`     // of answers, that were compared
	Exhaustive bool               `json:"exhaustive"`
	Mismatches []decision.Answers `json:"mismatches"`
	Idle       []string           `json:"idle"`
	Never      []neverJSON        `json:"never"`
}

type neverJSON struct {
	Option  string   `json:"option"`
	Because []string `json:"because"`
}

func newCheckJSON(k checked) checkJSON {
	o := k.told()
	j := checkJSON{
		OK: k.ok() && k.proven(), Pages: o.Pages, Facts: o.Facts, Sourced: o.Sourced,
		Warnings: o.count(diag.Warning), Errors: o.count(diag.Error), Seconds: seconds(o.took),
		Decisions: []proofJSON{}, Diagnostics: o.diagnostics(),
	}
	for _, p := range k.proofs {
		j.Decisions = append(j.Decisions, newProofJSON(p))
	}
	return j
}

func newProofJSON(p generator.Proof) proofJSON {
	j := proofJSON{
		decisionJSON: newDecisionJSON(p.Decision), Options: optionIDs(p.Tree.Options),
		Sets: p.Assignments, Exhaustive: p.Exhaustive,
		Mismatches: append([]decision.Answers{}, p.Mismatches...), Idle: []string{}, Never: []neverJSON{},
	}
	if authored := p.Tree.Cost.Authored; authored != nil {
		f := decimal(authored)
		j.Authored = &f
	}
	if p.Free != nil {
		f := decimal(p.Free.Cost.Expected)
		j.Free = &f
	}
	for _, q := range p.Idle {
		j.Idle = append(j.Idle, q.ID)
	}
	for _, n := range p.Never {
		d := dialogue{tree: p.Tree}
		j.Never = append(j.Never, neverJSON{p.Tree.Options[n.Option].ID, d.ids(n.Because)})
	}
	return j
}
