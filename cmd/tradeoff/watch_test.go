package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"github.com/rogpeppe/go-internal/testscript"
)

// soon is how long the scripts wait for what must come.
const soon = time.Minute

// A watched is a running `tradeoff watch`. In a script
//
//	watch ARGUMENTS...     starts it at any free port and waits until it serves
//	[!] says PATTERN       waits until it writes that, after what the script waited for
//	                       before; with !, it must not have written that at all
//	serves PATH PATTERN    waits until a path, from the site's first page or from / where
//	                       it begins so, leads to that; a redirect is an answer, too
//	tells PATTERN          waits until an open page that knows of nothing is told that
//	interrupt              presses Ctrl-C, which must end it, well
//
// and beside it
//
//	occupy NAME            takes a port, and sets the variable to its number
//	appears FILE           waits until a file is there that is not empty
//	lock FILE              locks a file until it is called again
type watched struct {
	command *exec.Cmd
	ended   chan error
	url     string
	locked  *flock.Flock

	mutex  sync.Mutex
	output strings.Builder
	read   int // how much of it the script has waited for
}

type watchedKey struct{}

func setUp(env *testscript.Env) error {
	env.Values[watchedKey{}] = &watched{}
	return nil
}

// Write takes what the command writes.
func (w *watched) Write(text []byte) (int, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.output.Write(text)
}

// next finds a pattern in what was written since the last that was found.
func (w *watched) next(pattern *regexp.Regexp) []string {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	rest := w.output.String()[w.read:]
	at := pattern.FindStringSubmatchIndex(rest)
	if at == nil {
		return nil
	}
	w.read += at[1]
	return pattern.FindStringSubmatch(rest)
}

func (w *watched) text() string {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.output.String()
}

// start starts the command at any free port and waits for its address.
func (w *watched) start(program, folder string, env, args []string) error {
	w.command = exec.Command(program, append([]string{"watch", "--port", "0"}, args...)...)
	w.command.Dir, w.command.Env = folder, append(os.Environ(), env...)
	w.command.Stdout, w.command.Stderr = w, w
	if err := w.command.Start(); err != nil {
		return err
	}
	w.ended = make(chan error, 1)
	go func() { w.ended <- w.command.Wait() }()
	address := regexp.MustCompile(`Serving the site at (http://\S+)\n`)
	if !wait(func() bool {
		if found := w.next(address); found != nil {
			w.url = found[1]
		}
		return w.url != ""
	}) {
		return errors.New("it does not serve: " + w.text())
	}
	return nil
}

// stop ends the command as Ctrl-C does.
func (w *watched) stop() error {
	if err := w.command.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	select {
	case err := <-w.ended:
		w.command = nil
		return err
	case <-time.After(soon):
		return errors.New("it does not end")
	}
}

// kill ends what is left of the command, and waits for it.
func (w *watched) kill() {
	if w.command != nil {
		w.command.Process.Kill()
		<-w.ended
		w.command = nil
	}
}

// wait waits until something is so, and tells whether it is.
func wait(is func() bool) bool {
	for end := time.Now().Add(soon); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			return false
		}
	}
	return true
}

func startWatch(ts *testscript.TestScript, neg bool, args []string) {
	w := ts.Value(watchedKey{}).(*watched)
	if neg || w.command != nil {
		ts.Fatalf("watch: it is started already, or with !")
	}
	*w = watched{}
	var program string
	for _, folder := range filepath.SplitList(ts.Getenv("PATH")) {
		if found, err := exec.LookPath(filepath.Join(folder, "tradeoff")); err == nil {
			program = found
			break
		}
	}
	ts.Defer(w.kill)
	ts.Check(w.start(program, ts.MkAbs("."), []string{"PATH=" + ts.Getenv("PATH")}, args))
}

