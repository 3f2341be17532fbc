package templates

import (
	"errors"
	"html/template"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"tradeoff/generator/diag"
)

// The template language says in which line it was when it could not go on, and
// rarely more. What is below finds the words that it means.

// locate finds where an error of a template is, and what its message says.
func (s *Set) locate(err error) (diag.Position, string) {
	pos, message := s.placeOf(err.Error())
	file := strings.TrimPrefix(pos.File, "templates/")
	text, known := s.texts[file]
	if !known || pos.Column > 0 {
		return pos, message
	}
	if m := startedAt.FindStringSubmatch(message); m != nil {
		pos.Line, _ = strconv.Atoi(m[1])
		message = strings.TrimSuffix(message, m[0])
	}
	switch open, extra := blocks(text); {
	case strings.HasPrefix(message, "unexpected EOF") && open >= 0:
		pos = position(file, text, open)
	case strings.HasPrefix(message, "unexpected {{end}}") && extra >= 0:
		pos = position(file, text, extra)
	case pos.Line > 0:
		pos.Column = column(lineOf(text, pos.Line), message)
	default: // html/template quotes what it stumbled over
		if at := quoted(text, message); at >= 0 {
			pos = position(file, text, at)
		}
	}
	return pos, message
}

// place finds "guide.html:12:5" in the messages of the template language, and
// the part of the message that says what is wrong.
var place = regexp.MustCompile(`template: ?([^:]+)(?::(\d+))?(?::(\d+))?: (?s:(.*))`)

// startedAt follows where an action of several lines is at fault.
var startedAt = regexp.MustCompile(`(?: in action)? started at [^:]+:(\d+)$`)

// placeOf reads a place in a message, and gives the rest of it.
func (s *Set) placeOf(message string) (diag.Position, string) {
	m := place.FindStringSubmatch(message)
	if m == nil {
		return diag.Position{File: "templates"}, message
	}
	// What is included within a tag is known by the name and the place.
	file, _, _ := strings.Cut(m[1], "$htmltemplate")
	if t := s.html.Lookup(file); t != nil && t.Tree != nil {
		file = t.Tree.ParseName // a part is in a file of another name
	}
	pos := diag.Position{File: "templates/" + file}
	pos.Line, _ = strconv.Atoi(m[2])
	if m[3] != "" { // bytes, from 0
		before, _ := strconv.Atoi(m[3])
		line := lineOf(s.texts[file], pos.Line)
		pos.Column = utf8.RuneCountInString(line[:min(before, len(line))]) + 1
	}
	return pos, m[4]
}

// lineOf gives a line of a text, or nothing where it has not so many.
func lineOf(text string, number int) string {
	for line := range strings.Lines(text) {
		if number--; number == 0 {
			return strings.TrimRight(line, "\r\n")
		}
	}
	return ""
}

// position is that of a byte in a template.
func position(file, text string, offset int) diag.Position {
	before := text[:offset]
	line := strings.Count(before, "\n")
	return diag.Position{
		File: "templates/" + file, Line: line + 1,
		Column: utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1,
	}
}

// action finds what opens and closes blocks, and remarks, in which nothing does.
var action = regexp.MustCompile(`(?s)\{\{-?\s*(?:/\*.*?\*/|(if|range|with|define|block|end)\b)`)

// blocks gives the offsets of the innermost block that nothing closes, and of the
// first {{end}} that closes nothing; -1 where there is none.
func blocks(text string) (open, extra int) {
	var stack []int
	for _, m := range action.FindAllStringSubmatchIndex(text, -1) {
		switch {
		case m[2] < 0:
		case text[m[2]:m[3]] != "end":
			stack = append(stack, m[0])
		case len(stack) == 0:
			return -1, m[0]
		default:
			stack = stack[:len(stack)-1]
		}
	}
	if len(stack) == 0 {
		return -1, -1
	}
	return stack[len(stack)-1], -1
}

// A phrasing says a message of the template language for people who do not write Go, and
// how what it means looks in its line.
type phrasing struct {
	pattern *regexp.Regexp
	plain   string // empty where the message is plain
	looks   string // a pattern; $1 is the first group of the message
}

