package templates

import (
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
	"github.com/tdewolff/parse/v2/js"

	"tradeoff/generator/diag"
)

// Browsers pass over what they do not understand in a style sheet or a script,
// and often over all that follows. A file that was cut off in the middle would be
// published and look broken to readers alone; so the site's own files are read
// before, for what is wrong in any browser: brackets, quotes, syntax.

// checkFiles reports what is wrong with a site's own files, apart from what the
// template language finds.
func checkFiles(own map[string]string, diags *diag.List) {
	for _, name := range sortedKeys(own) {
		text := own[name]
		if checkUTF8(name, text, diags) {
			continue
		}
		switch path.Ext(name) {
		case ".css":
			checkCSS(name, text, diags)
		case ".js":
			checkJS(name, text, diags)
		case ".svg":
			checkSVG(name, text, diags)
		}
	}
}

// checkUTF8 reports the first byte that is not UTF-8, and tells whether there is one.
func checkUTF8(name, text string, diags *diag.List) (found bool) {
	at, b, found := notText(text)
	if found {
		diags.Errorf(position(name, text, at), diag.NotUTF8, "byte 0x%02x is not UTF-8 text", b).
			Hint = "save the file as text in the encoding UTF-8"
	}
	return found
}

// notText finds the first byte that UTF-8 text does not have.
func notText(text string) (at int, b byte, found bool) {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if r == utf8.RuneError && size == 1 || r == 0 {
			return at, text[at], true
		}
		at += size
	}
	return 0, 0, false
}

// pairs are brackets by the one that closes them.
var pairs = map[string]string{")": "(", "]": "[", "}": "{"}

// checkCSS reports brackets, quotes and comments that are not closed, and a rule
// that stops before its block.
func checkCSS(name, text string, diags *diag.List) {
	type bracket struct {
		at    int
		opens string
	}
	var open []bracket
	rule := betweenRules
	report := func(at int, message, hint string) {
		diags.Errorf(position(name, text, at), diag.Template, "%s", message).Hint = hint
	}
	lexer, at := css.NewLexer(parse.NewInputString(text)), 0
	for {
		kind, token := lexer.Next()
		word := string(token)
		switch {
		case kind == css.ErrorToken:
			for _, b := range open {
				report(b.at, "the "+b.opens+" is not closed", "the file may have been cut off; close what it opens")
			}
			if len(open) == 0 && rule >= 0 {
				report(rule, "the file ends before the rule that begins here has its block in { }", "the file may have been cut off")
			}
			return
		case kind == css.CommentToken && (len(word) < 4 || !strings.HasSuffix(word, "*/")):
			report(at, "the comment is not closed", "close it with */")
		case kind == css.BadStringToken, kind == css.StringToken && (len(word) < 2 || word[0] != word[len(word)-1]):
			report(at, "the quotation mark is not closed", "close it in the same line")
		case kind == css.BadURLToken, kind == css.URLToken && !strings.HasSuffix(word, ")"):
			report(at, "the address in url( ) is not closed, or has a character that needs quotation marks", `write url("…")`)
		case kind == css.FunctionToken:
			open = append(open, bracket{at + len(word) - 1, "("})
		case word == "(" || word == "[" || word == "{":
			open = append(open, bracket{at, word})
		case pairs[word] != "":
			if n := len(open); n == 0 || open[n-1].opens != pairs[word] {
				report(at, "the "+word+" closes nothing", "look for a "+pairs[word]+" that is missing, or remove it")
				return
			}
			open = open[:len(open)-1]
		}
		if len(open) == 0 {
			rule = ruleStart(rule, at, kind, word)
		}
		at += len(token)
	}
}

// States of ruleStart where no rule waits for its block. An at-rule may end with
// the file.
const (
	betweenRules = -1
	inAtRule     = -2
)

// ruleStart keeps where the rule at the top level begins that is read.
func ruleStart(rule, at int, kind css.TokenType, word string) int {
	switch {
	case word == "}" || word == ";":
		return betweenRules
	case rule != betweenRules, kind == css.WhitespaceToken, kind == css.CommentToken, kind == css.CDOToken, kind == css.CDCToken:
		return rule
	case kind == css.AtKeywordToken:
		return inAtRule
	}
	return at
}

// checkJS reports the first place where a script cannot be understood.
func checkJS(name, text string, diags *diag.List) {
	_, err := js.Parse(parse.NewInputString(text), js.Options{})
	if e := (*parse.Error)(nil); errors.As(err, &e) {
		diags.Errorf(diag.Position{File: "templates/" + name, Line: e.Line, Column: e.Column}, diag.Template,
			"the script cannot be understood: %s", e.Message).
			Hint = "look for a bracket or a quote that is not closed, here or above"
	}
}

// entity finds the names that drawing programs declare.
var entity = regexp.MustCompile(`<!ENTITY\s+([^\s%]+)\s+(?:"([^"]*)"|'([^']*)')\s*>`)

// checkSVG reports the first place where a picture is not well-formed XML, and
// what is no picture at all.
func checkSVG(name, text string, diags *diag.List) {
	decoder := xml.NewDecoder(strings.NewReader(text))
	decoder.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil } // whatever it says, it is UTF-8
	root := ""
	for {
		at := decoder.InputOffset()
		token, err := decoder.Token()
		if err != nil {
			message := strings.TrimPrefix(err.Error(), "xml: ")
			if e := (*xml.SyntaxError)(nil); errors.As(err, &e) {
				message = e.Msg
			}
			switch {
			case err != io.EOF:
				diags.Errorf(position(name, text, min(int(decoder.InputOffset()), len(text))), diag.Template, "the picture is not well-formed SVG: %s", message).
					Hint = "save it again with a drawing program"
			case root == "":
				diags.Errorf(diag.Position{File: "templates/" + name}, diag.Template, "the picture has no <svg> element").
					Hint = "save it again with a drawing program"
			}
			return
		}
		switch token := token.(type) {
		case xml.Directive:
			decoder.Entity = entities(token)
		case xml.StartElement:
			if root == "" && token.Name.Local != "svg" {
				diags.Errorf(position(name, text, int(at)), diag.Template, "the picture begins with <%s>, not with <svg>", token.Name.Local).
					Hint = "save it again with a drawing program"
				return
			}
			root = "svg"
		}
	}
}

// entities gives the names that a document type declares, with what they stand for.
func entities(directive xml.Directive) map[string]string {
	declared := map[string]string{}
	for _, m := range entity.FindAllStringSubmatch(string(directive), -1) {
		declared[m[1]] = m[2] + m[3]
	}
	return declared
}