func says(ts *testscript.TestScript, neg bool, args []string) {
	w := ts.Value(watchedKey{}).(*watched)
	pattern := compile(ts, args, 1)
	if neg {
		if pattern.MatchString(w.text()) {
			ts.Fatalf("it said %s:\n%s", pattern, w.text())
		}
		return
	}
	if !wait(func() bool { return w.next(pattern) != nil }) {
		ts.Fatalf("it does not say %s, but:\n%s", pattern, w.text())
	}
}

func serves(ts *testscript.TestScript, neg bool, args []string) {
	w := ts.Value(watchedKey{}).(*watched)
	pattern := compile(ts, args, 2)
	got := ""
	if neg || !wait(func() bool { got = w.get(args[0]); return pattern.MatchString(got) }) {
		ts.Fatalf("%s is not %s, but:\n%s\n%s", args[0], pattern, got, w.text())
	}
}

// get gives the status line of a path, where it leads, and what is served there.
func (w *watched) get(path string) string {
	address := w.url + path
	if strings.HasPrefix(path, "/") {
		address = w.origin() + path
	}
	r, err := http.DefaultTransport.RoundTrip(request(context.Background(), address))
	if err != nil {
		return err.Error()
	}
	defer r.Body.Close()
	body, _ := io.ReadAll(r.Body)
	return r.Status + " " + r.Header.Get("Location") + "\n" + string(body)
}

func (w *watched) origin() string { return regexp.MustCompile(`^http://[^/]+`).FindString(w.url) }

func request(ctx context.Context, address string) *http.Request {
	r, err := http.NewRequestWithContext(ctx, "GET", address, nil)
	if err != nil {
		panic(err) // a fault of the script
	}
	return r
}

func tells(ts *testscript.TestScript, neg bool, args []string) {
	w := ts.Value(watchedKey{}).(*watched)
	pattern := compile(ts, args, 1)
	ctx, cancel := context.WithTimeout(context.Background(), soon)
	defer cancel()
	r, err := http.DefaultTransport.RoundTrip(request(ctx, w.url+".tradeoff/events?shows=index.html&build=none"))
	ts.Check(err)
	defer r.Body.Close()
	lines := bufio.NewScanner(r.Body)
	lines.Buffer(nil, 1<<24)
	for !neg && lines.Scan() {
		if pattern.MatchString(lines.Text()) {
			return
		}
	}
	ts.Fatalf("no page is told %s", pattern)
}

func interrupt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: interrupt")
	}
	w := ts.Value(watchedKey{}).(*watched)
	if err := w.stop(); err != nil {
		ts.Fatalf("%v:\n%s", err, w.text())
	}
}

func occupy(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: occupy NAME")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { listener.Close() })
	_, port, err := net.SplitHostPort(listener.Addr().String())
	ts.Check(err)
	ts.Setenv(args[0], port)
}

func appears(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: appears FILE")
	}
	if !wait(func() bool { info, err := os.Stat(ts.MkAbs(args[0])); return err == nil && info.Size() > 0 }) {
		ts.Fatalf("%s is not there", args[0])
	}
}

func lock(ts *testscript.TestScript, neg bool, args []string) {
	w := ts.Value(watchedKey{}).(*watched)
	if neg || len(args) != 1 {
		ts.Fatalf("usage: lock FILE")
	}
	if w.locked != nil {
		ts.Check(os.Remove(w.locked.Path()))
		ts.Check(w.locked.Unlock())
		w.locked = nil
		return
	}
	w.locked = flock.New(ts.MkAbs(args[0]))
	if is, err := w.locked.TryLock(); err != nil || !is {
		ts.Fatalf("it cannot be locked: %v", err)
	}
}

// compile gives the last of the arguments of a script's command as a pattern.
func compile(ts *testscript.TestScript, args []string, number int) *regexp.Regexp {
	if len(args) != number {
		ts.Fatalf("there should be %d arguments", number)
	}
	pattern, err := regexp.Compile("(?m)" + args[number-1])
	ts.Check(err)
	return pattern
}
