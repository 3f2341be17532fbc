package render

import (
	"strconv"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/templates"
)

// sources numbers the addresses that a page's facts come from, in the order in
// which the page shows them. One address checked on two days is two sources.
type sources struct {
	list    []numberedSource
	numbers map[*origin]int // in the list
	shown   map[factKey]bool
	count   templates.SourceCount
	oldest  source.Date
	kept    *keptRows // whose sources these are, which are not counted yet; nil where there are none of these
}

type sourceKey struct {
	address string
	checked source.Date
}

type factKey struct {
	option    *site.Option
	attribute *source.Attribute // of the option's category
}

type numberedSource struct {
	*origin
	number int
	first  string // the attribute of the first fact
	fact   sourcedFact
	more   []sourcedFact // in order of appearance
}

// A sourcedFact is a fact that comes from a source.
type sourcedFact struct {
	option *site.Option
	label  string // of the attribute
	shown  *shownFact
}

// marks counts a fact that the page shows and appends the marks of its sources.
func (p *page) marks(marks []templates.Mark, f site.Fact, shown *shownFact) []templates.Mark {
	s := &p.sources
	if kept := s.kept; kept != nil {
		s.kept = nil
		p.count(kept)
	}
	if s.shown == nil {
		own := p.scratch()
		s.shown, s.numbers, s.list = own.counted, own.numbers, own.listed
	}
	key := factKey{f.Option, f.Attribute}
	first := !s.shown[key]
	if first {
		s.shown[key] = true
		s.countFact(f, shown)
	}
	for _, o := range shown.origins {
		at, known := s.numbers[o]
		switch fact := (sourcedFact{f.Option, f.Attribute.Label, shown}); {
		case !known:
			at = len(s.list)
			s.numbers[o] = at
			s.list = append(s.list, numberedSource{origin: o, number: at + 1, first: f.Attribute.ID, fact: fact})
			p.own.listed = s.list
		case first:
			s.list[at].more = append(s.list[at].more, fact)
		}
		marks = append(marks, templates.Mark{Number: at + 1, ID: p.shelf.sourceID(at + 1)})
	}
	return marks
}

func (s *sources) countFact(f site.Fact, shown *shownFact) {
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
		s.count.Oldest = shown.day
	}
}

func sourceID(number int) string { return "source-" + strconv.Itoa(number) }

// sourceList gives the numbered sources as a page lists them, after everything on it
// that has a mark has been rendered.
func (p *page) sourceList() []templates.Source {
	if len(p.sources.list) == 0 {
		return nil
	}
	views := make([]templates.Source, 0, len(p.sources.list))
	for i := range p.sources.list {
		s := &p.sources.list[i]
		views = append(views, templates.Source{
			Number: s.number, ID: p.shelf.sourceID(s.number), Address: s.address, Label: s.short, Host: s.host,
			Checked: s.day, Facts: p.factsOf(s), Row: p.rows[s.first],
		})
	}
	return views
}

// factsOf says which facts of the page come from a source.
func (r *renderer) factsOf(s *numberedSource) string {
	if len(s.more) == 0 {
		return s.fact.shown.told
	}
	var options []*site.Option // in order of appearance
	labels := map[*site.Option][]string{}
	for i := -1; i < len(s.more); i++ {
		fact := s.fact
		if i >= 0 {
			fact = s.more[i]
		}
		if labels[fact.option] == nil {
			options = append(options, fact.option)
		}
		labels[fact.option] = append(labels[fact.option], fact.label)
	}
	var facts []string
	for _, option := range options {
		facts = append(facts, r.words.Text("source.of", "option", option.DistinctName(), "facts", r.words.Join("all", labels[option])))
	}
	return r.words.Join("apart", facts)
}
