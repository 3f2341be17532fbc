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
// Else it takes the print of the files for the build that follows. The site's files are
// looked at beside the output folder's: each takes the system as long as the other.
func (b *Builder) unchanged() (Report, bool) {
	m := b.memory
	root, err := os.OpenRoot(b.opts.Site)
	if err != nil || publish.Refuse(b.opts.Out, b.opts.Site) != nil {
		return Report{}, false
	}
	defer root.Close()
	glance := make(chan *load.Glance, 1)
	if b.opts.Cache {
		go func() {
			seen, _ := load.Look(root) // nil where it fails; the build says why
			glance <- seen
		}()
	}
	m.openCache(b.opts)
	m.folder.Ready()
	if b.opts.Cache {
		if seen := <-glance; seen != nil && m.cache != nil {
			m.load.Glance, m.print, m.sure = seen, seen.Print, seen.Sure
		}
	}
	f, ok := m.finished(b.opts)
	if !ok || m.load.Glance == nil || f.Print != m.print || !m.folder.IsUntouched(f.Left) {
		return Report{}, false
	}
	_ = m.cache.Flush() // the next build takes longer
	return f.Report, true
}

// finished gives how a build ended that was asked for the same.
func (m *memory) finished(opts Options) (f finished, ok bool) {
	out, err := filepath.Abs(opts.Out)
	if err != nil {
		return finished{}, false
	}
	value, _, ok := m.cache.Get(finishedKind, out)
	if !ok || json.Unmarshal([]byte(value), &f) != nil || f.Asked != asked(opts) {
		return finished{}, false
	}
	return f, true
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
