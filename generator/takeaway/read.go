package takeaway

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Pages are written by the site's own parser and templates: each element is closed where
// it has to be, and none that Markdown knows is opened within one that it would end. To
// read that takes none of the rules by which HTML is mended. So [read] reads it in a
// seventh of the time, and leaves to the parser of x/net/html whatever it does not know:
// another element, another order, an entity with a name. FuzzRead holds that both make
// the same tree.

// parse gives an element that holds what a text is, for which there is room in another
// value.
func parse(text string, in *room) *html.Node {
	if root := read(text, in); root != nil {
		return root
	}
	return parseAny(text)
}

// parseAny is parse by the rules of HTML.
func parseAny(text string) *html.Node {
	holder := newHolder()
	nodes, _ := html.ParseFragment(strings.NewReader(text), holder) // reading from memory does not fail
	for _, n := range nodes {
		holder.AppendChild(n)
	}
	return holder
}

func newHolder() *html.Node {
	return &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
}

// A kind of element says where one may stand.
type kind uint8

const (
	anUnknown  kind = iota
	aPhrase         // anywhere; its end is where it is closed
	aLink           // a phrase, but not within another
	aVoid           // has no end
	aBlock          // not in a paragraph
	aParagraph      // a block
	aHeading        // a block, but not in another heading
	aList           // a block
	anEntry         // directly in a list
	aTerms          // a block
	aTerm           // directly in terms
	aTable          // a block, but not in another table
	aRows           // directly in a table
	aRow            // directly in rows
	aCell           // directly in a row
)

// kindOf gives an element's kind, and the atom of its name.
func kindOf(name string) (kind, atom.Atom) {
	switch a := atom.Lookup([]byte(name)); a {
	case atom.Abbr, atom.B, atom.Code, atom.Del, atom.Em, atom.I, atom.Kbd, atom.Mark, atom.Q, atom.S,
		atom.Samp, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Label:
		return aPhrase, a
	case 0:
		if name == Mark || name == Verbatim {
			return aPhrase, a
		}
		return anUnknown, a
	case atom.A:
		return aLink, a
	case atom.Br, atom.Img, atom.Input, atom.Wbr:
		return aVoid, a
	case atom.Blockquote, atom.Div, atom.Figure, atom.Figcaption, atom.Section, atom.Pre:
		return aBlock, a
	case atom.P:
		return aParagraph, a
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return aHeading, a
	case atom.Ul, atom.Ol:
		return aList, a
	case atom.Li:
		return anEntry, a
	case atom.Dl:
		return aTerms, a
	case atom.Dt, atom.Dd:
		return aTerm, a
	case atom.Table:
		return aTable, a
	case atom.Thead, atom.Tbody:
		return aRows, a
	case atom.Tr:
		return aRow, a
	case atom.Th, atom.Td:
		return aCell, a
	default:
		return anUnknown, a
	}
}

// A reader reads HTML that needs no mending.
type reader struct {
	text  string // what is left
	open  []opened
	count [aCell + 1]int // how many of a kind are open
	*room
}

// A room is memory for a tree. One that was let go is used for the next.
type room struct {
	nodes [][]html.Node // a few at a time
	full  int           // how many of these have no place left
	attrs []html.Attribute
}

// firstRoom is for how many nodes there is room at first, which a cell of a table needs,
// and nextRoom for how many more each time.
const firstRoom, nextRoom = 8, 64

// node makes a node.
func (r *room) node(n html.Node) *html.Node {
	if r.full == len(r.nodes) {
		size := nextRoom
		if r.full == 0 {
			size = firstRoom
		}
		r.nodes = append(r.nodes, make([]html.Node, 0, size))
	}
	some := append(r.nodes[r.full], n)
	r.nodes[r.full] = some
	if len(some) == cap(some) {
		r.full++
	}
	return &some[len(some)-1]
}

// letGo forgets the tree, which nobody may look at any more.
func (r *room) letGo() {
	for i := range r.nodes[:min(r.full+1, len(r.nodes))] {
		clear(r.nodes[i])
		r.nodes[i] = r.nodes[i][:0]
	}
	clear(r.attrs)
	r.attrs, r.full = r.attrs[:0], 0
}

// An opened element is one that is not closed yet.
type opened struct {
	*html.Node
	kind kind
}

// deepest is how many elements may be open.
const deepest = 64

// read gives what parseAny does, or nil where the text is not of the kind that it reads.
func read(text string, in *room) *html.Node {
	if !isClean(text) {
		return nil
	}
	root := newHolder()
	r := &reader{text: text, room: in, open: append(make([]opened, 0, 16), opened{root, aBlock})}
	for r.text != "" {
		if !r.one() {
			return nil
		}
	}
	if len(r.open) > 1 {
		return nil
	}
	return root
}

// isClean tells whether a text has none of the characters that HTML replaces.
func isClean(text string) bool {
	return strings.IndexByte(text, 0) < 0 && strings.IndexByte(text, '\r') < 0
}

// one reads a text or a tag; it tells whether that could be.
func (r *reader) one() bool {
	if r.text[0] != '<' {
		return r.words()
	}
	if strings.HasPrefix(r.text, "</") {
		return r.end()
	}
	return r.start()
}

