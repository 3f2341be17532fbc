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
	"sync/atomic"
	"testing"
	"time"

	"tradeoff/generator"
	"tradeoff/generator/cache"
	"tradeoff/generator/diag"
)

// A step is what happens between two builds, and the build.
type step struct {
	what  string
	edits []change
	names []string // that the builder is told; nil for everything
	stop  *stop    // the build is cancelled
	// lazy says that no other build follows the one that is cancelled, so that the
	// next step meets what that left.
	lazy bool
	by   *process // of TestIncrementalProcesses: what builds, and where
}

// A stop says when a build is cancelled; what is not zero counts.
type stop struct {
	asked    int           // so many times asked whether it is
	rendered int           // so many files rendered
	after    time.Duration // so long after it began
	// superseded says that it is for a newer build.
	superseded bool
}

// staging is where a build puts files before it publishes them.
const staging = ".tradeoff-staging"

// A trial is a site with two output folders: one that a single builder publishes
// into all the time, the other by a new builder each time. Whatever somebody else
// does to one of them, he does to the other.
//
// The second builder remembers nothing, but finds the folder as its predecessor
// left it. From time to time a third builds into a folder that was not there.
type trial struct {
	t          *testing.T
	site       string
	out, clean string
	opts       generator.Options
	builder    *generator.Builder
	first      map[string]string // what Options.Early was given in this build
	look       []string          // what Options.First asks for
	progress   func(done int)

	settled folder // the site when it was last built well; nil where something may remain of another
	report  generator.Report
	touched bool // somebody else did something to the output folders
	tally   tally
}

// A tally counts what came before a trial.
type tally struct{ steps, published, failed, cancelled, quiet, parsed, rendered, written int }

func (c tally) String() string {
	return fmt.Sprintf("%d steps: %d published, %d with faults, %d cancelled, %d without a change; in all %d parsed, %d rendered, %d written",
		c.steps, c.published, c.failed, c.cancelled, c.quiet, c.parsed, c.rendered, c.written)
}

// newTrial writes the site that steps begin with, and builds it.
func newTrial(t *testing.T, base string, opts generator.Options) *trial {
	t.Helper()
	tr := &trial{t: t, site: filepath.Join(base, "site"), clean: filepath.Join(base, "clean"), progress: func(int) {}}
	tr.out = filepath.Join(tr.site, "public")
	for name, text := range baseline() {
		put(name, text).apply(tr.site)
	}
	opts.Site, opts.Out = tr.site, tr.out
	tr.opts = opts
	opts.First = func() []string { return tr.look }
	opts.Early = func(address string, content []byte) { tr.first[address] = string(content) }
	opts.Progress = func(done, _ int) { tr.progress(done) }
	tr.builder = generator.NewBuilder(opts)
	if fault := tr.take(step{what: "the first build"}); fault != nil {
		t.Fatal(fault)
	}
	if tr.report.HasErrors() {
		t.Fatalf("the site that steps begin with has faults: %v", tr.report.Diagnostics)
	}
	return tr
}

// source reads the site without its output.
func (tr *trial) source() folder {
	return readFolder(tr.site, func(name string) bool { return name == "public" || name == cache.Folder })
}

// published reads an output folder. What the lock is made of says nothing.
// What a build that was given up has left for the next one is not published.
func published(out string) folder {
	return readFolder(out, func(name string) bool {
		return name == ".tradeoff.lock" || strings.HasPrefix(name, staging)
	})
}

// take takes a step, and tells what differs from a clean build.
func (tr *trial) take(s step) error {
	tr.apply(s)
	before := published(tr.out)
	tr.tally.steps++
	if s.stop != nil {
		ended, fault := tr.cancelled(s, before)
		if ended || fault != nil || s.lazy {
			return fault
		}
		s.names = []string{} // it was told already
	}
	report, err := tr.build(context.Background(), s.names)
	if err != nil {
		return fmt.Errorf("the build ended with %w", err)
	}
	return tr.compare(before, report)
}

func (tr *trial) apply(s step) {
	for _, e := range s.edits {
		if e.theirs {
			tr.touched = true
			tr.settled = nil
			e.apply(tr.out)
			e.apply(tr.clean)
			continue
		}
		e.apply(tr.site)
	}
}

