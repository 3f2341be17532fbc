package dataset

import (
	"cmp"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"tradeoff/generator/diag"
	"tradeoff/generator/markdown"
	"tradeoff/generator/source"
	"tradeoff/generator/strictyaml"
)

// typed reads a text as one value of an attribute. Of a choice and a list it is
// one word, whose value is [source.Words] of one.
func typed(a *source.Attribute, v strictyaml.Value, text string) (source.Value, *strictyaml.Fault) {
	switch a.Type {
	case source.SupportType:
		return support(text)
	case source.LevelType:
		return level(a, text)
	case source.RatingType:
		return rating(a, text)
	case source.NumberType:
		return as(strictyaml.Number(text))
	case source.DateType:
		return as(strictyaml.Date(text))
	case source.LinkType:
		address, fault := strictyaml.Address(text)
		return as(source.Link(address), fault)
	case source.ChoiceType:
		if !slices.Contains(a.Choices, text) {
			return nil, notAmong("choices", a, text, a.Choices)
		}
	case source.TextType:
		return source.Prose{Text: markdown.Inline(text, v.Node.Start, v.Diagnostics())}, nil
	}
	return source.Words{text}, nil
}

// as makes what a reader gives a value, and nothing of what has a fault.
func as[T source.Value](value T, fault *strictyaml.Fault) (source.Value, *strictyaml.Fault) {
	if fault != nil {
		return nil, fault
	}
	return value, nil
}

func support(text string) (source.Value, *strictyaml.Fault) {
	switch strings.ToLower(text) {
	case "yes", "true":
		return source.Yes, nil
	case "partial":
		return source.Partial, nil
	case "no", "false":
		return source.No, nil
	}
	return nil, &strictyaml.Fault{
		Message: fmt.Sprintf("expected yes, partial or no, found %q", text),
		Hint:    supportHint(text, "yes", "partial", "no", "unknown", "n/a"),
	}
}

// supportHint is the hint for a text that is none of the words.
func supportHint(text string, words ...string) string {
	return cmp.Or(strictyaml.YesOrNo(text), diag.Suggest(text, words))
}

func level(a *source.Attribute, text string) (source.Value, *strictyaml.Fault) {
	i := slices.Index(a.Levels, text)
	if i < 0 {
		return nil, notAmong("levels", a, text, a.Levels)
	}
	return source.Level{Index: i, Name: text}, nil
}

func notAmong(what string, a *source.Attribute, text string, known []string) *strictyaml.Fault {
	fault := &strictyaml.Fault{
		Message: fmt.Sprintf("%q is not one of the %s of %q", text, what, a.ID),
		Hint:    diag.Suggest(text, known),
	}
	words := strings.Split(text, ",")
	for i, word := range words {
		words[i] = strings.TrimSpace(word)
	}
	if a.Type == source.ChoiceType && len(words) > 1 && !slices.ContainsFunc(words, func(word string) bool { return !slices.Contains(known, word) }) {
		fault.Hint = "write [" + strings.Join(words, ", ") + "]"
	}
	return fault
}

// outOf matches a rating that says out of how many it is: 4/5, 4 of 5.
var outOf = regexp.MustCompile(`^([\d.]+)\s*(?:/|of|out of)\s*[\d.]+$`)

func rating(a *source.Attribute, text string) (source.Value, *strictyaml.Fault) {
	n, fault := strictyaml.Number(text)
	if m := outOf.FindStringSubmatch(text); fault != nil && m != nil {
		fault.Hint = "write " + m[1] + " alone; the attribute's max says out of how many"
	}
	if fault != nil {
		return nil, fault
	}
	if n.Rat.Cmp(big.NewRat(1, 1)) < 0 || n.Rat.Cmp(a.Max) > 0 {
		return nil, &strictyaml.Fault{
			Message: fmt.Sprintf("the rating %s of %q is not from 1 to %s", text, a.ID, a.Max.RatString()),
			Hint:    "change the rating, or the attribute's max",
		}
	}
	return n, nil
}

// listed tells whether a text is, letter by letter, one of the words that the
// attribute has.
func listed(a *source.Attribute, text string) bool {
	return slices.Contains(a.Levels, text) || slices.Contains(a.Choices, text)
}

// stateOf tells whether a text is a value or says that there is none. The node
// is where it is written: null and ~ mean nothing in quotes.
func stateOf(a *source.Attribute, n *strictyaml.Node, text string) source.State {
	if listed(a, text) {
		return source.Known
	}
	switch strings.ToLower(text) {
	case "unknown":
		return source.Unknown
	case "n/a":
		return source.NotApplicable
	}
	switch text {
	case "null", "Null", "NULL", "~":
		if n.Style == strictyaml.Plain {
			return source.Unknown
		}
	}
	return source.Known
}
