//go:build !race

package highlight

import (
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2/lexers"
)

// TestDeep: what goes too deep for this package is found by the library. Looking for races
// makes that so slow that the library gives up.
func TestDeep(t *testing.T) {
	text := "x = \"" + strings.Repeat(`\\a`, 3*mostRounds) + "\""
	for _, name := range []string{"JSON", "JavaScript", "C", "Python", "YAML"} {
		compareTokens(t, lexers.Get(name), text)
	}
}
