package publish

import (
	"time"

	"tradeoff/generator/seen"
)

// KeepNamed adds a file to the site whose path tells its content, if any build has left
// it there, be it one of another process: the record names it, and its content is the
// recorded one. It tells whether it could; if not, the file is to be written. It may be
// called from several goroutines, for a path that [Transaction.Keep] did not keep.
//
// It reads the file, which takes less than to make it. That the record and the path
// belong together is up to whoever names files: two versions of this tool that make
// different files for one path have to name them differently.
func (t *Transaction) KeepNamed(path string, recipe uint64) bool {
	t.running.RLock()
	defer t.running.RUnlock()
	if t.ended || checkPath(path) != nil || !t.old.names(path) {
		return false
	}
	f := &file{ours: ours{path: path, recipe: recipe}}
	if !t.isRecorded(f) {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.claim(path, false) != nil {
		return false
	}
	t.files = append(t.files, f)
	return true
}

// isRecorded tells whether at a file's path there is what the record says, and notes it.
func (t *Transaction) isRecorded(f *file) bool {
	t.mu.Lock()
	at, stands, err := t.follow(f.path)
	t.mu.Unlock()
	if err != nil || at != f.path || stands != regular {
		return false
	}
	since := time.Now()
	info, err := t.disk.root.Lstat(f.path)
	if err != nil {
		return false
	}
	changed := seen.Changed(info)
	f.seen = seen.Of(info)
	f.sure, f.until = f.seen.TellsFrom(since, changed), changed+1
	f.sum, err = t.disk.sum(f.path)
	f.found = &found{f.sum, f.seen}
	return err == nil && t.old.owns(f.path, f.sum)
}
