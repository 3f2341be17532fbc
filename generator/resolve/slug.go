package resolve

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"tradeoff/generator/latin"
)

// Tags and the ids of authors are words that somebody chose freely, and name
// pages. A page's name is made of letters from a to z, digits, hyphens and
// underscores, so that every disk has room for it and nobody has to escape it:
//
//   - other scripts are written in Latin letters (package latin), and signs that
//     tell names apart in words: "C++" is c-plus-plus, "C#" c-sharp, ".NET" dot-net;
//   - where several would have the same name, only the one that is spelled that way
//     has it, and each of the others gets a mark of its own words. Only that one
//     can take an address over: "Node.js" is node-js, until there is a tag "node-js";
//   - so does what has no letter or digit, and a name that is taken by the index or
//     that Windows keeps for itself.

// longestSlug is how many bytes a page's name has at most, without its mark and its
// ending. A disk takes 255, but nobody reads that much.
const longestSlug = 80

// foldWords is what words have in common that differ only by case, by white space,
// or by how letters and their accents are put together.
func foldWords(words string) string {
	// In scripts whose small letters are the newer ones, folding alone swaps the two.
	folded := strings.ToLower(cases.Fold().String(norm.NFC.String(words)))
	return strings.Join(strings.Fields(norm.NFC.String(folded)), " ")
}

// signs are spelled out where they tell one name from another.
var signs = sync.OnceValue(func() []sign {
	return []sign{
		{regexp.MustCompile(`\+`), " plus "},
		{regexp.MustCompile(`([\pL\pN])#`), "$1 sharp "},
		{regexp.MustCompile(`(^|[^\pL\pN])\.([\pL\pN])`), "$1 dot $2"},
		{regexp.MustCompile(`\*`), " star "},
		{regexp.MustCompile(`[&@]`), " $0 "}, // which the library spells out
	}
})

// A sign is what looks like one, and the words for it.
type sign struct {
	looks *regexp.Regexp
	words string
}

// keptNames are those that a page cannot have: the index has its own, and Windows
// has no files of the others.
var keptNames = regexp.MustCompile(`^(|index|con|prn|aux|nul|com\d|lpt\d)$`)

// A namer names pages after words, in the way of a language.
type namer struct{ language string }

func newNamer(tag string) namer {
	base, _ := language.Make(tag).Base()
	return namer{base.String()}
}

// letters are the letters and digits of words, by which an index is sorted.
func (n namer) letters(words string) string { return latin.Spelled(words, n.language) }

// plain is the name of words, if nothing else has it.
func (n namer) plain(words string) string {
	if strings.ContainsAny(words, "+#.*&@") {
		for _, s := range signs() {
			words = s.looks.ReplaceAllString(words, s.words)
		}
	}
	name := n.letters(words)
	if len(name) > longestSlug { // at a word's end, if that does not cost too much of it
		name = name[:longestSlug]
		if end := strings.LastIndexByte(name, '-'); end > longestSlug/2 {
			name = name[:end]
		}
	}
	return strings.Trim(name, "-_")
}

// names names a page for each of several words, all of them different.
func (n namer) names(words []string) map[string]string {
	plain, sharing := map[string]string{}, map[string]int{}
	for _, w := range words {
		plain[w] = n.plain(w)
		sharing[plain[w]]++
	}
	names, taken := map[string]string{}, map[string]bool{}
	for _, w := range words {
		if name := plain[w]; !keptNames.MatchString(name) && (name == w || sharing[name] == 1) {
			names[w], taken[name] = name, true
		}
	}
	for _, w := range slices.Sorted(slices.Values(words)) {
		if names[w] != "" {
			continue
		}
		sum := sha256.Sum256([]byte(w))
		mark := hex.EncodeToString(sum[:])
		name := ""
		for length := 8; name == "" || taken[name] && length <= len(mark); length += 8 {
			name = strings.TrimPrefix(plain[w]+"-"+mark[:length], "-")
		}
		names[w], taken[name] = name, true
	}
	return names
}
