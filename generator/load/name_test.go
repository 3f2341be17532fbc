package load

import "testing"

func TestSpellID(t *testing.T) {
	for name, want := range map[string]string{
		"Node.js": "node-js", "--a--b--": "a-b", "Ängström É": "angstrom-e", "ﬁ": "fi", "Δ": "", "": "", "C#": "c", "a_b": "a-b",
	} {
		if got := spellID(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
