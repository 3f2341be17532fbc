package publish

import (
	"errors"
	"io/fs"
	"os"
	"strings"
)

// Hands move staged files to paths at which nothing stands. The folders that they move
// from and to stay open as long as the next file goes to the same one: files come in the
// order of their paths, and from the top each folder on the way would be opened and
// closed for each file.
type hands struct {
	disk *disk
	from *os.File // the staging folder
	at   string   // the path of the folder that files go to
	to   *os.File
	slow bool // the system cannot do it as it is wanted
}

// place moves a staged file to a path, unless something stands there: then the error is
// [fs.ErrExist].
func (h *hands) place(staged, path string) error {
	if h.slow {
		return h.plainly(staged, path)
	}
	if err := h.reach(path); err != nil {
		return err
	}
	if err := h.disk.step("rename", path); err != nil {
		return err
	}
	err := moveNew(h.from, strings.TrimPrefix(staged, stagingName+"/"), h.to, path[strings.LastIndexByte(path, '/')+1:])
	if errors.Is(err, errors.ErrUnsupported) {
		h.slow = true
		return h.plainly(staged, path)
	}
	return err
}

// plainly is place for systems that cannot look and move in one step.
func (h *hands) plainly(staged, path string) error {
	switch _, err := h.disk.root.Lstat(path); {
	case err == nil:
		return fs.ErrExist
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	return h.disk.rename(staged, path)
}

// reach opens the folders that a file moves from and to.
func (h *hands) reach(path string) (err error) {
	if h.from == nil {
		if h.from, err = h.disk.root.Open(stagingName); err != nil {
			return err
		}
	}
	at := "."
	if cut := strings.LastIndexByte(path, '/'); cut >= 0 {
		at = path[:cut]
	}
	if h.to != nil && h.at == at {
		return nil
	}
	if h.to != nil {
		_ = h.to.Close() // opened for reading: nothing can be lost
	}
	h.at = at
	h.to, err = h.disk.root.Open(at)
	return err
}

// close closes the folders.
func (h *hands) close() {
	for _, f := range []*os.File{h.from, h.to} {
		if f != nil {
			_ = f.Close() // opened for reading: nothing can be lost
		}
	}
}
