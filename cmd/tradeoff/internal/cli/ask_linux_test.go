package cli

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// newDecision writes a site with a decision of two questions.
func newDecision(t *testing.T) string {
	t.Helper()
	root := newSite(t)
	for path, text := range map[string]string{
		"data/backend/category.yaml": `title: Backend
attributes: [{id: orm, type: support}, {id: live, type: support}]
questions:
  - id: tables
    ask: Do you have tables?
    weight: 2
    answers:
      - {label: Many, prefer: {orm: yes}}
      - {label: None, prefer: {orm: no}, likelihood: 0.1}
  - id: live
    ask: Is it live?
    help: A server that waits.
    answers:
      - {label: Always, prefer: {live: yes}}
`,
		"data/backend/django.yaml": "name: Django\nfacts: {orm: yes, live: no}\n",
		"data/backend/nodejs.yaml": "name: Node.js\nfacts: {orm: no, live: yes}\n",
	} {
		if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(path)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// answering runs `tradeoff decide backend` on a terminal of so many columns where
// that is typed.
func answering(t *testing.T, typed string, columns uint16, args ...string) (code int, screen string) {
	t.Helper()
	terminal, read := newTerminal(t, typed)
	if err := unix.IoctlSetWinsize(int(terminal.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: columns}); err != nil {
		t.Fatal(err)
	}
	c := Command{Stdin: terminal, Stdout: terminal, Stderr: terminal, Getenv: func(name string) string {
		return map[string]string{"NO_COLOR": "1"}[name]
	}}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	code = c.Run(ctx, append([]string{"decide", "backend", "--site", newDecision(t)}, args...))
	return code, strings.ReplaceAll(read(), "\r", "")
}

func TestAsking(t *testing.T) {
	const first, second = "1. Do you have tables?\n", "2. Is it live?\n   A server that waits.\n   1  Always\n   0  Not sure\n   The last question."
	for name, c := range map[string]struct {
		typed string
		want  []string // in this order
		not   []string
	}{
		"one answer decides":   {"1\n", []string{first, "At most 1 more. Still possible: Django and Node.js.", "> ", "Recommended: Django", "No further answer"}, []string{"Is it live"}},
		"not sure by number":   {"0\n1\n", []string{first, second, "Not sure (tables=not-sure)", "Recommended: Node.js"}, nil},
		"not sure by Enter":    {"\n\n", []string{first, second, "A tie: Django and Node.js"}, nil},
		"spaces":               {"  2 \n", []string{first, "Recommended: Node.js"}, nil},
		"back":                 {"0\nb\n1\n", []string{first, second, "> ", first, "0  Not sure (your answer before)", "Recommended: Django"}, nil},
		"back at first":        {"B\n1\n", []string{first, "This is the first question.\n> ", "Recommended: Django"}, nil},
		"a number too many":    {"3\n1\n", []string{first, `There is no answer "3". Type a number from 0 to 2`, "> ", "Recommended: Django"}, nil},
		"no number":            {"-1\nmany\n\x07\n1\n", []string{`"-1"`, `"many"`, "Recommended: Django"}, []string{"\x07"}},
		"quit":                 {"q\n", []string{first, "> "}, []string{"Recommended", "--answers"}},
		"quit later":           {"0\nquit\n", []string{second, "To see where you are: tradeoff decide backend --site ", " --answers tables=not-sure\n"}, []string{"Recommended"}},
		"quit after back":      {"0\nb\nq\n", []string{first, second, first}, []string{"Recommended", "--answers"}},
		"end of input":         {"\x04", []string{first, "> \n"}, []string{"Recommended"}},
		"end of input later":   {"0\n\x04", []string{first, second, "> \n"}, []string{"Recommended"}},
		"answers given before": {"", []string{"Recommended: Django"}, []string{"> "}},
	} {
		t.Run(name, func(t *testing.T) {
			var args []string
			if c.typed == "" {
				args = []string{"--answers", "tables=many"}
			}
			code, screen := answering(t, c.typed, 80, args...)
			if code != exitDone || strings.Contains(screen, "\x1b") {
				t.Errorf("exit %d, colours %v", code, strings.Contains(screen, "\x1b"))
			}
			rest := screen
			for _, want := range c.want {
				_, after, ok := strings.Cut(rest, want)
				if !ok {
					t.Fatalf("%q is not there, or not in this order:\n%s", want, screen)
				}
				rest = after
			}
			for _, not := range c.not {
				if strings.Contains(screen, not) {
					t.Errorf("%q is there:\n%s", not, screen)
				}
			}
		})
	}
}

// Nothing is wider than the terminal but what has no place to break, such as an
// address or a command.
func TestAskingOnNarrowTerminals(t *testing.T) {
	_, screen := answering(t, "0\n0\n", 32)
	for line := range strings.Lines(screen) {
		if len([]rune(strings.TrimSuffix(line, "\n"))) > 32 && !strings.Contains(line, "tradeoff decide") {
			t.Errorf("too wide: %q", line)
		}
	}
}

// Only text asks, and only where somebody sees the questions.
func TestNoAsking(t *testing.T) {
	if code, screen := answering(t, "", 80, "--format", "json"); code != exitDone || !strings.HasPrefix(screen, `{"category"`) {
		t.Errorf("JSON: %d, %q", code, screen)
	}
	root := newDecision(t)
	terminal, screen := newTerminal(t, "1\n")
	var out strings.Builder
	c := Command{Stdin: terminal, Stdout: &out, Stderr: terminal, Getenv: os.Getenv}
	code := c.Run(t.Context(), []string{"decide", "backend", "--site", root})
	if code != exitDone || strings.Contains(out.String(), "> ") || !strings.Contains(out.String(), "Next question\n  Do you have tables?") {
		t.Errorf("into a pipe: %d, %q", code, out.String())
	}
	screen()
}

// A silence is a terminal at which somebody presses Ctrl-C as soon as the command
// waits for them, which does not end the waiting.
type silence struct {
	interrupt func()
	end       <-chan struct{}
}

func (s silence) Read([]byte) (int, error) {
	s.interrupt()
	<-s.end
	return 0, io.EOF
}

func TestInterruptedAsking(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	end := make(chan struct{})
	defer close(end)
	var out, stderr strings.Builder
	c := Command{Stdin: silence{cancel, end}, Stdout: &out, Stderr: &stderr, Getenv: os.Getenv}
	d, err := c.openDecision(ctx, &request{site: newDecision(t), category: "backend"})
	if err != nil {
		t.Fatal(err)
	}
	done, err := c.ask(ctx, d)
	if done || err != context.Canceled || !strings.HasSuffix(out.String(), "> \n") {
		t.Errorf("%v, %v, %q", done, err, out.String())
	}
	if code := c.Run(ctx, []string{"decide", "backend", "--site", newDecision(t)}); code != exitInterrupted || stderr.String() != "interrupted\n" {
		t.Errorf("%d, %q", code, stderr.String())
	}
}
