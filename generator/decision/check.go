package decision

import (
	"context"
	"encoding/binary"
	"math/rand/v2"
	"slices"
)

// Findings are what [Tree.Check] found out about a tree and its questionnaire.
type Findings struct {
	Assignments int64     // complete sets of answers that were compared
	Exhaustive  bool      // they were all there are; otherwise a sample, the same on every machine
	Mismatches  []Answers // sets for which the tree does not give what direct scoring gives: none, or the tree is wrong; at most ten
	Idle        []*Question
	Never       []Never
}

// Never is an option that no set of answers recommends alone: at best it shares
// the first place, as every option does where all is "not sure".
type Never struct {
	Option int
	// Because are the options that are at least as good under every set of answers.
	// Where there is none, several others take turns.
	Because []int
}

// assignmentsAtMost is how many complete sets of answers are compared one by one;
// of more, sampled are. With more than ten options both are fewer: effectsAtMost is
// how many effects of an answer on an option are added up, in machine words.
const (
	assignmentsAtMost = 20_000_000
	sampled           = 1_000_000
	effectsAtMost     = 200_000_000
	mismatchesAtMost  = 10
)

// Check holds the tree against direct scoring for every complete set of answers.
// It adds up the effects of the questionnaire's own answers, "not sure" among
// them, and uses nothing of what the tree was found with. A question is idle if
// no change of its answer alone ever changes what is recommended; idle questions
// and options that never win are only found where the check is exhaustive. The
// error is that of ctx.
func (t *Tree) Check(ctx context.Context) (*Findings, error) {
	c := newChecker(t)
	f := &Findings{Exhaustive: c.total > 0}
	var err error
	if f.Exhaustive {
		f.Assignments = int64(c.total)
		err = c.all(ctx)
		if err == nil {
			f.Idle, f.Never = c.idle(), c.never()
		}
	} else {
		f.Assignments = int64(c.samples)
		err = c.sample(ctx)
	}
	f.Mismatches = c.mismatches
	return f, err
}

// A checker compares sets of answers.
type checker struct {
	*Tree
	words      int
	points     [][]numbers // by question and answer: by option
	out        [][][]bool  // by question and answer: by option
	strides    []int       // of a question in the numbering of all sets
	total      int         // sets; 0 where they are too many
	samples    int         // sets to compare where they are too many
	asked      []int       // by node: its question's index; -1 at an end
	ends       []int32     // by node: the id of what it recommends
	outcomes   map[string]int32
	key        []byte
	results    []int32 // by set: the id of what direct scoring recommends
	alone      []bool  // by option: recommended alone by some set
	mismatches []Answers
}

func newChecker(t *Tree) *checker {
	c := &checker{Tree: t, words: t.words(), total: 1, outcomes: map[string]int32{}, alone: make([]bool, len(t.Options))}
	for _, q := range t.Questions {
		var points []numbers
		var out [][]bool
		for _, a := range q.Answers {
			sums, gone := make(numbers, len(t.Options)*c.words), make([]bool, len(t.Options))
			for o, e := range a.Effects {
				number(sums[o*c.words : (o+1)*c.words]).set(t.scaled(e.Points))
				gone[o] = e.RulesOut
			}
			points, out = append(points, sums), append(out, gone)
		}
		c.points, c.out = append(c.points, points), append(c.out, out)
		c.strides = append(c.strides, c.total)
		if c.total *= len(q.Answers); c.total > assignmentsAtMost || c.total*len(t.Options)*c.words > effectsAtMost {
			c.total = 0
		}
	}
	c.samples = min(sampled, max(1, effectsAtMost/max(1, len(t.Questions)*len(t.Options)*c.words)))
	for _, n := range t.Nodes {
		c.asked = append(c.asked, slices.Index(t.Questions, n.Question))
		end := int32(-1)
		if n.Decided() && !n.Scored {
			end = c.outcome(n.Recommended)
		}
		c.ends = append(c.ends, end)
	}
	return c
}

// outcome gives the id of a set of recommended options.
func (c *checker) outcome(recommended []int) int32 {
	c.key = c.key[:0]
	for _, o := range recommended {
		c.key = binary.AppendUvarint(c.key, uint64(o))
	}
	id, ok := c.outcomes[string(c.key)]
	if !ok {
		id = int32(len(c.outcomes))
		c.outcomes[string(c.key)] = id
	}
	return id
}

// sums are the scores after some answers.
type sums struct {
	scores numbers
	out    []bool
}

func (c *checker) newSums() *sums {
	return &sums{make(numbers, len(c.Options)*c.words), make([]bool, len(c.Options))}
}

