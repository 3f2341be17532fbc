package cli

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/rivo/uniseg"

	"tradeoff/generator/decision"
	"tradeoff/generator/site"
)

// changesShown is how many other answers the text names. JSON has all of them.
const changesShown = 12

// text writes the dialogue for people: where it stands, and why.
func (d *dialogue) text(s *sheet) {
	ahead := d.tree.Ahead(d.given)
	s.heading(d.category.Title)
	if len(d.tree.Options) > 1 {
		s.put("", plain, "Between "+listed(names(d.tree.Options))+".")
	}
	if len(d.given) == 0 && ahead.At.Question != nil {
		s.put("", plain, aboutTree(d.tree))
		d.nextText(s, ahead)
		return
	}
	judged := d.tree.Judge(d.given)
	d.answersText(s)
	d.verdict(s, judged)
	d.rankingText(s, judged)
	for _, standing := range judged.Ranking {
		if slices.Contains(judged.Recommended, standing.Option) || slices.Contains(judged.Nearest, standing.Option) {
			d.reasonsText(s, standing)
		}
	}
	d.unverifiedText(s, judged)
	d.changesText(s)
	d.nextText(s, ahead)
	if g := d.comparison(judged); g != nil {
		s.heading("Read on")
		s.put("  ", plain, g.Title)
		s.put("  ", faint, g.File)
	}
	s.b.WriteString("\n")
	s.put("", faint, aboutTree(d.tree))
}

func names(options []*site.Option) []string {
	all := make([]string, len(options))
	for i, o := range options {
		all[i] = o.Name
	}
	return all
}

// listed joins words as a sentence does.
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// answersText writes the answers given.
func (d *dialogue) answersText(s *sheet) {
	if len(d.given) == 0 {
		return
	}
	s.heading("Answers")
	for _, q := range d.tree.Questions {
		if a := q.Answer(d.given[q.ID]); a != nil {
			s.put("  ", plain, q.Ask)
			s.put("    ", strong, answerLabel(a)+" ("+q.ID+"="+a.ID+")")
		}
	}
}

// verdict writes what is recommended, or that nothing is.
func (d *dialogue) verdict(s *sheet, judged *decision.Judgement) {
	best := listed(names(d.options(judged.Recommended)))
	s.b.WriteString("\n")
	switch len(judged.Recommended) {
	case 0:
		s.put("", bad, "All options are ruled out.")
		s.put("", strong, "Nearest: "+listed(names(d.options(judged.Nearest)))+", which "+
			plural(len(judged.Nearest), "misses", "miss")+" the fewest conditions.")
	case 1:
		s.put("", good, "Recommended: "+best)
	default:
		s.put("", good, "A tie: "+best)
	}
}

