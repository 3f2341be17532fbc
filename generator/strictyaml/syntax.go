package strictyaml

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"tradeoff/generator/diag"
)

// A fault is the library's error with what stands at its place.
type fault struct {
	message string
	context string
	at      yaml.Mark // where reading stopped
	since   yaml.Mark // where what was being read began; line 0 where unknown
}

// explain reports the library's error in words for writers.
//
// The explanations are tried in the order of the table: the first whose words
// are part of the library's message and which knows what to say wins. The place
// is where the writer has to change something, which is often not where reading
// stopped: an unclosed quote ends at the end of the file.
func (p *parser) explain(err error) {
	var from *yaml.LoadError
	if !errors.As(err, &from) {
		p.diags.Errorf(p.at(1, 1), diag.Syntax, "the YAML cannot be understood: %s", err)
		return
	}
	f := fault{from.Message, from.ContextMsg, from.Mark, from.ContextMark}
	if f.at.Line == 0 {
		f.at = f.since
	}
	if p.explainTab(f) || p.explainIndicator(f) {
		return
	}
	for _, e := range explanations {
		if strings.Contains(f.context+": "+f.message, e.words) && e.explain(p, f) {
			return
		}
	}
	p.syntax(f.at, "the YAML cannot be understood: %s", f.message).
		Hint = "put a text with special characters in quotes"
}

func (p *parser) syntax(at yaml.Mark, format string, args ...any) *diag.Diagnostic {
	return p.diags.Errorf(p.at(at.Line, at.Column), diag.Syntax, format, args...)
}

var explanations = []struct {
	words   string
	explain func(*parser, fault) bool
}{
	{"exceeded max depth", (*parser).explainDepth},
	{"quoted scalar: found unexpected", (*parser).explainOpenQuote},
	{"quoted scalar: ", (*parser).explainEscape},
	{"block scalar: ", (*parser).explainBlock},
	{"expected ',' or", (*parser).explainOpenBracket},
	{"could not find expected ':'", (*parser).explainNoColon},
	{"mapping values are not allowed", (*parser).explainColon},
	{"did not find expected key", (*parser).explainNoKey},
	{"did not find expected '-'", (*parser).explainNoKey},
	{"block sequence entries are not allowed", (*parser).explainEntry},
	{"cannot start any token", (*parser).explainStart},
	{"mapping keys are not allowed", (*parser).explainStart},
	{"found a comment without", (*parser).explainComment},
	{"did not find expected node content", (*parser).explainNoValue},
	{"<document start>", (*parser).explainAfterEnd},
}

// explainTab covers every way in which a tab upsets the indentation.
func (p *parser) explainTab(f fault) bool {
	line := p.line(f.at.Line)
	space := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	tab := strings.IndexByte(space, '\t')
	if tab < 0 || strings.Contains(f.context, "quoted") {
		return false
	}
	f.at.Column = tab + 1
	p.syntax(f.at, "a tab in the indentation, where YAML takes spaces").Hint = "put two spaces in its place"
	return true
}

// indicated matches a line whose value begins with a character by which YAML
// knows its aliases, anchors and tags. The character is the first group.
var indicated = regexp.MustCompile(`^\s*(?:- +)*(?:[^\s"'\[{#][^"'\[{#]*?: +)?([*&!])\S* +\S`)

// explainIndicator covers Markdown that YAML takes for something else:
// `summary: **fast** and small` would be an alias.
func (p *parser) explainIndicator(f fault) bool {
	line := p.line(f.at.Line)
	m := indicated.FindStringSubmatchIndex(line)
	if m == nil || f.at.Column <= utf8.RuneCountInString(line[:m[2]]) {
		return false
	}
	f.at.Column = utf8.RuneCountInString(line[:m[2]]) + 1
	kind := map[string]string{"*": "alias", "&": "anchor", "!": "tag"}[line[m[2]:m[3]]]
	p.diags.Errorf(p.at(f.at.Line, f.at.Column), diag.Feature, "what begins with %q is a YAML %s", line[m[2]:m[3]], kind).
		Hint = quoteHint
	return true
}