// plus makes s the sums after one more answer.
func (c *checker) plus(s, before *sums, question, answer int) {
	for o := range c.Options {
		s.out[o] = before.out[o] || c.out[question][answer][o]
		at := func(n numbers) number { return number(n[o*c.words : (o+1)*c.words]) }
		at(s.scores).add(at(before.scores), at(c.points[question][answer]))
	}
}

// best gives the options with the highest score among those not ruled out.
func (c *checker) best(s *sums, best []int) []int {
	at := func(o int) number { return number(s.scores[o*c.words : (o+1)*c.words]) }
	for o := range c.Options {
		switch {
		case s.out[o]:
		case len(best) > 0 && less(at(o), at(best[0])):
		case len(best) > 0 && less(at(best[0]), at(o)):
			best = append(best[:0], o)
		default:
			best = append(best, o)
		}
	}
	return best
}

// compare scores a set and walks the tree with it.
func (c *checker) compare(answers []int, s *sums, best []int) int32 {
	best = c.best(s, best)
	id := c.outcome(best)
	if len(best) == 1 {
		c.alone[best[0]] = true
	}
	node := c.Root
	for node.Question != nil {
		node = node.Next[answers[c.asked[node.Index]]]
	}
	if !node.Scored && c.ends[node.Index] != id && len(c.mismatches) < mismatchesAtMost {
		set := Answers{}
		for q, a := range answers {
			set[c.Questions[q].ID] = c.Questions[q].Answers[a].ID
		}
		c.mismatches = append(c.mismatches, set)
	}
	return id
}

// all compares every set, question by question, so that sets that begin alike
// share their sums.
func (c *checker) all(ctx context.Context) error {
	c.results = make([]int32, c.total)
	levels := make([]*sums, len(c.Questions)+1)
	for i := range levels {
		levels[i] = c.newSums()
	}
	answers, best := make([]int, len(c.Questions)), make([]int, 0, len(c.Options))
	var visit func(question, index int)
	visit = func(question, index int) {
		if question == len(c.Questions) {
			c.results[index] = c.compare(answers, levels[question], best)
			return
		}
		for a := range c.Questions[question].Answers {
			if question < 3 && ctx.Err() != nil {
				return
			}
			answers[question] = a
			c.plus(levels[question+1], levels[question], question, a)
			visit(question+1, index+a*c.strides[question])
		}
	}
	visit(0, 0)
	return ctx.Err()
}

// sample compares sets drawn at random, from a fixed seed.
func (c *checker) sample(ctx context.Context) error {
	random := rand.New(rand.NewPCG(1, 1))
	answers, best := make([]int, len(c.Questions)), make([]int, 0, len(c.Options))
	zero := c.newSums()
	s := c.newSums()
	for i := range c.samples {
		if i%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		copy(s.scores, zero.scores)
		copy(s.out, zero.out)
		for q := range c.Questions {
			answers[q] = random.IntN(len(c.Questions[q].Answers))
			c.plus(s, s, q, answers[q])
		}
		c.compare(answers, s, best)
	}
	return nil
}

// idle gives the questions of which no answer ever changes what is recommended.
func (c *checker) idle() []*Question {
	var idle []*Question
	for i, q := range c.Questions {
		if !c.matters(c.strides[i], len(q.Answers)) {
			idle = append(idle, q)
		}
	}
	return idle
}

// matters tells whether two sets that differ only in a question's answer lead to
// different recommendations.
func (c *checker) matters(stride, answers int) bool {
	for from := 0; from < c.total; from += stride * answers {
		for i := from; i < from+stride; i++ {
			for a := 1; a < answers; a++ {
				if c.results[i+a*stride] != c.results[i] {
					return true
				}
			}
		}
	}
	return false
}

// never gives the options that no set recommends alone. An option is at least as
// good as another if it is so question by question, each answered in the way that
// is best for the other, and if whatever rules it out rules out both.
func (c *checker) never() []Never {
	if len(c.Options) < 2 {
		return nil
	}
	var never []Never
	for o, alone := range c.alone {
		if alone {
			continue
		}
		n := Never{Option: o}
		for other := range c.Options {
			if other != o && c.asGood(other, o) {
				n.Because = append(n.Because, other)
			}
		}
		never = append(never, n)
	}
	return never
}

// asGood tells whether option a is at least as good as option b under every answer
// to every question. Since "not sure" can be given everywhere else, that is the
// same as under every set of answers.
func (c *checker) asGood(a, b int) bool {
	for q := range c.Questions {
		for i := range c.points[q] {
			switch {
			case c.out[q][i][b]:
			case c.out[q][i][a]:
				return false
			case less(number(c.points[q][i][a*c.words:(a+1)*c.words]), number(c.points[q][i][b*c.words:(b+1)*c.words])):
				return false
			}
		}
	}
	return true
}
