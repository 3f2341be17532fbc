package publish

import "slices"

// A page is published with files beside it that are made of the same things: its
// picture, its Markdown, its tables. There are seven times as many files as pages, and
// as good as all of them are kept in most builds. So whoever hands them over may tell
// which belong together, and keep them with one call.

// groups are files that belong together, by their key.
type groups map[uint64]*group

// A group is remembered as long as each of its files is, with its recipe. A file may
// belong to several: two pages may have one picture.
type group struct {
	files []*ours
	turn  uint32 // the last transaction of the folder that kept it
}

// together is a group that a transaction was told of.
type together struct {
	key   uint64
	paths []string
}

// KeepAll is [Transaction.Keep] for all files of a group at once: those that
// Together named under a key in the last transaction that was committed, or that this
// kept then. It tells whether it could; if not, the caller hands its files over one by
// one, all of them: where one cannot be kept because its path clashes with that of a file
// that was written, those before it are kept already, and Keep tells so of them. Whoever makes a key answers for it that the same files, made by the same recipes,
// belong to it.
func (t *Transaction) KeepAll(key uint64) bool {
	t.running.RLock()
	defer t.running.RUnlock()
	g := t.old.groups[key]
	if t.ended || t.look == nil || g == nil {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, o := range g.files {
		if o.recipe == 0 || o.turn == t.turn && !o.kept {
			return false
		}
	}
	for _, o := range g.files {
		if !o.keptIn(t) && t.claimAs(o.path, o, true) != nil {
			return false
		}
	}
	g.turn = t.turn
	return true
}

// Together tells that some files belong together. Each of them is written or kept in this
// transaction, before or after. It may be called from several goroutines.
func (t *Transaction) Together(key uint64, paths []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.together = append(t.together, together{key, paths})
}

// after gives the groups that a transaction leaves in a folder: those that it kept, and
// those that it was told of. Two of one key are none, and no group has a file without a
// recipe.
func (g groups) after(t *Transaction, left *record) groups {
	if g == nil {
		g = make(groups, len(t.together))
	}
	for key, kept := range g {
		if kept.turn != t.turn {
			delete(g, key)
		}
	}
	for _, told := range t.together {
		if g[told.key] != nil {
			g[told.key].files = nil
			continue
		}
		made := &group{files: make([]*ours, len(told.paths)), turn: t.turn}
		for i, path := range told.paths {
			made.files[i] = left.find(path)
		}
		if slices.ContainsFunc(made.files, func(o *ours) bool { return o == nil || o.recipe == 0 }) {
			made.files = nil
		}
		g[told.key] = made
	}
	for key, kept := range g {
		if len(kept.files) == 0 {
			delete(g, key)
		}
	}
	return g
}
