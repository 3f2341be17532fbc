package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// moveNew moves a file from one folder to another under a name that nothing has yet. It
// is [errors.ErrUnsupported] where the file system cannot do this in one step.
func moveNew(from *os.File, name string, to *os.File, as string) error {
	for {
		err := unix.Renameat2(int(from.Fd()), name, int(to.Fd()), as, unix.RENAME_NOREPLACE)
		switch {
		case err == nil:
			return nil
		case errors.Is(err, unix.EINTR):
		case errors.Is(err, unix.EINVAL):
			return errors.ErrUnsupported
		default: // ENOSYS is errors.ErrUnsupported, too
			return &os.LinkError{Op: "rename", Old: name, New: as, Err: err}
		}
	}
}
