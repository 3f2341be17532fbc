package publish

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cespare/xxhash/v2"

	"tradeoff/generator/cache"
	"tradeoff/generator/diag"
	"tradeoff/generator/seen"
)

// recipeOf is one for each content; that of an x is not known.
func recipeOf(content string) uint64 {
	if strings.HasPrefix(content, "x") {
		return 0
	}
	return uint64(len(content))<<32 + uint64(content[0])
}

// offer hands a site over as a build with a memory does, and counts what was kept.
func offer(tx *Transaction, files site) (kept int, err error) {
	for _, belonging := range inGroups(files) {
		own := belonging.paths[1:]
		if tx.KeepAll(belonging.key) {
			kept += len(own)
			continue
		}
		if belonging.key%2 == 0 {
			tx.Together(belonging.key, belonging.paths)
		}
		more, err := offerEach(tx, files, own)
		kept += more
		if err != nil {
			return kept, err
		}
		if belonging.key%2 == 1 {
			tx.Together(belonging.key, belonging.paths)
		}
	}
	return kept, nil
}

// inGroups divides a site by the first letters of its paths. All groups have the first
// file, too, which stands before their own.
func inGroups(files site) (all []together) {
	paths := slices.Sorted(maps.Keys(files))
	for i, path := range paths {
		if i == 0 || path[0] != paths[i-1][0] {
			all = append(all, together{paths: []string{paths[0]}})
		}
		last := &all[len(all)-1]
		last.paths = append(last.paths, path)
	}
	for i, g := range all {
		text := ""
		for _, path := range g.paths {
			text += path + "\x00" + files[path] + "\x00"
		}
		all[i].key = xxhash.Sum64String(text)
	}
	return all
}

func offerEach(tx *Transaction, files site, paths []string) (kept int, err error) {
	for _, path := range paths {
		if tx.Keep(path, recipeOf(files[path])) {
			kept++
		} else if err := tx.Write(path, recipeOf(files[path]), []byte(files[path])); err != nil {
			return kept, err
		}
	}
	return kept, nil
}

// again publishes a site into a folder, as often as it takes, and says how many
// files were kept and how often it was stale.
func again(ctx context.Context, f *Folder, files site) (s Summary, kept, stale int, err error) {
	for {
		var tx *Transaction
		if tx, err = f.Begin(); err != nil {
			return s, kept, stale, err
		}
		if len(files)%2 == 0 {
			tx.Look()
		}
		if kept, err = offer(tx, files); err == nil {
			s, err = tx.Commit(ctx)
		}
		tx.Abort()
		if !errors.Is(err, ErrStale) {
			return s, kept, stale, err
		}
		stale++
	}
}

func mustAgain(t *testing.T, f *Folder, files site) (s Summary, kept, stale int) {
	t.Helper()
	s, kept, stale, err := again(t.Context(), f, files)
	if err != nil {
		t.Fatal(err)
	}
	return s, kept, stale
}

// age waits until the content of what was written is not in doubt any more, and
// lets the folder look once.
func age(t *testing.T, f *Folder, files site) {
	t.Helper()
	time.Sleep(60 * time.Millisecond)
	mustAgain(t, f, files)
}

// TestKeepAll: a group is kept as long as each of its files is there and has a recipe.
func TestKeepAll(t *testing.T) {
	f := NewFolder(t.TempDir())
	files := site{"a1": "1", "a2": "2", "b1": "3", "c1": "x"}
	mustAgain(t, f, files)
	age(t, f, files)
	groups := inGroups(files)
	tx, err := f.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Abort()
	for i, want := range []bool{true, true, false} {
		if got := tx.KeepAll(groups[i].key); got != want {
			t.Errorf("%v: kept %v", groups[i].paths, got)
		}
	}
	if tx.KeepAll(12345) {
		t.Error("a group that nobody told of is kept")
	}
	if !tx.Keep("a1", recipeOf("1")) || tx.Keep("a1", 99) {
		t.Error("what is kept with others can be kept alone, by the same recipe")
	}
	if err := tx.Write("a2", 5, []byte("other")); err == nil {
		t.Error("a file is kept and written")
	}
	if err := tx.Write("b2", 5, []byte("other")); err != nil || tx.KeepAll(groups[2].key) {
		t.Error("a new file beside them", err)
	}
}

