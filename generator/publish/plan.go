package publish

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// A plan is what a commit is going to do, in the order of its fields. Making it
// changes nothing.
type plan struct {
	clear    []string // files of ours that stand where a folder or another file must go
	collapse []string // folders of ours that stand where a file must go, the deepest first
	make     []string // folders that are missing, the highest first
	files    []*file  // those that were written, by path
	stale    []string // files of ours that the site no longer has
	spare    []string // folders of ours that the site no longer needs, the deepest first

	steps   []step   // of all files of the site and those that are stale, by path
	left    []*ours  // all files of the site, by path
	folders []string // that are ours; first those that may be there on the way, then those that are left

	kept []string // no longer of the site, but changed by somebody: left alone
}

// A step is what becomes of a file: one that was written, else one that the record
// names and that is kept, or goes.
type step struct {
	file *file
	ours *ours
	goes *digest // the sum of one that goes, as it is now
}

// now is what the files are before, as the journal admits it.
func (p *plan) now(yield func(line) bool) {
	for _, s := range p.steps {
		var l line
		switch {
		case s.file == nil:
			l = line{s.ours.path, s.ours.sum, s.ours.line}
			if s.goes != nil && *s.goes != s.ours.sum {
				l.sum, l.was = *s.goes, span{}
			}
		case s.file.found == nil:
			continue
		default:
			l = line{path: s.file.path, sum: s.file.before()}
		}
		if !yield(l) {
			return
		}
	}
}

// pending is what those that change will be.
func (p *plan) pending(yield func(line) bool) {
	for _, f := range p.files {
		if f.changes() && !yield(line{path: f.path, sum: f.sum}) {
			return
		}
	}
}

// plan finds out what has to be done, and fails with all that is in the way.
func (t *Transaction) plan(ctx context.Context) (*plan, error) {
	p := &plan{files: slices.SortedFunc(slices.Values(t.files), func(a, b *file) int {
		return strings.Compare(a.path, b.path)
	})}
	stale, err := t.leftOver(ctx, p)
	if err != nil {
		return nil, err
	}
	if err := t.clearTheWay(p, stale); err != nil {
		return nil, err
	}
	if len(t.conflicts) > 0 {
		if t.lost != nil {
			t.conflicts = append(t.conflicts, lostRecord(t.out))
		}
		return nil, sorted(t.conflicts)
	}
	t.merge(p, stale)
	t.planFolders(p)
	for _, path := range p.clear {
		delete(stale, path)
	}
	p.stale = slices.Sorted(maps.Keys(stale))
	return p, nil
}

// leftOver finds the files of earlier builds that the site no longer has, with
// their sums. Those that somebody changed go to p.kept.
func (t *Transaction) leftOver(ctx context.Context, p *plan) (map[string]digest, error) {
	stale := map[string]digest{}
	for _, o := range t.old.files {
		if o.turn == t.turn {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		at, stands, err := t.follow(o.path)
		if err != nil {
			return nil, t.refused(o.path, err)
		}
		if at != o.path || stands == nothing {
			continue // somebody removed it already
		}
		sum := nothingThere
		if stands == regular {
			if sum, err = t.disk.sum(o.path); err != nil {
				return nil, t.refused(o.path, err)
			}
		}
		if t.old.owns(o.path, sum) {
			stale[o.path] = sum
		} else {
			p.kept = append(p.kept, o.path)
		}
	}
	return stale, nil
}

// clearTheWay plans to remove what stands in the way of the site's files as far
// as it is ours. The rest becomes conflicts.
func (t *Transaction) clearTheWay(p *plan, stale map[string]digest) error {
	for _, at := range slices.Sorted(maps.Keys(t.inWay)) {
		// Walking would follow a link at its start.
		if what, err := t.disk.look(at); err != nil {
			return t.refused(at, err)
		} else if what == other {
			t.conflicts = append(t.conflicts, t.foreign(at, t.old.names(at)))
			continue
		}
		err := fs.WalkDir(t.disk.root.FS(), at, func(path string, entry fs.DirEntry, err error) error {
			_, ours := stale[path]
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil // somebody removed it meanwhile
			case err != nil:
				return err
			case ours:
				p.clear = append(p.clear, path)
			case entry.IsDir() && slices.Contains(t.old.folders, path):
				p.collapse = append(p.collapse, path)
			default:
				t.conflicts = append(t.conflicts, t.foreign(path, t.old.names(path)))
				if entry.IsDir() {
					return fs.SkipDir
				}
			}
			return nil
		})
		if err != nil {
			return t.refused(at, err)
		}
	}
	deepestFirst(p.collapse)
	return nil
}

