package watch

import (
	"errors"
	"hash/maphash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// tick is more than any file system's clock needs to show another time: FAT
	// counts two seconds.
	tick = 3 * time.Second
	// old is how long ago a file must have been written by its time, which may be
	// another computer's, for it to be taken for finished when it is first seen.
	old = time.Minute
)

// A poller is an eye that has to look.
type poller struct {
	root  string
	skip  func(path string, dir bool) bool
	every time.Duration
	seed  maphash.Seed
	files map[string]seen
	space []byte // to read files into
}

// seen is how a file or a folder was when it was last looked at.
type seen struct {
	info   fs.FileInfo // of what a link leads to, where it is one; nil where that is nothing
	target string      // of a link
	// until is when the file's time can be trusted to tell a change. Before, sum is
	// the hash of a file's content. The clock is this computer's, and starts when the
	// change was seen, so that it does not matter what time the drive believes it is.
	until time.Time
	sum   uint64
}

// newPoller looks at the tree for the first time.
func newPoller(root string, skip func(string, bool) bool, every time.Duration) (*poller, error) {
	p := &poller{root: root, skip: skip, every: every, seed: maphash.MakeSeed(), space: make([]byte, 64<<10)}
	if _, err := os.ReadDir(root); err != nil {
		return nil, err
	}
	p.files = p.walk()
	return p, nil
}

func (p *poller) signals() (<-chan fsnotify.Event, <-chan error) { return nil, nil }

func (p *poller) take(fsnotify.Event, *batch) error { return errors.New("nothing can be told") }

func (p *poller) close() {}

// pause is shorter while much happens, so that a switch of branches is one change.
func (p *poller) pause(b *batch) time.Duration {
	if b.storm() {
		return min(p.every, b.pace.lull)
	}
	return p.every
}

func (p *poller) look(into *batch) error {
	before := p.files
	p.files = p.walk()
	for rel, now := range p.files {
		old, known := before[rel]
		if !known || !old.same(now) {
			into.add(rel, known && !now.folder(), !now.folder())
		}
		delete(before, rel)
	}
	for rel, old := range before {
		into.add(rel, !old.folder(), false)
	}
	return nil
}

// walk looks at every file. Folders that cannot be read have none.
func (p *poller) walk() map[string]seen {
	files := make(map[string]seen, len(p.files))
	filepath.WalkDir(p.root, func(name string, entry fs.DirEntry, err error) error {
		rel, relErr := filepath.Rel(p.root, name)
		rel = filepath.ToSlash(rel)
		switch {
		case err != nil || relErr != nil:
			return nil
		case rel != "." && p.skip(rel, entry.IsDir()):
			if entry.IsDir() {
				return fs.SkipDir
			}
		default:
			if now, ok := p.see(name, entry); ok {
				files[rel] = p.sure(name, now, rel)
			}
		}
		return nil
	})
	return files
}

// see looks at one file; not ok where it has gone meanwhile.
func (p *poller) see(name string, entry fs.DirEntry) (now seen, ok bool) {
	var err error
	if entry.Type()&fs.ModeSymlink == 0 {
		now.info, err = entry.Info()
		return now, err == nil
	}
	if now.target, err = os.Readlink(name); err != nil {
		return now, false
	}
	if info, err := os.Stat(name); err == nil {
		now.info = info
	}
	return now, true
}

// sure adds what tells a change within one tick of the file system's clock.
func (p *poller) sure(name string, now seen, rel string) seen {
	before, known := p.files[rel]
	if now.info == nil || !now.folder() && !now.info.Mode().IsRegular() {
		return now
	}
	switch this := time.Now(); {
	case !known && p.files == nil && time.Since(now.info.ModTime()) > old:
		return now
	case !known || !before.sameState(now):
		now.until = this.Add(tick)
	case before.until.IsZero():
		return now
	case this.Before(before.until):
		now.until = before.until
	}
	if now.folder() {
		return now
	}
	now.sum = p.hash(name)
	if known && before.sameState(now) && before.sum != now.sum {
		now.until = time.Now().Add(tick)
	}
	return now
}

// same tells whether nothing shows that the file was changed.
func (s seen) same(now seen) bool {
	if s.folder() && now.until.IsZero() && !s.until.IsZero() {
		return false // its tick is over
	}
	return s.sameState(now) && (s.until.IsZero() || s.sum == now.sum)
}

// folder tells whether it is a folder, and not a link to one.
func (s seen) folder() bool { return s.target == "" && s.info != nil && s.info.IsDir() }

func (s seen) sameState(now seen) bool {
	if s.folder() && now.folder() {
		return same(s.info, now.info)
	}
	return s.target == now.target && sameEnd(s.info, now.info)
}

// hash is the hash of a file's content, zero where it cannot be read.
func (p *poller) hash(name string) uint64 {
	file, err := os.Open(name)
	if err != nil {
		return 0
	}
	defer file.Close()
	var sum maphash.Hash
	sum.SetSeed(p.seed)
	if _, err := io.CopyBuffer(&sum, struct{ io.Reader }{file}, p.space); err != nil {
		return 0
	}
	return sum.Sum64()
}
