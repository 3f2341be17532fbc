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
	journal  record
	clear    []string // files of ours that stand where a folder or another file must go
	collapse []string // folders of ours that stand where a file must go, the deepest first
	make     []string // folders that are missing, the highest first
	files    []*file  // all files of the site, by path
	stale    []string // files of ours that the site no longer has
	spare    []string // folders of ours that the site no longer needs, the deepest first

	kept []string // no longer of the site, but changed by somebody: left alone
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
	p.journal = t.journal(p, stale)
	for _, path := range p.clear {
		delete(stale, path)
	}
	p.stale = slices.Sorted(maps.Keys(stale))
	return p, nil
}

// leftOver finds the files of earlier builds that the site no longer has, with
// their sums. Those that somebody changed go to p.kept.
func (t *Transaction) leftOver(ctx context.Context, p *plan) (map[string]string, error) {
	stale := map[string]string{}
	for _, path := range t.old.paths() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if t.claims.files[fold(path)] == path {
			continue
		}
		at, stands, err := t.follow(path)
		if err != nil {
			return nil, t.refused(path, err)
		}
		if at != path || stands == nothing {
			continue // somebody removed it already
		}
		sum := ""
		if stands == regular {
			if sum, err = t.disk.sum(path); err != nil {
				return nil, t.refused(path, err)
			}
		}
		if t.old.owns(path, sum) {
			stale[path] = sum
		} else {
			p.kept = append(p.kept, path)
		}
	}
	return stale, nil
}

// clearTheWay plans to remove what stands in the way of the site's files as far
// as it is ours. The rest becomes conflicts.
func (t *Transaction) clearTheWay(p *plan, stale map[string]string) error {
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
			case entry.IsDir() && slices.Contains(t.old.Folders, path):
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

// journal plans the folders, and gives the record that admits what the files
// are now and what they will be.
func (t *Transaction) journal(p *plan, stale map[string]string) record {
	r := record{Version: recordVersion, Files: maps.Clone(stale), Pending: map[string]string{}, Folders: []string{}}
	needed := map[string]bool{}
	for _, f := range p.files {
		if f.before != "" {
			r.Files[f.path] = f.before
		}
		if f.before != f.sum {
			r.Pending[f.path] = f.sum
		}
		for _, at := range above(f.path) {
			needed[at] = true
		}
	}
	for at := range needed {
		if t.looks[at] != folder {
			p.make = append(p.make, at)
		}
	}
	slices.Sort(p.make)
	for _, at := range t.old.Folders {
		if _, stands, err := t.follow(at); err != nil || stands != folder {
			continue // somebody removed it, or put something else there
		}
		r.Folders = append(r.Folders, at)
		if !needed[at] && !slices.Contains(p.collapse, at) {
			p.spare = append(p.spare, at)
		}
	}
	deepestFirst(p.spare)
	r.Folders = append(r.Folders, p.make...)
	slices.Sort(r.Folders)
	r.Folders = slices.Compact(r.Folders)
	return r
}

// deepestFirst orders folders so that each comes before those that hold it.
func deepestFirst(folders []string) {
	slices.SortFunc(folders, func(a, b string) int { return strings.Compare(b, a) })
}

// idle tells whether no file changes and no folder is made.
func (p *plan) idle() bool {
	return len(p.journal.Pending)+len(p.clear)+len(p.collapse)+len(p.make)+len(p.stale) == 0
}

// settled is the record once the plan is carried out and the folders in gone
// were removed.
func (p *plan) settled(gone []string) record {
	r := record{Version: recordVersion, Files: map[string]string{}, Folders: []string{}}
	for _, f := range p.files {
		r.Files[f.path] = f.sum
	}
	for _, at := range p.journal.Folders {
		if !slices.Contains(gone, at) {
			r.Folders = append(r.Folders, at)
		}
	}
	return r
}

// summary counts what the plan did.
func (t *Transaction) summary(p *plan) Summary {
	s := Summary{Kept: p.kept, Lost: t.lost != nil, Removed: len(p.clear) + len(p.stale), out: t.out}
	for _, f := range p.files {
		if f.staged == "" {
			s.Unchanged++
		} else {
			s.Written++
		}
	}
	return s
}
