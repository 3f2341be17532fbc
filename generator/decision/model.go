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
	sets      int        // complete sets of answers, where there is a size
	gains     numbers    // by option × option and question: the most that the first gains on the second
	outlives  []uint64   // by option × option: the questions of which an answer rules out the second and not the first
	bounds    map[uint64]numbers
	kept      int    // words in bounds
	beaten    []bool // scratch
	lead      number // scratch
}

// A question of a model.
type question struct {
	of     int // the question's index in the questionnaire
	stride int // between the numbers of partial sets that differ by one move of this question
	moves  []move
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
	m := &model{words: n.words(), bounds: map[uint64]numbers{}}
	for i := range n.Options {
		m.options = append(m.options, i)
	}
	for i := range n.Questions {
		if q := m.question(n, i); len(q.moves) > 1 {
			m.questions = append(m.questions, q)
		}
	}
	m.number()
	if !m.tooLarge() {
		m.compareEffects()
	}
	return m
}

const (
	maxQuestions = 64        // that can matter: states keep them in one word
	pairsAtMost  = 8_000_000 // words that tell what questions do to pairs of options: 64 megabytes, as for 500 options and 32 questions
)

// tooLarge tells whether a model is too large to look for a tree at all.
func (m *model) tooLarge() bool {
	return len(m.questions) > maxQuestions || len(m.questions)*len(m.options)*len(m.options)*m.words > pairsAtMost
}

// tableAtMost is how large a [table] may be: at 16 bytes a cell, 100 megabytes.
const tableAtMost = 6_500_000

// number numbers the partial sets of answers.
func (m *model) number() {
	m.size, m.sets = 1, 1
	for i := range m.questions {
		q := &m.questions[i]
		q.stride = m.size
		m.sets *= len(q.moves)
		if m.size *= len(q.moves) + 1; m.size > tableAtMost {
			m.size, m.sets = 0, 0
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

// gain is the most that a question lets the first option of a pair gain on the
// second.
func (m *model) gain(pair, question int) number {
	return m.at(m.gains, pair*len(m.questions)+question)
}

// compareEffects fills in what the questions can do to each pair of options.
func (m *model) compareEffects() {
	k := len(m.options)
	m.gains, m.outlives = make(numbers, k*k*len(m.questions)*m.words), make([]uint64, k*k)
	gain := make(number, m.words)
	for pair := range k * k {
		a, b := pair/k, pair%k
		for i, q := range m.questions {
			most := m.gain(pair, i)
			first := true
			for _, v := range q.moves {
				if v.out[b] && !v.out[a] {
					m.outlives[pair] |= 1 << i
				}
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
func (m *model) differs(question int, who []uint16) bool {
	k := len(m.options)
	for i, a := range who {
		if i == 0 && slices.ContainsFunc(m.questions[question].moves, func(v move) bool { return v.out[a] }) {
			return true
		}
		if i == 0 {
			continue
		}
		ab, ba := int(a)*k+int(who[i-1]), int(who[i-1])*k+int(a)
		if (m.outlives[ab]|m.outlives[ba])&(1<<question) != 0 || !m.gain(ab, question).zero() || !m.gain(ba, question).zero() {
			return true
		}
	}
	return false
}
