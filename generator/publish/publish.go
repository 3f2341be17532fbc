// Package publish reconciles the built files of a site with the output folder,
// all or nothing.
//
// In come files, one by one and from many goroutines; out comes a folder that
// holds them, in which nothing else of ours is left over and nothing of
// anybody else's was touched.
//
// # The rules
//
//   - A file that is already there with the same content is not written: it
//     keeps its time and its inode, so that copying tools and browsers that
//     look at them see only what really changed.
//   - Nothing that stands in the folder changes before every file of the site
//     is complete beside it, in the staging folder (.tradeoff-staging), on the
//     same file system. Then the files are renamed into place, then what went
//     stale is removed, then the folders that this left empty.
//   - Only what this tool wrote is overwritten or removed. A record
//     (.tradeoff.json) names each file that was written, with a sum of its
//     content (XXH3 of 128 bits; see digest). A file is ours if the record names it and its content still
//     is the recorded one. Everything else is foreign: links, files that
//     somebody put there, our own files once somebody edited them. A foreign
//     file in the way of one of ours fails the commit before anything changes,
//     and the error names all of them; one that is in nobody's way is left
//     alone. A foreign file that holds exactly what would be written is adopted.
//   - The folders that we made are recorded too, and only those are removed.
//   - An error (a full disk, a missing right) or a cancelled context in the
//     middle of a commit takes back every step, so that the last good site
//     stands. What a step replaces or removes is kept in the staging folder
//     until the commit is through, as a second link to the same file.
//   - A kill in the middle cannot be taken back. Before the first rename the
//     record is therefore replaced by a journal that admits for each file the
//     content it has now and the one it will have. Whenever the kill comes, the
//     next build finds each file to be its own and continues. (What a power
//     failure leaves depends on the file system: files are not synced one by
//     one, which would take minutes for large sites.)
//   - One build at a time writes into a folder. A second one fails at once, and
//     says why: waiting for it would only let the older of two states win. The
//     lock (.tradeoff.lock) belongs to the process and not to the file, so it
//     dies with the process.
//   - Everything goes through one [os.Root], or through folders that it opened, so
//     that no path and no link leads out of the folder.
//
// An unreadable record means that nothing is ours. Then only files with exactly
// the right content do not stand in the way.
//
// # Publishing again and again
//
// A [Folder] remembers what it published, so that what did not change need not be
// rendered again, nor read to be compared. With a cache the next process recalls it
// ([Folder.KeepIn]). What comes of it is, byte for byte, what comes of a build that
// remembers nothing, the record with it. Whether a file still is what was published is
// told by what the system says of it (package seen): its inode, and, where the system
// keeps it, when anything about it changed last, which nobody can set. So a file that was
// copied there with its time is read, and one that is too young to tell is read, too.
package publish

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
)

// The names that the output folder reserves for this package. Every name at its
// top that starts like these is refused by [Transaction.Write].
const (
	recordName  = ".tradeoff.json"
	lockName    = ".tradeoff.lock"
	stagingName = ".tradeoff-staging"
	reserved    = ".tradeoff"
)

// errEnded is what a transaction says once it was committed or aborted.
var errEnded = errors.New("publish: the transaction has ended")

// A Transaction is one build on its way into an output folder. It holds the
// folder's lock from [Folder.Begin] to [Transaction.Commit] or [Transaction.Abort].
type Transaction struct {
	out  string   // the output folder as the writer named it, slash-separated
	made []string // folders that Begin made, the output folder first
	disk *disk
	lock *lock

	folder *Folder
	turn   uint32 // the number of the transaction
	look   *look  // nil where nothing is remembered

	old      *record
	oldText  []byte                     // of the record as the transaction found it; nil where there was none
	writer   *recordWriter              // of the records of the commit
	oldNames func() map[string][]string // its paths by their folded form
	lost     error                      // why it cannot be read; nil where it can or where there is none

	recorded  bool   // a record stands in the folder
	recordSum uint64 // the hash of its text

	staging func() error  // makes the staging folder, once
	names   atomic.Uint32 // the last name given in it

	running sync.RWMutex // held for reading while a Write runs
	ended   bool

	mu        sync.Mutex // guards what follows
	together  []together // groups of files that were told of
	claims    *claims    // nil as long as there are only files that the folder left, which are in nobody's way
	files     []*file
	looks     map[string]standing // what stands on the way to files
	inWay     map[string]bool     // paths at which something stands that has to go first
	conflicts []*Problem
	failed    error // of the first Write that failed
}