const quoteHint = "put the whole value in quotes"

func (p *parser) explainDepth(f fault) bool {
	p.syntax(f.at, "more than %d levels stand inside each other", maxDepth)
	return true
}

func (p *parser) explainOpenQuote(f fault) bool {
	p.syntax(f.since, "the quote that opens here is never closed").
		Hint = `close it; inside '...' a single quote is written '', inside "..." a double one \"`
	return true
}

func (p *parser) explainEscape(f fault) bool {
	if !strings.Contains(f.message, "escape") && !strings.Contains(f.message, "hexadecimal") {
		return false
	}
	p.syntax(f.at, "a backslash in double quotes begins an escape, and this is none").
		Hint = `write \\ for a backslash, or use single quotes`
	return true
}

func (p *parser) explainBlock(f fault) bool {
	if strings.Contains(f.message, "tab") {
		return false
	}
	sign := p.runeAt(f.since)
	p.syntax(f.since, "a value that begins with %q is a block of text, which begins on the next line", sign).Hint = quoteHint
	return true
}

// aKey matches the beginning of a line that can only be a new entry.
var aKey = regexp.MustCompile(`^\s*(- )?[A-Za-z_][\w-]*:( |$)`)

// explainOpenBracket tells a list or mapping that is never closed from one that
// lacks a comma. It is the former where the next entry has begun.
func (p *parser) explainOpenBracket(f fault) bool {
	open, closing := p.runeAt(f.since), "]"
	if open == "{" {
		closing = "}"
	}
	line := p.line(f.at.Line)
	if f.at.Line > f.since.Line && (strings.TrimSpace(line) == "" || aKey.MatchString(line)) {
		d := p.syntax(f.since, "the %q that opens here is never closed", open)
		d.Hint = "close it with " + closing
		if strings.Contains(p.line(f.since.Line), " #") {
			d.Hint += "; everything after # is a comment, so a text with # goes in quotes"
		}
		return true
	}
	p.syntax(f.at, `expected "," or %q, found %s`, closing, p.wordAt(f.at)).
		Hint = "separate entries by commas; put a text with commas, brackets or quotes in quotes"
	return true
}

// glued matches a key without a space behind its colon.
var glued = regexp.MustCompile(`^\s*(?:- )?[A-Za-z_][\w-]*(:)[^\s:/]`)

// explainGlued reports `key:value` on a line, and whether it stands there.
func (p *parser) explainGlued(number int) bool {
	line := p.line(number)
	m := glued.FindStringSubmatchIndex(line)
	if m == nil {
		return false
	}
	p.syntax(yaml.Mark{Line: number, Column: m[2] + 1}, `no space after ":"`).
		Hint = `write "key: value" with a space between them`
	return true
}

func (p *parser) explainNoColon(f fault) bool {
	at := f.since
	if at.Line == 0 {
		at = f.at
	}
	if p.explainGlued(at.Line) {
		return true
	}
	p.syntax(at, "%s is not of the form key: value", p.wordAt(at)).
		Hint = "to go on with the value above, indent the line; else write a key, a colon and a space"
	return true
}

// explainColon is for a ": " where no key can be.
func (p *parser) explainColon(f fault) bool {
	line := []rune(p.line(f.at.Line))
	before := string(line[:min(max(f.at.Column-1, 0), len(line))])
	if strings.Contains(before, ": ") || strings.HasSuffix(before, ":") {
		p.syntax(f.at, `":" and a space inside a value, which would begin another one`).Hint = quoteHint
		return true
	}
	above := p.lineAbove(f.at.Line)
	if p.explainGlued(above) {
		return true
	}
	f.at.Column = indentation(string(line)) + 1
	p.syntax(f.at, "a key inside the value of line %d", above+p.offset).
		Hint = "give keys of the same mapping the same indentation"
	return true
}

