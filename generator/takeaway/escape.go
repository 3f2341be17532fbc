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
	return lineStart(escape(oneLine(text)))
}

// oneLine gives the words of a text with single spaces between them.
func oneLine(text string) string {
	last := byte(' ') // which no text begins with
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= utf8.RuneSelf || c == ' ' && last == ' ' {
			return strings.Join(strings.Fields(text), " ")
		}
		last = text[i]
	}
	return strings.TrimSuffix(text, " ")
}

// escape escapes what is markup wherever it stands. Underscores within a word are
// left alone (CommonMark, 6.2): names of functions stay readable.
func escape(text string) string {
	at := strings.IndexAny(text, signs)
	if at < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + len(text)/8 + 1)
	written := 0
	for ; at < len(text); at++ {
		switch text[at] {
		case '\\', '`', '*', '[', ']', '<', '~', '|':
		case '_':
			if betweenWords(text, at) {
				continue
			}
		case '&':
			if !isReference(text[at:]) {
				continue
			}
		default:
			continue
		}
		b.WriteString(text[written:at])
		b.WriteByte('\\')
		written = at
	}
	b.WriteString(text[written:])
	return b.String()
}

// signs are the characters that escape looks at.
const signs = "\\`*_[]<&~|"

// isReference tells whether a text begins with a character reference (CommonMark, 2.5).
func isReference(text string) bool {
	text = strings.TrimPrefix(text[1:], "#")
	return text != "" && (isLower(text[0]|0x20) || '0' <= text[0] && text[0] <= '9')
}

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

// lineStarts are the characters at which lineStart looks.
const lineStarts = "-+#>=:0123456789"

// lineStart escapes what is markup only where a line begins.
func lineStart(line string) string {
	if line == "" || strings.IndexByte(lineStarts, line[0]) < 0 { // as most lines
		return line
	}
	if blockStart.MatchString(line) || rule.MatchString(line) {
		return `\` + line
	}
	return numberStart.ReplaceAllString(line, `$1\$2$3`)
}

// code writes a code span. In a cell of a table a bar ends the cell even there.
func code(text string, inCell bool) string {
	if strings.ContainsAny(text, "\r\n") {
		text = strings.NewReplacer("\r", " ", "\n", " ").Replace(text)
	}
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
	if strings.ContainsAny(address, "\r\n") {
		address = strings.NewReplacer("\r", "", "\n", "").Replace(address)
	}
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
