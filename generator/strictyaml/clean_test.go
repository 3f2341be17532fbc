package strictyaml

import (
	"bytes"
	"testing"
)

// FuzzClean: what is taken for clean is what cleaning it the long way gives.
func FuzzClean(f *testing.F) {
	for _, text := range []string{"", "a: b\n", "%YAML 1.2\n---\n", "a\n%b", "\ufeffa", "é\x85", "a\r\nb", "\x00", "\xff", "a\u2028b", "日本: \ufdd0", "a\tb\x7f"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if !isClean(text) {
			return
		}
		if bytes.ContainsAny(text, "\r") || bytes.IndexFunc(text, forbidden) >= 0 {
			t.Fatalf("%q is not clean", text)
		}
		p := &parser{}
		if !p.isText(text) || bytes.HasPrefix(text, []byte("\ufeff")) {
			t.Fatalf("%q is not clean text", text)
		}
		lines := splitLines(text)
		before := len(lines)
		p.blankDirectives(lines)
		if p.diags.HasErrors() || len(lines) != before {
			t.Fatalf("%q has a directive", text)
		}
	})
}
