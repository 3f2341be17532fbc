package publish

import (
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/cespare/xxhash/v2"

	"tradeoff/generator/seen"
)

// A ready look was begun before the transaction, while the site was being read: it needs
// neither the site nor the lock. What it found is good for a transaction that begins with
// the record that it began with.
type ready struct {
	running sync.WaitGroup
	look    *look // nil where nothing was recalled
}

// Ready begins to recall what another process left in the folder and to look at it, beside
// whatever else is done. It is for a process that publishes once, and is called before
// the first transaction or not at all. [Folder.Begin] goes on from there; call
// [Folder.Close] where there will be none.
func (f *Folder) Ready() {
	if f.asked || f.ready != nil || f.cache == nil {
		return
	}
	f.asked = true
	r := &ready{}
	f.ready = r
	r.running.Go(func() {
		absolute, err := filepath.Abs(f.out)
		if err != nil {
			return
		}
		since := time.Now()
		text, is, err := readRecord(filepath.Join(absolute, recordName))
		if err != nil {
			return
		}
		if f.recollect(text, xxhash.Sum64(text)); f.left != nil {
			f.read = text
			if is.Tells(since) {
				f.readOf = is
			}
			r.look = newLook(absolute, f.left)
			r.look.begin()
		}
	})
}

// readRecord reads a file, and gives what the system said of it before.
func readRecord(name string) (text []byte, is seen.File, err error) {
	info, err := os.Lstat(name)
	if err == nil {
		is = seen.Closely(info)
		text, err = os.ReadFile(name)
	}
	return text, is, err
}

// awaitReady waits for what Ready recalls, and gives the look that it has begun at the
// files of the folder; nil where there is none.
func (f *Folder) awaitReady() *look {
	r := f.ready
	if r == nil {
		return nil
	}
	r.running.Wait()
	f.ready = nil
	return r.look
}

// isOf tells whether the look is at the files of a record. It may be nil.
func (l *look) isOf(r *record) bool { return l != nil && r != nil && slices.Equal(l.files, r.files) }
