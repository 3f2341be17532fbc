package markdown

import (
	"bytes"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	xhtml "golang.org/x/net/html"

	"tradeoff/generator/diag"
	"tradeoff/generator/markup"
)

// Anchors are the ids of a document. The page around it has ids of its own, which
// no heading may take: those of framed, and all that framePattern matches (rows
// and sources of the table, icons, footnotes, tabs and checklists).
type anchors struct {
	ids  map[string]bool
	last map[string]int // the last number tried for a slug
	// moved leads from the id that GitHub gives a heading to the one that it got
	// here, where that is another.
	moved map[string]string
}

var (
	framed       = []string{"content", "comparison", "sources", "related", "decide", "decisions", "contents", "verdict"}
	framePattern = regexp.MustCompile(`^(row-|source-|icon-|fn|(tabs|checklist)(-\d+)*$)`)
)

// isFramed tells whether framePattern matches. Few ids begin as those that it does.
func isFramed(id string) bool {
	return id != "" && strings.IndexByte("rsiftc", id[0]) >= 0 && framePattern.MatchString(id)
}

func newAnchors() *anchors {
	return &anchors{ids: map[string]bool{}, last: map[string]int{}, moved: map[string]string{}}
}

// tablePattern matches the ids that tables give a page. No heading has one.
var tablePattern = regexp.MustCompile(`^(comparison$|row-)`)

// generate gives a heading an id of its own: its slug, or the slug with the
// first number that makes it unique. A slug that begins like the page's own ids, or
// not with a letter (which needs escaping in style sheets, and some checkers
// refuse), gets "section-" in front instead.
func (a *anchors) generate(slug string) string {
	base := slug
	if !beginsWithLetter(base) || isFramed(base) {
		base = strings.TrimSuffix("section-"+base, "-")
	}
	id := base
	for a.ids[id] || slices.Contains(framed, id) {
		a.last[base]++
		id = base + "-" + strconv.Itoa(a.last[base])
	}
	a.ids[id] = true
	if _, ok := a.moved[slug]; !ok && slug != id && slug != "" {
		a.moved[slug] = id
	}
	return id
}

func beginsWithLetter(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(first)
}

// find gives the id that a link's fragment means.
func (a *anchors) find(fragment string) (string, bool) {
	switch {
	case a.ids[fragment]:
		return fragment, true
	case a.moved[fragment] != "":
		return a.moved[fragment], true
	}
	return "", false
}

// besides gives the ids of the document that are no heading's, sorted.
func (a *anchors) besides(headings []markup.Heading) []string {
	if len(a.ids) == len(headings) { // each has one of its own
		return nil
	}
	others := maps.Clone(a.ids)
	for _, h := range headings {
		delete(others, h.ID)
	}
	return slices.Sorted(maps.Keys(others))
}

// renamed gives those ids of GitHub's that have become another here; nil where
// none has.
func (a *anchors) renamed() []markup.Move {
	var renamed []markup.Move
	for slug, id := range a.moved {
		if !a.ids[slug] {
			renamed = append(renamed, markup.Move{From: slug, To: id})
		}
	}
	slices.SortFunc(renamed, func(a, b markup.Move) int { return strings.Compare(a.From, b.From) })
	return renamed
}

// addHTML adds the ids in raw HTML.
func (a *anchors) addHTML(text []byte) {
	z := xhtml.NewTokenizer(bytes.NewReader(text))
	for z.Next() != xhtml.ErrorToken {
		for _, attribute := range z.Token().Attr {
			if attribute.Key == "id" && attribute.Val != "" {
				a.ids[attribute.Val] = true
			}
		}
	}
}

// slug makes GitHub's id of a heading's words: lower case, without punctuation
// but hyphens and underscores, with hyphens for spaces.
func slug(words string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			return unicode.ToLower(r)
		}
		return -1
	}, words)
}

