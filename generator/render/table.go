package render

import (
	"fmt"
	"html/template"
	"net/url"
	"strconv"
	"strings"

	"tradeoff/generator/compare"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// table writes the comparison table that a directive asks for.
func (p *page) table(d site.Directive, caption string) template.HTML {
	return p.execute("compare-table.html", p.tableView(compare.New(d), caption))
}

// caption says what a guide's table compares.
func caption(g *site.Guide) string { return g.Title }

// tableView makes a view of a table. The first table of a page gives its rows
// the ids that links use, "row-<attribute>"; those of further ones are numbered.
func (p *page) tableView(t compare.Table, caption string) *templates.Table {
	view := &templates.Table{
		ID:        p.id("comparison"),
		Caption:   caption,
		Options:   p.optionLinks(t.Options),
		Rows:      t.Rows,
		Differing: t.Differing,
		Profile:   len(t.Options) == 1,
	}
	for _, group := range t.Groups {
		g := templates.TableGroup{Label: group.Label}
		for _, row := range group.Rows {
			a := row.Attribute
			r := templates.TableRow{
				ID: p.id("row-" + a.ID), Label: a.Label, Help: p.text(a.Help), Differs: row.Differs,
				Ordered: a.Better != source.NeitherBetter && a.Type.Ordered(),
			}
			for _, c := range row.Cells {
				cell := p.cell(c.Fact)
				cell.Best = c.Best
				view.Unknown = view.Unknown || c.State == source.Unknown
				r.Cells = append(r.Cells, cell)
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
	if cell.State != "value" {
		cell.Text = template.HTML(strings.ToLower(string(cell.Text)))
	}
	return &cell
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
	switch f.State {
	case source.Unknown:
		return "unknown", "Unknown"
	case source.NotApplicable:
		return "na", "Not applicable"
	}
	switch v := f.Value.(type) {
	case source.Support:
		return v.String(), template.HTML([...]string{"No", "Partial", "Yes"}[v])
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
	options []string            // in order of appearance
	facts   map[string][]string // labels of attributes, by option
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
	for _, address := range f.Sources {
		source := s.byKey[sourceKey{address, f.Checked}]
		if source == nil {
			source = &numberedSource{number: len(s.list) + 1, sourceKey: sourceKey{address, f.Checked}, facts: map[string][]string{}}
			s.list = append(s.list, source)
			s.byKey[source.sourceKey] = source
		}
		if first {
			if source.facts[f.Option.Name] == nil {
				source.options = append(source.options, f.Option.Name)
			}
			source.facts[f.Option.Name] = append(source.facts[f.Option.Name], f.Attribute.Label)
		}
		marks = append(marks, templates.Mark{Number: source.number, ID: sourceID(source.number)})
	}
	return marks
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

// views are the numbered sources as a page lists them, after everything on it
// that has a mark has been rendered.
func (p *page) sourceList() []templates.Source {
	var views []templates.Source
	for _, s := range p.sources.list {
		var facts []string
		for _, option := range s.options {
			facts = append(facts, option+": "+strings.Join(s.facts[option], ", "))
		}
		views = append(views, templates.Source{
			Number: s.number, ID: sourceID(s.number), Address: s.address, Label: short(s.address), Host: host(s.address),
			Checked: p.day(s.checked), Facts: strings.Join(facts, "; "),
		})
	}
	return views
}

// longest is how many characters of an address are shown.
const longest = 72

// short is an address as a reader wants to see it: without scheme and "www.",
// with its middle left out where it is long.
func short(address string) string {
	text := address
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		text = strings.TrimSuffix(strings.TrimPrefix(u.Host, "www.")+u.Path, "/")
		if u.RawQuery != "" {
			text += "?" + u.RawQuery
		}
		if u.Fragment != "" {
			text += "#" + u.Fragment
		}
	}
	if runes := []rune(text); len(runes) > longest {
		text = fmt.Sprintf("%s…%s", string(runes[:longest/2]), string(runes[len(runes)-longest/2+1:]))
	}
	return text
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Host, "www.")
}

func numbered(kind string, n int) string {
	if n == 1 {
		return kind
	}
	return kind + "-" + strconv.Itoa(n)
}

// escapePath escapes what an address of a file may not hold as it is.
func escapePath(path string) string { return (&url.URL{Path: path}).EscapedPath() }
