package generator

import (
	"time"

	"tradeoff/generator/diag"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// reportStale warns of facts whose last check is longer ago than the site allows
// (`stale_after`). A fact that was never checked is not stale: it says so on the
// page.
func (b *build) reportStale(s *site.Site) {
	if s.Config.StaleAfter == 0 {
		return
	}
	now := b.opts.Today
	if now.IsZero() {
		now = time.Now()
	}
	today := source.Date{Year: now.Year(), Month: int(now.Month()), Day: now.Day()}
	for _, c := range s.Categories {
		for _, o := range c.Options {
			for _, f := range o.Facts {
				if f.State != source.Known || f.Checked.IsZero() {
					continue
				}
				if days := daysBetween(f.Checked, today); days > int64(s.Config.StaleAfter) {
					b.diags.Warnf(f.Pos, diag.StaleFact, "%q was last checked %d days ago, on %s", f.Attribute.ID, days, f.Checked).
						Hint = "look it up again, and write the day behind checked:"
				}
			}
		}
	}
}

func daysBetween(from, to source.Date) int64 {
	return to.Measure().Num().Int64() - from.Measure().Num().Int64()
}
