package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"tradeoff/generator"
	"tradeoff/generator/publish"
	"tradeoff/generator/serve"
	"tradeoff/generator/watch"
)

const (
	// pollEvery is the time between two looks with --poll.
	pollEvery = 500 * time.Millisecond
	// outputEvery is the time between two looks whether the output folder is there.
	outputEvery = time.Second
	// lockedFor is the time between two tries to write where another build is writing,
	// and patient is how often that is done before it is said.
	lockedFor, patient = 100 * time.Millisecond, 15
	// parting is how long the server and a build get to end with the command. What is
	// being written then is put right by the next build.
	parting = 400 * time.Millisecond
)

// homeFile is what every site has.
const homeFile = "index.html"

// A session is one call of `tradeoff watch`. Its own goroutine is the only one that
// touches it and writes; one other builds, and the server has its own.
//
// A build gets the changes that no build before it was told. It is given up for newer
// ones at once, so that the last save is seen soonest; the next is told only those,
// because a builder forgets nothing, and does not do again what was done.
// What is shown of a build, and its time, is of all changes since the last one that
// ended.
type session struct {
	command Command
	request watchRequest
	builder *generator.Builder
	changes <-chan watch.Change
	server  *serve.Server
	at      *serve.Listening

	building round // what the builder was told since a build ended
	waiting  round // what it is not told yet
	cancel   context.CancelCauseFunc
	ended    chan ending      // of the build that is running
	again    <-chan time.Time // when to try once more to write where another build was writing
	tries    int              // so far
	running  bool
	bar      *progress
	followed string // the page of what is being built, if it is to be followed

	built  bool        // a build ended, well or not
	out    os.FileInfo // the output folder as the last build left it; nil where that failed
	broken string      // what the last build found wrong; empty where nothing
	warned map[warning]bool

	served, opened chan error
}

// An ending is that of a build.
type ending struct {
	report generator.Report
	err    error
}

// newSession watches the site's folder and listens.
func (c Command) newSession(ctx context.Context, r watchRequest) (*session, error) {
	opts := watch.Options{Root: r.build.Site, Skip: unwatched(r.build.Site, r.build.Out)}
	if r.poll {
		opts.Poll = pollEvery
	}
	watcher, err := watch.Start(ctx, opts)
	if err != nil {
		return nil, fmt.Errorf("the site's folder cannot be watched: %w", err)
	}
	prefix, _ := generator.Prefix(r.build.Site) // the first build says what is wrong with it
	w := &session{
		command: c, request: r, changes: watcher.Changes(), server: serve.New(serve.Options{Dir: r.build.Out, Prefix: prefix}),
		ended: make(chan ending, 1), warned: map[warning]bool{}, served: make(chan error, 1), opened: make(chan error, 1),
	}
	if w.at, err = w.server.Listen(ctx, r.host, r.port); err != nil {
		return nil, errors.New("the site cannot be served: " + cannotListen(err, r))
	}
	build := r.build
	build.First, build.Early, build.Cache = w.first, w.server.Early, !r.noCache
	build.Progress = func(done, total int) { w.bar.show(done, total) }
	w.builder = generator.NewBuilder(build)
	return w, nil
}

// first gives the pages to render first: the one that will be gone to, and those
// that somebody looks at. Nothing changes what it reads while a build is running.
func (w *session) first() []string {
	if w.followed == "" {
		return w.server.Recent()
	}
	return append([]string{w.followed}, w.server.Recent()...)
}

// run is the session from its first build to its end.
func (w *session) run(ctx context.Context) error {
	w.greet()
	go func() { w.served <- w.at.Wait() }()
	w.waiting = round{all: true, since: time.Now()}
	w.begin(ctx)
	look := time.NewTicker(outputEvery)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			w.part()
			return nil
		case change, more := <-w.changes:
			if !more {
				w.changes = nil // the end is near
				continue
			}
			w.take(ctx, change)
		case e := <-w.ended:
			w.end(ctx, e)
		case <-w.again:
			w.begin(ctx)
		case <-look.C:
			w.lookAtOutput(ctx)
		case err := <-w.opened:
			w.sayNotOpened(err)
		case err := <-w.served:
			if ctx.Err() == nil {
				return fmt.Errorf("the server has stopped: %w", err)
			}
			w.served <- err // part waits for it
		}
	}
}

