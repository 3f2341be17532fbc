package diag

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// maxListed is how many known names a hint lists when none is near.
const maxListed = 12

// Nearest gives the known name that name was probably meant to be: the one with
// the least edit distance, compared without case, if no more than a third of
// the longer name had to change; else "". Of equally near names it takes the
// first in alphabetical order.
func Nearest(name string, known []string) string {
	best, bestDistance := "", 0
	for _, k := range slices.Sorted(slices.Values(known)) {
		d := levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(k))
		limit := max(1, (max(len(name), len(k))+1)/3)
		if d <= limit && (best == "" || d < bestDistance) {
			best, bestDistance = k, d
		}
	}
	return best
}

// Suggest is the hint for an unknown name: the nearest known one or, where none
// is near, the known names themselves, in the order given.
func Suggest(name string, known []string) string {
	if n := Nearest(name, known); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	switch n := len(known); {
	case n == 0:
		return ""
	case n > maxListed:
		return fmt.Sprintf("known: %s and %d more", strings.Join(known[:maxListed], ", "), n-maxListed)
	}
	return "known: " + strings.Join(known, ", ")
}
