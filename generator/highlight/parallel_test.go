package highlight

import (
	"strings"
	"sync"
	"testing"
)

// TestParallel colours one code in each language by several goroutines: what comes out does
// not depend on what is read beside it. Raku's rules change while they are used.
func TestParallel(t *testing.T) {
	const raku = "#|[ doc ]\nmy $a = q:to/END/;\n text\n END\nsay \"{$a} #`( in ) <b>\";\nmy @l = <a b c>; #={ more }\n=begin pod\n=head1 A\n=end pod\nsay m:i/ (\\w+) '<' /;\n"
	languages := []string{"Raku"}
	part := 5
	if testing.Short() {
		part = 13
	}
	for name := range Languages {
		if len(name)%part == 0 {
			languages = append(languages, name)
		}
	}
	texts := []string{raku, strings.Repeat(raku, 2), "say q[a [b] c]; #|< x >\n" + raku, "html \"<a b='c'>\" { } // x\n/* y */ <!-- z -->\n"}
	for _, language := range languages {
		var group sync.WaitGroup
		want := make([]string, len(texts))
		for i, text := range texts {
			out, err := Append(nil, language, text, nil)
			if err != nil {
				out = []byte(err.Error())
			}
			want[i] = string(out)
		}
		for g := range 8 {
			group.Go(func() {
				for n := range 3 * len(texts) {
					i := (g + n) % len(texts)
					out, err := Append(nil, language, texts[i], nil)
					if err != nil {
						out = []byte(err.Error())
					}
					if string(out) != want[i] {
						t.Errorf("%s: text %d is coloured otherwise beside others", language, i)
						return
					}
				}
			})
		}
		group.Wait()
	}
}
