package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
)

var (
	killedRounds = flag.Int("killed.rounds", 0, "how many rounds of TestKilled; 0 for as many as take a few seconds")
	killedSeed   = flag.Uint64("killed.seed", 0, "the seed of TestKilled; 0 for a random one")
)

// TestKilled kills builds and watches at random moments, while files are edited and the
// cache is cut, filled or removed, and lets some of them run beside each other. After each,
// a build must say what one without a cache says, and publish the same, and so must the
// one after that. When processes end depends on the moment, so a seed tells only what is
// done.
func TestKilled(t *testing.T) {
	rounds := *killedRounds
	if rounds == 0 {
		rounds = fewRounds
	}
	seed := *killedSeed
	if seed == 0 {
		seed = rand.Uint64()
	}
	k := newKiller(t, seed)
	for round := range rounds {
		k.round()
		if t.Failed() {
			t.Fatalf("seed %d, round %d: %s", seed, round, strings.Join(k.done, "; "))
		}
		k.done = nil
	}
	t.Logf("seed %d: %d rounds, %d builds and %d watches were killed, %d edits, %d times the cache was meddled with, %d times the site had faults",
		seed, rounds, k.builds, k.watches, k.edits, k.meddled, k.faults)
}

// A killer has a site and does things to it and to the processes that build it.
type killer struct {
	*testing.T
	random  *rand.Rand
	program string
	site    string
	begin   map[string]string // the files of the site, when it is whole
	whole   time.Duration     // what a build from nothing takes
	number  int

	done []string

	builds, watches, edits, meddled, faults int
}

