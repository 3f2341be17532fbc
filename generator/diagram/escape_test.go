package diagram

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
)

// seeds are what the languages take for something of their own.
var seeds = []string{"", "plain", `"quoted" \N \`, "a\nb\r\n\tc\x00d\x7f", "&amp; &lt; & &#35;", "#quot; #35; #", "%%{init: {}}%% x", "style a:#b; c:#d;",
	"classDef x:#1;2", "`md` **b** _i_", "$$x$$", "1. list", "- list", "[a](b) {c} (d) |e|", "<b>bold</b>", "fa:fa-car", "ﬂ°°35¶ß", "日本語、テキスト",
	"👩‍👩‍👧 é", "\xff\xfe", "a\u2028b\u00a0c", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", strings.Repeat("x ", 200), "\U000e0001"}

var (
	dotString     = regexp.MustCompile(`^"(?:[^"\\\x00-\x1f]|\\["\\n])*"$`)
	mermaidString = regexp.MustCompile("^\"(?:[^\"#;&<>`\\\\*_~|{}\\[\\]$%^@\\x00-\\x1f]|#(?:quot|amp|lt|gt|[0-9]+);)*\"$")
	mermaidEntity = regexp.MustCompile(`#(\w+);`)
	// what Mermaid would change before it reads a label
	mermaidStyle = regexp.MustCompile(`(?:style|classDef).*:\S*#.*;|fa[bklrs]?:fa-|ﬂ|¶`)
	mermaidList  = regexp.MustCompile(`^"\s*(?:[-+=]|[0-9]+[.)])`)
)

// FuzzLabels reads what was written as Graphviz and Mermaid do; what both do with
// it was tried on them.
func FuzzLabels(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := plain(s)
		if strings.ContainsAny(want, "\n\r\x00") {
			t.Errorf("%q is not one line", want)
		}
		dot := dotText(s)
		if !dotString.MatchString(dot) {
			t.Errorf("DOT cannot read %s", dot)
		}
		if got := html.UnescapeString(strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\n`, " ").Replace(dot[1 : len(dot)-1])); got != want {
			t.Errorf("DOT shows %q for %q", got, want)
		}
		mermaid := mermaidLabel(s)
		if !mermaidString.MatchString(mermaid) || mermaidStyle.MatchString(mermaid) || mermaidList.MatchString(mermaid) {
			t.Errorf("Mermaid cannot read %s", mermaid)
		}
		text := mermaidEntity.ReplaceAllStringFunc(mermaid[1:len(mermaid)-1], func(e string) string {
			if e[1] >= '0' && e[1] <= '9' {
				return html.UnescapeString("&" + e)
			}
			return html.UnescapeString("&" + e[1:])
		})
		if text != want {
			t.Errorf("Mermaid shows %q for %q", text, want)
		}
	})
}

// FuzzWrap holds that no text is lost without a sign, and that lines fit.
func FuzzWrap(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, 90, 3)
	}
	f.Fuzz(func(t *testing.T, s string, width, most int) {
		if width < 0 || width > 1000 || most < 1 || most > 9 {
			return // no box is like that
		}
		text := boxFont.wrap(s, width, most)
		if len(text.Lines) == 0 || len(text.Lines) > most {
			t.Fatalf("%d lines of at most %d", len(text.Lines), most)
		}
		joined := strings.ReplaceAll(strings.Join(text.Lines, ""), " ", "")
		all := strings.ReplaceAll(plain(s), " ", "")
		if text.Full == "" {
			if joined != all {
				t.Errorf("%q is left of %q", joined, all)
			}
		} else if shown, ok := strings.CutSuffix(joined, ellipsis); !ok || text.Full != plain(s) || !strings.HasPrefix(all, shown) {
			t.Errorf("%q is no beginning of %q", joined, all)
		}
		for _, line := range text.Lines {
			if boxFont.width(line) > width && uniseg.GraphemeClusterCount(line) > 1 {
				t.Errorf("%q is %d wide, more than %d", line, boxFont.width(line), width)
			}
		}
	})
}
