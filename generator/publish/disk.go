package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/zeebo/xxh3"

	"tradeoff/generator/seen"
)

// A disk is the output folder on the file system. Paths are slash-separated and
// relative to it. Before each step that changes something it asks the hook, if
// there is one; what the hook answers is the step's error.
type disk struct {
	root   *os.Root
	side   *os.Root // the staging folder, once it is there: from the top it would be opened for each file
	before func(op, path string) error
}

func (d *disk) step(op, path string) error {
	if d.before == nil {
		return nil
	}
	return d.before(op, path)
}

// A standing is what stands at a path.
type standing uint8

const (
	nothing standing = iota
	regular          // a regular file
	folder
	other // a link, a device, a socket
)

// look tells what stands at a path, without following a link there. The folders
// that lead to it must have been looked at: a link among them is followed.
func (d *disk) look(path string) (standing, error) {
	info, err := d.root.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return nothing, nil
	case err != nil:
		return nothing, err
	case info.Mode().IsRegular():
		return regular, nil
	case info.IsDir():
		return folder, nil
	}
	return other, nil
}

// same tells whether two paths are one file, as they are where the file system
// does not tell upper from lower case.
func (d *disk) same(a, b string) bool {
	first, err := d.root.Lstat(a)
	if err != nil {
		return false
	}
	second, err := d.root.Lstat(b)
	return err == nil && os.SameFile(first, second)
}

// sum gives the digest of a file.
func (d *disk) sum(path string) (digest, error) {
	hash := xxh3.New()
	if err := d.read(path, hash); err != nil {
		return nothingThere, err
	}
	return hash.Sum128().Bytes(), nil
}

// read reads a regular file.
func (d *disk) read(path string, to io.Writer) error {
	f, err := d.root.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return errors.Join(err, fmt.Errorf("%s is not a regular file", path))
	}
	_, err = io.Copy(to, f)
	return err
}

// says tells whether a file has a content. It reads the file bit by bit, and not into
// memory, of which the record of a large site takes 8 MB.
func (d *disk) says(path string, content []byte) bool {
	f, err := d.root.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	part := make([]byte, 1<<16)
	for {
		n, err := f.Read(part)
		if n > len(content) || !bytes.Equal(part[:n], content[:n]) {
			return false
		}
		content = content[n:]
		if err != nil {
			return errors.Is(err, io.EOF) && len(content) == 0
		}
	}
}

// list gives the names in a folder, in no particular order.
func (d *disk) list(path string) ([]string, error) {
	f, err := d.root.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Readdirnames(-1)
}

// empty tells whether path is a folder with nothing in it.
func (d *disk) empty(path string) bool {
	if what, err := d.look(path); err != nil || what != folder {
		return false
	}
	names, err := d.list(path)
	return err == nil && len(names) == 0
}

// beside gives the folder to name a file in that is in the staging folder, or
// anywhere, and its name there.
func (d *disk) beside(path string) (*os.Root, string) {
	if name, staged := strings.CutPrefix(path, stagingName+"/"); staged && d.side != nil {
		return d.side, name
	}
	return d.root, path
}

// openSide opens the staging folder, and closeSide closes it.
func (d *disk) openSide() (err error) {
	d.side, err = d.root.OpenRoot(stagingName)
	return err
}

func (d *disk) closeSide() {
	if d.side != nil {
		_ = d.side.Close() // opened for reading: nothing can be lost
		d.side = nil
	}
}

// see tells what the system says of a file in the staging folder.
func (d *disk) see(staged string) (seen.File, error) {
	in, name := d.beside(staged)
	info, err := in.Lstat(name)
	if err != nil {
		return seen.File{}, err
	}
	return seen.Of(info), nil
}

// create writes a file that must not be there yet, whole or not at all. The
// system's umask narrows its permissions.
func (d *disk) create(path string, content []byte) error {
	if err := d.step("create", path); err != nil {
		return err
	}
	in, name := d.beside(path)
	f, err := in.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if err = d.step("fill", path); err == nil {
		_, err = f.Write(content)
	}
	if closed := f.Close(); err == nil {
		err = closed // some file systems report a full disk only here
	}
	if err != nil {
		_ = d.remove(path) // the first error is the one that matters
	}
	return err
}

func (d *disk) mkdir(path string) error {
	if err := d.step("mkdir", path); err != nil {
		return err
	}
	return d.root.Mkdir(path, 0o755)
}

func (d *disk) rename(from, to string) error {
	if err := d.step("rename", to); err != nil {
		return err
	}
	return d.root.Rename(from, to)
}

func (d *disk) link(from, to string) error {
	if err := d.step("link", to); err != nil {
		return err
	}
	return d.root.Link(from, to)
}

// remove removes a file or an empty folder.
func (d *disk) remove(path string) error {
	if err := d.step("remove", path); err != nil {
		return err
	}
	return d.root.Remove(path)
}

// makeFolders makes the output folder and those above it as far as they are
// missing, and gives those that it made, the output folder first. These are the
// only steps outside of the root: there is none yet.
func (d *disk) makeFolders(out string) (made []string, err error) {
	var missing []string
	for at := out; ; at = filepath.Dir(at) {
		if _, err := os.Stat(at); !errors.Is(err, fs.ErrNotExist) || filepath.Dir(at) == at {
			break
		}
		missing = append([]string{at}, missing...)
	}
	for _, at := range missing {
		if err = d.step("mkdir", at); err == nil {
			err = os.Mkdir(at, 0o755)
		}
		switch {
		case errors.Is(err, fs.ErrExist): // another build was faster
		case err != nil:
			return made, err
		default:
			made = append([]string{at}, made...)
		}
	}
	return made, nil
}

// removeEmpty removes the folders that makeFolders made, up to the first that
// something is in.
func (d *disk) removeEmpty(made []string) {
	for _, at := range made {
		if d.step("remove", at) != nil || os.Remove(at) != nil {
			return
		}
	}
}

// above gives the folders that lead to a path, from the top: "a/b/c" → "a", "a/b".
func above(path string) []string {
	var folders []string
	for i, c := range path {
		if c == '/' {
			folders = append(folders, path[:i])
		}
	}
	return folders
}

// fold makes paths that differ only by case equal.
func fold(path string) string { return strings.ToLower(path) }
