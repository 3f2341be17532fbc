package cli

import (
	"bufio"
	"context"
	"fmt"
	"strconv"
	"strings"

	"tradeoff/generator/decision"
)

// ask asks the tree's questions on the terminal until none is left, and tells
// whether the reader went so far.
//
// It reads whole lines as the terminal gives them. So the terminal's own editing
// works, and so do screen readers, which follow a screen that is only added to.
func (c Command) ask(ctx context.Context, d *dialogue) (done bool, err error) {
	in := bufio.NewReader(c.Stdin)
	i := &interview{dialogue: d, at: d.tree.Root}
	c.show(i.opening)
	for !i.at.Decided() {
		c.show(i.question)
		for m := again; m == again; {
			fmt.Fprint(c.Stdout, "> ")
			line, ok, err := next(ctx, in)
			if err != nil || !ok {
				fmt.Fprintln(c.Stdout) // the prompt's line is not ended by a key
				return false, err
			}
			var complaint string
			m, complaint = i.take(strings.TrimSpace(line))
			if complaint != "" {
				c.show(func(s *sheet) { s.put("", doubt, complaint) })
			}
			if m == quit {
				c.show(i.farewell)
				return false, nil
			}
		}
	}
	fmt.Fprintln(c.Stdout)
	return true, nil
}

// show writes a part of the conversation.
func (c Command) show(write func(*sheet)) {
	s := c.sheet(c.Stdout)
	write(s)
	fmt.Fprint(c.Stdout, s)
}

// next waits for a line; ok is false at the end of the input. It reads no further
// than the line, so that what is typed ahead is left to whoever reads next. A
// terminal cannot be told to stop waiting: when ctx ends first, a line is lost.
func next(ctx context.Context, from *bufio.Reader) (line string, ok bool, err error) {
	read := make(chan string)
	go func() {
		defer close(read)
		if line, err := from.ReadString('\n'); err == nil || line != "" {
			select {
			case read <- line:
			case <-ctx.Done():
			}
		}
	}()
	select {
	case <-ctx.Done():
		return "", false, ctx.Err()
	case line, ok = <-read:
		return line, ok, ctx.Err()
	}
}

// An interview is a dialogue on its way through the tree.
type interview struct {
	*dialogue
	at     *decision.Node
	passed []*decision.Node // the questions answered, in order
	before decision.Answers // given before going back
}

// A move is what a line of the reader's does.
type move uint8

const (
	again   move = iota // the line was not understood
	onwards             // a question was answered, or taken back
	quit
)

// take takes a line. A complaint says what is wrong with it.
func (i *interview) take(line string) (m move, complaint string) {
	answers := i.at.Question.Answers
	switch strings.ToLower(line) {
	case "q", "quit":
		return quit, ""
	case "b", "back":
		if len(i.passed) == 0 {
			return again, "This is the first question."
		}
		i.back()
		return onwards, ""
	case "":
		line = "0"
	}
	number, err := strconv.Atoi(line)
	if err != nil || number < 0 || number >= len(answers) {
		return again, fmt.Sprintf("There is no answer %q. Type a number from 0 to %d, b to go back or q to quit.", line, len(answers)-1)
	}
	if number == 0 {
		number = len(answers) // "not sure" stands last
	}
	i.given[i.at.Question.ID] = answers[number-1].ID
	i.passed, i.at = append(i.passed, i.at), i.at.Next[number-1]
	return onwards, ""
}

// back takes the last answer back, and remembers it.
func (i *interview) back() {
	last := len(i.passed) - 1
	i.at, i.passed = i.passed[last], i.passed[:last]
	if i.before == nil {
		i.before = decision.Answers{}
	}
	id := i.at.Question.ID
	i.before[id] = i.given[id]
	delete(i.given, id)
}

func (i *interview) opening(s *sheet) {
	s.heading(i.category.Title)
	s.put("", plain, aboutTree(i.tree))
	if !i.at.Decided() {
		s.put("", faint, "Type a number. 0 or Enter means not sure, b goes back, q quits.")
	}
}

func (i *interview) question(s *sheet) {
	q := i.at.Question
	s.b.WriteString("\n")
	s.put(fmt.Sprintf("%d. ", len(i.passed)+1), strong, q.Ask)
	if q.Help.Plain != "" {
		s.put("   ", plain, q.Help.Plain)
	}
	number := len(strconv.Itoa(len(q.Answers) - 1))
	for n, a := range q.Answers {
		said := ""
		if i.before[q.ID] == a.ID {
			said = " (your answer before)"
		}
		s.put(fmt.Sprintf("   %*d  ", number, (n+1)%len(q.Answers)), plain, answerLabel(a)+said)
	}
	s.put("   ", faint, more(i.at.Most-1)+" Still possible: "+listed(names(i.options(i.at.Possible)))+".")
}

// more says how many questions there may be after this one.
func more(n int) string {
	if n == 0 {
		return "The last question."
	}
	return fmt.Sprintf("At most %d more.", n)
}

func (i *interview) farewell(s *sheet) {
	if len(i.given) > 0 {
		s.line("To see where you are: " + i.typed + " --answers " + i.pairs())
	}
}
