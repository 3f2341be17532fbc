package watch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	heartbeat = time.Second            // between two looks at what no event tells
	waiting   = 250 * time.Millisecond // between two looks for a folder that is gone
	fallback  = 500 * time.Millisecond // between two looks at the tree where the system cannot tell
)

// An eye sees what happens below the watched folder, and names it in a batch. Its
// errors say that it cannot be trusted any more; those that are a limitError, that
// another of its kind would fare no better.
type eye interface {
	// signals are nil for an eye that is told nothing.
	signals() (<-chan fsnotify.Event, <-chan error)
	// take takes in an event.
	take(fsnotify.Event, *batch) error
	// look finds what no event tells.
	look(*batch) error
	// pause is the time between two looks.
	pause(*batch) time.Duration
	close()
}

// A loop is the one goroutine of a watcher.
type loop struct {
	opts  Options
	out   chan Change
	batch *batch
	timer *time.Timer

	eye      eye         // nil while the watched folder is gone
	real     string      // the watched folder, without links
	identity os.FileInfo // by which the watched folder is known
	looked   time.Time   // when the last look ended
	distrust bool        // everything has to be watched anew before the batch is handed on
}

func (l *loop) run(ctx context.Context) {
	defer close(l.out)
	defer l.close()
	for ctx.Err() == nil {
		l.step(ctx)
	}
}

// step hands on what is ripe, or takes in one thing that happens.
func (l *loop) step(ctx context.Context) {
	var out chan<- Change
	var change Change
	if l.batch.isRipe(time.Now(), l.isEmpty) {
		if l.distrust {
			l.renew()
		}
		out, change = l.out, l.batch.change()
	}
	var events <-chan fsnotify.Event
	var faults <-chan error
	if l.eye != nil {
		events, faults = l.eye.signals()
	}
	l.timer.Reset(time.Until(l.wake(out != nil)))
	select {
	case <-ctx.Done():
	case out <- change:
		l.batch = newBatch(l.batch.pace)
	case event, ok := <-events:
		l.take(event, ok)
	case err := <-faults:
		l.fault(err)
	case <-l.timer.C:
		if !time.Now().Before(l.nextLook()) {
			l.look()
		}
	}
}

// wake is when something is to be done though nothing happens.
func (l *loop) wake(offered bool) time.Time {
	wake := l.nextLook()
	if ripe := l.batch.ripe(); !offered && !l.batch.idle() && ripe.Before(wake) {
		wake = ripe
	}
	return wake
}

func (l *loop) nextLook() time.Time {
	if l.eye == nil {
		return l.looked.Add(waiting)
	}
	return l.looked.Add(l.eye.pause(l.batch))
}

func (l *loop) take(event fsnotify.Event, ok bool) {
	switch {
	case !ok:
		l.fault(errors.New("the system has stopped telling"))
	case l.distrust:
		l.batch.touch() // all will be looked at, once it is quiet
	case event.Name == l.real:
		l.checkRoot()
	default:
		l.fault(l.eye.take(event, l.batch))
	}
}

// fault takes in why the eye cannot be trusted; nil where it can.
func (l *loop) fault(err error) {
	var limit *limitError
	switch {
	case err == nil:
		return
	case errors.Is(err, fsnotify.ErrEventOverflow):
		l.batch.everything("more happened at once than the system could tell, so all files are looked at")
	case errors.Is(err, errMoved):
		l.batch.everything("folders were moved while they were looked for, so all files are looked at")
	case errors.As(err, &limit):
		l.poll(limit.Error())
	default:
		l.poll(fmt.Sprintf("the system cannot tell what changes (%v)", err))
	}
	l.distrust = true
}

// poll gives up being told.
func (l *loop) poll(why string) {
	if l.opts.Poll <= 0 {
		l.opts.Poll = fallback
	}
	l.batch.everything(fmt.Sprintf("%s: the files are looked at every %v instead", why, l.opts.Poll))
}

// look finds what no event tells: that the watched folder is gone, is back or is
// another one, and what the eye finds.
func (l *loop) look() {
	defer func() { l.looked = time.Now() }()
	if l.eye == nil {
		if l.open() == nil {
			l.batch.everything(fmt.Sprintf("the folder %s is back", l.opts.Root))
		}
		return
	}
	if !l.distrust {
		l.checkRoot()
	}
	if !l.distrust {
		l.fault(l.eye.look(l.batch))
	}
}

// checkRoot finds out whether the watched folder still is where it was.
func (l *loop) checkRoot() {
	info, err := os.Stat(l.opts.Root)
	switch {
	case err != nil || !info.IsDir():
		l.batch.everything(fmt.Sprintf("the folder %s is gone; it is waited for", l.opts.Root))
	case !os.SameFile(info, l.identity):
		l.batch.everything(fmt.Sprintf("%s is another folder now", l.opts.Root))
	default:
		return
	}
	l.distrust = true
}

// renew watches everything anew.
func (l *loop) renew() {
	l.close()
	l.distrust = false
	if err := l.open(); err != nil {
		l.looked = time.Now() // and look will find it again
	}
}

// tries is how often the folders are looked for while others move them.
const tries = 3

// open makes an eye for the watched folder. The error says that there is none.
func (l *loop) open() (err error) {
	if l.identity, err = os.Stat(l.opts.Root); err != nil {
		return err
	}
	if l.real, err = filepath.EvalSymlinks(l.opts.Root); err != nil {
		return err
	}
	for try := 1; l.opts.Poll <= 0; try++ {
		told, err := newNotifier(l.real, l.opts.Skip)
		if err == nil {
			l.eye = told
			break
		}
		if _, err := os.ReadDir(l.real); err != nil {
			return err
		}
		var limit *limitError
		switch {
		case errors.As(err, &limit):
			l.poll(limit.Error())
		case !errors.Is(err, errMoved) || try == tries:
			l.poll(fmt.Sprintf("the system cannot tell what changes (%v)", err))
		}
	}
	if l.eye == nil {
		if l.eye, err = newPoller(l.real, l.opts.Skip, l.opts.Poll); err != nil {
			l.eye = nil
			return err
		}
	}
	l.looked = time.Now()
	return nil
}

func (l *loop) close() {
	if l.eye != nil {
		l.eye.close()
		l.eye = nil
	}
}

// isEmpty tells whether a path is an empty file.
func (l *loop) isEmpty(path string) bool {
	info, err := os.Lstat(filepath.Join(l.real, filepath.FromSlash(path)))
	return err == nil && info.Mode().IsRegular() && info.Size() == 0
}
