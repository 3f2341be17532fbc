package render

import (
	"bytes"
	"html/template"
	"regexp"
	"strconv"
	"sync"
	"sync/atomic"

	"tradeoff/templates"
)

// What surrounds the rows of a table, its caption, its switches, its legend, is what
// compare-table.html makes of it. But it is nearly the same around each table of a site:
// there are a few dozen shapes of it, which differ by counts and by what has to be
// explained, and in each of them a few holes for what is the table's own. So the template
// is executed once for each shape, with marks in the place of what is filled in; for a
// table of two options that takes 0.003 ms and not 0.1. A site that replaces the template
// has it executed each time.

// A tableShape is all that the template looks at and that is no hole.
type tableShape struct {
	columns, downloads, rows, differing int
	profile, sorted                     bool
	legend                              templates.Legend
}

// tableShapes are those of a site so far.
type tableShapes struct {
	made  sync.Map // tableShape: []tablePiece
	count atomic.Int32
}

// mostShapes is for how many shapes the template's text is kept, of about 3 kB each.
const mostShapes = 500

// A tablePiece is text, and the hole that follows it.
type tablePiece struct {
	text string
	hole int // -1 at the end
}

// Holes of a table: those of its options and downloads follow, two for each option and
// one for each download.
const (
	holeID = iota
	holeCaption
	holeRows
	holeFirst
)

var holeMark = regexp.MustCompile(`zqhole([0-9]+)zq`)

func mark(hole int) string { return "zqhole" + strconv.Itoa(hole) + "zq" }

// tableHTML writes a table.
func (w *writer) tableHTML(t madeTable) {
	if w.fillShape(t) {
		return
	}
	t.Written = w.rowsHTML(t)
	w.write("compare-table.html", t.Table)
}

// fillShape writes a table of which the template made the shape, or nothing where the
// template has to make all of it.
func (w *writer) fillShape(t madeTable) (written bool) {
	if !w.shelf.writes || t.Data != nil {
		return false
	}
	values, ok := w.holeValues(t.Table)
	if !ok {
		return false
	}
	begin := w.out.since()
	for _, piece := range w.pieces(t.Table) {
		w.out.WriteString(piece.text)
		switch written = true; {
		case piece.hole == holeRows:
			written = w.writeRows(&w.out, t)
		case piece.hole >= 0:
			w.out.WriteString(values[piece.hole])
		}
		if !written {
			w.out.cut(begin)
			break
		}
	}
	return written
}

// holeValues gives what stands in the holes of a table, but for its rows, as the template
// writes it; ok is false where that has to be asked.
func (p *page) holeValues(t *templates.Table) (values []string, ok bool) {
	values = make([]string, 0, holeFirst+2*len(t.Options)+len(t.Download))
	caption, ok := p.minify.within("<td>", asTemplate(t.Caption), "</td>")
	if !ok || !plainID(t.ID) {
		return nil, false
	}
	values = append(values, t.ID, caption, "")
	for _, o := range t.Options {
		name, ok := p.minify.within(`<th><a href="#x">`, string(o.Name), `</a></th>`)
		if !ok || !plainAddress(o.Address) {
			return nil, false
		}
		values = append(values, o.Address, name)
	}
	for _, d := range t.Download {
		if !plainAddress(d.Address) {
			return nil, false
		}
		values = append(values, d.Address)
	}
	return values, true
}

// plainAddress tells whether a relative address needs no escaping in an attribute.
func plainAddress(address string) bool {
	for i := range len(address) {
		if address[i] != '/' && !plainID(address[i:i+1]) {
			return false
		}
	}
	return address != ""
}

// pieces gives the text of a table's shape with its holes; nil where none is kept.
func (p *page) pieces(t *templates.Table) []tablePiece {
	shape := tableShape{len(t.Options), len(t.Download), t.Rows, t.Differing, t.Profile, t.Sorted, t.Legend}
	if kept, ok := p.shelf.shapes.made.Load(shape); ok {
		return kept.([]tablePiece)
	}
	if p.shelf.shapes.count.Load() >= mostShapes {
		return nil
	}
	made := p.makePieces(t)
	if _, there := p.shelf.shapes.made.LoadOrStore(shape, made); !there {
		p.shelf.shapes.count.Add(1)
	}
	return made
}

// makePieces executes the template with marks in the holes; nil where some are missing.
func (p *page) makePieces(t *templates.Table) []tablePiece {
	marked := *t
	marked.ID, marked.Caption, marked.Written, marked.Options, marked.Download = mark(holeID), mark(holeCaption), template.HTML(mark(holeRows)), nil, nil
	hole := holeFirst
	for range t.Options {
		marked.Options = append(marked.Options, templates.OptionLink{Address: mark(hole), Name: template.HTML(mark(hole + 1))})
		hole += 2
	}
	for _, d := range t.Download {
		marked.Download = append(marked.Download, templates.NavLink{Label: d.Label, Address: mark(hole)})
		hole++
	}
	var b bytes.Buffer
	if err := p.set.Execute(&b, "compare-table.html", &marked); err != nil {
		return nil
	}
	var pieces []tablePiece
	text, from := b.String(), 0
	for _, m := range holeMark.FindAllStringSubmatchIndex(text, -1) {
		n, err := strconv.Atoi(text[m[2]:m[3]])
		if err != nil || n >= hole { // words of the site that look like a mark
			return nil
		}
		pieces = append(pieces, tablePiece{text[from:m[0]], n})
		from = m[1]
	}
	return append(pieces, tablePiece{text[from:], -1})
}
