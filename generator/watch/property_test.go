package watch_test

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tradeoff/generator/watch"
)

var (
	seedFlag  = flag.Uint64("watch.seed", 0, "the one seed of the property test; 0 for random ones")
	stepsFlag = flag.Int("watch.steps", 400, "steps of each run of the property test")
	runsFlag  = flag.Int("watch.runs", 6, "runs of the property test")
)

// TestNothingIsLost writes into a folder at random while somebody who remembers
// all files reads again just what changes name. In the end, he must remember what
// is on the disk.
func TestNothingIsLost(t *testing.T) {
	for run := range *runsFlag {
		seed := *seedFlag
		if seed == 0 {
			seed = rand.Uint64()
		}
		for name, poll := range map[string]time.Duration{"told": 0, "poll": 7 * time.Millisecond} {
			t.Run(fmt.Sprintf("%s/%d/seed=%d", name, run, seed), func(t *testing.T) {
				t.Parallel()
				nothingIsLost(t, seed, watch.Options{Poll: poll, Quiet: time.Millisecond, Lull: 2 * time.Millisecond, Bound: 10 * time.Millisecond})
			})
		}
	}
}

func nothingIsLost(t *testing.T, seed uint64, opts watch.Options) {
	t.Logf("seed %d", seed)
	base := t.TempDir()
	opts.Root = filepath.Join(base, "site")
	opts.Skip = hidden
	w := &writer{random: rand.New(rand.NewPCG(seed, 1)), base: base}
	os.MkdirAll(opts.Root, 0o777)
	os.MkdirAll(filepath.Join(base, "out"), 0o777)
	for range 60 {
		w.step()
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	watcher, err := watch.Start(ctx, opts)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range *stepsFlag {
			w.step()
		}
	}()
	m := memory{root: opts.Root, files: map[string]string{}}
	m.readAll()
	lazy := rand.New(rand.NewPCG(seed, 2))
	changes, alls := 0, map[string]int{}
	var disk memory
	for written := false; ; {
		var deadline <-chan time.Time
		if written {
			if disk = (memory{root: opts.Root, files: map[string]string{}}); maps.Equal(disk.readAll(), m.files) {
				break
			}
			deadline = time.After(patience)
		}
		select {
		case <-done:
			written, done = true, nil
		case change := <-watcher.Changes():
			changes++
			if change.All {
				alls[change.Reason]++
			}
			m.take(change)
			time.Sleep(time.Duration(lazy.IntN(8)) * time.Millisecond)
		case <-deadline:
			t.Fatalf("seed %d: changes did not name all that changed\n%s", seed, difference(m.files, disk.files))
		}
	}
	t.Logf("%d changes; all: %v; %d files", changes, alls, len(m.files))
}

// A memory is what somebody remembers of a folder who reads again what is named.
type memory struct {
	root  string
	files map[string]string
}

func (m *memory) take(change watch.Change) {
	if change.All {
		clear(m.files)
		m.readAll()
		return
	}
	for _, name := range change.Paths {
		m.read(name)
		for file := range m.files {
			if name == "." || strings.HasPrefix(file, name+"/") {
				m.read(file)
			}
		}
	}
}

// read reads one path again: files, and links that lead to files.
func (m *memory) read(name string) {
	file := filepath.Join(m.root, filepath.FromSlash(name))
	info, err := os.Stat(file)
	if err == nil && info.Mode().IsRegular() {
		if content, err := os.ReadFile(file); err == nil {
			m.files[name] = string(content)
			return
		}
	}
	delete(m.files, name)
}

func (m *memory) readAll() map[string]string {
	filepath.WalkDir(m.root, func(name string, entry fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(m.root, name)
		rel = filepath.ToSlash(rel)
		switch {
		case err != nil || rel == ".":
		case hidden(rel, entry.IsDir()):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case !entry.IsDir():
			m.read(rel)
		}
		return nil
	})
	return m.files
}

func difference(got, want map[string]string) string {
	var b strings.Builder
	for name, text := range want {
		if old, known := got[name]; !known {
			fmt.Fprintf(&b, "%s is not known\n", name)
		} else if old != text {
			fmt.Fprintf(&b, "%s is %q, known as %q\n", name, text, old)
		}
	}
	for name := range got {
		if _, there := want[name]; !there {
			fmt.Fprintf(&b, "%s is gone, and still known\n", name)
		}
	}
	return b.String()
}

