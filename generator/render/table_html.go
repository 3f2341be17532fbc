package render

import (
	"html/template"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tradeoff/templates"
)

// The rows of a table are written here and not by compare-table.html, unless the site
// replaces that template or a part that it executes: html/template takes 0.4 ms for a
// table of forty rows and two options, what follows 0.03. Both write the same, byte for
// byte, which TestTableHTML holds; who changes the one changes the other. What surrounds
// the rows is the template's, see tableHTML.

// A madeTable is a table with what it is made of.
type madeTable struct {
	*templates.Table
	rows  []*shownAttribute
	facts []*shownFact // of all cells, row by row
}

// A cellHTML is a cell without what its row and its page add to it.
type cellHTML struct {
	start [2]string // up to the bar; the second one where the cell is the best of its row
	end   string    // behind the marks
	odd   bool      // minifying a page may see the cell otherwise than on its own: the table is left to the template
}

const (
	barStart = ` <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width="`
	barEnd   = `" height="6"/></svg>`
)

// makeCellHTML writes what compare-table.html does for a cell.
func (r *renderer) makeCellHTML(s *shownFact) *cellHTML {
	start, end, ok := r.cellParts(s)
	made := &cellHTML{end: end, odd: !ok}
	for i, best := range []string{"", " best"} {
		class := strings.TrimPrefix(s.cell.State, "value") + best
		if r.minify.m != nil {
			class = strings.TrimSpace(class)
		}
		if class != "" {
			class = ` class="` + class + `"`
		}
		made.start[i] = "<td" + class + ">" + start
	}
	made.start[1] += r.shelf.star
	return made
}

// cellParts gives what stands in a cell before its star, its bar and its marks, and what
// stands behind them, minified where pages are; ok is false where the two cannot be
// minified apart.
func (r *renderer) cellParts(s *shownFact) (start, end string, ok bool) {
	said := ""
	if s.cell.Since != "" {
		said = string(r.words.HTML("fact.since", "version", s.cell.Since))
	}
	value, since, note := string(s.inTable), said, string(s.cell.Note)
	if r.minify.m != nil {
		var ok, alsoSince, alsoNote bool
		value, ok = settle(value)
		since, alsoSince = settle(since)
		note, alsoNote = settle(note)
		if !ok || !alsoSince || !alsoNote {
			return r.minifiedParts(cellStart(s.cell.State, string(s.inTable), said), cellEnd(string(s.cell.Note)))
		}
	}
	return cellStart(s.cell.State, value, since), cellEnd(note) + "</td>", true
}

func cellStart(state, value, since string) string {
	switch state {
	case "yes", "partial", "no":
		value = iconHTML(state) + "<b>" + value + "</b>"
	case "unknown", "na":
		value = "<i>" + value + "</i>"
	}
	if since != "" {
		value += ` <span class="since">` + since + `</span>`
	}
	return value
}

func cellEnd(note string) string {
	if note == "" {
		return ""
	}
	return `<span class="note">` + note + `</span>`
}

// minifiedParts is cellParts for a cell in which there is something to minify. Whether
// its parts can be minified apart shows with all that may stand between them.
func (r *renderer) minifiedParts(value, note string) (start, end string, ok bool) {
	if !onlyPhrases(value) || !onlyPhrases(note) {
		return "", "", false
	}
	const mark = `<a class="mark" href="#source-1" role="doc-noteref">1</a>`
	whole, ok := r.minify.within("<td>", value+mark+note, "</td>")
	start, end, found := strings.Cut(whole, mark)
	if !ok || !found || strings.Contains(end, mark) {
		return "", "", false
	}
	const bar = barStart + "10" + barEnd
	for _, between := range []string{"", r.shelf.star, bar, bar + mark, r.shelf.star + mark} {
		if whole, ok := r.minify.within("<td>", value+between+note, "</td>"); !ok || whole != start+between+end {
			return "", "", false
		}
	}
	return start, end + "</td>", true
}

// phrases are the elements that the text of a cell may have for its row to be written
// here. What stands in others, a preformatted text, a script, is minified in its own way.
var phrases = []string{"a", "abbr", "b", "code", "del", "em", "i", "kbd", "mark", "s", "span", "strong", "sub", "sup", "wbr", "svg", "use"}

