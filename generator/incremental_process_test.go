package generator_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"tradeoff/generator"
)

// TestIncrementalProcesses is TestIncremental for builds that follow each other as
// processes do: all that one knows of the one before stands in the site's folder
// .tradeoff and in the output folder. Options change between them, several output
// folders take turns, the cache is torn or removed, builds are given up, and some
// processes live on for a few steps, as a watch does, while others build beside them.
//
// Each output folder has a twin, to which the same happens, and into which each step is
// built without a cache. What is published and what is said must be the same.
//
// Processes that are killed are in package main: TestKilled.
func TestIncrementalProcesses(t *testing.T) {
	steps, seeds := 40, 2
	if !thorough {
		steps, seeds = 12, 1
	}
	forSeeds(t, seeds, orElse(*stepsFlag, steps), func(t *testing.T, seed uint64, steps int) int {
		p := newProcesses(t)
		defer func() { p.end() }()
		e := newEditor(seed, p.trial)
		var taken []step
		for i := range steps {
			s := e.nextProcess(p)
			taken = append(taken, s)
			fault := p.take(s)
			if fault == nil {
				continue
			}
			t.Errorf("seed %d, step %d: %v\n%s", seed, i, fault, describe(taken[max(0, i-2):]))
			short, fault := shrink(taken, fault, func(steps []step) error { return replayProcesses(t, steps) })
			t.Fatalf("shortest way found, %d steps: %v\n%s", len(short), fault, describe(short[max(0, len(short)-8):]))
		}
		t.Logf("%s; %d by a look alone, %d beside another, %d with the cache meddled with", p.tally, p.looks, p.beside, p.meddled)
		return len(taken)
	})
}

// A process is what builds in a step.
type process struct {
	opts   generator.Options // without folders
	place  int               // of the output folder
	pause  bool              // first, as long as a file's time takes to tell
	lives  bool              // it is the process that lives on, which has its own options; it begins where there is none
	ends   bool              // one that lives on ends after this
	meddle meddling          // what happens to the cache
}

func (p process) String() string {
	return fmt.Sprintf("place %d, drafts %t, url %q, no-minify %t, zip %t, pause %t, lives %t, ends %t, cache %v",
		p.place, p.opts.Drafts, p.opts.URL, p.opts.NoMinify, p.opts.Zip, p.pause, p.lives, p.ends, p.meddle)
}

// A place is an output folder with its twin.
type place struct {
	out, clean string
	touched    bool
}

// processes is a trial of which each build is a process. The trial's own output folder
// is that of the place at hand.
type processes struct {
	*trial
	places []*place
	last   process
	calm   int    // for how many steps mostly nothing happens
	living *lives // nil where none is

	looks, beside, meddled int
}

// A lives is a process that lives on.
type lives struct {
	process
	builder *generator.Builder
	told    []string
}

func newProcesses(t *testing.T) *processes {
	base := t.TempDir()
	p := &processes{trial: &trial{t: t, site: filepath.Join(base, "site"), progress: func(int) {}}}
	for name, text := range baseline() {
		put(name, text).apply(p.site)
	}
	for i, out := range []string{filepath.Join(p.site, "public"), filepath.Join(base, "else where"), filepath.Join(base, "deep", "er")} {
		p.places = append(p.places, &place{out: out, clean: filepath.Join(base, fmt.Sprint("clean", i))})
	}
	p.at(0)
	if fault := p.take(step{what: "the first build", by: &process{pause: true}}); fault != nil {
		t.Fatal(fault)
	}
	return p
}

// at goes to a place.
func (p *processes) at(i int) *place {
	at := p.places[i]
	p.out, p.clean = at.out, at.clean
	return at
}

func (p *processes) end() {
	if p.living != nil {
		p.living.builder.Close()
		p.living = nil
	}
}

// replayProcesses takes steps from the beginning and gives the first fault.
func replayProcesses(t *testing.T, steps []step) error {
	p := newProcesses(t)
	defer func() { p.end() }()
	for _, s := range steps {
		if fault := p.take(s); fault != nil {
			return fault
		}
	}
	return nil
}

