package render

import (
	"testing"

	"tradeoff/generator/markup"
	"tradeoff/generator/source"
)

// Prints are the same where the same was added. They are not where the same texts were cut
// elsewhere, or a number, a day or a value is another: what follows what in a print is
// always of one kind.
func TestPrint(t *testing.T) {
	taken := map[uint64]int{}
	for i, p := range []*print{
		newPrint("a"), newPrint("b"), newPrint("ab"), newPrint("a").text(""), newPrint("a").text("b"), newPrint("a").text("", ""),
		newPrint("a").text("bc", "d"), newPrint("a").text("b", "cd"), newPrint("a").text("bcd"), newPrint("a").text("bcd", ""), newPrint("a").text("", "bcd"),
		newPrint("n").number(0), newPrint("n").number(1), newPrint("n").number(1 << 63), newPrint("n").number(0, 1), newPrint("n").number(1, 0),
		newPrint("s").sum(source.Sum{}), newPrint("s").sum(source.Sum{1}), newPrint("y").yes(true).yes(false), newPrint("y").yes(true).yes(true),
		newPrint("e").date(source.Date{Year: 2026}), newPrint("e").date(source.Date{Year: 2026, Month: 1}), newPrint("e").date(source.Date{Year: 2026, Month: 1, Day: 1}),
		newPrint("c").value(source.Yes), newPrint("c").value(source.No), newPrint("c").value(source.Partial), newPrint("c").value(nil),
		newPrint("l").value(source.Level{Index: 0, Name: "x"}), newPrint("l").value(source.Level{Index: 1, Name: "x"}), newPrint("l").value(nil),
		newPrint("w").value(source.Words{"a", "b"}), newPrint("w").value(source.Words{"ab"}), newPrint("w").value(source.Words{"b", "a"}), newPrint("w").value(source.Words{}), newPrint("w").value(source.Words{"a, b"}),
		newPrint("d").value(source.Date{Year: 2020}), newPrint("d").value(source.Date{Year: 2020, Month: 1}), newPrint("d").value(nil),
		newPrint("i").inline(markup.Text{Plain: "a", Body: markup.Body{markup.HTML("a")}}), newPrint("i").inline(markup.Text{Plain: "a", Body: markup.Body{markup.HTML("<em>a</em>")}}),
		newPrint("i").inline(linked("a", "")), newPrint("i").inline(linked("a", "Title")), newPrint("i").inline(linked("b", "")),
	} {
		if before, is := taken[p.end()]; is {
			t.Errorf("prints %d and %d are the same", before, i)
		}
		taken[p.end()] = i
	}
	if first, second := newPrint("a").text("b").number(3), newPrint("a").text("b").number(3); first.end() != second.end() {
		t.Error("two of the same are not the same")
	}
}

// linked is a text that is a link.
func linked(text, title string) markup.Text {
	return markup.Text{Plain: text, Body: markup.Body{markup.LinkStart(0), markup.HTML(text), markup.LinkEnd{}}, Links: []markup.Link{{Dest: "x", Title: title}}}
}

// A page by a template of which nobody took a print has no recipe, and is rendered by
// every build.
func TestNoRecipe(t *testing.T) {
	r := &renderer{prints: &prints{templates: map[string]uint64{"known.html": 7}}}
	if r.recipe("known.html").text("a").end() == 0 || r.recipe("unknown.html").text("a").end() != 0 {
		t.Error("a template without a print makes pages that are kept")
	}
}