// TestKeepAllWhereOneIsWritten: a file that is written is not kept by another group that
// it belongs to, and stays in the group that told of it.
func TestKeepAllWhereOneIsWritten(t *testing.T) {
	f := NewFolder(t.TempDir())
	files := site{"a1": "1", "b1": "3"}
	mustAgain(t, f, files)
	age(t, f, files)
	b := inGroups(files)[1]
	tx, err := f.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if err := tx.Write("a1", 7, []byte("other")); err != nil {
		t.Fatal(err)
	}
	if tx.KeepAll(b.key) || !tx.Keep("b1", recipeOf("3")) {
		t.Error("the group is kept, or its file is not")
	}
	if _, err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if tx, err = f.Begin(); err != nil {
		t.Fatal(err)
	}
	defer tx.Abort()
	if tx.KeepAll(b.key) {
		t.Error("the group has another file now, and is kept")
	}
}

func TestFolderKeepsWhatHasTheSameRecipe(t *testing.T) {
	out := t.TempDir()
	f := NewFolder(out)
	first := site{"a": "1", "b/c": "1", "b/d": "x"}
	if s, kept, _ := mustAgain(t, f, first); kept != 0 || s.Written != 3 {
		t.Errorf("first: kept %d, %+v", kept, s)
	}
	second := site{"a": "1", "b/c": "2", "b/d": "x", "new/e": "1"}
	s, kept, stale := mustAgain(t, f, second)
	if kept != 1 || stale != 0 || s.Unchanged != 2 || s.Written != 2 || !slices.Equal(s.Changed, []string{"b/c", "new/e"}) {
		t.Errorf("second: kept %d, stale %d, %+v", kept, stale, s)
	}
	equalTrees(t, "second", published(t, out), second.withFolders(nil))
	last := site{"b/c": "0", "b/d": "x"}
	s, kept, _ = mustAgain(t, f, last)
	if kept != 0 || s.Removed != 2 || !slices.Equal(s.Changed, []string{"a", "b/c", "new/e"}) {
		t.Errorf("third: kept %d, %+v", kept, s)
	}
	other := NewFolder(out)
	if _, kept, _ := mustAgain(t, other, last); kept != 0 {
		t.Error("a folder of which nothing is remembered keeps files")
	}
	if _, kept, stale := mustAgain(t, other, last); kept != 1 || stale != 0 {
		t.Errorf("a file that was found to be there: kept %d, stale %d", kept, stale)
	}
}

// What is kept is not read: nobody notices that it is not what is remembered of it. In
// another process it is not read either.
func TestWhatIsKeptIsNotRead(t *testing.T) {
	own, out := t.TempDir(), t.TempDir()
	files := site{"a": "1", "b/c": "1", "b/d": "1"}
	for process := range 2 {
		f, end := inProcess(t, own, out)
		mustAgain(t, f, files)
		age(t, f, files)
		f.left.find("b/c").sum[0]++
		tx, err := f.Begin()
		if err != nil {
			t.Fatal(err)
		}
		if differ, _ := tx.look.finish(); len(differ) > 0 {
			t.Errorf("process %d: a file was read without need", process)
		}
		tx.Abort()
		f.left.find("b/c").sum[0]--
		end()
	}
}

// inProcess gives a folder that remembers in a cache, until its process ends.
func inProcess(t *testing.T, own, out string) (f *Folder, end func()) {
	t.Helper()
	c, err := cache.Open(own, "tool")
	if err != nil || c == nil {
		t.Fatal(c, err)
	}
	f = NewFolder(out)
	f.KeepIn(c)
	return f, func() {
		t.Helper()
		f.Keep()
		if err := c.Flush(); err != nil {
			t.Fatal(err)
		}
		c.Close()
	}
}

