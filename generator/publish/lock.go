package publish

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"tradeoff/generator/diag"
)

// ErrLocked is why a transaction cannot begin while another one is writing into the
// folder. It is in the [Problem] that says so.
var ErrLocked = errors.New("publish: the folder is locked")

// A lock keeps a second build out of the folder. The system drops it when the
// process ends, however it ends; the file that stays behind then locks nothing.
type lock struct {
	disk *disk
	held *flock.Flock
}

// acquire takes the lock of the output folder, or fails at once.
//
// Whoever holds the lock may remove its file. So a file that was locked counts
// only if it still is the one in the folder: otherwise it was the file of a
// build that ended in between, and the next one takes another.
func (t *Transaction) acquire(absolute string) (*lock, error) {
	for {
		if err := t.offerLock(); err != nil {
			return nil, err
		}
		held := flock.New(filepath.Join(absolute, lockName), flock.SetPermissions(0o644))
		locked, err := held.TryLock()
		switch {
		case err != nil:
			return nil, t.refused(lockName, err)
		case !locked:
			return nil, &Problem{Path: t.out, Code: diag.OutputFailed, Err: ErrLocked,
				Message: "another build is writing into this folder at the moment",
				Hint:    "wait until it has ended and build again, or build elsewhere with --out"}
		}
		ours, err := held.Stat()
		if err != nil {
			return nil, t.refused(lockName, err)
		}
		if there, err := t.disk.root.Lstat(lockName); err == nil && os.SameFile(ours, there) {
			return &lock{disk: t.disk, held: held}, nil
		}
		if err := held.Unlock(); err != nil {
			return nil, t.refused(lockName, err)
		}
	}
}

// offerLock makes the lock's file where it is missing, and refuses one that is
// not ours: ours is empty. The library opens it by its path, so a link that
// leads out of the folder must be found here.
func (t *Transaction) offerLock() error {
	info, err := t.disk.root.Lstat(lockName)
	switch {
	case err == nil && info.Mode().IsRegular() && info.Size() == 0:
		return nil
	case err == nil:
		return t.foreign(lockName, false)
	case !os.IsNotExist(err):
		return t.refused(lockName, err)
	}
	if err := t.disk.create(lockName, nil); err != nil && !os.IsExist(err) {
		return t.refused("", err)
	}
	return nil
}

// release removes the lock's file and unlocks, in this order: once it is
// unlocked, the file may be somebody else's lock. Where the system does not
// remove open files it is removed afterwards; such a system refuses to remove
// one that somebody else has opened.
func (l *lock) release() {
	err := l.disk.remove(lockName)
	_ = l.held.Unlock() // the descriptor is closed at the latest with the process
	if err != nil {
		_ = l.disk.remove(lockName)
	}
}
