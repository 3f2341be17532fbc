package render

import (
	"html/template"
	"strings"
	"testing"

	"tradeoff/templates"
)

// FuzzPlacesOf holds that the one walk through a page finds what looking for each id does.
func FuzzPlacesOf(f *testing.F) {
	f.Add(`<h2 id="a">A = b</h2><h2 id="b" class="x"> id="a"`, "a", "b")
	f.Add(`id="a" id=a" id="a id="b"`, "a", "b")
	f.Add(` id="`, "", `"`)
	f.Add(` id="a" id="a&amp;b"`, "a&b", "a")
	f.Fuzz(func(t *testing.T, body, first, second string) {
		got := placesOf([]templates.ContentsEntry{{ID: first}, {ID: second}}, body)
		for _, id := range []string{first, second} {
			want := -1
			for from := 0; want < 0; {
				next := strings.Index(body[from:], ` id="`)
				if next < 0 {
					break
				}
				begin := from + next
				from = begin + len(` id="`)
				if strings.HasPrefix(body[from:], template.HTMLEscapeString(id)+`"`) {
					want = begin
				}
			}
			if got[id] != want {
				t.Errorf("%q is at %d in %q, want %d", id, got[id], body, want)
			}
		}
	})
}
