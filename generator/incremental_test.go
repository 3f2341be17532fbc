package generator_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"tradeoff/generator"
)

var (
	seedFlag    = flag.Uint64("incremental.seed", 0, "the one seed of TestIncremental and TestIncrementalWatched; 0 for random ones")
	stepsFlag   = flag.Int("incremental.steps", 0, "steps from one site of TestIncremental; 0 for as many as take a few seconds")
	timeFlag    = flag.Duration("incremental.time", 0, "how long to begin with new seeds, in each of the two tests")
	shrinkFlag  = flag.Duration("incremental.shrink", time.Minute, "how long to look for a shorter way to a fault")
	watchedFlag = flag.Int("incremental.watched", 0, "steps from one site of TestIncrementalWatched; 0 for as many as take a few seconds")
)

// TestIncremental edits a site at random, and builds it after each step with a
// builder that remembers. What that publishes and says must be, byte for byte,
// what a builder that remembers nothing publishes and says of the same site.
//
// To find more faults than a test that everybody runs has time for:
//
//	go test ./generator -run TestIncremental$ -incremental.time=1h -timeout=2h
func TestIncremental(t *testing.T) {
	steps, seeds := 40, 2
	if !thorough {
		steps, seeds = 12, 1
	}
	forSeeds(t, seeds, orElse(*stepsFlag, steps), func(t *testing.T, seed uint64, steps int) int {
		opts := optionsOf(seed)
		tr := newTrial(t, t.TempDir(), opts)
		e := newEditor(seed, tr)
		var taken []step
		for i := range steps {
			s := e.next()
			taken = append(taken, s)
			fault := tr.take(s)
			if fault == nil {
				continue
			}
			t.Errorf("seed %d, step %d: %v\n%s", seed, i, fault, describe(taken[max(0, i-2):]))
			short, fault := shrink(taken, fault, func(steps []step) error { return replay(t, opts, steps) })
			t.Fatalf("shortest way found, %d steps: %v\n%s", len(short), fault, describe(short[max(0, len(short)-8):]))
		}
		t.Logf("%s", tr.tally)
		return len(taken)
	})
}

// forSeeds runs a test from some seeds, or for as long as the flags say.
func forSeeds(t *testing.T, seeds, steps int, test func(t *testing.T, seed uint64, steps int) int) {
	t.Helper()
	if *seedFlag != 0 {
		seeds = 1
	}
	total, begun := 0, time.Now()
	for i := 0; i < seeds || time.Since(begun) < *timeFlag; i++ {
		seed := *seedFlag
		if seed == 0 || i > 0 {
			seed = rand.Uint64()
		}
		ok := t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) { total += test(t, seed, steps) })
		if !ok {
			break
		}
	}
	t.Logf("%d steps in %v", total, time.Since(begun).Round(time.Second))
}

func orElse(n, otherwise int) int {
	if n == 0 {
		return otherwise
	}
	return n
}

// optionsOf gives the options of the builds of a seed.
func optionsOf(seed uint64) generator.Options {
	r := rand.New(rand.NewPCG(seed, 1))
	opts := generator.Options{Drafts: r.IntN(3) == 0, NoMinify: r.IntN(2) == 0}
	if r.IntN(4) == 0 {
		opts.URL = "https://other.example.org/"
	}
	return opts
}

// shrink looks for a shorter way to a fault: the last steps alone, then without
// some of these, then without some of their edits. What a build that is cancelled
// does depends on the moment, so a way is tried more than once, and may still miss a
// fault by chance.
func shrink(steps []step, fault error, replay func([]step) error) ([]step, error) {
	deadline := time.Now().Add(*shrinkFlag)
	try := func(candidate []step) bool {
		if time.Now().After(deadline) {
			return false
		}
		tries := 1
		if slices.ContainsFunc(candidate, func(s step) bool { return s.stop != nil }) {
			tries = 3
		}
		for range tries {
			if found := replay(candidate); found != nil {
				steps, fault = candidate, found
				return true
			}
		}
		return false
	}
	for last := 1; last < len(steps); last *= 2 {
		if try(steps[len(steps)-last:]) {
			break
		}
	}
	for size := len(steps) / 2; size > 0; size /= 2 {
		for at := 0; at+size <= len(steps); {
			if !try(append(append([]step{}, steps[:at]...), steps[at+size:]...)) {
				at += size
			}
		}
	}
	for i := 0; i < len(steps); i++ {
		for j := len(steps[i].edits) - 1; j >= 0 && j < len(steps[i].edits); j-- {
			candidate := append([]step{}, steps...)
			edits := steps[i].edits
			candidate[i].edits = append(append([]change{}, edits[:j]...), edits[j+1:]...)
			try(candidate)
		}
	}
	return steps, fault
}

// replay takes steps from the beginning and gives the first fault.
func replay(t *testing.T, opts generator.Options, steps []step) error {
	tr := newTrial(t, t.TempDir(), opts)
	for _, s := range steps {
		if fault := tr.take(s); fault != nil {
			return fault
		}
	}
	return nil
}

// describe shows steps for whoever looks for a fault.
func describe(steps []step) string {
	var b strings.Builder
	begin := baseline()
	for i, s := range steps {
		names := fmt.Sprintf("%q", s.names)
		if s.names == nil {
			names = "everything"
		}
		fmt.Fprintf(&b, "step %d, %s; told: %s\n", i, s.what, names)
		if s.stop != nil {
			fmt.Fprintf(&b, "\tcancelled: %+v\n", *s.stop)
		}
		if s.by != nil {
			fmt.Fprintf(&b, "\tbuilt by %+v\n", *s.by)
		}
		for j, e := range s.edits {
			if j == 30 {
				fmt.Fprintf(&b, "\t... and %d more\n", len(s.edits)-j)
				break
			}
			fmt.Fprintf(&b, "\t%s\n", e.show(begin))
		}
	}
	return b.String()
}
