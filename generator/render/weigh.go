package render

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"sync"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
	"tradeoff/generator/weigh"
	"tradeoff/templates"
)

const (
	// mostWeighed is how many options a page lets readers weigh: each is drawn, as any
	// of them may come first.
	mostWeighed = 60
	// mostSeen is how many of them are seen at once.
	mostSeen = 10
	// mostLeft is how many facts that are left out a page names; of more it gives numbers.
	mostLeft = 24
)

// weighAnchor is the id of what lets readers weigh.
const weighAnchor = "weigh"

// boardsOf prepares the scores of categories, each when a page asks first.
func boardsOf(s *site.Site) map[*site.Category]func() *weigh.Board {
	boards := map[*site.Category]func() *weigh.Board{}
	for _, c := range s.Categories {
		boards[c] = sync.OnceValue(func() *weigh.Board { return weigh.New(c.Options, nil) })
	}
	return boards
}

// weighs tells whether a page of the site may show scores.
func (r *renderer) weighs() bool {
	for _, c := range r.site.Categories {
		for _, a := range c.Attributes {
			if len(c.Options) > 1 && a.Type.Ordered() && a.Better != source.NeitherBetter {
				return true
			}
		}
	}
	return false
}

// addWeighFiles adds what only pages with scores load: a style, and a script where
// there is something to weigh.
func (p *page) addWeighFiles(f *templates.Frame) {
	if p.scored || p.weighing {
		f.WeighStyle = p.link(p.assets[templates.WeighStyle])
	}
	if p.weighing {
		f.WeighScript = p.link(p.assets[templates.WeighScript])
	}
}

// weighable tells whether there is something to weigh: two options that can be
// ranked, and two groups.
func weighable(b *weigh.Board) bool {
	return len(b.Options) <= mostWeighed && len(b.Groups) > 1 && len(b.Rank(b.Even()).Ranked) > 1
}

// fewWeighed is how many options a guide compares that does not let readers weigh them:
// the table says all of two or three at a glance, and its style and script are better
// spent on that. Their category lets readers weigh them among all.
const fewWeighed = 3

// guideBoard is what readers can weigh in a guide: the options of the first of its
// tables that has two or more of one category, by the attributes that its tables of
// these options show. It is nil where there is nothing to weigh.
func guideBoard(g *site.Guide) *weigh.Board {
	tables := g.Tables()
	first := slices.IndexFunc(tables, func(t site.Directive) bool { return oneCategory(t.Options) })
	if first < 0 {
		return nil
	}
	options := tables[first].Options
	if len(options) <= fewWeighed {
		return nil
	}
	board := weigh.New(options, func(a *source.Attribute) bool {
		return slices.ContainsFunc(tables, func(t site.Directive) bool { return slices.Equal(t.Options, options) && t.Shows(a) })
	})
	if !weighable(board) {
		return nil
	}
	return board
}

// oneCategory tells whether options are two or more of one category.
func oneCategory(options []*site.Option) bool {
	for _, o := range options {
		if o.Category != options[0].Category {
			return false
		}
	}
	return len(options) > 1
}

// categoryWeighing is what lets readers weigh all options of a category; nil where
// there is nothing to weigh.
func (p *page) categoryWeighing(c *site.Category) *templates.Weighing {
	board := p.boards[c]()
	if !weighable(board) {
		return nil
	}
	view := p.weighView(board, p.id(weighAnchor))
	view.Whole = true
	return view
}

// weighView makes the view of a board, as it stands where all groups count alike.
func (p *page) weighView(b *weigh.Board, id string) *templates.Weighing {
	p.weighing = true
	view := &templates.Weighing{
		ID: id, Scale: b.Scale.String(), Long: b.Long(),
	}
	even := b.Even()
	ranking := b.Rank(even)
	view.Said = p.said(b, ranking)
	for i, g := range b.Groups {
		group := templates.WeighGroup{ID: g.ID, Label: p.groupLabel(g), Flips: p.flips(b, b.Flips(even, i))}
		view.Groups = append(view.Groups, group)
	}
	left := p.weighLeft(b, view)
	for _, r := range ranking.Ranked {
		option := p.weighOption(b, r.Option, left)
		option.Place, option.Score, option.Said = r.Place, weigh.Percent(r.Total), p.score(r.Total)
		view.Options = append(view.Options, option)
	}
	for _, o := range ranking.Unranked {
		view.Options = append(view.Options, p.weighOption(b, o, left))
	}
	if len(b.Options) > mostSeen {
		view.More = len(b.Options)
	}
	return view
}

