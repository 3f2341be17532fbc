package render

import (
	"bytes"

	"tradeoff/templates"
)

// Components whose parts have headings of level 3 need one of level 2 above them,
// or the page's outline skips a level. Whose that is depends on where the writer
// has put the component; what is below finds out.

// opens names a component in the page's contents, if it stands before the first
// section.
func (w *writer) opens(label, id string) {
	if !w.begun {
		w.names(label, id)
	}
}

// names names a component in the page's contents.
func (w *writer) names(label, id string) {
	w.components = append(w.components, templates.ContentsEntry{Label: label, ID: id})
}

// title begins a component that is a section of its own. Directly below a heading
// of the guide it needs no other; elsewhere usual stands in for words that the
// writer did not give.
func (w *writer) title(own, usual string) templates.Title {
	if own == "" {
		if bytes.HasSuffix(bytes.TrimSpace(w.out.bytes()), []byte("</h2>")) {
			return templates.Title{}
		}
		own = usual
	}
	w.within = true
	return templates.Title{Text: own, Section: true}
}

// verdictTitle is the title of a verdict, of which the first has an id.
func (w *writer) verdictTitle(own string) templates.Title {
	title := w.title(own, w.words.Text("guide.verdict"))
	if title.Section && !w.ids["verdict"] {
		title.ID = w.id("verdict")
		w.names(title.Text, title.ID)
	}
	return title
}

// questionsTitle is the title of questions and answers.
func (w *writer) questionsTitle(own string) templates.Title {
	title := w.title(own, w.words.Text("guide.questions"))
	if title.Section {
		title.ID = w.id("questions")
		w.names(title.Text, title.ID)
	}
	return title
}

// subtitle stands above a component that belongs to the section it is in. Where
// there is none, it begins one.
func (w *writer) subtitle(own, usual string) templates.Title {
	if w.within {
		return templates.Title{Text: own}
	}
	if own == "" {
		own = usual
	}
	w.within = true
	return templates.Title{Text: own, Section: true}
}

// sectionTitle is the title of a component that has one wherever it stands: of a
// section before the guide's first, and of a part of the guide's section below.
func (w *writer) sectionTitle(text string) templates.Title {
	w.within = true
	return templates.Title{Text: text, Section: !w.begun, Part: w.begun}
}
