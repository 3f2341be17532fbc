package watch

import (
	"slices"
	"strings"
	"time"
)

const (
	// few is up to how many files that were or are there are one save.
	few = 4
	// most is how many paths are named one by one. Beyond, to look at everything
	// costs no more than to look at all of them, and a list that nobody takes
	// must not grow forever.
	most = 20_000
)

// pace is how long it has to be quiet.
type pace struct{ quiet, lull, bound time.Duration }

// A batch is a change that is not taken yet.
type batch struct {
	pace    pace
	files   map[string]presence
	paths   []string // the keys of files, sorted
	visible int      // files that were there or are: those that editors save to first are neither
	folders bool     // a folder came or went
	all     bool
	reasons []string

	first, last time.Time // of the events; zero where there is none
	checked     bool      // whether unfinished was asked since the last event
	patient     bool      // what it said
	offered     bool      // nobody has taken the batch yet
}

// presence says of a path in a batch whether it was a file when the batch began,
// and whether it is one.
type presence struct{ was, is bool }

func newBatch(p pace) *batch { return &batch{pace: p, files: map[string]presence{}} }

// add names a file. was says whether it was known just before, and is whether it
// is there now.
func (b *batch) add(path string, was, is bool) {
	b.touch()
	if b.all {
		return
	}
	now := presence{was: was, is: is}
	before, known := b.files[path]
	if known {
		now.was = before.was
	} else {
		at, _ := slices.BinarySearch(b.paths, path)
		b.paths = slices.Insert(b.paths, at, path)
	}
	b.files[path] = now
	b.visible += now.count() - before.count()
	if len(b.paths) > most {
		b.everything("so many files changed that all are looked at")
	}
}

// folder names a folder that came or went.
func (b *batch) folder(path string) {
	b.folders = true
	b.add(path, false, true)
}

func (p presence) count() int {
	if p.was || p.is {
		return 1
	}
	return 0
}

// everything names every file, and says why.
func (b *batch) everything(reason string) {
	b.touch()
	b.all, b.paths = true, nil
	clear(b.files)
	if !slices.Contains(b.reasons, reason) {
		b.reasons = append(b.reasons, reason)
	}
}

// touch says that something happens at this moment.
func (b *batch) touch() {
	b.last = time.Now()
	if b.first.IsZero() || b.offered { // what was not taken in time waits for quiet again
		b.first = b.last
	}
	b.checked, b.patient, b.offered = false, false, false
}

// idle tells whether nothing has happened.
func (b *batch) idle() bool { return b.first.IsZero() }

// storm tells whether more is to be expected than one save.
func (b *batch) storm() bool { return b.all || b.folders || b.visible > few }

// ripe is when the batch is to be handed on, if nothing happens until then.
func (b *batch) ripe() time.Time {
	wait := b.pace.quiet
	if b.storm() || b.patient {
		wait = b.pace.lull
	}
	ripe, bound := b.last.Add(wait), b.first.Add(b.pace.bound)
	if bound.Before(ripe) {
		return bound
	}
	return ripe
}

// isRipe tells whether the batch is to be handed on. For a few files it asks
// once after the last event whether a file is empty; those that are gone it
// knows.
func (b *batch) isRipe(now time.Time, isEmpty func(path string) bool) bool {
	if b.idle() || now.Before(b.ripe()) {
		return false
	}
	if !b.checked && !b.storm() {
		b.checked, b.patient = true, b.unfinished(isEmpty)
	}
	b.offered = !now.Before(b.ripe())
	return b.offered
}

// unfinished tells whether a file is in a state that saving passes through.
func (b *batch) unfinished(isEmpty func(path string) bool) bool {
	for path, file := range b.files {
		if file.was && !file.is || file.is && isEmpty(path) {
			return true
		}
	}
	return false
}

// change is the batch as it is handed on.
func (b *batch) change() Change {
	return Change{Paths: b.paths, All: b.all, Reason: strings.Join(b.reasons, "; ")}
}
