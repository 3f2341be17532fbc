package resolve

import (
	"regexp"
	"strings"
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

// TestLongNames: a name that is too long ends at a word's end, unless that costs too
// much of it. What is cut alike is told apart by a mark.
func TestLongNames(t *testing.T) {
	n := newNamer("en")
	words := strings.Repeat("tenletters ", 9)
	one := strings.Repeat("x", 100)
	late := "short " + one
	for given, want := range map[string]string{
		words: strings.TrimSuffix(strings.Repeat("tenletters-", 7), "-"), // the eighth would be cut
		one:   strings.Repeat("x", longestSlug),
		late:  "short-" + strings.Repeat("x", longestSlug-len("short-")),
		strings.Repeat("y", longestSlug-2) + " z": strings.Repeat("y", longestSlug-2) + "-z",
	} {
		if got := n.plain(given); got != want {
			t.Errorf("%q is named %q, want %q", given, got, want)
		}
	}
	names := n.names([]string{words + "a", words + "b"})
	for given, got := range names {
		if !strings.HasPrefix(got, n.plain(words)+"-") {
			t.Errorf("%q is named %q", given, got)
		}
	}
	if names[words+"a"] == names[words+"b"] {
		t.Errorf("both are named %q", names[words+"a"])
	}
}
