// Package dataset reads the files below data/: the site's, a category's, an
// option's.
//
// In goes the text of one file, out come the typed values of package source and
// the diagnostics of that file. What depends on the file alone is checked and
// typed here; names of other files' things (neighbours) stay names. An option is
// typed by its category, so its category's file is read first.
//
// [Config], [Category] and [Option] always give a value that can be used: with
// errors in the list it lacks what could not be understood. So that one mistake
// is reported once, what follows from it is not: an attribute whose type is
// wrong takes any fact, and the facts of a category without attributes are not
// looked at.
//
// What the format leaves open is settled as follows.
//
//   - An empty value of a key is the same as an absent key.
//   - `unknown` and `n/a`, in any letter case, are states and no values, quoted or
//     not, unless exactly that word is one of the attribute's choices or levels.
//     A plain `null` or `~` is unknown, too. In a list of several they are words.
//   - `better` takes higher, lower or none for support, level, rating and number,
//     later, earlier or none for a date, and none for the rest.
//   - A group has a label that no other group has, and no groups inside.
//   - A question's id is what it asks, spelled as an id, where it has none of its
//     own. Ids of attributes are ASCII, because guides and addresses name them; ids
//     of questions and answers may have the lower-case letters of any script.
//   - A question needs one answer: beside it, "not sure" is offered always.
//   - A condition may also be written `= x`, which is x: so a text that begins with
//     a comparison sign can be asked for. For dates, `later` and `earlier` are the
//     same as `higher` and `lower`. What is a choice or a level word for word is
//     that value and never a comparison.
package dataset

import (
	"tradeoff/generator/diag"
	"tradeoff/generator/markdown"
	"tradeoff/generator/markup"
	"tradeoff/generator/strictyaml"
)

// emptyFile reports a file without content, unless it has been reported that it
// cannot be read.
func emptyFile(file string, diags *diag.List, what string) {
	if !diags.HasErrors() {
		diags.Errorf(diag.Position{File: file}, diag.EmptyFile, "the file is empty: %s needs a title", what).
			Hint = "begin with title: and a name"
	}
}

// prose reads inline Markdown.
func prose(v strictyaml.Value) markup.Text {
	text := v.Raw()
	if text == "" {
		return markup.Text{}
	}
	return markdown.Inline(text, v.Node.Start, v.Diagnostics())
}

// proses reads a list of inline Markdown. What stands twice is left out once,
// with a warning.
func proses(v strictyaml.Value) []markup.Text {
	var texts []markup.Text
	seen := strictyaml.Seen{}
	for _, item := range v.Items() {
		if text := prose(item); !text.IsEmpty() && !seen.Again(item.Text(), item) {
			texts = append(texts, text)
		}
	}
	return texts
}
