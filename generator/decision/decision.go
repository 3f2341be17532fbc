// Package decision makes a category's questions into the tree that asks a reader
// the fewest of them.
//
// [New] holds every answer against every option's facts once: a [Questionnaire]
// says what each answer adds to an option, whether it rules the option out, and
// which facts are behind it. All that follows is arithmetic on it: [Questionnaire.Judge]
// scores one set of answers, [Questionnaire.Grow] makes the [Tree], and
// [Tree.Check] proves that the two agree.
//
// # What the tree promises
//
// The recommendation is the set of best options: one, several that tie, or none
// where all are ruled out. A path of the tree ends as soon as no further answer
// could change that set, and not before. Among all trees that do so, Grow gives
// one with the least expected number of questions under the likelihoods of the
// answers, which are taken as independent of each other.
//
// # How it is found
//
// By dynamic programming, in one of two ways that the tests hold against each
// other and against a brute force over all trees.
//
// Where there are few partial sets of answers, a [table] has an entry for each,
// and one pass fills it with plain additions. Answers that have the same effect
// are one, and questions without any effect are left out, so that most
// questionnaires are small: eight questions of five answers have 1.7 million sets.
//
// Where there are more, a [search] goes over what is left to decide rather than
// over the answers given. Two sets of answers that leave the same questions able
// to matter, the same options able to win and the same distances between their
// scores have the same future, and are one [state]. For ten options with random
// effects that leaves a third of all sets, each of which costs over twenty times as
// much as an entry; for two or three options, whose scores meet again and again,
// it leaves a hundredth and less.
//
// Where there are too many states too, a [lookAhead] chooses, and the tree says
// how far it is from a proven bound. All limits count states, work and words of
// memory, never seconds.
//
// Whether a state is decided is not found by trying its completions. The largest
// lead that one option can still gain over another is the sum of what it can gain
// in each question, since answers are chosen independently; so one addition for
// each pair of options says whether either can overtake the other. That test is
// exact, not an estimate.
//
// Scores are integers: all weights and proportions, which are rationals, times
// their least common denominator, in as many machine words as that takes. Nothing
// compares rounded numbers to tell one outcome from another. Only expected numbers
// of questions are floating-point while trees are compared: two questions whose
// trees differ by less than a billionth of a question count as equal, and the one
// that the author wrote first is asked. What is reported is computed from the
// finished tree, exactly.
package decision

import (
	"math/big"
	"slices"

	"tradeoff/generator/site"
	"tradeoff/generator/source"
)

// A Questionnaire is questions, held against the facts of options that compete.
// It does not change.
type Questionnaire struct {
	Options   []*site.Option
	Questions []*Question // all of the category, in the author's order
	Authored  bool        // the questions keep that order
	scale     *big.Rat    // an integer; all points times it are integers
}

// A Question with its answers, "not sure" last.
type Question struct {
	*source.Question
	Answers []*Answer
}

// Answer gives the answer of an id, or nil.
func (q *Question) Answer(id string) *Answer {
	for _, a := range q.Answers {
		if a.ID == id {
			return a
		}
	}
	return nil
}

// An Answer with what it means for each option.
type Answer struct {
	ID         string
	Label      string         // empty for "not sure", whose words the page chooses
	Likelihood *big.Rat       // that it is given, where the question is asked; they add up to 1
	Effects    []*Effect      // one for each option of the questionnaire
	Declared   *source.Answer // nil for "not sure"
}

// NotSure tells whether the answer is the one that adds nothing.
func (a *Answer) NotSure() bool { return a.Declared == nil }

// An Effect is what an answer means for one option.
type Effect struct {
	Points   *big.Rat // added to its score
	RulesOut bool
	Verdicts []Verdict // what was asked of its facts: requirements, then preferences
}

// A Verdict is one condition, held against one option's fact.
type Verdict struct {
	Condition *source.Condition
	Required  bool // under require; under prefer otherwise
	Fact      site.Fact
	Finding   Finding
	Points    *big.Rat // what a preference adds; 0 for a requirement
}

// A Finding says how a fact meets a condition.
type Finding uint8

const (
	Met          Finding = iota // for Higher and Lower: has a place in the range above its low end
	Missed                      // known, and does not meet it
	Unverified                  // the fact is unknown
	Inapplicable                // the attribute does not apply to the option
)

// New holds a category's questions against options of it, at least one.
func New(category *site.Category, options []*site.Option) *Questionnaire {
	n := &Questionnaire{Options: options, Authored: category.Authored}
	for _, q := range category.Questions {
		n.Questions = append(n.Questions, newQuestion(q, options))
	}
	n.scale = n.denominator()
	return n
}

func newQuestion(declared *source.Question, options []*site.Option) *Question {
	q := &Question{Question: declared}
	total := new(big.Rat).Set(declared.NotSure)
	for _, a := range declared.Answers {
		total.Add(total, a.Likelihood)
	}
	for _, a := range declared.Answers {
		answer := &Answer{ID: a.ID, Label: a.Label, Likelihood: new(big.Rat).Quo(a.Likelihood, total), Declared: a}
		spans := spansOf(a.Prefer, options)
		for _, o := range options {
			answer.Effects = append(answer.Effects, effect(a, declared.Weight, o, spans))
		}
		q.Answers = append(q.Answers, answer)
	}
	unsure := &Answer{ID: source.NotSure, Likelihood: new(big.Rat).Quo(declared.NotSure, total)}
	for range options {
		unsure.Effects = append(unsure.Effects, &Effect{Points: new(big.Rat)})
	}
	q.Answers = append(q.Answers, unsure)
	return q
}

