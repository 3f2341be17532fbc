package words_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"tradeoff/generator/words"
)

var update = flag.Bool("update", false, "write the files of words from those of YAML")

// TestWords: what is shipped is what the YAML says.
func TestWords(t *testing.T) {
	for _, tag := range words.Languages() {
		wordings, _ := words.ReadShipped(tag)
		var want strings.Builder
		for _, w := range wordings {
			for _, form := range w.Forms {
				if strings.ContainsAny(form.Text, "\t\n") {
					t.Errorf("%s.yaml: %q has a line end or a tab in it", tag, w.Key)
				}
				fmt.Fprintf(&want, "%s\t%s\t%s\n", w.Key, form.Form, form.Text)
			}
		}
		file := tag + ".words"
		if got, _ := os.ReadFile(file); string(got) == want.String() {
			continue
		}
		if !*update {
			t.Errorf("%s is not what %s.yaml says: go test ./generator/words -update", file, tag)
		} else if err := os.WriteFile(file, []byte(want.String()), 0o644); err != nil {
			t.Error(err)
		}
	}
}

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