// build is one call of the builder.
func (tr *trial) build(ctx context.Context, names []string) (generator.Report, error) {
	tr.first = map[string]string{}
	report, err := tr.builder.Build(ctx, names)
	tr.tally.parsed += report.Parsed
	tr.tally.rendered += report.Rendered
	tr.tally.written += report.Written
	return report, err
}

// cancelled builds and cancels it. It tells whether the build came to its end
// nevertheless, and whether one that did not left anything behind.
func (tr *trial) cancelled(s step, before folder) (ended bool, fault error) {
	ctx, cancelCause := context.WithCancelCause(context.Background())
	cancel := func() {
		if s.stop.superseded {
			cancelCause(generator.ErrSuperseded)
		} else {
			cancelCause(nil)
		}
	}
	defer cancel()
	if s.stop.after > 0 {
		defer time.AfterFunc(s.stop.after, cancel).Stop()
	}
	tr.progress = func(done int) {
		if done == s.stop.rendered {
			cancel()
		}
	}
	defer func() { tr.progress = func(int) {} }()
	report, err := tr.build(&asked{Context: ctx, cancel: cancel, most: int64(s.stop.asked)}, s.names)
	if err == nil {
		return true, tr.compare(before, report)
	}
	tr.tally.cancelled++
	tr.settled = nil
	if !errors.Is(err, context.Canceled) {
		return false, fmt.Errorf("the cancelled build ended with %w", err)
	}
	if d := difference(published(tr.out), before); d != "" {
		return false, errors.New("a cancelled build published something: " + d)
	}
	return false, nil
}

// asked is a context that is cancelled when it was asked so many times whether it
// is; 0 stands for never.
type asked struct {
	context.Context
	cancel context.CancelFunc
	most   int64
	times  atomic.Int64
}

func (a *asked) Err() error {
	if a.times.Add(1) == a.most {
		a.cancel()
	}
	return a.Context.Err()
}

// compare holds a build against a clean one of the same site. before is what the
// output folder held.
func (tr *trial) compare(before folder, report generator.Report) error {
	opts := tr.opts
	opts.Out = tr.clean
	clean, err := generator.Build(context.Background(), opts)
	if err != nil {
		return fmt.Errorf("the clean build ended with %w", err)
	}
	if d := tr.saysOtherwise(report, clean); d != "" {
		return errors.New(d)
	}
	// The folders were alike, so what was done to them is too.
	if d := differingFields(report, clean, "Written", "Unchanged", "Removed", "Changed"); d != "" {
		return errors.New(d)
	}
	after := published(tr.out)
	if _, err := os.Stat(filepath.Join(tr.out, staging)); err == nil && !report.HasErrors() {
		return errors.New("something is left of a build that was given up")
	}
	if d := difference(after, published(tr.clean)); d != "" {
		return errors.New("the folders differ: " + d)
	}
	tr.report = report
	now := tr.source()
	quiet := tr.settled != nil && maps.Equal(tr.settled, now)
	tr.settled = now
	if report.HasErrors() {
		tr.settled = nil
		tr.tally.failed++
		if d := difference(after, before); d != "" {
			return errors.New("the site has faults, and something was published: " + d)
		}
		return nil
	}
	tr.tally.published++
	if quiet {
		tr.tally.quiet++
		if report.Parsed+report.Rendered+report.Written+report.Removed > 0 {
			return fmt.Errorf("nothing is different, but of the files were %d parsed, %d rendered, %d written, %d removed",
				report.Parsed, report.Rendered, report.Written, report.Removed)
		}
	}
	return errors.Join(tr.announced(before, after, report), tr.fresh(after))
}

// saysOtherwise tells how the reports of two builds differ in what they say of the site.
func (tr *trial) saysOtherwise(own, clean generator.Report) string {
	a, b := spelled(own.Diagnostics, tr.out), spelled(clean.Diagnostics, tr.clean)
	if !slices.Equal(a, b) {
		for i := 0; ; i++ {
			if i >= len(a) || i >= len(b) || a[i] != b[i] {
				return fmt.Sprintf("%d diagnostics, clean build %d; from the first that differs:\n- %s\n+ %s",
					len(a), len(b), strings.Join(a[i:min(i+3, len(a))], "\n  "), strings.Join(b[i:min(i+3, len(b))], "\n  "))
			}
		}
	}
	if d := differingFields(own, clean, "Pages", "Facts", "Sourced"); d != "" {
		return d
	}
	if a, b := offered(own), offered(clean); !slices.Equal(a, b) {
		return fmt.Sprintf("decisions %q, clean build %q", a, b)
	}
	return ""
}

