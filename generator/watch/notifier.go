package watch

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A notifier is an eye that the system tells what happens.
//
// Its invariant: each folder that is in the tree and in its memory is watched by
// the name it has, or an event is on its way that says that the folder, or one
// above it, has come, gone or been renamed. That event makes the notifier forget
// everything by that name and look afresh.
type notifier struct {
	system *fsnotify.Watcher
	root   string // without links
	skip   func(path string, dir bool) bool
	memory *folder
	links  map[string]*link
	asked  []string   // folders that the system was asked to watch and that are not checked yet
	faults chan error // from the system
}

// A folder is what is remembered of one, so that what was in it can be named once
// it is gone.
type folder struct {
	folders map[string]*folder
	// files has what is known of each file since it was last named: nil for those
	// that were not. A chmod that changes nothing of it is no change.
	files map[string]fs.FileInfo
	info  fs.FileInfo // from before it was watched; nil for the watched folder itself
	blind bool        // it could not be read or watched
}

func newFolder(info fs.FileInfo) *folder {
	return &folder{folders: map[string]*folder{}, files: map[string]fs.FileInfo{}, info: info}
}

// newNotifier watches all folders below root. Its error is errMoved, a limitError
// or another reason why events cannot be had.
func newNotifier(root string, skip func(string, bool) bool) (*notifier, error) {
	system, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, limit(err)
	}
	n := &notifier{system: system, root: root, skip: skip, memory: newFolder(nil), links: map[string]*link{}, faults: make(chan error, 1)}
	go n.hear()
	err = n.enter("", n.memory, nil)
	if err == nil && n.memory.blind {
		err = errors.New("the folder cannot be read")
	}
	if err == nil {
		err = n.check()
	}
	if err != nil {
		n.close()
		return nil, err
	}
	for rel := range n.links { // only now all of their ways are watched
		n.links[rel] = n.follow(rel)
	}
	return n, nil
}

// hear takes the system's errors until it is closed. fsnotify holds its lock while
// it waits for somebody to take some of them, so whoever asks it to watch a folder
// meanwhile must not be the one who takes them.
//
// EINVAL is no fault: fsnotify drops the watch of a folder that was renamed, and
// the system has already dropped it where the folder was removed after that. One
// fault says as much as several: everything has to be watched anew.
func (n *notifier) hear() {
	for err := range n.system.Errors {
		if errors.Is(err, syscall.EINVAL) {
			continue
		}
		select {
		case n.faults <- err:
		default:
		}
	}
}

func (n *notifier) signals() (<-chan fsnotify.Event, <-chan error) {
	return n.system.Events, n.faults
}

func (n *notifier) close() { n.system.Close() }

func (n *notifier) pause(*batch) time.Duration { return heartbeat }

func (n *notifier) take(event fsnotify.Event, into *batch) error {
	rel := filepath.ToSlash(strings.TrimPrefix(strings.TrimPrefix(event.Name, n.root), string(filepath.Separator)))
	parent := n.find(path.Dir(rel))
	if parent == nil { // the event is late: its folder has gone, and an event that says so was read or will be
		if !n.skip(rel, false) {
			n.name(rel, false, false, into)
		}
		return nil
	}
	known := parent.folders[path.Base(rel)]
	gone := event.Has(fsnotify.Remove) || event.Has(fsnotify.Rename)
	switch {
	case known != nil && !gone && !n.differs(rel, known):
		return nil
	case known != nil || gone || event.Has(fsnotify.Create):
		return n.replaced(rel, parent, into)
	}
	n.written(rel, parent, event.Has(fsnotify.Write), into)
	return nil
}

// differs tells whether a folder is another than the one that is known, or may
// have become readable, or unreadable. That an event says a known folder is new
// means nothing: it was found before the event was read. Had it gone in between,
// another event would say so.
func (n *notifier) differs(rel string, known *folder) bool {
	info, err := os.Lstat(n.full(rel))
	return err != nil || known.blind || info.Mode() != known.info.Mode() || !os.SameFile(info, known.info)
}

// replaced takes in that what is called rel has come, gone or been renamed, so
// that nothing that is remembered by that name holds.
func (n *notifier) replaced(rel string, parent *folder, into *batch) error {
	name := path.Base(rel)
	wasFolder := n.forget(rel, parent, into)
	info, err := os.Lstat(n.full(rel))
	switch {
	case err != nil:
		if !wasFolder && !n.skip(rel, false) {
			n.name(rel, false, false, into)
		}
		return nil
	case n.skip(rel, info.IsDir()):
		return nil
	case !info.IsDir():
		n.meet(rel, parent, info.Mode())
		parent.files[name] = info
		n.name(rel, false, true, into)
		return nil
	}
	into.folder(rel)
	parent.folders[name] = newFolder(info)
	if err := n.enter(rel, parent.folders[name], into); err != nil {
		return err
	}
	return n.check()
}