// merge goes through the files of the site and those that are stale, in the order
// of their paths, and notes what they are and what they will be.
func (t *Transaction) merge(p *plan, stale map[string]digest) {
	p.left = make([]*ours, 0, len(t.old.files)+len(p.files))
	p.steps = make([]step, 0, len(t.old.files)+len(p.files))
	written := p.files
	enter := func(f *file) {
		p.left = append(p.left, &f.ours)
		p.steps = append(p.steps, step{file: f})
	}
	for _, o := range t.old.files {
		for len(written) > 0 && written[0].path < o.path {
			enter(written[0])
			written = written[1:]
		}
		if o.keptIn(t) {
			p.left = append(p.left, o)
			p.steps = append(p.steps, step{ours: o})
		} else if sum, is := stale[o.path]; is {
			p.steps = append(p.steps, step{ours: o, goes: &sum})
		}
	}
	for _, f := range written {
		enter(f)
	}
}

// planFolders plans which folders are made and which ones may go.
func (t *Transaction) planFolders(p *plan) {
	needed := map[string]bool{}
	last := ""
	for _, o := range p.left {
		if holder := o.path[:strings.LastIndexByte(o.path, '/')+1]; holder != last {
			last = holder
			for _, at := range above(o.path) {
				needed[at] = true
				if _, known := t.looks[at]; !known && o.keptIn(t) {
					t.looks[at] = folder // the look went that way
				}
			}
		}
	}
	for at := range needed {
		if t.looks[at] != folder {
			p.make = append(p.make, at)
		}
	}
	slices.Sort(p.make)
	for _, at := range t.old.folders {
		if _, stands, err := t.follow(at); err != nil || stands != folder {
			continue // somebody removed it, or put something else there
		}
		p.folders = append(p.folders, at)
		if !needed[at] && !slices.Contains(p.collapse, at) {
			p.spare = append(p.spare, at)
		}
	}
	deepestFirst(p.spare)
	p.folders = append(p.folders, p.make...)
	slices.Sort(p.folders)
	p.folders = slices.Compact(p.folders)
}

// deepestFirst orders folders so that each comes before those that hold it.
func deepestFirst(folders []string) {
	slices.SortFunc(folders, func(a, b string) int { return strings.Compare(b, a) })
}

// idle tells whether no file changes and no folder is made.
func (p *plan) idle() bool {
	changes := slices.ContainsFunc(p.files, (*file).changes)
	return !changes && len(p.clear)+len(p.collapse)+len(p.make)+len(p.stale) == 0
}

// nobody gives no line.
func nobody(func(line) bool) {}

// settle notes that the plan is carried out and the folders in gone were removed.
func (p *plan) settle(gone []string) {
	p.folders = slices.DeleteFunc(p.folders, func(at string) bool { return slices.Contains(gone, at) })
}

// summary counts what the plan did.
func (t *Transaction) summary(p *plan) Summary {
	s := Summary{Kept: p.kept, Lost: t.lost != nil, Removed: len(p.clear) + len(p.stale), out: t.out}
	s.Changed = append(append([]string{}, p.clear...), p.stale...)
	for _, f := range p.files {
		if f.staged != 0 {
			s.Written++
			s.Changed = append(s.Changed, f.path)
		}
	}
	s.Unchanged = len(p.left) - s.Written
	slices.Sort(s.Changed)
	return s
}