// differingFields tells in which of these fields two reports differ.
func differingFields(own, clean generator.Report, fields ...string) string {
	for _, name := range fields {
		x, y := reflect.ValueOf(own).FieldByName(name), reflect.ValueOf(clean).FieldByName(name)
		if !reflect.DeepEqual(x.Interface(), y.Interface()) {
			return fmt.Sprintf("the report's %s is %v, that of a clean build %v", name, x, y)
		}
	}
	return ""
}

// spelled gives diagnostics as text, with all that they say.
func spelled(all []diag.Diagnostic, out string) []string {
	var texts []string
	for _, d := range all {
		texts = append(texts, strings.ReplaceAll(fmt.Sprintf("%+v", d), filepath.ToSlash(out), "OUT"))
	}
	return texts
}

// offered names the decisions of a report.
func offered(r generator.Report) []string {
	var names []string
	for _, d := range r.Decisions {
		switch {
		case d.Guide != "":
			names = append(names, "guide "+d.Guide)
		default:
			names = append(names, "category "+d.Category)
		}
	}
	return names
}

// announced holds what a report says was changed against what was. A page that
// was rendered early has to be the one that was published.
func (tr *trial) announced(before, after folder, report generator.Report) error {
	changed := slices.DeleteFunc(differing(before, after), func(name string) bool { return strings.HasPrefix(name, ".tradeoff") })
	if published := !report.HasErrors(); published != (report.Changed != nil) {
		return fmt.Errorf("the report has %#v for what changed, and published is %v", report.Changed, published)
	}
	if !slices.Equal(report.Changed, changed) {
		return fmt.Errorf("the report says that %q changed, but these did: %q", report.Changed, changed)
	}
	if report.Written+report.Removed != len(changed) {
		return fmt.Errorf("the report counts %d files as written and %d as removed, but these changed: %q", report.Written, report.Removed, changed)
	}
	for address, content := range tr.first {
		if after[address] != content {
			return fmt.Errorf("%s was shown early as something else: %s", address, firstDifference(content, after[address]))
		}
	}
	return nil
}

// differing gives the paths of files that are not the same in two folders, sorted.
func differing(a, b folder) []string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return slices.DeleteFunc(slices.Sorted(maps.Keys(all)), func(name string) bool {
		x, inA := a[name]
		y, inB := b[name]
		return inA == inB && x == y
	})
}

// freshEach is how many builds pass between two into a folder that was not there.
const freshEach = 8

// fresh builds now and then into a folder that was not there. Where nobody else
// did anything to the output folder, it holds the same.
func (tr *trial) fresh(after folder) error {
	if tr.tally.published%freshEach != 0 {
		return nil
	}
	opts := tr.opts
	opts.Out = tr.clean + "-fresh"
	defer os.RemoveAll(opts.Out)
	report, err := generator.Build(context.Background(), opts)
	if err != nil || report.HasErrors() {
		return fmt.Errorf("a build into a new folder ended with %v, %v", err, report.Diagnostics)
	}
	want := published(opts.Out)
	if tr.touched {
		delete(want, ".tradeoff.json")
		maps.DeleteFunc(after, func(name, _ string) bool { _, ours := want[name]; return !ours })
	}
	if d := difference(after, want); d != "" {
		return errors.New("a build into a new folder gives something else: " + d)
	}
	return nil
}

// difference tells in what two folders differ; the second is as it should be.
func difference(got, want folder) string {
	names := differing(got, want)
	if len(names) == 0 {
		return ""
	}
	if at := slices.IndexFunc(names, func(name string) bool { return !strings.HasPrefix(name, ".tradeoff") }); at > 0 {
		names[0], names[at] = names[at], names[0]
	}
	a, inGot := got[names[0]]
	b, inWant := want[names[0]]
	what := "is missing"
	switch {
	case inGot && inWant:
		what = firstDifference(a, b)
	case inGot:
		what = "should not be there"
	}
	return fmt.Sprintf("%d files, %q; %s %s", len(names), names[:min(8, len(names))], names[0], what)
}
