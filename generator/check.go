package generator

import (
	"context"
	"io/fs"

	"tradeoff/generator/decision"
	"tradeoff/generator/site"
	"tradeoff/templates"
)

// A Decision is one that the site offers.
type Decision struct {
	Category string // its id
	Title    string // of the category
	Guide    string // the id of the guide that asks it for its own options; empty for the category's
	File     string // of that guide
	Method   decision.Method
	Cost     decision.Cost
	Tree     *decision.Tree `json:"-"` // nil where a build had nothing to do
}

func newDecision(c *site.Category, t *decision.Tree) Decision {
	return Decision{Category: c.ID, Title: c.Title, Method: t.Method, Cost: t.Cost, Tree: t}
}

// A Proof is a decision with what comparing all answers found out about it.
type Proof struct {
	Decision
	*decision.Findings
	// Free is, for a tree that keeps the author's order, the one that does not; nil
	// for any other.
	Free *decision.Tree
}

// Load loads and resolves a site, and publishes nothing. Of the options it uses
// Site, URL and Drafts. The site is nil where the report has errors. The error is
// that of ctx, or one that no writer can mend.
func Load(ctx context.Context, opts Options) (*site.Site, Report, error) {
	b := build{opts: opts, memory: newMemory(opts)}
	var loaded *site.Site
	err := b.read(ctx, func(_ fs.FS, built *site.Site, _ *templates.Set) error {
		loaded = built
		return nil
	})
	report, err := b.end(err)
	return loaded, report, err
}

// Check finds what [Build] would find wrong with a site, and facts that were
// checked too long ago, and publishes nothing: pages are rendered, and dropped. If the site has no errors, every decision is
// held against direct scoring. The error is as that of Build.
func Check(ctx context.Context, opts Options) (Report, []Proof, error) {
	b := build{opts: opts, memory: newMemory(opts)}
	var proofs []Proof
	err := b.read(ctx, func(sources fs.FS, built *site.Site, set *templates.Set) error {
		p, err := b.plan(ctx, built)
		if err != nil {
			return err
		}
		b.reportStale(built)
		b.sayUntranslated(set.Words())
		if err := b.render(ctx, sources, built, p, set, nowhere{}, func() {}); err != nil || b.diags.HasErrors() {
			return err
		}
		proofs, err = prove(ctx, b.report.Decisions)
		return err
	})
	report, err := b.end(err)
	return report, proofs, err
}

// nowhere is where the pages go that are rendered to see whether they can be.
type nowhere struct{}

// Keep implements [render.Output]: nothing is there.
func (nowhere) Keep(string, uint64) bool { return false }

// KeepNamed implements [render.Output].
func (nowhere) KeepNamed(string, uint64) bool { return false }

// KeepAll implements [render.Output].
func (nowhere) KeepAll(uint64) bool { return false }

// Together implements [render.Output].
func (nowhere) Together(uint64, []string) {}

// Write implements [render.Output].
func (nowhere) Write(string, uint64, []byte) error { return nil }

// prove checks decisions one after the other, for each holds much memory, and a
// tree that stands in several guides once.
func prove(ctx context.Context, all []Decision) ([]Proof, error) {
	known := map[*decision.Tree]Proof{}
	proofs := make([]Proof, len(all))
	for i, d := range all {
		p, ok := known[d.Tree]
		if !ok {
			var err error
			if p.Findings, err = d.Tree.Check(ctx); err != nil {
				return nil, err
			}
			if p.Free, err = free(ctx, d.Tree); err != nil {
				return nil, err
			}
			known[d.Tree] = p
		}
		p.Decision = d
		proofs[i] = p
	}
	return proofs, nil
}

// free gives the tree that may ask in any order, for one that may not.
func free(ctx context.Context, t *decision.Tree) (*decision.Tree, error) {
	if t.Method != decision.Authored {
		return nil, nil
	}
	questionnaire := *t.Questionnaire
	questionnaire.Authored = false
	return questionnaire.Grow(ctx)
}

// decisions lists what a site offers: by category, then by guide and in the order
// of its directives. What a guide only leads to, a category's whole decision, is
// the category's.
func decisions(s *site.Site, trees *decision.Trees) []Decision {
	var all []Decision
	for _, c := range s.Categories {
		if t := trees.Of(c, c.Options); t != nil {
			all = append(all, newDecision(c, t))
		}
	}
	for _, g := range s.Guides {
		listed := map[*decision.Tree]bool{}
		for _, d := range g.Holes.Directives {
			if d.Name != "decide" {
				continue
			}
			for _, c := range d.Categories {
				t := trees.Of(c, decision.Among(c, d.Options))
				if t == nil || t == trees.Of(c, c.Options) || listed[t] {
					continue
				}
				listed[t] = true
				own := newDecision(c, t)
				own.Guide, own.File = g.ID, g.File
				all = append(all, own)
			}
		}
	}
	return all
}
