package search

import (
	"iter"
	"strings"

	"tradeoff/generator/markup"
	"tradeoff/generator/source"
)

// Headings gives the headings of a guide that can be found: those with words and an id,
// also of cards and questions.
func Headings(g *source.Guide) iter.Seq[markup.Heading] {
	return func(yield func(markup.Heading) bool) {
		for h := range g.Headings.All() {
			if h.ID != "" && strings.TrimSpace(h.Plain) != "" && !yield(h) {
				return
			}
		}
	}
}
