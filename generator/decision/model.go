package decision

import (
	"math/big"
	"slices"
	"strconv"
)

// A model is a questionnaire reduced to what can matter: the options that can be
// recommended, the questions that can change which, and of each question's
// answers those that differ in effect. Options and questions are indices here.
type model struct {
	options   []int      // of the questionnaire, by the model's index
	questions []question // those that can matter, in the author's order
	words     int        // of a number
	size      int        // partial sets of answers, the complete ones among them; 0 where there are more than tableAtMost
	bounds    map[uint64]*leads
	beaten    []bool
}

// A question of a model.
type question struct {
	of       int // the question's index in the questionnaire
	stride   int // between the numbers of partial sets that differ by one move of this question
	moves    []move
	gains    numbers // by option × option: the most that the first gains on the second
	outlives []bool  // by option × option: an answer rules out the second and not the first
}

// A move is all answers of a question that have the same effect.
type move struct {
	answers []int   // of the question, in order
	points  numbers // by option
	out     []bool  // by option: ruled out
	chance  float64 // that one of the answers is given
	exact   *big.Rat
}

// numbers are several numbers behind each other.
type numbers []uint64

func (m *model) at(n numbers, i int) number {
	return number(n[i*m.words : (i+1)*m.words : (i+1)*m.words])
}

// newModel reduces a questionnaire.
func newModel(n *Questionnaire) *model {
	m := &model{words: n.words(), bounds: map[uint64]*leads{}}
	for i := range n.Options {
		m.options = append(m.options, i)
	}
	for i := range n.Questions {
		if q := m.question(n, i); len(q.moves) > 1 {
			m.questions = append(m.questions, q)
		}
	}
	m.number()
	return m
}

// tableAtMost is how large a [table] may be: at 16 bytes a cell, 100 megabytes.
const tableAtMost = 6_500_000

// number numbers the partial sets of answers.
func (m *model) number() {
	m.size = 1
	for i := range m.questions {
		q := &m.questions[i]
		q.stride = m.size
		if m.size *= len(q.moves) + 1; m.size > tableAtMost {
			m.size = 0
		}
	}
}

// words is how many machine words a sum of points needs: the largest score twice,
// and a sign.
func (n *Questionnaire) words() int {
	sum := new(big.Int)
	for _, q := range n.Questions {
		most := new(big.Int)
		for _, a := range q.Answers {
			for _, e := range a.Effects {
				if p := n.scaled(e.Points); p.Cmp(most) > 0 {
					most = p
				}
			}
		}
		sum.Add(sum, most)
	}
	return (sum.BitLen()+2)/64 + 1
}

// question merges the answers that have the same effect: that rule out the same
// options and, among the others, add the same but for a constant.
func (m *model) question(n *Questionnaire, index int) question {
	q := question{of: index}
	known := map[string]int{}
	for i, a := range n.Questions[index].Answers {
		v := m.move(n, a)
		key := v.key()
		at, ok := known[key]
		if !ok {
			at = len(q.moves)
			known[key] = at
			q.moves = append(q.moves, v)
		}
		v = q.moves[at]
		v.answers = append(v.answers, i)
		v.exact.Add(v.exact, a.Likelihood)
		q.moves[at] = v
	}
	for i := range q.moves {
		q.moves[i].chance, _ = q.moves[i].exact.Float64()
	}
	m.compareEffects(&q)
	return q
}

// move gives an answer's effect on each option, less what all that stay have in
// common.
func (m *model) move(n *Questionnaire, a *Answer) move {
	v := move{points: make(numbers, len(m.options)*m.words), out: make([]bool, len(m.options)), exact: new(big.Rat)}
	var least *big.Int
	for i, o := range m.options {
		e := a.Effects[o]
		v.out[i] = e.RulesOut
		if p := n.scaled(e.Points); !e.RulesOut && (least == nil || p.Cmp(least) < 0) {
			least = p
		}
	}
	for i, o := range m.options {
		if !v.out[i] {
			p := n.scaled(a.Effects[o].Points)
			m.at(v.points, i).set(p.Sub(p, least))
		}
	}
	return v
}

// set takes over a number that is not negative and fits.
func (dst number) set(n *big.Int) {
	rest := new(big.Int).Set(n)
	for i := range dst {
		dst[i] = rest.Uint64()
		rest.Rsh(rest, 64)
	}
}

func (v move) key() string {
	var b []byte
	for _, out := range v.out {
		b = strconv.AppendBool(b, out)
	}
	for _, w := range v.points {
		b = strconv.AppendUint(append(b, ' '), w, 36)
	}
	return string(b)
}

// compareEffects fills in what the question can do to each pair of options.
func (m *model) compareEffects(q *question) {
	k := len(m.options)
	q.gains, q.outlives = make(numbers, k*k*m.words), make([]bool, k*k)
	gain := make(number, m.words)
	for a := range k {
		for b := range k {
			most := m.at(q.gains, a*k+b)
			first := true
			for _, v := range q.moves {
				q.outlives[a*k+b] = q.outlives[a*k+b] || v.out[b] && !v.out[a]
				if v.out[a] {
					continue
				}
				gain.sub(m.at(v.points, a), m.at(v.points, b))
				if first || less(most, gain) {
					copy(most, gain)
				}
				first = false
			}
		}
	}
}

// differs tells whether the question's moves still differ for some of the options.
func (m *model) differs(q *question, who []uint16) bool {
	k := len(m.options)
	for i, a := range who {
		if i == 0 && slices.ContainsFunc(q.moves, func(v move) bool { return v.out[a] }) {
			return true
		}
		if i == 0 {
			continue
		}
		b := who[i-1]
		if q.outlives[int(a)*k+int(b)] || q.outlives[int(b)*k+int(a)] ||
			!m.at(q.gains, int(a)*k+int(b)).zero() || !m.at(q.gains, int(b)*k+int(a)).zero() {
			return true
		}
	}
	return false
}
