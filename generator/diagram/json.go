package diagram

import (
	"bytes"
	"encoding/json"
	"math/big"
	"strconv"
	"strings"

	"tradeoff/generator/decision"
)

// JSON writes a tree for programs, and for people who read what programs read:
// one object, with one question, option and node a line.
//
//	category  id and title of what is decided
//	options   id and name of each option that takes part
//	method    how the tree was found: "optimal" (no tree asks fewer questions on
//	          average), "authored" (in the author's order, without those that cannot
//	          matter), "greedy" (looking some questions ahead) or "unplanned" (a
//	          list: the recommendation follows from the points)
//	cost      questions and matter: how many there are, and how many of them can
//	          change what is recommended; expected and most: how many are asked on
//	          average and at most; authored: on average in the author's order, null
//	          where unknown; lower_bound: what no tree can ask less than, on average;
//	          entropy: of the recommendation, in bits; entropy_bound: the questions
//	          that it takes at least to learn so much; states: looked at to find the tree
//	scale     points times this are integers
//	questions id, what is asked, and the answers, "not-sure" last, without a label:
//	          each with its likelihood where the question is asked; the points that it
//	          adds, times scale, by option, 0 where an option is not named; and which
//	          options it rules out
//	nodes     by index, the first is where to begin. One with a question has next:
//	          the node that each answer leads to, by the answer's id; and most and
//	          expected: the questions from there on. One without is an end, and has
//	          recommended: the best option, several that tie, or none where all are
//	          ruled out; an end with "scored" leaves that to the points: the most win.
//
// Likelihoods and the expected and authored cost have the decimal, to six places,
// and exact, the fraction that it stands for. Other numbers that need not be
// integers are rounded to six places.
func JSON(t *decision.Tree) []byte {
	w := &jsonWriter{tree: t, scale: new(big.Rat).SetInt(t.Scale())}
	w.raw("{\n")
	w.field("category", object{{"id", category(t).ID}, {"title", category(t).Title}})
	var options []any
	for _, o := range t.Options {
		options = append(options, object{{"id", o.ID}, {"name", o.Name}})
	}
	w.list("options", options)
	w.field("method", t.Method.String())
	w.field("cost", cost(&t.Cost))
	w.field("scale", json.Number(w.scale.Num().String()))
	var questions, nodes []any
	for _, q := range t.Questions {
		questions = append(questions, w.question(q))
	}
	for _, n := range t.Nodes {
		nodes = append(nodes, w.node(n))
	}
	w.list("questions", questions)
	w.list("nodes", nodes)
	w.raw("\n}\n")
	return w.out.Bytes()
}

// A jsonWriter lays the lines out.
type jsonWriter struct {
	tree  *decision.Tree
	scale *big.Rat
	out   bytes.Buffer
	comma bool
}

func (w *jsonWriter) raw(text string) { w.out.WriteString(text) }

// field writes a key and its value on a line.
func (w *jsonWriter) field(key string, value any) {
	if w.comma {
		w.raw(",\n")
	}
	w.comma = true
	w.raw("  " + strconv.Quote(key) + ": ")
	w.out.Write(encode(value))
}

// list writes a key and its values, one a line.
func (w *jsonWriter) list(key string, values []any) {
	if w.comma {
		w.raw(",\n")
	}
	w.comma = true
	w.raw("  " + strconv.Quote(key) + ": [")
	for i, v := range values {
		if i > 0 {
			w.raw(",")
		}
		w.raw("\n    ")
		w.out.Write(encode(v))
	}
	if len(values) > 0 {
		w.raw("\n  ")
	}
	w.raw("]")
}

func (w *jsonWriter) question(q *decision.Question) object {
	var answers []any
	for _, a := range q.Answers {
		answer := object{{"id", a.ID}}
		if !a.NotSure() {
			answer = append(answer, member{"label", a.Label})
		}
		points, out := object{}, []string{}
		for i, e := range a.Effects {
			if e.Points.Sign() != 0 {
				scaled := new(big.Rat).Mul(e.Points, w.scale)
				points = append(points, member{w.tree.Options[i].ID, json.Number(scaled.Num().String())})
			}
			if e.RulesOut {
				out = append(out, w.tree.Options[i].ID)
			}
		}
		answer = append(answer, member{"likelihood", exact(a.Likelihood)}, member{"points", points}, member{"rules_out", out})
		answers = append(answers, answer)
	}
	return object{{"id", q.ID}, {"ask", q.Ask}, {"answers", answers}}
}

func (w *jsonWriter) node(n *decision.Node) object {
	node := object{{"index", n.Index}}
	switch {
	case n.Scored:
		return append(node, member{"scored", true})
	case n.Decided():
		ids := []string{}
		for _, o := range n.Recommended {
			ids = append(ids, w.tree.Options[o].ID)
		}
		return append(node, member{"recommended", ids})
	}
	next := object{}
	for i, to := range n.Next {
		next = append(next, member{n.Question.Answers[i].ID, to.Index})
	}
	return append(node, member{"question", n.Question.ID}, member{"next", next}, member{"most", n.Most}, member{"expected", decimal(n.Expected)})
}

func cost(c *decision.Cost) object {
	var authored any
	if c.Authored != nil {
		authored = exact(c.Authored)
	}
	return object{
		{"questions", c.Questions}, {"matter", c.Matter}, {"expected", exact(c.Expected)}, {"most", c.Most},
		{"authored", authored}, {"lower_bound", rounded(c.LeastPossible)},
		{"entropy", rounded(c.Entropy)}, {"entropy_bound", rounded(c.EntropyBound)}, {"states", c.States},
	}
}

// An object is written with its members in their order.
type object []member

type member struct {
	key   string
	value any
}

// MarshalJSON writes the members.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(encode(m.key))
		b.WriteByte(':')
		b.Write(encode(m.value))
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// encode writes a value made of strings, numbers, lists and objects, which cannot
// fail. The file stands in no page, so that "<" stays as it is.
func encode(value any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return []byte("null")
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// exact gives a fraction as a decimal and as it is.
func exact(r *big.Rat) object {
	return object{{"decimal", decimal(r)}, {"exact", r.RatString()}}
}

// decimal rounds to six places.
func decimal(r *big.Rat) json.Number { return trimmed(r.FloatString(6)) }

func rounded(f float64) json.Number { return trimmed(strconv.FormatFloat(f, 'f', 6, 64)) }

// trimmed drops zeros at the end of a number with decimal places.
func trimmed(digits string) json.Number {
	return json.Number(strings.TrimSuffix(strings.TrimRight(digits, "0"), "."))
}