// A writer does at random what writers and their programs do. What is not
// possible at the moment fails, and nobody minds.
type writer struct {
	random *rand.Rand
	base   string // the watched folder is site/ in it, and out/ is not watched
	count  int
}

func (w *writer) step() {
	w.count++
	steps := []func(){
		w.write, w.write, w.write, w.append, w.sameSize, w.sameSize, w.save, w.save, w.save, w.remove,
		w.rename, w.renameFolder, w.removeFolder, w.newFolder, w.again, w.moveOut, w.moveIn, w.link, w.burst, w.rights, w.renameAndRemove,
	}
	steps[w.random.IntN(len(steps))]()
	if w.random.IntN(3) == 0 {
		time.Sleep(time.Duration(w.random.IntN(6000)) * time.Microsecond)
	}
}

// folder is one of a few folders, three deep at most.
func (w *writer) folder() string {
	at := "site"
	for range w.random.IntN(4) {
		at = path.Join(at, string(rune('p'+w.random.IntN(3))))
	}
	return filepath.Join(w.base, filepath.FromSlash(at))
}

func (w *writer) sub() string { return filepath.Join(w.folder(), string(rune('p'+w.random.IntN(3)))) }

func (w *writer) file() string {
	return filepath.Join(w.folder(), string(rune('a'+w.random.IntN(6)))+".md")
}

func (w *writer) text() []byte {
	return []byte(fmt.Sprintf("%06d%s", w.count, strings.Repeat("x", w.random.IntN(3))))
}

func (w *writer) write()        { os.WriteFile(w.file(), w.text(), 0o666) }
func (w *writer) remove()       { os.Remove(w.file()) }
func (w *writer) rename()       { os.Rename(w.file(), w.file()) }
func (w *writer) renameFolder() { os.Rename(w.sub(), w.sub()) }
func (w *writer) removeFolder() { os.RemoveAll(w.sub()) }
func (w *writer) rights()       { os.Chmod(w.file(), []fs.FileMode{0o600, 0o666}[w.random.IntN(2)]) }
func (w *writer) moveOut() {
	os.Rename(w.sub(), filepath.Join(w.base, "out", string(rune('p'+w.random.IntN(3)))))
}
func (w *writer) moveIn() {
	os.Rename(filepath.Join(w.base, "out", string(rune('p'+w.random.IntN(3)))), w.sub())
}

func (w *writer) append() {
	if file, err := os.OpenFile(w.file(), os.O_APPEND|os.O_WRONLY, 0); err == nil {
		file.Write(w.text())
		file.Close()
	}
}

// sameSize writes twice, so fast that the file's time may be the same.
func (w *writer) sameSize() {
	file := w.file()
	os.WriteFile(file, fmt.Appendf(nil, "%06da", w.count), 0o666)
	os.WriteFile(file, fmt.Appendf(nil, "%06db", w.count), 0o666)
}

func (w *writer) save() {
	file := w.file()
	if w.random.IntN(2) == 0 {
		os.Rename(file, file+"~")
	}
	os.WriteFile(file+".tmp", w.text(), 0o666)
	os.Rename(file+".tmp", file)
	os.Remove(file + "~")
}

func (w *writer) newFolder() {
	folder := filepath.Join(w.sub(), "p")
	os.MkdirAll(folder, 0o777)
	for _, name := range []string{"a.md", "b.md"} {
		os.WriteFile(filepath.Join(folder, name), w.text(), 0o666)
		os.WriteFile(filepath.Join(filepath.Dir(folder), name), w.text(), 0o666)
	}
}

// again removes a folder, and makes it again.
func (w *writer) again() {
	folder := w.sub()
	os.RemoveAll(folder)
	os.MkdirAll(folder, 0o777)
	os.WriteFile(filepath.Join(folder, "a.md"), w.text(), 0o666)
}

// renameAndRemove does what makes fsnotify drop a watch that the system has dropped.
func (w *writer) renameAndRemove() {
	folder := w.sub()
	os.Rename(folder, folder+"-gone")
	os.RemoveAll(folder + "-gone")
}

func (w *writer) link() {
	file, target := w.file(), w.file()
	if w.random.IntN(4) == 0 {
		target = filepath.Join(w.base, "out", "p", "a.md")
	}
	if w.random.IntN(2) == 0 {
		target, _ = filepath.Rel(filepath.Dir(file), target)
	}
	os.Symlink(target, file+".new")
	os.Rename(file+".new", file)
}

func (w *writer) burst() {
	for range 40 {
		w.write()
	}
}
