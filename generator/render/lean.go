package render

import (
	"bytes"
	"strings"
)

// What comes to a page beside the text of its template is not minified: values, and the
// text of guides. Two things in them are worth a look that takes a hundredth of the time,
// where the page is known to be written by this tool alone: all its attributes stand in
// double quotes, and no < is in one.

// shortened writes the characters for which html/template writes references everywhere,
// and which need one only in attributes without quotes or in single ones. It changes the
// page itself.
func shortened(page []byte) []byte {
	to, last := 0, 0
	for at := 0; ; {
		next := bytes.Index(page[at:], []byte("&#"))
		if next < 0 {
			break
		}
		at += next
		c := byte(0)
		switch reference := page[at:min(at+5, len(page))]; {
		case string(reference) == "&#39;":
			c = '\''
		case string(reference) == "&#43;":
			c = '+'
		}
		if c == 0 {
			at += 2
			continue
		}
		to += copy(page[to:], page[last:at])
		page[to] = c
		to++
		at += 5
		last = at
	}
	to += copy(page[to:], page[last:])
	return page[:to]
}

// writeLean writes HTML that comes of Markdown without the line breaks behind blocks,
// unless nothing is to be minified or somebody else has written HTML there. Within <pre>
// there are no blocks.
func (w *writer) writeLean(html string) {
	if w.minify.m == nil || w.plain || w.site.Config.RawHTML {
		w.out.WriteString(html)
		return
	}
	for from := 0; ; {
		length := strings.IndexByte(html[from:], '\n') // there are fewer of them than of tags
		if length < 0 {
			w.out.WriteString(html)
			return
		}
		end := from + length
		if from = end + 1; end == 0 || html[end-1] != '>' {
			continue
		}
		w.out.WriteString(html[:end])
		if !endsBlock(w.out.bytes()) {
			w.out.WriteString("\n")
		}
		html, from = html[from:], 0
	}
}

// endsBlock tells whether the last tag in HTML is that of a block, or ends one with text
// as it is.
func endsBlock(html []byte) bool {
	name := html[bytes.LastIndexByte(html, '<')+1:]
	if end := bytes.IndexAny(name, " >"); end >= 0 {
		name = name[:end]
	}
	switch string(bytes.TrimPrefix(name, []byte("/"))) {
	case "pre":
		return name[0] == '/'
	case "p", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr",
		"table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "section", "div":
		return true
	}
	return false
}
