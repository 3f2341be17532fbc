package guide

import "testing"

// FuzzFence: the quick search for indented fences finds what the pattern finds, and
// front matter is found in the beginning of a text as in the whole.
func FuzzFence(f *testing.F) {
	for _, text := range []string{"", "---", " ---", "a\n --- \nb", "\n\t---\t", "x ---", " --- x", " ----", "---\na: b\n---\nc", "---\na: b\n---- \nc\n--- \n\nd", "---\na: |\n  ---\n  b\n---", "---\na\n--- x\nb\n---\nc"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if got, want := hasIndentedFence(text), indentedFence.Match(text); got != want {
			t.Errorf("hasIndentedFence(%q) is %t", text, got)
		}
		for _, b := range text {
			if b == 0 || b == '\r' { // which texts do not have here
				return
			}
		}
		var part, whole matter
		partBody := part.extract(text[:likelyEnd(text, 0)], 0)
		wholeBody := whole.extract(text, 0)
		if part.found && (!whole.found || string(part.yaml) != string(whole.yaml) || partBody != wholeBody) {
			t.Errorf("%q: the beginning has %q and ends at %d, the whole %q and %d", text, part.yaml, partBody, whole.yaml, wholeBody)
		}
	})
}
