package latin_test

import (
	"testing"

	"github.com/gosimple/slug"

	"tradeoff/generator/latin"
)

// FuzzSpelled holds what is spelled here against the library.
func FuzzSpelled(f *testing.F) {
	for _, words := range []string{"", "Node.js", "Language & runtime", "me@home", "  a -- b__ ", "Größe", "日本", "C++/C#", "-_-", "\x00\x7f", "a\xffb", "_x_", "&", "tab\tand\nline", "it's \"a\" ' - ' b"} {
		for _, language := range []string{"en", "de", "fr", "", "tr"} {
			f.Add(words, language)
		}
	}
	f.Fuzz(func(t *testing.T, words, language string) {
		if got, want := latin.Spelled(words, language), slug.MakeLang(words, language); got != want {
			t.Errorf("%q in %q: %q, want %q", words, language, got, want)
		}
	})
}

// BenchmarkSpelled spells a label of a group.
func BenchmarkSpelled(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		latin.Spelled("Language & runtime", "en")
	}
}