// written takes in that a file was written, or its rights or times were changed.
func (n *notifier) written(rel string, parent *folder, content bool, into *batch) {
	if n.skip(rel, false) {
		return
	}
	name := path.Base(rel)
	before, known := parent.files[name]
	info, err := os.Lstat(n.full(rel))
	if !content && known && err == nil && before != nil && same(before, info) {
		return
	}
	if known {
		parent.files[name] = info
	}
	n.name(rel, known, err == nil, into)
}

// same tells whether nothing shows that a file was changed.
func same(a, b fs.FileInfo) bool {
	return a.ModTime().Equal(b.ModTime()) && a.Size() == b.Size() && a.Mode() == b.Mode() && os.SameFile(a, b)
}

// enter watches a folder and all below it, remembers what is there, and names the
// files where there is a batch to name them in. First it watches, then it reads:
// what comes between is told.
func (n *notifier) enter(rel string, into *folder, named *batch) error {
	if err := n.watch(rel, into); err != nil {
		return err
	}
	entries, err := os.ReadDir(n.full(rel)) // with an error, those that could be read
	if err != nil {
		into.blind = true
	}
	for _, entry := range entries {
		below := path.Join(rel, entry.Name())
		switch {
		case n.skip(below, entry.IsDir()):
		case entry.IsDir():
			info, err := os.Lstat(n.full(below))
			if err != nil {
				continue // it has gone, and an event says so
			}
			sub := newFolder(info)
			into.folders[entry.Name()] = sub
			if err := n.enter(below, sub, named); err != nil {
				return err
			}
		default:
			n.meet(below, into, entry.Type())
			if named != nil {
				n.name(below, false, true, named)
			}
		}
	}
	return nil
}

// watch has the system watch a folder. One that has gone meanwhile, or may not be
// read, is no error: the watch on the folder above tells when that changes.
func (n *notifier) watch(rel string, into *folder) error {
	err := n.system.Add(n.full(rel))
	switch {
	case err == nil:
		n.asked = append(n.asked, n.full(rel))
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.ENOTDIR):
		into.blind = true
	default:
		return limit(err)
	}
	return nil
}

// check finds out whether the folders that were entered are watched by their names.
// The system knows a folder by its inode, and fsnotify gives each inode the first
// name it had: a folder that was moved to where it is found before the event that
// says so was read would be told by its old name for ever.
func (n *notifier) check() error {
	if len(n.asked) == 0 {
		return nil
	}
	watched := map[string]bool{}
	for _, name := range n.system.WatchList() {
		watched[name] = true
	}
	for _, name := range n.asked {
		if _, err := os.Lstat(name); !watched[name] && err == nil {
			return errMoved
		}
	}
	n.asked = n.asked[:0]
	return nil
}

// meet remembers a file.
func (n *notifier) meet(rel string, parent *folder, mode fs.FileMode) {
	parent.files[path.Base(rel)] = nil
	if mode&fs.ModeSymlink != 0 {
		n.links[rel] = n.follow(rel)
	}
}

// forget forgets what is called rel, and names the files that were there. It tells
// whether a folder was.
func (n *notifier) forget(rel string, parent *folder, into *batch) bool {
	name := path.Base(rel)
	if known := parent.folders[name]; known != nil {
		delete(parent.folders, name)
		into.folder(rel)
		n.leave(rel, known, into)
		return true
	}
	if _, known := parent.files[name]; known {
		delete(parent.files, name)
		delete(n.links, rel)
		n.name(rel, true, false, into)
	}
	return false
}

// leave has the system no longer watch a folder and all below, and names the files
// in them. That the system knows no such watch is as it should be: it drops those
// of folders that are removed or renamed.
func (n *notifier) leave(rel string, known *folder, into *batch) {
	n.system.Remove(n.full(rel))
	for name := range known.files {
		delete(n.links, path.Join(rel, name))
		n.name(path.Join(rel, name), true, false, into)
	}
	for name, sub := range known.folders {
		n.leave(path.Join(rel, name), sub, into)
	}
}

// find gives what is remembered of a folder, nil where there is none.
func (n *notifier) find(rel string) *folder {
	at := n.memory
	if rel == "." || rel == "" {
		return at
	}
	for name := range strings.SplitSeq(rel, "/") {
		if at = at.folders[name]; at == nil {
			return nil
		}
	}
	return at
}

func (n *notifier) full(rel string) string { return filepath.Join(n.root, filepath.FromSlash(rel)) }
