package render

import (
	"encoding/json"
	"math/big"

	"tradeoff/generator/decision"
	"tradeoff/generator/diag"
	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// decisionData is a decision as the script reads it. Keys are short and lists
// are arrays: it stands in the page.
type decisionData struct {
	ID        string         `json:"id"`
	Title     string         `json:"title"`
	Page      string         `json:"page"`  // the category's decision; empty on that page
	Scale     any            `json:"scale"` // points are integers: points times this; text where too large for a script's numbers
	Options   [][3]string    `json:"options"`
	Questions []questionData `json:"questions"`
	// Nodes by index: the question and the node that each answer leads to; at an
	// end -1 and what is recommended, or -2 where the script scores the answers.
	Nodes [][]int     `json:"nodes"`
	Facts [][4]string `json:"facts,omitempty"` // label, what it says, its row, a source
	Pairs [][4]any    `json:"pairs"`           // two options, and the guide that compares them
}

type questionData struct {
	ID      string  `json:"id"`
	Ask     string  `json:"ask"`
	Help    string  `json:"help"`
	Answers [][]any `json:"answers"` // id, label, points by option, who is ruled out, reasons
}

// Kinds of decisionData.
const (
	withReasons    = true
	withoutReasons = false
)

// decisionJSON writes data for a script element: package json escapes what could
// end the element.
func (p *page) decisionJSON(data any) json.RawMessage {
	text, err := json.Marshal(data)
	if err != nil { // strings, numbers and lists of them are always written
		p.diags.Errorf(diag.Position{File: p.address}, diag.Template, "the decision cannot be written: %v", err)
	}
	return text
}

// decisionData makes the data of a tree.
func (p *page) decisionData(c *site.Category, t *decision.Tree, reasons bool) decisionData {
	d := &dataWriter{page: p, tree: t, scale: scaleOf(t.Questionnaire), facts: map[factKey]int{}}
	data := decisionData{ID: c.ID, Title: c.Title, Scale: d.scale.number(), Pairs: [][4]any{}}
	if p.address != c.DecideAddress() {
		data.Page = p.link(c.DecideAddress())
	}
	for _, o := range t.Options {
		data.Options = append(data.Options, [3]string{o.ID, o.DistinctName(), p.link(o.Address())})
	}
	indices := map[*decision.Question]int{}
	for i, q := range t.Questions {
		indices[q] = i
		data.Questions = append(data.Questions, d.question(q, reasons))
	}
	for _, n := range t.Nodes {
		data.Nodes = append(data.Nodes, nodeData(n, indices))
	}
	for _, pair := range p.pairs(t.Options) {
		data.Pairs = append(data.Pairs, [4]any{pair.first, pair.second, p.link(pair.guide.Address()), pair.guide.Title})
	}
	data.Facts = d.list
	return data
}

func nodeData(n *decision.Node, indices map[*decision.Question]int) []int {
	if n.Scored {
		return []int{-2}
	}
	if n.Decided() {
		return append([]int{-1}, n.Recommended...)
	}
	node := []int{indices[n.Question]}
	for _, next := range n.Next {
		node = append(node, next.Index)
	}
	return node
}

// A dataWriter collects the facts that a decision's reasons need.
type dataWriter struct {
	*page
	tree  *decision.Tree
	scale scale
	facts map[factKey]int // index in list
	list  [][4]string
}

func (d *dataWriter) question(q *decision.Question, reasons bool) questionData {
	data := questionData{ID: q.ID, Ask: q.Ask, Help: string(d.text(q.Help))}
	for _, a := range q.Answers {
		points, out, why := []any{}, []int{}, [][]any{}
		for i, e := range a.Effects {
			points = append(points, d.scale.points(e.Points))
			if e.RulesOut {
				out = append(out, i)
			}
			for _, v := range e.Verdicts {
				if reasons {
					why = append(why, []any{i, d.fact(v.Fact), v.Finding, btoi(v.Required), d.scale.points(v.Points)})
				}
			}
		}
		answer := []any{a.ID, d.answerLabel(a), points, out}
		if reasons {
			answer = append(answer, why)
		}
		data.Answers = append(data.Answers, answer)
	}
	return data
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// answerLabel gives the words of an answer, those of "not sure" too.
func (p *page) answerLabel(a *decision.Answer) string {
	if a.NotSure() {
		return p.words.Text("decision.answer_not_sure")
	}
	return a.Label
}

// fact gives the index of a fact's text.
func (d *dataWriter) fact(f site.Fact) int {
	key := factKey{f.Option, f.Attribute}
	if i, ok := d.facts[key]; ok {
		return i
	}
	origin := ""
	if len(f.Sources) > 0 {
		origin = f.Sources[0]
	}
	d.facts[key] = len(d.list)
	d.list = append(d.list, [4]string{f.Attribute.Label, d.factText(f), d.factRow(f), origin})
	return d.facts[key]
}

// factRow is where a fact stands in its option's table.
func (p *page) factRow(f site.Fact) string {
	return p.link(f.Option.Address()) + "#" + site.RowAnchor(f.Attribute)
}

// factText is what a fact says, as plain text.
func (p *page) factText(f site.Fact) string {
	if state := stateOf(f); state != "value" {
		return p.stateAlone(state)
	}
	switch v := f.Value.(type) {
	case source.Prose:
		return v.Text.Plain
	case source.Link:
		return short(string(v))
	}
	return p.format.value(f.Attribute, f.Value)
}

// exactIntegers is the largest number up to which a script's numbers hold every
// integer (ECMAScript, Number.MAX_SAFE_INTEGER).
const exactIntegers = 1<<53 - 1

// A scale makes all points of a questionnaire integers.
type scale struct {
	factor *big.Int
	long   bool // some sum is too large for a script's numbers: integers are written as text
}

func scaleOf(n *decision.Questionnaire) scale {
	s, most := scale{factor: n.Scale()}, new(big.Rat)
	for _, q := range n.Questions {
		most.Add(most, q.Weight)
	}
	largest := new(big.Rat).SetInt(s.factor)
	s.long = largest.Cmp(big.NewRat(exactIntegers, 1)) > 0 || largest.Mul(largest, most).Cmp(big.NewRat(exactIntegers, 1)) > 0
	return s
}

// number writes the scale.
func (s scale) number() any { return s.write(s.factor) }

// points writes points, times the scale.
func (s scale) points(points *big.Rat) any {
	return s.write(new(big.Rat).Mul(points, new(big.Rat).SetInt(s.factor)).Num())
}

func (s scale) write(n *big.Int) any {
	if s.long {
		return n.String()
	}
	return n.Int64()
}

// A pair of options, by their place, and the guide that compares them.
type pair struct {
	first, second int
	guide         *site.Guide
}

// pairs gives the guides that compare two of the options: for each two the guide
// that compares the fewest. The page's own guide is not among them.
func (p *page) pairs(options []*site.Option) []pair {
	var pairs []pair
	for i := range options {
		for j := i + 1; j < len(options); j++ {
			if g := site.GuideOf(options[i], options[j]); g != nil && g.Address() != p.address {
				pairs = append(pairs, pair{i, j, g})
			}
		}
	}
	return pairs
}
