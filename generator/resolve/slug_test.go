package resolve

import (
	"regexp"
	"testing"
)

// FuzzNames: whatever words are, each has a name that every disk takes and that no
// other has, and the same one whatever stands before it.
func FuzzNames(f *testing.F) {
	for _, seed := range [][2]string{{"C++", "C#"}, {"数据库", "数據庫"}, {"con", "CON "}, {"", "\xff"}, {"a-b", "a b"}, {"🚀", "🛸"}, {"İ", "ı"}, {"index", "..\x00/"}} {
		f.Add(seed[0], seed[1])
	}
	safe := regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,200}$`)
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = foldWords(a), foldWords(b)
		if a == b {
			return
		}
		n := newNamer("en")
		names, again := n.names([]string{a, b}), n.names([]string{b, a})
		for _, words := range []string{a, b} {
			if name := names[words]; !safe.MatchString(name) || keptNames.MatchString(name) || again[words] != name {
				t.Errorf("%q is named %q and %q", words, name, again[words])
			}
			if foldWords(words) != words {
				t.Errorf("%q is not folded", words)
			}
		}
		if names[a] == names[b] {
			t.Errorf("%q and %q are both named %q", a, b, names[a])
		}
	})
}