// phrasings are those of the most frequent messages.
var phrasings = sync.OnceValue(func() []phrasing {
	return []phrasing{
		{regexp.MustCompile(`^unexpected EOF`), "the template ends, but an {{if}}, {{range}}, {{with}} or {{define}} has no {{end}}", ``},
		{regexp.MustCompile(`^unexpected \{\{end\}\}`), "there is an {{end}} too many", `\{\{-?\s*end\b`},
		{regexp.MustCompile(`^bad character U\+007D '\}'`), "a single } stands where }} is expected", `\}(?:[^}]|$)`},
		{regexp.MustCompile(`^(unclosed action|unterminated)`), "an {{ is not closed with }}", `\{\{(?:[^}]|\}[^}])*$`},
		{regexp.MustCompile(`^unclosed comment`), "a remark is not closed with */}}", `\{\{-?\s*/\*`},
		{regexp.MustCompile(`^function "([^"]+)" not defined`), `there is no function "$1"`, `\b$1\b`},
		{regexp.MustCompile(`^undefined variable "([^"]+)"`), `there is no variable "$1"`, `$1\b`},
		{regexp.MustCompile(`^missing value for (\w+)`), "{{$1}} says nothing that could be true or false", `\{\{-?\s*$1\b`},
		{regexp.MustCompile(`^template: multiple definition of template "([^"]+)"`), `the part "$1" is defined twice`, `\bdefine\s+"$1"`},
		{regexp.MustCompile(`^unexpected (?:<(\w+)>|\{\{(\w+)\}\})`), "", `\b$1$2\b`},
	}
})

// plainly gives a message in words for those who write templates.
func plainly(message string) string {
	message = strings.Join(strings.Fields(message), " ")
	for _, p := range phrasings() {
		if found := p.pattern.FindStringSubmatchIndex(message); found != nil && p.plain != "" {
			return string(p.pattern.ExpandString(nil, p.plain, message, found))
		}
	}
	return message
}

// column finds what a message means in its line; else it is where the line's
// text begins.
func column(line, message string) int {
	at := -1
	for _, p := range phrasings() {
		found := p.pattern.FindStringSubmatch(message)
		if found == nil || p.looks == "" {
			continue
		}
		looks := p.looks
		for i, group := range found[1:] {
			looks = strings.ReplaceAll(looks, "$"+strconv.Itoa(i+1), regexp.QuoteMeta(group))
		}
		if m := regexp.MustCompile(looks).FindStringIndex(line); m != nil {
			at = m[0]
		}
		break
	}
	if at < 0 {
		at = quoted(line, message)
	}
	if at < 0 {
		at = len(line) - len(strings.TrimLeft(line, " \t"))
	}
	return utf8.RuneCountInString(line[:at]) + 1
}

var quotation = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// quoted finds the last of the things that a message quotes in a text; -1 where
// none is there.
func quoted(text, message string) int {
	at := -1
	for _, q := range quotation.FindAllString(message, -1) {
		words, err := strconv.Unquote(q)
		if words = strings.TrimSpace(words); err != nil || words == "" {
			continue
		}
		if i := strings.Index(text, words); i >= 0 {
			at = i
		}
	}
	return at
}

// A fault in the markup around the actions.
type fault struct{ message, hint string }

// unclosedMarkup finds the tag, comment or element that an error of the escaping
// comes from, where that is one which is not closed. It may be in another file
// than the error: what follows it in the page is read as a part of it.
func (s *Set) unclosedMarkup(err error) (diag.Position, fault, bool) {
	if e := (*template.Error)(nil); !errors.As(err, &e) {
		return diag.Position{}, fault{}, false
	}
	for _, name := range sortedKeys(s.texts) {
		if at, f := unclosed(s.texts[name]); at >= 0 {
			return position(name, s.texts[name], at), f, true
		}
	}
	return diag.Position{}, fault{}, false
}

var (
	wholeAction = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	tagStart    = regexp.MustCompile(`^</?([A-Za-z][^\s/>]*)`)
	wholeTag    = regexp.MustCompile(`^<(?:[^>"']|"[^"]*"|'[^']*')*>`)
	// textElements hold text in which a < begins no tag.
	textElements = regexp.MustCompile(`(?i)^<(script|style|textarea|title)[\s>]`)
)

// unclosed gives the offset of the first markup that is not closed, or -1.
func unclosed(text string) (int, fault) {
	text = wholeAction.ReplaceAllStringFunc(text, func(a string) string { return strings.Repeat(" ", len(a)) })
	for at := 0; ; {
		next := strings.IndexByte(text[at:], '<')
		if next < 0 {
			return -1, fault{}
		}
		at += next
		rest := text[at:]
		tag := tagStart.FindStringSubmatch(rest)
		switch {
		case strings.HasPrefix(rest, "<!--"):
			end := strings.Index(rest, "-->")
			if end < 0 {
				return at, fault{"the comment is not closed", "close it with -->"}
			}
			at += end
		case tag == nil:
			at++
		case wholeTag.FindString(rest) == "":
			return at, fault{"the tag <" + tag[1] + "> is not closed", "look for a quotation mark or a > that is missing in it"}
		case textElements.MatchString(rest):
			end := strings.Index(strings.ToLower(rest), "</"+strings.ToLower(tag[1]))
			if end < 0 {
				return at, fault{"the element <" + tag[1] + "> is not closed", "close it with </" + tag[1] + ">"}
			}
			at += end
		default:
			at += len(wholeTag.FindString(rest))
		}
	}
}