// groupLabel is what a group is called.
func (p *page) groupLabel(g *weigh.Group) string {
	if g.Label == "" {
		return p.words.Text("weigh.rest")
	}
	return g.Label
}

// score says a score in words, or that there is none where it is nil.
func (p *page) score(score *big.Rat) string {
	if score == nil {
		return p.words.Text("script.weigh.out")
	}
	return p.words.Text("script.weigh.score", "score", weigh.Percent(score))
}

// weighOption is an option with what a script needs to rank it.
func (p *page) weighOption(b *weigh.Board, option int, left []int) templates.WeighOption {
	o := b.Options[option]
	parts := make([]string, len(b.Groups))
	for i, g := range b.Groups {
		if g.Parts[option] != nil {
			parts[i] = g.Parts[option].String()
		}
	}
	return templates.WeighOption{OptionLink: p.optionLink(o), ID: o.ID, Said: p.score(nil), Scores: strings.Join(parts, ","), Left: left[option]}
}

// weighLeft adds to a view what is left out, and gives by option how much that is.
func (p *page) weighLeft(b *weigh.Board, view *templates.Weighing) []int {
	missing, counts := b.Missing(), make([]int, len(b.Options))
	view.Facts = len(missing)
	at := -1 // the option of the last entry
	for _, m := range missing {
		counts[m.Option]++
		if m.Option != at {
			at = m.Option
			view.Left = append(view.Left, templates.WeighLeft{OptionLink: p.optionLink(b.Options[at])})
		}
		entry := &view.Left[len(view.Left)-1]
		list, count := &entry.Unknown, &entry.UnknownCount
		if m.State == source.NotApplicable {
			list, count = &entry.NotApplicable, &entry.NotApplicableCount
		}
		*count++
		if len(missing) <= mostLeft {
			*list = append(*list, templates.ToldFact{Label: m.Attribute.Label, Row: p.rows[m.Attribute.ID]})
		}
	}
	return counts
}

// said tells who comes first, and who is next. The script says it by the same words.
func (p *page) said(b *weigh.Board, r weigh.Ranking) string {
	first := r.First()
	if len(first) == 0 {
		return p.words.Text("script.weigh.nothing")
	}
	names, score := p.names(b, first), weigh.Percent(r.Ranked[0].Total)
	switch {
	case len(first) > 1:
		return p.words.Text("script.weigh.tie", "names", names, "score", score)
	case len(r.Ranked) == 1:
		return p.words.Text("script.weigh.first", "name", names, "score", score)
	}
	next := r.Ranked[1]
	return p.words.Text("script.weigh.before", "name", names, "score", score,
		"next", p.names(b, []int{next.Option}), "less", weigh.Percent(next.Total))
}

// flips tells at which weights of a group others come first. The script says it by the
// same words.
func (p *page) flips(b *weigh.Board, flips []weigh.Flip) string {
	if len(flips) == 0 {
		return p.words.Text("script.weigh.same")
	}
	var sentences []string
	for _, f := range flips {
		weight, names := p.words.Text("script.weigh.weights."+strconv.Itoa(f.Weight+1)), p.names(b, f.First)
		if len(f.First) > 1 {
			sentences = append(sentences, p.words.Text("script.weigh.at_tie", "weight", weight, "names", names))
		} else {
			sentences = append(sentences, p.words.Text("script.weigh.at", "weight", weight, "name", names))
		}
	}
	return strings.Join(sentences, " ")
}

// names lists options of a board, as the script does.
func (p *page) names(b *weigh.Board, options []int) string {
	names := b.Options[options[0]].DistinctName()
	for i, o := range options[1:] {
		key := "more"
		switch {
		case len(options) == 2:
			key = "two"
		case i == len(options)-2:
			key = "last"
		}
		names = p.words.Text("script.weigh."+key, "first", names, "second", b.Options[o].DistinctName())
	}
	return names
}
