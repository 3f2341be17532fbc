package related

import (
	"slices"
	"testing"

	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/unicode/norm"
)

// FuzzTokens: tokens are those of the library.
func FuzzTokens(f *testing.F) {
	for _, text := range []string{
		"", "Some words, and 2 more.", "a  b", "a\nb", "can't e.g. 3.14 1,000 a_b a:b a;b", "end.", "end. ", "a.\u0308 b", "a \u0308b", "été 日本語 ไทย", "a\u200db", "x'", "x, y", "\xff a\xff", " a", "a,\nb", "1, 2", "🇩🇪🇫🇷 👩‍👩‍👧",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var want []string
		for found := words.FromString(norm.NFC.String(text)); found.Next(); {
			want = append(want, found.Value())
		}
		if got := slices.Collect(tokens(text)); !slices.Equal(got, want) {
			t.Errorf("%q is divided into %q, want %q", text, got, want)
		}
	})
}
