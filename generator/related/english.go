package related

import (
	"slices"
	"strconv"
	"strings"
)

// A Kind is a reason why a guide is worth reading after another.
type Kind uint8

// Kinds of reasons. Behind each stands what it names.
const (
	OnThisSite      Kind = iota // nothing else is known
	AlsoAbout                   // options that both compare
	SameDecision                // a category of both
	GoesWithIt                  // a category that is decided together with one of the other's
	WholePicture                // an article that leads to it, and to many decisions
	MentionsThis                // an article that leads to it
	SameSubject                 // tags of both
	AlsoWeighs                  // labels of attributes that both discuss
	AlsoDiscusses               // words that both use
	ChosenByAuthor              // it is pinned
	InTheText                   // the text leads to it
	AnotherDecision             // its category
)

// A Reason says why a guide is worth reading after another, as data: package render
// says it in the site's language. Equal ones say the same.
type Reason struct {
	Kind  Kind
	names string // each followed by separator
}

// separator is in no name.
const separator = "\x00"

func because(kind Kind, names ...string) Reason {
	r := Reason{Kind: kind}
	for _, name := range names {
		r.names += name + separator
	}
	return r
}

// Names gives what the reason names.
func (r Reason) Names() []string {
	names := strings.Split(r.names, separator)
	return names[:len(names)-1]
}

// Named is how many names a reason shows of many; of one more it shows them all.
const Named = 3

// Shown gives the names that are shown, and how many are only counted.
func (r Reason) Shown() (names []string, more int) {
	if names = r.Names(); len(names) > Named+1 {
		return names[:Named], len(names) - Named
	}
	return names, 0
}

// English says a reason in English, for tests.
func (r Reason) English() string {
	names := enumerate(r.Shown())
	switch r.Kind {
	case AlsoAbout:
		return "Also about " + names
	case SameDecision:
		return "The same decision: " + names
	case GoesWithIt:
		return "A decision that goes with it: " + names
	case WholePicture:
		return "The whole picture"
	case MentionsThis:
		return "Mentions this comparison"
	case SameSubject:
		return "The same subject: " + names
	case AlsoWeighs:
		return "Also weighs " + names
	case AlsoDiscusses:
		return "Also discusses " + names
	case ChosenByAuthor:
		return "Chosen by the author"
	case InTheText:
		return "Mentioned in the text"
	case AnotherDecision:
		return "Another decision: " + names
	}
	return "Also on this site"
}

// enumerate writes names as a sentence does: "A", "A and B", "A, B and C", "A, B, C and
// 2 more".
func enumerate(names []string, more int) string {
	if more > 0 {
		names = append(slices.Clone(names), strconv.Itoa(more)+" more")
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
