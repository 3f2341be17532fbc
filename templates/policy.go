package templates

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"golang.org/x/net/html"
)

// Policy is the Content-Security-Policy of a page (CSP level 3) that has these inline
// scripts and style sheets, as their elements hold them, and no others. A page loads
// nothing from elsewhere; whatever script got into it does not run.
//
// It stands in a meta element, and has to hold on a disk too. There, 'self' is every
// file to Chromium and no file at all to Firefox, which takes each for an origin of
// its own and knows no host to compare (nsCSPHostSrc::permits). So the scheme is named
// as well. On the web that allows nothing: a page from there may not load a file.
//
// What is no source of anything, such as where a form may lead, stands in a second
// policy beside it (policy.html); browsers apply both. Apart from that being easier to
// replace, a checker that reads a file, such as Nu's, knows no origin that 'self' could
// be, takes the last of the policies, and would call each address on the page a fault.
func Policy(scripts, styles []string) string {
	const own = " 'self' file:"
	return strings.Join([]string{
		"default-src 'none'",
		"script-src" + own + hashes(scripts),
		"style-src" + own + hashes(styles),
		"img-src" + own + " data:",
		"font-src" + own,
		"connect-src 'self'", // for tradeoff watch; no browser lets a page on a disk ask for a file
	}, "; ")
}

// hashes gives the sources that allow inline texts.
func hashes(texts []string) string {
	var b strings.Builder
	for _, text := range texts {
		sum := sha256.Sum256([]byte(text))
		b.WriteString(" 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'")
	}
	return b.String()
}

// Inline gives the scripts and style sheets that stand in a page and not in files, as
// [Policy] takes them. What is data, such as JSON, is no script.
func Inline(page []byte) (scripts, styles []string) {
	tokens := html.NewTokenizer(strings.NewReader(string(page)))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return scripts, styles
		case html.StartTagToken:
			token := tokens.Token()
			script := token.Data == "script" && runs(token.Attr)
			if !script && token.Data != "style" {
				continue
			}
			text := ""
			if tokens.Next() == html.TextToken {
				text = string(tokens.Text())
			}
			if script {
				scripts = append(scripts, text)
			} else {
				styles = append(styles, text)
			}
		}
	}
}

// runs tells whether an element with these attributes is an inline script.
func runs(attributes []html.Attribute) bool {
	for _, a := range attributes {
		switch kind := strings.ToLower(strings.TrimSpace(a.Val)); {
		case a.Key == "src":
			return false
		case a.Key == "type" && kind != "" && kind != "module" && kind != "text/javascript" && kind != "application/javascript":
			return false
		}
	}
	return true
}
