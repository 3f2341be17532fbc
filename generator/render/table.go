package render

import (
	"fmt"
	"html/template"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tradeoff/generator/compare"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// table writes the comparison table that a directive asks for; written is false where a
// category has no options yet.
func (w *writer) table(d site.Directive) (written bool) {
	t := w.made.table(d)
	if t.Rows == 0 {
		return false
	}
	if w.plain {
		plain := w.plainWriter()
		plain.table(d, w.caption(d, t), len(d.Groups) == 1 && len(t.Groups) == 1)
		w.out.WriteString(plain.String())
		return true
	}
	made := w.makeTable(t, w.caption(d, t))
	if w.ofGuide != nil {
		made.Download = w.guideDownloads(w.ofGuide)
	}
	if len(d.Groups) == 1 && len(made.Groups) == 1 {
		made.Groups[0].Label = "" // the caption has it
	}
	w.tableHTML(made)
	return true
}

// manyNames is how many options a caption names; more of them are counted.
const manyNames = 4

// caption says what a table compares: the options, and where it does not show
// everything, on what.
func (p *page) caption(d site.Directive, t compare.Table) string {
	names := make([]string, len(t.Options))
	for i, o := range t.Options {
		names[i] = o.DistinctName()
	}
	what := p.words.Join("vs", names)
	if len(names) > manyNames {
		what = p.words.Text("count.options", "count", len(names))
	}
	switch {
	case d.Only == nil && d.Groups == nil:
		return p.words.Text("table.caption.all", "what", what)
	case d.Only == nil:
		return p.words.Text("table.caption.of", "what", what, "rows", p.words.Join("all", d.Groups))
	case t.Rows > 3:
		return p.words.Text("table.caption.some", "what", what)
	}
	labels := make([]string, 0, t.Rows)
	for _, row := range t.Groups[0].Rows {
		labels = append(labels, row.Attribute.Label)
	}
	return p.words.Text("table.caption.of", "what", what, "rows", p.words.Join("all", labels))
}

// explain adds to a table's legend what a cell needs, unless a table above has it.
func (p *page) explain(legend *templates.Legend, c *templates.Cell) {
	explainOne(c.State == "unknown", &legend.Unknown, &p.legend.Unknown)
	explainOne(len(c.Marks) > 0, &legend.Sourced, &p.legend.Sourced)
	explainOne(c.Unsourced, &legend.Unsourced, &p.legend.Unsourced)
	explainOne(c.Best, &legend.Rated, &p.legend.Rated)
}

// explainOne notes in a table's legend what is needed, unless the page has it already.
func explainOne(needed bool, here, had *bool) {
	if needed && !*had {
		*here, *had = true, true
	}
}

// help explains an attribute where the page shows it first: in tables of a part of the
// rows it would only be said again.
func (p *page) help(a *source.Attribute) template.HTML {
	if a.Help.IsEmpty() || p.explained[a] {
		return ""
	}
	if p.explained == nil {
		p.explained = p.scratch().explained
	}
	p.explained[a] = true
	return p.text(a.Help)
}

// rowID gives a row its id and remembers the first of an attribute.
func (p *page) rowID(a *source.Attribute, shown *shownAttribute) string {
	if p.plain { // nothing leads to it
		return ""
	}
	id := p.id(shown.row)
	if p.rows[a.ID] == "" {
		p.rows[a.ID] = id
	}
	return id
}

// tableView makes a view of a table. The first table of a page gives its rows
// the ids that links use, "row-<attribute>"; those of further ones are numbered.
func (p *page) tableView(t compare.Table, caption string) *templates.Table {
	made := p.makeTable(t, caption)
	made.Written = p.rowsHTML(made)
	return made.Table
}

// makeTable is tableView for a table whose rows are not written yet.
func (p *page) makeTable(t compare.Table, caption string) madeTable {
	own := p.scratch()
	made := madeTable{Table: &templates.Table{
		ID:        p.id(site.TableAnchor),
		Caption:   caption,
		Options:   p.optionLinks(t.Options),
		Rows:      t.Rows,
		Differing: t.Differing,
		Profile:   len(t.Options) == 1,
		Data:      p.tableData(t),
		Groups:    make([]templates.TableGroup, 0, len(t.Groups)),
	}, rows: room(&own.attributes, t.Rows), facts: room(&own.facts, t.Rows*len(t.Options))}
	p.tabled, p.columned = true, p.columned || len(t.Options) > fewColumns
	if p.rows == nil {
		p.rows = own.firstRows
	}
	cells := room(&own.cells, t.Rows*len(t.Options))
	marks := room(&own.marks, t.Rows*len(t.Options))
	columns := p.shelf.facts.Columns(t.Options...)
	for _, group := range t.Groups {
		g := templates.TableGroup{Label: group.Label, Rows: room(&own.rows, len(group.Rows))}
		for _, row := range group.Rows {
			a, shown := row.Attribute, p.shelf.attributes[row.Attribute]
			r := templates.TableRow{
				ID: p.rowID(a, shown), Label: a.Label, Help: p.help(a), Differs: row.Differs,
				Ordered: a.Better != source.NeitherBetter && a.Type.Ordered(),
			}
			explainOne(r.Help != "", &made.Legend.Help, &p.legend.Help)
			first := len(cells)
			for i, c := range row.Cells {
				fact := p.shown(&columns, i, c.Fact)
				made.facts = append(made.facts, fact)
				cells = append(cells, fact.cell)
				cell := &cells[len(cells)-1]
				cell.Text, cell.Best = fact.inTable, c.Best
				from := len(marks)
				marks = p.marks(marks, c.Fact, fact)
				cell.Marks = marks[from:len(marks):len(marks)]
				p.explain(&made.Legend, cell)
			}
			r.Cells = cells[first:len(cells):len(cells)]
			explainOne(addBars(row, r.Cells), &made.Legend.Scaled, &p.legend.Scaled)
			made.rows = append(made.rows, shown)
			g.Rows = append(g.Rows, r)
		}
		made.Groups = append(made.Groups, g)
	}
	return made
}

// fact is a fact in prose: what is a word of ours rather than of the data's is
// written as it stands within a sentence.
func (p *page) fact(f site.Fact) *templates.Cell {
	cell := p.cell(f)
	if said := p.stateWithin(cell.State); said != "" {
		cell.Text = template.HTML(template.HTMLEscapeString(said))
	}
	return &cell
}

// slash is one between words, outside of tags.
var slash = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<[^>]*>|\pL/\pL`) })

// breakable lets a line end behind a slash, where a cell is narrow: browsers would
// sooner break a word.
func breakable(text template.HTML) template.HTML {
	return template.HTML(slash().ReplaceAllStringFunc(string(text), func(found string) string {
		if found[0] == '<' {
			return found
		}
		return strings.Replace(found, "/", "/<wbr>", 1)
	}))
}

// cell is a fact on its own.
func (p *page) cell(f site.Fact) templates.Cell {
	columns := p.shelf.facts.Columns(f.Option)
	shown := p.shown(&columns, 0, f)
	c := shown.cell
	c.Marks = p.marks(nil, f, shown)
	return c
}

// value gives a fact's state and what it says.
func (p *page) value(f site.Fact) (state string, text template.HTML) {
	if state := stateOf(f); state != "value" {
		return state, template.HTML(template.HTMLEscapeString(p.stateAlone(state)))
	}
	switch v := f.Value.(type) {
	case source.Prose:
		return "value", p.text(v.Text)
	case source.Link:
		address := template.HTMLEscapeString(string(v))
		return "value", template.HTML(`<a class="external" rel="external noopener" href="` + address + `">` + template.HTMLEscapeString(short(string(v))) + `</a>`)
	}
	return "value", template.HTML(template.HTMLEscapeString(p.format.value(f.Attribute, f.Value)))
}

// bar is a rating's share of its maximum, in per cent.
func bar(f site.Fact) int {
	rating, ok := f.Value.(source.Number)
	if !ok || f.Attribute.Type != source.RatingType {
		return 0
	}
	value, _ := rating.Rat.Float64()
	most, _ := f.Attribute.Max.Float64()
	return max(1, int(100*value/most+0.5))
}

// longest is how many characters of an address are shown.
const longest = 72

// short is an address as a reader wants to see it: without scheme and "www.",
// with its middle left out where it is long. What is escaped in it is spelled
// out where that gives letters to read.
func short(address string) string {
	text := address
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		text = strings.TrimSuffix(strings.TrimPrefix(u.Host, "www.")+readable(u.EscapedPath()), "/")
		if u.RawQuery != "" {
			text += "?" + u.RawQuery
		}
		if u.Fragment != "" {
			text += "#" + readable(u.EscapedFragment())
		}
	}
	text = strings.ToValidUTF8(text, "\ufffd")
	if runes := []rune(text); len(runes) > longest {
		text = fmt.Sprintf("%s…%s", string(runes[:longest/2]), string(runes[len(runes)-longest/2+1:]))
	}
	return text
}

// readable spells out what is escaped, unless something of it cannot be seen.
func readable(escaped string) string {
	plain, err := url.PathUnescape(escaped)
	if err != nil || !utf8.ValidString(plain) || strings.ContainsFunc(plain, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return escaped
	}
	return plain
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Host, "www.")
}

// escapePath makes a relative address of a file's path: it escapes what an
// address may not hold, and keeps a first part with a colon from being read as a
// scheme (RFC 3986, 4.2).
func escapePath(path string) string {
	escaped := (&url.URL{Path: path}).EscapedPath()
	if first, _, _ := strings.Cut(escaped, "/"); strings.Contains(first, ":") {
		return "./" + escaped
	}
	return escaped
}
