package publish

import (
	"errors"
	"io/fs"
	"path/filepath"
	"sync"

	"tradeoff/generator/cache"
	"tradeoff/generator/seen"
)

// A Folder is an output folder that is published into again and again. It remembers
// what its last transaction left there: for each file the recipe, the sum and what
// the system said of it. It is used by one goroutine at a time, as far as it does
// not say otherwise, and has one transaction at a time.
//
// # How long that is good
//
// It is good as long as the record in the folder is, byte for byte, the one that the
// transaction wrote: if another process published in between, all is forgotten. With a
// cache ([Folder.KeepIn]) what another process remembered of it is as good. It
// is forgotten, too, when a commit could neither be carried out nor taken back. Any
// other transaction that fails or is aborted leaves the folder as it was, and the
// memory with it.
//
// What is remembered of a file is good as long as the system says the same of it:
// size, time, inode and mode (see package seen). Times tick slowly, so the content of a file
// that was written less than a tick before is read once more. So is that of a file about
// which anything changed since it was placed or read, where the system keeps when (it does
// on Linux): a change that keeps the length and sets the time back is noticed, too. On
// other systems nothing but a build with an empty memory notices that.
//
// # The look
//
// All files are looked at in each transaction: what somebody did to a page of ours
// has to be put right, or to fail the commit, as in a build with an empty memory.
// That takes a good half of a microsecond for each file, 50 ms for 73,000, and is too long to be
// waited for. So it is done beside everything else, from [Transaction.Look] on, or from
// [Folder.Ready] on where nobody waits for a page. [Transaction.Keep] goes by what is remembered; Commit waits for
// the look (and takes a share of what is left of it), and fails with [ErrStale] if
// it found that a file was kept that is not there as it was left. That file is
// forgotten, and the caller builds again. This costs most where it is rare.
//
// Asking the system to tell of changes instead (inotify and its like) was left out:
// it takes a descriptor for each file on some systems, says nothing on network
// drives and of files that are mapped into memory, and may lose events.
type Folder struct {
	out    string
	before func(op, path string) error // see disk; for tests

	ready *ready       // nil where nobody has called for it
	cache *cache.Cache // nil where it remembers for itself alone
	asked bool         // it was recalled what another process left
	read  []byte       // the record by which that was recalled, for the first transaction
	// readOf is what the system said of the file of that record, as far as it tells.
	readOf seen.File
	put    bool // what is remembered is in the cache

	turn  uint32  // of the last transaction
	left  *record // nil where nothing is remembered
	text  uint64  // the hash of its text
	shelf *shelf  // what a suspended transaction left; nil where none did
	stale int     // commits that failed with ErrStale, one after the other
}

// ErrStale is the error of a commit that kept a file which somebody changed or
// removed. Nothing has changed in the folder. The caller begins again and hands all
// files over again; Keep then does not keep that one. After two in a row nothing is
// kept, so that it ends.
var ErrStale = errors.New("publish: a file that was kept is not as it was left")

// NewFolder gives the output folder of a name, of which nothing is remembered.
func NewFolder(out string) *Folder { return &Folder{out: out} }

// Begin starts to publish into the folder, which is made where it is missing. It
// clears what a killed build may have left over and fails with a [Problem] where the
// name is not that of a folder, cannot be written, or is being written by another
// build. Call [Refuse] first: Begin does not know the writer's sources.
func (f *Folder) Begin() (*Transaction, error) {
	f.turn++
	begun := f.awaitReady()
	t := &Transaction{
		out: filepath.ToSlash(filepath.Clean(f.out)), disk: &disk{before: f.before},
		folder: f, turn: f.turn, old: &record{},
		looks: map[string]standing{}, inWay: map[string]bool{},
	}
	t.staging = sync.OnceValue(func() error {
		err := t.disk.mkdir(stagingName)
		if f.shelf != nil && errors.Is(err, fs.ErrExist) {
			err = nil
		}
		if err == nil {
			err = t.disk.openSide()
		}
		return err
	})
	t.oldNames = sync.OnceValue(func() map[string][]string { return t.old.spellings() })
	t.resume()
	if err := t.open(f.out); err != nil {
		begun.end()
		t.release()
		return nil, err
	}
	if !t.old.clean {
		begun.end()
		t.claims = newClaims()
		return t, nil
	}
	if begun.isOf(t.old) {
		t.look = begun
		return t, nil
	}
	begun.end()
	absolute, err := filepath.Abs(f.out)
	if err != nil {
		t.Abort()
		return nil, err
	}
	t.look = newLook(absolute, f.left)
	return t, nil
}

