package cli

import (
	"fmt"
	"strconv"

	"tradeoff/generator"
	"tradeoff/generator/decision"
)

// A decisionJSON is a decision of the site, as build and check print it.
type decisionJSON struct {
	Category   string  `json:"category"`
	Guide      string  `json:"guide,omitempty"` // that asks it for its own options
	Questions  int     `json:"questions"`
	Expected   float64 `json:"expected"` // asked on average
	Most       int     `json:"most"`     // asked at most
	Method     string  `json:"method"`
	Optimal    bool    `json:"optimal"`
	LowerBound float64 `json:"lower_bound"` // no tree asks fewer on average, which is proven
}

func newDecisionJSON(d generator.Decision) decisionJSON {
	cost := d.Tree.Cost
	j := decisionJSON{
		Category: d.Category.ID, Questions: cost.Questions, Expected: decimal(cost.Expected), Most: cost.Most,
		Method: d.Tree.Method.String(), Optimal: d.Tree.Method == decision.Optimal, LowerBound: cost.LeastPossible,
	}
	if d.Guide != nil {
		j.Guide = d.Guide.ID
	}
	return j
}

// aboutDecisions says how good the decisions of a site are: in one line where all
// are as good as can be, else with a line for each that is not.
func aboutDecisions(all []generator.Decision) []string {
	var lines []string
	optimal := 0
	for _, d := range all {
		if d.Tree.Method == decision.Optimal {
			optimal++
			continue
		}
		lines = append(lines, decisionName(d)+": "+distance(d.Tree))
	}
	switch {
	case len(all) == 0:
		return nil
	case optimal == len(all) && optimal == 1:
		return []string{"1 decision, proven to ask the fewest questions"}
	case optimal == len(all):
		return []string{counted(optimal, "decision") + ", each proven to ask the fewest questions"}
	}
	proven := "none"
	if optimal > 0 {
		proven = strconv.Itoa(optimal)
	}
	return append([]string{fmt.Sprintf("%s, %s of them proven to ask the fewest questions", counted(len(all), "decision"), proven)}, lines...)
}

// decisionName names a decision: by its category, and the guide that asks it.
func decisionName(d generator.Decision) string {
	if d.Guide != nil {
		return d.Category.ID + " in " + d.Guide.File
	}
	return d.Category.ID
}

// distance says how far from the least number of questions a tree may be that is
// not known to ask the fewest.
func distance(t *decision.Tree) string {
	above := decimal(t.Cost.Expected) - t.Cost.LeastPossible
	switch {
	case t.Method == decision.Unplanned:
		return fmt.Sprintf("too many questions for a tree, all %d are asked", t.Cost.Most)
	case t.Method == decision.Authored && above <= 0:
		return "in the written order, which asks the fewest questions"
	case t.Method == decision.Authored:
		return "in the written order, at most " + questions(above) + " above the proven bound"
	}
	return "at most " + questions(above) + " above the proven bound"
}
