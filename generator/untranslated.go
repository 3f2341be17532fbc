package generator

import (
	"tradeoff/generator/diag"
	"tradeoff/generator/load"
	"tradeoff/generator/words"
)

// sayUntranslated says once how many words of the interface are English in a site of
// another language. A date is no word: where its words are missing it is written as
// 2026-11-20.
func (b *build) sayUntranslated(w *words.Words) {
	missing := w.Untranslated()
	if len(missing) == 0 {
		return
	}
	b.diags.Notef(diag.Position{File: load.ConfigFile}, diag.Untranslated,
		"%d of %d words of the interface have no translation into %q, and are English, such as %q",
		len(missing), len(w.Keys()), w.Language(), missing[0]).
		Hint = "add them under words: in data/site.yaml; see `tradeoff help words`"
}
