package publish

import (
	"bufio"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/zeebo/xxh3"

	"tradeoff/generator/seen"
)

// A Part is a file of the site for [Transaction.Compose], with the content that it
// will have.
type Part struct {
	Path string
	at   string // where the content is now
	disk *disk
}

// Open opens the file.
func (p Part) Open() (io.ReadCloser, error) { return p.disk.root.Open(p.at) }

// Compose adds a file to the site that is made of all those that were written and kept
// so far, in the order of their paths. What is made is written to the disk as it
// comes. It gives its size. Nothing may be written or kept meanwhile. It fails with
// [ErrStale] as [Transaction.Commit] does, because it reads what was kept.
func (t *Transaction) Compose(path string, compose func(w io.Writer, parts []Part) error) (size int64, err error) {
	t.running.RLock()
	defer t.running.RUnlock()
	if t.ended {
		return 0, errEnded
	}
	size, err = t.compose(path, compose)
	return size, t.noteFailure(err)
}

func (t *Transaction) compose(path string, compose func(w io.Writer, parts []Part) error) (int64, error) {
	if err := checkPath(path); err != nil {
		return 0, err
	}
	if err := t.confirm(); err != nil {
		return 0, err
	}
	if err := t.staging(); err != nil {
		return 0, t.refused(path, err)
	}
	staged := t.stagedName()
	sum, size, err := t.disk.stream(staged.path(), func(w io.Writer) error { return compose(w, t.parts()) })
	if err != nil {
		return 0, t.refused(path, err)
	}
	f := &file{ours: ours{path: path, sum: sum}}
	err = t.add(f, func(f *file) error {
		info, err := t.disk.root.Lstat(staged.path())
		if err == nil {
			f.staged, f.seen = staged, seen.Of(info)
		}
		return err
	})
	if f.staged == 0 {
		_ = t.disk.remove(staged.path()) // what cannot be removed now goes in the end
	}
	return size, err
}

// parts gives the files of the site so far.
func (t *Transaction) parts() []Part {
	t.mu.Lock()
	defer t.mu.Unlock()
	var parts []Part
	for _, f := range t.files {
		at := f.path
		if f.staged != 0 {
			at = f.staged.path()
		}
		parts = append(parts, Part{f.path, at, t.disk})
	}
	for _, o := range t.old.files {
		if o.keptIn(t) {
			parts = append(parts, Part{o.path, o.path, t.disk})
		}
	}
	slices.SortFunc(parts, func(a, b Part) int { return strings.Compare(a.Path, b.Path) })
	return parts
}

// stream is create for content that comes bit by bit. It gives its digest and size.
func (d *disk) stream(path string, write func(w io.Writer) error) (sum digest, size int64, err error) {
	hash := xxh3.New()
	size, err = d.fill(path, func(w io.Writer) error { return write(io.MultiWriter(w, hash)) })
	return hash.Sum128().Bytes(), size, err
}

// fill is stream without the digest.
func (d *disk) fill(path string, write func(w io.Writer) error) (size int64, err error) {
	if err := d.step("create", path); err != nil {
		return 0, err
	}
	f, err := d.root.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return 0, err
	}
	buffered := bufio.NewWriterSize(f, 1<<16)
	if err = d.step("fill", path); err == nil {
		err = write(buffered)
	}
	if err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		size, err = f.Seek(0, io.SeekCurrent)
	}
	if closed := f.Close(); err == nil {
		err = closed // some file systems report a full disk only here
	}
	if err != nil {
		_ = d.remove(path) // the first error is the one that matters
	}
	return size, err
}
