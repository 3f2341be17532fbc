package render

import (
	"bytes"
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
	// most once, but for one that KeepAll kept, and then not written if it could.
	Keep(address string, recipe uint64) bool
	// KeepNamed keeps the file that any build left at an address that tells its content.
	// It tells whether it could; it is asked after Keep, for the same address.
	KeepNamed(address string, recipe uint64) bool
	// KeepAll keeps all files of which Together told the last build, or one before that
	// kept them, that they belong together under a key. It tells whether it could; if
	// not, each of them is asked for.
	KeepAll(key uint64) bool
	// Together tells that files belong together, each of which is kept or written. Equal
	// keys stand for the same files with the same recipes.
	Together(key uint64, addresses []string)
	// Write takes a file, which may have the recipe 0: then it is never kept. Its content is
	// good until Write returns.
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
		early := func(address string, content []byte) {
			n.progress.with(func() { opts.Early(address, bytes.Clone(content)) })
		}
		for _, part := range [][]file{n.shares, n.wanted(opts.First)} {
			if err := n.early(ctx, part, early); err != nil {
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
	pages, listed, kept := n.survey()
	if n.site.Config.URL != "" {
		if err := n.addSitemap(listed); err != nil {
			return pages, err
		}
		n.progress.add()
	}
	return pages, n.rest(ctx, kept)
}

// wanted finds pages by their addresses.
func (n *run) wanted(addresses []string) []file {
	var found []file
	for s := range n.likely(addresses) {
		if slices.Contains(addresses, s.address()) && !slices.ContainsFunc(n.shares, func(f file) bool { return f.address == s.address() }) {
			found = append(found, s.files()[0])
		}
	}
	slices.SortStableFunc(found, func(a, b file) int {
		return cmp.Compare(slices.Index(addresses, a.address), slices.Index(addresses, b.address))
	})
	return found
}

// likely gives the pages among which some addresses are. Of guides and pairs, which
// may be very many, it gives only those.
func (n *run) likely(addresses []string) iter.Seq[sheaf] {
	parts := []iter.Seq[sheaf]{singly(n.fixed()), n.ofCategories(), singly(n.ofListing())}
	for i, address := range addresses {
		if slices.Contains(addresses[:i], address) { // somebody looks at it twice
			continue
		}
		at, found := slices.BinarySearchFunc(n.site.Guides, address, func(g *site.Guide, address string) int { return strings.Compare(g.ID, guideID(address)) })
		if found {
			parts = append(parts, n.ofGuides(n.site.Guides[at:at+1]))
		}
	}
	if slices.ContainsFunc(addresses, func(address string) bool { return strings.Contains(address, site.Versus) }) {
		parts = append(parts, singly(n.ofPairs()))
	}
	return chained(parts)
}

// guideID is the id of the guide with an address, if there is one.
func guideID(address string) string {
	return strings.TrimSuffix(strings.TrimPrefix(address, "guides/"), ".html")
}

// survey goes through all sheaves without rendering one: it counts the pages, takes a
// print of those that are in the sitemap, and keeps what can be kept together. What is
// left is counted where somebody wants to know.
func (n *run) survey() (pages int, listed uint64, kept []bool) {
	print := newPrint("sitemap").text(n.site.Config.URL)
	if n.site.Config.URL != "" {
		n.progress.total++ // the sitemap, which is a file or more
	}
	shown := map[string]bool{}
	for s := range n.sheaves() {
		if s.page {
			pages++
		}
		if s.isListed() {
			s.addPrint(print)
		}
		kept = append(kept, s.key != 0 && n.out.KeepAll(s.key))
		if !kept[len(kept)-1] && n.progress.report != nil {
			n.progress.total += len(n.with(s.files(), shown))
		}
	}
	return pages, print.end(), kept
}

// rest renders what was not kept together, in the order of the sheaves.
func (n *run) rest(ctx context.Context, kept []bool) error {
	hands := n.hands(ctx, func(string, []byte) {})
	shown := map[string]bool{}
	at := 0
	for s := range n.sheaves() {
		if at++; kept[at-1] {
			continue
		}
		if hands.running.Err() != nil {
			break
		}
		files := s.files()
		all := n.with(files, shown)
		if s.key != 0 {
			n.out.Together(s.key, n.addressesOf(files))
		}
		for _, f := range all {
			hands.take(f)
		}
	}
	return hands.wait(ctx)
}

// addressesOf gives the addresses of the files of a sheaf, with that of its picture, be it
// that of others too.
func (n *run) addressesOf(files []file) []string {
	var addresses []string
	for _, f := range files {
		addresses = append(addresses, f.address)
	}
	if address, picture := n.pictureOf(files); picture != nil {
		addresses = append(addresses, address)
	}
	return addresses
}

// early renders files before all others, which are counted later.
func (n *run) early(ctx context.Context, files []file, done func(address string, content []byte)) error {
	hands := n.hands(ctx, done)
	for _, f := range files {
		hands.take(f)
	}
	return hands.wait(ctx)
}

// hands render files on all cores, as far as they cannot be kept.
type hands struct {
	*run
	group   *errgroup.Group
	running context.Context // ends with the first error
	files   chan pending
	done    func(address string, content []byte)
}

// A pending file is one that is to be rendered.
type pending struct {
	file
	recipe uint64
}

// hands gives some that call done with each file that is rendered, before it is handed on.
func (n *run) hands(ctx context.Context, done func(address string, content []byte)) *hands {
	group, running := errgroup.WithContext(ctx)
	h := &hands{n, group, running, make(chan pending), done}
	for range runtime.GOMAXPROCS(0) {
		group.Go(h.work)
	}
	return h
}

// work renders files as they come. One goroutine renders many: the stack that a page needs
// grows once, which took a fiftieth of a build where it grew for each file.
func (h *hands) work() error {
	for f := range h.files {
		if err := h.running.Err(); err != nil {
			return err
		}
		if f.named && h.out.KeepNamed(f.address, f.recipe) {
			h.progress.add()
			continue
		}
		if err := h.render(f.file, f.recipe); err != nil {
			return err
		}
	}
	return nil
}

// take keeps a file, or has it rendered, unless it was seen to before.
func (h *hands) take(f file) {
	if h.running.Err() != nil {
		return
	}
	if h.settled[f.address] {
		h.progress.add()
		return
	}
	recipe := f.recipe()
	if h.out.Keep(f.address, recipe) {
		h.progress.add()
		return
	}
	select {
	case h.files <- pending{f, recipe}:
	case <-h.running.Done():
	}
}

func (h *hands) render(f file, recipe uint64) error {
	var own diag.List
	content, err := f.render(&own)
	h.faults.add(own)
	if err != nil || own.HasErrors() {
		return err
	}
	if own.Len() > 0 { // so that it is said again the next time
		recipe = 0
	}
	h.rendered.Add(1)
	h.progress.add()
	h.done(f.address, content)
	if err := h.out.Write(f.address, recipe, content); err != nil {
		return err
	}
	if f.reused {
		h.printed.Put(&content)
	}
	return nil
}

// wait waits for all files that were taken, which are all that will be.
func (h *hands) wait(ctx context.Context) error {
	close(h.files)
	if err := h.group.Wait(); err != nil {
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
			if c.total > 0 { // files that are wanted first come before the others are counted, and again with them
				c.done++
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