// words reads text up to the next tag.
func (r *reader) words() bool {
	text := r.text
	if end := strings.IndexByte(text, '<'); end >= 0 {
		text = text[:end]
	}
	r.text = r.text[len(text):]
	within := r.open[len(r.open)-1]
	switch {
	case within.kind == aTable || within.kind == aRows || within.kind == aRow:
		if strings.Trim(text, " \n\t\f") != "" {
			return false
		}
	case within.DataAtom == atom.Pre && within.FirstChild == nil && text[0] == '\n':
		return false
	}
	text, ok := unescape(text)
	if ok {
		within.AppendChild(r.node(html.Node{Type: html.TextNode, Data: text}))
	}
	return ok
}

// end reads an end tag, which has to be that of the innermost element.
func (r *reader) end() bool {
	last := r.open[len(r.open)-1]
	rest, ok := strings.CutPrefix(r.text[len("</"):], last.Data)
	if !ok || !strings.HasPrefix(rest, ">") || len(r.open) == 1 {
		return false
	}
	r.text = rest[1:]
	r.open = r.open[:len(r.open)-1]
	r.count[last.kind]--
	return true
}

// start reads a start tag.
func (r *reader) start() bool {
	name := r.name(1)
	kind, a := kindOf(name)
	if !r.mayStand(kind) || len(r.open) == deepest {
		return false
	}
	r.text = r.text[1+len(name):]
	attributes, ok := r.attributes()
	if !ok {
		return false
	}
	if kind == aVoid {
		r.text = strings.TrimPrefix(r.text, "/")
	}
	if !strings.HasPrefix(r.text, ">") {
		return false
	}
	r.text = r.text[1:]
	n := r.node(html.Node{Type: html.ElementNode, DataAtom: a, Data: name, Attr: attributes})
	r.open[len(r.open)-1].AppendChild(n)
	if kind != aVoid {
		r.open = append(r.open, opened{n, kind})
		r.count[kind]++
	}
	return true
}

// mayStand tells whether an element may begin here without ending another, or being put
// elsewhere.
func (r *reader) mayStand(k kind) bool {
	within := r.open[len(r.open)-1].kind
	switch within {
	case aTable:
		return k == aRows
	case aRows:
		return k == aRow
	case aRow:
		return k == aCell
	}
	switch k {
	case aPhrase, aVoid:
		return true
	case aLink:
		return r.count[aLink] == 0
	case aBlock, aParagraph, aList, aTerms:
		return r.count[aParagraph] == 0
	case aHeading:
		return r.count[aParagraph] == 0 && r.count[aHeading] == 0
	case aTable:
		return r.count[aParagraph] == 0 && r.count[aTable] == 0
	case anEntry:
		return within == aList && r.count[aParagraph] == 0
	case aTerm:
		return within == aTerms && r.count[aParagraph] == 0
	}
	return false
}

// name gives the name that begins at a place, in lower case; empty where there is none.
func (r *reader) name(at int) string {
	end := at
	for end < len(r.text) && (isLower(r.text[end]) || end > at && (r.text[end] == '-' || '0' <= r.text[end] && r.text[end] <= '9')) {
		end++
	}
	return r.text[at:end]
}

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }

// attributes reads attributes, each with its value in double quotes or without one.
func (r *reader) attributes() (all []html.Attribute, ok bool) {
	from := len(r.attrs)
	for strings.HasPrefix(r.text, " ") {
		key := r.name(1)
		if key == "" {
			return nil, false
		}
		for _, a := range r.attrs[from:] {
			if a.Key == key {
				return nil, false
			}
		}
		r.text = r.text[1+len(key):]
		value := ""
		if quoted, has := strings.CutPrefix(r.text, `="`); has {
			end := strings.IndexByte(quoted, '"')
			if end < 0 {
				return nil, false
			}
			if value, ok = unescape(quoted[:end]); !ok {
				return nil, false
			}
			r.text = quoted[end+1:]
		}
		r.attrs = append(r.attrs, html.Attribute{Key: key, Val: value})
	}
	if len(r.attrs) == from {
		return nil, true
	}
	return r.attrs[from:len(r.attrs):len(r.attrs)], true
}

// unescape gives a text whose characters are not escaped but by what escaping makes; ok
// is false where there is another entity.
func unescape(text string) (plain string, ok bool) {
	at := strings.IndexByte(text, '&')
	if at < 0 {
		return text, true
	}
	var b strings.Builder
	b.Grow(len(text))
	for ; at >= 0; at = strings.IndexByte(text, '&') {
		b.WriteString(text[:at])
		text = text[at:]
		known := false
		for _, e := range entities {
			if rest, is := strings.CutPrefix(text, e.escaped); is {
				b.WriteByte(e.char)
				text, known = rest, true
				break
			}
		}
		if !known {
			return "", false
		}
	}
	b.WriteString(text)
	return b.String(), true
}

// entities are what html.EscapeString, goldmark and html/template make.
var entities = [...]struct {
	escaped string
	char    byte
}{{"&amp;", '&'}, {"&#39;", '\''}, {"&#34;", '"'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#43;", '+'}}
