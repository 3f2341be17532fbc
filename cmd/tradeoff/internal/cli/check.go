package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tradeoff/generator"
	"tradeoff/generator/decision"
	"tradeoff/generator/diag"
)

// check is `tradeoff check`.
func (c Command) check() *cobra.Command {
	var opts generator.Options
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Find what is wrong with the site, and prove its decisions",
		Long: `Check shows what a build would complain about, and facts whose check is older
than the site allows, and writes nothing. Then it proves every decision, the categories' and those within guides: it scores each
complete set of answers and compares the result with what the tree recommends.
It names questions that change nothing and options that are never recommended.`,
		Example: `  tradeoff check
  tradeoff check --site docs
  tradeoff check --json | jq '.decisions[] | {category, expected, optimal}'`,
		Args: noArguments(func(arg string) string { return "to check the site in that folder: tradeoff check --site " + arg }),
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&opts.Site, "site", ".", "the site's `folder`")
	flags.BoolVar(&asJSON, "json", false, "print all diagnostics and decisions as one JSON object")
	_ = cmd.MarkFlagDirname("site") // fails for a flag that is not there
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if opts.Site == "" {
			return &wrongUse{command: cmd.CommandPath(), message: "--site is empty"}
		}
		opts.Site = filepath.Clean(opts.Site)
		return c.runCheck(cmd.Context(), opts, asJSON)
	}
	return cmd
}

// A checked is a check that has ended, well or not.
type checked struct {
	outcome
	proofs []generator.Proof
}

// proven tells whether no tree was found to be wrong.
func (k checked) proven() bool {
	for _, p := range k.proofs {
		if len(p.Mismatches) > 0 {
			return false
		}
	}
	return true
}

func (c Command) runCheck(ctx context.Context, opts generator.Options, asJSON bool) error {
	start := time.Now()
	var k checked
	missing := notASite(opts.Site)
	if missing != nil {
		k.Diagnostics = []diag.Diagnostic{*missing}
	} else {
		k.Report, k.proofs, k.err = generator.Check(ctx, opts)
	}
	k.Diagnostics = located(k.Diagnostics, opts.Site)
	k.took = time.Since(start)
	var failed error
	switch {
	case asJSON:
		failed = writeJSON(c.Stdout, newCheckJSON(k))
	case missing != nil:
		c.writeMissing(*missing, "check", opts.Site)
	default:
		c.writeChecked(k)
	}
	switch {
	case errors.Is(k.err, context.Canceled):
		return exit(exitInterrupted)
	case failed != nil:
		return failed
	case !k.ok() || !k.proven():
		return exit(exitFailed)
	}
	return nil
}

// writeChecked shows what was found: diagnostics, then each decision, then a line
// that sums up.
func (c Command) writeChecked(k checked) {
	c.writeDiagnostics(k.Diagnostics)
	found := counted(k.count(diag.Error), "error") + ", " + counted(k.count(diag.Warning), "warning")
	switch {
	case errors.Is(k.err, context.Canceled):
		fmt.Fprintln(c.Stderr, "interrupted")
		return
	case k.err != nil:
		fmt.Fprintf(c.Stderr, "tradeoff: %v\n", k.err)
		return
	case k.HasErrors():
		fmt.Fprintf(c.Stderr, "%s: no decision was looked at\n", found)
		return
	}
	s := c.sheet(c.Stdout)
	for _, p := range k.proofs {
		proofText(s, p)
	}
	if len(k.proofs) > 0 {
		s.b.WriteString("\n")
	}
	fmt.Fprint(c.Stdout, s)
	fmt.Fprintf(c.Stdout, "Checked %s, %s and %s in %.2f s: %s\n", counted(k.Pages, "page"), counted(k.Facts, "fact"),
		counted(len(k.proofs), "decision"), k.took.Seconds(), found)
	if !k.proven() {
		fmt.Fprintln(c.Stderr, "a decision does not give what direct scoring gives: this is a fault of tradeoff, not of the site")
	}
}

// proofText writes what is known of one decision.
func proofText(s *sheet, p generator.Proof) {
	cost := p.Tree.Cost
	title := p.Title
	if p.Guide != "" {
		title += ", in " + p.File
	}
	s.heading(title)
	s.put("  options    ", plain, listed(names(p.Tree.Options)))
	asked := fmt.Sprintf("%s on average, at most %d of %d", average(decimal(cost.Expected)), cost.Most, cost.Questions)
	if cost.Authored != nil && p.Tree.Method != decision.Authored {
		asked += fmt.Sprintf("; %s in the written order", average(decimal(cost.Authored)))
	}
	s.put("  questions  ", plain, asked)
	s.put("  optimal    ", plain, optimalText(p))
	compared := "all " + grouped(p.Assignments)
	if !p.Exhaustive {
		compared = "a sample of " + grouped(p.Assignments)
	}
	switch n := len(p.Mismatches); n {
	case 0:
		s.put("  proof      ", plain, compared+" sets of answers lead to what direct scoring gives")
	default:
		s.put("  proof      ", bad, "failed: the tree and direct scoring disagree")
		for _, answers := range p.Mismatches {
			d := dialogue{tree: p.Tree, given: answers}
			s.put("             ", plain, d.pairs())
		}
	}
	findingsText(s, p)
}

// optimalText says whether a tree could ask less.
func optimalText(p generator.Proof) string {
	switch {
	case p.Tree.Method == decision.Optimal:
		return "the fewest, which is proven"
	case p.Free != nil && p.Free.Method == decision.Optimal:
		return fmt.Sprintf("in the written order; the fewest would be %s, which is proven", average(decimal(p.Free.Cost.Expected)))
	case p.Free != nil && p.Free.Method == decision.Greedy:
		return fmt.Sprintf("in the written order; another asks %s, and no tree fewer than %s",
			average(decimal(p.Free.Cost.Expected)), average(p.Free.Cost.LeastPossible))
	}
	return fmt.Sprintf("%s; no tree asks fewer than %s", distance(p.Method, p.Cost), average(p.Tree.Cost.LeastPossible))
}

// findingsText writes what is not wrong, but may not be meant.
func findingsText(s *sheet, p generator.Proof) {
	var idle []string
	for _, q := range p.Idle {
		idle = append(idle, strconv.Quote(q.ID))
	}
	if n := len(idle); n > 0 {
		s.put("  note       ", doubt, plural(n, "question ", "questions ")+listed(idle)+plural(n, " never changes", " never change")+" what is recommended")
	}
	for _, n := range p.Never {
		s.put("  note       ", doubt, neverText(p.Tree, n))
	}
}

// neverText says that an option never wins, and why.
func neverText(t *decision.Tree, n decision.Never) string {
	text := t.Options[n.Option].Name + " is never recommended alone: "
	if len(n.Because) == 0 {
		return text + "whatever is answered, one of the others is at least as good"
	}
	d := dialogue{tree: t}
	return text + listed(names(d.options(n.Because))) + plural(len(n.Because), " is", " are") + " at least as good, whatever is answered"
}

// grouped writes a number with its thousands apart: "110,592".
func grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	var b strings.Builder
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	return b.String()
}
