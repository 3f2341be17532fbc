package decision

import (
	"encoding/binary"
	"math/bits"
)

// A state is what a set of answers leaves to decide, in canonical form: two sets
// of answers with the same future have the same state.
//
//   - who are the options that can still be among the best, in order. An option is
//     gone when it is ruled out, and when another one stays ahead of it in every
//     completion: its lead cannot be made up, and whatever rules it out rules out
//     both. Being behind is transitive, so it does not matter who goes first.
//   - scores are theirs, less the least of them.
//   - open are the questions not asked that can still change something between
//     them: add differently, or rule one of them out.
//
// Nothing else bears on what is recommended in the end. A state with no open
// question is decided, and one with an open question is not: leave every question
// unsure, and the leaders are recommended; but an option that is not among them
// can still catch up with each of them, or outlive it, and where all are leaders,
// the open question parts them.
type state struct {
	open   uint64
	who    []uint16
	scores numbers
}

func (m *model) newState() state {
	return state{who: make([]uint16, 0, len(m.options)), scores: make(numbers, 0, len(m.options)*m.words)}
}

// start is the state before the first answer.
func (m *model) start() state {
	s := m.newState()
	s.open = 1<<len(m.questions) - 1
	for i := range m.options {
		s.who = append(s.who, uint16(i))
	}
	s.scores = s.scores[:len(m.options)*m.words]
	m.reduce(&s)
	return s
}

// A position is a state and the set of answers that led to it, as a number, see
// [table].
type position struct {
	state
	index int // of no use where the model has no size
}

// apply adds a move's effect.
func (s *state) apply(m *model, v *move) {
	kept := 0
	for i, o := range s.who {
		if v.out[o] {
			continue
		}
		s.who[kept] = o
		m.at(s.scores, kept).add(m.at(s.scores, i), m.at(v.points, int(o)))
		kept++
	}
	s.who, s.scores = s.who[:kept], s.scores[:kept*m.words]
}

// after makes dst the state after an answer to one of the open questions of s, and
// says how much work that was, see [limits].
func (m *model) after(dst *state, s *state, question int, v *move) (work int) {
	dst.open = s.open &^ (1 << question)
	dst.who, dst.scores = append(dst.who[:0], s.who...), append(dst.scores[:0], s.scores...)
	dst.apply(m, v)
	return (1+len(s.who))*m.words + m.reduce(dst)
}

// reduce brings a state into its canonical form, and says how much work that was.
func (m *model) reduce(s *state) (work int) {
	work = m.dropBeaten(s)
	for q := range m.questions {
		if s.open&(1<<q) != 0 && !m.differs(q, s.who) {
			s.open &^= 1 << q
		}
	}
	if len(s.who) == 0 {
		s.open = 0
		return work
	}
	least := 0
	for i := range s.who {
		if less(m.at(s.scores, i), m.at(s.scores, least)) {
			least = i
		}
	}
	var buffer [4]uint64
	low := append(number(buffer[:0]), m.at(s.scores, least)...)
	for i := range s.who {
		n := m.at(s.scores, i)
		n.sub(n, low)
	}
	return work
}

// dropBeaten drops the options that can no longer be among the best, and says how
// much work that was.
func (m *model) dropBeaten(s *state) (work int) {
	leads, work := m.leads(s.open)
	each := m.words // of two options compared
	if leads == nil {
		each *= max(1, bits.OnesCount64(s.open))
	}
	leader := 0
	for i := range s.who {
		if less(m.at(s.scores, leader), m.at(s.scores, i)) {
			leader = i
		}
	}
	// Who is dropped still drops others: what beats it beats them too, so that the
	// order does not matter. The leader beats most, and is tried first.
	m.beaten = m.beaten[:0]
	for i := range s.who {
		gone := m.beats(s, leads, leader, i)
		work += each
		for j := 0; !gone && s.open != 0 && j < len(s.who); j++ { // at the end only the leader counts
			gone = m.beats(s, leads, j, i)
			work += each
		}
		m.beaten = append(m.beaten, gone)
	}
	kept := 0
	for i, gone := range m.beaten {
		if !gone {
			s.who[kept] = s.who[i]
			copy(m.at(s.scores, kept), m.at(s.scores, i))
			kept++
		}
	}
	s.who, s.scores = s.who[:kept], s.scores[:kept*m.words]
	return work
}

// beats tells whether the i-th contender is ahead of the j-th in every completion
// that does not rule out the j-th.
func (m *model) beats(s *state, leads numbers, i, j int) bool {
	pair := int(s.who[j])*len(m.options) + int(s.who[i])
	if m.words == 1 && leads != nil { // the same as below, without slices: a third of all time is spent here
		a, b := s.scores[i], s.scores[j]
		return int64(b) < int64(a) && m.outlives[pair]&s.open == 0 && int64(b+leads[pair]) < int64(a)
	}
	a, b := m.at(s.scores, i), m.at(s.scores, j)
	if !less(b, a) {
		return false // it is not even ahead where all that is left is "not sure"
	}
	if m.outlives[pair]&s.open != 0 {
		return false
	}
	if leads == nil {
		m.lead = append(m.lead[:0], make(number, m.words)...)
		m.addGains(m.lead, pair, s.open)
		return sumNegative(b, m.lead, a)
	}
	return sumNegative(b, m.at(leads, pair), a)
}

// leadsAtMost is how many words the leads that a model keeps may take: 64
// megabytes. Of ten options those of 80,000 sets of open questions fit, of 500
// those of 32.
const leadsAtMost = 8_000_000

// leads gives the most that open questions let each option gain on each other, by
// option × option, and the work of adding that up. They are nil where there is no
// room to keep them, or no question: then each pair is added up when it is asked.
func (m *model) leads(open uint64) (leads numbers, work int) {
	if leads = m.bounds[open]; leads != nil || open == 0 {
		return leads, 0
	}
	k := len(m.options)
	if m.kept+k*k*m.words > leadsAtMost {
		return nil, 0
	}
	m.kept += k * k * m.words
	leads = make(numbers, k*k*m.words)
	m.bounds[open] = leads
	for pair := range k * k {
		m.addGains(m.at(leads, pair), pair, open)
	}
	return leads, len(leads) * bits.OnesCount64(open)
}

// addGains adds the most that open questions let the first option of a pair gain on
// the second.
func (m *model) addGains(sum number, pair int, open uint64) {
	for ; open != 0; open &= open - 1 {
		q := bits.TrailingZeros64(open)
		if m.words == 1 {
			sum[0] += m.gains[pair*len(m.questions)+q]
			continue
		}
		sum.add(sum, m.gain(pair, q))
	}
}

// appendKey appends the state as bytes: equal states, equal bytes.
func (s *state) appendKey(b []byte) []byte {
	b = binary.AppendUvarint(b, s.open)
	for _, o := range s.who {
		b = binary.AppendUvarint(b, uint64(o))
	}
	for _, w := range s.scores {
		b = binary.AppendUvarint(b, w)
	}
	return b
}