func plural(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

// rankingText writes all options with their scores, and what rules options out.
func (d *dialogue) rankingText(s *sheet, judged *decision.Judgement) {
	s.heading("Ranking")
	var scores []*big.Rat
	for _, standing := range judged.Ranking {
		scores = append(scores, standing.Score)
	}
	texts := scoreTexts(scores)
	width := 0
	for _, text := range texts {
		width = max(width, len(text))
	}
	for i, standing := range judged.Ranking {
		name := d.tree.Options[standing.Option].Name
		if !standing.RuledOut {
			s.put(fmt.Sprintf("  %3d.  %*s  ", standing.Place, width, texts[i]), plain, name)
			continue
		}
		s.put("     –  "+strings.Repeat(" ", width)+"  ", bad, name+" is ruled out: "+missed(standing))
	}
}

// missed says which requirements an option does not meet.
func missed(standing decision.Standing) string {
	var all []string
	for _, r := range standing.Reasons {
		if r.Required && r.Finding == decision.Missed {
			all = append(all, fmt.Sprintf("%s is %s, required is %s (%s)", r.Fact.Attribute.Label, factText(r.Fact), conditionText(r.Condition), r.Question.ID))
		}
	}
	return strings.Join(all, "; ")
}

// reasonsText writes what the answers found in an option's facts.
func (d *dialogue) reasonsText(s *sheet, standing decision.Standing) {
	if len(standing.Reasons) == 0 {
		return
	}
	s.heading("Why " + d.tree.Options[standing.Option].Name)
	var marks []string
	widest := 0
	for i, points := range reasonPoints(standing.Reasons) {
		r := standing.Reasons[i]
		mark := "+" + points
		switch {
		case r.Finding == decision.Unverified:
			mark = "?"
		case r.Required && r.Finding == decision.Missed:
			mark = "no"
		case r.Required && r.Finding == decision.Met:
			mark = "ok"
		case r.Points.Sign() == 0:
			mark = "–"
		}
		marks, widest = append(marks, mark), max(widest, len([]rune(mark)))
	}
	for i, r := range standing.Reasons {
		wanted := "wanted"
		if r.Required {
			wanted = "required"
		}
		s.put("  "+padded(marks[i], widest)+"  ", colourOf(r), fmt.Sprintf("%s: %s (%s %s, by %s)",
			r.Fact.Attribute.Label, factText(r.Fact), wanted, conditionText(r.Condition), r.Question.ID))
		for _, source := range r.Fact.Sources {
			s.put(strings.Repeat(" ", widest+4), faint, source)
		}
	}
}

func reasonPoints(reasons []decision.Reason) []string {
	var points []*big.Rat
	for _, r := range reasons {
		points = append(points, r.Points)
	}
	return scoreTexts(points)
}

func colourOf(r decision.Reason) string {
	switch {
	case r.Finding == decision.Unverified:
		return doubt
	case r.Required && r.Finding == decision.Missed:
		return bad
	case r.Finding != decision.Met:
		return faint
	}
	return plain
}

// unverifiedText writes which facts nobody knows that the answers ask for, of
// options that are not ruled out.
func (d *dialogue) unverifiedText(s *sheet, judged *decision.Judgement) {
	var order []string
	of := map[string][]string{}
	for _, standing := range judged.Ranking {
		for _, r := range standing.Reasons {
			if r.Finding != decision.Unverified || standing.RuledOut {
				continue
			}
			what := fmt.Sprintf("%s, wanted %s by %s", r.Fact.Attribute.Label, conditionText(r.Condition), r.Question.ID)
			if r.Required {
				what = fmt.Sprintf("%s, required %s by %s", r.Fact.Attribute.Label, conditionText(r.Condition), r.Question.ID)
			}
			if of[what] == nil {
				order = append(order, what)
			}
			of[what] = append(of[what], d.tree.Options[standing.Option].Name)
		}
	}
	if len(order) == 0 {
		return
	}
	s.heading("Unverified")
	for _, what := range order {
		s.put("  ", doubt, what+": unknown for "+listed(of[what]))
	}
}

// changesText writes which other answers lead elsewhere: answers to one question
// that lead to the same in one line.
func (d *dialogue) changesText(s *sheet) {
	if len(d.given) == 0 {
		return
	}
	s.heading("What would change it")
	changes := d.tree.Changes(d.given)
	if len(changes) == 0 {
		s.put("  ", plain, "No other answer to one or two of these questions.")
	}
	shown := 0
	for start, end := 0, 0; start < len(changes); start = end {
		for end = start + 1; end < len(changes) && alike(changes[start], changes[end]); end++ {
		}
		if shown++; shown > changesShown {
			s.put("  ", faint, fmt.Sprintf("and %d more, which --format json names", len(changes)-start))
			return
		}
		s.put("  ", plain, insteadText(changes[start:end])+" → "+d.outcome(changes[start].Recommended))
	}
}

// alike tells whether two changes are other answers to the same single question,
// and lead to the same.
func alike(a, b decision.Change) bool {
	return len(a.Instead) == 1 && len(b.Instead) == 1 && a.Instead[0].Question == b.Instead[0].Question &&
		slices.Equal(a.Recommended, b.Recommended)
}

// insteadText writes the answers of changes that are alike, or of one.
func insteadText(changes []decision.Change) string {
	if len(changes) == 1 {
		var all []string
		for _, choice := range changes[0].Instead {
			all = append(all, choice.Question.Ask+" "+answerLabel(choice.Answer))
		}
		return strings.Join(all, " and ")
	}
	var labels []string
	for _, c := range changes {
		labels = append(labels, answerLabel(c.Instead[0].Answer))
	}
	last := len(labels) - 1
	return changes[0].Instead[0].Question.Ask + " " + strings.Join(labels[:last], ", ") + " or " + labels[last]
}

// outcome names what is recommended.
func (d *dialogue) outcome(recommended []int) string {
	switch n := len(recommended); {
	case n == 0:
		return "none, all are ruled out"
	case n > 1 && n == len(d.tree.Options):
		return "a tie of all"
	}
	return listed(names(d.options(recommended)))
}

// nextText writes the question that comes next, and how it is answered.
func (d *dialogue) nextText(s *sheet, ahead *decision.Ahead) {
	q := ahead.At.Question
	if q == nil {
		s.b.WriteString("\n")
		if len(d.given) == len(d.tree.Questions) {
			s.put("", plain, "All questions are answered.")
		} else {
			s.put("", plain, "No further answer can change what is recommended.")
		}
		return
	}
	s.heading("Next question")
	s.put("  ", plain, q.Ask)
	if q.Help.Plain != "" {
		s.put("  ", faint, q.Help.Plain)
	}
	widest := 0
	for _, id := range answerIDs(q) {
		widest = max(widest, uniseg.StringWidth(id))
	}
	for _, a := range q.Answers {
		s.put("    "+q.ID+"="+padded(a.ID, widest)+"  ", plain, answerLabel(a))
	}
	s.b.WriteString("\n")
	s.put("", plain, fmt.Sprintf("Further answers can change what is recommended: at most %s more.", counted(ahead.Most, "question")))
	s.line("To go on: " + d.typed + " --answers " + d.pairs(q.ID+"=ANSWER"))
}

// pairs gives the answers as --answers takes them, and what is to follow.
func (d *dialogue) pairs(more ...string) string {
	var all []string
	for _, q := range d.tree.Questions {
		if a, ok := d.given[q.ID]; ok {
			all = append(all, q.ID+"="+a)
		}
	}
	return strings.Join(append(all, more...), ",")
}

// comparison gives the guide that compares the first two of the ranking and the
// fewest others, or nil.
func (d *dialogue) comparison(judged *decision.Judgement) *site.Guide {
	if len(judged.Ranking) < 2 {
		return nil
	}
	first, second := d.tree.Options[judged.Ranking[0].Option], d.tree.Options[judged.Ranking[1].Option]
	var best *site.Guide
	for _, g := range first.Guides {
		if slices.Contains(g.Options, second) && (best == nil || len(g.Options) < len(best.Options)) {
			best = g
		}
	}
	return best
}

// aboutTree says what a tree asks of a reader.
func aboutTree(t *decision.Tree) string {
	cost := t.Cost
	switch {
	case cost.Most == 0:
		return "Asks nothing: no answer can change what is recommended."
	case t.Method == decision.Unplanned:
		return fmt.Sprintf("Asks all %s that can matter: there are too many to find an order.", counted(cost.Matter, "question"))
	}
	text := fmt.Sprintf("Asks %s on average, at most %d of %d", questions(decimal(cost.Expected)), cost.Most, cost.Questions)
	if cost.Authored != nil && t.Method != decision.Authored && cost.Authored.Cmp(cost.Expected) > 0 {
		text += fmt.Sprintf("; in the written order it would be %s", average(decimal(cost.Authored)))
	}
	return text + ". " + optimality(t) + "."
}

// questions gives an average number with its noun.
func questions(f float64) string {
	if text := average(f); text != "1" {
		return text + " questions"
	}
	return "1 question"
}

// optimality says how good a tree is.
func optimality(t *decision.Tree) string {
	switch t.Method {
	case decision.Optimal:
		return "No tree asks fewer, which is proven"
	case decision.Authored:
		return "It keeps the written order; no tree asks fewer than " + average(t.Cost.LeastPossible)
	}
	return "No tree asks fewer than " + average(t.Cost.LeastPossible) + "; whether one asks fewer than this is not known"
}
