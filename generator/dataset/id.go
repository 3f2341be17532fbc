package dataset

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tradeoff/generator/diag"
	"tradeoff/generator/strictyaml"
)

var attributeID = regexp.MustCompile(`^[a-z0-9_-]+$`)

// isID tells whether a text can be the id of a question or an answer.
func isID(text string) bool {
	return text == strings.ToLower(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return r != '-' && r != '_' && !isWordRune(r)
	})
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// readID reads an id; one that is not valid is reported, with how spell spells
// it, and given nevertheless, so that what names it is found.
func readID(v strictyaml.Value, valid func(string) bool, spell func(string) string) string {
	id := v.Text()
	if id != "" && !valid(id) {
		d := v.Errorf(diag.InvalidID, "the id %q has something else than lower-case letters, digits, hyphens and underscores", id)
		if spelled := spell(id); spelled != "" {
			d.Hint = fmt.Sprintf("did you mean %q?", spelled)
		} else {
			d.Hint = "choose one of the letters a to z; label: says how it is shown"
		}
	}
	return id
}

// asciiID spells a label as an id of letters from a to z, digits, hyphens and
// underscores: letters lose their accents. It is empty where nothing is left.
func asciiID(label string) string {
	bare := strings.Map(func(r rune) rune {
		if unicode.IsMark(r) {
			return -1
		}
		return r
	}, norm.NFKD.String(strings.ToLower(label)))
	return strings.Join(strings.FieldsFunc(bare, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_'
	}), "-")
}

// idFrom spells a label as an id: letters in lower case and digits stay,
// everything else becomes one hyphen. Letters are those of any script, composed,
// so that the same label has the same id whatever keyboard it was typed on. A
// label without any, such as "+", is spelled by its code points: "u2b".
func idFrom(label string) string {
	var words []string
	lower := strings.ToLower(norm.NFC.String(label))
	for word := range strings.FieldsFuncSeq(lower, func(r rune) bool { return !isWordRune(r) }) {
		// A selector of an emoji's look is a mark without a letter.
		if strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsMark(r) }) {
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		for _, r := range strings.TrimSpace(label) {
			words = append(words, fmt.Sprintf("u%x", r))
		}
	}
	return strings.Join(words, "-")
}

// spelledOut makes a label of an id: type_safety becomes Type safety.
func spelledOut(id string) string {
	label := strings.NewReplacer("_", " ", "-", " ").Replace(id)
	first, size := utf8.DecodeRuneInString(label)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + label[size:]
}

// An idSet knows the ids of one kind that are taken, and by which position.
type idSet map[string]diag.Position

// take reports an id that is taken already.
func (s idSet) take(what, id string, v strictyaml.Value) bool {
	if first, taken := s[id]; taken {
		v.Errorf(diag.Duplicate, "%s %q exists already, in line %d", what, id, first.Line).Hint = "choose another one"
		return false
	}
	s[id] = v.Pos()
	return true
}