// Begin is [Folder.Begin] of a folder of which nothing is remembered.
func Begin(out string) (*Transaction, error) { return NewFolder(out).Begin() }

// Look starts to look at what was left in the folder, beside whatever else is done.
// Commit does it where nobody has. Call it once, when nothing more urgent is to be
// done.
func (t *Transaction) Look() {
	t.look.begin()
}

// Keep adds a file to the site that is there already, as the last transaction of
// the folder left it, if that had the same recipe. It tells whether it could; if
// not, the file is to be written. It may be called from several goroutines. A file that
// is kept already stays so.
func (t *Transaction) Keep(path string, recipe uint64) bool {
	t.running.RLock()
	defer t.running.RUnlock()
	if t.ended || recipe == 0 {
		return false
	}
	o := t.old.find(path)
	if t.look == nil || o == nil || o.recipe != recipe {
		return t.unshelve(path, recipe)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return o.keptIn(t) || t.claimAs(path, o, true) == nil
}

// Left tells apart what transactions leave: the last one, be it one of another process,
// as far as that is known since [Folder.Begin]. It is 0 where nothing is remembered.
func (f *Folder) Left() uint64 {
	if f.left == nil {
		return 0
	}
	return f.text
}

// IsUntouched tells whether all that a transaction left, of which Left told this, is
// there as it was left, so that the same one would do nothing. It changes nothing.
func (f *Folder) IsUntouched(left uint64) bool {
	t, err := f.Begin()
	if err != nil {
		return false
	}
	defer t.Abort()
	if t.look == nil || f.Left() != left || f.left.hasSpare() {
		return false
	}
	differ, sure := t.look.finish()
	for _, s := range sure {
		s.note()
	}
	if len(sure) > 0 {
		f.put = false
		f.Keep()
	}
	return len(differ) == 0
}

// keptIn tells whether a transaction kept a file.
func (o *ours) keptIn(t *Transaction) bool { return o.kept && o.turn == t.turn }

// confirm waits for the look and tells whether all that was kept is there.
func (t *Transaction) confirm() error {
	if t.look == nil {
		return nil
	}
	differ, sure := t.look.finish()
	for _, s := range sure {
		s.note()
	}
	kept := false
	for _, o := range differ {
		if o.keptIn(t) {
			kept = true
			o.recipe = 0
		}
	}
	if !kept {
		t.folder.stale = 0
		return nil
	}
	if t.folder.stale++; t.folder.stale == 2 {
		t.folder.forget()
	}
	return ErrStale
}

// recordOf gives the record of which this is the text, and this its hash, if that is what
// is remembered. If it is not, all is forgotten.
func (f *Folder) recordOf(text []byte, sum uint64) *record {
	if !f.asked {
		f.asked = true
		f.recollect(text, sum)
	}
	if f.left == nil || sum != f.text {
		f.forget()
	}
	return f.left
}

// placed tells until when the transaction placed files, by the clock of the file system:
// the record was placed last.
func (t *Transaction) placed() int64 {
	info, err := t.disk.root.Lstat(recordName)
	if err != nil {
		return 0
	}
	return seen.Changed(info)
}

func (f *Folder) forget() {
	f.left, f.stale, f.read = nil, 0, nil
}

// remember notes what a transaction left in the folder.
func (f *Folder) remember(t *Transaction, p *plan) {
	for i, o := range p.left {
		o.line = t.writer.spans[i]
	}
	ended := t.placed()
	for _, w := range p.files {
		if w.staged != 0 {
			w.until = ended
		}
	}
	f.left = &record{files: p.left, folders: p.folders, clean: true}
	f.left.groups = t.old.groups.after(t, f.left)
	f.text, f.put = t.recordSum, false
}
