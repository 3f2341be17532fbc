package render

import (
	"slices"

	"tradeoff/generator/related"
)

// reason says why a guide is worth reading after another.
func (p *page) reason(r related.Reason) string {
	names, more := r.Shown()
	if more > 0 {
		names = append(slices.Clone(names), p.words.Text("related.more", "count", more))
	}
	list := p.words.Join("and", names)
	switch r.Kind {
	case related.AlsoAbout:
		return p.words.Text("related.also_about", "options", list)
	case related.SameDecision:
		return p.words.Text("related.same_decision", "category", list)
	case related.GoesWithIt:
		return p.words.Text("related.goes_with_it", "category", list)
	case related.WholePicture:
		return p.words.Text("related.whole_picture")
	case related.MentionsThis:
		return p.words.Text("related.mentions_this")
	case related.SameSubject:
		return p.words.Text("related.same_subject", "tags", list)
	case related.AlsoWeighs:
		return p.words.Text("related.also_weighs", "attributes", list)
	case related.AlsoDiscusses:
		return p.words.Text("related.also_discusses", "words", list)
	case related.ChosenByAuthor:
		return p.words.Text("related.chosen_by_author")
	case related.InTheText:
		return p.words.Text("related.in_the_text")
	case related.AnotherDecision:
		return p.words.Text("related.another_decision", "category", list)
	}
	return p.words.Text("related.on_this_site")
}
