package render

import (
	"html/template"
	"unsafe"

	"tradeoff/generator/source"
	"tradeoff/templates"
)

// A page is made of much that is of no use once it is printed: the cells of its tables,
// the text of its body, the numbers of its sources. Of a thousand guides that was a half
// of all memory that a build asked for, which the garbage collector had to find again. So
// it is made in a scratch, which the next page has when this one is done.

// A scratch is what a page is made in. It belongs to one page at a time.
type scratch struct {
	text       []byte // of its writers, see [text]
	cells      []templates.Cell
	marks      []templates.Mark
	rows       []templates.TableRow
	attributes []*shownAttribute
	facts      []*shownFact
	listed     []numberedSource
	numbers    map[*origin]int
	counted    map[factKey]bool
	ids        map[string]bool
	firstRows  map[string]string
	explained  map[*source.Attribute]bool
}

// scratch gives the page's own.
func (p *page) scratch() *scratch {
	if p.own == nil {
		if p.own, _ = p.scratches.Get().(*scratch); p.own == nil {
			p.own = &scratch{
				numbers: map[*origin]int{}, counted: map[factKey]bool{},
				ids: map[string]bool{}, firstRows: map[string]string{}, explained: map[*source.Attribute]bool{},
			}
		}
	}
	return p.own
}

// done gives the page's scratch away: neither the page nor its view is of use any more.
// A page that is never done keeps it for itself.
func (p *page) done() {
	s := p.own
	if s == nil {
		return
	}
	p.own = nil
	s.text = s.text[:0]
	empty(&s.cells)
	empty(&s.marks)
	empty(&s.rows)
	empty(&s.attributes)
	empty(&s.facts)
	empty(&s.listed)
	clear(s.numbers)
	clear(s.counted)
	clear(s.ids)
	clear(s.firstRows)
	clear(s.explained)
	p.scratches.Put(s)
}

// empty makes a slice empty, so that it holds nothing.
func empty[T any](of *[]T) {
	clear(*of)
	*of = (*of)[:0]
}

// room gives an empty slice that has room for some things. It is good until the page is
// done.
func room[T any](of *[]T, size int) []T {
	from := len(*of)
	if cap(*of)-from < size {
		*of, from = make([]T, 0, max(size, 2*cap(*of))), 0
	}
	*of = (*of)[:from+size]
	return (*of)[from : from : from+size]
}

// A text is written behind all that its page is writing at the time: a part of a page is
// written within another, and taken away from behind it when it is whole. The zero value
// stands for itself.
type text struct {
	all  *[]byte
	from int
}

// newText begins a text of the page.
func (p *page) newText() text {
	all := &p.scratch().text
	return text{all, len(*all)}
}

// WriteString adds to the text.
func (t *text) WriteString(s string) {
	if t.all == nil {
		t.all = new([]byte)
	}
	*t.all = append(*t.all, s...)
}

// bytes gives what was written, until something is written to the page.
func (t *text) bytes() []byte {
	if t.all == nil {
		return nil
	}
	return (*t.all)[t.from:]
}

// since gives where the text ends, for cut.
func (t *text) since() int { return len(t.bytes()) }

// cut takes away what was written since.
func (t *text) cut(since int) { *t.all = (*t.all)[:t.from+since] }

// take gives the text and takes it away.
func (t *text) take() template.HTML {
	html := template.HTML(t.bytes())
	if t.all != nil {
		t.cut(0)
	}
	return html
}

// hold gives the text and leaves it where it is, uncopied: it is good until the page is
// done. What a page writes later comes behind it.
func (t *text) hold() template.HTML {
	b := t.bytes()
	return template.HTML(unsafe.String(unsafe.SliceData(b), len(b)))
}

// sheet gives empty room for a page that is printed.
func (r *renderer) sheet(size int) []byte {
	if used, ok := r.printed.Get().(*[]byte); ok && cap(*used) >= size {
		return (*used)[:0]
	}
	return make([]byte, 0, size)
}