func newKiller(t *testing.T, seed uint64) *killer {
	program, err := exec.LookPath("tradeoff")
	if err != nil {
		t.Fatal(err)
	}
	archive, err := txtar.ParseFile(filepath.Join("..", "..", "generator", "testdata", "incremental.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	k := &killer{T: t, random: rand.New(rand.NewPCG(seed, 5)), program: program, site: filepath.Join(t.TempDir(), "site"), begin: map[string]string{}}
	for _, f := range archive.Files {
		k.begin[f.Name] = string(f.Data)
	}
	k.begin["guides/data/rows.png"] = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x04\x00\x00\x00\x03\x08\x06\x00\x00\x00\xb4\xf4\xae\xc6"
	for name, text := range k.begin {
		k.write(name, text)
	}
	began := time.Now()
	k.compare("public")
	k.whole = time.Since(began) / 3
	return k
}

func (k *killer) write(name, text string) {
	file := filepath.Join(k.site, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
		k.Error(err)
	}
}

func (k *killer) note(what string) { k.done = append(k.done, what) }

// round does something, and then compares what it came to.
func (k *killer) round() {
	for range k.random.IntN(3) {
		k.edit()
	}
	if k.random.IntN(6) == 0 {
		k.meddle()
	}
	outs := []string{"public"}
	switch n := k.random.IntN(20); {
	case n < 9:
		k.kill(k.start("build"), &k.builds)
	case n < 12:
		outs = append(outs, "../other")
		k.beside(k.start("build"), k.start("build", "--out", "../other"))
	case n < 14:
		k.beside(k.start("build"), k.start("build"))
	default:
		k.watch()
	}
	for _, out := range outs {
		k.compare(out)
	}
}

// start starts the command.
func (k *killer) start(args ...string) *exec.Cmd {
	k.note(strings.Join(args, " "))
	c := exec.Command(k.program, args...)
	c.Dir = k.site
	if err := c.Start(); err != nil {
		k.Fatal(err)
	}
	return c
}

// kill kills a process after a while, in which things happen to its files.
func (k *killer) kill(c *exec.Cmd, count *int) {
	wait := time.Duration(k.random.Int64N(int64(k.whole) >> k.random.IntN(4)))
	k.meanwhile(wait)
	if c.Process.Kill() == nil {
		k.note("killed after " + wait.String())
	}
	if err := c.Wait(); err != nil && !c.ProcessState.Exited() {
		*count++
	}
}

// meanwhile lets time pass, in which sometimes something happens to files.
func (k *killer) meanwhile(wait time.Duration) {
	if k.random.IntN(3) > 0 {
		time.Sleep(wait)
		return
	}
	for end := time.Now().Add(wait); time.Now().Before(end); {
		time.Sleep(time.Duration(k.random.Int64N(int64(wait)/2 + 1)))
		if k.random.IntN(3) == 0 {
			k.meddle()
		} else {
			k.edit()
		}
	}
}

// beside lets two builds run beside each other; one of them may be killed.
func (k *killer) beside(a, b *exec.Cmd) {
	if k.random.IntN(2) == 0 {
		k.kill(a, &k.builds)
	} else {
		_ = a.Wait() // what it came to is compared
	}
	_ = b.Wait()
}

// watch watches while files are edited, and sometimes another process builds beside it.
func (k *killer) watch() {
	w := &watched{}
	if err := w.start(k.program, k.site, nil, nil); err != nil {
		k.Fatal(err)
	}
	k.note("watch")
	for range k.random.IntN(4) {
		time.Sleep(time.Duration(k.random.Int64N(int64(k.whole))))
		k.edit()
		switch k.random.IntN(8) {
		case 0:
			k.meddle()
		case 1:
			_ = k.start("build").Wait()
		case 2:
			k.kill(k.start("build", "--out", "../other"), &k.builds)
		}
	}
	time.Sleep(time.Duration(k.random.Int64N(int64(k.whole))))
	if k.random.IntN(3) == 0 {
		k.note("interrupted")
		if err := w.stop(); err != nil {
			k.Errorf("%v:\n%s", err, w.text())
		}
		return
	}
	k.note("killed")
	k.watches++
	w.kill()
}

// edit changes a file. Where the site may have faults it is made whole, sometimes.
func (k *killer) edit() {
	k.edits++
	k.number++
	guides := []string{"guides/three.md", "guides/stack.md", "guides/nodejs-vs-django.md", "guides/api.md"}
	guide := guides[k.random.IntN(len(guides))]
	what := ""
	switch k.random.IntN(10) {
	case 0, 1, 2:
		k.write(guide, k.begin[guide]+fmt.Sprintf("\nOwn%d words, and shared%d ones.\n", k.number, k.random.IntN(4)))
		what = "text of " + guide
	case 3, 4:
		k.write("data/backend/rails.yaml", strings.Replace(k.begin["data/backend/rails.yaml"], "56000", fmt.Sprint(1000+k.number), 1))
		what = "a fact"
	case 5:
		k.write("guides/new.md", "---\ntitle: New\ndescription: D.\ncompare: [rails, django]\n---\n\nText.\n")
		what = "a new guide"
	case 6:
		_ = os.Remove(filepath.Join(k.site, "guides", "new.md"))
		k.write("templates/box.html", `<div class="{{.Kind}}">`+fmt.Sprint(k.number)+`{{.Body}}</div>`)
		what = "a template, and no new guide"
	case 7:
		k.write(guide, k.begin[guide]+"\n:fact[no.thing]\n")
		what = "a fault"
	case 8:
		k.write("data/site.yaml", strings.Replace(k.begin["data/site.yaml"], "language: en", "language: "+[]string{"en", "de", "fr"}[k.random.IntN(3)], 1))
		what = "the language"
	default:
		for name, text := range k.begin {
			k.write(name, text)
		}
		what = "all as in the beginning"
	}
	k.note(what)
}

// meddle does something to the cache.
func (k *killer) meddle() {
	k.meddled++
	folder := filepath.Join(k.site, ".tradeoff")
	files, _ := filepath.Glob(filepath.Join(folder, "[be]*")) // entries and bulks
	if len(files) == 0 || k.random.IntN(5) == 0 {
		_ = os.RemoveAll(folder)
		k.note("the cache is removed")
		return
	}
	file := files[k.random.IntN(len(files))]
	text, _ := os.ReadFile(file)
	at := k.random.IntN(len(text) + 1)
	what := "cut"
	switch k.random.IntN(4) {
	case 0:
		_ = os.Remove(file)
		what = "removed"
	case 1:
		_ = os.Truncate(file, int64(at))
	default:
		what = "filled"
		for i := at; i < min(len(text), at+1+k.random.IntN(10_000)); i++ {
			text[i] = byte(k.random.Uint32())
		}
		_ = os.WriteFile(file, text, 0o644)
	}
	k.note(filepath.Base(file) + " is " + what)
}

// compare holds two builds in a row against one without a cache.
func (k *killer) compare(out string) {
	k.Helper()
	clean := filepath.Join("..", "clean-"+filepath.Base(out))
	first, second, want := k.build("--out", out), k.build("--out", out), k.build("--no-cache", "--out", clean)
	if !want["ok"].(bool) {
		k.faults++
	}
	for name, got := range map[string]map[string]any{"a build": first, "the one after it": second} {
		for _, key := range []string{"ok", "pages", "facts", "sourced", "warnings", "errors", "decisions", "diagnostics"} {
			if !reflect.DeepEqual(got[key], want[key]) {
				k.Errorf("%s says of %s: %v, and without a cache: %v", name, key, got[key], want[key])
			}
		}
	}
	if second["written"].(float64)+second["removed"].(float64) > 0 {
		k.Errorf("the second build writes %v and removes %v files", second["written"], second["removed"])
	}
	if want["ok"].(bool) {
		k.sameFolder(filepath.Join(k.site, out), filepath.Join(k.site, clean))
	}
}

// build runs a build to its end and gives what it prints.
func (k *killer) build(args ...string) map[string]any {
	k.Helper()
	var errs bytes.Buffer
	c := exec.Command(k.program, append([]string{"build", "--json"}, args...)...)
	c.Dir, c.Stderr = k.site, &errs
	text, err := c.Output()
	var said map[string]any
	if bad := json.Unmarshal(text, &said); bad != nil || errs.Len() > 0 || (err == nil) != (said["ok"] == true) {
		k.Fatalf("build: %v, %v: %s%s", bad, err, text, errs.String())
	}
	return said
}

// sameFolder holds an output folder against another, with what is left of builds.
func (k *killer) sameFolder(out, clean string) {
	k.Helper()
	got, want := k.files(out), k.files(clean)
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for name := range got {
			if !yield(name) {
				return
			}
		}
		for name := range want {
			if _, both := got[name]; !both && !yield(name) {
				return
			}
		}
	}) {
		if got[name] != want[name] {
			k.Errorf("%s is %.200q, and without a cache %.200q", name, got[name], want[name])
			return
		}
	}
}

func (k *killer) files(folder string) map[string]string {
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			all[name] = "a folder"
			return err
		}
		text, err := os.ReadFile(filepath.Join(folder, name))
		all[name] = string(text)
		return err
	})
	if err != nil {
		k.Error(err)
	}
	return all
}
