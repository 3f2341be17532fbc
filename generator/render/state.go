package render

import (
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// stateOf gives the state of a fact, as pages class it: "yes", "partial", "no",
// "unknown", "na", or "value" for what says more than that.
func stateOf(f site.Fact) string {
	switch f.State {
	case source.Unknown:
		return "unknown"
	case source.NotApplicable:
		return "na"
	}
	if v, ok := f.Value.(source.Support); ok {
		return v.String()
	}
	return "value"
}

// stateAlone says a state in a cell of its own; "value" has no words.
func (r *renderer) stateAlone(state string) string {
	switch state {
	case "yes":
		return r.words.Text("state.yes")
	case "partial":
		return r.words.Text("state.partial")
	case "no":
		return r.words.Text("state.no")
	case "unknown":
		return r.words.Text("state.unknown")
	case "na":
		return r.words.Text("state.na")
	}
	return ""
}

// stateWithin says a state within a sentence; "value" has no words.
func (r *renderer) stateWithin(state string) string {
	switch state {
	case "yes":
		return r.words.Text("state.within.yes")
	case "partial":
		return r.words.Text("state.within.partial")
	case "no":
		return r.words.Text("state.within.no")
	case "unknown":
		return r.words.Text("state.within.unknown")
	case "na":
		return r.words.Text("state.within.na")
	}
	return ""
}