// nextProcess makes up the next step, and what builds it.
func (e *editor) nextProcess(p *processes) step {
	by := p.last
	by.pause, by.lives, by.ends, by.meddle = e.IntN(2) == 0, e.IntN(6) == 0, e.IntN(3) == 0, meddling{}
	if e.IntN(5) == 0 {
		by.place = e.IntN(len(p.places))
	}
	if e.IntN(4) == 0 {
		switch e.IntN(4) {
		case 0:
			by.opts.Drafts = !by.opts.Drafts
		case 1:
			by.opts.NoMinify = !by.opts.NoMinify
		case 2:
			by.opts.Zip = !by.opts.Zip
		default:
			by.opts.URL = e.pick("", "https://other.example.org/", "https://example.org/small/")
		}
	}
	if e.IntN(8) == 0 {
		by.meddle = e.meddling()
	}
	p.last = by
	if by.lives && p.living != nil {
		by.place = p.living.place
	}
	p.at(by.place)
	s := e.next()
	s.by = &by
	if p.calm--; p.settled != nil && p.calm <= 0 && e.IntN(6) == 0 {
		p.calm = 2 + e.IntN(6)
	}
	switch n := e.IntN(20); {
	case n < 17 && p.calm > 0:
		s.what, s.edits, s.names, s.stop, by.pause = "nothing", nil, []string{}, nil, true
	case n < 19 && p.calm > 0 || n < 3 && p.settled != nil:
		e.site = p.source()
		s.what, s.edits = "without a trace", e.quietly()
		s.names = e.told(s.edits)
	}
	return s
}

// quietly changes a file of the site or of the output folder and keeps its length and
// its time; where another file is put in its place, it keeps them too, or is older.
func (e *editor) quietly() []change {
	of, theirs := e.site, e.IntN(2) == 0
	if theirs {
		of = published(e.tr.out)
	}
	name := ""
	if names := of.names(".html", ".md", ".yaml", ".css", ".txt", ".csv", ".js", ".json"); len(names) > 0 {
		name = e.pick(names...)
	}
	text := []byte(of[name])
	if name == "" || strings.HasPrefix(string(text), linkMark) || !slices.ContainsFunc(text, isSmall) {
		return nil
	}
	at := e.IntN(len(text))
	for !isSmall(text[at]) {
		at = (at + 1) % len(text)
	}
	text[at] = 'a' + (text[at]-'a'+1)%26
	return []change{{do: e.pick("quiet", "quiet replace", "older"), path: name, text: string(text), theirs: theirs}}
}

func isSmall(c byte) bool { return 'a' <= c && c <= 'z' }

// take takes a step, and tells what differs from a build without a cache.
func (p *processes) take(s step) error {
	by := *s.by
	if by.lives && p.living != nil {
		by = p.living.process
	}
	at := p.at(by.place)
	p.touched = false
	p.apply(s)
	at.touched = at.touched || p.touched
	p.tally.steps++
	if p.living != nil {
		p.living.told = tell(p.living.told, s.names)
	}
	if s.by.pause {
		time.Sleep(60 * time.Millisecond)
	}
	stop := s.by.meddle.begin(p.site)
	if s.by.meddle.do != "" {
		p.meddled++
	}
	defer stop()
	if s.stop != nil {
		if ended, fault := p.givenUp(s, by); ended || fault != nil || s.lazy {
			return fault
		}
	}
	before := published(at.out)
	report, err := p.run(context.Background(), s, by)
	if err != nil {
		return fmt.Errorf("the build ended with %w", err)
	}
	return p.compare(at, by, before, report)
}

// tell joins what a process is told; nil stands for everything.
func tell(told, more []string) []string {
	if told == nil || more == nil {
		return nil
	}
	return append(told, more...)
}

// givenUp builds and cancels it, and tells whether it came to its end nevertheless.
func (p *processes) givenUp(s step, by process) (ended bool, fault error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if s.stop.after > 0 {
		defer time.AfterFunc(s.stop.after, cancel).Stop()
	}
	p.progress = func(done int) {
		if done == s.stop.rendered {
			cancel()
		}
	}
	defer func() { p.progress = func(int) {} }()
	at := p.places[by.place]
	before := published(at.out)
	report, err := p.run(&asked{Context: ctx, cancel: cancel, most: int64(s.stop.asked)}, s, by)
	if err == nil {
		return true, p.compare(at, by, before, report)
	}
	p.tally.cancelled++
	p.settled = nil
	if !errors.Is(err, context.Canceled) {
		return false, fmt.Errorf("the cancelled build ended with %w", err)
	}
	if d := difference(published(at.out), before); d != "" {
		return false, errors.New("a cancelled build published something: " + d)
	}
	return false, nil
}

// run is the build of a process, be it a new one or the one that lives on.
func (p *processes) run(ctx context.Context, s step, by process) (generator.Report, error) {
	opts := by.opts
	opts.Site, opts.Out, opts.Cache = p.site, p.places[by.place].out, true
	opts.Progress = func(done, _ int) { p.progress(done) }
	var report generator.Report
	var err error
	if s.by.lives {
		if p.living == nil {
			p.living = &lives{process: by, builder: generator.NewBuilder(opts)}
		}
		report, err = p.living.builder.Build(ctx, p.living.told)
		p.living.told = []string{}
	} else {
		if p.living != nil {
			p.beside++
		}
		report, err = generator.Build(ctx, opts)
		if err == nil && report.Parsed == 0 && !report.HasErrors() {
			p.looks++
		}
	}
	p.tally.parsed += report.Parsed
	p.tally.rendered += report.Rendered
	p.tally.written += report.Written
	if s.by.ends {
		p.end()
	}
	return report, err
}

