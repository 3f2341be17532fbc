package related

import (
	"embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// stopLists are the lists of stop words that belong to the Snowball stemmers, one
// word a line, under the licence beside them.
//
//go:embed stop/*.txt
var stopLists embed.FS

// stemmers are by base language (BCP 47).
var stemmers = map[string]func(*snowballstem.Env) bool{
	"da": danish.Stem, "de": german.Stem, "en": english.Stem, "es": spanish.Stem, "fi": finnish.Stem,
	"fr": french.Stem, "hu": hungarian.Stem, "it": italian.Stem, "nl": dutch.Stem, "no": norwegian.Stem,
	"nb": norwegian.Stem, "nn": norwegian.Stem, "pt": portuguese.Stem, "ru": russian.Stem, "sv": swedish.Stem,
}

// A tongue is what is known of a site's language: what words say nothing, and
// what forms belong to one word. A language without a stemmer has neither, and
// its words count as they are written.
type tongue struct {
	stop map[string]bool // nil where it is not known
	stem func(*snowballstem.Env) bool
}

func newTongue(tag string) tongue {
	parsed, err := language.Parse(tag)
	if err != nil {
		return tongue{}
	}
	base, _ := parsed.Base()
	t := tongue{stem: stemmers[base.String()]}
	list := base.String()
	if list == "nb" || list == "nn" {
		list = "no"
	}
	text, err := stopLists.ReadFile("stop/" + list + ".txt")
	if err != nil {
		return t
	}
	t.stop = map[string]bool{}
	for word := range strings.FieldsSeq(string(text)) {
		t.stop[word] = true
	}
	return t
}

// term gives the word that a form belongs to, in lower case, and whether it says
// anything.
func (t tongue) term(form string) (string, bool) {
	form = strings.TrimSuffix(strings.ReplaceAll(strings.ToLower(form), "’", "'"), "'s")
	if t.stop[form] || len(form) > longestWord || isMute(form) {
		return "", false
	}
	if t.stem == nil {
		return form, true
	}
	env := snowballstem.NewEnv(form)
	t.stem(env)
	return env.Current(), true
}

// longestWord is how many bytes a word has at most: what is longer is an address,
// a hash or a table of something.
const longestWord = 40

// isMute tells whether a form is a number, a sign or a single letter.
func isMute(form string) bool {
	if strings.IndexFunc(form, unicode.IsLetter) < 0 {
		return true
	}
	r, size := utf8.DecodeRuneInString(form)
	return size == len(form) && !isIdeograph(r)
}

// isIdeograph tells whether a letter is a word, or a part of one that no space
// ends: segmentation gives such letters one by one.
func isIdeograph(r rune) bool {
	const first = '\u0e01' // of Thai; most letters and all spaces are before it
	return r >= first && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// forms calls yield with each word of a text, as Unicode Standard Annex 29 finds
// them. Where a script puts no space between words, each two
// neighbouring letters are one, as is usual for searching such texts.
func forms(text string, yield func(form string)) {
	before := ""
	for token := range tokens(text) {
		r, size := utf8.DecodeRuneInString(token)
		switch {
		case size == len(token) && isIdeograph(r):
			if before != "" {
				yield(before + token)
			}
			before = token
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r) || size < len(token):
			yield(token)
		}
		before = ""
	}
}

// tokens gives what lies between the word boundaries of a text. Where a token ends does
// not depend on what stands before it. Most are words of ASCII between spaces, and these
// take a third of the time that the library takes.
func tokens(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for rest := norm.NFC.String(text); rest != ""; {
			length := plainToken(rest)
			if length == 0 {
				found := words.FromString(rest)
				found.Next()
				length = len(found.Value())
			}
			if !yield(rest[:length]) {
				return
			}
			rest = rest[length:]
		}
	}
}

// plainToken gives the length of the token that a text begins with, if that is a word of
// letters and digits of ASCII, or a space, before something that surely begins another
// token; else 0.
func plainToken(text string) int {
	if text[0] == ' ' && len(text) > 1 && isASCIIWord(text[1]) {
		return 1
	}
	end := 0
	for end < len(text) && isASCIIWord(text[end]) {
		end++
	}
	if end == 0 || end == len(text) || text[end] == ' ' || text[end] == '\n' {
		return end
	}
	if c := text[end]; (c == '.' || c == ',') && end+1 < len(text) && (text[end+1] == ' ' || text[end+1] == '\n') {
		return end
	}
	return 0
}

func isASCIIWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}
