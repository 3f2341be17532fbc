package words_test

import (
	"slices"
	"testing"

	"tradeoff/generator/source"
	"tradeoff/generator/words"
)

// TestShipped: nothing is wrong with the files, and each language has all words, with
// the holes of the English ones, in the plural forms that it uses.
func TestShipped(t *testing.T) {
	english, diags := words.ReadShipped("en")
	for _, d := range diags.Sorted() {
		t.Errorf("%v: %s", d.Position, d.Message)
	}
	for _, tag := range words.Languages()[1:] {
		own, diags := words.ReadShipped(tag)
		for _, d := range diags.Sorted() {
			t.Errorf("%v: %s; %s", d.Position, d.Message, d.Hint)
		}
		of := map[string]source.Wording{}
		for _, w := range own {
			of[w.Key] = w
		}
		for _, w := range english {
			if _, ok := of[w.Key]; !ok {
				t.Errorf("%s.yaml lacks %q", tag, w.Key)
			} else if got, want := words.For(tag, nil).Holes(w.Key), words.English().Holes(w.Key); !slices.Equal(got, want) {
				t.Errorf("%s.yaml: %q has the holes %q, and the English words %q", tag, w.Key, got, want)
			}
		}
	}
}
