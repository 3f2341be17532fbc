package markup

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestHeadings(t *testing.T) {
	list := []Heading{{2, "a", "A", ""}, {6, "", "", "faq"}, {1, strings.Repeat("é", 200), "\x00\x80", "tabs"}}
	if got := slices.Collect(NewHeadings(list...).All()); !reflect.DeepEqual(got, list) {
		t.Errorf("%v", got)
	}
	first, rest := NewHeadings(list[0]), NewHeadings(list[1:]...)
	if NewHeadings() != "" || first+rest != NewHeadings(list...) {
		t.Error("lists of headings are not put together")
	}
	for range first.All() {
		break
	}
	d := Document{Headings: NewHeadings(list...), Marks: []string{"a", "fn-1"}}
	if got := d.Anchors(); !slices.Equal(got, []string{"", "a", "fn-1", list[2].ID}) {
		t.Errorf("%v", got)
	}
	if !d.HasAnchor("a") || !d.HasAnchor("fn-1") || !d.HasAnchor(list[2].ID) || d.HasAnchor("b") {
		t.Error("an anchor is wrong")
	}
}

// FuzzHeadings reads texts that nobody made.
func FuzzHeadings(f *testing.F) {
	f.Add("\x02\x00\x01a\x01A")
	f.Add("\x02\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")
	f.Fuzz(func(t *testing.T, text string) {
		list := slices.Collect(Headings(text).All())
		if got := slices.Collect(NewHeadings(list...).All()); !reflect.DeepEqual(got, list) {
			t.Errorf("%v, want %v", got, list)
		}
	})
}
