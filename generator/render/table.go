package render

import (
	"fmt"
	"html/template"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tradeoff/generator/compare"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// table writes the comparison table that a directive asks for; nothing, where a
// category has no options yet.
func (p *page) table(d site.Directive) template.HTML {
	t := compare.New(d)
	if t.Rows == 0 {
		return ""
	}
	view := p.tableView(t, p.caption(d, t))
	if p.ofGuide != nil {
		view.Download = p.guideDownloads(p.ofGuide)
	}
	if len(d.Groups) == 1 && len(view.Groups) == 1 {
		view.Groups[0].Label = "" // the caption has it
	}
	return p.execute("compare-table.html", view)
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
func (p *page) explain(legend *templates.Legend, c templates.Cell) {
	for _, item := range []struct {
		needed    bool
		here, had *bool
	}{
		{c.State == "unknown", &legend.Unknown, &p.legend.Unknown},
		{len(c.Marks) > 0, &legend.Sourced, &p.legend.Sourced},
		{c.Unsourced, &legend.Unsourced, &p.legend.Unsourced},
		{c.Best, &legend.Rated, &p.legend.Rated},
	} {
		if item.needed && !*item.had {
			*item.here, *item.had = true, true
		}
	}
}

// help explains an attribute where the page shows it first: in tables of a part of the
// rows it would only be said again.
func (p *page) help(a *source.Attribute) template.HTML {
	if p.explained == nil {
		p.explained = map[*source.Attribute]bool{}
	}
	if p.explained[a] {
		return ""
	}
	p.explained[a] = true
	return p.text(a.Help)
}

// rowID gives a row its id and remembers the first of an attribute.
func (p *page) rowID(a *source.Attribute) string {
	id := p.id(site.RowAnchor(a))
	if p.rows == nil {
		p.rows = map[string]string{}
	}
	if p.rows[a.ID] == "" {
		p.rows[a.ID] = id
	}
	return id
}

// tableView makes a view of a table. The first table of a page gives its rows
// the ids that links use, "row-<attribute>"; those of further ones are numbered.
func (p *page) tableView(t compare.Table, caption string) *templates.Table {
	view := &templates.Table{
		ID:        p.id(site.TableAnchor),
		Caption:   caption,
		Options:   p.optionLinks(t.Options),
		Rows:      t.Rows,
		Differing: t.Differing,
		Profile:   len(t.Options) == 1,
		Data:      p.tableData(t),
	}
	p.tabled, p.columned = true, p.columned || len(t.Options) > fewColumns
	for _, group := range t.Groups {
		g := templates.TableGroup{Label: group.Label}
		for _, row := range group.Rows {
			a := row.Attribute
			r := templates.TableRow{
				ID: p.rowID(a), Label: a.Label, Help: p.help(a), Differs: row.Differs,
				Ordered: a.Better != source.NeitherBetter && a.Type.Ordered(),
			}
			if r.Help != "" && !p.legend.Help {
				view.Legend.Help, p.legend.Help = true, true
			}
			for _, c := range row.Cells {
				cell := p.cell(c.Fact)
				cell.Text = breakable(cell.Text)
				cell.Best = c.Best
				p.explain(&view.Legend, cell)
				r.Cells = append(r.Cells, cell)
			}
			if addBars(row, r.Cells) && !p.legend.Scaled {
				view.Legend.Scaled, p.legend.Scaled = true, true
			}
			g.Rows = append(g.Rows, r)
		}
		view.Groups = append(view.Groups, g)
	}
	return view
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
var slash = regexp.MustCompile(`<[^>]*>|\pL/\pL`)

// breakable lets a line end behind a slash, where a cell is narrow: browsers would
// sooner break a word.
func breakable(text template.HTML) template.HTML {
	return template.HTML(slash.ReplaceAllStringFunc(string(text), func(found string) string {
		if found[0] == '<' {
			return found
		}
		return strings.Replace(found, "/", "/<wbr>", 1)
	}))
}

// cell is a fact on its own.
func (p *page) cell(f site.Fact) templates.Cell {
	c := templates.Cell{Note: p.text(f.Note), Since: f.Since, Marks: p.sources.add(f, p.format)}
	c.State, c.Text = p.value(f)
	if f.State == source.Known {
		c.Bar = bar(f)
		c.Unsourced = len(f.Sources) == 0
	}
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

// sources numbers the addresses that a page's facts come from, in the order in
// which the page shows them. One address checked on two days is two sources.
type sources struct {
	list   []*numberedSource
	byKey  map[sourceKey]*numberedSource
	shown  map[factKey]bool
	count  templates.SourceCount
	oldest source.Date
}

type sourceKey struct {
	address string
	checked source.Date
}

type factKey struct {
	option    *site.Option
	attribute string
}

type numberedSource struct {
	number int
	sourceKey
	options []*site.Option            // in order of appearance
	facts   map[*site.Option][]string // labels of attributes
	first   string                    // the attribute of the first fact
}

// add counts a fact that the page shows and gives the marks of its sources.
func (s *sources) add(f site.Fact, format format) []templates.Mark {
	if s.shown == nil {
		s.shown, s.byKey = map[factKey]bool{}, map[sourceKey]*numberedSource{}
	}
	key := factKey{f.Option, f.Attribute.ID}
	first := !s.shown[key]
	s.shown[key] = true
	if first {
		s.countFact(f, format)
	}
	var marks []templates.Mark
	for i, address := range f.Sources {
		if slices.Contains(f.Sources[:i], address) {
			continue
		}
		source := s.numbered(sourceKey{address, f.Checked})
		if source.first == "" {
			source.first = f.Attribute.ID
		}
		if first {
			if source.facts[f.Option] == nil {
				source.options = append(source.options, f.Option)
			}
			source.facts[f.Option] = append(source.facts[f.Option], f.Attribute.Label)
		}
		marks = append(marks, templates.Mark{Number: source.number, ID: sourceID(source.number)})
	}
	return marks
}

// numbered gives the source of a key, with the next number where it is new.
func (s *sources) numbered(key sourceKey) *numberedSource {
	source := s.byKey[key]
	if source == nil {
		source = &numberedSource{number: len(s.list) + 1, sourceKey: key, facts: map[*site.Option][]string{}}
		s.list = append(s.list, source)
		s.byKey[key] = source
	}
	return source
}

func (s *sources) countFact(f site.Fact, format format) {
	switch f.State {
	case source.Unknown:
		s.count.Unknown++
		return
	case source.NotApplicable:
		return
	}
	s.count.Facts++
	if len(f.Sources) > 0 {
		s.count.Sourced++
	}
	if !f.Checked.IsZero() && (s.oldest.IsZero() || f.Checked.Compare(s.oldest) < 0) {
		s.oldest = f.Checked
		s.count.Oldest = templates.Day{Text: format.date(f.Checked), Machine: f.Checked.String()}
	}
}

func sourceID(number int) string { return "source-" + strconv.Itoa(number) }

// sourceList gives the numbered sources as a page lists them, after everything on it
// that has a mark has been rendered.
func (p *page) sourceList() []templates.Source {
	var views []templates.Source
	for _, s := range p.sources.list {
		var facts []string
		for _, option := range s.options {
			facts = append(facts, p.words.Text("source.of", "option", option.DistinctName(), "facts", p.words.Join("all", s.facts[option])))
		}
		views = append(views, templates.Source{
			Number: s.number, ID: sourceID(s.number), Address: s.address, Label: short(s.address), Host: host(s.address),
			Checked: p.day(s.checked), Facts: p.words.Join("apart", facts), Row: p.rows[s.first],
		})
	}
	return views
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
