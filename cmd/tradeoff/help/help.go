// Package help holds the writers' documentation, so that it is there without a
// network and fits the version of the command it comes with.
//
// A topic is a Markdown file beside this one, named like the topic. It begins
// with a heading, the title; the paragraph after it is the summary that lists
// show. Adding a topic is adding a file.
package help

import (
	"cmp"
	"embed"
	"io/fs"
	"slices"
	"strings"
)

//go:embed *.md
var files embed.FS

// order is that in which a writer who begins reads the topics. Others follow,
// by name.
var order = [...]string{"start", "format", "data", "guides", "directives", "decisions", "words", "theme", "templates", "errors", "publishing"}

// A Topic of the documentation.
type Topic struct {
	Name    string // as in `tradeoff help NAME`
	Title   string
	Summary string // one line of plain Markdown
}

// Topics gives all topics, in the order in which they should be read.
func Topics() []Topic {
	names, err := fs.Glob(files, "*.md")
	if err != nil {
		return nil // the pattern is well-formed
	}
	topics := make([]Topic, 0, len(names))
	for _, file := range names {
		name := strings.TrimSuffix(file, ".md")
		text, _ := Text(name)
		title, summary := opening(text)
		topics = append(topics, Topic{Name: name, Title: title, Summary: summary})
	}
	slices.SortStableFunc(topics, func(a, b Topic) int {
		return cmp.Or(cmp.Compare(place(a.Name), place(b.Name)), strings.Compare(a.Name, b.Name))
	})
	return topics
}

// place is a topic's index in order, or behind its end.
func place(name string) int {
	if i := slices.Index(order[:], name); i >= 0 {
		return i
	}
	return len(order)
}

// Text gives a topic's Markdown; false where there is no such topic.
func Text(name string) (string, bool) {
	text, err := files.ReadFile(name + ".md")
	return string(text), err == nil
}

// Explaining gives the names of the topics that explain a directive, a key, a type
// or the code of an error: those with a section or a row of a table for it. The
// overview and the commands are not among them.
func Explaining(word string) []string {
	word = strings.Trim(word, ":`")
	var names []string
	for _, topic := range Topics() {
		if text, _ := Text(topic.Name); topic.Name != "format" && topic.Name != "commands" && explains(text, word) {
			names = append(names, topic.Name)
		}
	}
	// A directive is more than the key of the same name.
	if i := slices.Index(names, "directives"); i > 0 {
		names = slices.Insert(slices.Delete(names, i, i+1), 0, "directives")
	}
	return names
}

// explains tells whether a text has a section or a row for a word.
func explains(text, word string) bool {
	fenced := false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		subject := ""
		switch {
		case strings.HasPrefix(line, "```"), strings.HasPrefix(line, "~~~"):
			fenced = !fenced
		case strings.HasPrefix(line, "#"):
			subject = strings.TrimLeft(line, "# ")
		case strings.HasPrefix(line, "| `"):
			subject, _, _ = strings.Cut(line[2:], "|")
		}
		if !fenced && word != "" && strings.Trim(subject, ":` ") == word {
			return true
		}
	}
	return false
}

// opening gives the first heading and the paragraph that follows it, as one line.
func opening(text string) (title, summary string) {
	heading, rest, _ := strings.Cut(strings.TrimSpace(text), "\n")
	paragraph, _, _ := strings.Cut(strings.TrimSpace(rest), "\n\n")
	return strings.TrimSpace(strings.TrimLeft(heading, "# ")), strings.Join(strings.Fields(paragraph), " ")
}