// compare holds a build against one without a cache, into the twin.
func (p *processes) compare(at *place, by process, before folder, report generator.Report) error {
	opts := by.opts
	opts.Site, opts.Out = p.site, at.clean
	clean, err := generator.Build(context.Background(), opts)
	if err != nil {
		return fmt.Errorf("the clean build ended with %w", err)
	}
	if d := p.saysOtherwise(report, clean); d != "" {
		return errors.New(d)
	}
	if d := differingFields(report, clean, restOfReport...); d != "" {
		return errors.New(d)
	}
	after := published(at.out)
	if d := difference(after, published(at.clean)); d != "" {
		return errors.New("the folders differ: " + d)
	}
	p.report = report
	if report.HasErrors() {
		p.settled = nil
		p.tally.failed++
		return nil
	}
	now := p.source()
	if p.settled != nil && maps.Equal(p.settled, now) {
		p.tally.quiet++
	}
	p.settled = now
	p.tally.published++
	p.first = nil
	p.touched = at.touched
	p.opts = opts
	return errors.Join(p.announced(before, after, report), p.fresh(after))
}

// restOfReport is all of a report but what it says of the site, which saysOtherwise
// compares, and what was done to come by it.
var restOfReport = func() []string {
	var names []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[generator.Report]()) {
		if !slices.Contains([]string{"Diagnostics", "Decisions", "Parsed", "Rendered"}, f.Name) {
			names = append(names, f.Name)
		}
	}
	return names
}()

// A meddling is what somebody does to the cache.
type meddling struct {
	do    string
	name  string        // the file that it is done to, as far as it is one
	at    uint64        // where in it
	after time.Duration // so long after the build began; 0 before
}

func (e *editor) meddling() meddling {
	m := meddling{
		do:   e.pick("remove all", "remove", "cut", "fill", "flip", "empty", "a file", "a link", "another tool", "old"),
		name: e.pick("entries", "entries", "bulk", "bulk", "bulk", "lock", ".gitignore"), at: e.Uint64(),
	}
	if e.IntN(2) == 0 {
		m.after = time.Duration(1+e.IntN(60_000)) * time.Microsecond
	}
	return m
}

// begin meddles, at once or later. What it gives waits until it is done.
func (m meddling) begin(site string) (done func()) {
	if m.do == "" {
		return func() {}
	}
	if m.after == 0 {
		m.meddle(site)
		return func() {}
	}
	end := make(chan struct{})
	time.AfterFunc(m.after, func() {
		m.meddle(site)
		close(end)
	})
	return func() { <-end }
}

// meddle does it, as far as it can be done.
func (m meddling) meddle(site string) {
	folder := filepath.Join(site, ".tradeoff")
	if info, err := os.Lstat(folder); err == nil && !info.IsDir() {
		_ = os.Remove(folder) // what an earlier one put there
		return
	}
	file := filepath.Join(folder, m.name)
	if m.name == "bulk" {
		if all, _ := filepath.Glob(file + "-*"); len(all) > 0 {
			file = all[m.at%uint64(len(all))]
		}
	}
	text, _ := os.ReadFile(file)
	at := int(m.at % uint64(len(text)+1))
	write := func(text []byte) { _ = os.WriteFile(file, text, 0o644) }
	switch m.do {
	case "remove all":
		_ = os.RemoveAll(folder)
	case "a file", "a link":
		_ = os.RemoveAll(folder)
		put(".tradeoff", map[string]string{"a file": "x", "a link": linkMark + "guides"}[m.do]).apply(site)
	case "remove":
		_ = os.Remove(file)
	case "cut":
		_ = os.Truncate(file, int64(at))
	case "empty":
		write(nil)
	case "fill":
		for i := range text[at:] {
			text[at+i] = byte(m.at >> (i % 57))
		}
		write(text)
	case "flip":
		if at < len(text) {
			text[at] ^= 1
		}
		write(text)
	case "another tool":
		entries, _ := os.ReadFile(filepath.Join(folder, "entries"))
		_ = os.WriteFile(filepath.Join(folder, "entries"), []byte(strings.Replace(string(entries), "\n", "\nanother ", 1)), 0o644)
	case "old": // a part of the cache is as it was before the last process
		write(append(text[:at:at], text[:min(len(text), at/2)]...))
	}
}
