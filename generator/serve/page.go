package serve

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	htmltoken "golang.org/x/net/html"
)

// What is served below the prefix without being a file of the site. No file can
// be in the way: hidden ones are not served.
const (
	liveScript = ".tradeoff/live.js"
	liveEvents = ".tradeoff/events"
)

//go:embed live.js
var script []byte

// A page is HTML that was read for serving.
type page struct {
	text   []byte
	end    int      // where the script goes
	styles []string // addresses of its style sheets, as they are written
	digest string   // of its text, but for those addresses
}

// read finds in a page what serving it needs. Pages name their style sheets by
// hashes, so a rule that changes in one changes every page; the digest tells such
// pages from those whose text changed.
func read(text []byte) page {
	p := page{text: text, end: len(text)}
	hash := sha256.New()
	tokens := htmltoken.NewTokenizer(bytes.NewReader(text))
	at := 0
	for {
		kind := tokens.Next()
		if kind == htmltoken.ErrorToken {
			break
		}
		raw := tokens.Raw()
		size := len(raw)
		switch kind {
		case htmltoken.StartTagToken, htmltoken.SelfClosingTagToken:
			if style, address, masked := styleSheet(raw); style {
				p.styles = append(p.styles, address)
				raw = masked
			}
		case htmltoken.EndTagToken:
			if name, _ := tokens.TagName(); string(name) == "body" {
				p.end = at
			}
		}
		hash.Write(raw)
		at += size
	}
	p.digest = short(hash.Sum(nil))
	return p
}

// styleSheet tells whether a start tag is a link to a style sheet, and gives its
// address and the tag without it.
func styleSheet(raw []byte) (is bool, address string, masked []byte) {
	if len(raw) < 5 || !strings.EqualFold(string(raw[:5]), "<link") {
		return false, "", nil
	}
	tokens := htmltoken.NewTokenizer(bytes.NewReader(raw))
	tokens.Next()
	token := tokens.Token()
	token.Attr = slices.DeleteFunc(token.Attr, func(a htmltoken.Attribute) bool {
		is = is || a.Key == "rel" && slices.Contains(strings.Fields(strings.ToLower(a.Val)), "stylesheet")
		if a.Key == "href" {
			address = a.Val
		}
		return a.Key == "href"
	})
	return is && token.Data == "link", address, []byte(token.String())
}

// with gives the page with an element at its end.
func (p page) with(element string) []byte {
	return slices.Concat(p.text[:p.end], []byte(element), p.text[p.end:])
}

// script is the element that keeps a page alive. Its address says which build the
// page is of, which files it shows, and its digest.
func (s *Server) script(build int, shows []string, digest string) string {
	query := url.Values{"build": {s.buildID(build)}, "shows": shows, "text": {digest}}
	return `<script defer src="` + html.EscapeString(escaped(s.base())+liveScript+"?"+query.Encode()) + `"></script>`
}

func (s *Server) serveScript(w http.ResponseWriter, r *http.Request) {
	hash := sha256.Sum256(script)
	header(w, contentType(liveScript), `"`+short(hash[:])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(script))
}
