package generator

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"

	"tradeoff/generator/cache"
	"tradeoff/generator/load"
	"tradeoff/generator/publish"
)

// finishedKind is the kind of the entries that say how a build ended, by its output folder.
const finishedKind cache.Kind = 'b'

// A finished build published a site from files of which a print was taken before it
// began. As long as they have the same print, and what it left is as it left it, another
// build would do nothing and report the same.
type finished struct {
	Asked  string // what it was asked for
	Print  uint64
	Left   uint64 // what it left, or another that left the same; see publish.Folder
	Report Report
}

// asked tells builds apart that make different sites of the same files.
func asked(opts Options) string {
	return fmt.Sprintf("%q %t %t %t", opts.URL, opts.Drafts, opts.NoMinify, opts.Zip)
}

// unchanged gives the report of a build that has nothing to do, if it has nothing to do.
// Else it takes the print of the files for the build that follows.
func (b *Builder) unchanged() (Report, bool) {
	m := b.memory
	root, err := os.OpenRoot(b.opts.Site)
	if err != nil || publish.Refuse(b.opts.Out, b.opts.Site) != nil {
		return Report{}, false
	}
	defer root.Close()
	m.openCache(b.opts)
	if m.cache == nil {
		return Report{}, false
	}
	if glance, err := load.Look(root); err == nil {
		m.load.Glance, m.print, m.sure = glance, glance.Print, glance.Sure
	}
	out, err := filepath.Abs(b.opts.Out)
	if err != nil {
		return Report{}, false
	}
	value, _, ok := m.cache.Get(finishedKind, out)
	var f finished
	if !ok || json.Unmarshal([]byte(value), &f) != nil || f.Asked != asked(b.opts) || f.Print != m.print || !m.folder.IsUntouched(f.Left) {
		return Report{}, false
	}
	_ = m.cache.Flush() // the next build takes longer
	return f.Report, true
}

// finish keeps how a build ended that published the site, for those that have nothing to
// do. It is good for one: later builds of the same process know what changed in another way.
func (m *memory) finish(opts Options, r Report) {
	if !m.sure {
		return
	}
	m.sure = false
	r.Parsed, r.Rendered, r.Written, r.Unchanged, r.Removed, r.Changed = 0, 0, 0, r.Written+r.Unchanged, 0, []string{}
	r.Decisions = slices.Clone(r.Decisions)
	for i := range r.Decisions {
		r.Decisions[i].Tree = nil
	}
	f := finished{asked(opts), m.print, m.folder.Left(), r}
	text, err := json.Marshal(f)
	var read finished
	if err != nil || json.Unmarshal(text, &read) != nil || !reflect.DeepEqual(f, read) {
		return // as where a name is not UTF-8
	}
	if out, err := filepath.Abs(opts.Out); err == nil {
		m.cache.Put(finishedKind, out, text, cache.Bulk{})
	}
}
