package resolve

import (
	"math/rand/v2"
	"testing"

	"github.com/gosimple/slug"
)

// TestPlainWords holds the short way to a name against the library's, in all languages that
// it treats in their own way, on words of few and of all characters.
func TestPlainWords(t *testing.T) {
	languages := []string{"bg", "cs", "de", "en", "es", "fi", "fr", "el", "hu", "id", "it", "kk", "nb", "nl", "nn", "pl", "pt", "ro", "sl", "sv", "tr", "xx"}
	r := rand.New(rand.NewPCG(1, 2))
	plain := 0
	for range 20_000 {
		b := make([]byte, r.IntN(12))
		for i := range b {
			if b[i] = "aZ09 -_I"[r.IntN(8)]; r.IntN(100) == 0 {
				b[i] = byte(r.IntN(128))
			}
		}
		words, language := string(b), languages[r.IntN(len(languages))]
		name, ok := ofPlainWords(words)
		if !ok {
			continue
		}
		plain++
		if want := slug.MakeLang(words, language); name != want {
			t.Fatalf("%q is %q, and by the library %q", words, name, want)
		}
	}
	if plain < 10_000 {
		t.Errorf("%d words were plain", plain)
	}
}
