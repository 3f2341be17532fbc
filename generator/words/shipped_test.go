package words_test

import (
	"slices"
	"testing"

	"tradeoff/generator/words"
)

// TestShipped: nothing is wrong with the files, and each language has all words, with
// the holes of the English ones, in the plural forms that it uses.
func TestShipped(t *testing.T) {
	english, diags := words.ReadShipped("en")
	for _, d := range diags.Sorted() {
		t.Errorf("%v: %s", d.Position, d.Message)
	}
	of := words.English()
	for _, tag := range words.Languages()[1:] {
		said := words.For(tag, nil)
		own, diags := words.ReadShipped(tag)
		for _, d := range diags.Sorted() {
			t.Errorf("%v: %s; %s", d.Position, d.Message, d.Hint)
		}
		there := map[string]bool{}
		for _, w := range own {
			there[w.Key] = true
		}
		for _, w := range english {
			if !there[w.Key] {
				t.Errorf("%s.yaml lacks %q", tag, w.Key)
			} else if got, want := said.Holes(w.Key), of.Holes(w.Key); !slices.Equal(got, want) {
				t.Errorf("%s.yaml: %q has the holes %q, and the English words %q", tag, w.Key, got, want)
			}
		}
	}
}
