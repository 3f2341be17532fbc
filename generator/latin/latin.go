// Package latin spells words as a part of an address: with letters from a to z, digits,
// hyphens and underscores. Other scripts are written in Latin letters, in the way of a
// language, by package github.com/gosimple/slug.
//
// That package makes tables of all scripts at its first word, which takes 10 ms, as long
// as a build of one edit has for much else. Most words need none of them: what is written
// in ASCII is spelled here, to the same letter.
package latin

import (
	"strings"

	"github.com/gosimple/slug"
)

// Spelled gives the name of words for readers of a language, an ISO 639 code; empty where
// they have neither letters nor digits.
func Spelled(words, language string) string {
	if name, ok := ofASCII(words, language); ok {
		return name
	}
	return slug.MakeLang(words, language)
}

// ofASCII is Spelled of ASCII; ok is false for all else, and for signs that other
// languages than English have words for.
func ofASCII(words, language string) (name string, ok bool) {
	name = strings.TrimSpace(words)
	if strings.ContainsAny(name, "&@") {
		if language != "en" {
			return "", false
		}
		name = englishSigns.Replace(name)
	}
	var b strings.Builder
	b.Grow(len(name))
	last := byte(0)
	for i := range len(name) {
		c := name[i]
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '_':
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c >= 0x80:
			return "", false
		case c == '"', c == '\'': // as if they were not there
			continue
		case last == '-':
			continue
		default:
			c = '-'
		}
		b.WriteByte(c)
		last = c
	}
	return strings.Trim(b.String(), "-_"), true
}

var englishSigns = strings.NewReplacer("&", "and", "@", "at")
