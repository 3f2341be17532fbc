package publish

import (
	"maps"

	"tradeoff/generator/seen"
)

// A shelf is what a suspended transaction leaves in the staging folder for the next
// one of its [Folder]. It is good as long as the files there are as they were left:
// the lock is not held meanwhile, and a build of another process clears the staging
// folder. To clear it of what no longer is on the shelf would take a look at every file
// in it, while somebody waits: that is left to the end, but for what was written anew.
type shelf struct {
	files map[string]*file // staged ones, by path
	names uint32           // the last name given in the staging folder
	made  []string         // folders that Begin made, the output folder first
}

// Suspend ends the transaction as Abort does, but leaves what was written for the
// next transaction of the folder, which keeps the files that have the same recipes
// there: a build that is given up for a newer one is not for nothing, and builds that
// are given up again and again get to an end. After a commit or an abort it does
// nothing.
func (t *Transaction) Suspend() {
	t.running.Lock()
	defer t.running.Unlock()
	if t.ended {
		return
	}
	s := &shelf{files: map[string]*file{}, names: t.names.Load(), made: t.made}
	if t.folder.shelf != nil { // what the transaction did not come to
		maps.Copy(s.files, t.folder.shelf.files)
	}
	for _, f := range t.files {
		if f.staged != 0 && f.recipe != 0 {
			s.files[f.path] = &file{ours: ours{path: f.path, sum: f.sum, recipe: f.recipe, seen: f.seen}, staged: f.staged}
		}
	}
	t.ended, t.made = true, nil
	t.look.end()
	t.folder.shelf = s
	t.release()
}

// resume takes over what a suspended transaction left.
func (t *Transaction) resume() {
	if s := t.folder.shelf; s != nil {
		t.names.Store(s.names)
		t.made = append(t.made, s.made...)
	}
}

// unshelve adds a file to the site that a suspended transaction wrote by the same
// recipe, and tells whether it could.
func (t *Transaction) unshelve(path string, recipe uint64) bool {
	if t.folder.shelf == nil {
		return false
	}
	kept := t.folder.shelf.files[path]
	if kept == nil || kept.recipe != recipe {
		return false
	}
	if info, err := t.disk.root.Lstat(kept.staged.path()); err != nil || seen.Of(info) != kept.seen {
		return false
	}
	_ = t.noteFailure(t.add(&file{ours: ours{path: path, sum: kept.sum, recipe: recipe}}, func(f *file) error {
		f.staged, f.seen = kept.staged, kept.seen
		return nil
	})) // the commit says it
	return true
}

// discard removes what the shelf has for a path that was written anew, so that builds
// which are given up one after the other do not fill the disk.
func (t *Transaction) discard(path string) {
	if s := t.folder.shelf; s != nil && s.files[path] != nil {
		_ = t.disk.remove(s.files[path].staged.path()) // what cannot be removed now goes in the end
	}
}

// Close clears what a suspended transaction left. Call it when there will be no
// other. What cannot be cleared now is cleared by the next process that publishes.
func (f *Folder) Close() {
	f.awaitReady().end()
	if f.shelf == nil {
		return
	}
	if t, err := f.Begin(); err == nil {
		t.Abort()
	}
	f.shelf = nil
}