// explainNoKey is for what follows a finished value.
func (p *parser) explainNoKey(f fault) bool {
	line := []rune(p.line(f.at.Line))
	before := strings.TrimRight(string(line[:min(max(f.at.Column-1, 0), len(line))]), " ")
	found := p.runeAt(f.at)
	switch {
	case found == "]" || found == "}":
		p.syntax(f.at, "a %q that closes nothing", found).Hint = "remove it, or put the whole value in quotes"
	case strings.HasSuffix(before, `"`) || strings.HasSuffix(before, `'`):
		p.syntax(f.at, "%s stands after the closing quote", p.wordAt(f.at)).
			Hint = `put the whole value in quotes; inside '...' a single quote is written '', inside "..." a double one \"`
	case strings.TrimSpace(before) != "":
		p.syntax(f.at, "%s stands after the end of the value", p.wordAt(f.at)).Hint = quoteHint
	case found == "-":
		p.syntax(f.at, "a list entry among keys").Hint = "indent it more than the key that the list belongs to"
	default:
		p.syntax(f.at, "the line's indentation fits no line above").
			Hint = "give keys of the same mapping, and entries of the same list, the same indentation"
	}
	return true
}

func (p *parser) explainEntry(f fault) bool {
	p.syntax(f.at, `a list entry on the line of its key`).
		Hint = `put "- " on a line of its own, or the whole value in quotes`
	return true
}

func (p *parser) explainStart(f fault) bool {
	p.syntax(f.at, "a value cannot begin with %q", p.runeAt(f.at)).Hint = quoteHint
	return true
}

func (p *parser) explainComment(f fault) bool {
	p.syntax(f.at, `a "#" begins a comment`).Hint = "put a value with # in quotes"
	return true
}

func (p *parser) explainNoValue(f fault) bool {
	if f.at.Line >= len(p.allLines()) && strings.TrimSpace(p.line(f.at.Line)) == "" {
		f.at.Line = p.lineAbove(f.at.Line)
		f.at.Column = utf8.RuneCountInString(strings.TrimRight(p.line(f.at.Line), " ")) + 1
		p.syntax(f.at, "the file ends where a value is expected").Hint = "close every [ and {"
		return true
	}
	p.syntax(f.at, "expected a value, found %s", p.wordAt(f.at)).
		Hint = "write a value, or put the whole text in quotes"
	return true
}

func (p *parser) explainAfterEnd(f fault) bool {
	p.syntax(f.at, "%s stands after the end of the document", p.wordAt(f.at)).
		Hint = "indent the lines that belong to the value above, and close each bracket once"
	return true
}

// runeAt gives the character at a mark; empty at the end of a line.
func (p *parser) runeAt(at yaml.Mark) string {
	line := []rune(p.line(at.Line))
	if at.Column < 1 || at.Column > len(line) {
		return ""
	}
	return string(line[at.Column-1])
}

// wordAt gives what stands at a mark, in quotes, up to the next space.
func (p *parser) wordAt(at yaml.Mark) string {
	line := []rune(p.line(at.Line))
	if at.Column < 1 || at.Column > len(line) {
		return "the end of the line"
	}
	word, _, _ := strings.Cut(string(line[at.Column-1:]), " ")
	return strconv.Quote(shorten(word))
}

// lineAbove gives the number of the nearest line above that is not empty.
func (p *parser) lineAbove(number int) int {
	for number--; number > 1 && strings.TrimSpace(p.line(number)) == ""; number-- {
	}
	return max(number, 1)
}

// maxShown is how many characters of a text a message repeats.
const maxShown = 40

// shorten cuts what a message repeats of the writer's text.
func shorten(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= maxShown {
		return string(runes)
	}
	return string(runes[:maxShown-1]) + "…"
}
