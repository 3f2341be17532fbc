package publish

import (
	"fmt"
	"io/fs"
)

// A file is one that the site has.
type file struct {
	path   string
	sum    string      // of its content
	before string      // the sum of what stands there now; empty where nothing does
	seen   fs.FileInfo // of what stands there now, from before it was read
	staged string      // where its content waits; empty where it already stands there
}

// Write adds a file to the site: its path, slash-separated and relative to the
// output folder, and its content, which is not kept. It is compared with what
// stands there and staged if that differs. Write may be called from several
// goroutines, once for each path; two paths that differ only by case are one,
// and a path that leads through another file is an error.
func (t *Transaction) Write(path string, content []byte) error {
	t.running.RLock()
	defer t.running.RUnlock()
	if t.ended {
		return errEnded
	}
	err := t.write(path, content)
	if err != nil {
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.failed == nil {
			t.failed = err
		}
	}
	return err
}

func (t *Transaction) write(path string, content []byte) error {
	if err := checkPath(path); err != nil {
		return err
	}
	f := &file{path: path, sum: sumOf(content)}
	stands, err := t.claim(f)
	if err != nil {
		return err
	}
	switch stands {
	case regular:
		err = t.compare(f)
	case other:
		t.conflict(t.foreign(path, false))
	case folder:
		t.mu.Lock()
		t.inWay[path] = true
		t.mu.Unlock()
	}
	if err != nil {
		return t.refused(path, err)
	}
	if f.before == f.sum {
		return nil
	}
	if f.staged, err = t.stage(content); err != nil {
		return t.refused(path, err)
	}
	return nil
}

// claim enters a file and tells what stands at its path. Whatever stands on the
// way there and is not a folder is noted as in the way, and nothing stands
// behind it.
func (t *Transaction) claim(f *file) (standing, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.claims.add(f.path); err != nil {
		return nothing, err
	}
	t.files = append(t.files, f)
	at, stands, err := t.follow(f.path)
	if err != nil {
		return nothing, t.refused(f.path, err)
	}
	if at == f.path {
		return stands, nil
	}
	if stands != nothing {
		t.inWay[at] = true
	}
	return nothing, nil
}

// follow goes towards a path until something there is not a folder, and tells
// where it stopped and what stands there. Folders on the way are looked at once
// in a transaction: nothing changes them before the commit.
func (t *Transaction) follow(path string) (at string, stands standing, err error) {
	for _, at := range above(path) {
		stands, known := t.looks[at]
		if !known {
			if stands, err = t.disk.look(at); err != nil {
				return at, nothing, err
			}
			t.looks[at] = stands
		}
		if stands != folder {
			return at, stands, nil
		}
	}
	stands, err = t.disk.look(path)
	return path, stands, err
}

// compare looks at the regular file that stands at f's path: it is as it should
// be, or ours to replace, or foreign. Where it is our own file under a name that
// differs by case, on a file system that does not tell the two apart, the old
// name has to go first.
func (t *Transaction) compare(f *file) error {
	if !t.old.names(f.path) {
		for _, old := range t.oldNames[fold(f.path)] {
			if t.disk.same(old, f.path) {
				t.mu.Lock()
				t.inWay[old] = true
				t.mu.Unlock()
				return nil
			}
		}
	}
	seen, err := t.disk.root.Lstat(f.path)
	if err != nil {
		return err
	}
	sum, err := t.disk.sum(f.path)
	if err != nil {
		return err
	}
	f.seen, f.before = seen, sum
	if sum != f.sum && !t.old.owns(f.path, sum) {
		t.conflict(t.foreign(f.path, t.old.names(f.path)))
	}
	return nil
}

func (t *Transaction) conflict(p *Problem) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.conflicts = append(t.conflicts, p)
}

// claims are the paths that a site has taken, by their [fold]ed form.
type claims struct {
	files   map[string]string
	folders map[string]string // to a file in the folder
}

// add takes the path of a file, and those of the folders that lead to it.
func (c claims) add(path string) error {
	key := fold(path)
	if other, taken := c.files[key]; taken {
		return fmt.Errorf("publish: the site has two files for one path: %q and %q", other, path)
	}
	if other, taken := c.folders[key]; taken {
		return fmt.Errorf("publish: %q is a file of the site, and a folder for %q", path, other)
	}
	for _, at := range above(key) {
		if other, taken := c.files[at]; taken {
			return fmt.Errorf("publish: %q is a file of the site, and a folder for %q", other, path)
		}
		c.folders[at] = path
	}
	c.files[key] = path
	return nil
}
