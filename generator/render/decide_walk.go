package render

import (
	"cmp"
	"strconv"
	"strings"

	"tradeoff/generator/decision"
	"tradeoff/generator/site"
	"tradeoff/templates"
)

// mostSteps is how many steps a page holds at most; a tree with more of them is
// there as a file and for the script, and the page lists its questions.
const mostSteps = 2000

// walk makes a tree into steps that lead to each other by links, or nil where
// there are too many, or where the end cannot be told without adding up.
func (p *page) walk(c *site.Category, t *decision.Tree) *templates.Walk {
	if len(t.Nodes) > cmp.Or(p.steps, mostSteps) || t.Method == decision.Unplanned {
		return nil
	}
	w := &walker{page: p, tree: t, prefix: p.prefix(), alone: map[int]bool{}}
	for _, n := range t.Nodes {
		if len(n.Recommended) == 1 {
			w.alone[n.Recommended[0]] = true
		}
	}
	view := &templates.Walk{ID: w.prefix + "-all", First: w.step(t.Root)}
	tied := map[int]bool{}
	for _, n := range t.Nodes {
		view.Steps = append(view.Steps, w.stepView(n))
		for _, o := range n.Recommended {
			if !w.alone[o] {
				tied[o] = true
			}
		}
	}
	for o := range t.Options {
		if tied[o] {
			view.Whys = append(view.Whys, *w.why(o))
		}
	}
	return view
}

// prefix gives what the ids of a walk begin with, and no other id on the page does:
// "step", then "step2".
func (p *page) prefix() string {
	for n := 1; ; n++ {
		prefix, taken := "step", false
		if n > 1 {
			prefix += strconv.Itoa(n)
		}
		for id := range p.ids {
			taken = taken || strings.HasPrefix(id, prefix+"-")
		}
		if !taken {
			p.take(prefix + "-all")
			return prefix
		}
	}
}

// A walker makes a tree into steps.
type walker struct {
	*page
	tree   *decision.Tree
	prefix string
	alone  map[int]bool // options that some end recommends alone
}

func (w *walker) step(n *decision.Node) string { return w.prefix + "-" + strconv.Itoa(n.Index+1) }

func (w *walker) whyID(option int) string { return w.prefix + "-why-" + strconv.Itoa(option) }

func (w *walker) stepView(n *decision.Node) templates.Step {
	step := templates.Step{ID: w.step(n)}
	if n.Decided() {
		w.end(n, &step)
		return step
	}
	step.Ask, step.Help = n.Question.Ask, w.text(n.Question.Help)
	step.More, step.Still = n.Most-1, w.listing(n.Possible)
	for i, next := range n.Next {
		step.Answers = append(step.Answers, templates.StepAnswer{Label: w.answerLabel(n.Question.Answers[i]), To: w.step(next), End: w.ending(next)})
	}
	return step
}

// ending says what an end recommends, for those who read all steps. Where an
// answer leads to a question, the style sheet shows the address of its link, as it
// shows each step's id: numbers of our own made a large page a quarter larger.
func (w *walker) ending(n *decision.Node) string {
	switch {
	case !n.Decided():
		return ""
	case len(n.Recommended) == 0:
		return w.words.Text("decision.none_fits")
	}
	return w.optionNames(w.tree, n.Recommended, "any")
}

// end fills a step that recommends.
func (w *walker) end(n *decision.Node, step *templates.Step) {
	for _, i := range n.Recommended {
		o := w.tree.Options[i]
		step.Recommended = append(step.Recommended, templates.OptionWhy{Name: optionName(o), Address: w.link(o.Address()), Why: w.whyID(i)})
	}
	switch len(n.Recommended) {
	case 0:
	case 1:
		step.Why = w.why(n.Recommended[0])
	default:
		first, second := w.tree.Options[n.Recommended[0]], w.tree.Options[n.Recommended[1]]
		address, title, ok := w.site.Comparison(first, second)
		if ok && address != w.address {
			step.Guide = templates.NavLink{Label: w.comparisonTitle(first, second, address, title), Address: w.link(address)}
		}
	}
}

// why collects what speaks for an option.
func (w *walker) why(option int) *templates.Why {
	o := w.tree.Options[option]
	view := &templates.Why{ID: w.whyID(option), Name: optionName(o), Address: w.link(o.Address())}
	for _, q := range w.tree.Questions {
		for _, a := range q.Answers {
			if answer := w.whyAnswer(q, a, option); len(answer.Facts) > 0 {
				view.Answers = append(view.Answers, answer)
			}
		}
	}
	seen := map[*site.Guide]bool{}
	for i, other := range w.tree.Options {
		if g := site.GuideOf(o, other); i != option && g != nil && g.Address() != w.address && !seen[g] {
			seen[g] = true
			view.Guides = append(view.Guides, templates.NavLink{Label: g.Title, Address: w.link(g.Address())})
		}
	}
	return view
}

// whyAnswer gives the facts that an answer finds as it wants them. An answer that
// rules the option out speaks for nothing.
func (w *walker) whyAnswer(q *decision.Question, a *decision.Answer, option int) templates.WhyAnswer {
	view := templates.WhyAnswer{Ask: q.Ask, Label: w.answerLabel(a)}
	effect := a.Effects[option]
	if effect.RulesOut {
		return view
	}
	for _, v := range effect.Verdicts {
		if v.Finding == decision.Met {
			view.Facts = append(view.Facts, templates.NavLink{Label: w.words.Text("decision.fact", "label", v.Fact.Attribute.Label, "value", w.factText(v.Fact)), Address: w.factRow(v.Fact)})
		}
	}
	return view
}

// listing names options, or says that all are there where there are many.
func (w *walker) listing(options []int) string {
	if len(options) == len(w.tree.Options) && len(options) > manyNames {
		return w.words.Text("decision.all_of", "count", len(options))
	}
	return w.optionNames(w.tree, options, "all")
}

// optionNames writes options of a tree as a list of a kind (see package words).
func (p *page) optionNames(t *decision.Tree, options []int, kind string) string {
	names := make([]string, len(options))
	for i, o := range options {
		names[i] = t.Options[o].DistinctName()
	}
	return p.words.Join(kind, names)
}

// questions lists a tree's questions with what each answer means.
func (p *page) questions(t *decision.Tree) []templates.Question {
	var questions []templates.Question
	for _, q := range t.Questions {
		view := templates.Question{Ask: q.Ask, Help: p.text(q.Help)}
		for _, a := range q.Answers {
			var speaks, out []int
			for i, e := range a.Effects {
				switch {
				case e.RulesOut:
					out = append(out, i)
				case e.Points.Sign() > 0:
					speaks = append(speaks, i)
				}
			}
			view.Answers = append(view.Answers, templates.Answer{
				Label: p.answerLabel(a), For: p.optionNames(t, speaks, "all"), RulesOut: p.optionNames(t, out, "all")})
		}
		questions = append(questions, view)
	}
	return questions
}