var tagName = regexp.MustCompile(`<[/!?]?([0-9A-Za-z]*)`)

// onlyPhrases tells whether HTML has no elements but these.
func onlyPhrases(html string) bool {
	if !strings.Contains(html, "<") {
		return true
	}
	for _, m := range tagName.FindAllStringSubmatch(html, -1) {
		if !slices.Contains(phrases, m[1]) {
			return false
		}
	}
	return true
}

// plainID tells whether a text needs no escaping as an id nor in an address.
func plainID(id string) bool {
	for i := range len(id) {
		c := id[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '.') {
			return false
		}
	}
	return true
}

// rowsHTML gives the rows of a table; nothing where that is left to the template.
func (p *page) rowsHTML(t madeTable) template.HTML {
	out := p.newText()
	p.writeRows(&out, t)
	return out.take()
}

// writeRows writes the rows of a table, or nothing where that is left to the template.
func (p *page) writeRows(out *text, t madeTable) (written bool) {
	if !p.shelf.writes || slices.ContainsFunc(t.rows, func(a *shownAttribute) bool { return a.odd }) {
		return false
	}
	begin := out.since()
	w := rowWriter{page: p, rows: t.rows, facts: t.facts, columns: strconv.Itoa(len(t.Options) + 1), out: *out.all}
	if p.minify.m == nil {
		w.line = "\n"
	}
	for i := range t.Groups {
		if written = w.group(&t.Groups[i]); !written {
			break
		}
		w.rows, w.facts = w.rows[len(t.Groups[i].Rows):], w.facts[len(t.Groups[i].Rows)*len(t.Options):]
	}
	*out.all = w.out
	if !written {
		out.cut(begin)
	}
	return written
}

// A rowWriter writes rows of a table.
type rowWriter struct {
	*page
	rows    []*shownAttribute // of the group and those that follow
	facts   []*shownFact      // of its cells
	columns string            // how many, that of the labels too
	line    string            // ends a line, in a page that is not minified
	out     []byte
}

func (w *rowWriter) write(parts ...string) {
	for _, part := range parts {
		w.out = append(w.out, part...)
	}
}

// group writes a group; ok is false where the template has to.
func (w *rowWriter) group(g *templates.TableGroup) (ok bool) {
	w.write("<tbody>", w.line)
	if g.Label != "" {
		label, ok := w.minify.within("<th><span>", asTemplate(g.Label), "</span></th>")
		if !ok {
			return false
		}
		w.write(`<tr class="group"><th scope="rowgroup" colspan="`, w.columns, `"><span>`, label, `</span></th></tr>`)
	}
	w.write(w.line)
	facts := w.facts
	for i := range g.Rows {
		if !w.row(&g.Rows[i], w.rows[i].label, facts) {
			return false
		}
		facts = facts[len(g.Rows[i].Cells):]
	}
	w.write("</tbody>")
	return true
}

func (w *rowWriter) row(row *templates.TableRow, label string, facts []*shownFact) (ok bool) {
	w.write(`<tr id="`, row.ID, `"`)
	if !row.Differs {
		w.write(` class="same"`)
	}
	w.write(`><th scope="row"><a href="#`, row.ID, `">`, label, `</a>`)
	if row.Help != "" {
		help, ok := w.minify.within(`<th><a href="#x">x</a><span class="help">`, string(row.Help), `</span></th>`)
		if !ok || !onlyPhrases(help) {
			return false
		}
		w.write(`<span class="help">`, help, `</span>`)
	}
	w.write("</th>")
	for i := range row.Cells {
		made := facts[i].html()
		if made.odd {
			return false
		}
		w.cell(&row.Cells[i], made)
	}
	w.write("</tr>", w.line)
	return true
}

func (w *rowWriter) cell(c *templates.Cell, made *cellHTML) {
	if c.Best {
		w.write(made.start[1])
	} else {
		w.write(made.start[0])
	}
	if c.Bar != 0 {
		w.write(barStart)
		w.out = strconv.AppendInt(w.out, int64(c.Bar), 10)
		w.write(barEnd)
	}
	for _, m := range c.Marks {
		if m.Number < len(w.shelf.marks) {
			w.write(w.shelf.marks[m.Number])
		} else {
			w.write(markHTML(m.Number))
		}
	}
	w.write(made.end)
}
