package publish

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tradeoff/generator/cache"
)

// What comes of a folder with a memory, whatever happened to it before, is what a
// transaction with an empty one makes of a copy of the same folder: the tree with
// the record, the summary, the problems.
func TestRandomTransactionsAreClean(t *testing.T) {
	steps := 100
	if testing.Short() {
		steps = 30
	}
	var kept, stale, failed, shelved int
	for seed := range uint64(8) {
		r := &rehearsal{random: rand.New(rand.NewPCG(seed, 2)), folder: NewFolder(filepath.Join(t.TempDir(), "public")), files: site{}, remembers: t.TempDir()}
		r.open(t)
		for step := range steps {
			r.step(t)
			if t.Failed() {
				t.Fatalf("seed %d, step %d", seed, step)
			}
		}
		kept, stale, failed, shelved = kept+r.kept, stale+r.stale, failed+r.failed, shelved+r.shelved
	}
	t.Logf("%d files kept, %d commits stale, %d failed; %d files suspended", kept, stale, failed, shelved)
	if shelved < steps || kept < steps || stale < steps/10 || failed < steps/10 {
		t.Error("the test does not test what it should")
	}
}

type rehearsal struct {
	random              *rand.Rand
	folder              *Folder
	remembers           string       // the folder of the cache
	cache               *cache.Cache // for the next process
	files               site         // of the last transaction
	kept, stale, failed int
	shelved             int
}

func (r *rehearsal) step(t *testing.T) {
	if r.random.IntN(6) == 0 {
		r.files = randomSite(r.random, nil)
	}
	for range r.random.IntN(3) {
		r.edit()
	}
	switch r.random.IntN(9) {
	case 0:
		time.Sleep(55 * time.Millisecond)
	case 4:
		r.restart(t)
	case 1, 2:
		r.meddle(t)
	case 3:
		r.disturb()
	}
	r.compare(t)
}

// restart goes on in another process.
func (r *rehearsal) restart(t *testing.T) {
	r.end(t)
	r.open(t)
}

// end ends the process.
func (r *rehearsal) end(t *testing.T) {
	r.folder.Close()
	if r.random.IntN(4) > 0 { // else it is what the process before this one kept
		r.folder.Keep()
	}
	if err := r.cache.Flush(); err != nil {
		t.Fatal(err)
	}
	r.cache.Close()
}

// open begins with what the cache knows.
func (r *rehearsal) open(t *testing.T) {
	var err error
	if r.cache, err = cache.Open(r.remembers, "a tool"); err != nil || r.cache == nil {
		t.Fatal("no cache", err)
	}
	t.Cleanup(r.cache.Close)
	r.folder = NewFolder(r.folder.out)
	r.folder.KeepIn(r.cache)
	if r.random.IntN(2) == 0 {
		r.folder.Ready()
	}
}

// edit changes a file of the site, adds one or takes one away.
func (r *rehearsal) edit() {
	path := randomPath(r.random)
	if all := slices.Sorted(maps.Keys(r.files)); len(all) > 0 && r.random.IntN(2) == 0 {
		path = all[r.random.IntN(len(all))]
	}
	taken := newClaims()
	for other := range r.files {
		if other != path {
			_ = taken.add(other)
		}
	}
	delete(r.files, path)
	if taken.add(path) == nil && r.random.IntN(4) > 0 {
		r.files[path] = []string{"0", "1", "2", "x"}[r.random.IntN(4)]
	}
}

// meddle does in the folder what somebody might do.
func (r *rehearsal) meddle(t *testing.T) {
	at := randomPath(r.random)
	there := slices.Sorted(maps.Keys(published(t, r.folder.out)))
	if len(there) > 0 && r.random.IntN(4) > 0 {
		at = there[r.random.IntN(len(there))]
	}
	path := filepath.Join(r.folder.out, at)
	switch r.random.IntN(8) {
	case 0:
		_ = os.RemoveAll(path)
	case 1, 2:
		_ = os.WriteFile(path, []byte(fmt.Sprint(r.random.IntN(3))), 0o644)
	case 3:
		_ = os.Chtimes(path, time.Time{}, time.Now().Add(-time.Hour))
	case 4:
		_ = os.Chmod(path, 0o700)
	case 5:
		if os.Rename(path, path+"_") == nil {
			_ = os.Symlink(filepath.Base(path)+"_", path)
		}
	case 6:
		_ = os.WriteFile(filepath.Join(r.folder.out, recordName), []byte("{"), 0o644)
	case 7:
		_ = os.RemoveAll(path)
		_ = os.Mkdir(path, 0o755)
	}
	if r.random.IntN(12) == 0 {
		_ = os.RemoveAll(r.folder.out)
	}
}

// disturb is a transaction that does not come to its end, or one of somebody else.
func (r *rehearsal) disturb() {
	other := randomSite(r.random, nil)
	switch r.random.IntN(6) {
	case 0:
		tx, err := r.folder.Begin()
		if err == nil {
			_, _ = offer(tx, other)
			tx.Abort()
		}
	case 1, 2:
		r.folder.before, _ = afterStep(r.random.IntN(30), errKilled, true)
		_, _, _, _ = again(context.Background(), r.folder, other)
	case 3:
		r.folder.before, _ = afterStep(r.random.IntN(30), errFull, false)
		_, _, _, _ = again(context.Background(), r.folder, other)
	case 4:
		_, _ = build(r.folder.out, other, nil)
	case 5:
		_, _ = build(r.folder.out, r.files, nil)
	}
	r.folder.before = nil
}

// compare publishes into the folder and, with an empty memory, into a copy of it.
func (r *rehearsal) compare(t *testing.T) {
	for range r.random.IntN(3) { // builds that are given up
		r.shelved += suspend(t, r.folder, r.files, r.random)
	}
	copied := filepath.Join(t.TempDir(), "public")
	copyTree(t, r.folder.out, copied)
	clean, want := build(copied, r.files, nil)
	warm, kept, stale, got := again(t.Context(), r.folder, r.files)
	r.kept, r.stale = r.kept+kept, r.stale+stale
	if want != nil {
		r.failed++
	}
	defer func() { // they clear the way, or every transaction would fail before long
		for _, p := range problemsIn(got) {
			_ = os.RemoveAll(p.Path)
		}
	}()
	equalTrees(t, "published", tree(t, r.folder.out), tree(t, copied))
	clean.out, warm.out = "", ""
	if fmt.Sprintf("%+v", warm) != fmt.Sprintf("%+v", clean) {
		t.Errorf("summary %+v, want %+v", warm, clean)
	}
	if g, w := strings.ReplaceAll(errorText(got), r.folder.out, "?"), strings.ReplaceAll(errorText(want), copied, "?"); g != w {
		t.Errorf("error %s\nwant %s", g, w)
	}
}

// copyTree copies a folder as it is, with the rights of its files.
func copyTree(t *testing.T, from, to string) {
	t.Helper()
	if _, err := os.Lstat(from); errors.Is(err, os.ErrNotExist) {
		return
	}
	put(t, to, "x", "")
	remove("x")(t, to)
	all := tree(t, from)
	for _, path := range slices.Sorted(maps.Keys(all)) {
		switch content := all[path]; {
		case content == "/":
			_ = os.MkdirAll(filepath.Join(to, path), 0o755)
		case strings.HasPrefix(content, "-> "):
			link(path, content[3:])(t, to)
		default:
			put(t, to, path, content)
		}
	}
}
