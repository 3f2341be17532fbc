package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"tradeoff/generator/publish"
)

// newTerminal opens a pseudo-terminal: what a command writes to one end, screen
// gives, once the command has ended. The command can read what is typed.
func newTerminal(t *testing.T, typed string) (terminal *os.File, screen func() string) {
	t.Helper()
	far, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("there are no pseudo-terminals here: ", err)
	}
	fd := int(far.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	terminal, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := far.WriteString(typed); err != nil {
		t.Fatal(err)
	}
	read := make(chan string, 1)
	go func() {
		var all strings.Builder
		buffer := make([]byte, 4096)
		for {
			n, err := far.Read(buffer)
			all.Write(buffer[:n])
			if err != nil { // the terminal was closed
				read <- all.String()
				return
			}
		}
	}()
	return terminal, func() string {
		terminal.Close()
		defer far.Close()
		select {
		case all := <-read:
			return all
		case <-time.After(time.Minute): // rather than hanging for as long as all tests may take
			t.Error("somebody still reads from the terminal")
			return ""
		}
	}
}

// onTerminal runs a command on a terminal and gives what appears there.
func onTerminal(t *testing.T, env map[string]string, args ...string) (code int, screen string) {
	t.Helper()
	terminal, read := newTerminal(t, "")
	code = Command{Stdout: terminal, Stderr: terminal, Getenv: func(name string) string { return env[name] }}.Run(t.Context(), args)
	return code, read()
}

func TestColoursOnTerminals(t *testing.T) {
	root := newSite(t)
	if err := os.WriteFile(root+"/data/backend/django.yaml", []byte("facts: {or: yes}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		env     map[string]string
		colours bool
	}{
		"usual":    {nil, true},
		"NO_COLOR": {map[string]string{"NO_COLOR": "1"}, false},
		"dumb":     {map[string]string{"TERM": "dumb"}, false},
	} {
		code, screen := onTerminal(t, c.env, "build", "--site", root)
		if code != exitFailed || strings.Contains(screen, "\x1b[1;31merror:") != c.colours || strings.Contains(screen, "\x1b") != c.colours {
			t.Errorf("%s: %d, %q", name, code, screen)
		}
	}
	if _, _, stderr := run(t.Context(), "build", "--site", root); strings.Contains(stderr, "\x1b") {
		t.Errorf("colours in a pipe: %q", stderr)
	}
}

func TestPagerOnTerminals(t *testing.T) {
	code, screen := onTerminal(t, map[string]string{"PAGER": "sed s/^/paged:/"}, "help", "start")
	if code != exitDone || !strings.HasPrefix(screen, "paged:# ") {
		t.Errorf("paged: %d, %q", code, screen)
	}
	for _, pager := range []string{"cat", "no-such-pager-anywhere"} {
		code, screen = onTerminal(t, map[string]string{"PAGER": pager}, "help", "start")
		if code != exitDone || !strings.HasPrefix(screen, "# ") {
			t.Errorf("%s: %d, %q", pager, code, screen)
		}
	}
	if _, stdout, _ := run(t.Context(), "help", "start"); !strings.HasPrefix(stdout, "# ") {
		t.Errorf("in a pipe: %q", stdout)
	}
}

func TestProgressOnTerminals(t *testing.T) {
	for name, c := range map[string]struct {
		began  time.Duration // ago
		asJSON bool
		bar    bool
	}{
		"long build":  {time.Hour, false, true},
		"short build": {0, false, false},
		"JSON":        {time.Hour, true, false},
	} {
		terminal, screen := newTerminal(t, "")
		start := time.Now().Add(-c.began)
		if name == "short build" {
			start = start.Add(time.Hour) // however slow the machine is
		}
		bar := Command{Stderr: terminal, Getenv: os.Getenv}.progress(start, c.asJSON)
		bar.show(1, 4)
		bar.show(4, 4)
		bar.clear()
		if got := screen(); strings.Contains(got, "Building") != c.bar || !c.bar && got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
	var pipe strings.Builder
	bar := Command{Stderr: &pipe, Getenv: os.Getenv}.progress(time.Time{}, false)
	bar.show(1, 4)
	bar.clear()
	if pipe.String() != "" {
		t.Errorf("in a pipe: %q", pipe.String())
	}
}

func TestWatchingOnTerminals(t *testing.T) {
	site := newSite(t)
	ctx, cancel := context.WithCancel(t.Context())
	terminal, screen := newTerminal(t, "")
	go func() {
		for !publish.Stands(filepath.Join(site, "public")) {
			time.Sleep(10 * time.Millisecond)
		}
		cancel() // during the build, or just after
	}()
	code := Command{Stdout: terminal, Stderr: terminal, Getenv: func(string) string { return "" }}.Run(ctx, []string{"watch", "--site", site, "--port", "0"})
	if got := screen(); code != exitDone || !regexp.MustCompile("Serving the site at \x1b\\[1mhttp://127.0.0.1:\\d+/\x1b\\[0m\r\n").MatchString(got) || strings.Contains(got, "interrupted") {
		t.Errorf("%d, %q", code, got)
	}
}
