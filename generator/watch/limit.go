package watch

import (
	"errors"
	"fmt"
	"runtime"
	"syscall"
)

// errMoved says that a folder is watched by another name than it has.
var errMoved = errors.New("a folder has two names")

// A limitError says that the system allows no more watches, and how to raise that.
type limitError struct {
	what string // that is used up
	how  string // to have more; may be empty
}

// Error says what is used up and how to have more of it, in one line.
func (e *limitError) Error() string {
	if e.how == "" {
		return e.what
	}
	return fmt.Sprintf("%s (to have more: %s)", e.what, e.how)
}

// limit gives a limitError where an error of fsnotify is one. With inotify, a watch
// too many is ENOSPC and an instance too many EMFILE (inotify(7)); elsewhere each
// watch is a descriptor.
func limit(err error) error {
	linux := runtime.GOOS == "linux"
	switch {
	case errors.Is(err, syscall.ENOSPC) && linux:
		return &limitError{"the system allows no more watches", "sudo sysctl fs.inotify.max_user_watches=524288"}
	case errors.Is(err, syscall.EMFILE) && linux:
		return &limitError{"the system allows no more watchers", "sudo sysctl fs.inotify.max_user_instances=1024, or ulimit -n"}
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return &limitError{"the system allows no more open files", "ulimit -n 65536"}
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.ENOMEM):
		return &limitError{what: "the system has no room for more watches"}
	}
	return err
}
