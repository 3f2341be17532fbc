package generator_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tradeoff/generator"
	"tradeoff/generator/watch"
)

// tellingTime is how long a watcher may take to tell of what happened, on a busy machine.
const tellingTime = 30 * time.Second

// TestIncrementalWatched is TestIncremental with a watcher that tells what changed.
// Builds begin while files are still being written, as they do when somebody saves
// faster than a build takes. Once all is told, what stands in the folder must be
// what a clean build gives.
func TestIncrementalWatched(t *testing.T) {
	steps := 20
	if !thorough {
		steps = 6
	}
	forSeeds(t, 1, orElse(*watchedFlag, steps), func(t *testing.T, seed uint64, steps int) int {
		tr := newTrial(t, t.TempDir(), optionsOf(seed))
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		w, err := watch.Start(ctx, watch.Options{Root: tr.site, Skip: notSource})
		if err != nil {
			t.Fatal(err)
		}
		e := newEditor(seed, tr)
		var taken []step
		for i := range steps {
			s := e.next()
			s.edits = ofSite(s.edits)
			taken = append(taken, s)
			if fault := tr.takeWatched(s, w, e); fault != nil {
				t.Fatalf("seed %d, step %d: %v\n%s", seed, i, fault, describe(taken[max(0, i-3):]))
			}
		}
		t.Logf("%s", tr.tally)
		return steps
	})
}

// notSource is what is no part of a site: its output, and hidden files.
func notSource(name string, _ bool) bool {
	return name == "public" || strings.HasPrefix(filepath.Base(name), ".")
}

// ofSite leaves out what somebody does to the output folder: no watcher tells.
func ofSite(edits []change) []change {
	var own []change
	for _, c := range edits {
		if !c.theirs {
			own = append(own, c)
		}
	}
	return own
}

// takeWatched takes a step while builds follow what the watcher tells, and waits
// until the output folder is as that of a clean build.
func (tr *trial) takeWatched(s step, w *watch.Watcher, e *editor) error {
	tr.tally.steps++
	before := tr.source()
	written := make(chan struct{})
	pauses := make([]time.Duration, len(s.edits))
	for i := range pauses {
		pauses[i] = time.Duration(e.IntN(1<<e.IntN(15))) * time.Microsecond
	}
	go func() {
		defer close(written)
		for i, c := range s.edits {
			c.apply(tr.site)
			time.Sleep(pauses[i])
		}
	}()
	fault := tr.settle(written, w)
	tr.settled = nil
	if fault == nil && !tr.report.HasErrors() {
		tr.settled = tr.source()
	}
	if maps.Equal(before, tr.source()) {
		tr.tally.quiet++
	}
	return fault
}

// settle builds what the watcher tells, until all is written and nothing differs.
func (tr *trial) settle(written chan struct{}, w *watch.Watcher) error {
	var fault error
	var deadline <-chan time.Time
	check := func() bool {
		fault = tr.asClean()
		return fault == nil
	}
	for {
		select {
		case <-written:
			written, deadline = nil, time.After(tellingTime)
			if check() {
				return nil
			}
		case told := <-w.Changes():
			names := told.Paths
			if told.All {
				names = nil
			}
			before := published(tr.out)
			report, err := tr.build(context.Background(), names)
			if err != nil {
				return fmt.Errorf("the build ended with %w", err)
			}
			tr.report = report
			if d := difference(published(tr.out), before); report.HasErrors() && d != "" {
				return errors.New("the site has faults, and something was published: " + d)
			}
			if written == nil && check() {
				return nil
			}
		case <-deadline:
			return fmt.Errorf("the watcher was given %v, and: %w", tellingTime, fault)
		}
	}
}

// asClean tells how the site differs from what a clean build of it makes. That
// publishes into the same folder each time: when the site has faults, the last one
// without stands there.
func (tr *trial) asClean() error {
	opts := tr.opts
	opts.Out = tr.clean
	clean, err := generator.Build(context.Background(), opts)
	if err != nil {
		return fmt.Errorf("the clean build ended with %w", err)
	}
	if d := tr.saysOtherwise(tr.report, clean); d != "" {
		return errors.New(d)
	}
	if clean.HasErrors() {
		tr.tally.failed++
		// Which of the states in between had no faults depends on the moments at which
		// the builds began.
		return nil
	}
	if d := difference(published(tr.out), published(tr.clean)); d != "" {
		return errors.New("the folders differ: " + d)
	}
	tr.tally.published++
	return nil
}