// A Summary says what a commit did.
type Summary struct {
	Written   int // files that are new or changed
	Unchanged int // files that already were as they should be
	Removed   int // files of an earlier build that this one no longer has
	// Changed are the paths of the files that were written or removed, sorted; never nil.
	Changed []string
	// Kept are files of an earlier build that this one no longer has and that
	// somebody changed since: they are left alone, and are no longer ours.
	// Paths within the output folder, sorted.
	Kept []string
	// Lost says that the record of the earlier build could not be read, so
	// that none of its files could be removed.
	Lost bool

	out string
}

// open makes, opens and locks the output folder, clears it of what a killed
// build left over, and reads the record.
func (t *Transaction) open(out string) error {
	absolute, err := filepath.Abs(out)
	if err != nil {
		return t.refused("", err)
	}
	made, err := t.disk.makeFolders(absolute)
	t.made = append(made, t.made...)
	if err != nil {
		return t.refused("", err)
	}
	if t.disk.root, err = os.OpenRoot(absolute); err != nil {
		return t.refused("", err)
	}
	if t.lock, err = t.acquire(absolute); err != nil {
		return err
	}
	if t.folder.shelf == nil { // what is not on the shelf goes in the end
		if err := t.sweep(); err != nil {
			return err
		}
	} else if what, err := t.disk.look(stagingName); err != nil {
		return t.refused(stagingName, err)
	} else if what != folder && what != nothing {
		return t.foreign(stagingName, false)
	}
	return t.recall()
}

// Abort gives up: the folder stays as it was, and is removed again if Begin
// made it and it is empty. After a commit, or a second time, it does nothing.
func (t *Transaction) Abort() {
	t.running.Lock()
	defer t.running.Unlock()
	t.end()
}

// end clears the staging folder and lets go of the output folder, once.
func (t *Transaction) end() {
	if t.ended {
		return
	}
	t.ended = true
	t.look.end()
	t.folder.shelf = nil
	// What cannot be cleared now is cleared by the next Begin.
	_ = t.sweep()
	t.release()
}

// release unlocks and closes the output folder, and removes what Begin made of
// it as far as it is empty.
func (t *Transaction) release() {
	if t.lock != nil {
		t.lock.release()
	}
	t.disk.closeSide()
	if t.disk.root != nil {
		_ = t.disk.root.Close() // opened for reading: nothing can be lost
	}
	t.disk.removeEmpty(t.made)
}

// sweep removes the staging folder with the files that a build left in it. Only
// names that this package gives are removed.
func (t *Transaction) sweep() error {
	t.disk.closeSide()
	switch what, err := t.disk.look(stagingName); {
	case err != nil:
		return t.refused(stagingName, err)
	case what == nothing:
		return nil
	case what != folder:
		return t.foreign(stagingName, false)
	}
	names, err := t.disk.list(stagingName)
	if err != nil {
		return t.refused(stagingName, err)
	}
	slices.Sort(names)
	for _, name := range names {
		path := stagingName + "/" + name
		if what, err := t.disk.look(path); err != nil || what != regular || !isStaged(name) {
			return t.foreign(path, false)
		}
		if err := t.disk.remove(path); err != nil {
			return t.refused(path, err)
		}
	}
	if err := t.disk.remove(stagingName); err != nil {
		return t.refused(stagingName, err)
	}
	return nil
}

// stagedName gives the next file in the staging folder.
func (t *Transaction) stagedName() staged { return staged(t.names.Add(1)) }

// isStaged tells whether stagedName can have given a name.
func isStaged(name string) bool {
	n, err := strconv.ParseUint(name, 10, 32)
	return err == nil && n > 0 && strconv.FormatUint(n, 10) == name
}

// stage writes content into the staging folder.
func (t *Transaction) stage(content []byte) (staged, error) {
	if err := t.staging(); err != nil {
		return 0, err
	}
	name := t.stagedName()
	return name, t.disk.create(name.path(), content)
}

// Commit makes the output folder hold exactly the files that were written,
// beside what is foreign in it. It fails with the context's error, or with one
// or several [Problem] (see [Report]), or with [ErrStale]; then the folder is as it
// was before. Either way the transaction has ended.
func (t *Transaction) Commit(ctx context.Context) (Summary, error) {
	t.running.Lock()
	defer t.running.Unlock()
	if t.ended {
		return Summary{}, errEnded
	}
	defer t.end()
	if err := errors.Join(ctx.Err(), t.failed); err != nil {
		return Summary{}, err
	}
	if err := t.confirm(); err != nil {
		return Summary{}, err
	}
	p, err := t.plan(ctx)
	if err != nil {
		return Summary{}, err
	}
	if err := t.apply(ctx, p); err != nil {
		return Summary{}, err
	}
	t.made = nil // the folder is in use now
	t.folder.remember(t, p)
	return t.summary(p), nil
}
