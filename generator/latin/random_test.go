package latin

import (
	"math/rand/v2"
	"testing"

	"github.com/gosimple/slug"
)

// TestASCII holds what is spelled here against the library, in all languages that it
// treats in their own way.
func TestASCII(t *testing.T) {
	languages := []string{"bg", "cs", "de", "en", "es", "fi", "fr", "el", "hu", "id", "it", "kk", "nb", "nl", "nn", "pl", "pt", "ro", "sl", "sv", "tr", "xx"}
	r := rand.New(rand.NewPCG(1, 2))
	here := 0
	for range 20_000 {
		b := make([]byte, r.IntN(12))
		for i := range b {
			if b[i] = "aZ09 -_I&'"[r.IntN(10)]; r.IntN(3) == 0 {
				b[i] = byte(r.IntN(128))
			}
		}
		words, language := string(b), languages[r.IntN(len(languages))]
		name, ok := ofASCII(words, language)
		if !ok {
			continue
		}
		here++
		if want := slug.MakeLang(words, language); name != want {
			t.Fatalf("%q is %q, and by the library %q", words, name, want)
		}
	}
	if here < 10_000 {
		t.Errorf("%d words were spelled here", here)
	}
}
