package render

import (
	"slices"
	"testing"
)

func TestText(t *testing.T) {
	p := &page{renderer: &renderer{}}
	body := p.newText()
	body.WriteString("a")
	part := p.newText()
	part.WriteString("bc")
	since := part.since()
	part.WriteString("!")
	part.cut(since)
	if got := part.take(); got != "bc" {
		t.Errorf("the part is %q", got)
	}
	body.WriteString("d")
	held := body.hold()
	behind := p.newText()
	for range 1000 { // the text moves on the way
		behind.WriteString("behind it")
	}
	if got := behind.take(); len(got) != 9000 {
		t.Errorf("what is behind has %d bytes", len(got))
	}
	if held != "ad" || string(body.bytes()) != "ad" {
		t.Errorf("the text is %q, and %q where it is", held, body.bytes())
	}
	var alone text
	if alone.take() != "" || alone.since() != 0 {
		t.Error("a new text is not empty")
	}
	alone.WriteString("x")
	if got := alone.take(); got != "x" {
		t.Errorf("the text that stands alone is %q", got)
	}
}

func TestRoom(t *testing.T) {
	var of []int
	first := append(room(&of, 3), 1, 2, 3)
	second := append(room(&of, 2), 4, 5)
	third := append(room(&of, 0), 9)
	if !slices.Equal(first, []int{1, 2, 3}) || !slices.Equal(second, []int{4, 5}) || !slices.Equal(third, []int{9}) {
		t.Error(first, second, third)
	}
	if _ = append(first, 6); second[0] != 4 {
		t.Error("what is too much for its room is written to another")
	}
}

// TestDone holds that a page finds nothing of the one before.
func TestDone(t *testing.T) {
	r := &renderer{}
	for range 100 { // a pool may lose what it is given
		p := &page{renderer: r}
		s := p.scratch()
		if len(s.text)+len(s.numbers)+len(s.counted)+len(s.ids)+len(s.firstRows)+len(s.explained)+len(s.listed) > 0 || slices.ContainsFunc(s.facts[:cap(s.facts)], func(f *shownFact) bool { return f != nil }) {
			t.Fatal("something is left")
		}
		p.id("x")
		s.numbers[nil], s.counted[factKey{}], s.firstRows["a"], s.explained[nil] = 1, true, "row-a", true
		s.listed = append(s.listed, numberedSource{})
		_ = append(room(&s.facts, 5), &shownFact{})
		out := p.newText()
		out.WriteString("text")
		p.done()
		p.done()
	}
}
