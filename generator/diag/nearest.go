package diag

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// maxListed is how many known names a hint lists when none is near.
const maxListed = 12

// Nearest gives the known name that name was probably meant to be: the one with
// the least edits, compared without case, if about a third of the longer name
// had to change at most, and not all of it; else "". Of equally near names it
// takes the first in alphabetical order.
func Nearest(name string, known []string) string {
	best, bestEdits := "", 0
	name = strings.ToLower(name)
	for _, k := range slices.Sorted(slices.Values(known)) {
		other := strings.ToLower(k)
		a, b := utf8.RuneCountInString(name), utf8.RuneCountInString(other)
		longer := max(a, b)
		limit := max(1, (longer+1)/3)
		if longer-min(a, b) > limit { // so many letters are missing at least
			continue
		}
		if n := edits(name, other, limit); n <= limit && n < longer && (best == "" || n < bestEdits) {
			best, bestEdits = k, n
		}
	}
	return best
}

// edits counts the letters to insert, remove or replace that lead from a to b.
// Two neighbours that changed places, the commonest slip of a fast hand, are one
// edit; one such pair is found in a name. It need not be exact above limit.
func edits(a, b string, limit int) int {
	least := levenshtein.ComputeDistance(a, b)
	if least-1 > limit { // a swap saves one
		return least
	}
	letters := []rune(a)
	for i := 1; i < len(letters); i++ {
		letters[i-1], letters[i] = letters[i], letters[i-1]
		if strings.Contains(b, string(letters[i-1:i+1])) {
			least = min(least, 1+levenshtein.ComputeDistance(string(letters), b))
		}
		letters[i-1], letters[i] = letters[i], letters[i-1]
	}
	return least
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
