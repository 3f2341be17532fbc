package publish

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"path"
	"slices"
	"time"

	"github.com/cespare/xxhash/v2"

	"tradeoff/generator/diag"
	"tradeoff/generator/seen"
)

// apply carries a plan out, or takes everything back and gives the reason. What
// cannot be taken back leaves the folder in a state that nobody remembers.
func (t *Transaction) apply(ctx context.Context, p *plan) error {
	c := &changes{disk: t.disk, name: func() string { return t.stagedName().path() }, hands: hands{disk: t.disk}}
	err := t.carryOut(ctx, c, p)
	if err == nil {
		return nil
	}
	if back := c.takeBack(); back != nil {
		t.folder.forget()
		return errors.Join(err, &Problem{Path: t.out, Code: diag.OutputFailed, Err: back,
			Message: "publishing was broken off half-way and could not be taken back: " + reason(back),
			Hint:    "build again: the next build continues from here"})
	}
	return err
}

// carryOut takes the steps of a plan, up to the first that fails.
func (t *Transaction) carryOut(ctx context.Context, c *changes, p *plan) error {
	t.writer = &recordWriter{last: t.oldText, spans: make([]span, 0, len(p.steps))}
	if !p.idle() {
		if err := t.staging(); err != nil {
			return t.refused("", err)
		}
		if err := t.keepRecord(c, p.now, p.pending, p.folders); err != nil {
			return err
		}
	}
	if err := t.each(ctx, p.clear, c.remove); err != nil {
		return err
	}
	if err := t.each(ctx, p.collapse, c.rmdir); err != nil {
		return err
	}
	if err := t.each(ctx, p.make, c.mkdir); err != nil {
		return err
	}
	if err := t.placeAll(ctx, c, p.files); err != nil {
		return err
	}
	if err := t.each(ctx, p.stale, c.remove); err != nil {
		return err
	}
	gone := slices.Clone(p.collapse)
	err := t.each(ctx, p.spare, func(at string) error {
		if !t.disk.empty(at) {
			return nil // something foreign is in it
		}
		gone = append(gone, at)
		return c.rmdir(at)
	})
	if err != nil {
		return err
	}
	gone = slices.DeleteFunc(gone, func(at string) bool { return slices.Contains(p.make, at) })
	p.settle(gone)
	return t.keepRecord(c, linesOf(p.left), nobody, p.folders)
}

// each takes one step for each path, as long as nobody cancels.
func (t *Transaction) each(ctx context.Context, paths []string, step func(path string) error) error {
	for _, path := range paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := step(path); err != nil {
			return t.refused(path, err)
		}
	}
	return nil
}

// placeAll renames the staged files into place. Until then nobody could reach them.
func (t *Transaction) placeAll(ctx context.Context, c *changes, files []*file) error {
	since := time.Now()
	defer c.hands.close()
	for _, f := range files {
		if f.staged == 0 {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := t.placeOne(c, f); err != nil {
			return err
		}
		f.sure = f.seen.Tells(since)
	}
	return nil
}

// placeOne renames a staged file into place if there still is what Write found there.
func (t *Transaction) placeOne(c *changes, f *file) error {
	var err error
	if f.found == nil {
		err = c.placeNew(f.staged.path(), f.path)
	} else if info, gone := t.disk.root.Lstat(f.path); gone != nil || seen.Of(info) != f.found.seen {
		err = fs.ErrExist
	} else {
		err = c.place(f.staged.path(), f.path, true)
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		return &Problem{Path: path.Join(t.out, f.path), Code: diag.OutputForeign,
			Message: "was changed by somebody else while the site was being published", Hint: "build again"}
	case err != nil:
		return t.refused(f.path, err)
	}
	return nil
}

// keepRecord replaces the record, in one step and only if it changes, which is told by the
// hash of its text.
func (t *Transaction) keepRecord(c *changes, files, pending iter.Seq[line], folders []string) error {
	sum := xxhash.New()
	if err := t.writer.write(sum, files, pending, folders); err != nil {
		return t.refused(recordName, err)
	}
	if t.recorded && t.recordSum == sum.Sum64() {
		return nil
	}
	if err := t.staging(); err != nil {
		return t.refused(recordName, err)
	}
	staged := t.stagedName().path()
	_, err := t.disk.fill(staged, func(w io.Writer) error { return t.writer.write(w, files, pending, folders) })
	if err != nil {
		return t.refused(recordName, err)
	}
	if err := c.place(staged, recordName, t.recorded); err != nil {
		return t.refused(recordName, err)
	}
	t.recorded, t.recordSum = true, sum.Sum64()
	return nil
}

// changes are steps in the output folder, each remembered with what takes it
// back. What is replaced or removed is kept in the staging folder, which must
// be there.
type changes struct {
	disk  *disk
	hands hands
	name  func() string // gives an unused path in the staging folder
	back  []func() error
}

// placeNew renames a staged file to a path at which nothing stands.
func (c *changes) placeNew(staged, path string) error {
	if err := c.hands.place(staged, path); err != nil {
		return err
	}
	c.back = append(c.back, func() error { return c.disk.remove(path) })
	return nil
}

// place renames a staged file into place. What it replaces is linked into the
// staging folder first, so that at no moment there is nothing at the path;
// file systems without links (FAT) must do with a moment.
func (c *changes) place(staged, path string, replaces bool) error {
	if !replaces {
		if err := c.disk.rename(staged, path); err != nil {
			return err
		}
		c.back = append(c.back, func() error { return c.disk.remove(path) })
		return nil
	}
	saved := c.name()
	if c.disk.link(path, saved) != nil {
		if err := c.disk.rename(path, saved); err != nil {
			return err
		}
	}
	c.back = append(c.back, func() error { return c.disk.rename(saved, path) })
	return c.disk.rename(staged, path)
}

// remove moves a file into the staging folder, which is cleared at the end.
func (c *changes) remove(path string) error {
	saved := c.name()
	if err := c.disk.rename(path, saved); err != nil {
		return err
	}
	c.back = append(c.back, func() error { return c.disk.rename(saved, path) })
	return nil
}

func (c *changes) mkdir(path string) error {
	if err := c.disk.mkdir(path); err != nil {
		return err
	}
	c.back = append(c.back, func() error { return c.disk.remove(path) })
	return nil
}

func (c *changes) rmdir(path string) error {
	if err := c.disk.remove(path); err != nil {
		return err
	}
	c.back = append(c.back, func() error { return c.disk.mkdir(path) })
	return nil
}

// takeBack takes the steps back, the last first, as far as the system lets it.
func (c *changes) takeBack() error {
	var failed error
	for _, back := range slices.Backward(c.back) {
		failed = errors.Join(failed, back())
	}
	c.back = nil
	return failed
}
