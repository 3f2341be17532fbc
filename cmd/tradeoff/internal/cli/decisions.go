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
	cost := d.Cost
	j := decisionJSON{
		Category: d.Category, Guide: d.Guide, Questions: cost.Questions, Expected: decimal(cost.Expected), Most: cost.Most,
		Method: d.Method.String(), Optimal: d.Method == decision.Optimal, LowerBound: cost.LeastPossible,
	}
	return j
}

// aboutDecisions says how good the decisions of a site are: in one line where all
// are as good as can be, else with a line for each that is not.
func aboutDecisions(all []generator.Decision) []string {
	var lines []string
	optimal := 0
	for _, d := range all {
		if d.Method == decision.Optimal {
			optimal++
			continue
		}
		lines = append(lines, decisionName(d)+": "+distance(d.Method, d.Cost))
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
	if d.Guide != "" {
		return d.Category + " in " + d.File
	}
	return d.Category
}

// distance says how far from the least number of questions a tree may be that is
// not known to ask the fewest.
func distance(method decision.Method, cost decision.Cost) string {
	above := decimal(cost.Expected) - cost.LeastPossible
	switch {
	case method == decision.Unplanned:
		return fmt.Sprintf("too many questions for a tree, all %d are asked", cost.Most)
	case method == decision.Authored && above <= 0:
		return "in the written order, which asks the fewest questions"
	case method == decision.Authored:
		return "in the written order, at most " + questions(above) + " above the proven bound"
	}
	return "at most " + questions(above) + " above the proven bound"
}
