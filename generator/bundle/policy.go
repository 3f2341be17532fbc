package bundle

import (
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"slices"
	"strings"
)

// inline writes the text of a style or script element and remembers its hash.
func (b *bundler) inline(hashes *[]string, text string) {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text) // as a browser reads it
	b.out.WriteString(text)
	sum := sha256.Sum256([]byte(text))
	hash := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	if !slices.Contains(*hashes, hash) {
		*hashes = append(*hashes, hash)
	}
}

// policy is the Content-Security-Policy of the file (CSP 3): nothing is asked for, and
// nothing runs but what is in it. That is stricter than package templates' Policy, which allows a
// page the files of its site. A form may lead to the site.
func (b *bundler) policy() string {
	some := func(hashes []string) string {
		if len(hashes) == 0 {
			return "'none'"
		}
		return strings.Join(hashes, " ")
	}
	form := "'none'"
	if u, err := url.Parse(b.site.URL); err == nil && u.Host != "" {
		form = u.Scheme + "://" + u.Host
	}
	return "default-src 'none'; script-src " + some(b.scripts) + "; style-src " + some(b.styles) +
		"; img-src data:; media-src data:; font-src data:; base-uri 'none'; form-action " + form
}
