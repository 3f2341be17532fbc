package render

import (
	"html/template"
	"slices"
	"strings"
	"unicode/utf8"

	"tradeoff/generator/compare"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// Sentences made from facts have one form, "Label: this for Django, that for
// Rails.", since nothing is known of a label but that it is one: it may be a noun
// (ORM), a predicate (works offline) or a whole clause (one process uses all
// cores). Whatever it is, a colon may follow it, and "for" may stand between a
// value and a name. Labels and values keep their spelling: to write them small
// would break ORM.

// pairSpeaks says what the facts say for each of the two; nil where nothing that
// is known of both differs in its value.
func (p *page) pairSpeaks(pair site.Pair, facts compare.Pairing) *templates.PairSpeaks {
	first, second := pair.Names()
	view := &templates.PairSpeaks{Sides: []templates.PairSide{
		{ID: "speaks-first", Name: first, Other: second, Sentences: p.aheadSentences(facts.First, 0, first, second)},
		{ID: "speaks-second", Name: second, Other: first, Sentences: p.aheadSentences(facts.Second, 1, second, first)},
	}}
	for _, row := range facts.WithoutABetterEnd {
		if sentence, ok := p.differenceSentence(row, first, second); ok {
			view.Neither = append(view.Neither, sentence)
		}
	}
	if len(facts.First)+len(facts.Second)+len(view.Neither) == 0 {
		return nil
	}
	return view
}

// aheadSentences say on what an option is ahead, by its place in the rows.
func (p *page) aheadSentences(rows []compare.Row, ahead int, name, other string) []templates.PairSentence {
	var sentences []templates.PairSentence
	for _, row := range rows {
		better, worse := row.Cells[ahead].Fact, row.Cells[1-ahead].Fact
		sentence := templates.PairSentence{
			Label: labelled(row.Attribute.Label), Comma: ", ", Remark: p.betterEnd(row.Attribute),
			Values: []templates.PairValue{p.pairValue(better, name), p.pairValue(worse, other)},
			Notes:  p.pairNotes(better, worse, other),
		}
		if worse.Value == source.Partial && row.Attribute.Better == source.MoreBetter {
			sentence.Values[1].Text = p.words.HTML("pair.only_partial")
		}
		sentences = append(sentences, sentence)
	}
	return sentences
}

// pairValue is a fact within a sentence.
func (p *page) pairValue(f site.Fact, name string) templates.PairValue {
	cell := p.fact(f)
	return templates.PairValue{Text: cell.Text, Of: name, Since: cell.Since, Marks: cell.Marks}
}

// pairNotes are the notes that a sentence needs: that of what is better and, where
// the other is partial, what says in which part. All others stand in the table.
func (p *page) pairNotes(better, worse site.Fact, other string) []templates.PairNote {
	var notes []templates.PairNote
	if text := p.text(better.Note); text != "" {
		notes = append(notes, templates.PairNote{Text: text})
	}
	if text := p.text(worse.Note); text != "" && worse.Value == source.Partial {
		notes = append(notes, templates.PairNote{Name: other, Text: text})
	}
	return notes
}

// betterEnd says which end of an order is the better one where a reader would not
// expect it: "yes", more, higher and later need no word.
func (p *page) betterEnd(a *source.Attribute) string {
	switch {
	case a.Better != source.LessBetter:
		return ""
	case a.Type == source.DateType:
		return p.words.Text("pair.better.earlier")
	case a.Type == source.NumberType:
		return p.words.Text("pair.better.less")
	case a.Type == source.SupportType:
		return p.words.Text("pair.better.no")
	}
	return p.words.Text("pair.better.lower")
}

// mostProse is how many characters of text, in the longer of two, make a sentence
// that can be read in one go. Longer ones are read better in the table.
const mostProse = 48

// differenceSentence says what two options are where neither is better; ok is false
// where a sentence would not read well.
func (p *page) differenceSentence(row compare.Row, first, second string) (sentence templates.PairSentence, ok bool) {
	a, b := row.Cells[0].Fact, row.Cells[1].Fact
	sentence = templates.PairSentence{Label: labelled(row.Attribute.Label), Comma: ", "}
	switch row.Attribute.Type {
	case source.LinkType:
		return sentence, false
	case source.TextType:
		if !isShort(a) || !isShort(b) {
			return sentence, false
		}
	case source.ChoiceType, source.ListType:
		own, other := a.Value.(source.Words), b.Value.(source.Words)
		sentence.Comma, sentence.Values = "; ", p.wordValues(row.Attribute, own, other, first, second)
		if slices.ContainsFunc(sentence.Values, func(v templates.PairValue) bool { return strings.Contains(string(v.Text), "; ") }) {
			sentence.Comma = " – "
		}
		sentence.Marks = p.marksOf(a, b)
		return sentence, true
	}
	if row.Attribute.Better != source.NeitherBetter && compare.Overlap(a.Value, b.Value) {
		sentence.Remark = p.words.Text("pair.better.unknown")
	}
	sentence.Values = []templates.PairValue{p.pairValue(a, first), p.pairValue(b, second)}
	return sentence, true
}

// isShort tells whether a fact's text can stand within a sentence.
func isShort(f site.Fact) bool {
	text := f.Value.String()
	return utf8.RuneCountInString(text) <= mostProse && !strings.ContainsAny(text, ".;:!?,")
}

// wordValues tells the words of two facts that both have from those that one has.
// That one has a word alone is said of a choice only: its words are given, and those
// of a list are anybody's, who may have said less or used another word.
func (p *page) wordValues(attribute *source.Attribute, own, other source.Words, first, second string) []templates.PairValue {
	var both, a, b []string
	for _, w := range own {
		if slices.Contains(other, w) {
			both = append(both, w)
		} else {
			a = append(a, w)
		}
	}
	for _, w := range other {
		if !slices.Contains(own, w) {
			b = append(b, w)
		}
	}
	var values []templates.PairValue
	add := func(list []string, of string) {
		if len(list) > 0 {
			values = append(values, templates.PairValue{Text: template.HTML(template.HTMLEscapeString(p.listed(list))), Of: of})
		}
	}
	if add(both, p.words.Text("pair.both")); len(both) > 0 && attribute.Type == source.ChoiceType {
		first, second = p.words.Text("pair.alone", "option", first), p.words.Text("pair.alone", "option", second)
	}
	add(a, first)
	add(b, second)
	return values
}

// marksOf gives the sources of two facts, each once.
func (p *page) marksOf(a, b site.Fact) []templates.Mark {
	marks := p.cell(a).Marks
	for _, m := range p.cell(b).Marks {
		if !slices.Contains(marks, m) {
			marks = append(marks, m)
		}
	}
	return marks
}

// labelled is a label with what separates it from a sentence: nothing where it has
// a mark of its own.
func labelled(label string) string {
	if strings.HasSuffix(label, "?") || strings.HasSuffix(label, "!") || strings.HasSuffix(label, ":") || strings.HasSuffix(label, ".") {
		return label
	}
	return label + ":"
}

// listed writes words as a sentence does: "A", "A and B", "A, B and C"; and "A; B and
// C" where a comma or an "and" in one of them would make it look like several.
func (p *page) listed(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	and, or := p.words.Join("and", []string{"", ""}), p.words.Join("or", []string{"", ""})
	if slices.ContainsFunc(list, func(w string) bool {
		return strings.ContainsAny(w, ",;") || strings.Contains(w, and) || strings.Contains(w, or)
	}) {
		return p.words.Join("apart", list)
	}
	return p.words.Join("and", list)
}
