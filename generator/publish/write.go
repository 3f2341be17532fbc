package publish

import (
	"cmp"
	"fmt"
	"strconv"
	"time"

	"tradeoff/generator/seen"
)

// A file is one of the site that was written: what it will be, and what it is.
type file struct {
	ours
	found  *found // what stands there now; nil where nothing does
	staged staged // where its content waits
}

// A found is what stands at the path of a file that was written.
type found struct {
	sum  digest
	seen seen.File // from before it was read
}

// before gives the digest of what stands there now.
func (f *file) before() digest {
	if f.found == nil {
		return nothingThere
	}
	return f.found.sum
}

// changes tells whether a file will be another than the one that stands there.
func (f *file) changes() bool { return f.before() != f.sum }

// A staged is the number of a file in the staging folder; 0 is none.
type staged uint32

// path gives its path.
func (s staged) path() string { return stagingName + "/" + strconv.Itoa(int(s)) }

// Write adds a file to the site: its path, slash-separated and relative to the
// output folder, and its content, which is not held. It is compared with what
// stands there and staged if that differs. Write may be called from several
// goroutines, once for each path; two paths that differ only by case are one,
// and a path that leads through another file is an error.
//
// The recipe says what the file was made of, for [Transaction.Keep] of a later
// transaction of the same [Folder]; equal ones mean equal files, and 0 none.
func (t *Transaction) Write(path string, recipe uint64, content []byte) error {
	t.running.RLock()
	defer t.running.RUnlock()
	if t.ended {
		return errEnded
	}
	return t.noteFailure(t.write(path, recipe, content))
}

// noteFailure remembers the first error of a file.
func (t *Transaction) noteFailure(err error) error {
	if err != nil {
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.failed == nil {
			t.failed = err
		}
	}
	return err
}

func (t *Transaction) write(path string, recipe uint64, content []byte) error {
	if err := checkPath(path); err != nil {
		return err
	}
	return t.add(&file{ours: ours{path: path, sum: digestOf(content), recipe: recipe}}, func(f *file) (err error) {
		if f.staged, err = t.stage(content); err != nil {
			return err
		}
		if f.seen, err = t.disk.see(f.staged.path()); err != nil {
			return err
		}
		t.discard(path)
		return nil
	})
}

// add adds a file, which is staged if it is not what stands at its path.
func (t *Transaction) add(f *file, stage func(f *file) error) error {
	stands, err := t.enter(f)
	if err != nil {
		return err
	}
	switch stands {
	case regular:
		err = t.compare(f)
	case other:
		t.conflict(t.foreign(f.path, false))
	case folder:
		t.mu.Lock()
		t.inWay[f.path] = true
		t.mu.Unlock()
	}
	if err == nil && !f.changes() {
		f.seen = f.found.seen
		return nil
	}
	if err == nil {
		err = stage(f)
	}
	if err != nil {
		return t.refused(f.path, err)
	}
	return nil
}

// enter enters a file and tells what stands at its path. Whatever stands on the
// way there and is not a folder is noted as in the way, and nothing stands
// behind it.
func (t *Transaction) enter(f *file) (standing, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.claim(f.path, false); err != nil {
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

// claim takes a path for the site. Files that a transaction of the folder claimed
// together may be claimed together again; only once there is another one among them
// do they have to be compared.
func (t *Transaction) claim(path string, keep bool) error {
	return t.claimAs(path, t.old.find(path), keep)
}

// claimAs is claim for a path of which it is known what the record says, if it does.
func (t *Transaction) claimAs(path string, o *ours, keep bool) error {
	if o == nil && t.claims == nil {
		t.claims = newClaims()
		for _, taken := range t.old.files {
			if taken.turn == t.turn {
				_ = t.claims.add(taken.path) // as it was added before
			}
		}
	}
	if o != nil && o.turn == t.turn {
		return twice(path, path)
	}
	if t.claims != nil {
		if err := t.claims.add(path); err != nil {
			return err
		}
	}
	if o != nil {
		o.turn, o.kept = t.turn, keep
	}
	return nil
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
		for _, old := range t.oldNames()[fold(f.path)] {
			if t.disk.same(old, f.path) {
				t.mu.Lock()
				t.inWay[old] = true
				t.mu.Unlock()
				return nil
			}
		}
	}
	since := time.Now()
	info, err := t.disk.root.Lstat(f.path)
	if err != nil {
		return err
	}
	changed := seen.Changed(info)
	is := found{seen: seen.Of(info)}
	f.sure, f.until = is.seen.TellsFrom(since, changed), changed+1
	if o := t.old.find(f.path); o != nil && o.sure && o.seen == is.seen && o.knows(changed) {
		is.sum = o.sum
	} else if is.sum, err = t.disk.sum(f.path); err != nil {
		return err
	}
	f.found = &is
	if f.changes() && !t.old.owns(f.path, is.sum) {
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
	files   map[string]struct{}
	spelled map[string]string // the paths of files that are not spelled as they are folded
	folders map[string]string // to a file in the folder
}

func newClaims() *claims {
	return &claims{files: map[string]struct{}{}, spelled: map[string]string{}, folders: map[string]string{}}
}

// file gives the path of the file that has taken a folded one.
func (c *claims) file(key string) (path string, taken bool) {
	if _, taken = c.files[key]; !taken {
		return "", false
	}
	return cmp.Or(c.spelled[key], key), true
}

// add takes the path of a file, and those of the folders that lead to it.
func (c *claims) add(path string) error {
	key := fold(path)
	if other, taken := c.file(key); taken {
		return twice(other, path)
	}
	if other, taken := c.folders[key]; taken {
		return fmt.Errorf("publish: %q is a file of the site, and a folder for %q", path, other)
	}
	for _, at := range above(key) {
		if other, taken := c.file(at); taken {
			return fmt.Errorf("publish: %q is a file of the site, and a folder for %q", other, path)
		}
		c.folders[at] = path
	}
	c.files[key] = struct{}{}
	if key != path {
		c.spelled[key] = path
	}
	return nil
}

func twice(first, second string) error {
	return fmt.Errorf("publish: the site has two files for one path: %q and %q", first, second)
}