// effect holds the conditions of an answer against the facts of an option. The
// preferences of one answer, whose spans are given, share the question's weight
// equally.
func effect(a *source.Answer, weight *big.Rat, o *site.Option, spans []span) *Effect {
	e := &Effect{Points: new(big.Rat)}
	for _, c := range a.Require {
		v := Verdict{Condition: c, Required: true, Fact: o.Fact(c.Attribute), Points: new(big.Rat)}
		v.Finding = finding(v.Fact, func(value source.Value) bool { return meets(c, value) })
		e.RulesOut = e.RulesOut || v.Finding == Missed
		e.Verdicts = append(e.Verdicts, v)
	}
	for i, c := range a.Prefer {
		share := new(big.Rat).Quo(weight, big.NewRat(int64(len(a.Prefer)), 1))
		v := Verdict{Condition: c, Fact: o.Fact(c.Attribute)}
		degree := new(big.Rat)
		v.Finding = finding(v.Fact, func(value source.Value) bool {
			degree = degreeOf(c, value, spans[i])
			return degree.Sign() > 0
		})
		v.Points = share.Mul(share, degree)
		e.Points.Add(e.Points, v.Points)
		e.Verdicts = append(e.Verdicts, v)
	}
	return e
}

func finding(f site.Fact, met func(source.Value) bool) Finding {
	switch {
	case f.State == source.NotApplicable:
		return Inapplicable
	case f.State != source.Known:
		return Unverified
	case met(f.Value):
		return Met
	}
	return Missed
}

// degreeOf says to what degree, 0 to 1, a value meets a preference.
func degreeOf(c *source.Condition, value source.Value, s span) *big.Rat {
	if proportional(c) {
		return place(c, value, s)
	}
	if meets(c, value) {
		return big.NewRat(1, 1)
	}
	return new(big.Rat)
}

func proportional(c *source.Condition) bool { return c.Op == source.Higher || c.Op == source.Lower }

// A span is the lowest and the highest known fact of all options that take part.
type span struct{ low, high *big.Rat }

// spansOf gives the span of each condition that asks for a place in it, once for
// all options.
func spansOf(conditions []*source.Condition, all []*site.Option) []span {
	spans := make([]span, len(conditions))
	for i, c := range conditions {
		if !proportional(c) {
			continue
		}
		s := &spans[i]
		for _, o := range all {
			f := o.Fact(c.Attribute)
			if f.State != source.Known {
				continue
			}
			m := f.Value.(source.OrderedValue).Measure()
			if s.low == nil || m.Cmp(s.low) < 0 {
				s.low = m
			}
			if s.high == nil || m.Cmp(s.high) > 0 {
				s.high = m
			}
		}
	}
	return spans
}

// place gives a known value's place in the span of all: 1 at the end that the
// condition asks for. Where all are alike it is 0.
func place(c *source.Condition, value source.Value, s span) *big.Rat {
	whole := new(big.Rat).Sub(s.high, s.low)
	if whole.Sign() == 0 {
		return new(big.Rat)
	}
	m := value.(source.OrderedValue).Measure()
	if c.Op == source.Higher {
		m = new(big.Rat).Sub(m, s.low)
	} else {
		m = new(big.Rat).Sub(s.high, m)
	}
	return m.Quo(m, whole)
}

// meets tells whether a known value meets a condition other than Higher and Lower.
func meets(c *source.Condition, value source.Value) bool {
	if c.Op == source.AnyOf {
		return slices.ContainsFunc(c.Values, func(want source.Value) bool { return has(value, want) })
	}
	order := value.(source.OrderedValue).Compare(c.Values[0].(source.OrderedValue))
	switch c.Op {
	case source.Less:
		return order < 0
	case source.LessEqual:
		return order <= 0
	case source.Greater:
		return order > 0
	case source.GreaterEqual:
		return order >= 0
	}
	return false
}

// has tells whether a value is the wanted one or, where it is several words, has
// it among them.
func has(value, want source.Value) bool {
	words, ok := value.(source.Words)
	if !ok {
		return value.Equal(want)
	}
	wanted, ok := want.(source.Words)
	return ok && !slices.ContainsFunc(wanted, func(w string) bool { return !slices.Contains(words, w) })
}

// Scale is the least positive integer that makes all points integers, those of
// effects and those of each condition. It is not to be changed.
func (n *Questionnaire) Scale() *big.Int { return n.scale.Num() }

// denominator finds the scale.
func (n *Questionnaire) denominator() *big.Rat {
	scale, gcd := big.NewInt(1), new(big.Int)
	include := func(points *big.Rat) {
		gcd.GCD(nil, nil, scale, points.Denom())
		scale.Mul(scale, new(big.Int).Quo(points.Denom(), gcd))
	}
	for _, q := range n.Questions {
		for _, a := range q.Answers {
			for _, e := range a.Effects {
				include(e.Points)
				for _, v := range e.Verdicts {
					include(v.Points)
				}
			}
		}
	}
	return new(big.Rat).SetInt(scale)
}

// scaled gives points as the integer that they are times the scale.
func (n *Questionnaire) scaled(points *big.Rat) *big.Int {
	return new(big.Rat).Mul(points, n.scale).Num()
}
