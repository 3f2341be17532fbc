package cli

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"math"
	"slices"
	"time"

	"tradeoff/generator/diag"
)

// A buildJSON is what `tradeoff build --json` prints. Its keys are a promise to
// other programs: they may become more, but not others.
type buildJSON struct {
	OK          bool             `json:"ok"`
	Pages       int              `json:"pages"`
	Facts       int              `json:"facts"`
	Sourced     int              `json:"sourced"`
	Written     int              `json:"written"`
	Unchanged   int              `json:"unchanged"`
	Removed     int              `json:"removed"`
	Warnings    int              `json:"warnings"`
	Errors      int              `json:"errors"`
	Seconds     float64          `json:"seconds"` // to the millisecond
	Out         string           `json:"out"`
	Decisions   []decisionJSON   `json:"decisions"`
	Diagnostics []diagnosticJSON `json:"diagnostics"`
}

type diagnosticJSON struct {
	File     string        `json:"file"`
	Line     int           `json:"line"`   // from 1; 0 for the whole file
	Column   int           `json:"column"` // in characters, from 1; 0 for the whole line
	Severity diag.Severity `json:"severity"`
	Code     diag.Code     `json:"code"`
	Message  string        `json:"message"`
	Hint     string        `json:"hint"`
	Excerpt  string        `json:"excerpt"`
}

// writeJSON prints an outcome as one object.
func (c Command) writeJSON(o outcome) error {
	o = o.told()
	result := buildJSON{
		OK: o.ok(), Pages: o.Pages, Facts: o.Facts, Sourced: o.Sourced,
		Written: o.Written, Unchanged: o.Unchanged, Removed: o.Removed,
		Warnings: o.count(diag.Warning), Errors: o.count(diag.Error),
		Seconds: seconds(o.took), Out: o.out,
		Decisions: make([]decisionJSON, len(o.Decisions)), Diagnostics: o.diagnostics(),
	}
	for i, d := range o.Decisions {
		result.Decisions[i] = newDecisionJSON(d)
	}
	return writeJSON(c.Stdout, result)
}

// told gives the outcome with its error among the diagnostics, where programs
// look. One that is nobody's fault has no file and no code; an interruption is
// only not ok.
func (o outcome) told() outcome {
	if o.err != nil && !errors.Is(o.err, context.Canceled) {
		o.Diagnostics = append(slices.Clip(o.Diagnostics), diag.Diagnostic{Severity: diag.Error, Message: o.err.Error()})
	}
	return o
}

func (o outcome) diagnostics() []diagnosticJSON {
	all := make([]diagnosticJSON, len(o.Diagnostics))
	for i, d := range o.Diagnostics {
		all[i] = diagnosticJSON{
			File: d.Position.File, Line: d.Position.Line, Column: d.Position.Column,
			Severity: d.Severity, Code: d.Code, Message: d.Message, Hint: d.Hint, Excerpt: d.Excerpt,
		}
	}
	return all
}

// seconds gives a duration to the millisecond.
func seconds(d time.Duration) float64 { return math.Round(d.Seconds()*1000) / 1000 }

// writeJSON writes one value on one line, with <, > and & as they are.
func writeJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