// A change that keeps the length and sets the time back is found where the system keeps
// when anything about a file changed, in the same process and in the next.
func TestSecretChangeIsFound(t *testing.T) {
	if info, err := os.Stat("."); err != nil || seen.Changed(info) == 0 {
		t.Skip("the system does not keep when files changed")
	}
	for _, aged := range []bool{false, true} {
		for _, next := range []bool{false, true} {
			for _, rendered := range []bool{false, true} {
				t.Run(fmt.Sprintf("aged %t, next process %t, rendered anew %t", aged, next, rendered), func(t *testing.T) {
					secretChange(t, aged, next, rendered)
				})
			}
		}
	}
}

func secretChange(t *testing.T, aged, next, rendered bool) {
	own, out, files := t.TempDir(), t.TempDir(), site{"a": "1", "b/c": "1"}
	f, end := inProcess(t, own, out)
	defer func() { end() }()
	mustAgain(t, f, files)
	if aged {
		age(t, f, files)
	}
	secretly(t, filepath.Join(out, "b/c"), "2")
	if next {
		left := f.Left()
		end()
		if f, end = inProcess(t, own, out); f.IsUntouched(left) {
			t.Error("the folder is untouched")
		}
	}
	if rendered {
		files["b/c"] = "3"
	}
	_, _, _, err := again(t.Context(), f, files)
	if problems := problemsIn(err); len(problems) != 1 || problems[0].Code != diag.OutputForeign {
		t.Errorf("it was not found: %v", err)
	}
}