// take takes in a change.
func (w *session) take(ctx context.Context, change watch.Change) {
	if change.Paths = ofSite(change.Paths); len(change.Paths) == 0 && !change.All {
		return
	}
	w.waiting.add(round{paths: change.Paths, all: change.All, reason: change.Reason, since: time.Now()})
	switch {
	case !w.running:
		w.begin(ctx)
	default:
		w.cancel(generator.ErrSuperseded)
	}
}

// begin begins a build with what is waiting.
func (w *session) begin(ctx context.Context) {
	w.again = nil
	changed := w.waiting.names()
	w.building.add(w.waiting)
	w.waiting = round{}
	w.followed = w.follow(w.building, false)
	w.bar = w.command.progress(time.Now(), false)
	w.running = true
	ctx, w.cancel = context.WithCancelCause(ctx)
	go func() {
		report, err := w.builder.Build(ctx, changed)
		w.ended <- ending{report, err}
	}()
}

// end takes in that a build has ended, and begins the next if there is a change.
func (w *session) end(ctx context.Context, e ending) {
	w.cancel(nil)
	w.running = false
	w.bar.clear()
	switch {
	case ctx.Err() != nil:
		return
	case errors.Is(e.err, context.Canceled): // for what is waiting
	case e.report.Locked:
		w.tryAgain(e)
	case e.err == nil && !e.report.HasErrors():
		w.publish(e.report)
	default:
		w.fail(e)
	}
	if !errors.Is(e.err, context.Canceled) && !e.report.Locked {
		w.building, w.tries = round{}, 0
		w.show()
	}
	if !w.waiting.empty() {
		w.begin(ctx)
	}
}

// tryAgain waits for another build that is writing into the output folder. That is
// no fault of the site, and is not said before it takes long.
func (w *session) tryAgain(e ending) {
	w.again = time.After(lockedFor)
	switch w.tries++; {
	case w.tries == patient:
		w.fail(e)
	case w.tries > patient:
		w.again = time.After(outputEvery)
	}
}

// publish tells the open pages that a build went well, and then the terminal.
func (w *session) publish(report generator.Report) {
	before := w.at.Now()
	w.server.Under(report.Prefix)
	w.server.Changed(report.Changed, w.follow(w.building, true))
	if w.broken != "" {
		w.server.Mended()
	}
	took := time.Since(w.building.since)
	w.out, _ = os.Stat(w.request.build.Out)
	w.sayPublished(report, took)
	if now := w.at.Now(); now != before {
		w.sayAddress("Now at ")
	}
	w.broken = ""
}

// fail tells the open pages, and the terminal, why a build failed.
func (w *session) fail(e ending) {
	w.server.Broken(w.problems(e), publish.Stands(w.request.build.Out))
	w.out = nil
	w.sayFailed(e)
}

// show opens the site in the browser once it is built for the first time.
func (w *session) show() {
	if !w.built && w.request.open {
		at := w.at.Now()
		go func() { w.opened <- openInBrowser(at) }()
	}
	w.built = true
}

// lookAtOutput builds again where the output folder is no longer the one that the
// last build left. Nobody is told of what happens to it otherwise, because it is
// not watched.
func (w *session) lookAtOutput(ctx context.Context) {
	if w.out == nil || w.running {
		return
	}
	if now, err := os.Stat(w.request.build.Out); err == nil && os.SameFile(now, w.out) && exists(w.request.build.Out, homeFile) {
		return
	}
	w.out = nil
	w.take(ctx, watch.Change{All: true, Reason: w.request.build.Out + " was removed"})
}

// part waits a moment for the build and the server to end.
func (w *session) part() {
	deadline := time.After(parting)
	for served := false; w.running || !served; {
		select {
		case <-w.ended:
			w.running = false
			w.bar.clear()
		case <-w.served:
			served = true
		case <-deadline:
			if !w.running {
				w.builder.Close()
			}
			return
		}
	}
	w.builder.Close()
}