// slugOf makes the id of a heading with some words as GitHub does, which sets no
// dashes.
func (b *builder) slugOf(n ast.Node, words string) string {
	if !strings.ContainsAny(words, "–—") {
		return slug(words)
	}
	for c := range nodesBelow(n) {
		if s, ok := c.(*ast.String); ok {
			switch string(s.Value) {
			case "–":
				defer restore(s, s.Value)
				s.Value = []byte("--")
			case "—":
				defer restore(s, s.Value)
				s.Value = []byte("---")
			}
		}
	}
	return slug(b.plain(n))
}

func restore(s *ast.String, value []byte) { s.Value = value }

// explicitID checks what stands in braces after a heading: an id and classes.
func (b *builder) explicitID(h *ast.Heading) {
	attributes := h.Attributes()
	if len(attributes) == 0 {
		return
	}
	pos := b.at(b.bracesOf(h))
	h.RemoveAttributes()
	for _, attribute := range attributes {
		value, ok := attribute.Value.([]byte)
		switch name := string(attribute.Name); {
		case name != "id" && name != "class":
			b.diags.Errorf(pos, diag.DirectiveAttribute, "unknown attribute %q of a heading", name).
				Hint = "a heading takes {#id .class}"
		case !ok || !idPattern().Match(value):
			b.diags.Errorf(pos, diag.InvalidValue, "a heading's %s is made of letters, digits, hyphens and underscores", name)
		case name == "class":
			h.SetAttributeString("class", value)
		case b.mayUse(string(value), pos):
			h.SetAttributeString("id", value)
		}
	}
}

var idPattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\pL\pN_-][\pL\pN\pM_:. -]*$`) })

// mayUse takes an id that a writer chose, or says why not.
func (b *builder) mayUse(id string, pos diag.Position) bool {
	switch {
	case strings.Contains(id, " "):
		b.diags.Errorf(pos, diag.InvalidValue, "the id %q has a space", id)
	case slices.Contains(framed, id) || isFramed(id):
		b.diags.Errorf(pos, diag.InvalidValue, "the id %q is one of the page's own", id).
			Hint = "choose another, such as {#about-" + id + "}"
	case b.anchors.ids[id]:
		b.diags.Errorf(pos, diag.Duplicate, "the id %q is given twice", id).Hint = "choose another id for one of the two headings"
	default:
		b.anchors.ids[id] = true
		return true
	}
	return false
}

// bracesOf gives where the braces after a heading begin. The parser has taken
// them out of the heading's line.
func (b *builder) bracesOf(h *ast.Heading) int {
	if n := h.Lines().Len(); n > 0 {
		end := h.Lines().At(n - 1).Stop
		if i := bytes.IndexByte(b.source[end:], '{'); i >= 0 {
			return end + i
		}
	}
	return h.Pos()
}

// classifyAnchor handles a link to a place in the same document.
func (b *builder) classifyAnchor(dest string, pos diag.Position) (linkKind, string) {
	if b.inline {
		b.diags.Errorf(pos, diag.UnknownAnchor, "%q names a place on the page, but this text is shown on several pages", dest).
			Hint = "link to the guide that has the place: guide.md" + dest
		return noLink, ""
	}
	fragment := dest[1:]
	if decoded, err := url.PathUnescape(fragment); err == nil {
		fragment = decoded
	}
	if fragment == "" || fragment == "top" { // the page's top (HTML Standard, 7.4.6.4)
		return plainLink, dest
	}
	id, ok := b.anchors.find(fragment)
	switch {
	case !ok && tablePattern.MatchString(fragment):
		return sourceLink, dest
	case !ok:
		b.diags.Errorf(pos, diag.UnknownAnchor, "no heading here has the id %q", fragment).
			Hint = diag.Suggest(fragment, b.headingIDs())
		return noLink, ""
	}
	return plainLink, "#" + hrefEscape(id)
}

func (b *builder) headingIDs() []string {
	ids := make([]string, len(b.headings))
	for i, h := range b.headings {
		ids[i] = h.is.ID
	}
	return ids
}
