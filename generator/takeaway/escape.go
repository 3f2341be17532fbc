package takeaway

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text gives plain text as Markdown that says the same: whatever Markdown would take
// for markup is escaped. Runs of white space become one space, as Markdown shows them.
func Text(text string) string {
	return lineStart(escape(strings.Join(strings.Fields(text), " ")))
}

// escape escapes what is markup wherever it stands. Underscores within a word are
// left alone (CommonMark, 6.2): names of functions stay readable.
func escape(text string) string {
	if !strings.ContainsAny(text, "\\`*_[]<&~|!$:@") {
		return text
	}
	var b strings.Builder
	for i, r := range text {
		switch r {
		case '\\', '`', '*', '[', ']', '<', '~', '|':
			b.WriteByte('\\')
		case '_':
			if !betweenWords(text, i) {
				b.WriteByte('\\')
			}
		case '&':
			if characterReference.MatchString(text[i:]) {
				b.WriteByte('\\')
			}
		}
		b.WriteRune(r)
	}
	return b.String()
}

// characterReference is a character reference at the start (CommonMark, 2.5).
var characterReference = regexp.MustCompile(`^&#?[0-9A-Za-z]`)

// betweenWords tells whether both neighbours of the character at i are letters or
// digits.
func betweenWords(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	return isWord(before) && isWord(after)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

var (
	// blockStart is what begins something else than a paragraph, or is a line below
	// one that makes it a heading.
	blockStart = regexp.MustCompile(`^(?:[-+](?:\s|$)|#{1,6}(?:\s|$)|>|-+\s*$|=+\s*$|:)`)
	// numberStart is the number of a list.
	numberStart = regexp.MustCompile(`^([0-9]{1,9})([.)])(\s|$)`)
	// rule is a thematic break of hyphens; the others are escaped anyway.
	rule = regexp.MustCompile(`^-[-\s]*$`)
)

// lineStart escapes what is markup only where a line begins.
func lineStart(line string) string {
	if blockStart.MatchString(line) || rule.MatchString(line) {
		return `\` + line
	}
	return numberStart.ReplaceAllString(line, `$1\$2$3`)
}

// code writes a code span. In a cell of a table a bar ends the cell even there.
func code(text string, inCell bool) string {
	text = strings.NewReplacer("\r", " ", "\n", " ").Replace(text)
	if text == "" {
		return ""
	}
	if inCell {
		text = strings.ReplaceAll(text, "|", `\|`)
	}
	fence := strings.Repeat("`", longestRun(text, '`')+1)
	if len(fence) > 1 && (text[0] == '`' || text[len(text)-1] == '`') ||
		strings.HasPrefix(text, " ") && strings.HasSuffix(text, " ") && strings.TrimSpace(text) != "" {
		text = " " + text + " " // which are taken off again (CommonMark, 6.1)
	}
	return fence + text + fence
}

// longestRun counts how often a character stands in a row at most.
func longestRun(text string, char byte) int {
	longest, run := 0, 0
	for i := range len(text) {
		if text[i] != char {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// destination writes the address of a link.
func destination(address string) string {
	address = strings.NewReplacer("\r", "", "\n", "").Replace(address)
	if address != "" && !strings.ContainsAny(address, " ()<>\\\t|&*_`") {
		return address
	}
	return "<" + strings.NewReplacer("<", "%3C", ">", "%3E", `\`, "%5C", "|", "%7C", "&", "&amp;").Replace(address) + ">"
}

// title writes the title of a link; nothing where it has none.
func title(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" {
		return ""
	}
	return ` "` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;", "|", "&#124;").Replace(text) + `"`
}