// secretly replaces the content of a file by another of the same length.
func secretly(t *testing.T, path, content string) {
	t.Helper()
	info, err := os.Stat(path)
	if err == nil {
		err = os.WriteFile(path, []byte(content), 0o644)
	}
	if err == nil {
		err = os.Chtimes(path, info.ModTime(), info.ModTime())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// A file that was just written may be changed without its time telling: it is read.
func TestWhatIsYoungIsRead(t *testing.T) {
	for range 20 {
		out := t.TempDir()
		f := NewFolder(out)
		mustAgain(t, f, site{"a": "1"})
		secretly(t, filepath.Join(out, "a"), "2")
		_, _, _, err := again(t.Context(), f, site{"a": "1"})
		if problems := problemsIn(err); len(problems) != 1 || problems[0].Code != diag.OutputForeign {
			t.Fatalf("a change within the clock's tick: %v", err)
		}
	}
}

// Whatever somebody does to a file that would be kept is found out.
func TestWhatSomebodyDidIsFound(t *testing.T) {
	files := site{"a": "1", "b/c": "1", "b/d": "1"}
	for name, c := range map[string]struct {
		somebody does
		foreign  string // in the error; none: it is put right
	}{
		"removed":        {does{remove("b/c")}, ""},
		"folder removed": {does{remove("b")}, ""},
		"all removed":    {does{remove("b"), remove("a"), remove(recordName)}, ""},
		"edited":         {does{write("b/c", "2")}, "b/c"},
		"longer":         {does{write("b/c", "edited")}, "b/c"},
		"written again":  {does{remove("b/c"), write("b/c", "1")}, ""},
		"copied with its time": {does{func(t *testing.T, out string) {
			put(t, out, "b/new", "1")
			info, _ := os.Stat(filepath.Join(out, "b/c"))
			_ = os.Chtimes(filepath.Join(out, "b/new"), info.ModTime(), info.ModTime())
			_ = os.Rename(filepath.Join(out, "b/new"), filepath.Join(out, "b/c"))
			secretly(t, filepath.Join(out, "b/c"), "2")
		}}, "b/c"},
		"a link":           {does{remove("b/c"), link("b/c", "d")}, "b/c"},
		"a folder":         {does{remove("b/c"), mkdir("b/c")}, "b/c"},
		"folder is a link": {does{func(t *testing.T, out string) { _ = os.Rename(filepath.Join(out, "b"), filepath.Join(out, "real")) }, link("b", "real")}, "b"},
	} {
		t.Run(name, func(t *testing.T) {
			out := t.TempDir()
			f := NewFolder(out)
			mustAgain(t, f, files)
			age(t, f, files)
			for _, do := range c.somebody {
				do(t, out)
			}
			_, _, _, err := again(t.Context(), f, files)
			problems := problemsIn(err)
			if c.foreign == "" && err != nil || c.foreign != "" && (len(problems) == 0 || problems[0].Path != filepath.ToSlash(filepath.Join(out, c.foreign))) {
				t.Fatal(err)
			}
			if c.foreign == "" {
				equalTrees(t, "put right", published(t, out), files.withFolders(nil))
			}
		})
	}
}

// A commit that kept what is not there changes nothing, and forgets that file alone
// the first time; twice in a row ends it.
func TestStaleChangesNothing(t *testing.T) {
	out := t.TempDir()
	f := NewFolder(out)
	files := site{"a": "1", "b": "1", "c": "1"}
	mustAgain(t, f, files)
	for turn, want := range []int{3, 2, 0} {
		remove("abc"[turn:turn+1])(t, out)
		before := tree(t, out)
		tx, err := f.Begin()
		if err != nil {
			t.Fatal(err)
		}
		next := maps.Clone(files)
		next["d"] = "new"
		kept, err := offer(tx, next)
		if err != nil || kept != want {
			t.Errorf("turn %d: kept %d, %v", turn, kept, err)
		}
		if turn == 2 {
			tx.Abort()
			break
		}
		if _, err := tx.Commit(t.Context()); !errors.Is(err, ErrStale) {
			t.Errorf("turn %d: %v", turn, err)
		}
		equalTrees(t, "stale", tree(t, out), before)
	}
	mustAgain(t, f, files)
	equalTrees(t, "in the end", published(t, out), files.withFolders(nil))
}

// An aborted transaction changes nothing in what is remembered; another process does.
func TestWhatForgets(t *testing.T) {
	files := site{"a": "1", "b": "1"}
	other := site{"a": "1", "b": "2"}
	for name, c := range map[string]struct {
		between func(f *Folder)
		want    int
	}{
		"nothing": {func(*Folder) {}, 2},
		"an aborted one": {func(f *Folder) {
			tx, _ := f.Begin()
			_, _ = offer(tx, other)
			tx.Abort()
		}, 2},
		"a cancelled one": {func(f *Folder) {
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			_, _, _, _ = again(ctx, f, other)
		}, 2},
		"one that was taken back": {func(f *Folder) {
			f.before = func(op, path string) error {
				if op == "rename" && path == "b" && f.before != nil {
					f.before = nil // taking it back works
					return errFull
				}
				return nil
			}
			_, _, _, _ = again(context.Background(), f, other)
			f.before = nil
		}, 2},
		"one that was killed": {func(f *Folder) {
			f.before, _ = afterStep(9, errKilled, true)
			_, _, _, _ = again(context.Background(), f, other)
			f.before = nil
		}, 0},
		"one that was taken back in part": {func(f *Folder) {
			placed := false
			f.before = func(op, path string) error {
				if op == "rename" && (path == "b" || path == "a" && placed) {
					return errFull
				}
				placed = placed || op == "rename" && path == "a"
				return nil
			}
			_, _, _, _ = again(context.Background(), f, site{"a": "2", "b": "2"})
			f.before = nil
		}, 0},
		"another process":                {func(f *Folder) { _, _ = build(f.out, other, nil) }, 0},
		"another process, nothing to do": {func(f *Folder) { _, _ = build(f.out, files, nil) }, 2},
		"a record without sense":         {func(f *Folder) { _ = os.WriteFile(filepath.Join(f.out, recordName), []byte("?"), 0o644) }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			f := NewFolder(t.TempDir())
			mustAgain(t, f, files)
			c.between(f)
			tx, err := f.Begin()
			if err != nil {
				t.Fatal(err)
			}
			defer tx.Abort()
			if kept, _ := offer(tx, files); kept != c.want {
				t.Errorf("kept %d, want %d", kept, c.want)
			}
		})
	}
}

// A transaction with a memory takes the same steps as one without, and what it
// leaves when it is killed is the same after each.
func TestKilledWithAMemory(t *testing.T) {
	files := site{"a": "1", "b/c": "1", "gone": "1", "z": "1"}
	next := site{"a": "1", "b/c": "2", "n/m": "1", "z": "1"}
	for n := 0; ; n++ {
		f := NewFolder(filepath.Join(t.TempDir(), "public"))
		mustAgain(t, f, files)
		copied := filepath.Join(t.TempDir(), "public")
		copyTree(t, f.out, copied)
		hook, reached := afterStep(n, errKilled, true)
		_, _ = build(copied, next, hook)
		f.before, _ = afterStep(n, errKilled, true)
		if _, kept, _, _ := again(t.Context(), f, next); n > 30 && kept != 2 {
			t.Errorf("kept %d", kept)
		}
		equalTrees(t, fmt.Sprint("after step ", n), tree(t, f.out), tree(t, copied))
		if !reached() || t.Failed() {
			return
		}
	}
}

// What is kept counts as a file of the site, for all that is written beside it.
func TestKeptFilesAreClaimed(t *testing.T) {
	base := site{"a/b": "1", "c": "1", "e/f": "1"}
	for name, c := range map[string]struct {
		keep, write []string
		want        bool
	}{
		"no clash":        {[]string{"a/b", "c"}, []string{"e/g", "e/f", "h"}, true},
		"twice":           {[]string{"c"}, []string{"c"}, false},
		"twice, case":     {[]string{"c"}, []string{"C"}, false},
		"file and folder": {[]string{"c"}, []string{"c/d"}, false},
		"folder and file": {[]string{"a/b"}, []string{"A"}, false},
		"one is gone":     {[]string{"c"}, []string{"a"}, true},
	} {
		for _, keepFirst := range []bool{true, false} {
			t.Run(fmt.Sprint(name, keepFirst), func(t *testing.T) {
				f := NewFolder(t.TempDir())
				mustAgain(t, f, base)
				tx, err := f.Begin()
				if err != nil {
					t.Fatal(err)
				}
				defer tx.Abort()
				ok := true
				keep := func() {
					for _, path := range c.keep {
						ok = (tx.Keep(path, recipeOf("1")) || tx.Write(path, 0, []byte("1")) == nil) && ok
					}
				}
				if keepFirst {
					keep()
				}
				for _, path := range c.write {
					ok = tx.Write(path, 0, []byte("2")) == nil && ok
				}
				if !keepFirst {
					keep()
				}
				if _, err := tx.Commit(t.Context()); ok != c.want || (err == nil) != c.want {
					t.Errorf("claimed %v, %v", ok, err)
				}
			})
		}
	}
}

// Keep and Write from many goroutines, with a look that runs ahead.
func TestKeepFromManyGoroutines(t *testing.T) {
	f := NewFolder(t.TempDir())
	files := site{}
	for n := range 700 {
		files[fmt.Sprintf("d%d/%d.html", n%7, n)] = "1"
	}
	for turn := range 4 {
		tx, err := f.Begin()
		if err != nil {
			t.Fatal(err)
		}
		tx.Look()
		var all sync.WaitGroup
		n := 0
		for path := range files {
			if n++; n%50 == 0 {
				files[path] = fmt.Sprint(turn)
			}
			content := files[path]
			all.Go(func() {
				if !tx.Keep(path, recipeOf(content)) {
					if err := tx.Write(path, recipeOf(content), []byte(content)); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		if _, err := tx.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
		equalTrees(t, "published", published(t, f.out), files.withFolders(nil))
	}
}

// A look that nobody waits for is broken off with its transaction.
func TestLooksEnd(t *testing.T) {
	f := NewFolder(t.TempDir())
	mustAgain(t, f, site{"a": "1"})
	before := runtime.NumGoroutine()
	for range 50 {
		tx, err := f.Begin()
		if err != nil {
			t.Fatal(err)
		}
		tx.Look()
		tx.Abort()
	}
	elsewhere := &look{out: filepath.Join(f.out, "nowhere"), files: f.left.files}
	if differ, _ := elsewhere.finish(); len(differ) != 1 {
		t.Error("a folder that is not there is found to be as it was")
	}
	for wait := 0; runtime.NumGoroutine() > before; wait++ { // one that has ended may still count
		if time.Sleep(10 * time.Millisecond); wait == 300 {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
	if open, err := os.ReadDir("/proc/self/fd"); err == nil && len(open) > 100 {
		t.Errorf("%d descriptors are open", len(open))
	}
}
