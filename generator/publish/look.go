package publish

import (
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"tradeoff/generator/seen"
)

// portion is how many files are looked at before others may take over.
const portion = 256

// A look compares what stands in an output folder with what was left there. It
// changes nothing, and runs in a goroutine of its own.
type look struct {
	out     string
	files   []*ours // sorted by path
	next    atomic.Int64
	stopped atomic.Bool
	running sync.WaitGroup
	begun   bool

	mu     sync.Mutex
	differ []*ours // those that are not there as they were left
	sure   []sure  // those that were in doubt and are no longer
}

// A sure is a file that was looked into.
type sure struct {
	*ours
	until int64
}

func (s sure) note() { s.sure, s.ours.until = true, s.until }

func newLook(out string, at *record) *look { return &look{out: out, files: at.files} }

// begin begins to look, once. It may be nil.
func (l *look) begin() {
	if l != nil && !l.begun {
		l.begun = true
		l.running.Go(l.work)
	}
}

// finish does what is left to do, on all cores, and gives what was found.
func (l *look) finish() (differ []*ours, sure []sure) {
	for range runtime.GOMAXPROCS(0) - 1 {
		l.running.Go(l.work)
	}
	l.work()
	l.running.Wait()
	return l.differ, l.sure
}

// end breaks the look off. It may be nil, and have ended.
func (l *look) end() {
	if l == nil {
		return
	}
	l.stopped.Store(true)
	l.running.Wait()
}

// work takes portions as long as there are any. Files next to each other are mostly
// in one folder, which is opened once for them: from the top each would take three
// times as long.
func (l *look) work() {
	if l.next.Load() >= int64(len(l.files)) {
		return
	}
	root, err := os.OpenRoot(l.out)
	if err == nil {
		defer root.Close()
	}
	for {
		from := int(l.next.Add(portion)) - portion
		if from >= len(l.files) || l.stopped.Load() {
			return
		}
		v := visit{disk: disk{root: root}}
		for _, o := range l.files[from:min(from+portion, len(l.files))] {
			switch {
			case root == nil || !v.finds(o):
				v.differ = append(v.differ, o)
			case !o.sure || !o.knows(v.eye.Changed()):
				v.read(o, v.eye.Changed())
			}
		}
		v.leave()
		l.mu.Lock()
		l.differ = append(l.differ, v.differ...)
		l.sure = append(l.sure, v.sure...)
		l.mu.Unlock()
	}
}

// A visit goes through one portion.
type visit struct {
	disk   disk
	begun  bool
	holder string   // the path of the folder it is in
	in     *os.Root // that folder; nil where there is none, or a link
	eye    *seen.Folder
	differ []*ours
	sure   []sure
}

// finds tells whether a file is there as it was left, by what the system says.
func (v *visit) finds(o *ours) bool {
	cut := strings.LastIndexByte(o.path, '/') + 1
	if holder := o.path[:cut]; !v.begun || holder != v.holder {
		v.leave()
		v.begun, v.holder = true, holder
		v.enter(o.path)
	}
	if v.in == nil {
		return false
	}
	is, err := v.eye.Of(o.path[cut:])
	return err == nil && is == o.seen
}

// enter opens the folder that a file is in, if only folders lead there.
func (v *visit) enter(path string) {
	at := "."
	for _, at = range above(path) {
		if what, err := v.disk.look(at); err != nil || what != folder {
			return
		}
	}
	in, err := v.disk.root.OpenRoot(at)
	if err != nil {
		return
	}
	if v.eye, err = seen.Enter(in); err != nil {
		_ = in.Close()
		return
	}
	v.in = in
}

func (v *visit) leave() {
	if v.in != nil {
		v.eye.Close()
		_ = v.in.Close() // opened for reading: nothing can be lost
		v.in = nil
	}
}

// read compares the content of a file with what was left there. changed is when anything
// about it changed.
func (v *visit) read(o *ours, changed int64) {
	since := time.Now()
	switch sum, err := v.disk.sum(o.path); {
	case err != nil || sum != o.sum:
		v.differ = append(v.differ, o)
	case o.seen.TellsFrom(since, changed):
		v.sure = append(v.sure, sure{o, changed + 1})
	}
}
