package render

import (
	"cmp"
	"context"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"tradeoff/generator/diag"
	"tradeoff/generator/site"
)

// An Output takes the files of a site. It is safe for concurrent use.
type Output interface {
	// Keep keeps the file that the last build left at an address, if that was made
	// by the same recipe, and tells whether it could. Each address is asked for at
	// most once, and then not written if it could.
	Keep(address string, recipe uint64) bool
	// KeepNamed keeps the file that any build left at an address that tells its content.
	// It tells whether it could; it is asked after Keep, for the same address.
	KeepNamed(address string, recipe uint64) bool
	// Write takes a file, which may have the recipe 0: then it is never kept.
	Write(address string, recipe uint64, content []byte) error
}

// A Result counts what was rendered.
type Result struct {
	Pages    int // HTML pages of the site; redirects not among them
	Rendered int // files that were rendered: all that could not be kept
}

// Site is [Memory.Site] of an empty memory.
func Site(ctx context.Context, s *site.Site, opts Options, out Output) (Result, diag.List, error) {
	var m Memory
	return m.Site(ctx, s, opts, out)
}

// Site renders all files that out cannot keep, and hands them to it. A fault in a
// template is a diagnostic; the error is that of ctx or of out.
func (m *Memory) Site(ctx context.Context, s *site.Site, opts Options, out Output) (Result, diag.List, error) {
	r, diags, err := m.renderer(s, opts)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil || diags.HasErrors() {
		return Result{}, diags, err
	}
	n := &run{renderer: r, out: out, settled: map[string]bool{}, progress: counter{report: opts.Progress}}
	pages, err := n.all(ctx, m, opts)
	if err == nil {
		err = n.pack(ctx, opts.Archive)
	}
	diags.Append(n.faults.diags)
	return Result{Pages: pages, Rendered: int(n.rendered.Load())}, diags, err
}

// A run renders the files of a site.
type run struct {
	*renderer
	out      Output
	settled  map[string]bool // addresses of files that were seen to before their turn
	progress counter
	faults   faults
	rendered atomic.Int64
}

// all renders all files, those that are asked for first before anything else is done.
func (n *run) all(ctx context.Context, m *Memory, opts Options) (pages int, err error) {
	if opts.Early != nil && len(opts.First) > 0 {
		early := func(address string, content []byte) { n.progress.with(func() { opts.Early(address, content) }) }
		for _, part := range [][]file{n.shares, n.wanted(opts.First)} {
			if err := n.render(ctx, slices.Values(part), early); err != nil {
				return 0, err
			}
			for _, f := range part {
				n.settled[f.address] = true
			}
		}
	}
	if opts.AfterFirst != nil {
		opts.AfterFirst()
	}
	pages, listed := n.survey()
	if n.site.Config.URL != "" {
		if err := m.sitemap(n, listed); err != nil {
			return pages, err
		}
		n.progress.add()
	}
	return pages, n.render(ctx, n.files(), func(string, []byte) {})
}

// wanted finds pages by their addresses.
func (n *run) wanted(addresses []string) []file {
	var found []file
	for f := range n.likely(addresses) {
		if slices.Contains(addresses, f.address) && !slices.ContainsFunc(n.shares, func(s file) bool { return s.address == f.address }) {
			found = append(found, f)
		}
	}
	slices.SortStableFunc(found, func(a, b file) int {
		return cmp.Compare(slices.Index(addresses, a.address), slices.Index(addresses, b.address))
	})
	return found
}

// likely gives the files among which some addresses are. Of guides and pairs, which
// may be very many, it gives only those.
func (n *run) likely(addresses []string) iter.Seq[file] {
	parts := []iter.Seq[file]{n.fixed(), n.ofCategories(), n.ofListing(), n.ofGuides(func(address string) bool { return slices.Contains(addresses, address) })}
	if slices.ContainsFunc(addresses, func(address string) bool { return strings.Contains(address, site.Versus) }) {
		parts = append(parts, n.ofPairs())
	}
	return chained(parts)
}

// survey goes through all files without rendering one: it counts them, and takes a
// print of those that are in the sitemap.
func (n *run) survey() (pages int, listed uint64) {
	print := newPrint("sitemap").text(n.site.Config.URL)
	if n.site.Config.URL != "" {
		n.progress.total++ // the sitemap, which is a file or more
	}
	for f := range n.files() {
		n.progress.total++
		if f.page {
			pages++
		}
		if f.isListed() {
			print.text(f.address).date(f.changed)
		}
	}
	return pages, print.end()
}

// render renders files on all cores, as far as they cannot be kept. It calls done
// with each that is rendered, before it is handed on.
func (n *run) render(ctx context.Context, files iter.Seq[file], done func(address string, content []byte)) error {
	group, running := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for f := range files {
		if running.Err() != nil {
			break
		}
		if n.settled[f.address] {
			continue
		}
		recipe := f.recipe()
		if n.out.Keep(f.address, recipe) {
			n.progress.add()
			continue
		}
		group.Go(func() error {
			if err := running.Err(); err != nil {
				return err
			}
			if f.named && n.out.KeepNamed(f.address, recipe) {
				n.progress.add()
				return nil
			}
			var own diag.List
			content, err := f.render(&own)
			n.faults.add(own)
			if err != nil || own.HasErrors() {
				return err
			}
			if own.Len() > 0 { // so that it is said again the next time
				recipe = 0
			}
			n.rendered.Add(1)
			n.progress.add()
			done(f.address, content)
			return n.out.Write(f.address, recipe, content)
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}

// faults collects what is wrong with the files, from all goroutines. A fault of a
// template is in every page that it makes, and is kept once: a site may have more
// pages than memory has room for the same words.
type faults struct {
	mutex sync.Mutex
	diags diag.List
}

func (f *faults) add(own diag.List) {
	if own.Len() == 0 {
		return
	}
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.diags.AppendNew(own)
}

// counter tells how far a run is.
type counter struct {
	mutex  sync.Mutex
	done   int
	total  int
	report func(done, total int)
}

func (c *counter) add() {
	if c.report != nil {
		c.with(func() {
			c.done++
			if c.total > 0 { // files that are wanted first come before the others are counted
				c.report(c.done, c.total)
			}
		})
	}
}

// with calls do, never twice at once.
func (c *counter) with(do func()) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	do()
}
