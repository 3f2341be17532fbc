package decision

import "encoding/binary"

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

// after makes dst the state after an answer to one of the open questions of s.
func (m *model) after(dst *state, s *state, question int, v *move) {
	dst.open = s.open &^ (1 << question)
	dst.who, dst.scores = append(dst.who[:0], s.who...), append(dst.scores[:0], s.scores...)
	dst.apply(m, v)
	m.reduce(dst)
}

// reduce brings a state into its canonical form.
func (m *model) reduce(s *state) {
	m.dropBeaten(s)
	for q := range m.questions {
		if s.open&(1<<q) != 0 && !m.differs(&m.questions[q], s.who) {
			s.open &^= 1 << q
		}
	}
	if len(s.who) == 0 {
		s.open = 0
		return
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
}

// dropBeaten drops the options that can no longer be among the best.
func (m *model) dropBeaten(s *state) {
	leads := m.leads(s.open)
	leader := 0
	for i := range s.who {
		if less(m.at(s.scores, leader), m.at(s.scores, i)) {
			leader = i
		}
	}
	// Who is dropped still drops others: what beats it beats them too, so that the
	// order does not matter. The leader beats most, and is tried first.
	beaten := m.beaten[:0]
	for i := range s.who {
		gone := m.beats(s, leads, leader, i)
		for j := 0; !gone && j < len(s.who); j++ {
			gone = m.beats(s, leads, j, i)
		}
		beaten = append(beaten, gone)
	}
	kept := 0
	for i, gone := range beaten {
		if !gone {
			s.who[kept] = s.who[i]
			copy(m.at(s.scores, kept), m.at(s.scores, i))
			kept++
		}
	}
	s.who, s.scores = s.who[:kept], s.scores[:kept*m.words]
}

// beats tells whether the i-th contender is ahead of the j-th in every completion
// that does not rule out the j-th.
func (m *model) beats(s *state, leads *leads, i, j int) bool {
	pair := int(s.who[j])*len(m.options) + int(s.who[i])
	if m.words == 1 { // the same as below, without slices: a third of all time is spent here
		a, b := s.scores[i], s.scores[j]
		return int64(b) < int64(a) && !leads.outlives[pair] && int64(b+leads.gains[pair]) < int64(a)
	}
	a, b := m.at(s.scores, i), m.at(s.scores, j)
	if !less(b, a) {
		return false // it is not even ahead where all that is left is "not sure"
	}
	return !leads.outlives[pair] && sumNegative(b, m.at(leads.gains, pair), a)
}

// leads are what open questions can do to each pair of options.
type leads struct {
	gains    numbers // by option × option: the most that the first can gain on the second
	outlives []bool  // by option × option: an answer rules out the second and not the first
}

func (m *model) leads(open uint64) *leads {
	t := m.bounds[open]
	if t != nil {
		return t
	}
	k := len(m.options)
	t = &leads{gains: make(numbers, k*k*m.words), outlives: make([]bool, k*k)}
	m.bounds[open] = t
	for q := range m.questions {
		if open&(1<<q) == 0 {
			continue
		}
		for i := range k * k {
			n := m.at(t.gains, i)
			n.add(n, m.at(m.questions[q].gains, i))
			t.outlives[i] = t.outlives[i] || m.questions[q].outlives[i]
		}
	}
	return t
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
